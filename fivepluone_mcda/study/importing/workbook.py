"""From the bytes of an Excel workbook to bare cells. Nothing here knows what they mean."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from typing import Any

from ...model import StudyError
from ...model.text import shown
from . import open_workbook
from .cells import MOST_CELLS, Cell, Grid, Percent, filled, indent_of, refused, text_of

_MERGED = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
FIRST = 3
"""In this many columns from the left the names of rows are looked at."""

_EXPECTED = "a workbook saved as .xlsx without a password"


def worksheets(raw: bytes, name: str, wanted: str | None) -> list[Grid]:
    """The visible worksheets of a workbook, or the one that is asked for.

    Formulas give the results that are stored beside them; nothing is computed, no link is
    followed. Cells of a merged range all have its value. Hidden rows and columns are left out.

    Raises
    ------
    StudyError
        If it is no workbook, unpacks to too much, or has no such worksheet.
    """
    try:
        opened = open_workbook.worksheets(raw)
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _chosen(opened, archive, name, wanted)
    except StudyError:
        raise
    except Exception as error:  # whatever a broken archive makes its readers raise
        found = f"a file that cannot be read as an Excel workbook ({shown(f'{error}')[:120]})"
        raise refused(name, found, _EXPECTED) from error


def _chosen(
    opened: list[tuple[Any, Any]], archive: zipfile.ZipFile, name: str, wanted: str | None
) -> list[Grid]:
    titles = [results.title for results, _ in opened]
    if wanted is not None and wanted not in titles:
        options = " or ".join(f"--sheet {title!r}" for title in titles)
        raise refused(name, f"no worksheet {wanted!r}", options)
    visible = [results.title for results, _ in opened if results.sheet_state == "visible"]
    chosen = (visible or titles) if wanted is None else [wanted]
    hidden = tuple(
        f"worksheet {shown(title)!r} is hidden: left out"
        for title in titles
        if title not in visible and title not in chosen
    )
    parts = _parts(archive)
    grids = []
    for results, formulas in opened:
        title = results.title
        if title not in chosen:
            continue
        marked: set[int] = set()
        indents: dict[int, int] = {}
        as_shown = partial(_as_shown, marked, indents)
        rows = filled(open_workbook.cells(results, formulas, MOST_CELLS, as_shown))
        merged, hidden_rows, hidden_columns = _layout(archive, parts[title])
        _fill(rows, merged)
        grid = Grid(
            name,
            f"{name}, worksheet {shown(title)!r}" if len(titles) > 1 else name,
            rows,
            sheet=title,
            merged=tuple(merged),
            marked=frozenset(marked),
            indents=indents,
            remarks=hidden,
        )
        grids.append(_without_hidden(grid, hidden_rows, hidden_columns))
    return grids


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The file in the archive of each worksheet, by title."""
    from openpyxl.packaging.manifest import Manifest
    from openpyxl.reader.workbook import WorkbookParser
    from openpyxl.xml.constants import ARC_CONTENT_TYPES, XLSX
    from openpyxl.xml.functions import fromstring

    manifest = Manifest.from_tree(fromstring(archive.read(ARC_CONTENT_TYPES)))
    found = manifest.find(XLSX)
    book = found.PartName.lstrip("/") if found is not None else "xl/workbook.xml"
    parser = WorkbookParser(archive, book)
    parser.parse()
    return {sheet.name: relation.target for sheet, relation in parser.find_sheets()}


def _layout(
    archive: zipfile.ZipFile, part: str
) -> tuple[list[tuple[int, int, int, int]], set[int], set[int]]:
    """Merged ranges, hidden rows and hidden columns of a worksheet, counted from 0."""
    from openpyxl.utils import column_index_from_string
    from openpyxl.xml.functions import iterparse

    merged: list[tuple[int, int, int, int]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    content = archive.read(part)
    if b"hidden" in content or b"mergeCell" in content:
        for _, element in iterparse(io.BytesIO(content)):
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                if element.get("hidden") in ("1", "true") and element.get("r"):
                    rows.add(int(element.get("r")) - 1)
                element.clear()
            elif tag == "col" and element.get("hidden") in ("1", "true"):
                columns.update(range(int(element.get("min")) - 1, int(element.get("max"))))
            elif tag == "mergeCell" and (found := _MERGED.fullmatch(element.get("ref", ""))):
                left, right = (column_index_from_string(found[i]) - 1 for i in (1, 3))
                merged.append((int(found[2]) - 1, left, int(found[4]) - 1, right))
    return merged, rows, columns


def _as_shown(marked: set[int], indents: dict[int, int], cell: Any) -> Any:
    """The value of a cell; a percentage as shown. Rows that begin in bold or indented are noted."""
    value = cell.value
    if isinstance(value, str):
        if cell.column <= FIRST and (cell.font.b or cell.fill.fill_type == "solid"):
            marked.add(cell.row - 1)
        indent = indent_of(value) + int(cell.alignment.indent or 0)
        if cell.column <= FIRST and indent:
            indents[cell.row - 1] = indent
    elif isinstance(value, int | float) and "%" in str(cell.number_format):
        return value if isinstance(value, bool) else Percent.of(value)
    return value


def _fill(rows: dict[int, list[Cell]], merged: list[tuple[int, int, int, int]]) -> None:
    """Give all cells of merged ranges the value of the first, as far as there are cells."""
    width = max(map(len, rows.values()), default=0)
    room = MOST_CELLS
    for top, left, bottom, right in merged:
        value = rows[top][left] if top in rows and left < len(rows[top]) else ""
        last = min(right, width - 1)
        for row in range(top, min(bottom, max(rows)) + 1) if value != "" else ():
            room -= 1
            if row in rows and last >= left and room > 0:
                cells = rows[row]
                cells += [""] * (last + 1 - len(cells))
                cells[left : last + 1] = [value] * (last + 1 - left)
                room -= last - left


def _without_hidden(grid: Grid, rows: set[int], columns: set[int]) -> Grid:
    gone = [f"{grid.row_name(row)} is hidden: left out" for row in grid.rows if row in rows]
    kept = {row: cells for row, cells in grid.rows.items() if row not in rows}
    for column in sorted(columns & set(range(max(map(len, kept.values()), default=0)))):
        texts = [cells[column] for cells in kept.values() if column < len(cells)]
        label = next((text_of(cell) for cell in texts if cell != ""), "")
        where = grid.column_name(column)
        gone += [f"{where} ({label!r}) is hidden: left out"] if label else []
        for cells in kept.values():
            cells[column : column + 1] = [""] if column < len(cells) else []
    return grid.with_rows(kept, gone)
