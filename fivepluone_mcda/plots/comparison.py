"""Side by side: methods, scenarios, and the choices behind the result."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from numpy.typing import NDArray

from ..model.errors import expect
from ..model.text import number, percent
from ..robustness import Comparison
from .cells import cells
from .expected import expect_columns
from .sheet import Sheet
from .style import FAINT, INK, PERCENT
from .text import row_labels

__all__ = ["methods", "scenarios", "sobol"]


def methods(result: Comparison, ax: Axes | None = None) -> Axes:
    """The ranks that each method gives, and how far they agree with the first.

    Parameters
    ----------
    result : Comparison
        What `fp.compare_methods` gave.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says how often each winner comes first.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> problem = fp.load().problem("implementation")
    >>> ax = fp.plots.methods(fp.compare_methods(problem, ["topsis", "ahp", "vikor"]))
    >>> print(ax.get_title())
    CA-China comes first in all 3 methods
    """
    expect(result, Comparison, "what fp.compare_methods gives")
    ranks = result.ranks.T
    names = [str(name) for name in ranks.index]
    taus = [number(tau, 2) for tau in result.agreement["kendall"]]
    sheet = cells(
        np.hstack([_merit(ranks), np.full((len(ranks), 1), np.nan)]),
        [[*row, tau] for row, tau in zip(_texts(ranks), taus, strict=True)],
        names,
        [*(str(name) for name in ranks.columns), "tau"],
        ax,
    )
    note = f"Rank by each method (darker: better). tau: Kendall's agreement with {names[0]}"
    return sheet.finish(_wins(result.agreement["winner"], "methods"), note)


def scenarios(result: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The rank of each alternative in each scenario, as a table.

    Parameters
    ----------
    result : DataFrame
        What `fp.scenarios` gave: a row a scenario, with ``winner`` and a column ``NAME rank``
        for each alternative.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says in how many scenarios each winner comes first.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> table = pd.DataFrame({"winner": ["bus", "car"], "car rank": [2, 1], "bus rank": [1, 2]},
    ...                      ["as it is", "petrol is free"])
    >>> print(fp.plots.scenarios(table).get_title())
    bus comes first in 1 of 2 scenarios, car in 1
    """
    result = expect_columns(result, ["winner"], "the table that fp.scenarios gives")
    ranks = result[[column for column in result.columns if str(column).endswith(" rank")]]
    sheet = cells(
        _merit(ranks),
        _texts(ranks),
        [str(name) for name in ranks.index],
        [str(column).removesuffix(" rank") for column in ranks.columns],
        ax,
    )
    return sheet.finish(_wins(result["winner"], "scenarios"), "Rank (darker: better)")


def sobol(result: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Which uncertain choice decides: Sobol indices with their 95 % intervals.

    Parameters
    ----------
    result : DataFrame
        What `fp.decompose` gave.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title names the choice that decides most.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.sobol(fp.decompose(fp.load(), samples=256))
    >>> print(ax.get_title().split(":")[0])
    Profile decides most
    """
    columns = ("factor", "first", "first_conf", "total", "total_conf")
    frame = expect_columns(result, columns, "the table that fp.decompose gives")
    frame = frame.sort_values("total", ascending=False, kind="stable")
    wrapped, row = row_labels([str(factor) for factor in frame["factor"]])
    sheet = Sheet(ax, height=max(row, 0.3) * len(frame))
    sheet.rows(wrapped)
    ax = sheet.ax
    rows = np.arange(len(frame))
    legend = []
    for index, shift, colour, hatch, text in (
        ("first", -0.19, "#4d4d4d", "", "alone (first order)"),
        ("total", 0.19, FAINT, "/////", "with its interactions (total)"),
    ):
        ax.barh(
            rows + shift,
            frame[index],
            height=0.36,
            xerr=frame[f"{index}_conf"],
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.0,
            error_kw={"elinewidth": 0.8, "ecolor": INK, "capsize": 1.5, "capthick": 0.6},
        )
        legend.append((Patch(facecolor=colour, hatch=hatch, edgecolor="white", lw=0.0), text))
    ax.axvline(0.0, color=INK, linewidth=0.5)
    ax.xaxis.set_major_formatter(PERCENT)
    first = frame.iloc[0]
    title = (
        f"{str(first['factor']).capitalize()} decides most: {percent(first['first'])} of the "
        f"variance alone, {percent(first['total'])} with its interactions"
    )
    return sheet.finish(title, "Share of the variance; whiskers: 95 % intervals", legend)


def _merit(ranks: pd.DataFrame) -> NDArray[np.float64]:
    """Shades from 1 for the first rank to 0 for the last."""
    return np.asarray(1.0 - (ranks.to_numpy(dtype=float) - 1.0) / max(ranks.shape[1] - 1, 1))


def _texts(ranks: pd.DataFrame) -> list[list[str]]:
    return [[str(rank) for rank in row] for row in ranks.to_numpy().tolist()]


def _wins(winners: pd.Series, kind: str) -> str:
    counts = winners.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    first, *others = counts.items()
    if not others:
        return f"{first[0]} comes first in all {len(winners)} {kind}"
    text = f"{first[0]} comes first in {first[1]} of {len(winners)} {kind}"
    text += "".join(f", {name} in {count}" for name, count in others[:3])
    return text + (f", {len(others) - 3} more in others" if len(others) > 3 else "")
