"""Texts and numbers that strangers typed: cleaned, and what had to be cleaned is noted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from ...export.plain_cells import plain
from ...model.errors import listed
from ...model.text import UNSEEN
from ...study.schema import LARGEST, judgement
from .problems import Problems, found

LONGEST_TEXT = 2000
"""Longer texts are cut."""

LONGEST_NAME = 200
"""So are longer names, countries and the like."""

MOST_ROWS = 20_000
"""Rows of one list that are read."""

_BREAKS = re.compile(r"\s*[\t\r\n]\s*")
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,16}([.,][0-9]{1,16})?\s*")


class Values:
    """Reads the values of one file of answers.

    Parameters
    ----------
    problems : Problems
        Takes what is wrong.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def text(self, value: object, where: str, longest: int = LONGEST_TEXT) -> str:
        """A text on one line, in which no spreadsheet sees a formula; empty for what is none."""
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problems.add(where, f"found {found(value)}; it is left out", "a text in its place")
            return ""
        lines = _BREAKS.sub(" ", value[: 4 * longest])
        clean = UNSEEN.sub("", lines).strip()
        if clean != lines.strip():
            what = "control characters in the text were taken out"
            self.problems.add(where, what, "look at the text in the study before it is shown")
        if len(clean) > longest:
            what = f"a text of {len(value)} characters, cut to {longest}"
            self.problems.add(where, what, "ask for a shorter text, or type it in yourself")
        return str(plain(clean[:longest].rstrip()))

    def number(self, value: object, where: str) -> float | None:
        """A finite number; None, and a problem noted, for anything else."""
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            number = float(value.replace(",", "."))
            self.problems.add(where, f"the text {found(value)}, read as {number:g}", "check it")
            return number
        number = math.nan
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                number = float(value)
            except OverflowError:
                number = math.inf
        if abs(number) <= LARGEST:
            return number
        self.problems.add(where, f"found {found(value)}; it is left out", "ask for a number")
        return None

    def judgement(self, value: object, where: str) -> float | None:
        """A judgement from 1/9 to 9, also as a fraction."""
        if isinstance(value, str) and "/" in value:
            try:
                return judgement(value.strip()[:LONGEST_NAME])
            except ValueError:
                number = math.inf
        else:
            read = self.number(value, where)
            if read is None:
                return None
            number = read
        if 1 / 9 - 2e-3 <= number <= 9.0:
            return number
        what = f"found {found(value)}; it is left out"
        self.problems.add(where, what, "ask for a judgement from 1/9 to 9")
        return None

    def name(self, value: object, where: str, known: Iterable[str], kind: str) -> str | None:
        """One of the known names; None, and a problem noted, for any other."""
        names = list(known)
        if isinstance(value, str) and value in names:
            return value
        short = isinstance(value, str) and len(value) <= LONGEST_NAME
        near = get_close_matches(str(value), names, n=1) if short else []
        hint = f"is it {near[0]!r}?" if near else f"the study has {listed(names)}"
        self.problems.add(where, f"{kind} {found(value)} is not in the study; left out", hint)
        return None

    def rows(self, data: Mapping[str, Any], key: str, known: Iterable[str]) -> list[dict[str, Any]]:
        """The rows of a list in the file; what is no row is noted."""
        given = data.get(key)
        if given is None:
            return []
        if not isinstance(given, list):
            self.problems.add(key, f"found {found(given)}; it is left out", "a list of rows")
            return []
        if len(given) > MOST_ROWS:
            what = f"{len(given)} rows; the first {MOST_ROWS} are read"
            self.problems.add(key, what, "nobody answers so much: ask who made the file")
        rows = []
        columns = set(known)
        for number, row in enumerate(given[:MOST_ROWS], 1):
            if isinstance(row, dict):
                self.unknown(row, columns, place(key, number))
                rows.append(row)
            else:
                what = f"found {found(row)}; it is left out"
                self.problems.add(place(key, number), what, "a row with names and values")
        return rows

    def unknown(self, given: Mapping[str, Any], known: set[str], where: str) -> None:
        """Note the keys that an answer does not have."""
        extra = [key for key in given if key not in known]
        if extra:
            what = f"unknown: {', '.join(found(key) for key in extra[:5])}"
            what += f" and {len(extra) - 5} more" if len(extra) > 5 else ""
            self.problems.add(where, what, "it is left out; nothing else is to be done")


def place(key: str, number: int, *what: object) -> str:
    """The place of a row in a file: its list, its number, what it is about."""
    about = ", ".join(str(part)[:40] for part in what if isinstance(part, str))
    return f"{key}, row {number}" + (f" ({about})" if about else "")
