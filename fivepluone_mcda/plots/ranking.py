"""The ranking, what puts one alternative above another, and the stakeholders' rankings."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ..model import Explanation, Problem, Ranking
from ..model.errors import expect
from ..model.looks import MUTED, looks
from ..model.text import number, signed
from ..narrative import pictures as words
from ..robustness import Stakeholders
from ..robustness.coders import coder_intervals
from ..sensitivity.intervals import weight_intervals
from .chart import row_chart
from .style import FAINT, INK, WIDTH, hatched, labeller

MOST = 12
"""Criteria that a waterfall shows; the smaller parts are summed up."""


def ranking(
    result: Ranking,
    weights: pd.DataFrame | None = None,
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """The scores as bars, the best first, with 5 % to 95 % intervals.

    Parameters
    ----------
    result : Ranking
        What `fp.topsis` or another method gave.
    weights : DataFrame, draws x criteria, optional
        Weights over which the interval of each score is taken, such as
        ``fp.WeightSpace.around(problem).sample(2000, seed=0)``. Without them the interval is
        taken over the coders' own scores, where the problem has more than one coder.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says who comes first, and by how much.

    Raises
    ------
    CriteriaError
        If the weights lack criteria.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.ranking(fp.topsis(fp.load().problem("implementation")))
    >>> print(ax.get_title())
    CA-China comes first, 0.142 ahead of CA-EU
    """
    expect(result, Ranking, "what fp.topsis or another method gives")
    if weights is None:
        interval = coder_intervals(result)
        coders = [] if result.problem.coding is None else result.problem.coding.coders
        source = f"the scores of {len(coders)} coders"
    else:
        interval = weight_intervals(result, weights)
        source = f"{len(weights)} draws of the weights"
    order = result.order
    scores = result.scores[order]
    look = looks(result.problem.alternatives)
    chart = row_chart([f"{result.ranks[name]}. {name}" for name in order], ax, width, least=0.2)
    ax = chart.ax
    for y, name in enumerate(order):
        ax.barh(y, scores[name], height=0.7, color=look[name].colour, edgecolor=INK, linewidth=0.4)
    note = words.score_label(result.method, result.lower_is_better)
    ends = scores.to_numpy()
    if interval is not None:
        low, high = interval[order].to_numpy()
        ax.hlines(range(len(order)), low, high, color=INK, linewidth=0.8, label="interval")
        ax.scatter([*low, *high], [*range(len(order))] * 2, s=14, color=INK, marker="|", lw=0.8)
        ends = np.maximum(ends, high)
        note += f"; lines: 5 % to 95 % of {source}"
    for y, (end, score) in enumerate(zip(ends, scores, strict=True)):
        chart.write(number(score), max(end, 0.0), y)
    ax.axvline(0.0, color=MUTED, linewidth=0.5)
    ax.margins(x=0.14 * WIDTH / width)
    return chart.finish(words.ranking_title(result), note)


def contributions(
    result: Explanation,
    problem: Problem | None = None,
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """What puts one alternative above another, as a waterfall.

    Each criterion adds its part to the difference of the two scores, from 0 to the difference
    itself. The parts that count most for the first alternative come first; beyond twelve
    criteria the smallest parts are summed up.

    Parameters
    ----------
    result : Explanation
        What `Ranking.explain` gave.
    problem : Problem, optional
        Gives the labels of the criteria and the colours of the alternatives.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says who is ahead, and which criteria count most for and against it.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("implementation")
    >>> ax = fp.plots.contributions(fp.topsis(problem).explain("CA-China", "CA-EU"), problem)
    >>> print(ax.get_title().split(";")[0])
    CA-China is 0.142 ahead of CA-EU, mainly because of
    its better score on No permanent secretariat
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
    chart = row_chart([*names, "Difference"], ax, width)
    ax = chart.ax
    if problem is None:
        colours = {result.a: MUTED, result.b: FAINT}
    else:
        colours = {name: look.colour for name, look in looks(problem.alternatives).items()}
    ends = np.cumsum(steps)
    lengths, starts = np.append(steps, ends[-1]), np.append(ends - steps, 0.0)
    style = {
        result.a: hatched(colours[result.a], ""),
        result.b: hatched(colours[result.b], "//////"),
    }
    for y, (start, length) in enumerate(zip(starts, lengths, strict=True)):
        favoured = result.a if sign * length >= 0.0 else result.b
        ax.barh(y, length, left=start, height=0.66, **style[favoured])
        chart.write(signed(length), start + max(length, 0.0), y)
    ax.vlines(ends, np.arange(len(ends)) - 0.33, np.arange(len(ends)) + 1.33, MUTED, linewidth=0.4)
    ax.axvline(0.0, color=INK, linewidth=0.5)
    ax.axhline(len(steps) - 0.5, color=MUTED, linewidth=0.4)
    ax.margins(x=0.14)
    legend = [(Patch(**own), f"for {name}") for name, own in style.items()]
    note = f"{words.score_label(result.method, False)} of {result.a} minus that of {result.b}"
    return chart.finish(words.contributions_title(result, label), note, legend)


def stakeholders(result: Stakeholders, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """The scores of the alternatives for each stakeholder and under the compromise weights.

    Parameters
    ----------
    result : Stakeholders
        What `fp.stakeholders` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        A row a stakeholder with its winner named and outlined; the compromise is the last row.
        The title says for how many each winner comes first, and in the compromise.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> from fivepluone_mcda.robustness import stakeholders
    >>> ax = fp.plots.stakeholders(stakeholders(fp.load(), panel="implementation"))
    >>> print(ax.get_title().replace(chr(10), " "))
    CA-China comes first for all 7 stakeholders and in the compromise
    """
    expect(result, Stakeholders, "what fp.stakeholders gives")
    compromise = result.ranking
    winners = [*result.winners, compromise.best]
    labels = [f"{name}: {best}" for name, best in result.winners.items()]
    look = looks(compromise.problem.alternatives)
    # Each alternative has its own height in every row: no mark hides another.
    heights = np.linspace(-0.38, 0.38, len(look)) if len(look) > 1 else np.zeros(1)
    labels.append(f"Compromise: {compromise.best}")
    chart = row_chart(labels, ax, width, least=0.09 * len(look))
    ax, rows = chart.ax, np.arange(len(labels))
    scores = pd.concat([result.scores, compromise.scores.to_frame().T]).to_numpy()
    for y in rows[::2]:
        ax.axhspan(y - 0.5, y + 0.5, color="#f3f3f3", linewidth=0.0, zorder=0)
    ax.axhline(len(labels) - 1.5, color=MUTED, linewidth=0.4)
    legend = []
    for column, (name, own) in enumerate(look.items()):
        first = np.array([winner == name for winner in winners])
        for chosen, size, edge in ((first, 30.0, INK), (~first, 18.0, "white")):
            ax.scatter(scores[chosen, column], rows[chosen] + heights[column], s=size,
                       marker=own.marker, color=own.colour, edgecolors=edge,
                       linewidths=0.03 * size, zorder=2)  # fmt: skip
        mark = Line2D([], [], ls="", marker=own.marker, color=own.colour, markersize=4.5)
        legend.append((mark, name))
    ax.margins(x=0.05)
    note = words.score_label(result.method, compromise.lower_is_better)
    note += "; outlined: who comes first. Compromise: the weights nearest to all "
    note += f"({result.how.replace('_', ' ')})"
    return chart.finish(words.stakeholders_title(result), note, legend)
