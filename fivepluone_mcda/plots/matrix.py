"""The performance matrix: its scores with the coders' spread, and its critical scores."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ..methods.registry import MethodLike
from ..model import Problem
from ..model.errors import expect
from ..model.ranges import AGREED, coder_spread, score_ends
from ..model.text import decimals, joined, number, part_digits, percent, signed
from ..robustness import critical_scores as compute_critical_scores
from .cells import cells
from .expected import expect_columns
from .style import labeller, looks

__all__ = ["critical_scores", "heatmap"]

Floats = NDArray[np.float64]


def heatmap(problem: Problem, ax: Axes | None = None) -> Axes:
    """The performance matrix as a heat map, with the coders' spread.

    The darker a cell, the better the score for its alternative: on the criterion's scale, or
    between the lowest and the highest score of the criterion where no scale is stated. Behind
    the score stands the standard deviation of the coders' own scores, where there is more than
    one coder. A criterion that is minimised is marked with a downward arrow.

    Parameters
    ----------
    problem : Problem
        What is shown.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says who scores best on how many criteria, ties counted for all, and on which
        score the coders differ most.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.heatmap(fp.load().problem())
    >>> ax.get_title().split(" criteria")[0]
    'CA-China scores best on 17 of 27'
    """
    expect(problem, Problem, "a Problem")
    values, names = problem.values, problem.alternatives
    goodness = _goodness(problem)
    texts = [_figures(column) for column in values.T]
    note = "Darker: better."
    best = np.isclose(goodness, goodness.max(axis=0)).sum(axis=1)
    leaders = [name for name, count in zip(names, best, strict=True) if count == best.max()]
    verb = "scores" if len(leaders) == 1 else "score"
    title = f"{joined(leaders)} {verb} best on {best.max()} of {len(problem.criteria)} criteria"
    label = labeller(problem)
    if problem.coding is not None and len(problem.coding.coders) > 1:
        spread, share = coder_spread(problem, problem.coding)
        for i, j in zip(*np.nonzero(share >= AGREED), strict=True):
            digits = part_digits(spread[i, j], share[i, j], 2)
            texts[j][i] += f" ±{number(spread[i, j], digits)}"
        note += f" ±: standard deviation of {len(problem.coding.coders)} coders."
        i, j = np.unravel_index(share.argmax(), share.shape)
        if share[i, j] > 0.0:
            digits = part_digits(spread[i, j], share[i, j], 2)
            deviation = f"±{number(spread[i, j], digits)}"
            if problem.criteria[j] not in problem.scale:
                deviation += f", {percent(share[i, j])} of the range"
            title += (
                f"; the coders differ most on {names[i]}, {label(problem.criteria[j])} "
                f"({deviation})"
            )
    arrows = np.where(problem.maximise, "", " ↓")
    rows = [label(leaf) + arrow for leaf, arrow in zip(problem.criteria, arrows, strict=True)]
    if not problem.maximise.all():
        note += " ↓: the lower the better."
    return cells(goodness.T, texts, rows, names, ax).finish(title, note)


def critical_scores(
    result: pd.DataFrame | Problem, method: MethodLike = "topsis", ax: Axes | None = None
) -> Axes:
    """The smallest change of each single score that changes the winner, on the matrix.

    The darker a cell, the smaller the change that is enough, as a share of the criterion's scale
    or of the way between its lowest and its highest score. The marker beside it is that of
    the alternative that takes over. Cells are empty where no score in that range does it.

    Parameters
    ----------
    result : DataFrame or Problem
        What `fp.critical_scores` gave; or a problem, whose labels and looks are then known too.
    method : str or callable
        The method, where a problem is given.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says how many scores decide alone, and which needs the smallest change.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.critical_scores(fp.load().problem("implementation"))
    >>> print(ax.get_title().split(";")[0])
    2 of 135 scores would each change the winner alone
    """
    if isinstance(result, Problem):
        frame, names, criteria = (
            compute_critical_scores(result, method),
            result.alternatives,
            result.criteria,
        )
        label = labeller(result)
    else:
        columns = ("alternative", "criterion", "change", "share", "winner")
        source = "a Problem, or the table that fp.critical_scores gives"
        frame, label = expect_columns(result, columns, source), labeller(None)
        names, criteria = list(frame["alternative"].unique()), list(frame["criterion"].unique())
    look = looks(names, coloured=isinstance(result, Problem))
    change, share = (
        frame.pivot(index="criterion", columns="alternative", values=column)
        .loc[criteria, names]
        .to_numpy(dtype=float)
        for column in ("change", "share")
    )
    texts = [
        ["" if np.isnan(x) else _moved(x, of) + "   " for x, of in zip(*row, strict=True)]
        for row in zip(change, share, strict=True)
    ]
    largest = np.nanmax(np.abs(share), initial=0.0) or 1.0
    flips = frame[frame["winner"].notna()]
    rows = [label(criterion) for criterion in criteria]
    sheet = cells(1.0 - np.abs(share) / largest, texts, rows, names, ax)
    for name in dict.fromkeys(flips["winner"].astype(str)):
        own = flips[flips["winner"] == name]
        sheet.ax.plot(
            [names.index(column) + 0.36 for column in own["alternative"]],
            [criteria.index(row) for row in own["criterion"]],
            linestyle="none",
            marker=look[name].marker,
            color=look[name].colour,
            markersize=3.5,
            markeredgecolor="white",
            markeredgewidth=0.4,
            label=name,
        )
    if flips.empty:
        return sheet.finish("No single score within its range changes the winner")
    first = flips.iloc[0]
    title = (
        f"{len(flips)} of {len(frame)} scores would each change the winner alone; nearest: "
        f"{first['alternative']} on {label(first['criterion'])}, "
        f"{_moved(first['change'], first['share'])}, then {first['winner']} leads"
    )
    note = "Change of the score that is enough (darker: smaller), and who takes over:"
    return sheet.finish(title, note, [(line, str(line.get_label())) for line in sheet.ax.lines])


def _figures(column: Floats) -> list[str]:
    """The scores of one criterion, with two digits or more and no more than they need."""
    largest = np.abs(column).max()
    if largest >= 1e5 or 0.0 < largest < 0.01:
        return [f"{value:.2g}" for value in column]
    digits = 0 if (column % 1.0 == 0.0).all() else decimals(column, 2)
    return [f"{value:.{digits}f}" for value in column]


def _moved(change: float, share: float) -> str:
    """A change with its sign, in the units of its criterion."""
    return signed(change, part_digits(change, share, 3)) if change else "0"


def _goodness(problem: Problem) -> Floats:
    """The scores as shares of the way from the worst to the best, shape (m, n)."""
    x = problem.values
    low, high = score_ends(problem)
    width = high - low
    share = np.divide(x - low, width, out=np.full_like(x, 0.5), where=width > 0.0)
    return np.asarray(np.where(problem.maximise, share, 1.0 - share))
