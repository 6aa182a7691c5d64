"""A picture as the bytes of a file, for a page or a document that holds it."""

from __future__ import annotations

import base64
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 6.7
"""Inches between the margins of a page."""

MANY_SCRIPTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans",
    "Malgun Gothic",
    "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)
"""Fonts for the letters that matplotlib's own font lacks, where they are installed."""

METADATA = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}


def as_file(draw: Callable[[], Axes], form: str) -> bytes:
    """A picture as ``png`` or ``svg``, with the same bytes each time.

    Warns
    -----
    UserWarning
        If no installed font has some of the letters.
    """
    from matplotlib import font_manager, rc_context
    from matplotlib import pyplot as plt

    installed = {font.name for font in font_manager.fontManager.ttflist}
    fonts = ["DejaVu Sans", *(name for name in MANY_SCRIPTS if name in installed)]
    with (
        rc_context({"svg.hashsalt": "picture", "font.family": fonts}),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        figure = draw().figure.canvas.figure
        content = BytesIO()
        figure.savefig(content, format=form, metadata=METADATA[form])
        plt.close(figure)
    messages = [(str(one.message), one.category) for one in caught]
    for message, category in dict.fromkeys(messages):
        if "missing from font" not in message:
            warnings.warn(message, category, stacklevel=2)
    if any("missing from font" in message for message, _ in messages):
        warnings.warn(
            "the picture shows boxes for letters that no installed font has; install a font such "
            "as Noto Sans CJK (package fonts-noto-cjk) and write it again",
            stacklevel=2,
        )
    return content.getvalue()


def as_source(svg: bytes) -> str:
    """The picture as the ``src`` of an image in a page that loads nothing."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
