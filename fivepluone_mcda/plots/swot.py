"""SWOT: the strategic positions of the alternatives, and the items that weigh most."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from ..model import Problem
from ..model.errors import unknown_name
from ..model.looks import MUTED, looks
from ..model.text import percent
from ..narrative import pictures as words
from .chart import Chart, row_chart
from .style import INK, TEXT, WIDTH, expect_columns, looks_of
from .text import name_points

ITEMS = 20
"""Most items that one picture shows."""

CORNERS = (
    (0.01, 0.99, "left", "top", "weaknesses and\nopportunities"),
    (0.99, 0.99, "right", "top", "strengths and\nopportunities"),
    (0.01, 0.01, "left", "bottom", "weaknesses\nand threats"),
    (0.99, 0.01, "right", "bottom", "strengths\nand threats"),
)
"""Which of each pair weighs more in each corner."""


def swot(result: pd.DataFrame, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """The strategic positions: strengths minus weaknesses against opportunities minus threats.

    Parameters
    ----------
    result : DataFrame
        What `fp.strategic_position` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says for whom strengths outweigh weaknesses and opportunities threats.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.swot(fp.strategic_position(fp.load()))
    >>> ax.get_ylabel()
    'Opportunities minus threats'
    """
    columns = ["internal", "external"]
    table = expect_columns(result, columns, "the table that fp.strategic_position gives")
    result = table[columns]
    chart = Chart(ax, 2.6, width)
    ax = chart.ax
    ax.axhline(0.0, color=MUTED, linewidth=0.5)
    ax.axvline(0.0, color=MUTED, linewidth=0.5)
    for name, look in looks(list(result.index)).items():
        place = result.loc[name]
        ax.plot(*place, marker=look.marker, color=look.colour, ms=6, mec=INK, mew=0.4)
    ax.set_xlim(_limits(result["internal"]))
    ax.set_ylim(_limits(result["external"]))
    corners = [
        ax.text(x, y, text, transform=ax.transAxes, ha=ha, va=va, size=TEXT, style="italic",
                color=MUTED, linespacing=1.1)
        for x, y, ha, va, text in CORNERS
    ]  # fmt: skip
    ax.set_ylabel("Opportunities minus threats")
    note = "Strengths minus weaknesses; each corner names what outweighs"
    chart.finish(words.positions_title(result), note)
    name_points(ax, result.to_numpy(), list(result.index), corners)
    return ax


def _limits(places: pd.Series) -> tuple[float, float]:
    """Ends of an axis, with room for the words in the corners on both sides of 0."""
    low, high = min(float(places.min()), 0.0), max(float(places.max()), 0.0)
    span = max(high - low, 0.2)
    return min(low, -0.35 * span) - 0.15 * span, max(high, 0.35 * span) + 0.15 * span


def awot(
    result: pd.DataFrame,
    alternative: str | None = None,
    problem: Problem | None = None,
    ax: Axes | None = None,
    width: float = WIDTH,
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
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

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
    CA-EU: Bureaucratic complexity (W) weighs most, 3.2 %
    """
    columns = ("alternative", "quadrant", "item", "global_priority")
    result = expect_columns(result, columns, "the table that fp.awot gives")
    names = list(result["alternative"].unique())
    if alternative is not None and alternative not in names:
        raise unknown_name("alternative", alternative, names)
    own = result if alternative is None else result[result["alternative"] == alternative]
    items = own.sort_values("global_priority", ascending=False, kind="stable").head(ITEMS)
    look = looks_of(problem, names)
    owners, priorities = items["alternative"], items["global_priority"].to_numpy(dtype=float)
    labels = items["item"] + " (" + items["quadrant"] + ")"
    if alternative is None:
        labels = owners + ": " + labels
    chart = row_chart(list(labels), ax, width, points=130.0)
    ax = chart.ax
    colours = [look[owner].colour for owner in owners]
    ax.barh(range(len(items)), priorities, height=0.7, color=colours)
    for y, priority in enumerate(priorities):
        chart.write(percent(priority), priority, y)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.margins(x=0.25)
    shown = f"the {len(items)} largest of {len(own)} items" if len(items) < len(own) else "items"
    note = f"Global priority of {shown}. S, W, O, T: strength, weakness, opportunity, threat"
    return chart.finish(words.items_title(items), note)
