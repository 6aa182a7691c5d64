"""The line of each table and key of a TOML file, which the standard parser does not keep."""

from __future__ import annotations

import re

Place = tuple[str | int, ...]

_KEY = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?")
_ENTRY = re.compile(rf"\s*({_DOTTED})\s*=")


class TomlLines:
    """The lines of a TOML text that has been parsed without an error, by key.

    Headers, arrays of tables and the keys that begin a line are found; for what is inside a
    line, the line of the table around it is given.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        counts: dict[Place, int] = {}
        table: Place = ()
        quotes = ""
        for number, line in enumerate(text.split("\n"), 1):
            outside = not quotes
            for mark in re.findall(r'"""|' + "'''", line):
                quotes = "" if quotes == mark else quotes or mark
            if not outside:
                continue
            if header := _HEADER.fullmatch(line):
                table = _keys(header[2])
                if header[1] == "[[":
                    self._lines.setdefault(table, number)
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                self._lines.setdefault(table, number)
            elif entry := _ENTRY.match(line):
                keys = _keys(entry[1])
                for end in range(1, len(keys) + 1):
                    self._lines.setdefault((*table, *keys[:end]), number)

    def __getitem__(self, place: Place) -> int | None:
        """Line of the key at a place, or of what lies around it."""
        for end in range(len(place), 0, -1):
            if place[:end] in self._lines:
                return self._lines[place[:end]]
        return None


def _keys(dotted: str) -> Place:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, dotted))
