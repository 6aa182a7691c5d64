"""From a file or DataFrame to the cells of its sheets. Nothing here knows what they mean."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from os import PathLike
from pathlib import Path

import pandas as pd

from ...model.inputs import is_numbered
from ..reading.defects import Defects
from ..reading.text_files import MAX_BYTES, OLD_WORKBOOK, WORKBOOK, decoded, separated
from .cells import MOST_CELLS, Grid, filled, indent_of, refused
from .workbook import worksheets

_LETTERS_OF_TWO_KINDS = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")


def grids_of(
    source: str | PathLike[str] | pd.DataFrame, name: str, sheet: str | None = None
) -> list[Grid]:
    """The cells of a file or DataFrame: of each visible worksheet, or of one.

    Parameters
    ----------
    source : path or DataFrame
        An Excel workbook, or a text whose cells are separated by commas, semicolons or tabs, in
        UTF-8, UTF-16 or Windows-1251; what it is, its content says and not its ending.
    name : str
        What messages call it.
    sheet : str, optional
        The worksheet of a workbook; it may be hidden.

    Raises
    ------
    StudyError
        If it is no sheet, or too large.
    """
    if isinstance(source, pd.DataFrame):
        grids = [_of_frame(source, name)]
    else:
        raw = _read(Path(source), name)
        if raw.startswith(OLD_WORKBOOK):
            expected = "a workbook saved as .xlsx without a password"
            raise refused(name, "an old or locked Excel workbook", expected)
        is_workbook = raw.startswith(WORKBOOK)
        grids = worksheets(raw, name, sheet) if is_workbook else [_of_text(raw, name)]
    for grid in grids:
        if sum(map(len, grid.rows.values())) > MOST_CELLS:
            expected = "one table of names and numbers"
            raise refused(grid.origin, f"more than {MOST_CELLS} cells", expected)
    return grids


def _read(path: Path, name: str) -> bytes:
    if not path.is_file():
        found = "something that is no file" if path.exists() else "no such file"
        raise refused(name, found, "an Excel workbook (.xlsx) or a CSV file")
    if (size := path.stat().st_size) > MAX_BYTES:
        raise refused(name, f"{size} bytes", f"at most {MAX_BYTES} bytes")
    return path.read_bytes()


def _of_text(raw: bytes, name: str) -> Grid:
    remarks = []
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode text" of Excel
        raw = raw.decode("utf-16", errors="replace").encode()
    elif (cyrillic := _windows_1251(raw)) is not None:
        raw = cyrillic.encode()
        remarks = ["the letters are not UTF-8 and are read as Windows-1251"]
    defects = Defects(name)
    content = decoded(raw, name, defects)
    defects.raise_if_any()
    rows, separator = separated(content or "")
    indents: dict[int, int] = {}
    texts = csv.reader(io.StringIO(rows, newline=""), delimiter=separator)
    try:
        cells = filled(_noting_indents(texts, indents))
    except csv.Error as error:
        raise refused(name, f"broken CSV ({error})", "cells separated by , ; or tabs") from error
    return Grid(name, name, cells, separator, remarks=tuple(remarks), indents=indents)


def _noting_indents(rows: Iterable[list[str]], indents: dict[int, int]) -> Iterator[list[str]]:
    """The rows as they are read; how far the names are indented is noted on the way."""
    for number, row in enumerate(rows):
        if row and (indent := indent_of(row[0])):
            indents[number] = indent
        yield row


def _windows_1251(raw: bytes) -> str | None:
    """The text of a file in Windows-1251, the usual one of Cyrillic Excel; None if it is none.

    No word of it mixes Latin and Cyrillic letters, as one in another code page would.
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", errors="replace")
        odd = "\ufffd" in text or "\0" in text or _LETTERS_OF_TWO_KINDS.search(text)
        return None if odd else text
    return None


def _of_frame(frame: pd.DataFrame, name: str) -> Grid:
    # As pd.read_excel gives a sheet without index_col: its first column holds the names.
    bare = is_numbered(frame.index) and frame.size > 0 and isinstance(frame.iat[0, 0], str)
    header = [*([] if bare else [frame.index.name]), *frame.columns]
    values = frame.itertuples(name=None, index=not bare)
    return Grid(name, "a DataFrame", filled(chain([header], values)), labelled=True)
