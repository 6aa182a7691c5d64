"""Text that fits: measured, wrapped, kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from ..model.text import shown
from .style import TEXT

__all__ = ["LINE", "PIECE", "ROW", "apart", "row_labels", "text_width", "wrap"]

Floats = NDArray[np.float64]

LABEL = 94.0
"""Width of a column of row labels in points."""

LINE, ROW = 1.08 * TEXT / 72.0, 2.5 / 72.0
"""Height of a line of text, and what a row of a picture adds to its lines, in inches."""

PIECE = re.compile(r"\s*[^\s/_-]*[/_-]*(?: %[^\s/_-]*)?")
"""What a line break never divides: a word, up to a hyphen, slash or underscore."""


def text_width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Width of one line of text in points."""
    font = FontProperties(size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(shown(text), font, ismath=False)
    return float(width)


def wrap(text: str, points: float, size: float = TEXT, weight: str = "normal") -> str:
    """The text with line breaks so that no line is wider than so many points.

    A single word that is wider is broken anywhere; characters without a shape become spaces.
    """
    lines = [""]
    for piece in PIECE.findall(shown(text)):
        if text_width(lines[-1] + piece, size, weight) <= points:
            lines[-1] += piece
            continue
        rest = piece.lstrip()
        if lines[-1].strip():
            lines.append("")
        while text_width(rest, size, weight) > points and len(rest) > 1:
            fits = next(
                (
                    k
                    for k in range(len(rest) - 1, 1, -1)
                    if text_width(rest[:k], size, weight) <= points
                ),
                1,
            )
            lines[-1:] = [rest[:fits], ""]
            rest = rest[fits:]
        lines[-1] = rest
    return "\n".join(line.strip() for line in lines)


def row_labels(labels: Sequence[str], points: float = LABEL) -> tuple[list[str], float]:
    """Labels wrapped for the left side of a picture, and the height of a row in inches."""
    wrapped = [wrap(label, points) for label in labels]
    lines = max((label.count("\n") + 1 for label in wrapped), default=1)
    return wrapped, lines * LINE + ROW


def apart(places: Floats, sizes: Floats, low: float, high: float) -> Floats:
    """Centres of labels moved as little as need be so that none covers the next.

    Parameters
    ----------
    places : array, shape (k,)
        Where the labels should be centred.
    sizes : array, shape (k,)
        How much room each takes.
    low, high : float
        Ends that they stay within, as long as they fit.
    """
    order = np.argsort(places, kind="stable")
    room = sizes[order]
    centres = np.cumsum(room) - 0.5 * room
    # Least squares under an order is isotonic regression: pool neighbours that are out of order.
    blocks: list[list[float]] = []
    for place in places[order] - centres:
        blocks.append([float(place), 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, p), (b, q) = blocks[-2:]
            blocks[-2:] = [[(a * p + b * q) / (p + q), p + q]]
    shifts = [shift for shift, count in blocks for _ in range(int(count))]
    moved = np.empty_like(places)
    moved[order] = np.clip(np.array(shifts), low, max(low, high - room.sum())) + centres
    return moved
