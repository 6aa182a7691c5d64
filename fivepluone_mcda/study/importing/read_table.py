"""From a spreadsheet to a decision problem, and what was understood of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path

import pandas as pd

from ...model import CriteriaError, Problem
from ...model.errors import listed
from ...model.inputs import direction
from ...model.text import shown
from ..reading.weight_checks import are_shares
from ..stated_direction import direction_in, direction_in_label
from .cells import Grid, area_of, refused
from .columns import read_column
from .find_table import tables_in
from .findings import DECIMAL, MISSING, Answers
from .grid import grids_of
from .table import Table, is_text
from .table_reading import TableReading
from .understand import understand
from .vocabulary import CRITERION, DIRECTION, SUMMARY, UNIT, WEIGHT, role_of


def read_table(
    path: str | PathLike[str] | pd.DataFrame,
    *,
    sheet: str | None = None,
    cells: str | None = None,
    transpose: bool | None = None,
    missing: str | None = None,
    directions: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    drop: Iterable[str] = (),
    decimal: str | None = None,
) -> Problem:
    r"""The decision problem in a spreadsheet, as people make them.

    The table may stand anywhere, below titles and beside notes. Rows called weight, direction,
    unit, scale, low or high are read as what they say, in English and Russian; totals, means,
    sources and notes are left out. What is doubtful is a warning, what has two meanings an error
    that names the cell and the option that decides it. `describe_table` shows what was
    understood.

    Parameters
    ----------
    path : path or DataFrame
        An Excel workbook (.xlsx), or text with cells separated by commas, semicolons or tabs.
    sheet : str, optional
        The worksheet; needed where several hold a table.
    cells : str, optional
        The range of the table, such as ``"B3:H9"``; needed where a sheet has several.
    transpose : bool, optional
        Whether the rows are the criteria. Found out when left out: from a column of weights or
        directions, one called criterion or indicator, or directions in the names of rows.
    missing : {"drop-alternative", "drop-criterion", "range"}, optional
        What to do about missing scores: leave out the alternatives or the criteria that have some,
        or take the score as anywhere on the scale (without a stated scale, between the lowest and
        the highest score of the criterion), which the robustness analysis then uses.
    directions : mapping of str to str, optional
        ``"max"`` or ``"min"`` by criterion, where the sheet does not say it.
    keep, drop : iterable of str
        Rows and columns that are part of the comparison, or not, although their names or numbers
        look otherwise.
    decimal : {"comma", "point"}, optional
        The decimal sign, where nothing in the table shows whether 1,234 is more than a thousand.

    Returns
    -------
    Problem
        Its criteria have their names in the sheet; cells such as ``5-7`` or ``5 (4-7)`` are scores
        with a range.

    Raises
    ------
    StudyError
        With every cell that could not be read or has two meanings.
    CriteriaError
        If an argument is wrong.

    Warns
    -----
    UserWarning
        For each doubt.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> text = "Offices in 2024;;\nCity;Rent, USD;Staff\nWeight, %;60;40\nDirection;min;max\n"
    >>> text += "Almaty;1 250,5;4-5\nAktau;980;3\nAverage;1 115;4"
    >>> with tempfile.TemporaryDirectory() as place:
    ...     sheet = Path(place) / "offices.csv"
    ...     _ = sheet.write_text(text, encoding="utf-8")
    ...     problem = read_table(sheet)
    >>> problem.matrix.loc["Almaty"].tolist(), problem.alternatives
    ([1250.5, 4.5], ['Almaty', 'Aktau'])
    """
    reading = describe_table(
        path,
        sheet=sheet,
        cells=cells,
        transpose=transpose,
        missing=missing,
        directions=directions,
        keep=keep,
        drop=drop,
        decimal=decimal,
    )
    reading.warn()
    return reading.problem


def describe_table(
    path: str | PathLike[str] | pd.DataFrame,
    *,
    sheet: str | None = None,
    cells: str | None = None,
    transpose: bool | None = None,
    missing: str | None = None,
    directions: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    drop: Iterable[str] = (),
    decimal: str | None = None,
) -> TableReading:
    """What `read_table` understands of a spreadsheet; printed, it is a text to check.

    Parameters
    ----------
    path, sheet, cells, transpose, missing, directions, keep, drop, decimal
        As for `read_table`.

    Returns
    -------
    TableReading
        Its `problem` is the decision problem; `new_study` makes a study of it.

    Raises
    ------
    StudyError, CriteriaError
        As `read_table`.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Rent": ["cost", 700, 500]}, ["Direction", "Almaty", "Tashkent"])
    >>> describe_table(frame)
    Found in a DataFrame: A1:B4.
               place better            stated      scores
    criterion
    Rent          column 'Rent'   less   row 'Direction'  500 to 700
    2 alternatives: Almaty, Tashkent.
    No weights are stated: all criteria weigh the same.
    """
    answers = _answers(missing, directions, keep, drop, decimal)
    if not isinstance(path, str | PathLike | pd.DataFrame):
        found = type(path).__name__
        raise CriteriaError(f"sheet: found {found}; expected the path of a file, or a DataFrame")
    name = "DataFrame" if isinstance(path, pd.DataFrame) else shown(Path(path).name or str(path))
    grids = grids_of(path, name, sheet)
    if cells is not None:
        if isinstance(path, pd.DataFrame):
            raise CriteriaError("cells: a DataFrame has none; expected frame.iloc[...] instead")
        grids = [grid.part(*area_of(cells)) for grid in grids]
    table = _the_table(name, grids)
    if transpose or (transpose is None and _is_turned(table)):
        table = _turned(table)
    return understand(table, answers)


def _answers(
    missing: str | None,
    directions: Mapping[str, str] | None,
    keep: Iterable[str],
    drop: Iterable[str],
    decimal: str | None,
) -> Answers:
    for argument, value, known in (("missing", missing, MISSING), ("decimal", decimal, DECIMAL)):
        if value is not None and value not in known:
            raise CriteriaError(f"{argument}: found {value!r}; expected one of {listed(known)}")
    for argument, names in (("keep", keep), ("drop", drop)):
        if isinstance(names, str):
            raise CriteriaError(f"{argument}: found a text; expected a list of names")
    ways = {}
    for criterion, way in (directions or {}).items():
        try:
            ways[str(criterion)] = direction(way)
        except ValueError as error:
            found = f"directions of {str(criterion)!r}: found {way!r}"
            raise CriteriaError(f"{found}; expected {error}") from None
    return Answers(missing, ways, tuple(keep), tuple(drop), decimal)


def _the_table(name: str, grids: list[Grid]) -> Table:
    """The only table of the sheets; which one, where there are several, is for the user to say."""
    found = [(grid, tables) for grid in grids if (tables := tables_in(grid))]
    with_header = [one for one in found if one[1][0].header]
    found = with_header or found
    if len(found) > 1:
        options = " or ".join(f"--sheet {grid.sheet!r}" for grid, _ in found)
        raise refused(name, f"tables in {len(found)} worksheets", options)
    if not found:
        empty = not any(grid.rows for grid in grids)
        expected = "a table: names of alternatives, numbers beside them, and a header above"
        raise refused(name, "no cells" if empty else "no table of names and numbers", expected)
    grid, tables = found[0]
    if len(tables) > 1:
        options = " or ".join(
            f"--cells {table.area}" + (f" ({table.title[:60]!r})" if table.title else "")
            for table in tables
        )
        raise refused(grid.origin, f"{len(tables)} tables", options)
    if not tables[0].header:
        first = next(row for row in tables[0].rows if tables[0].numbers(row))
        place = grid.place(first, tables[0].names)
        raise refused(grid.origin, f"no header above {place}", "a row that names the criteria")
    return tables[0]


def _is_turned(table: Table) -> bool:
    """Whether the rows of a table are the criteria, as its columns show."""
    grid = table.grid
    labels = [table.label(row) for row in table.rows]
    if any(role_of(label) in {WEIGHT, DIRECTION} for label in labels):
        return False
    if role_of(grid.text(table.header[-1], table.names)) == CRITERION:
        return True
    stated, others = (
        any(direction_in_label(label)[1] for label in names)
        for names in (labels, table.labels().values())
    )
    return (stated and not others) or any(
        _describes_rows(table, column, label) for column, label in table.labels().items()
    )


def _describes_rows(table: Table, column: int, label: str) -> bool:
    """Whether a column has the directions, the units or the weights of its rows."""
    role = role_of(label)
    if role not in {DIRECTION, UNIT, WEIGHT}:
        return False
    cells = {
        row: table.grid.at(row, column)
        for row in table.rows
        if table.numbers(row) and role_of(table.label(row)) != SUMMARY
    }
    words = [str(cell) for cell in cells.values() if is_text(cell)]
    if role == DIRECTION:
        return bool(words) and all(direction_in(word, signs=True) for word in words)
    if role == UNIT:
        return bool(words) and len(words) == sum(cell != "" for cell in cells.values())
    numbers = [best for _, best, _ in read_column(cells, None, label).values.values()]
    return len(numbers) > 1 and are_shares(sum(numbers))


def _turned(table: Table) -> Table:
    """The table with its rows as columns."""
    headings = table.headings()
    rows = [row for row in table.rows if row not in headings]
    grid = table.grid.part([*table.header, *rows], [table.names, *table.columns]).transposed()
    above = {row: [name for at, name in headings.items() if at < row] for row in rows}
    sections = {row: names[-1] for row, names in above.items() if names}
    turned = [one for one in tables_in(grid) if one.header]
    if len(turned) != 1:
        expected = "rows that each have a name, below one row that names the columns"
        raise refused(table.grid.origin, f"no table in {table.area} that can be turned", expected)
    return replace(turned[0], title=table.title, sections=sections)
