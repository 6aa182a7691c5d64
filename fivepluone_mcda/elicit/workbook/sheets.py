"""Worksheets that are filled from the top: headings, texts, and cells to answer in."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from ...model.text import shown
from ..form import Form

KEY = 1
"""The hidden column that says what the answers of a row are about."""

LONGEST = 32_000
"""Characters of a text; a cell can hold a few more."""

_ANSWER = PatternFill("solid", fgColor="FFF7CC")
_HEADING = PatternFill("solid", fgColor="DCE6F1")
_EDGE = Border(*[Side(style="thin", color="BFBFBF")] * 4)
_LINE = 15.0
"""Height of a line of text in points."""


class Words:
    """The workbook's own words in one language, in whole sentences."""

    def __init__(self, language: str) -> None:
        place = files(__package__).joinpath("words", f"{language}.json")
        self._words: dict[str, str] = json.loads(place.read_text("utf-8"))

    def __call__(self, key: str, **parts: object) -> str:
        """A sentence with what stands in its braces filled in."""
        return self._words[key].format(**parts)

    def formula(self, key: str, **parts: str) -> str:
        """A sentence as a formula, with the values of other formulas in it."""
        text = self._words[key]
        pieces = []
        for name, inner in parts.items():
            before, _, text = text.partition(f"{{{name}}}")
            pieces += [as_formula(before), inner]
        return "&".join([*pieces, as_formula(text)])


