"""The form of a study folder: its files, their columns, and how each cell is read.

`criteria/README.md` says the same in prose; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..model.inputs import direction
from ..model.text import UNSEEN

LARGEST = 1e15
"""A number further from 0 is refused; no method overflows on smaller ones."""

Cell = Callable[[str], Any]

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_ROUND = re.compile(r"[1-9][0-9]?")
_THOUSANDS = re.compile(r"[0-9]{1,3}([ \u00a0\u202f'\u2019,][0-9]{3})+(\.[0-9]*)?")
_DATE = re.compile(
    r"[0-9]{1,2}[-. /]+[^\W\d_]{3,}\.?([-. /]+[0-9]{2,4})?"  # 1-Feb, 01. Feb 25
    r"|[^\W\d_]{3,}\.?[- ][0-9]{2,4}"  # Feb-09
    r"|[0-9]{1,4}([-./])[0-9]{1,2}\2[0-9]{1,4}"  # 01.02.2025
)


def text(cell: str) -> str:
    """Any text, also none."""
    return cell


def filled(cell: str) -> str:
    """Text that is not empty."""
    if not cell:
        raise ValueError("text")
    return cell


def line(cell: str) -> str:
    """Text on one line, also none: names appear in tables, pictures and on the command line."""
    if UNSEEN.search(cell):
        raise ValueError("a name on one line (delete the line break or other control character)")
    return cell


def name(cell: str) -> str:
    """Text on one line that is not empty."""
    if not cell:
        raise ValueError("a name")
    return line(cell)


def optional_name(cell: str) -> str | None:
    """Text on one line or nothing."""
    return line(cell) or None


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
    """0 or 1; `empty` is the value of an empty cell."""

    def zero_or_one(cell: str) -> bool:
        if cell not in ("", "0", "1"):
            raise ValueError("0 or 1")
        return cell == "1" if cell else empty

    return zero_or_one


def names_in(cell: str) -> list[str]:
    """The names in a cell that may hold several, separated by semicolons."""
    return [name for part in cell.split(";") if (name := part.strip())]


def scale_words(cell: str) -> str:
    """What values of a scale mean, such as ``1 = negligible; 5 = critical``, or nothing."""
    words_of_scale(cell)
    return cell


def words_of_scale(cell: str) -> dict[float, str]:
    """The words of a scale by value.

    Examples
    --------
    >>> words_of_scale("1 = negligible; 5 = critical")
    {1.0: 'negligible', 5.0: 'critical'}
    """
    words: dict[float, str] = {}
    for part in names_in(line(cell)):
        value, sign, meaning = (text.strip() for text in part.partition("="))
        if not (sign and meaning and _NUMBER.fullmatch(value)) or float(value) in words:
            raise ValueError("values and their words, such as 1 = negligible; 5 = critical")
        words[float(value)] = meaning
    return words


def round_number(cell: str) -> int:
    """The number of a round of questions; 1 where the cell is empty."""
    if cell and not _ROUND.fullmatch(cell):
        raise ValueError("the number of a round, such as 1 or 2")
    return int(cell or 1)


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
"""Readers of numbers: a comma may be a decimal point where commas separate no cells."""

FILE, LINE = "file", "line"
"""Columns that are added to each table: the file and line of a row."""

MANIFEST = "study.toml"
"""The file that makes a folder a study: title, provenance, the list of files, profiles."""

SCENARIOS = "scenarios"
"""Role of the files of scenarios, the only ones beside the tables that the manifest may name."""

QUADRANTS = {"S": "strengths", "W": "weaknesses", "O": "opportunities", "T": "threats"}

PAIRWISE = "pairwise"
"""How importance is stated in the table of judgements."""

STATED = ("swing", "points", "ranking", "best_worst")
"""How importance is stated in the table of points."""

PRIORITIES = "priorities"
"""The way of a profile that joins the priorities of all judges, however they were stated."""

TABLES: dict[str, dict[str, Cell]] = {
    "criteria": {
        "id": name,
        "parent": line,
        "group": line,
        "label": optional_name,
        "direction": max_or_min,
        "low": optional_number,
        "high": optional_number,
        "unit": line,
        "quadrant": choice(*QUADRANTS, ""),
        "question": text,
        "words": scale_words,
    },
    "alternatives": {
        "id": name,
        "name": optional_name,
        "partner": text,
        "scored": flag(empty=True),
        "verdict": text,
        "place": text,
    },
    "scores": {
        "coder": name,
        "criterion": name,
        "alternative": name,
        "low": optional_number,
        "best": optional_number,
        "high": optional_number,
        "silent": flag(empty=False),
        "evidence": text,
        "round": round_number,
    },
    "items": {
        "coder": name,
        "alternative": name,
        "quadrant": choice(*QUADRANTS),
        "item": name,
        "low": optional_number,
        "best": number,
        "high": optional_number,
        "dimension": name,
        "horizon": choice("short", "long"),
        "evidence": text,
    },
    "judgements": {
        "panel": name,
        "judge": name,
        "group": name,
        "a": name,
        "b": name,
        "value": judgement,
        "reason": text,
        "round": round_number,
    },
    "points": {
        "panel": name,
        "judge": name,
        "group": name,
        "how": choice(*STATED),
        "criterion": name,
        "value": number,
        "to_worst": optional_number,
        "reason": text,
        "round": round_number,
    },
    "respondents": {
        "panel": name,
        "respondent": name,
        "round": round_number,
        "id": line,
        "saved": line,
        "name": line,
        "institution": line,
        "country": line,
        "field": line,
    },
    "horizons": {
        "panel": name,
        "judge": name,
        "horizon": choice("short", "long"),
        "weight": number,
        "reason": text,
    },
    "weights": {
        "profile": name,
        "criterion": name,
        "weight": number,
    },
    "claims": {
        "claim": name,
        "criterion": name,
        "better": name,
        "worse": name,
        "kind": choice("explicit", "figures", "has_lacks"),
        "place": text,
        "paraphrase": text,
    },
    "reference": {
        "alternative": name,
        "aspect": name,
        "text": filled,
        "place": text,
    },
    "references": {
        "number": name,
        "authors": text,
        "year": text,
        "title": filled,
        "where": text,
        "doi": text,
        "url": text,
    },
    "facts": {
        "fact": name,
        "what": filled,
        "alternative": text,
        "value": filled,
        "unit": text,
        "date": text,
        "place": text,
        "source": text,
        "contradicts": text,
        "note": text,
    },
}
"""Role to columns; the manifest says which files hold which role."""

NEEDED = {"criteria": ("parent", "direction"), "scores": ("best",)}
"""Columns that have to be there although their cells may be empty."""


def _may_be_empty(read: Cell) -> bool:
    try:
        read("")
    except ValueError:
        return False
    return True


OPTIONAL = {
    role: tuple(
        column
        for column, read in columns.items()
        if _may_be_empty(read) and column not in NEEDED.get(role, ())
    )
    for role, columns in TABLES.items()
}
"""Columns that may be missing, as if all of their cells were empty."""

SAME: dict[str, dict[str, str]] = {
    "criteria": {"label": "id"},
    "alternatives": {"name": "id"},
    "scores": {"low": "best", "high": "best"},
    "items": {"low": "best", "high": "best"},
}
"""Columns whose empty cells take the value of another column of the row."""

KEYS: dict[str, tuple[str, ...]] = {
    "criteria": ("id",),
    "alternatives": ("id",),
    "scores": ("coder", "criterion", "alternative", "round"),
    "items": ("coder", "alternative", "quadrant", "item"),
    "points": ("panel", "judge", "group", "how", "round", "criterion"),
    "respondents": ("panel", "respondent", "round"),
    "horizons": ("panel", "judge", "horizon"),
    "weights": ("profile", "criterion"),
    "claims": ("claim",),
    "reference": ("alternative", "aspect", "text"),
    "facts": ("fact",),
    "references": ("number",),
}
"""What no two rows of a table share; two judgements may not be of one pair in either order."""

ROUNDS: dict[str, tuple[str, ...]] = {
    "scores": ("coder", "criterion", "alternative"),
    "judgements": ("panel", "judge", "group", "a", "b"),
    "points": ("panel", "judge", "group", "how"),
}
"""Tables with rounds, and what a later round replaces; a and b in either order."""

REQUIRED = ("criteria", "alternatives", "scores")
"""Roles that every study has."""

DEFINITIONS = ("criteria", "alternatives")
"""Roles whose rows may be repeated in other files, so that each file can be read by itself."""
