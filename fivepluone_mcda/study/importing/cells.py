"""The cells of one sheet, and how a reader finds one of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from ...model import CriteriaError, Defect, StudyError

MOST_CELLS = 100_000
"""A sheet with more cells is refused: each score becomes a row of a study."""


class Percent(float):
    """A number that its sheet shows as a percentage: 20.0 where 0.2 is stored."""

    @classmethod
    def of(cls, share: float) -> Percent:
        """The percentage of a share, without the noise of the multiplication."""
        return cls(f"{100.0 * share:.12g}")


Cell = str | float
"""Text (empty for an empty cell) or a number that was stored as one."""


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet.

    Attributes
    ----------
    name : str
        What messages call it.
    origin : str
        The name, with the worksheet where there are several.
    rows : dict of int to list of str or float
        The rows that are not empty, by number; cells beyond the end of one are empty.
    separator : str
        What separated the cells of a text; empty for other sheets.
    labelled : bool
        Whether places are named by row and column labels, as in a DataFrame.
    sheet : str
        The worksheet of a workbook.
    merged : tuple of tuple of int
        The ranges of merged cells (top, left, bottom, right), all of which have one value.
    marked : frozenset of int
        The rows whose first cell is bold or filled with a colour.
    indents : mapping of int to int
        How far the names of rows are indented; rows that are not are left out.
    turned : bool
        Whether rows and columns have changed places.
    remarks : tuple of str
        What its reader should know: what is hidden and left out, a guessed encoding.
    """

    name: str
    origin: str
    rows: dict[int, list[Cell]]
    separator: str = ""
    labelled: bool = False
    sheet: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    marked: frozenset[int] = frozenset()
    indents: Mapping[int, int] = field(default_factory=dict)
    turned: bool = False
    remarks: tuple[str, ...] = ()

    def at(self, row: int, column: int) -> Cell:
        """The value of a cell."""
        cells = self.rows.get(row, [])
        return cells[column] if column < len(cells) else ""

    def text(self, row: int, column: int) -> str:
        """The value of a cell as text on one line."""
        return " ".join(text_of(self.at(row, column)).split())

    def begins(self, row: int, column: int) -> bool:
        """Whether a cell is not empty, nor one of a merged range after the first."""
        x, y = (column, row) if self.turned else (row, column)
        inside = [
            (x, y) != (top, left)
            for top, left, bottom, right in self.merged
            if top <= x <= bottom and left <= y <= right
        ]
        return self.at(row, column) != "" and not any(inside)

    @property
    def columns(self) -> list[int]:
        """The columns that are not empty."""
        return sorted({j for row in self.rows.values() for j, cell in enumerate(row) if cell != ""})

    def place(self, row: int, column: int) -> str:
        """A cell as its reader finds it: ``cell C4``, or by labels in a DataFrame."""
        if self.labelled:
            parts = [self.row_name(row)] if row else []
            parts += [self.column_name(column)] if column or not row else []
            return ", ".join(reversed(parts) if self.turned else parts)
        return f"cell {self.address(row, column)}"

    def address(self, row: int, column: int) -> str:
        """A cell by letters and number."""
        if self.turned:
            row, column = column, row
        return f"{letters(column)}{row + 1}"

    def area(self, rows: Sequence[int], columns: Sequence[int]) -> str:
        """The range from the first of the rows and columns to the last."""
        corners = (self.address(min(rows), min(columns)), self.address(max(rows), max(columns)))
        return ":".join(corners)

    def row_name(self, row: int) -> str:
        """A row as its reader finds it, with its first text."""
        if self.labelled:
            return f"{'column' if self.turned else 'row'} {self.text(row, 0)!r}"
        texts = [self.text(row, column) for column in range(len(self.rows.get(row, [])))]
        label = next(filter(None, texts), "")
        what = f"column {letters(row)}" if self.turned else f"row {row + 1}"
        return f"{what} ({label[:40]!r})"

    def column_name(self, column: int) -> str:
        """A column as its reader finds it."""
        if self.labelled:
            return f"{'row' if self.turned else 'column'} {self.text(0, column)!r}"
        return f"row {column + 1}" if self.turned else f"column {letters(column)}"

    def with_rows(self, rows: dict[int, list[Cell]], remarks: Iterable[str] = ()) -> Grid:
        """The same sheet with other rows, and further remarks."""
        return replace(self, rows=rows, remarks=(*self.remarks, *remarks))

    def part(self, rows: Iterable[int], columns: Iterable[int]) -> Grid:
        """Some of the rows and columns; the others are empty."""
        wide = set(columns)
        kept = {
            row: [cell if j in wide else "" for j, cell in enumerate(self.rows[row])]
            for row in rows
            if row in self.rows
        }
        return replace(self, rows={row: cells for row, cells in kept.items() if any_filled(cells)})

    def transposed(self) -> Grid:
        """The sheet with rows and columns in each other's place."""
        last = max(self.rows, default=-1)
        columns = {
            column: [self.at(row, column) for row in range(last + 1)] for column in self.columns
        }
        return replace(self, rows=columns, turned=not self.turned, marked=frozenset(), indents={})


def any_filled(cells: Iterable[Cell]) -> bool:
    """Whether a cell has something in it."""
    return any(cell != "" for cell in cells)


def refused(name: str, found: str, expected: str) -> StudyError:
    """The error for a file that cannot be read as a sheet."""
    return StudyError(name, [Defect(name, None, "", found, expected)])


def filled(rows: Iterable[Iterable[Any]]) -> dict[int, list[Cell]]:
    """The rows that are not empty, without empty cells at their ends; a few more than allowed."""
    found: dict[int, list[Cell]] = {}
    count = 0
    for number, row in enumerate(rows):
        cells = [cell_of(value) for value in row]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            found[number] = cells
        count += len(cells)
        if count > MOST_CELLS:
            break
    return found


def indent_of(text: str) -> int:
    """How many spaces a text begins with."""
    return len(text) - len(text.lstrip())


def cell_of(value: Any) -> Cell:
    """A value of a workbook, text or DataFrame as a cell."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool | np.bool_):
        return str(value).upper()
    whole = isinstance(value, int | np.integer) and abs(int(value)) < 2**53
    if whole or (isinstance(value, float | np.floating) and not np.isnan(value)):
        return value if isinstance(value, Percent) else float(value)
    if isinstance(value, datetime.timedelta) and not pd.isna(value):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, datetime.datetime) and not pd.isna(value):
        return value.date().isoformat()
    return "" if pd.isna(value) is True else str(value)


def text_of(cell: Cell) -> str:
    """A cell as text; a whole number without a point."""
    if isinstance(cell, str):
        return cell
    text = str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(float(cell))
    return f"{text}%" if isinstance(cell, Percent) else text


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: A, B, ... Z, AA.

    Examples
    --------
    >>> [letters(column) for column in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


def area_of(cells: str) -> tuple[range, range]:
    """The rows and columns of a range such as ``B3:H9``, counted from 0.

    Raises
    ------
    CriteriaError
        If it is none.

    Examples
    --------
    >>> area_of("B3:D5")
    (range(2, 5), range(1, 4))
    """
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", cells.upper())
    if found is None:
        raise CriteriaError(f"cells: found {cells!r}; expected a range such as B3:H9")
    left, right = (_column(found[i]) for i in (1, 3))
    top, bottom = (int(found[i]) - 1 for i in (2, 4))
    if left > right or not 0 <= top <= bottom:
        raise CriteriaError(
            f"cells: found {cells!r}; expected the upper left and the lower right cell"
        )
    return range(top, bottom + 1), range(left, right + 1)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
