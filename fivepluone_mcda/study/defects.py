"""Collecting everything that is wrong with a folder before saying so."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from ..model import Defect, StudyError
from ..model.errors import listed

__all__ = ["Defects", "nearest", "shown"]


class Defects:
    """The defects found so far in one folder.

    Parameters
    ----------
    folder : str
        The folder, for the message.
    """

    most = 1000

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: list[Defect] = []

    def add(self, file: str, row: int | None, column: str, found: object, expected: str) -> None:
        """Note one defect; text is quoted and cut to a readable length."""
        if len(self.found) < self.most:
            text = repr(found) if isinstance(found, str) else str(found)
            shown = text if len(text) <= 80 else f"{text[:77]}..."
            self.found.append(Defect(file, row, column, shown, expected))

    def note(self, file: str, row: int | None, column: str, found: str, expected: str) -> None:
        """Note one defect whose `found` is a description and not a quotation."""
        if len(self.found) < self.most:
            self.found.append(Defect(file, row, column, found, expected))

    def raise_if_any(self) -> None:
        """Raise everything that was found, if anything was.

        Raises
        ------
        StudyError
            With all defects.
        """
        if self.found:
            raise StudyError(self.folder, self.found)


def nearest(value: object, known: Sequence[str]) -> str:
    """What is expected in place of an unknown name: the nearest known one, or the choice."""
    near = get_close_matches(str(value), known, n=1)
    return repr(near[0]) if near else f"one of {listed(known)}"


def shown(value: object) -> str:
    """A value of a file as it stands in a message."""
    try:
        return repr(value)
    except ValueError:  # an integer too long for Python to write out
        return "a number that is too long"
