"""Maps of winners: who comes first while three nodes share their weight, or two take any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.tri import Triangulation
from scipy.spatial import KDTree

from ..methods.registry import MethodLike
from ..model import Problem, ProblemError
from ..model.arrays import Flags, Floats
from ..model.errors import expect
from ..model.looks import MUTED
from ..model.text import percent
from ..narrative import pictures as words
from ..sensitivity.weight_map import weight_map
from .chart import Chart
from .style import INK, PERCENT, PLAIN_TEXT, TEXT, WIDTH, filled, labeller, looks_of
from .text import LINE, line_count, wrap

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])
"""Where each of three nodes has all the weight that they share."""


def ternary(
    problem: Problem,
    nodes: Sequence[str],
    method: MethodLike = "topsis",
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """Who comes first while three nodes share the weight that they have together.

    In each corner one node has all of it; the figures along a side are the shares, in per cent,
    of the node that is named there. The proportions inside each node and the weights of all other
    criteria stay as they are. The circle shows the present weights.

    Parameters
    ----------
    problem : Problem
        The problem.
    nodes : sequence of three str
        Leaves or groups of the tree, or themes, without common criteria.
    method : str or callable
        As in `fp.rank`.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says who leads under the present weights, and on how much of the map.

    Raises
    ------
    ProblemError
        If there are not three nodes, two have criteria in common, or they weigh nothing together.
    UnknownNameError
        If a node or the method is unknown.

    Notes
    -----
    The winner is computed on a grid of 200 steps a side (50 for methods of other packages), and
    boundaries are drawn between its points; a region smaller than a step can be missed.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("values")
    >>> ax = fp.plots.ternary(problem, ["institutional", "geopolitical", "swot"])
    >>> print(ax.get_title())
    CA-China comes first under the present weights
    and on 39.3 % of the map; CA-Japan on 43.2 %
    """
    expect(problem, Problem, "a Problem")
    if isinstance(nodes, str) or len(nodes) != 3:
        raise ProblemError(f"nodes: found {nodes!r}; expected three different nodes")
    points = weight_map(problem, nodes, method)
    weights = pd.Series(points.attrs["weights"])
    total = min(float(weights.sum()), 1.0)
    chart = Chart(ax, None, width)
    label = labeller(points)
    _draw_triangle(chart.ax, [label(node) for node in weights.index])
    places = points[list(weights.index)].to_numpy() / total @ CORNERS
    legend = _draw(chart, points, places, weights.to_numpy() / weights.sum() @ CORNERS, CORNERS)
    note = f"Shares in % of the {percent(total)} that the three weigh together; circle: present"
    return chart.finish(_title(points), f"{note} weights", legend)


def two_nodes(
    problem: Problem,
    a: str,
    b: str,
    method: MethodLike = "topsis",
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """Who comes first while two nodes take any weights.

    The proportions inside the nodes stay, and all other criteria share what is left in the
    proportions they had, as in `Problem.with_node_weights`. Where one node lies inside the other
    it cannot weigh more than it. The circle shows the present weights.

    Parameters
    ----------
    problem : Problem
        The problem.
    a, b : str
        Leaves or groups of the tree, or themes: on the horizontal and on the vertical axis.
    method : str or callable
        As in `fp.rank`.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says who leads under the present weights, and on how much of the map.

    Raises
    ------
    ProblemError
        If a node is the root, or the weight of one follows from that of the other.
    UnknownNameError
        If a node or the method is unknown.

    Notes
    -----
    The winners are computed as in `ternary`.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.two_nodes(fp.load().problem("values"), "institutional", "geopolitical")
    >>> print(ax.get_title())
    CA-China comes first under the present weights
    and on 34.0 % of the map; CA-Japan on 48.2 %
    """
    expect(problem, Problem, "a Problem")
    points = weight_map(problem, [a, b], method)
    places = points[[a, b]].to_numpy()
    chart = Chart(ax, None, width)
    ax, label = chart.ax, labeller(points)
    ax.set_ylim(0.0, 1.0)
    # The corner of the map that is neither at (0, 0) nor on the line from there to the farthest.
    corners = places[[places.sum(axis=1).argmin(), places[:, 0].argmax(), places[:, 1].argmax()]]
    legend = _draw(chart, points, places, np.array(list(points.attrs["weights"].values())), corners)
    ax.xaxis.set_major_formatter(PERCENT)
    ax.yaxis.set_major_formatter(PERCENT)
    ax.set_ylabel(wrap(f"Weight of {label(b)}", 72.0 * 0.75 * width))
    return chart.finish(_title(points), f"Weight of {label(a)}; circle: present weights", legend)


def _title(points: pd.DataFrame) -> str:
    return words.map_title(points.attrs["winner"], points["winner"].value_counts(normalize=True))


def _draw(
    chart: Chart, points: pd.DataFrame, places: Floats, here: Floats, corners: Floats
) -> list[tuple[Patch, str]]:
    """Draw the regions, name those with room for it, and give the legend of the others."""
    ax, look = chart.ax, looks_of(points, list(points["winner"].unique()))
    ax.set_aspect("equal")
    ax.set_xlim(0.0, 1.0)
    ax.plot(*here, "o", ms=4.5, mfc="white", mec=INK, mew=1.0, zorder=4)
    chart.figure.draw_without_rendering()  # settles how large the map is
    triangles = Triangulation(*places.T)
    lead = np.maximum(points["lead"].to_numpy(), 1e-15)
    legend = []
    for name in [name for name in look if (points["winner"] == name).any()]:
        inside = (points["winner"] == name).to_numpy()
        ahead = np.where(inside, lead, -lead)
        contours = ax.tricontourf(triangles, ahead, levels=[0.0, 2.0 * lead.max()])
        (outline,) = contours.get_paths()
        contours.remove()
        style = filled(look[name])
        ax.add_patch(PathPatch(outline, label=name, **{**style, "linewidth": 0.8}))
        if not _name(chart, name, places, inside, here, corners):
            legend.append((Patch(**style), name))
    return legend


def _name(
    chart: Chart,
    name: str,
    places: Floats,
    inside: Flags,
    here: Floats,
    corners: Floats,
) -> bool:
    """Write the winner's name where its region is widest, if it has room for it."""
    ax = chart.ax
    to_pixels = ax.transData.transform
    sides = np.linspace(corners, np.roll(corners, 1, axis=0), 50, axis=1)
    own = to_pixels(places[inside])
    around = KDTree(to_pixels(np.vstack([places[~inside], *sides, here])))
    distances, _ = around.query(own)
    centre = own[np.argmax(distances)]
    everywhere = KDTree(to_pixels(np.vstack([places, *sides])))
    free = np.append(inside, np.zeros(150, dtype=bool))
    for points in (110.0, 70.0, 45.0):
        x, y = ax.transData.inverted().transform(centre)
        text = ax.text(x, y, wrap(name, points), ha="center", va="center", zorder=3, **PLAIN_TEXT)
        text.set_bbox({"boxstyle": "round,pad=0.15", "facecolor": "white", "linewidth": 0.0})
        box = text.get_window_extent().padded(4.0 * chart.figure.dpi / 72.0)
        x, y = np.meshgrid(np.linspace(box.x0, box.x1, 15), np.linspace(box.y0, box.y1, 7))
        if free[everywhere.query(np.column_stack([x.ravel(), y.ravel()]))[1]].all():
            return True
        text.remove()
    return False


