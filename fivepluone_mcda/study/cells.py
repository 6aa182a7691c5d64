"""Readers of cells: from text to a value, or a ValueError that says what is expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..model.inputs import direction

__all__ = [
    "LARGEST",
    "NUMERIC",
    "Cell",
    "choice",
    "flag",
    "judgement",
    "max_or_min",
    "name",
    "number",
    "optional_name",
    "optional_number",
    "text",
]

LARGEST = 1e15
"""A number further from 0 is refused; no method overflows on smaller ones."""

Cell = Callable[[str], Any]

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}([ \u00a0\u202f'\u2019,][0-9]{3})+(\.[0-9]*)?")
_DATE = re.compile(
    r"[0-9]{1,2}[-. /]+[^\W\d_]{3,}\.?([-. /]+[0-9]{2,4})?"  # 1-Feb, 01. Feb 25
    r"|[^\W\d_]{3,}\.?[- ][0-9]{2,4}"  # Feb-09
    r"|[0-9]{1,4}([-./])[0-9]{1,2}\2[0-9]{1,4}"  # 01.02.2025
)


def text(cell: str) -> str:
    """Any text, also none."""
    return cell


def name(cell: str) -> str:
    """Text that is not empty."""
    if not cell:
        raise ValueError("a name")
    return cell


def optional_name(cell: str) -> str | None:
    """Text or nothing."""
    return cell or None


def number(cell: str) -> float:
    """A finite number."""
    value = float(cell) if _NUMBER.fullmatch(cell) else float("inf")
    if abs(value) == float("inf"):
        raise ValueError(f"a number{_hint(cell)}")
    if abs(value) > LARGEST:
        raise ValueError(f"a number from {-LARGEST:g} to {LARGEST:g}")
    return value


def _hint(cell: str) -> str:
    """What a spreadsheet made of a number."""
    if _DATE.fullmatch(cell):
        return " (a spreadsheet made a date of it)"
    if "%" in cell:
        return " (without a percent sign)"
    if _THOUSANDS.fullmatch(cell):
        return " (without thousands separators)"
    return " (with a point, not a comma)" if "," in cell else ""


def optional_number(cell: str) -> float | None:
    """A finite number or nothing."""
    return number(cell) if cell else None


def flag(empty: bool) -> Cell:
    """0 or 1; what an empty cell stands for is given."""

    def zero_or_one(cell: str) -> bool:
        if cell not in ("", "0", "1"):
            raise ValueError("0 or 1")
        return cell == "1" if cell else empty

    return zero_or_one


def judgement(cell: str) -> float:
    """A judgement on Saaty's scale: 1/9 to 9, also as a fraction."""
    above, slash, below = cell.partition("/")
    expected = "a judgement from 1/9 to 9, such as 3, 1/3 or 0.5"
    if _DATE.fullmatch(cell):
        expected += " (a spreadsheet made a date of it: write 0.5 for 1/2, or swap a and b)"
    try:
        value = number(above) / number(below) if slash else number(above)
    except (ValueError, ZeroDivisionError):
        raise ValueError(expected) from None
    if not 1 / 9 - 2e-3 <= value <= 9.0:
        raise ValueError(expected)
    return value


def max_or_min(cell: str) -> str:
    """A direction, or nothing."""
    return direction(cell) if cell else ""


def choice(*options: str) -> Cell:
    """One of a few words."""

    def one_of(cell: str) -> str:
        if cell not in options:
            raise ValueError(f"one of {', '.join(option or 'nothing' for option in options)}")
        return cell

    return one_of


NUMERIC = (number, optional_number, judgement)
"""Readers of cells in which a comma may stand for the point, where commas separate no cells."""
