"""Text as a reader is shown it: safe on any console, and worded as in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["counted", "joined", "shown"]

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""Controls, ends of lines, marks that turn the direction of what follows, halves of characters."""


def shown(text: str) -> str:
    r"""The text on one line; characters without a shape of their own become a space.

    Examples
    --------
    >>> shown("one\nline, \x1b[31mnot red")
    'one line,  [31mnot red'
    """
    return UNSEEN.sub(" ", text)


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things as it stands in a sentence.

    Examples
    --------
    >>> counted(1, "judge"), counted(3, "judge"), counted(2, "criterion", "criteria")
    ('1 judge', '3 judges', '2 criteria')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def joined(names: Iterable[object]) -> str:
    """Names as they stand in a sentence.

    Examples
    --------
    >>> joined("a"), joined("ab"), joined("abc")
    ('a', 'a and b', 'a, b and c')
    """
    *others, last = map(str, names)
    return f"{', '.join(others)} and {last}" if others else last
