"""Text that fits: measured, wrapped, and kept clear of other text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.text import Annotation, Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox
from scipy.optimize import isotonic_regression

from ..model.arrays import Floats
from ..model.looks import MUTED
from ..model.text import shown
from .style import PLAIN_TEXT, TEXT, WIDTH

LINE, ROW = 1.08 * TEXT / 72.0, 2.5 / 72.0
"""Height of a line of text, and what a row of a picture adds to its lines, in inches."""

PIECE = re.compile(r"\s*[^\s/_-]*[/_-]*(?: [%↓][^\s/_-]*)?")
"""What a line break never divides: a word, up to a hyphen, slash or underscore, and its sign."""

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
"""Where the name of a point may stand: direction from the point, and alignment."""

DISTANCES = (5.5, 14.0, 26.0, 40.0)
"""How far away in points; all but the nearest get a leader line."""

LEADER = {"arrowstyle": "-", "color": MUTED, "linewidth": 0.4, "shrinkB": 3.0}


def text_width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Width of the longest line of a text in points."""
    font = FontProperties(size=size, weight=weight)
    lines = (text_to_path.get_text_width_height_descent(shown(line), font, ismath=False)[0]
             for line in text.split("\n"))  # fmt: skip
    return float(max(lines))


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
            fits = len(rest) - 1
            while fits > 1 and text_width(rest[:fits], size, weight) > points:
                fits -= 1
            lines[-1:] = [rest[:fits], ""]
            rest = rest[fits:]
        lines[-1] = rest
    return "\n".join(line.strip() for line in lines)


def line_count(texts: Sequence[str]) -> int:
    """Lines of the text that has most."""
    return max((text.count("\n") + 1 for text in texts), default=1)


def row_labels(
    labels: Sequence[str], width: float = WIDTH, points: float = 94.0
) -> tuple[list[str], float]:
    """Labels wrapped for the left side of a picture, and the height of a row in inches.

    In a picture of one column the labels are so many points wide; in a wider one they get more.
    """
    wrapped = [wrap(label, points * max(1.0, 0.4 + 0.6 * width / WIDTH)) for label in labels]
    return wrapped, line_count(wrapped) * LINE + ROW


def apart(places: Floats, sizes: Floats, low: float, high: float) -> Floats:
    """Centres of labels, moved as little as need be so that none covers the next.

    The ends `low` and `high` are kept as long as the labels, of these sizes, fit between them.
    """
    order = np.argsort(places, kind="stable")
    room = sizes[order]
    centres = np.cumsum(room) - 0.5 * room
    shifts = isotonic_regression(places[order] - centres).x if len(places) else places
    moved = np.empty_like(places)
    moved[order] = np.clip(shifts, low, max(low, high - room.sum())) + centres
    return moved


def name_points(
    ax: Axes, points: Floats, names: Sequence[str], obstacles: Sequence[Text] = ()
) -> None:
    """Name points of a finished picture, each as near as it goes without covering other text."""
    figure = ax.figure.canvas.figure
    scale = figure.dpi / 72.0
    figure.draw_without_rendering()
    frame = ax.get_window_extent()
    taken = [
        Bbox.from_extents(*(centre - 4.5 * scale), *(centre + 4.5 * scale))
        for centre in ax.transData.transform(points)
    ]
    taken += [text.get_window_extent() for text in obstacles]
    for point, name in zip(points, names, strict=True):
        tried: list[tuple[float, Annotation]] = []
        for distance, (dx, dy, ha, va) in product(DISTANCES, SIDES):
            leader = None if distance == DISTANCES[0] else LEADER
            label = ax.annotate(
                wrap(name, 80.0), tuple(point), (distance * dx, distance * dy),
                textcoords="offset points", ha=ha, va=va, arrowprops=leader, **PLAIN_TEXT
            )  # fmt: skip
            label.get_window_extent()  # settles where the text is
            box = Text.get_window_extent(label)  # without the line
            outside = box.width * box.height - _shared_area(box, frame)
            cost = sum(_shared_area(box, other) for other in taken) + 10.0 * outside
            tried.append((cost, label))
            if cost == 0.0:
                break
        best = min(tried, key=lambda one: one[0])[1]
        for _, label in tried:
            if label is not best:
                label.remove()
        taken.append(Text.get_window_extent(best))


def _shared_area(a: Bbox, b: Bbox) -> float:
    """Area that two boxes have in common, in square pixels."""
    both = Bbox.intersection(a, b)
    return 0.0 if both is None else float(both.width * both.height)
