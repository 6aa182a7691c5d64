"""Maps of winners: who comes first while three nodes share their weight, or two take any."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from ..methods.registry import MethodLike, resolve
from ..model import Problem, ProblemError
from ..model.errors import expect, listed
from ..model.text import percent
from .regions import Region, regions
from .sheet import Sheet
from .style import INK, MUTED, PERCENT, TEXT, WIDTH, labeller, looks
from .text import wrap

__all__ = ["ternary", "two_nodes"]

Floats = NDArray[np.float64]


def ternary(
    problem: Problem, nodes: Sequence[str], method: MethodLike = "topsis", ax: Axes | None = None
) -> Axes:
    """Who comes first while three nodes share the weight that they have together.

    Each corner is the place where one node has all of it; figures along the sides are shares of
    it in per cent. The proportions inside each node and the weights of all other criteria stay
    as they are. The circle shows the weights as they are.

    Parameters
    ----------
    problem : Problem
        The problem.
    nodes : sequence of three str
        Leaves or groups of the tree, none inside another.
    method : str or callable
        As in `fp.rank`.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says who leads under the weights as they are, and on how much of the map.

    Raises
    ------
    ProblemError
        If there are not three nodes, one lies inside another, or they weigh nothing together.
    UnknownNameError
        If a node or the method is unknown.

    Notes
    -----
    On a grid of 160 steps a side the winner is computed, and wherever it differs between
    neighbours the change is found by bisection to the last digit; a region smaller than the
    grid can be missed. Methods of other packages get 64 steps.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("values")
    >>> ax = fp.plots.ternary(problem, ["institutional", "geopolitical", "swot"])
    >>> print(ax.get_title())
    CA-China comes first with the weights as they are,
    and on 39.3 % of the map; CA-Japan on 43.2 %
    """
    expect(problem, Problem, "a Problem")
    names = [problem.tree.check(node) for node in nodes]
    if isinstance(nodes, str) or len(set(names)) != 3 or len(names) != 3:
        raise ProblemError(f"nodes: found {listed(names)}; expected three different nodes")
    for inner, outer in permutations(names, 2):
        if set(problem.tree.leaves_of(inner)) <= set(problem.tree.leaves_of(outer)):
            raise ProblemError(f"nodes: {inner!r} lies inside {outer!r}; expected separate nodes")
    weights = problem.node_weights[names].to_numpy()
    total = min(float(weights.sum()), 1.0)
    if total == 0.0:
        raise ProblemError(f"nodes: {listed(names)} weigh nothing together; nothing can be shared")
    corners = [
        problem.with_node_weights({node: total * (node == one) for node in names}).weight_vector
        for one in names
    ]
    sheet = Sheet(ax, height=None)
    label = labeller(problem)
    places = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])
    found = regions(resolve(method).kernel(problem), problem.alternatives, np.array(corners))
    _triangle(sheet.ax, places, [wrap(label(node), 100.0) for node in names])
    legend = _draw(sheet, problem, found, places, weights / weights.sum())
    note = (
        f"Shares, in %, of the {percent(total)} that the three weigh together; circle: present "
        "weights"
    )
    return sheet.finish(_title(problem, found, method), note, legend)


def two_nodes(
    problem: Problem, a: str, b: str, method: MethodLike = "topsis", ax: Axes | None = None
) -> Axes:
    """Who comes first while two nodes take any weights.

    The proportions inside the nodes stay, and all other criteria share what is left in the
    proportions they had, as in `Problem.with_node_weights`. Where one node lies inside the other
    it cannot weigh more than it. The circle shows the weights as they are.

    Parameters
    ----------
    problem : Problem
        The problem.
    a, b : str
        Leaves or groups of the tree: on the horizontal and on the vertical axis.
    method : str or callable
        As in `fp.rank`.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says who leads under the weights as they are, and on how much of the map.

    Raises
    ------
    ProblemError
        If a node is the root, or the weight of one follows from that of the other.
    UnknownNameError
        If a node or the method is unknown.

    Notes
    -----
    The boundary is found as in `ternary`.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.two_nodes(fp.load().problem("values"), "institutional", "geopolitical")
    >>> print(ax.get_title())
    CA-China comes first with the weights as they are,
    and on 33.9 % of the map; CA-Japan on 48.2 %
    """
    expect(problem, Problem, "a Problem")
    tree = problem.tree
    leaves = {node: set(tree.leaves_of(node)) for node in (a, b)}
    if leaves[a] & leaves[b]:
        # One node inside the other: its weight goes from nothing to all of the other's.
        full = (1.0, 0.0) if leaves[b] < leaves[a] else (0.0, 1.0)
        places = np.array([(0.0, 0.0), full, (1.0, 1.0)])
    else:
        places = np.array([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
    if leaves[a] == leaves[b] or len(leaves[a] | leaves[b]) == len(problem.criteria):
        raise ProblemError(
            f"{a!r} and {b!r}: the weight of one follows from that of the other, or is always "
            "1; draw a sweep"
        )
    corners = [problem.with_node_weights({a: x, b: y}).weight_vector for x, y in places.tolist()]
    base = problem.node_weights[[a, b]].to_numpy()
    shares = np.linalg.solve(np.vstack([places.T, np.ones(3)]), [*base, 1.0])
    sheet = Sheet(ax, height=None)
    ax = sheet.ax
    label = labeller(problem)
    found = regions(resolve(method).kernel(problem), problem.alternatives, np.array(corners))
    legend = _draw(sheet, problem, found, places, shares)
    ax.xaxis.set_major_formatter(PERCENT)
    ax.yaxis.set_major_formatter(PERCENT)
    ax.set_ylim(0.0, 1.0)
    ax.set_ylabel(wrap(f"Weight of {label(b)}", 72.0 * 0.75 * WIDTH))
    note = f"Weight of {label(a)}; circle: present weights"
    return sheet.finish(_title(problem, found, method), note, legend)


def _draw(
    sheet: Sheet, problem: Problem, found: list[Region], places: Floats, base: Floats
) -> list[tuple[Patch, str]]:
    """Draw the regions, name those with room for it, and give the legend of the others."""
    ax, look = sheet.ax, looks(problem.alternatives)
    ax.set_aspect("equal")
    ax.set_xlim(0.0, 1.0)
    here = base @ places
    ax.plot(*here, "o", ms=4.5, mfc="white", mec=INK, mew=1.0, zorder=4)
    sheet.figure.draw_without_rendering()  # settles how large the map is
    legend = []
    for region in found:
        own = look[region.winner]
        rings = [Path(ring @ places, closed=True) for ring in region.rings]
        outline = Path.make_compound_path(*rings)
        style: dict[str, Any] = {"facecolor": own.colour, "hatch": own.hatch, "edgecolor": "white"}
        ax.add_patch(PathPatch(outline, linewidth=0.8, label=region.winner, **style))
        if not _name(sheet, region, outline, places, here):
            legend.append((Patch(linewidth=0.0, **style), region.winner))
    return legend


def _name(sheet: Sheet, region: Region, outline: Path, places: Floats, here: Floats) -> bool:
    """Write the winner's name where its region is widest, if it has room for it."""
    ax = sheet.ax
    if not len(region.inner):
        return False
    edge = ax.transData.transform(np.vstack([outline.vertices, here]))
    inner = ax.transData.transform(region.inner[:: max(1, len(region.inner) // 1500)] @ places)
    room = np.array([np.hypot(*(edge - point).T).min() for point in inner])
    place = ax.transData.inverted().transform(inner[room.argmax()])
    for points in (110.0, 70.0, 45.0):
        text = ax.text(
            place[0],
            place[1],
            wrap(region.winner, points),
            ha="center",
            va="center",
            size=TEXT,
            color=INK,
            parse_math=False,
            linespacing=1.05,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "linewidth": 0.0},
            zorder=3,
        )
        box = text.get_window_extent().padded(4.0 * sheet.figure.dpi / 72.0)
        x, y = np.meshgrid(np.linspace(box.x0, box.x1, 9), np.linspace(box.y0, box.y1, 5))
        corners = ax.transData.inverted().transform(np.column_stack([x.ravel(), y.ravel()]))
        if outline.contains_points(corners).all():
            return True
        text.remove()
    return False


def _triangle(ax: Axes, places: Floats, labels: Sequence[str]) -> None:
    """The lines, figures and names of a ternary map, with room for them."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    below, above = (
        0.035 * (text.count("\n") + 1) for text in (max(labels[:2], key=len), labels[2])
    )
    ax.set_ylim(-0.07 - below, places[2, 1] + 0.02 + above)
    style: dict[str, Any] = {"textcoords": "offset points", "size": TEXT, "parse_math": False}
    for (start, end), offset, ha, va in (
        ((0, 1), (0, -3), "center", "top"),
        ((1, 2), (3, 1), "left", "center"),
        ((2, 0), (-3, 1), "right", "center"),
    ):
        other = 3 - start - end
        for share in (0.2, 0.4, 0.6, 0.8):
            place, across = (
                (1.0 - share) * places[k] + share * places[end] for k in (start, other)
            )
            ax.plot(*zip(place, across, strict=True), color=INK, lw=0.3, alpha=0.5)
            ax.annotate(
                f"{100.0 * share:.0f}", tuple(place), offset, ha=ha, va=va, color=MUTED, **style
            )
    for place, text, offset, ha, va in zip(
        places,
        labels,
        ((0, -13), (0, -13), (0, 2)),
        ("left", "right", "center"),
        ("top", "top", "bottom"),
        strict=True,
    ):
        ax.annotate(
            text,
            tuple(place),
            offset,
            ha=ha,
            va=va,
            color=INK,
            weight="bold",
            linespacing=1.05,
            **style,
        )


def _title(problem: Problem, found: Sequence[Region], method: MethodLike) -> str:
    best = resolve(method).rank(problem).best
    share = {region.winner: region.share for region in found}
    if len(share) == 1:
        return f"{best} comes first everywhere on the map"
    own = percent(share.get(best, 0.0))
    text = f"{best} comes first with the weights as they are, and on {own} of the map"
    others = sorted(set(share) - {best}, key=lambda name: -share[name])
    return text + f"; {others[0]} on {percent(share[others[0]])}"
