"""Stakeholders side by side: who scores how for whom, and in the compromise."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ..methods.registry import method_title
from ..model.errors import expect
from ..robustness import Stakeholders
from .sheet import Sheet
from .style import FAINT, INK, MUTED, looks
from .text import row_labels

__all__ = ["stakeholders"]


def stakeholders(result: Stakeholders, ax: Axes | None = None) -> Axes:
    """The scores of the alternatives for each stakeholder and under the compromise weights.

    Parameters
    ----------
    result : Stakeholders
        What `fp.stakeholders` gave.
    ax : Axes, optional
        Where to draw; new ones when left out.

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
    ranking = result.ranking
    winners = [*result.winners, ranking.best]
    labels = [f"{name}: {best}" for name, best in result.winners.items()]
    wrapped, row = row_labels([*labels, f"Compromise: {ranking.best}"])
    rows = np.arange(len(wrapped))
    sheet = Sheet(ax, height=max(row, 0.2) * len(wrapped))
    sheet.rows(wrapped)
    ax = sheet.ax
    scores = pd.concat([result.scores, ranking.scores.to_frame().T]).to_numpy()
    ax.hlines(rows, scores.min(axis=1), scores.max(axis=1), color=FAINT, linewidth=0.8, zorder=1)
    ax.axhline(len(wrapped) - 1.5, color=MUTED, linewidth=0.4)
    legend = []
    for column, (name, look) in enumerate(looks(ranking.problem.alternatives).items()):
        first = np.array([winner == name for winner in winners])
        # The large marks of the winners lie below, where they hide nobody.
        for chosen, size, edge, zorder in ((first, 44.0, INK, 2), (~first, 18.0, "white", 3)):
            ax.scatter(
                scores[chosen, column],
                rows[chosen],
                s=size,
                marker=look.marker,
                color=look.colour,
                edgecolors=edge,
                linewidths=0.02 * size,
                zorder=zorder,
            )
        legend.append(
            (Line2D([], [], ls="", marker=look.marker, color=look.colour, markersize=4.5), name)
        )
    ax.margins(x=0.05)
    note = f"{method_title(result.method)} score" + (
        ", the lower the better" if ranking.lower_is_better else ""
    )
    note += "; outlined: who comes first. Compromise: the weights nearest to all "
    note += f"({result.how.replace('_', ' ')})"
    return sheet.finish(_title(result), note, legend)


def _title(result: Stakeholders) -> str:
    counts = result.winners.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    (first, most), *others = counts.items()
    text = f"{first} comes first for "
    if not others:
        text += "both stakeholders" if most == 2 else f"all {most} stakeholders"
    else:
        text += f"{most} of {len(result.winners)} stakeholders"
        text += "".join(f", {name} for {count}" for name, count in others[:3])
        text += f", {len(others) - 3} more for others" if len(others) > 3 else ""
    best = result.ranking.best
    return text + (" and in the compromise" if not others and best == first else
                   f"; {best} in the compromise")  # fmt: skip
