"""A workbook's worksheets, opened with care: it is an archive from a stranger."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
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
        # What openpyxl cannot show, such as lists to choose from, is not needed here.
        warnings.simplefilter("ignore")
        results, formulas = (
            openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=computed, keep_links=False
            ).worksheets
            for computed in (True, False)
        )
    return list(zip(results, formulas, strict=True))


def cells(results: Any, formulas: Any) -> Iterator[list[Any]]:
    """The values of a worksheet row by row; the formula where no result is stored."""
    for sheet in (results, formulas):
        sheet.reset_dimensions()  # what a file says of its size need not be so
    pairs = zip(
        results.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=True
    )
    for values, written in pairs:
        yield [
            formula if value is None else value
            for value, formula in zip(values, written, strict=True)
        ]


def modified(raw: bytes) -> str:
    """When a workbook says that it was saved last, as ISO time; empty where it does not."""
    import openpyxl

    properties = openpyxl.load_workbook(io.BytesIO(raw), read_only=True).properties
    return "" if properties.modified is None else f"{properties.modified:%Y-%m-%dT%H:%M:%SZ}"
