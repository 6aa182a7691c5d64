"""A workbook's worksheets, opened with care: it is an archive from a stranger."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from ..reading.text_files import MAX_BYTES

MAX_UNPACKED = 4 * MAX_BYTES
"""A workbook is an archive; one that unpacks to more bytes is refused."""


def worksheets(raw: bytes) -> list[tuple[Any, Any]]:
    """Each worksheet twice: with the results that are stored beside its formulas, and with these.

    Nothing is computed, no link is followed.

    Raises
    ------
    Exception
        Whatever a broken archive makes its readers raise.
    """
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise ValueError(f"{unpacked} bytes unpacked, more than {MAX_UNPACKED}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lists to choose from and the like are not needed here
        results, formulas = (
            openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=computed, keep_links=False
            ).worksheets
            for computed in (True, False)
        )
    return list(zip(results, formulas, strict=True))


def cells(
    results: Any, formulas: Any, most: int, value_of: Callable[[Any], Any] = attrgetter("value")
) -> list[list[Any]]:
    """The values of a worksheet row by row; the formula where no result is stored.

    `value_of` takes the value out of a cell, whose number format it may look at. Empty cells at
    the end of a row are left out. Reading stops after the row with which there are more than
    `most` cells.
    """
    for sheet in (results, formulas):
        sheet.reset_dimensions()  # what a file says of its size need not be so
    pairs = zip(results.iter_rows(), formulas.iter_rows(values_only=True), strict=True)
    rows: list[list[Any]] = []
    count = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for values, written in pairs:
            row = [
                formula if cell.value is None else value_of(cell)
                for cell, formula in zip(values, written, strict=True)
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
