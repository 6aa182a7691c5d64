"""One look for each alternative, the same in every picture and in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MUTED = "#757575"
"""The grey of what is not an alternative."""

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
    """How one alternative looks in every picture, as matplotlib takes it: never colour alone."""

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
