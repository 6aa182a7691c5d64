"""The ends of each criterion's scale, and what is done about missing scores."""

from __future__ import annotations

from .cells import text_of
from .columns import Column
from .findings import Findings
from .table_reading import Criterion
from .vocabulary import HIGH, LOW, SCALE
from .written_number import POINT, number_in

Ends = tuple[float, float]


def scales_of(
    found: Findings,
    rows: list[int],
    columns: list[int],
    read: dict[int, Column],
    decimal: str | None,
) -> dict[int, Ends]:
    """The ends of the scales that the sheet states, by column; every score is inside."""
    scales = {}
    for column in columns:
        if SCALE in found.described:
            ends = _range(found, column, decimal)
        else:
            ends = _two_ends(found, column, decimal)
        if ends is None:
            continue
        scales[column] = ends
        for row in rows:
            low, _, high = read[column].values.get(row, (ends[0], 0.0, ends[1]))
            if low < ends[0] or high > ends[1]:
                expected = f"{ends[0]:g} to {ends[1]:g}, the scale that the sheet states"
                found.bad(row, column, found.grid.at(row, column), expected)
    return scales


def _range(found: Findings, column: int, decimal: str | None) -> Ends | None:
    """The ends in a row of ranges such as 1-5."""
    row = found.described[SCALE]
    cell = found.about(row, column)
    stated = number_in(text_of(cell))
    if stated is not None and stated.is_range:
        low, _, high = stated.values(decimal or POINT)
        if low < high:
            return low, high
    if cell != "":
        found.bad(row, column, cell, "the lower and the higher end of a scale, such as 1-5")
    return None


def _two_ends(found: Findings, column: int, decimal: str | None) -> Ends | None:
    """The ends in two rows."""
    rows = [found.described[end] for end in (LOW, HIGH) if end in found.described]
    filled = [row for row in rows if found.about(row, column) != ""]
    if len(filled) == 1:
        cell = found.about(filled[0], column)
        found.bad(filled[0], column, cell, "low and high, or neither")
    if len(filled) < 2:
        return None
    low, high = (found.numbers(row, {column: column}, decimal)[column] for row in filled)
    if low < high:
        return low, high
    if high <= low:
        expected = f"more than {low:g}, the low end"
        found.bad(filled[1], column, found.grid.at(filled[1], column), expected)
    return None


def without_missing(
    found: Findings,
    rows: list[int],
    criteria: dict[int, Criterion],
    read: dict[int, Column],
) -> tuple[list[int], list[int]]:
    """The rows and columns that are left after what the user decided of missing scores."""
    columns = list(criteria)
    cells = [(row, column) for column in columns for row in read[column].missing if row in rows]
    choice = found.answers.missing
    if not cells:
        return rows, columns
    if choice is None:
        _ask(found, cells)
    elif choice == "drop-alternative":
        gone = {row for row, _ in cells}
        for row in sorted(gone):
            found.leave_row(row, "a score is missing")
        rows = [row for row in rows if row not in gone]
    elif choice == "drop-criterion":
        lost = {column for _, column in cells}
        for column in sorted(lost):
            found.leave_column(column, "a score is missing")
        columns = [column for column in columns if column not in lost]
    else:
        for row, column in cells:
            _take_as_range(found, row, column, criteria[column].scale, read[column])
    if not rows or not columns:
        what = "alternative" if columns else "criterion"
        expected = f"another choice for missing scores; this one leaves no {what}"
        found.defects.note(found.grid.name, None, "", f"--missing {choice}", expected)
    return rows, columns


def _ask(found: Findings, cells: list[tuple[int, int]], most: int = 8) -> None:
    places = ", ".join(found.grid.place(*cell).removeprefix("cell ") for cell in cells[:most])
    places += f" and {len(cells) - most} more" if len(cells) > most else ""
    names = ", ".join(dict.fromkeys(found.label(row) for row, _ in cells))
    labels = ", ".join(dict.fromkeys(found.labels[column] for _, column in cells))
    expected = (
        f"--missing drop-alternative (without {names}), --missing drop-criterion (without "
        f"{labels}) or --missing range (anywhere on the criterion's scale; without a stated scale "
        "between its lowest and highest score)"
    )
    where = places if found.grid.labelled else f"cell{'s' * (len(cells) > 1)} {places}"
    found.defects.note(found.grid.name, None, where, "no score", expected)


def _take_as_range(
    found: Findings, row: int, column: int, scale: Ends | None, read: Column
) -> None:
    known = list(read.values.values())
    low, high = scale or (min(low for low, _, _ in known), max(high for _, _, high in known))
    read.values[row] = low, (low + high) / 2.0, high
    found.remarks.append(
        f"{found.grid.place(row, column)} has no score: it may be anywhere from {low:g} to "
        f"{high:g}, and is ranked in the middle"
    )
