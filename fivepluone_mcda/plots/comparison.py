"""Methods and scenarios side by side, and which of the uncertain choices decides."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from numpy.typing import NDArray

from ..methods.registry import method_title
from ..model.errors import expect
from ..model.text import number
from ..narrative import pictures as words
from ..robustness import Comparison
from .chart import row_chart
from .style import DARK, FAINT, INK, PERCENT, WIDTH, expect_columns, hatched
from .table import Table


def methods(result: Comparison, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """The ranks that each method gives, and how far they agree with the first.

    Parameters
    ----------
    result : Comparison
        What `fp.compare_methods` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

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
    names = [method_title(str(name)) for name in ranks.index]
    same = [f" (= {method_title(str(one))})" if one else "" for one in result.agreement["same_as"]]
    rows = [name[:1].upper() + name[1:] + more for name, more in zip(names, same, strict=True)]
    taus = [number(tau, 2) for tau in result.agreement["kendall"]]
    shades = np.hstack([_merit(ranks), np.full((len(ranks), 1), np.nan)])
    texts = [[*row, tau] for row, tau in zip(_texts(ranks), taus, strict=True)]
    columns = [*(str(name) for name in ranks.columns), "tau"]
    note = f"Rank by each method (darker: better). tau: Kendall's agreement with {names[0]}"
    title = words.wins(result.distinct["winner"], "methods")
    return Table(shades, texts, rows, columns, ax, width).finish(title, note)


def scenarios(result: pd.DataFrame, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """The rank of each alternative in each scenario, as a table.

    Parameters
    ----------
    result : DataFrame
        What `fp.scenarios` gave: a row a scenario, with ``winner`` and a column ``NAME rank``
        for each alternative.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says in how many scenarios each winner comes first, and who without any.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> table = pd.DataFrame({"winner": ["bus", "car"], "car rank": [2, 1], "bus rank": [1, 2]},
    ...                      ["today", "petrol is free"])
    >>> print(fp.plots.scenarios(table).get_title())
    bus comes first in 1 of 2 scenarios, car in 1
    """
    result = expect_columns(result, ["winner"], "the table that fp.scenarios gives")
    ranks = result[[column for column in result.columns if str(column).endswith(" rank")]]
    titles = result["title"] if "title" in result.columns else result.index
    names, base = [str(name) for name in titles], result.attrs.get("base")
    if base is not None:
        ranks = pd.concat([pd.DataFrame([base["ranks"]]).set_axis(ranks.columns, axis=1), ranks])
        names = ["Without a scenario", *names]
    columns = [str(column).removesuffix(" rank") for column in ranks.columns]
    table = Table(_merit(ranks), _texts(ranks), names, columns, ax, width, points=120.0)
    if base is not None:
        table.ax.axhline(table.place[:2].mean(), color=INK, linewidth=0.8)
    title = words.scenarios_title(result["winner"], None if base is None else base["winner"])
    return table.finish(title, "Rank (darker: better)")


def sobol(result: pd.DataFrame, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """Which uncertain choice decides: Sobol indices with their 95 % intervals.

    Parameters
    ----------
    result : DataFrame
        What `fp.decompose` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

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
    labels = [str(factor).capitalize() for factor in frame["factor"]]
    chart = row_chart(labels, ax, width, least=0.3)
    ax = chart.ax
    rows = np.arange(len(frame))
    legend = []
    for index, shift, colour, hatch, text in (
        ("first", -0.19, DARK, "", "alone (first order)"),
        ("total", 0.19, FAINT, "/////", "with its interactions (total)"),
    ):
        share, error = frame[index].to_numpy(), frame[f"{index}_conf"].to_numpy()
        style = hatched(colour, hatch)
        ax.barh(rows + shift, share, height=0.36, **style)
        # A share is never below 0: neither is its whisker.
        ends = np.array([np.minimum(error, np.maximum(share, 0.0)), error])
        ax.errorbar(share, rows + shift, xerr=ends, fmt="none", elinewidth=0.8, ecolor=INK,
                    capsize=1.5, capthick=0.6)  # fmt: skip
        legend.append((Patch(**style), text))
    ax.set_xlim(left=0.0)
    ax.xaxis.set_major_formatter(PERCENT)
    note = "Share of the variance; whiskers: 95 % intervals"
    return chart.finish(words.sobol_title(frame), note, legend)


def _merit(ranks: pd.DataFrame) -> NDArray[np.float64]:
    """Shades from 1 for the first rank to 0 for the last."""
    return np.asarray(1.0 - (ranks.to_numpy(dtype=float) - 1.0) / max(ranks.shape[1] - 1, 1))


def _texts(ranks: pd.DataFrame) -> list[list[str]]:
    return [[str(rank) for rank in row] for row in ranks.to_numpy().tolist()]
