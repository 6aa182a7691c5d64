"""Collecting everything that is wrong with a folder before it is reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from ...model import Defect, StudyError
from ...model.errors import cut, listed
from ...model.text import joined
from ..schema import MANIFEST

COMPARED = 1000
"""Among more names than this no similar one is looked for."""


class Defects:
    """The defects found so far in one folder."""

    most = 1000
    """With so many the folder is given up at once: each takes time to explain."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: list[Defect] = []

    def add(self, file: str, row: int | None, column: str, found: object, expected: str) -> None:
        """Note one defect; text is quoted and cut to a readable length."""
        text = repr(found) if isinstance(found, str) else str(found)
        self.note(file, row, column, cut(text, 80), expected)

    def cell(self, file: str, row: int, column: str, found: str, expected: str) -> None:
        """Note one defect of a cell of a table."""
        if found:
            self.add(file, row, column, found, expected)
        else:
            self.note(file, row, column, "an empty cell", expected)

    def note(self, file: str, row: int | None, column: str, found: str, expected: str) -> None:
        """Note one defect whose `found` is a description and not a quotation."""
        self.found.append(Defect(file, row, column, found, expected))
        if len(self.found) >= self.most:
            self.raise_if_any()

    def in_manifest(self, key: str, found: str, expected: str) -> None:
        """Note one defect of a key of study.toml."""
        self.note(MANIFEST, None, key, found, expected)

    def raise_if_any(self) -> None:
        """Raise everything that was found, if anything was."""
        if self.found:
            raise StudyError(self.folder, self.found)


def nearest(value: object, known: Sequence[str]) -> str:
    """What is expected in place of an unknown name: the nearest known one, or the choice."""
    if not known:
        return "one that is defined (none is yet)"
    near = get_close_matches(str(value), known, n=1) if len(known) <= COMPARED else []
    if near or len(known) == 1:
        return repr((near or known)[0])
    return f"one of {listed(known)}"


def together(files: Iterable[object], most: int = 3) -> str:
    """Several files as the place of one defect that lies in none of them alone."""
    names = [str(file) for file in dict.fromkeys(files)]
    if len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    return joined(names)
