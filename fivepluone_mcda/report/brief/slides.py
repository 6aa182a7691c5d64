"""A brief as slides for PowerPoint and LibreOffice, readable from the back of a room."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ...analysis import Analysis
from ...export.fixed_zip import with_date
from ...model.text import shortened
from ...narrative.setting import today
from ...narrative.summary import bands_heading, bars_sentence, picture_sentence
from . import headings
from .charts import bands_chart, scores_chart
from .content import Content, Table
from .properties import describe
from .shapes import HIGH, LEFT, TOP, WIDE, describe_frame, fill, inches, place, write

TITLE, BODY = 0, 5
"""The layouts of the template that are used: title slide, and title only."""

HALF = 5.6
"""Inches that text takes beside a chart."""

NOTE = 0.8
"""Inches of the remark below a chart."""

FEW = 7
"""Rows of a table that have room in large letters."""


def slides(analysis: Analysis, content: Content) -> bytes:
    """The brief as ``.pptx``: six slides at most, native charts and tables, notes with sources."""
    import pptx

    made = pptx.Presentation()
    _widen(made)
    describe(made.core_properties, content, today())
    _first(made, content)
    _answer(made, analysis, content)
    if analysis.decisive_theme is not None:
        _bands(made, analysis, analysis.decisive_theme, content)
    if content.judgements is not None:
        _judgements(made, content.judgements, content)
    _texts(made, headings.DATA, [f"{head}: {text}" for head, text in content.data], content)
    _texts(made, headings.CHANGES, content.changes, content)
    file = BytesIO()
    made.save(file)
    return with_date(file.getvalue(), today())


def _widen(made: Any) -> None:
    """Stretch the template, which is for narrow screens."""
    [width] = inches(13.333)
    factor, made.slide_width = width / made.slide_width, width
    for holder in (made.slide_master, *made.slide_layouts):
        for shape in holder.placeholders:
            left, wide = shape.left, shape.width
            shape.left, shape.width = round(left * factor), round(wide * factor)


def _first(made: Any, content: Content) -> None:
    from pptx.dml.color import RGBColor

    slide = made.slides.add_slide(made.slide_layouts[TITLE])
    _write_title(slide, content.title, 36)
    place(slide.shapes.title, 1.0, 2.6)
    below = slide.placeholders[1]
    place(below, 3.8, 2.8)
    write(below.text_frame, [content.headline, *content.imprint], 28, 18)
    for paragraph in below.text_frame.paragraphs:
        paragraph.runs[0].font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    _notes(slide, content.answer, content)


def _answer(made: Any, analysis: Analysis, content: Content) -> None:
    """The answer in words beside the scores."""
    slide = _slide(made, content.headline, content)
    box = slide.shapes.add_textbox(*inches(LEFT, TOP, HALF, HIGH))
    fill(box.text_frame, content.answer, HALF)
    scores_chart(slide, analysis, inches(LEFT + HALF + 0.3, TOP, WIDE - HALF - 0.3, HIGH))
    _notes(slide, [*content.answer, bars_sentence(analysis.ranking)], content)


def _bands(made: Any, analysis: Analysis, theme: str, content: Content) -> None:
    slide = _slide(made, bands_heading(analysis, theme), content)
    room = NOTE if content.note else 0.0
    bands_chart(slide, analysis, theme, inches(LEFT, TOP, WIDE, HIGH - room))
    if content.note:
        below = slide.shapes.add_textbox(*inches(LEFT, TOP + HIGH - room, WIDE, room))
        write(below.text_frame, [content.note], 16)
    _notes(slide, [picture_sentence(analysis), content.note, *content.answer], content)


def _judgements(made: Any, table: Table, content: Content) -> None:
    slide = _slide(made, headings.JUDGEMENTS, content)
    _table(slide, table)
    rows = [
        "; ".join(": ".join(pair) for pair in zip(table.heading, row, strict=True))
        for row in table.rows
    ]
    _notes(slide, [*rows, *filter(None, [table.more])], content)


def _table(slide: Any, table: Table) -> None:
    """A table in letters as large as its rows allow."""
    rows, columns = len(table.rows) + 1, len(table.heading)
    frame = slide.shapes.add_table(rows, columns, *inches(LEFT, TOP, WIDE, 0.5 * rows))
    describe_frame(frame, headings.JUDGEMENTS)
    widths = inches(WIDE - 2.0 * (columns - 1), *[2.0] * (columns - 1))
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = width
    few = rows <= FEW
    for i, row in enumerate([table.heading, *table.rows]):
        for j, text in enumerate(row):
            cell = frame.table.cell(i, j)
            most = 30 if j else 130 if few else 80
            write(cell.text_frame, [shortened(text, most)], 16 if few else 14)
            cell.margin_top, cell.margin_bottom = inches(0.04, 0.04)


def _texts(made: Any, title: str, texts: Sequence[str], content: Content) -> None:
    slide = _slide(made, title, content)
    box = slide.shapes.add_textbox(*inches(LEFT, TOP, WIDE, HIGH))
    fill(box.text_frame, texts)
    _notes(slide, texts, content)


def _slide(made: Any, title: str, content: Content) -> Any:
    """A slide with a title, and date, authors and version below."""
    slide = made.slides.add_slide(made.slide_layouts[BODY])
    _write_title(slide, title, 30)
    place(slide.shapes.title, 0.4, 1.2)
    foot = slide.shapes.add_textbox(*inches(LEFT, 6.85, WIDE, 0.4))
    write(foot.text_frame, [" · ".join(content.imprint)], 12)
    return slide


def _write_title(slide: Any, title: str, size: int) -> None:
    from pptx.enum.text import MSO_ANCHOR

    frame = slide.shapes.title.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    smaller = 0 if len(title) <= 90 else 6 if len(title) <= 150 else 10
    write(frame, [title], size - smaller)
    frame.paragraphs[0].runs[0].font.bold = True


def _notes(slide: Any, texts: Sequence[str], content: Content) -> None:
    """Speaker notes: the whole text, and the source."""
    source = [f"{headings.SOURCE}: {content.source}"] if content.source else []
    slide.notes_slide.notes_text_frame.text = "\n".join([*texts, *source, *content.imprint])
