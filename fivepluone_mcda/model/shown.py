"""Text as a reader is shown it: nothing in it moves a cursor or turns the rest of a line."""

from __future__ import annotations

import re

__all__ = ["shown"]

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
