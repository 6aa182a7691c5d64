"""Times of day, durations and dates in cells: no scores, but durations can be read as hours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .cells import Cell
from .written_number import is_missing

_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")
_DURATION = re.compile(
    r"\b(?:h+:mm(?::ss)?|ч+:мм|duration|travel time|journey|time|hours?|hrs|lasts?|takes"
    r"|длительност\w*|продолжительност\w*|врем[яе]н?и? (?:в пути|ожидани\w*|проезд\w*)|час\w*)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(?:mm:ss|мм:сс)\b", re.IGNORECASE)
_FORMAT = re.compile(r"[,;]?\s*[(\[]?\b(?:h+:mm(?::ss)?|mm:ss|ч+:мм|мм:сс)\b[)\]]?", re.IGNORECASE)

TIMES, DATES = "times of day", "dates"


def kind_of(cells: Iterable[Cell]) -> str:
    """What all cells of a column are that have something: times, dates, or empty for neither."""
    kinds = [_kind(cell) for cell in cells if not isinstance(cell, str) or not is_missing(cell)]
    return kinds[0] if len(kinds) > 1 and len(set(kinds)) == 1 else ""


def _kind(cell: Cell) -> str:
    forms = {TIMES: _CLOCK, DATES: _DATE}
    return next((kind for kind, form in forms.items() if form.fullmatch(str(cell))), "")


def unit_of_durations(label: str, cells: Iterable[Cell]) -> str:
    """The unit of a column of times that are durations: h or min; empty where they may not be.

    Its name says so, or a time is longer than a day.
    """
    if _MINUTES.search(label):
        return "min"
    longest = max((in_units(cell) for cell in cells if _kind(cell)), default=0.0)
    return "h" if _DURATION.search(label) or longest >= 24.0 else ""


def in_units(cell: Cell) -> float:
    """A time in its larger unit: hours where it is written as h:mm, minutes as mm:ss.

    Examples
    --------
    >>> in_units("1:30"), in_units("36:15:00")
    (1.5, 36.25)
    """
    found = _CLOCK.fullmatch(str(cell))
    if found is None:
        return float("nan")
    whole, *parts = (int(part) for part in found.groups() if part is not None)
    return whole + sum(part / 60.0**power for power, part in enumerate(parts, 1))


def without_format(label: str) -> str:
    """A name without the way its times are written, as in ``Travel time, h:mm``."""
    return _FORMAT.sub("", label).strip(" ,;") or label
