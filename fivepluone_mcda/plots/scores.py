"""The ranking, and what puts one alternative above another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ..methods.registry import method_title
from ..model import Explanation, MethodError, Problem, Ranking
from ..model.errors import expect
from ..model.result import TIE
from ..model.text import joined, number, signed
from ..robustness.coders import coder_intervals
from .expected import expect_columns
from .sheet import Sheet
from .style import FAINT, INK, MUTED, labeller, looks
from .text import row_labels

__all__ = ["contributions", "ranking"]

MOST = 12
"""Criteria that stand alone in a waterfall; the smaller parts are summed up."""


def ranking(result: Ranking, weights: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """The scores as bars, the best first, with 5-95 % intervals.

    Parameters
    ----------
    result : Ranking
        What is shown.
    weights : DataFrame, draws x criteria, optional
        Weights over which the interval of each score is taken, such as
        ``fp.WeightSpace.around(problem).sample(2000, seed=0)``. Without them the interval is
        taken over the coders' own scores, where the problem has more than one coder.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says who comes first, and by how much.

    Raises
    ------
    MethodError
        If an interval over weights is asked for and the ranking holds nothing but scores.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.ranking(fp.topsis(fp.load().problem("implementation")))
    >>> print(ax.get_title())
    CA-China comes first, 0.142 ahead of CA-EU
    """
    expect(result, Ranking, "what fp.topsis or another method gives")
    order = result.order
    scores, ranks = result.scores[order], result.ranks[order]
    look = looks(result.problem.alternatives)
    wrapped, row = row_labels([f"{ranks[name]}. {name}" for name in order])
    sheet = Sheet(ax, height=max(row, 0.2) * len(order))
    sheet.rows(wrapped)
    ax = sheet.ax
    for y, name in enumerate(order):
        ax.barh(y, scores[name], height=0.7, color=look[name].colour, edgecolor=INK, linewidth=0.4)
    note = f"{method_title(result.method)} score" + (
        ", the lower the better" if result.lower_is_better else ""
    )
    ends = scores.to_numpy()
    interval = _interval(result, weights)
    if interval is not None:
        frame, source = interval
        low, high = frame[order].to_numpy()
        ax.hlines(range(len(order)), low, high, color=INK, linewidth=0.8, label="interval")
        ax.scatter([*low, *high], [*range(len(order))] * 2, s=14, color=INK, marker="|", lw=0.8)
        ends = np.maximum(ends, high)
        note += f"; lines: 5 % to 95 % of {source}"
    for y, (end, score) in enumerate(zip(ends, scores, strict=True)):
        sheet.write(number(score), max(end, 0.0), y)
    ax.axvline(0.0, color=MUTED, linewidth=0.5)
    ax.margins(x=0.14)
    first = [name for name in order if ranks[name] == 1]
    if len(order) == 1:
        title = f"{order[0]} is the only alternative"
    elif len(first) > 1:
        title = f"{joined(first)} tie for first place"
    else:
        lead = abs(scores.iloc[0] - scores.iloc[1])
        title = f"{first[0]} comes first, {number(lead)} ahead of {order[1]}"
    return sheet.finish(title, note)


def _interval(result: Ranking, weights: pd.DataFrame | None) -> tuple[pd.DataFrame, str] | None:
    """Low and high of every score, and over what they were taken."""
    problem = result.problem
    if weights is None:
        ends = coder_intervals(result)
        if ends is None or problem.coding is None:
            return None
        return ends, f"the scores of {len(problem.coding.coders)} coders"
    expect_columns(weights, problem.criteria, "draws of the weights of all criteria")
    draws = weights[problem.criteria].to_numpy(dtype=float)
    if result.kernel is None:
        raise MethodError(
            f"{result.method} gives no scores under other weights; rank with fp.rank(problem, "
            "method=...) to draw intervals"
        )
    points = np.quantile(result.kernel(draws), [0.05, 0.95], axis=0)
    ends = pd.DataFrame(points, ["low", "high"], problem.alternatives)
    return ends, f"{len(draws)} draws of the weights"


def contributions(
    result: Explanation, problem: Problem | None = None, ax: Axes | None = None
) -> Axes:
    """What puts one alternative above another, as a waterfall.

    Each criterion takes the difference of the two scores a step further, from 0 to what it is
    in the end. The steps that speak most for the first alternative come first; beyond twelve
    criteria the smallest parts are summed up.

    Parameters
    ----------
    result : Explanation
        What `Ranking.explain` gave.
    problem : Problem, optional
        Gives the labels of the criteria and the colours of the alternatives.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says who is ahead, and which criteria count most for and against it.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("implementation")
    >>> ax = fp.plots.contributions(fp.topsis(problem).explain("CA-China", "CA-EU"), problem)
    >>> print(ax.get_title())
    CA-China is 0.142 ahead of CA-EU, most through No
    permanent secretariat; what counts most against it:
    Financial dependence
    """
    expect(result, Explanation, "what Ranking.explain gives")
    label = labeller(problem)
    sign = -1.0 if result.lower_is_better else 1.0
    parts = result.parts[result.parts.abs().sort_values(ascending=False, kind="stable").index]
    rest = parts.iloc[MOST:] if len(parts) > MOST + 1 else parts.iloc[:0]
    shown = (sign * parts.drop(rest.index)).sort_values(ascending=False, kind="stable") * sign
    names = [label(criterion) for criterion in shown.index]
    steps = shown.to_numpy()
    if len(rest):
        names.append(f"{len(rest)} other criteria")
        steps = np.append(steps, rest.sum())
    wrapped, row = row_labels([*names, "Difference"])
    sheet = Sheet(ax, height=row * len(wrapped))
    sheet.rows(wrapped)
    ax = sheet.ax
    if problem is None:
        colours = {result.a: MUTED, result.b: FAINT}
    else:
        colours = {name: look.colour for name, look in looks(problem.alternatives).items()}
    ends = np.cumsum(steps)
    lengths, starts = np.append(steps, ends[-1]), np.append(ends - steps, 0.0)
    for y, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        favoured = result.a if sign * length >= 0.0 else result.b
        hatch = "" if favoured == result.a else "//////"
        ax.barh(y, length, left=start, height=0.66, color=colours[favoured], hatch=hatch,
                edgecolor="white", linewidth=0.0)  # fmt: skip
        sheet.write(signed(length), start + max(length, 0.0), y)
    ax.vlines(ends, np.arange(len(ends)) - 0.33, np.arange(len(ends)) + 1.33, MUTED, linewidth=0.4)
    ax.axvline(0.0, color=INK, linewidth=0.5)
    ax.axhline(len(steps) - 0.5, color=MUTED, linewidth=0.4)
    ax.margins(x=0.14)
    legend = [
        (Patch(facecolor=colours[name], hatch=hatch, edgecolor="white", linewidth=0.0), text)
        for name, hatch, text in (
            (result.a, "", f"speaks for {result.a}"),
            (result.b, "//////", f"speaks for {result.b}"),
        )
    ]
    note = f"{method_title(result.method)} score of {result.a} less that of {result.b}"
    return sheet.finish(_verdict(result, label), note, legend)


def _verdict(result: Explanation, label: Callable[[object], str]) -> str:
    lead = -result.difference if result.lower_is_better else result.difference
    if abs(lead) <= TIE:
        return f"{result.a} and {result.b} are level"
    ahead, behind = (result.a, result.b) if lead > 0.0 else (result.b, result.a)
    favour = result.parts * np.sign(result.difference)
    text = (
        f"{ahead} is {number(abs(lead))} ahead of {behind}, most through {label(favour.idxmax())}"
    )
    if favour.min() < -TIE:
        text += f"; what counts most against it: {label(favour.idxmin())}"
    return text
