"""SWOT: where the alternatives stand between the quadrants, and which items weigh most."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ..model import Problem
from ..model.errors import unknown_name
from ..model.text import joined, percent
from .beside import beside
from .expected import expect_columns
from .sheet import Sheet
from .style import INK, MUTED, TEXT, looks
from .text import row_labels

__all__ = ["awot", "swot"]

ITEMS = 20
"""Most items that one picture shows."""


def swot(result: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The strategic positions: strengths less weaknesses against opportunities less threats.

    Parameters
    ----------
    result : DataFrame
        What `fp.strategic_position` gave.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says for whom strengths outweigh weaknesses and opportunities threats.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.swot(fp.strategic_position(fp.load()))
    >>> ax.get_xlabel()
    'strengths less weaknesses'
    """
    columns = ["internal", "external"]
    source = "the table that fp.strategic_position gives"
    result = expect_columns(result, columns, source)[columns]
    sheet = Sheet(ax, height=3.0)
    ax = sheet.ax
    ax.axhline(0.0, color=MUTED, linewidth=0.5)
    ax.axvline(0.0, color=MUTED, linewidth=0.5)
    for name, look in looks(list(result.index)).items():
        place = result.loc[name]
        ax.plot(
            place["internal"],
            place["external"],
            marker=look.marker,
            color=look.colour,
            markersize=6,
            markeredgecolor=INK,
            markeredgewidth=0.4,
        )
    reach = 1.3 * max(float(result.abs().to_numpy().max()), 0.1)
    ax.set_xlim(-reach, reach)
    ax.set_ylim(-reach, reach)
    corners = []
    for x, inner in ((0.01, "S < W"), (0.99, "S > W")):
        for y, outer in ((0.01, "O < T"), (0.99, "O > T")):
            corners.append(
                ax.text(
                    x,
                    y,
                    f"{inner}, {outer}",
                    transform=ax.transAxes,
                    ha="left" if x < 0.5 else "right",
                    va="bottom" if y < 0.5 else "top",
                    size=TEXT,
                    color=MUTED,
                )
            )
    ax.set_ylabel("opportunities less threats")
    strong = result[(result > 0.0).all(axis=1)].index
    if len(strong):
        title = f"{joined(strong)}: strengths outweigh weaknesses, opportunities threats"
    else:
        nearest = result.min(axis=1).idxmax()
        title = (
            "For none do both strengths outweigh weaknesses and opportunities threats; "
            f"{nearest} comes nearest"
        )
    sheet.finish(title, "strengths less weaknesses")
    beside(sheet, result.to_numpy(), list(result.index), corners)
    return ax


def awot(
    result: pd.DataFrame,
    alternative: str | None = None,
    problem: Problem | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The SWOT items that weigh most, with their global priorities as bars.

    Parameters
    ----------
    result : DataFrame
        What `fp.awot` gave.
    alternative : str, optional
        Whose items are shown; those of all when left out. The picture holds 20 at most.
    problem : Problem, optional
        Gives the colours of the alternatives.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title names the item that weighs most.

    Raises
    ------
    UnknownNameError
        If no item belongs to the alternative.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.awot(fp.awot(fp.load(), "implementation"), "CA-EU")
    >>> print(ax.get_title())
    CA-EU: the item that weighs most is Bureaucratic complexity (W, 3.2 %)
    """
    columns = ("alternative", "quadrant", "item", "global_priority")
    result = expect_columns(result, columns, "the table that fp.awot gives")
    names = list(result["alternative"].unique())
    if alternative is not None and alternative not in names:
        raise unknown_name("alternative", alternative, names)
    own = result if alternative is None else result[result["alternative"] == alternative]
    items = own.sort_values("global_priority", ascending=False, kind="stable").head(ITEMS)
    if problem is None:
        colours = dict.fromkeys(names, MUTED)
    else:
        colours = {name: look.colour for name, look in looks(problem.alternatives).items()}
    owners, priorities = items["alternative"], items["global_priority"].to_numpy(dtype=float)
    wrapped, row = row_labels(
        [
            f"{item} ({quadrant})" if alternative is not None else f"{owner}: {item} ({quadrant})"
            for owner, item, quadrant in zip(owners, items["item"], items["quadrant"], strict=True)
        ],
        points=130.0,
    )
    sheet = Sheet(ax, height=row * len(items))
    sheet.rows(wrapped)
    ax = sheet.ax
    ax.barh(range(len(items)), priorities, height=0.7, color=[colours[owner] for owner in owners])
    for y, priority in enumerate(priorities):
        sheet.write(percent(priority), priority, y)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.margins(x=0.25)
    first = items.iloc[0]
    title = (
        f"{first['alternative']}: the item that weighs most is {first['item']} "
        f"({first['quadrant']}, {percent(first['global_priority'])})"
    )
    shown = f"the {len(items)} weightiest of {len(own)} items" if len(items) < len(own) else "items"
    return sheet.finish(title, f"Global priority of {shown}. S, W, O, T: the quadrant")
