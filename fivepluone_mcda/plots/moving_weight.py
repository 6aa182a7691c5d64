"""The scores while one weight moves from nothing to everything."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ..methods.registry import MethodLike, method_title, resolve
from ..model import MethodError, Problem
from ..model.errors import expect
from ..model.text import percent
from ..sensitivity import crossings
from ..sensitivity import sweep as compute_sweep
from .sheet import Sheet
from .style import FAINT, INK, MUTED, PERCENT, TEXT, labeller, looks
from .text import LINE, apart, text_width, wrap

__all__ = ["sweep"]

ENDS = 72.0
"""Width of the names at the ends of lines, in points."""

Stretch = tuple[float, float, str]
"""From one weight to another somebody leads."""


def sweep(
    result: pd.DataFrame | Problem,
    node: str | None = None,
    method: MethodLike = "topsis",
    ax: Axes | None = None,
) -> Axes:
    """The scores of all alternatives while the weight of one node goes from 0 to 1.

    Points and figures mark the weights at which the lead changes; the dashed vertical line is
    the problem's own weight.

    Parameters
    ----------
    result : Problem or DataFrame
        A problem; or what `fp.sweep` gave, which tells neither the problem's own weight nor the
        labels, and whose changes are where the highest score changes, read off between its rows.
    node : str, optional
        The node, where a problem is given.
    method : str or callable
        The method, where a problem is given.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says between which weights the winner stays first.

    Raises
    ------
    MethodError
        If a problem is given without a node.
    ProblemError
        If the node is the root or holds every criterion.
    UnknownNameError
        If the node or the method is unknown.

    Notes
    -----
    With a problem the changes are those of `fp.crossings` on the way from weight 0 to weight 1.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.sweep(fp.load().problem("implementation"), "geopolitical")
    >>> print(ax.get_title())
    CA-China stays first while Geopolitical weighs 0 % to 34.1 %
    """
    expect(result, (Problem, pd.DataFrame), "a Problem, or the table that fp.sweep gives")
    if isinstance(result, Problem):
        if node is None:
            raise MethodError("sweep: a problem needs a node, such as node='geopolitical'")
        frame, label = compute_sweep(result, node, method), labeller(result)(node)
        stretches = _exact_leads(result, node, method)
        base = min(float(result.node_weights[node]), 1.0)
        ranking = resolve(method).rank(result)
        score = f"{method_title(ranking.method)} score" + (
            ", lower is better" if ranking.lower_is_better else ""
        )
    else:
        frame, label = result, str(result.index.name)
        stretches, base, score = _leads(result), None, "score"
    names = [wrap(str(name), ENDS) for name in frame.columns]
    lines = sum(name.count("\n") + 1 for name in names)
    sheet = Sheet(ax, height=max(2.3, lines * LINE))
    ax = sheet.ax
    for name, look in looks(list(frame.columns)).items():
        ax.plot(frame.index, frame[name], color=look.colour, ls=look.line, lw=1.3, label=name)
    low, high = float(frame.to_numpy().min()), float(frame.to_numpy().max())
    room = (high - low or 1.0) * 0.06
    ax.set_xlim(frame.index[0], frame.index[-1])
    ax.set_ylim(low - room, high + room)
    _name_lines(sheet, names, frame.iloc[-1].to_numpy(dtype=float))
    changes = [start for start, _, _ in stretches[1:]]
    for change, (_, _, leader) in zip(changes, stretches[1:], strict=True):
        height = np.interp(change, frame.index, frame[leader])
        ax.plot(change, height, "o", ms=3.5, mfc="white", mec=INK, mew=0.8, label="change of lead")
    _mark(sheet, changes)
    if base is not None:
        ax.axvline(base, color=INK, linewidth=0.6, linestyle=(0, (4, 3)), zorder=0.5)
    ax.xaxis.set_major_formatter(PERCENT)
    ax.set_ylabel(score)
    note = f"Weight of {label}" + (
        "" if base is None else f" (dashed: present weight, {percent(base)})"
    )
    return sheet.finish(_lead_title(stretches, base, label), note)


def _exact_leads(problem: Problem, node: str, method: MethodLike) -> list[Stretch]:
    start, end = problem.with_weight(node, 0.0), problem.with_weight(node, 1.0)
    changes = crossings(start, end.weights, method)
    leader = resolve(method).rank(start).best
    places = [0.0, *changes["share"], 1.0]
    leaders = [leader, *changes["winner_after"]]
    return [(a, b, name) for (a, b), name in zip(pairwise(places), leaders, strict=True) if a < b]


def _leads(frame: pd.DataFrame) -> list[Stretch]:
    """Who has the highest score from where to where, on straight lines between the rows."""
    weights, scores = frame.index.to_numpy(dtype=float), frame.to_numpy(dtype=float)
    first = scores.argmax(axis=1)
    places, leaders = [weights[0]], [first[0]]
    for row in np.flatnonzero(np.diff(first)):
        a, b = first[row], first[row + 1]
        before, after = scores[[row, row + 1], a] - scores[[row, row + 1], b]
        share = before / (before - after) if before > after else 0.0
        places.append(weights[row] + share * (weights[row + 1] - weights[row]))
        leaders.append(b)
    names = [str(frame.columns[leader]) for leader in leaders]
    return [
        (float(a), float(b), name)
        for (a, b), name in zip(pairwise([*places, weights[-1]]), names, strict=True)
    ]


def _lead_title(stretches: Sequence[Stretch], base: float | None, label: str) -> str:
    if base is None:
        first, *others = stretches
        text = f"{first[2]} has the highest score"
        if not others:
            return f"{text} at any weight of {label}"
        text += f" while {label} weighs up to {percent(first[1])}"
        return text + "".join(f", then {name} up to {percent(end)}" for _, end, name in others)
    low, high, name = next(one for one in stretches if one[0] <= base <= one[1])
    if (low, high) == (0.0, 1.0):
        return f"{name} stays first at any weight of {label}"
    return f"{name} stays first while {label} weighs {percent(low)} to {percent(high)}"


def _name_lines(sheet: Sheet, names: Sequence[str], ends: NDArray[np.float64]) -> None:
    """Write the name of each line beside its end, clear of one another."""
    low, high = sheet.ax.get_ylim()
    lines = np.array([name.count("\n") + 1.0 for name in names])
    places = apart(ends, (lines + 0.3) * LINE * (high - low) / sheet.room, low, high)
    beside = sheet.ax.get_yaxis_transform()
    for name, end, place in zip(names, ends, places, strict=True):
        sheet.ax.plot(
            [1.0, 1.04], [end, place], color=MUTED, lw=0.4, transform=beside, clip_on=False
        )
        sheet.ax.text(
            1.05,
            place,
            name,
            transform=beside,
            va="center",
            size=TEXT,
            color=INK,
            parse_math=False,
            linespacing=1.05,
        )


def _mark(sheet: Sheet, changes: Sequence[float]) -> None:
    """Write the weights at which the lead changes along the top."""
    if not changes:
        return
    top = sheet.ax.secondary_xaxis("top")
    top.spines[:].set_visible(False)
    sheet.figure.draw_without_rendering()  # settles how wide the figures are on the axis
    room = (text_width("99.9 %") + 5.0) / 72.0 * sheet.figure.dpi
    size = room / sheet.ax.get_window_extent().width
    places = apart(np.array(changes), np.full(len(changes), size), -0.05, 1.05)
    top.set_xticks(places, [percent(change) for change in changes], size=TEXT, color=INK)
    top.tick_params(length=0, pad=1)
    for change in changes:
        sheet.ax.axvline(change, color=FAINT, linewidth=0.6, zorder=0.4)
