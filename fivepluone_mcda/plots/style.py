"""What all pictures share: sizes, inks, and one look for each alternative."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.ticker import FuncFormatter

from ..model import Problem
from ..model.looks import MUTED, looks
from ..model.text import true_minus

__all__ = [
    "FAINT",
    "HEAD",
    "INK",
    "MUTED",
    "PERCENT",
    "POINTS",
    "TEXT",
    "WIDTH",
    "labeller",
    "looks",
]

WIDTH = 3.5
"""Width of a picture in inches: one column of a journal."""

HEAD, TEXT = 8.0, 6.5
"""Sizes of titles and of everything else, in points."""

INK, FAINT = "#1a1a1a", "#d4d4d4"

PERCENT = FuncFormatter(lambda share, _: f"{round(100.0 * share, 6):g} %")
"""Ticks of an axis of shares."""

POINTS = FuncFormatter(lambda share, _: true_minus(f"{round(100.0 * share, 6):g}"))
"""Ticks of an axis of changes of shares."""


def labeller(problem: Problem | None) -> Callable[[object], str]:
    """What a node is called in a picture: its label where the problem is known, else its id."""
    return str if problem is None else lambda node: problem.tree.label(str(node))
