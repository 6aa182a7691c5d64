"""Names beside points, clear of one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from .sheet import Sheet
from .style import INK, MUTED, TEXT
from .text import wrap

__all__ = ["beside"]

SIDES = (
    (1.0, 0.0, "left", "center"),
    (-1.0, 0.0, "right", "center"),
    (0.0, 1.0, "center", "bottom"),
    (0.0, -1.0, "center", "top"),
    (0.7, 0.7, "left", "bottom"),
    (-0.7, 0.7, "right", "bottom"),
    (0.7, -0.7, "left", "top"),
    (-0.7, -0.7, "right", "top"),
)
"""Where a name may stand: direction from its point, and alignment."""

DISTANCES = (5.5, 14.0, 26.0, 40.0)
"""How far away in points; all but the nearest get a leader line."""


def beside(
    sheet: Sheet,
    points: NDArray[np.float64],
    names: Sequence[str],
    obstacles: Sequence[Text] = (),
) -> None:
    """Name points, each as near as it goes without covering other points and names.

    Parameters
    ----------
    sheet : Sheet
        The picture, finished.
    points : array, shape (k, 2)
        Where the points are, in data.
    names : sequence of str, length k
        Their names.
    obstacles : sequence of Text
        Other text that is not to be covered.
    """
    ax, scale = sheet.ax, sheet.figure.dpi / 72.0
    sheet.figure.draw_without_rendering()
    frame = ax.get_window_extent()
    taken = [
        Bbox.from_extents(*(centre - 4.5 * scale), *(centre + 4.5 * scale))
        for centre in ax.transData.transform(points)
    ]
    taken += [text.get_window_extent() for text in obstacles]
    for point, name in zip(points, names, strict=True):
        tried: list[tuple[float, Annotation]] = []
        for distance, (dx, dy, ha, va) in product(DISTANCES, SIDES):
            label = ax.annotate(
                wrap(name, 80.0),
                tuple(point),
                xytext=(distance * dx, distance * dy),
                textcoords="offset points",
                ha=ha,
                va=va,
                size=TEXT,
                color=INK,
                parse_math=False,
                linespacing=1.1,
                arrowprops=None
                if distance == DISTANCES[0]
                else {"arrowstyle": "-", "color": MUTED, "linewidth": 0.4, "shrinkB": 3.0},
            )
            label.get_window_extent()  # settles where the text is
            box = Text.get_window_extent(label)  # without the line
            outside = box.width * box.height - _shared(box, frame)
            cost = sum(_shared(box, other) for other in taken) + 10.0 * outside
            tried.append((cost, label))
            if cost == 0.0:
                break
        best = min(tried, key=lambda one: one[0])[1]
        for _, label in tried:
            if label is not best:
                label.remove()
        taken.append(Text.get_window_extent(best))


def _shared(a: Bbox, b: Bbox) -> float:
    """Area that two boxes have in common, in square pixels."""
    both = Bbox.intersection(a, b)
    return 0.0 if both is None else float(both.width * both.height)
