"""A workbook's worksheets, opened with care: it is an archive from a stranger."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from ..reading.text_files import MAX_BYTES

MAX_UNPACKED = 4 * MAX_BYTES
"""A workbook is an archive; one that unpacks to more bytes is refused."""


_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


def worksheets(raw: bytes) -> list[tuple[Any, Any]]:
    """Each worksheet with the results stored beside its formulas, and with these if it has some.

    Nothing is computed, no link is followed.

    Raises
    ------
    Exception
        Whatever a broken archive makes its readers raise.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise ValueError(f"{unpacked} bytes unpacked, more than {MAX_UNPACKED}")
        names = [name for name in archive.namelist() if "worksheets" in name]
        computes = any(_FORMULA.search(archive.read(name)) for name in names)
    results = _opened(raw, data_only=True)
    formulas = _opened(raw, data_only=False) if computes else [None] * len(results)
    return list(zip(results, formulas, strict=True))


def _opened(raw: bytes, data_only: bool) -> list[Any]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lists to choose from and the like are not needed here
        book = openpyxl.load_workbook(
            io.BytesIO(raw), read_only=True, data_only=data_only, keep_links=False
        )
    worksheets: list[Any] = book.worksheets
    return worksheets


def cells(
    results: Any, formulas: Any, most: int, value_of: Callable[[Any], Any] = attrgetter("value")
) -> list[list[Any]]:
    """The values of a worksheet row by row; the formula where no result is stored.

    `value_of` takes the value out of a cell, whose number format it may look at. Empty cells at
    the end of a row are left out. Reading stops after the row with which there are more than
    `most` cells.
    """
    sheets = [sheet for sheet in (results, formulas) if sheet is not None]
    for sheet in sheets:
        sheet.reset_dimensions()  # what a file says of its size need not be so
    rows: list[list[Any]] = []
    count = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for of_sheets in zip(*(sheet.iter_rows() for sheet in sheets), strict=True):
            values = of_sheets[0]
            row = [
                written.value if cell.value is None else value_of(cell)
                for cell, written in zip(values, of_sheets[-1], strict=True)
            ]
            while row and row[-1] is None:
                row.pop()
            rows.append(row)
            count += len(row)
            if count > most:
                break
    return rows


def modified(raw: bytes) -> str:
    """When a workbook says that it was saved last, as ISO time; empty where it does not."""
    import openpyxl

    properties = openpyxl.load_workbook(io.BytesIO(raw), read_only=True).properties
    return "" if properties.modified is None else f"{properties.modified:%Y-%m-%dT%H:%M:%SZ}"
