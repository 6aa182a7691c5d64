"""What the slides are made of: places in inches, paragraphs in a size, text that fits."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from ...model.text import shortened

LEFT, TOP, WIDE, HIGH = 0.7, 1.75, 11.93, 4.85
"""Inches: where the body of a slide is, on a slide of 13.33 by 7.5."""

SIZES = (24, 20, 18, 16)
"""Points in which text is written, the largest first that has room."""

GAP = 10
"""Points between paragraphs."""

FONT = "Arial"


def inches(*places: float) -> list[int]:
    """Lengths as PowerPoint counts them."""
    from pptx.util import Inches

    return [Inches(place) for place in places]


def place(shape: Any, top: float, high: float) -> None:
    """Put a shape across the slide."""
    shape.left, shape.top, shape.width, shape.height = inches(LEFT, top, WIDE, high)


def write(frame: Any, texts: Sequence[str], *sizes: int, gap: int = 0) -> None:
    """Write paragraphs, each in its size; the last size is that of all further ones."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    for k, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if k == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        set_font(run.font, sizes[min(k, len(sizes) - 1)])
        paragraph.alignment = PP_ALIGN.LEFT
        if k and gap:
            paragraph.space_before = Pt(gap)


def fill(frame: Any, texts: Sequence[str], wide: float = WIDE) -> None:
    """Write paragraphs as large as there is room, shortened where there is none."""
    size = next((size for size in SIZES if _height(texts, size, wide) <= HIGH), SIZES[-1])
    share = min(1.0, 0.95 * HIGH / _height(texts, size, wide))
    write(
        frame, [shortened(text, max(40, int(share * len(text)))) for text in texts], size, gap=GAP
    )


def _height(texts: Sequence[str], size: int, wide: float) -> float:
    """Inches that paragraphs take, with letters half as wide as high."""
    letters = 72.0 * wide / (0.5 * size)
    lines = sum(ceil(len(text) / letters) for text in texts)
    return (1.2 * size * lines + GAP * len(texts)) / 72.0


def set_font(font: Any, size: int) -> None:
    """The font of all slides in a size."""
    from pptx.util import Pt

    font.size, font.name = Pt(size), FONT


def describe_frame(frame: Any, text: str) -> None:
    """The text for those who do not see a chart or a table."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", text)
