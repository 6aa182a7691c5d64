"""What SMAA gives: rank acceptabilities, central weights, pairwise winning indices."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ..methods.registry import method_title
from ..model import Problem
from ..model.errors import expect
from ..model.text import number, percent
from ..sensitivity.smaa import Smaa
from .cells import cells
from .sheet import Sheet
from .style import INK, PERCENT, TEXT, labeller
from .text import row_labels, text_width

__all__ = ["central_weights", "pairwise_winning", "rank_acceptability"]

BAR = 150.0
"""About the length of a whole bar, in points: shorter parts bear no figure."""


def rank_acceptability(result: Smaa, ax: Axes | None = None) -> Axes:
    """How often each alternative gets each rank: stacked bars with their errors.

    The alternatives that are first most often come first. A whisker at the end of a part is
    two standard errors of its length in each direction.

    Parameters
    ----------
    result : Smaa
        What `fp.smaa` gave.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says who is first most often, and how often the next.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.rank_acceptability(fp.smaa(fp.load().problem("implementation")))
    >>> print(ax.get_title().split(" in")[0])
    CA-China comes first
    """
    expect(result, Smaa, "what fp.smaa gives")
    shares, errors = result.rank_acceptability, result.standard_error
    order = shares.sort_values(list(shares.columns), ascending=False, kind="stable").index
    wrapped, row = row_labels([str(name) for name in order])
    sheet = Sheet(ax, height=max(row, 0.22) * len(order))
    sheet.rows(wrapped)
    ax = sheet.ax
    inks = colormaps["cividis"](np.linspace(0.0, 1.0, max(len(shares.columns), 2)))
    start = np.zeros(len(order))
    rows = np.arange(len(order))
    for k, rank in enumerate(shares.columns):
        part = shares.loc[order, rank].to_numpy(dtype=float)
        error = 2.0 * errors.loc[order, rank].to_numpy(dtype=float)
        ax.barh(rows, part, left=start, height=0.72, color=inks[k], edgecolor="white",
                linewidth=0.4, label=f"rank {rank}")  # fmt: skip
        for y in np.flatnonzero(part * BAR > text_width("99.9 %") + 6.0).tolist():
            ax.text(
                start[y] + 0.5 * part[y],
                y,
                percent(part[y]),
                ha="center",
                va="center",
                size=TEXT,
                color="white" if k < 0.5 * len(inks) else INK,
            )
        start += part
        inner = (start < 1.0 - 1e-9) & (part > 0.0)
        ax.errorbar(start[inner], rows[inner] + 0.42, xerr=error[inner], fmt="none",
                    ecolor=INK, elinewidth=0.8, capsize=1.5, capthick=0.6)  # fmt: skip
    ax.set_xlim(0.0, 1.0)
    ax.xaxis.set_major_formatter(PERCENT)
    rank = shares.columns[0]
    first = shares.loc[order, rank]
    title = (
        f"{order[0]} comes first in {percent(first.iloc[0])} of the draws "
        f"(±{percent(2.0 * errors.loc[order[0], rank])})"
    )
    if len(order) > 1:
        title += f", {order[1]} in {percent(first.iloc[1])}"
    note = (
        f"Share of {result.samples} draws ({result.space} weights, {method_title(result.method)}); "
        "whiskers: two standard errors"
    )
    legend = [
        (Patch(facecolor=ink), f"rank {rank}")
        for ink, rank in zip(inks, shares.columns, strict=False)
    ]
    return sheet.finish(title, note, legend)


def central_weights(result: Smaa, problem: Problem | None = None, ax: Axes | None = None) -> Axes:
    """The weights that put each alternative first, on average, as a table.

    Alternatives that never come first have no central weights, and no column. The last row
    holds the confidence factors.

    Parameters
    ----------
    result : Smaa
        What `fp.smaa` gave.
    problem : Problem, optional
        Gives the labels of the criteria.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says which weights set those behind the two most frequent winners apart.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("implementation")
    >>> ax = fp.plots.central_weights(fp.smaa(problem), problem)
    >>> print(ax.get_title().split(" weighs")[0])
    CA-China comes first where Strengths
    """
    expect(result, Smaa, "what fp.smaa gives")
    label = labeller(problem)
    central = result.central_weights.dropna()
    first = result.rank_acceptability.loc[central.index].iloc[:, 0]
    average = central.mul(first, axis=0).sum() / first.sum()
    findings: list[str] = []
    for name in first.sort_values(ascending=False, kind="stable").index[:2]:
        criterion = (central.loc[name] - average).idxmax()
        findings.append(
            f"{name}{'' if findings else ' comes first'} where {label(criterion)} weighs "
            f"{percent(central.loc[name, criterion])} ({percent(average[criterion])} in all draws)"
        )
    table = central.T.assign(**{"all draws": average})
    lift = np.log2(central.T.div(average, axis=0).clip(lower=0.01).to_numpy())
    shade = np.full((len(table) + 1, len(central) + 1), np.nan)
    shade[:-1, :-1] = np.clip(0.5 + 0.25 * lift, 0.0, 1.0)
    texts = [[number(100.0 * weight, 1) for weight in row] for row in table.to_numpy()]
    confidence = [number(share, 2) for share in result.confidence[central.index]]
    sheet = cells(
        shade,
        [*texts, [*confidence, ""]],
        [*(label(criterion) for criterion in central.columns), "Confidence factor"],
        [str(name) for name in table.columns],
        ax,
    )
    note = "Mean weight in % of the draws in which it comes first (darker: more than in all draws)"
    return sheet.finish("; ".join(findings), note)


def pairwise_winning(result: Smaa | pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How often each alternative stands before each other, as a table.

    Parameters
    ----------
    result : Smaa or DataFrame
        What `fp.smaa` or `fp.exact_pairwise_winning` gave.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says who stands before every other more often than not, and how often at least.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.pairwise_winning(fp.smaa(fp.load().problem("implementation")))
    >>> print(ax.get_title().split(" in")[0])
    CA-China stands before each other alternative
    """
    expect(result, (Smaa, pd.DataFrame), "what fp.smaa or fp.exact_pairwise_winning gives")
    frame = result.pairwise_winning if isinstance(result, Smaa) else result
    shares = frame.to_numpy(dtype=float, copy=True)
    np.fill_diagonal(shares, np.nan)
    least = np.fmin.reduce(np.c_[shares, np.full(len(shares), np.inf)], axis=1)
    best = int(least.argmax())
    names = [str(name) for name in frame.index]
    if len(names) == 1:
        title = f"{names[0]} is the only alternative"
    elif least[best] > 0.5:
        title = (
            f"{names[best]} stands before each other alternative in {percent(least[best])} of the "
            "draws or more"
        )
    else:
        title = "No alternative stands before every other more often than not"
    texts = [["" if np.isnan(share) else percent(share) for share in row] for row in shares]
    note = "How often the row stands before the column (darker: more often)"
    return cells(shares, texts, names, names, ax).finish(title, note)
