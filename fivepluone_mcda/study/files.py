"""From the bytes of files to a table of checked cells. Nothing here knows what they mean."""

from __future__ import annotations

import codecs
import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.errors import listed
from .defects import Defects

__all__ = [
    "FILE",
    "LARGEST",
    "LINE",
    "MAX_BYTES",
    "MAX_TOML_BYTES",
    "choice",
    "flag",
    "judgement",
    "name",
    "number",
    "optional_number",
    "parse_toml",
    "read_table",
    "read_texts",
    "text",
]

MAX_BYTES = 32 * 1024 * 1024
"""Tables that are larger, all files of one role together, are refused."""

MAX_TOML_BYTES = 1024 * 1024
"""So are larger files of TOML."""

MAX_POINTS = 500
"""A line of TOML with more points is refused: the parser takes hours over a key of many parts."""

LARGEST = 1e15
"""A number further from 0 is refused; no method overflows on smaller ones."""

FILE, LINE = "file", "line"
"""Columns that hold the file, and the line of it, in which a row stands."""

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that move a terminal's cursor, or turn round what stands after them."""

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
    if abs(value) > LARGEST:
        raise ValueError(f"a number from {-LARGEST:g} to {LARGEST:g}")
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


def read_texts(folder: Path, files: Sequence[str], most: int, defects: Defects) -> dict[str, str]:
    """The texts of the files of one role, by file; they may have `most` bytes together.

    Those that cannot be read, or not any more because of the ones before them, are left out and
    noted.
    """
    texts: dict[str, str] = {}
    used = 0
    for file in files:
        raw = _read_bytes(folder, file, used, most, defects)
        content = None if raw is None else _decoded(raw, file, defects)
        if raw is not None and content is not None:
            texts[file] = content
            used += len(raw)
    return texts


def _read_bytes(folder: Path, file: str, used: int, most: int, defects: Defects) -> bytes | None:
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
        elif (size := path.stat().st_size) > most - used:
            before = f" with the {used} of the files before it" if used else ""
            defects.note(file, None, "", f"{size} bytes", f"at most {most} bytes{before}")
        else:
            return path.read_bytes()
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
        content = raw.decode("utf-8-sig")
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
    if unseen := UNSEEN.search(content):
        line = content.count("\n", 0, unseen.start()) + 1
        defects.note(file, line, "", _named(unseen), "text without control characters")
        return None
    return content


def _named(character: re.Match[str]) -> str:
    return f"the control character U+{ord(character[0]):04X}"


def parse_toml(content: str, file: str, defects: Defects) -> dict[str, Any] | None:
    """A text as nested dicts; None, with a defect noted, where it is no TOML."""
    for number, line in enumerate(content.split("\n"), 1):
        if (points := line.count(".")) > MAX_POINTS:
            defects.note(file, number, "", f"{points} points", f"at most {MAX_POINTS} in a line")
            return None
    try:
        data = tomllib.loads(content)
        # What the text spells as \u001b is a control character as well.
        unseen = next(filter(None, map(UNSEEN.search, _texts(data))), None)
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        defects.note(file, int(found[1]) if found else None, "", str(error), "valid TOML")
        return None
    if unseen:
        defects.note(file, None, "", _named(unseen), "text without control characters")
        return None
    return data


def _texts(data: dict[str, Any]) -> Iterator[str]:
    """Every key and text in nested dicts and lists, however deep."""
    waiting: list[Any] = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]


def read_table(
    folder: Path, files: Sequence[str], columns: Mapping[str, Cell], defects: Defects
) -> pd.DataFrame | None:
    """CSV files, one below the other, as a table of checked cells.

    Parameters
    ----------
    folder, files
        Where the table is.
    columns : mapping of str to callable
        Column to the reader of its cells, which raises ValueError with what it expects. Other
        columns are left alone.
    defects : Defects
        Takes what is wrong.

    Returns
    -------
    DataFrame or None
        The columns asked for, `FILE` and `LINE`. Rows with a defect are left out; None where one
        of the files is no table at all.
    """
    texts = read_texts(folder, files, MAX_BYTES, defects)
    parts = [_rows(content, file, columns, defects) for file, content in texts.items()]
    rows = [row for part in parts if part is not None for row in part]
    if len(parts) < len(files) or None in parts:
        return None
    return pd.DataFrame(rows, columns=[*columns, FILE, LINE])


def _rows(
    content: str, file: str, columns: Mapping[str, Cell], defects: Defects
) -> list[tuple[Any, ...]] | None:
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
                rows.append((*values, file, line))
    except csv.Error as error:
        defects.note(file, reader.line_num, "", f"broken CSV ({error})", "comma-separated values")
        return None
    if not rows and not any(defect.file == file for defect in defects.found):
        defects.note(file, None, "", "a header without rows", "at least one row")
    return rows


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
