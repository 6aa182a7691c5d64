"""What is wrong in files of answers: every problem with its file, place and a suggestion."""

from __future__ import annotations

from typing import NamedTuple

from ...model.text import counted, shown

MOST = 200
"""Problems of one file that are listed; of the rest it is said how many there are."""

LONGEST = 80
"""Characters of a stranger's text that a message repeats."""


class Problem(NamedTuple):
    """One problem: where in which file, what is wrong, and what to do."""

    file: str
    where: str
    what: str
    suggestion: str


class Problems:
    """The problems of one file.

    Parameters
    ----------
    file : str
        Its name, for the messages.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []
        self.more = 0

    def add(self, where: str, what: str, suggestion: str) -> None:
        """Note one problem."""
        if len(self.found) < MOST:
            self.found.append(Problem(self.file, shown(where), shown(what), shown(suggestion)))
        else:
            self.more += 1

    def all(self) -> list[Problem]:
        """Everything that was noted."""
        if not self.more:
            return self.found
        what = f"{counted(self.more, 'more problem')}, not listed"
        return [*self.found, Problem(self.file, "", what, "ask for the answers again")]


def found(value: object) -> str:
    """A stranger's value as a message repeats it."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number too long, data too deep
        return "what is too long to show"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
