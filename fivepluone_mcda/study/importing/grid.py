"""From a workbook, CSV text or DataFrame to bare cells. Nothing here knows what they mean."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...model import Defect, StudyError
from ...model.inputs import is_numbered
from ...model.text import shown
from ..reading.defects import Defects
from ..reading.text_files import MAX_BYTES, OLD_WORKBOOK, WORKBOOK, decoded, separated
from .open_workbook import cells, worksheets

MOST_CELLS = 100_000
"""A sheet with more cells is refused: each score becomes a row of a study."""

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
    """

    name: str
    origin: str
    rows: dict[int, list[Cell]]
    separator: str = ""
    labelled: bool = False

    def at(self, row: int, column: int) -> Cell:
        """The value of a cell."""
        cells = self.rows.get(row, [])
        return cells[column] if column < len(cells) else ""

    def place(self, row: int, column: int) -> str:
        """A cell as its reader finds it: ``cell C4``, or by labels in a DataFrame."""
        if not self.labelled:
            return f"cell {_letters(column)}{row + 1}"
        parts = [f"row {text_of(self.at(row, 0))!r}"] if row else []
        parts += [f"column {text_of(self.at(0, column))!r}"] if column or not row else []
        return ", ".join(parts)


def grid_of(sheet: str | PathLike[str] | pd.DataFrame, name: str) -> Grid:
    """The cells of a file or DataFrame.

    An Excel workbook gives its first worksheet, with the results that are stored beside its
    formulas; nothing is computed, no link is followed.

    Raises
    ------
    StudyError
        If it is no sheet, or too large.
    """
    if isinstance(sheet, pd.DataFrame):
        grid = _of_frame(sheet, name)
    else:
        raw = _read(Path(sheet), name)
        if raw.startswith(OLD_WORKBOOK):
            expected = "a workbook saved as .xlsx without a password"
            raise refused(name, "an old or locked Excel workbook", expected)
        grid = _of_workbook(raw, name) if raw.startswith(WORKBOOK) else _of_text(raw, name)
    if sum(map(len, grid.rows.values())) > MOST_CELLS:
        raise refused(name, f"more than {MOST_CELLS} cells", "one table of names and numbers")
    return grid


def refused(name: str, found: str, expected: str) -> StudyError:
    """The error for a file that cannot be read as a sheet."""
    return StudyError(name, [Defect(name, None, "", found, expected)])


def _read(path: Path, name: str) -> bytes:
    if not path.is_file():
        found = "something that is no file" if path.exists() else "no such file"
        raise refused(name, found, "an Excel workbook (.xlsx) or a CSV file")
    if (size := path.stat().st_size) > MAX_BYTES:
        raise refused(name, f"{size} bytes", f"at most {MAX_BYTES} bytes")
    return path.read_bytes()


def _of_workbook(raw: bytes, name: str) -> Grid:
    try:
        sheets = worksheets(raw)
        rows = _filled(cells(*sheets[0], MOST_CELLS))
    except Exception as error:  # whatever a broken archive makes its readers raise
        reason = shown(f"{error}")[:120]
        found = f"a file that cannot be read as an Excel workbook ({reason})"
        raise refused(name, found, "a workbook saved as .xlsx") from error
    origin = name
    if len(sheets) > 1:
        origin += f", worksheet {shown(sheets[0][0].title)!r} (the first of {len(sheets)})"
    return Grid(name, origin, rows)


def _filled(rows: Iterable[Iterable[Any]]) -> dict[int, list[Cell]]:
    """The rows that are not empty, without empty cells at their ends; a few more than allowed."""
    filled: dict[int, list[Cell]] = {}
    count = 0
    for number, row in enumerate(rows):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            filled[number] = cells
        count += len(cells)
        if count > MOST_CELLS:
            break
    return filled


def _of_text(raw: bytes, name: str) -> Grid:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode text" of Excel
        raw = raw.decode("utf-16", errors="replace").encode()
    defects = Defects(name)
    content = decoded(raw, name, defects)
    defects.raise_if_any()
    rows, separator = separated(content or "")
    try:
        cells = _filled(csv.reader(io.StringIO(rows, newline=""), delimiter=separator))
    except csv.Error as error:
        raise refused(name, f"broken CSV ({error})", "cells separated by , ; or tabs") from error
    return Grid(name, name, cells, separator)


def _of_frame(frame: pd.DataFrame, name: str) -> Grid:
    # As pd.read_excel gives a sheet without index_col: its first column holds the names.
    bare = is_numbered(frame.index) and frame.size > 0 and isinstance(frame.iat[0, 0], str)
    header = [*([] if bare else [frame.index.name]), *frame.columns]
    values = frame.itertuples(name=None, index=not bare)
    return Grid(name, "a DataFrame", _filled(chain([header], values)), labelled=True)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool | np.bool_):
        return str(value).upper()
    if isinstance(value, int | np.integer) and abs(int(value)) < 2**53:
        return float(value)
    if isinstance(value, float | np.floating) and not np.isnan(value):
        return float(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if pd.isna(value) is True else str(value)


def text_of(cell: Cell) -> str:
    """A cell as text; a whole number without a point."""
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)


def _letters(column: int) -> str:
    """The name of a column in a spreadsheet: A, B, ... Z, AA.

    Examples
    --------
    >>> [_letters(column) for column in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters
