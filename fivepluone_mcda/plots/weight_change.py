"""What happens to the scores and the winner when weights change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ..methods.registry import MethodLike
from ..model import MethodError, Problem
from ..model.errors import expect
from ..model.looks import MUTED
from ..model.text import counted, decimals, number, percent
from ..narrative import pictures as words
from ..sensitivity import Revealed, Reversal
from ..sensitivity import sweep as compute_sweep
from .chart import Chart, row_chart
from .style import (
    DARK,
    FAINT,
    INK,
    PERCENT,
    PLAIN_TEXT,
    POINTS,
    TEXT,
    WIDTH,
    hatched,
    labeller,
    looks_of,
)
from .text import LINE, apart, text_width, wrap

ENDS = 72.0
"""Width of the names at the ends of lines, in points."""

UNMOVED = 1e-3
"""Share of the largest change below which a criterion's weight is said not to move."""

MOST = 12
"""Criteria that a reversal shows; those that move less are summed up."""


def sweep(
    result: pd.DataFrame | Problem,
    node: str | None = None,
    method: MethodLike = "topsis",
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """The scores of all alternatives while the weight of one node goes from 0 to 1.

    Points and figures mark the weights at which the lead changes; the dashed vertical line is
    the problem's own weight.

    Parameters
    ----------
    result : Problem or DataFrame
        A problem, for which `fp.sweep` is called; or what it gave. A table from elsewhere tells
        neither the changes of lead nor the present weight.
    node : str, optional
        The node, where a problem is given.
    method : str or callable
        The method, where a problem is given.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

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
        result = compute_sweep(result, node, method)
    known = result.attrs
    label, base = labeller(result)(result.index.name), known.get("weight")
    leads = pd.DataFrame(known.get("leads", {"lower": [], "upper": [], "winner": []}))
    names = [wrap(str(name), ENDS) for name in result.columns]
    lines = sum(name.count("\n") + 1 for name in names)
    chart = Chart(ax, max(2.3, lines * LINE), width)
    ax = chart.ax
    for name, look in looks_of(result, list(result.columns)).items():
        ax.plot(result.index, result[name], color=look.colour, ls=look.line, lw=1.3, label=name)
    low, high = float(result.to_numpy().min()), float(result.to_numpy().max())
    room = (high - low or 1.0) * 0.06
    ax.set_xlim(result.index[0], result.index[-1])
    ax.set_ylim(low - room, high + room)
    _name_lines(chart, names, result.iloc[-1].to_numpy(dtype=float))
    changes = leads["lower"].tolist()[1:]
    for change, leader in zip(changes, leads["winner"][1:], strict=True):
        height = np.interp(change, result.index, result[leader])
        ax.plot(change, height, "o", ms=3.5, mfc="white", mec=INK, mew=0.8, label="change of lead")
    _mark(chart, changes)
    ax.xaxis.set_major_formatter(PERCENT)
    if "method" in known:
        ax.set_ylabel(words.score_label(known["method"], known["lower_is_better"]))
    else:
        ax.set_ylabel("score")
    note = f"Weight of {label}"
    if base is not None:
        ax.axvline(base, color=INK, linewidth=0.6, linestyle=(0, (4, 3)), zorder=0.5)
        note += f" (dashed: present weight, {percent(base)})"
    return chart.finish(words.sweep_title(leads, base, label), note)


def _name_lines(chart: Chart, names: Sequence[str], ends: NDArray[np.float64]) -> None:
    """Write the name of each line beside its end, clear of one another."""
    low, high = chart.ax.get_ylim()
    lines = np.array([name.count("\n") + 1.0 for name in names])
    places = apart(ends, (lines + 0.3) * LINE * (high - low) / chart.room, low, high)
    beside = chart.ax.get_yaxis_transform()
    for name, end, place in zip(names, ends, places, strict=True):
        chart.ax.plot([1.0, 1.04], [end, place], color=MUTED, lw=0.4, transform=beside,
                      clip_on=False)  # fmt: skip
        chart.ax.text(1.05, place, name, transform=beside, va="center", **PLAIN_TEXT)


def _mark(chart: Chart, changes: Sequence[float]) -> None:
    """Write the weights at which the lead changes along the top."""
    if not changes:
        return
    top = chart.ax.secondary_xaxis("top")
    top.spines[:].set_visible(False)
    size = (text_width("99.9 %") + 5.0) / chart.settled_width()
    places = apart(np.array(changes), np.full(len(changes), size), -0.05, 1.05)
    top.set_xticks(places, [percent(change) for change in changes], size=TEXT, color=INK)
    top.tick_params(length=0, pad=1)
    for change in changes:
        chart.ax.axvline(change, color=FAINT, linewidth=0.6, zorder=0.4)


def reversal(
    result: Reversal | Revealed,
    problem: Problem | None = None,
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """How the weights change in the nearest reversal.

    A bar is the change of a criterion's weight; beside it are the old and the new weight. The
    criteria that gain most come first; those that do not move, and beyond twelve those that move
    least, are summed up.

    Parameters
    ----------
    result : Reversal or Revealed
        What `fp.nearest_reversal` or `fp.revealed_weights` gave.
    problem : Problem, optional
        Gives the labels of the criteria.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says how much weight moves (for an L2 result, the distance), and between which
        criteria most.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("implementation")
    >>> ax = fp.plots.reversal(fp.nearest_reversal(problem, norm="l1", certify=False), problem)
    >>> print(ax.get_title())
    CA-EU draws level with CA-China when 2.5 % of the
    weight moves, most of it from No permanent
    secretariat to Financial dependence
    """
    expect(result, (Reversal, Revealed), "what fp.nearest_reversal or fp.revealed_weights gives")
    label = labeller(problem)
    moves = pd.DataFrame({"base": result.weights - result.changes, "change": result.changes})
    order = moves["change"].abs().sort_values(ascending=False, kind="stable").index
    size = moves["change"].abs()[order]
    moved = order[size >= UNMOVED * size.max()]
    kept = moved if len(moved) <= MOST + 1 else moved[:MOST]
    rest = moves.drop(kept)
    shown = moves.loc[kept].sort_values("change", ascending=False, kind="stable")
    names = [label(criterion) for criterion in shown.index]
    if len(rest):
        shown.loc["rest"] = rest.sum()
        names.append(counted(len(rest), "other criterion", "other criteria"))
    chart = row_chart(names, ax, width, least=0.19)
    ax = chart.ax
    digits = decimals(100.0 * shown["change"], 2)
    for y, (base, change) in enumerate(shown.to_numpy()):
        gains = change >= 0.0
        ax.barh(y, change, 0.66, **(hatched(DARK, "") if gains else hatched(FAINT, "/////")))
        way = f"{number(100.0 * base, digits)} → {number(100.0 * (base + change), digits)} %"
        chart.write(way, 0.0, y, right=not gains)
    ax.axvline(0.0, color=INK, linewidth=0.5)
    # The weights stand on the other side of the line than the bar: both sides need room for them.
    reach = max(float(shown["change"].abs().max()), 1e-6)
    low, high = float(shown["change"].min()), float(shown["change"].max())
    ax.set_xlim(min(low, -0.7 * reach), max(high, 0.7 * reach))
    ax.xaxis.set_major_formatter(POINTS)
    note = "Change of the weight in percentage points"
    return chart.finish(words.reversal_title(result, label), note)
