"""One column of cells as numbers: which sign is the decimal one, which unit, what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..schema import LARGEST, number
from .cells import Cell, Percent, text_of
from .written_number import COMMA, POINT, Number, is_missing, number_in

_FLAG = re.compile(r"[a-z]")  # as Eurostat marks an estimate (e) or a break in the series (b)
_CURRENCY = re.compile(r"[$€£¥₽₸₴₹₩₼₺₾]|[A-Z]{3}")
_MULTIPLES = re.compile(
    r"k|m|mn|mln|bn|million|billion|thousand|тыс|млн|млрд|трлн|тысяч\w*|миллион\w*|миллиард\w*"
)

Values = tuple[float, float, float]


@dataclass
class Column:
    """What the cells of a column say, by row.

    Attributes
    ----------
    values : dict of int to tuple of float
        Lowest, best and highest value; equal where the cell states no range.
    missing : list of int
        Rows without a value.
    wrong : dict of int to str
        What is expected instead of a cell that could not be read.
    unit : str
        The unit that its cells state.
    remarks, doubts : list of str
        What was read with a guess, and what may be meant otherwise.
    """

    values: dict[int, Values] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    wrong: dict[int, str] = field(default_factory=dict)
    unit: str = ""
    remarks: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def written(cell: Cell) -> Number | None:
    """The number in a text cell."""
    return number_in(cell) if isinstance(cell, str) else None


def decimal_sign(cells: Mapping[int, Cell]) -> str | None:
    """The decimal sign that the texts of some cells show; None where they show none or both."""
    shown = {next(iter(n.decimals)) for n in map(written, cells.values()) if n and _shows(n)}
    return shown.pop() if len(shown) == 1 else None


def read_column(cells: Mapping[int, Cell], decimal: str | None, label: str) -> Column:
    """Read the cells of one column.

    Parameters
    ----------
    cells : mapping of int to cell
        By row.
    decimal : str or None
        The decimal sign of the whole table, for numbers such as 1,234 that do not show it and
        that stand in a column that does not either; None where it is not known.
    label : str
        The column's name, which may state the unit.
    """
    column = Column()
    numbers = {row: written(cell) for row, cell in cells.items()}
    sign = decimal_sign(cells) or decimal
    mixed = {n.decimals for n in numbers.values() if n and _shows(n)}
    if len(mixed) > 1:
        column.remarks.append("decimal points and decimal commas in one column")
        sign = None
    minus = any(n and n.best.startswith("-") for n in numbers.values())
    for row, cell in cells.items():
        found = numbers[row]
        if isinstance(cell, float):
            _store(column, row, (float(cell),) * 3)
        elif is_missing(cell):
            column.missing.append(row)
        elif found is None:
            column.wrong[row] = _expected(cell)
        elif found.is_open and sign is None:
            column.wrong[row] = (
                f"--decimal comma or --decimal point, which says whether it is "
                f"{found.values(COMMA)[1]:g} or {found.values(POINT)[1]:g}"
            )
        elif found.in_parentheses and (minus or not _CURRENCY.search(found.unit)):
            value = found.values(sign or POINT)[1]
            column.wrong[row] = f"{value:g}, or the number without parentheses"
        else:
            _store(column, row, found.values(sign or POINT))
    _units(column, cells, numbers, label)
    if len(column.values) > 1 and len(set(column.values.values())) == 1:
        column.remarks.append("the same for all, so it decides nothing")
    return column


def _shows(found: Number) -> bool:
    return len(found.decimals) == 1


def _store(column: Column, row: int, values: Values) -> None:
    low, best, high = values
    if max(abs(value) for value in values) > LARGEST:
        column.wrong[row] = f"a number from {-LARGEST:g} to {LARGEST:g}"
    elif not low <= best <= high:
        column.wrong[row] = "a range from a lower to a higher number, with the best inside"
    else:
        column.values[row] = values


def _expected(cell: str) -> str:
    if cell.startswith("="):
        return "a number; save the workbook in Excel, so that the result is stored"
    try:
        number(cell)
    except ValueError as error:
        return str(error)
    return "a number"


def _words_of(label: str) -> set[str]:
    return {word.strip(".") for word in re.split(r"[\s,;:/()\[\]]+", label.casefold())}


def _units(
    column: Column, cells: Mapping[int, Cell], numbers: Mapping[int, Number | None], label: str
) -> None:
    """Cells of different units are no numbers of one column."""
    units: dict[str, int] = {}
    without: set[int] = set()
    for row in column.values:
        found = numbers[row]
        unit = "%" if isinstance(cells[row], Percent) else found.unit if found else ""
        if _FLAG.fullmatch(unit) and not _MULTIPLES.fullmatch(unit):
            column.remarks.append(f"{text_of(cells[row])!r} is read without its mark {unit!r}")
            unit = ""
        units.setdefault(unit, row)
        without |= set() if unit else {row}
    stated = [unit for unit in units if unit]
    if len(stated) > 1:
        first, other = stated[:2]
        column.wrong[units[other]] = f"the unit {first!r}, as in the other cells of the column"
    words = stated[0].casefold().split() if len(stated) == 1 and "" in units else []
    changes = "%" in words or any(_MULTIPLES.fullmatch(word.strip(".")) for word in words)
    if changes:
        # A share such as 0.55 is no percentage, whatever the name says.
        is_said = set(words) <= _words_of(label)
        bare = {row: column.values[row][1] for row in column.values if row in without}
        for row, value in bare.items():
            if value and (not is_said or ("%" in words and abs(value) <= 1.0)):
                expected = f"the unit {stated[0]!r}, as in other cells of the column, or none"
                column.wrong[row] = expected
                break
    sizes = [abs(column.values[row][1]) for row in without]
    if "%" in _words_of(label) and any(0.0 < size < 1.0 for size in sizes) and max(sizes) > 10.0:
        column.doubts.append("some numbers are below 1 and others above 10; are all percentages?")
    column.unit = stated[0] if stated else ""
