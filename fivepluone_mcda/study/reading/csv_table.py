"""From the text of CSV files to a table of checked cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from ...model.errors import listed
from ..schema import FILE, LINE, NUMERIC, OPTIONAL, SAME, TABLES
from .defects import COMPARED, Defects
from .text_files import MAX_BYTES, SEPARATORS, read_texts, separated

_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+")


def read_table(
    folder: Path, files: Sequence[str], role: str, defects: Defects
) -> pd.DataFrame | None:
    """The files of one role, one below the other, as a table of checked cells.

    It has the columns of the role, `FILE` and `LINE`; other columns are left alone. A row with a
    defect stays, with None for what could not be read, so that its names are known; one without
    even the name in its first column is left out. None where one of the files is no table at all.
    """
    texts = read_texts(folder, files, MAX_BYTES, defects)
    parts = [_rows(content, file, role, defects) for file, content in texts.items()]
    rows = [row for part in parts if part is not None for row in part]
    if len(parts) < len(files) or None in parts:
        return None
    numbers = [column for column, read in TABLES[role].items() if read in NUMERIC]
    table = pd.DataFrame(rows, columns=[*TABLES[role], FILE, LINE])
    return table.astype(dict.fromkeys(numbers, float))


def _rows(content: str, file: str, role: str, defects: Defects) -> list[tuple[Any, ...]] | None:
    below, separator = separated(content)
    skipped = int(len(below) < len(content))
    reader = csv.reader(io.StringIO(below, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[Any, ...]] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        places = _places(header, role, file, 1 + skipped, defects)
        if places is None:
            return None
        for cells in reader:
            line = reader.line_num + skipped
            if not any(cell.strip() for cell in cells):
                continue
            values, wrong = _values(cells, role, places, separator)
            if len(cells) == len(header):
                for column, cell, expected in wrong:
                    defects.cell(file, line, column, cell, expected)
            else:
                hint = f"quote a cell that holds a {SEPARATORS[separator]}"
                hint += ", write 4.2 for 4,2" if separator == "," else ""
                defects.note(file, line, "", f"{len(cells)} cells", f"{len(header)} ({hint})")
            row = (*values.values(), file, line)
            if row[0] is not None:
                rows.append(row)
    except csv.Error as error:
        line = reader.line_num + skipped
        defects.note(file, line, "", f"broken CSV ({error})", "comma-separated values")
        return None
    if not rows and not any(defect.file == file for defect in defects.found):
        defects.note(file, None, "", "a header without rows", "at least one row")
    return rows


def _values(
    cells: Sequence[str], role: str, places: Mapping[str, int], separator: str
) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """The values of a row by column, and each cell that is wrong: column, cell, expectation."""
    values: dict[str, Any] = {}
    wrong = []
    for column, read in TABLES[role].items():
        place = places.get(column, len(cells))
        cell = cells[place].strip() if place < len(cells) else ""
        try:
            values[column] = read(with_point(cell, separator) if read in NUMERIC else cell)
        except ValueError as error:
            values[column] = None
            wrong.append((column, cell, str(error)))
    for column, other in SAME.get(role, {}).items():
        if values[column] is None:
            values[column] = values[other]
    return values, wrong


def with_point(cell: str, separator: str) -> str:
    """A number with a decimal comma as one with a point, where a comma separates no cells.

    Tables that are separated by tabs come from all countries: 1,200 may be twelve hundred there.
    """
    decimal = separator == ";" or (separator == "\t" and not _AMBIGUOUS.fullmatch(cell))
    return cell.replace(",", ".") if decimal else cell


def _places(
    given: list[str], role: str, file: str, line: int, defects: Defects
) -> dict[str, int] | None:
    """Position of each column in the header; None, with defects noted, if the header is wrong."""
    columns = TABLES[role]
    optional = OPTIONAL[role]
    header = [cell.lower() for cell in given]
    absent = [column for column in columns if column not in header]
    missing = [column for column in absent if column not in optional]
    unknown = [cell for cell in header if cell and cell not in columns][:COMPARED]
    before = len(defects.found)
    if missing:
        near = [get_close_matches(column, unknown, n=1) for column in missing]
        if len(missing) == len(unknown) == 1:
            near = [unknown]
        expected = ", ".join(
            repr(column) + (f" (is it {names[0]!r}?)" if names else "")
            for column, names in zip(missing, near, strict=True)
        )
        found = f"the columns {listed(given)}"
        defects.note(file, line, ", ".join(missing), found, f"also {expected}")
    for column in optional:
        # A slip in the name of a column that may be missing would pass unseen.
        if column in absent and (similar := get_close_matches(column, unknown, 1, 0.75)):
            expected = f"{column!r}, or for a column of your own a name less like it"
            defects.add(file, line, similar[0], similar[0], expected)
    for column in columns:
        if header.count(column) > 1:
            defects.note(file, line, column, "the column more than once", "it once")
    if len(defects.found) > before:
        return None
    return {column: header.index(column) for column in columns if column in header}