def _draw_triangle(ax: Axes, labels: Sequence[str]) -> None:
    """The lines, figures and names of a ternary map, with room for them."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    names = [wrap(label, 100.0) for label in labels]
    ax.set_xlim(0.0, 1.0)
    inch = ax.figure.canvas.figure.dpi / ax.get_window_extent().width
    below, above = (line_count(texts) * LINE * inch for texts in (names[:2], names[2:]))
    ax.set_ylim(-0.32 * inch - below, CORNERS[2, 1] + 0.05 * inch + above)
    style: dict[str, Any] = {"textcoords": "offset points", "size": TEXT, "parse_math": False}
    for (start, end), offset, ha, va, turn in (
        ((0, 1), (0, -3), "center", "top", 0),
        ((1, 2), (3, 1), "left", "center", -60),
        ((2, 0), (-3, 1), "right", "center", 60),
    ):
        other = 3 - start - end
        for share in (0.2, 0.4, 0.6, 0.8):
            place, across = (
                (1.0 - share) * CORNERS[k] + share * CORNERS[end] for k in (start, other)
            )
            ax.plot(*zip(place, across, strict=True), color=INK, lw=0.3, alpha=0.5)
            ax.annotate(
                f"{100.0 * share:.0f}", tuple(place), offset, ha=ha, va=va, color=MUTED, **style
            )
        # Each scale bears the name of the node whose share it shows, with an arrow to its corner.
        name, *more = wrap(labels[end], 48.0).split("\n")
        name += "…" if more else ""
        # On the slanted sides text is read away from that corner.
        arrow = f"← {name}" if turn else f"{name} →"
        place = 0.5 * (CORNERS[start] + CORNERS[end])
        outwards = place - CORNERS.mean(axis=0)
        away = tuple(19.0 * outwards / np.hypot(*outwards))
        ax.annotate(arrow, tuple(place), away, ha="center", va="center", rotation=turn,
                    color=MUTED, **style)  # fmt: skip
    sides = ((-22, "left", "top"), (-22, "right", "top"), (2, "center", "bottom"))
    for corner, text, (rise, ha, va) in zip(CORNERS, names, sides, strict=True):
        ax.annotate(text, tuple(corner), (0, rise), textcoords="offset points", ha=ha, va=va,
                    weight="bold", **PLAIN_TEXT)  # fmt: skip
