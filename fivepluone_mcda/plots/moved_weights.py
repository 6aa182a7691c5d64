"""From where to where the weight moves until another alternative comes first."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes

from ..model import Problem
from ..model.errors import expect
from ..model.text import decimals, joined, number, percent
from ..sensitivity.revealed import Revealed
from ..sensitivity.reversal import Reversal
from .sheet import Sheet
from .style import FAINT, INK, POINTS, labeller
from .text import row_labels

__all__ = ["reversal"]

MOST = 12
"""Criteria that stand alone; those that move less are summed up."""


def reversal(
    result: Reversal | Revealed, problem: Problem | None = None, ax: Axes | None = None
) -> Axes:
    """From where to where the weight moves in the nearest reversal.

    A bar is the change of a criterion's weight; beside it stands from where to where it moves.
    The criteria that gain most come first; beyond twelve those that move least are summed up.

    Parameters
    ----------
    result : Reversal or Revealed
        What `fp.nearest_reversal` or `fp.revealed_weights` gave.
    problem : Problem, optional
        Gives the labels of the criteria.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says how much weight moves, and between which criteria most.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("implementation")
    >>> ax = fp.plots.reversal(fp.nearest_reversal(problem, certify=False), problem)
    >>> print(ax.get_title())
    CA-EU draws level with CA-China once 4.4 % of the
    weight has moved, most of it from No permanent
    secretariat and to Financial dependence
    """
    expect(result, (Reversal, Revealed), "what fp.nearest_reversal or fp.revealed_weights gives")
    label = labeller(problem)
    moves = pd.DataFrame({"base": result.weights - result.changes, "change": result.changes})
    order = moves["change"].abs().sort_values(ascending=False, kind="stable").index
    kept = order if len(order) <= MOST + 1 else order[:MOST]
    rest = moves.drop(kept)
    shown = moves.loc[kept].sort_values("change", ascending=False, kind="stable")
    names = [label(criterion) for criterion in shown.index]
    if len(rest):
        shown.loc["rest"] = rest.sum()
        names.append(f"{len(rest)} other criteria")
    wrapped, row = row_labels(names)
    sheet = Sheet(ax, height=max(row, 0.19) * len(wrapped))
    sheet.rows(wrapped)
    ax = sheet.ax
    digits = decimals(100.0 * shown["change"], 2)
    for y, (base, change) in enumerate(shown.to_numpy()):
        gains = change >= 0.0
        ax.barh(
            y,
            change,
            height=0.66,
            color="#4d4d4d" if gains else FAINT,
            hatch="" if gains else "/////",
            edgecolor="white",
            linewidth=0.0,
        )
        way = f"{number(100.0 * base, digits)} → {number(100.0 * (base + change), digits)} %"
        sheet.write(way, 0.0, y, right=not gains)
    ax.axvline(0.0, color=INK, linewidth=0.5)
    # Each bar's way stands on the other side of the line: both sides need room for it.
    reach = max(float(shown["change"].abs().max()), 1e-6)
    low, high = float(shown["change"].min()), float(shown["change"].max())
    ax.set_xlim(min(low, -0.7 * reach), max(high, 0.7 * reach))
    ax.xaxis.set_major_formatter(POINTS)
    return sheet.finish(_title(result, label), "Change of the weight in percentage points")


def _title(result: Reversal | Revealed, label: Callable[[object], str]) -> str:
    if isinstance(result, Revealed):
        text = f"{result.winner} comes first by {joined(result.margins.index)}"
    elif result.winner is None:
        return f"No weights were found under which {result.loser} is not first"
    else:
        text = f"{result.winner} draws level with {result.loser}"
    changes = result.changes
    if result.mass_moved == 0.0:
        return f"{text} under the weights as they are"
    return (
        f"{text} once {percent(result.mass_moved)} of the weight has moved, most of it from "
        f"{label(changes.idxmin())} and to {label(changes.idxmax())}"
    )
