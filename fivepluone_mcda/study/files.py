"""From the bytes of one file to a table of checked cells. Nothing here knows what they mean."""

from __future__ import annotations

import codecs
import csv
import io
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.errors import listed
from .defects import Defects

__all__ = [
    "LINE",
    "MAX_BYTES",
    "choice",
    "flag",
    "judgement",
    "name",
    "number",
    "optional_number",
    "read_table",
    "read_toml",
    "text",
]

MAX_BYTES = 32 * 1024 * 1024
"""A larger file is refused."""

LINE = "line"
"""Column that holds the line of the file in which a row stands."""

Cell = Callable[[str], Any]

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


def text(cell: str) -> str:
    """Any text, also none."""
    return cell


def name(cell: str) -> str:
    """Text that is not empty."""
    if not cell:
        raise ValueError("a name")
    return cell


def number(cell: str) -> float:
    """A finite number."""
    value = float(cell) if _NUMBER.fullmatch(cell) else float("inf")
    if abs(value) == float("inf"):
        raise ValueError("a number (with a point, not a comma)")
    return value


def optional_number(cell: str) -> float | None:
    """A finite number or nothing."""
    return number(cell) if cell else None


def flag(cell: str) -> bool:
    """0 or 1."""
    if cell not in ("0", "1"):
        raise ValueError("0 or 1")
    return cell == "1"


def judgement(cell: str) -> float:
    """A judgement on Saaty's scale: 1/9 to 9, also as a fraction."""
    above, slash, below = cell.partition("/")
    expected = "a judgement from 1/9 to 9, such as 3, 1/3 or 0.5"
    try:
        value = number(above) / number(below) if slash else number(above)
    except (ValueError, ZeroDivisionError):
        raise ValueError(expected) from None
    if not 1 / 9 - 2e-3 <= value <= 9.0:
        raise ValueError(expected)
    return value


def choice(*options: str) -> Cell:
    """One of a few words."""

    def one_of(cell: str) -> str:
        if cell not in options:
            raise ValueError(f"one of {', '.join(option or 'nothing' for option in options)}")
        return cell

    return one_of


def read_text(folder: Path, file: str, defects: Defects) -> str | None:
    """The text of a file of the folder; None, with a defect noted, where it cannot be read."""
    path = folder / file
    try:
        if Path(file).name != file or file in ("", ".", ".."):
            defects.add(file, None, "", file, "the plain name of a file in the study's folder")
        elif path.is_symlink():
            defects.note(file, None, "", "a link", "a file that lies in the folder itself")
        elif not path.exists():
            defects.note(
                file, None, "", "no such file", "a file of this name in the study's folder"
            )
        elif not path.is_file():
            defects.note(file, None, "", "something that is no file", "a file of this name")
        elif (size := path.stat().st_size) > MAX_BYTES:
            defects.note(file, None, "", f"{size} bytes", f"at most {MAX_BYTES} bytes")
        else:
            return _decoded(path.read_bytes(), file, defects)
    except OSError as error:
        defects.note(file, None, "", f"{error.strerror or error}", "a file that can be read")
    return None


def _decoded(raw: bytes, file: str, defects: Defects) -> str | None:
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        defects.note(file, None, "", "an empty file", "a header and rows")
        return None
    if b"\0" in raw:
        defects.note(file, None, "", "binary data", "a text file in UTF-8")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        defects.note(
            file,
            line,
            "",
            f"bytes that are no UTF-8 ({raw[error.start : error.start + 1]!r})",
            "a text file in UTF-8 (in Excel: save as 'CSV UTF-8')",
        )
        return None


def read_toml(folder: Path, file: str, defects: Defects) -> dict[str, Any] | None:
    """A TOML file as nested dicts; None, with a defect noted, where it cannot be read."""
    content = read_text(folder, file, defects)
    if content is None:
        return None
    try:
        return tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        defects.note(file, int(found[1]) if found else None, "", str(error), "valid TOML")
        return None


def read_table(
    folder: Path, file: str, columns: Mapping[str, Cell], defects: Defects
) -> pd.DataFrame | None:
    """A CSV file as a table of checked cells.

    Parameters
    ----------
    folder, file
        Where the table is.
    columns : mapping of str to callable
        Column to the reader of its cells, which raises ValueError with what it expects. Other
        columns are left alone.
    defects : Defects
        Takes what is wrong.

    Returns
    -------
    DataFrame or None
        The columns asked for, and `LINE`. Rows with a defect are left out; None where there is
        no table at all.
    """
    content = read_text(folder, file, defects)
    if content is None:
        return None
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    rows: list[tuple[Any, ...]] = []
    try:
        header = [cell.strip() for cell in next(reader)]
        if not _check_header(header, columns, file, defects):
            return None
        wanted = [(column, header.index(column), read) for column, read in columns.items()]
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                defects.note(
                    file,
                    line,
                    "",
                    f"{len(cells)} cells",
                    f"{len(header)} (quote a cell that holds a comma)",
                )
                continue
            values = []
            for column, position, read in wanted:
                cell = cells[position].strip()
                try:
                    values.append(read(cell))
                except ValueError as error:
                    defects.add(file, line, column, cell, str(error))
            if len(values) == len(wanted):
                rows.append((*values, line))
    except csv.Error as error:
        defects.note(file, reader.line_num, "", f"broken CSV ({error})", "comma-separated values")
        return None
    if not rows and not any(defect.file == file for defect in defects.found):
        defects.note(file, None, "", "a header without rows", "at least one row")
    return pd.DataFrame(rows, columns=[*columns, LINE])


def _check_header(
    header: list[str], columns: Mapping[str, Cell], file: str, defects: Defects
) -> bool:
    missing = [column for column in columns if column not in header]
    twice = sorted({column for column in columns if header.count(column) > 1})
    if missing and len(header) == 1 and ";" in header[0]:
        defects.add(file, 1, "", header[0], "columns separated by commas, not by semicolons")
    elif missing:
        defects.note(
            file,
            1,
            ", ".join(missing),
            f"the columns {listed(header)}",
            f"also {listed(missing)}",
        )
    for column in twice:
        defects.note(file, 1, column, "the column more than once", "it once")
    return not missing and not twice
