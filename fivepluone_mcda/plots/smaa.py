"""Results of SMAA: rank acceptabilities, central weights, pairwise winning indices."""

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
from ..narrative import pictures as words
from ..sensitivity import Smaa
from .chart import row_chart
from .style import INK, PERCENT, TEXT, WIDTH, labeller
from .table import Table
from .text import text_width


def rank_acceptability(result: Smaa, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """How often each alternative gets each rank: stacked bars with their errors.

    The alternatives that are first most often come first; beside each name is how often it is
    first. A whisker at the end of a part is two standard errors of its length in each direction.

    Parameters
    ----------
    result : Smaa
        What `fp.smaa` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

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
    first = shares[shares.columns[0]]
    labels = [f"{name}: {percent(first[name])}" for name in order]
    chart = row_chart(labels, ax, width, least=0.22)
    ax = chart.ax
    shades = colormaps["cividis"](np.linspace(0.0, 1.0, max(len(shares.columns), 2)))
    start = np.zeros(len(order))
    rows = np.arange(len(order))
    bar = 72.0 * width - 80.0  # about the length of a whole bar in points
    for k, rank in enumerate(shares.columns):
        part = shares.loc[order, rank].to_numpy(dtype=float)
        error = 2.0 * errors.loc[order, rank].to_numpy(dtype=float)
        ax.barh(rows, part, left=start, height=0.72, color=shades[k], edgecolor="white",
                linewidth=0.4, label=f"rank {rank}")  # fmt: skip
        for y in np.flatnonzero(part * bar > text_width("99.9 %") + 6.0).tolist():
            colour = "white" if k < 0.5 * len(shades) else INK
            ax.text(start[y] + 0.5 * part[y], y, percent(part[y]), ha="center", va="center",
                    size=TEXT, color=colour)  # fmt: skip
        start += part
        inner = (start < 1.0 - 1e-9) & (part > 0.0)
        ax.errorbar(start[inner], rows[inner] + 0.42, xerr=error[inner], fmt="none",
                    ecolor=INK, elinewidth=0.8, capsize=1.5, capthick=0.6)  # fmt: skip
    ax.set_xlim(0.0, 1.0)
    ax.xaxis.set_major_formatter(PERCENT)
    note = (
        f"Share of {result.samples} draws ({result.space} weights, {method_title(result.method)}); "
        "beside the name: first rank; whiskers: two standard errors"
    )
    legend = [
        (Patch(facecolor=shade), f"rank {rank}")
        for shade, rank in zip(shades, shares.columns, strict=False)
    ]
    return chart.finish(words.acceptability_title(result), note, legend)


def central_weights(
    result: Smaa, problem: Problem | None = None, ax: Axes | None = None, width: float = WIDTH
) -> Axes:
    """The weights under which each alternative comes first, on average, as a table.

    Alternatives that never come first have no central weights, and no column. Where scores were
    drawn too, the last row holds the confidence factors.

    Parameters
    ----------
    result : Smaa
        What `fp.smaa` gave.
    problem : Problem, optional
        Gives the labels of the criteria.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says which weights set the wins of the two most frequent winners apart.

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
    lift = np.log2(central.T.div(average, axis=0).clip(lower=0.01).to_numpy())
    shade = np.full((central.shape[1], len(central) + 1), np.nan)
    shade[:, :-1] = np.clip(0.5 + 0.25 * lift, 0.0, 1.0)
    table = central.T.assign(**{"all draws": average})
    texts = [[number(100.0 * weight, 1) for weight in row] for row in table.to_numpy()]
    rows = [label(criterion) for criterion in central.columns]
    confidence = result.confidence[central.index]
    if (confidence < 1.0).any():
        shade = np.vstack([shade, np.full((1, len(central) + 1), np.nan)])
        texts.append([*(number(100.0 * share, 1) for share in confidence), ""])
        rows.append("Confidence factor, %")
    chart = Table(shade, texts, rows, [str(name) for name in table.columns], ax, width)
    order = first.sort_values(ascending=False, kind="stable").index
    title = words.central_weights_title(central.loc[order], average, label)
    note = "Mean weight in % of the draws in which it comes first (darker: more than in all draws)"
    return chart.finish(title, note)


def pairwise_winning(
    result: Smaa | pd.DataFrame, ax: Axes | None = None, width: float = WIDTH
) -> Axes:
    """How often each alternative ranks above each other, as a table.

    Parameters
    ----------
    result : Smaa or DataFrame
        What `fp.smaa` or `fp.exact_pairwise_winning` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says who ranks above every other more often than not, and how often at least.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.pairwise_winning(fp.smaa(fp.load().problem("implementation")))
    >>> print(ax.get_title().split(" in")[0])
    CA-China ranks above each other alternative
    """
    expect(result, (Smaa, pd.DataFrame), "what fp.smaa or fp.exact_pairwise_winning gives")
    frame = result.pairwise_winning if isinstance(result, Smaa) else result
    shares = frame.to_numpy(dtype=float, copy=True)
    np.fill_diagonal(shares, np.nan)
    texts = [["" if np.isnan(share) else percent(share) for share in row] for row in shares]
    names = [str(name) for name in frame.index]
    note = "How often the row ranks above the column (darker: more often)"
    return Table(shares, texts, names, names, ax, width).finish(words.pairwise_title(frame), note)
