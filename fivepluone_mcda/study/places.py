"""Where in the source a score comes from, read off the coders' evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["main_place"]

_PLACE = re.compile(r"[^:;/]{1,40}/[^\s:;,]+|Table \d+")


def main_place(evidence: Iterable[str]) -> str:
    """The place that most of the notes begin with; empty where none names one.

    Examples
    --------
    >>> main_place(["Geopolitical/CA-EU: weak", "Geopolitical/CA-EU weak", "Table 1/CA-EU: x"])
    'Geopolitical/CA-EU'
    """
    found = Counter(match[0] for note in evidence if (match := _PLACE.match(note)))
    return min(found, key=lambda place: (-found[place], place)) if found else ""
