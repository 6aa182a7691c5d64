"""What all pictures share: sizes, inks, and one look for each alternative."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.ticker import FuncFormatter

from ..model import Problem
from ..model.figures import decimals

__all__ = [
    "FAINT",
    "HEAD",
    "INK",
    "MUTED",
    "PERCENT",
    "POINTS",
    "TEXT",
    "WIDTH",
    "Look",
    "decimals",
    "labeller",
    "looks",
    "percent",
    "signed",
]

WIDTH = 3.5
"""Width of a picture in inches: one column of a journal."""

HEAD, TEXT = 8.0, 6.5
"""Sizes of titles and of everything else, in points."""

INK, MUTED, FAINT = "#1a1a1a", "#757575", "#d4d4d4"

PERCENT = FuncFormatter(lambda share, _: f"{round(100.0 * share, 6):g} %")
"""Ticks of an axis of shares."""

POINTS = FuncFormatter(
    lambda share, _: f"{round(100.0 * share, 6):+g}".replace("-", "\N{MINUS SIGN}").removeprefix(
        "+"
    )
)
"""Ticks of an axis of changes of shares."""

COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#D55E00",
    "#56B4E9",
    "#F0E442",
    "#5c5c5c",
)
"""Okabe and Ito's palette, which colour-blind readers can tell apart, with grey for black."""

HATCHES = ("", "//", "..", "\\\\", "xx", "--", "||", "oo", "++")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h")
LINES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)))


@dataclass(frozen=True)
class Look:
    """How one alternative looks in every picture: never told by its colour alone.

    Attributes
    ----------
    colour, hatch, marker, line
        As matplotlib takes them.
    """

    colour: str
    hatch: str
    marker: str
    line: str | tuple[int, tuple[int, ...]]


def looks(alternatives: Sequence[str], coloured: bool = True) -> dict[str, Look]:
    """The look of each alternative, by its place in the problem.

    A table that does not tell the order of the problem gets no colours: a wrong one would
    contradict the other pictures of the study.

    The cycles have lengths without a common factor, so that colour and hatch, or colour and
    marker, together stay distinct far beyond the eight colours.
    """
    return {
        name: Look(
            COLOURS[i % len(COLOURS)] if coloured else MUTED,
            HATCHES[i % len(HATCHES)],
            MARKERS[i % len(MARKERS)],
            LINES[i % len(LINES)],
        )
        for i, name in enumerate(alternatives)
    }


def labeller(problem: Problem | None) -> Callable[[object], str]:
    """What a node is called in a picture: its label where the problem is known, else its id."""
    return str if problem is None else lambda node: problem.tree.label(str(node))


def percent(share: float) -> str:
    """A share as a percentage with one decimal; none at 0 and 100."""
    return f"{100.0 * share:.1f} %".replace("100.0", "100") if share > 0.0 else "0 %"


def signed(number: float, digits: int) -> str:
    """A number with its sign and so many decimals."""
    return f"{number:+.{digits}f}".replace("-", "\N{MINUS SIGN}")
