"""A brief as a document for Word and LibreOffice."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from ...analysis import Analysis
from ...export.fixed_zip import with_date
from ...narrative.setting import today
from ...narrative.summary import picture_sentence
from . import headings
from .content import Content, Table
from .picture import picture
from .properties import describe

FONT = "Arial"

WIDTHS = {"Rank": 1.6, "Judgement": 8.2, "Alternative": 8.6}
"""Centimetres of the columns that need more or less than an equal share."""

PAGE = 17.0
"""Centimetres between the margins."""

HEADER_ROW = "0620"
"""How Word marks a table with a header row, and neither bands nor a first column."""

HIGHEST = 12.5
"""Centimetres that a picture may be high."""


def document(analysis: Analysis, content: Content) -> bytes:
    """The brief as ``.docx``: A4, headings, tables with a header row, page numbers."""
    import docx
    from docx.shared import Cm, Pt

    made = docx.Document()
    _styles(made)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(0.5 * (21.0 - PAGE))
    section.top_margin = section.bottom_margin = Cm(1.8)
    day: date = today()
    describe(made.core_properties, content, day)
    made.add_paragraph(content.title, style="Title")
    made.add_paragraph(" · ".join(content.imprint), style="Subtitle")
    made.add_heading(content.headline, 1)
    made.add_paragraph(" ".join(content.answer))
    _picture(made, analysis)
    if content.note:
        made.add_paragraph(content.note)
    _table(made, content.ranking)
    if content.judgements is not None:
        made.add_heading(headings.JUDGEMENTS, 1)
        _table(made, content.judgements)
    made.add_heading(headings.DATA, 1)
    for heading, text in content.data:
        paragraph = made.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{heading}. ").bold = True
        paragraph.add_run(text)
    made.add_heading(headings.CHANGES, 1)
    for text in content.changes:
        made.add_paragraph(text, style="List Bullet")
    if content.source:
        source = made.add_paragraph()
        source.add_run(f"{headings.SOURCE}: {content.source}").font.size = Pt(8)
    _footer(section)
    file = BytesIO()
    made.save(file)
    return with_date(file.getvalue(), day)


def _styles(made: Any) -> None:
    """One font, sizes that keep a brief on two pages, and the language of the sentences."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": 10, "Title": 18, "Subtitle": 9, "Heading 1": 12, "List Bullet": 10}
    for name, size in sizes.items():
        style = made.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb, style.font.italic = RGBColor(0x1A, 0x1A, 0x1A), False
        fonts = style.element.rPr.rFonts
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        fonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_after = Pt(4)
    made.styles["Heading 1"].paragraph_format.space_before = Pt(10)
    made.styles["Title"].paragraph_format.space_after = Pt(2)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _picture(made: Any, analysis: Analysis) -> None:
    from docx.shared import Cm

    png = picture(analysis, "png")
    if png is None:
        return
    shape = made.add_picture(BytesIO(png), width=Cm(PAGE))
    if shape.height > Cm(HIGHEST):
        shape.width, shape.height = round(shape.width * Cm(HIGHEST) / shape.height), Cm(HIGHEST)
    shape._inline.docPr.set("descr", picture_sentence(analysis))


def _table(made: Any, table: Table) -> None:
    """A table that stays on one page; too long for one, its first row is repeated."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    columns = len(table.heading)
    drawn = made.add_table(rows=0, cols=columns, style="Light Shading")
    drawn.autofit = False
    drawn._tbl.tblPr.find(qn("w:tblLook")).set(qn("w:val"), HEADER_ROW)
    named = sum(WIDTHS.get(heading, 0.0) for heading in table.heading)
    others = sum(heading not in WIDTHS for heading in table.heading)
    widths = [WIDTHS.get(heading, (PAGE - named) / max(1, others)) for heading in table.heading]
    for i, row in enumerate([table.heading, *table.rows]):
        drawn_row = drawn.add_row()
        if i == 0:
            for column, width in zip(drawn.columns, widths, strict=True):
                column.width = Cm(width)
        properties = drawn_row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if i == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for j, (cell, text) in enumerate(zip(drawn_row.cells, row, strict=True)):
            cell.width = Cm(widths[j])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = i < len(table.rows)
            paragraph.add_run(text).font.size = Pt(9)
    if table.more:
        made.add_paragraph(table.more)


def _footer(section: Any) -> None:
    """Page numbers, which the reader's program counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)
