"""From the bytes of files to text, cells and TOML. Nothing here knows what they mean."""

from __future__ import annotations

import codecs
import csv
import io
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from ...model.text import UNSEEN as NOT_ON_ONE_LINE
from ...model.text import escaped
from .defects import Defects

MAX_BYTES = 32 * 1024 * 1024
"""Tables that are larger, all files of one role together, are refused."""

MAX_TOML_BYTES = 1024 * 1024
"""So are larger files of TOML."""

MAX_POINTS = 500
"""A line of TOML with more points is refused: the parser takes hours over a key of many parts."""

WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""With what an Excel workbook begins, and one of before 2007 or with a password."""

KINDS = {
    WORKBOOK: "an Excel workbook or other archive",
    OLD_WORKBOOK: "an old Excel workbook",
    codecs.BOM_UTF16_LE: "text in UTF-16 ('Unicode text')",
    codecs.BOM_UTF16_BE: "text in UTF-16 ('Unicode text')",
}
"""What files are that begin with these bytes."""

SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma"}
"""What may separate the cells of a CSV file."""

_SEP_LINE = re.compile(r'"?sep=[,;\t]?"?[ ,;\t]*(\r\n|\r|\n)', re.IGNORECASE)
_COMPARED = 1000  # rows

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that move a terminal's cursor, or reverse the direction of the text after them."""


def read_texts(folder: Path, files: Sequence[str], most: int, defects: Defects) -> dict[str, str]:
    """The texts of the files of one role, by file; they may have `most` bytes together.

    Those that cannot be read, or not any more because of the ones before them, are left out and
    noted.
    """
    texts: dict[str, str] = {}
    used = 0
    for file in files:
        raw = _read_bytes(folder, file, used, most, defects)
        content = None if raw is None else decoded(raw, file, defects)
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
            expected = "a file of this name in the study's folder"
            workbook = path.with_suffix(".xlsx")
            if path.suffix == ".csv" and workbook.is_file():
                expected += f": save the sheet in {workbook.name} as 'CSV UTF-8'"
            defects.note(file, None, "", "no such file", expected)
        elif not path.is_file():
            defects.note(file, None, "", "something that is no file", "a file of this name")
        elif (size := path.stat().st_size) > most - used:
            before = f" with the {used} of the files before it" if used else ""
            defects.note(file, None, "", f"{size} bytes", f"at most {most} bytes{before}")
        else:
            return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        found = f"a file that cannot be read ({reason})"
        defects.note(file, None, "", found, "one that can")
    return None


def decoded(raw: bytes, file: str, defects: Defects) -> str | None:
    """The text of a file in UTF-8; None, with a defect noted, where it is no such text."""
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        defects.note(file, None, "", "an empty file", "a header and rows")
        return None
    expected = "a text file in UTF-8"
    if file.lower().endswith(".csv"):
        expected += " (in Excel: save the sheet as 'CSV UTF-8')"
    for start, kind in KINDS.items():
        if raw.startswith(start):
            defects.note(file, None, "", kind, expected)
            return None
    if b"\0" in raw:
        defects.note(file, None, "", "binary data", expected)
        return None
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"bytes that are no UTF-8 ({raw[error.start : error.start + 1]!r})"
        defects.note(file, line, "", found, expected)
        return None
    if unseen := UNSEEN.search(content):
        line = content.count("\n", 0, unseen.start()) + 1
        defects.note(file, line, "", _named(unseen), "text without control characters")
        return None
    return content


def _named(character: re.Match[str]) -> str:
    return f"the control character U+{ord(character[0][0]):04X}"


def separated(content: str) -> tuple[str, str]:
    """The rows of CSV text, and what separates their cells.

    A first line that tells Excel the separator (``sep=;``) is cut off; spreadsheets do not show
    it. The separator is the one that gives most rows the same number of cells, and more than one.
    """
    above = _SEP_LINE.match(content)
    rows = content[above.end() :] if above else content

    def regular(separator: str) -> int:
        reader = csv.reader(io.StringIO(rows, newline=""), delimiter=separator)
        lengths = Counter(len(row) for row in islice(reader, _COMPARED) if any(map(str.strip, row)))
        return max((count for length, count in lengths.items() if length > 1), default=0)

    return rows, max(SEPARATORS, key=regular)


def parse_toml(content: str, file: str, defects: Defects) -> dict[str, Any] | None:
    """A text as nested dicts; None, with a defect noted, where it is no TOML."""
    for number, line in enumerate(content.split("\n"), 1):
        if (points := line.count(".")) > MAX_POINTS:
            defects.note(file, number, "", f"{points} points", f"at most {MAX_POINTS} in a line")
            return None
    try:
        data = tomllib.loads(content)
        # What the text spells as \u001b is a control character as well.
        unseen = next(filter(None, _unseen(data)), None)
    except (ValueError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)$", str(error))
        place = int(found[1]) if found else None
        line = content.split("\n")[place - 1] if place else ""
        defects.note(file, place, "", str(error), f"valid TOML{_toml_hint(line, str(error))}")
        return None
    if unseen:
        spelled = escaped(unseen.string)
        place = next((n for n, line in enumerate(content.split("\n"), 1) if spelled in line), None)
        expected = "text without control characters, and names on one line"
        defects.note(file, place, "", _named(unseen), expected)
        return None
    return data


def _toml_hint(line: str, error: str) -> str:
    """What is probably wrong with a line that is no TOML."""
    hints = []
    if r"Illegal character '\n'" in error:
        hints.append("is a quotation mark missing?")
    if any(mark in line for mark in "\u201c\u201d\u201e\u2018\u2019"):
        hints.append("use straight quotation marks")
    return f" ({'; '.join(hints)})" if hints else ""


def _unseen(data: dict[str, Any]) -> Iterator[re.Match[str] | None]:
    """Control characters in all texts of nested dicts and lists; in keys also ends of lines."""
    waiting: list[Any] = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield UNSEEN.search(value)
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield from map(NOT_ON_ONE_LINE.search, value)
            waiting += value.values()