def as_formula(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


class Sheet:
    """One worksheet; `row` is the next free row.

    Parameters
    ----------
    workbook : Workbook
        Where it is put.
    title : str
        Its name.
    widths : sequence of float
        Widths of the columns from B on. The column before them, for keys, and the one after them,
        which counts what is answered, are hidden.
    """

    def __init__(self, workbook: Workbook, title: str, widths: Sequence[float]) -> None:
        self.sheet: Any = workbook.create_sheet(title)
        self.widths = widths
        self.row = 1
        self._item: tuple[str, ...] = ()
        self.done_at: dict[tuple[str, ...], str] = {}
        self._checks: dict[str, DataValidation] = {}
        self.done = KEY + 1 + len(widths)
        for column in (KEY, self.done):
            letter = self.sheet.cell(1, column).column_letter
            self.sheet.column_dimensions[letter].hidden = True
        for column, width in enumerate(widths, KEY + 1):
            letter = self.sheet.cell(1, column).column_letter
            self.sheet.column_dimensions[letter].width = width
        self.sheet.sheet_view.showGridLines = False
        self.sheet.protection.sheet = True
        self.sheet.protection.formatColumns = False
        self.sheet.protection.formatRows = False
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = self.sheet.PAPERSIZE_A4
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def text(self, column: int, value: str, **style: Any) -> Any:
        """Write a text as it is, never a formula, in a row that is high enough."""
        self._room(value, self.widths[column - KEY - 1])
        return self._text(column, value, **style)

    def _text(
        self, column: int, value: str, bold: bool = False, height: int = 1, **style: Any
    ) -> Any:
        cell = self.sheet.cell(self.row, column, shown(value)[:LONGEST])
        cell.data_type = "s"
        cell.font = Font(name="Calibri", bold=bold, size=14 if height > 1 else 11, **style)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def across(self, value: str, bold: bool = False, height: int = 1, filled: bool = False) -> None:
        """A text over the whole width, as high as it needs, and on to the next row."""
        last = KEY + len(self.widths)
        self._text(KEY + 1, value, bold, height)
        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=KEY + 1, end_column=last
        )
        if filled:
            for column in range(KEY + 1, last + 1):
                self.sheet.cell(self.row, column).fill = _HEADING
        self._room(value, sum(self.widths) / height**0.4)
        self.row += 1

    def section(self, title: str, text: str = "") -> None:
        """The heading of a group of questions, and what is said about it."""
        self.across(title, bold=True, filled=True)
        if text:
            self.across(text)

    def _room(self, text: str, width: float) -> None:
        """Make the row high enough for a text in so many characters of width."""
        lines = sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))
        now = self.sheet.row_dimensions[self.row].height or _LINE
        self.sheet.row_dimensions[self.row].height = max(now, lines * _LINE + 3.0)

    def headings(self, *texts: str, **notes: str) -> None:
        """Column headings, with comments by column, and on to the next row.

        They and the first column stay in sight.
        """
        for column, text in enumerate(texts, KEY + 1):
            cell = self.text(column, text, color="595959")
            self.note(cell, notes.get(cell.column_letter, ""))
        self.row += 1
        self.sheet.freeze_panes = self.sheet.cell(self.row, KEY + 2)

    def key(self, *item: str) -> None:
        """Say what the answers in this row are about."""
        self._item = item
        self.sheet.cell(self.row, KEY, json.dumps(item, ensure_ascii=False)).data_type = "s"

    def answer(self, column: int, check: DataValidation | None = None, wide: int = 1) -> Any:
        """A cell to answer in."""
        cell = self.sheet.cell(self.row, column)
        for each in range(column, column + wide):
            self.sheet.cell(self.row, each).fill = _ANSWER
            self.sheet.cell(self.row, each).border = _EDGE
        if wide > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=column,
                end_column=column + wide - 1,
            )  # fmt: skip
        cell.protection = Protection(locked=False)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if check is not None:
            self._check(check).add(cell)
        return cell

    def formula(self, column: int, value: str, form: str = "General", wide: int = 1) -> Any:
        """A cell that is computed."""
        cell = self.sheet.cell(self.row, column, f"={value}")
        cell.number_format = form
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if wide > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=column,
                end_column=column + wide - 1,
            )  # fmt: skip
        return cell

    def counts(self, condition: str) -> None:
        """Count this row's item as answered where a condition is true."""
        cell = self.formula(self.done, f"IF({condition},1,0)")
        self.done_at[self._item] = self.reference(cell)

    @property
    def answered(self) -> str:
        """The number of items that are answered, as a formula on other sheets."""
        letter = self.sheet.cell(1, self.done).column_letter
        return f"SUM('{self.sheet.title}'!${letter}$1:${letter}${self.row})"

    def note(self, cell: Any, text: str) -> None:
        """A comment that appears beside a cell."""
        if text:
            cell.comment = Comment(
                shown(text), "", height=20 + 18 * (1 + len(text) // 40), width=260
            )

    def reference(self, cell: Any, absolute: bool = True) -> str:
        """A cell as formulas on other sheets name it."""
        place = f"${cell.column_letter}${cell.row}" if absolute else cell.coordinate
        return f"'{self.sheet.title}'!{place}"

    def _check(self, check: DataValidation) -> DataValidation:
        """The same check of an earlier cell, if there is one."""
        name = repr((check.type, check.formula1, check.formula2, check.error))
        if name not in self._checks:
            self._checks[name] = check
            self.sheet.add_data_validation(check)
        return self._checks[name]


def answer_sheet(
    book: Workbook,
    form: Form,
    words: Words,
    title: str,
    columns: Mapping[str, float],
    intro: Sequence[str] = (),
    **notes: str,
) -> Sheet:
    """A sheet of answers up to its headings; in a later round with a column for earlier answers.

    Parameters
    ----------
    title, columns, intro : str
        Keys of words; the columns with their widths.
    **notes : str
        Comments on headings, by letter of the column.
    """
    if form.previous:
        columns = {**columns, "earlier": 44}
    own = Sheet(book, words(title), list(columns.values()))
    for text in intro:
        own.across(words(text))
    own.headings(*map(words, columns), **notes)
    return own


def one_of(values: Sequence[object], error: str) -> DataValidation:
    """A choice among a few numbers or words."""
    return one_in(as_formula(",".join(map(str, values))), error)


def one_in(cells: str, error: str) -> DataValidation:
    """A choice among what stands in some cells."""
    check = DataValidation(type="list", formula1=cells, allow_blank=True)
    return _stopping(check, error)


def number_from(low: float | None, high: float | None, error: str) -> DataValidation:
    """A number, between two ends where there are any."""
    ends = (-1e15, 1e15) if low is None or high is None else (low, high)
    check = DataValidation(
        type="decimal", operator="between", formula1=repr(ends[0]), formula2=repr(ends[1]),
        allow_blank=True,
    )  # fmt: skip
    return _stopping(check, error)


def _stopping(check: DataValidation, error: str) -> DataValidation:
    check.error, check.showErrorMessage, check.errorStyle = error[:250], True, "stop"
    return check


def figure(value: float) -> str:
    """A number of an answer, as 3 or 2.5."""
    return f"{value:.3g}"


def earlier(
    parts: Mapping[str, float | None], words: Words, shown_as: Callable[[float], str] = figure
) -> str:
    """The answers to an item in an earlier round, in words."""
    said = {name: shown_as(value) for name, value in parts.items() if value is not None}
    mine = "earlier_own" if "own" in said else "earlier_none"
    return f"{words(mine, **said)} {words('earlier_group', **said)}"
