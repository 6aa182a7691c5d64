"""The picture of value functions: what each score of an alternative is worth."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ..methods.additive_value import value_functions as functions_of
from ..model import Problem, ValueFunction
from ..model.arrays import Floats
from ..model.errors import expect
from ..model.text import counted, true_minus
from ..narrative import pictures as words
from .chart import row_chart
from .style import DARK, FAINT, INK, SMALL, WIDTH, labeller, looks_of
from .text import text_width

MOST = 12
"""Criteria that are shown, those with a stated function first."""

ROOM, BAND, APART = 0.62, 0.54, 0.09
"""Height of a row in inches; parts of it between 0 and 100 points and between equal scores."""


def value_functions(problem: Problem, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """The value function of each criterion, with the alternatives on it.

    A row goes from one end of the criterion's scale to the other, its lower line is worth 0
    points, its upper line 100. The figures below are the scores at the ends and corners of the
    function. Of equal scores one marker stands above the other.

    Parameters
    ----------
    problem : Problem
        What is shown; every criterion states its scale. Of many criteria those are shown whose
        function is stated.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title names the criterion on which the alternatives differ most in value.

    Raises
    ------
    MethodError
        If a criterion states no scale.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7], "seats": [500, 100]}, ["car", "bus"])
    >>> problem = fp.Problem(frame, directions={"price": "min"}, scale={"price": (0, 10)},
    ...                      values={"seats": [(0, 0), (300, 80), (500, 100)]})
    >>> print(fp.plots.value_functions(problem).get_title())
    The alternatives differ most in value on seats: 27 to
    100 of 100 points
    """
    expect(problem, Problem, "a Problem")
    label, functions = labeller(problem), functions_of(problem)
    shown = _shown(problem)
    chart = row_chart([label(leaf) for leaf in shown], ax, width, least=ROOM, points=80.0)
    ax = chart.ax
    ax.set_xlim(-0.03, 1.03)
    ax.set_xticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    points = chart.settled_width()
    shares, heights = np.empty((2, len(shown), len(problem.alternatives)))
    for row, leaf in enumerate(shown):
        function, scores = functions[leaf], problem.matrix[leaf].to_numpy()
        shares[row], heights[row] = _share(function, scores), _height(row, function(scores))
        bottom, top = _height(row, np.array([0.0, 100.0]))
        ax.hlines([bottom, top], 0.0, 1.0, FAINT, linewidth=0.5, zorder=0)
        at, worth = np.array(function.points).T
        ax.plot(_share(function, at), _height(row, worth), color=DARK, linewidth=1.0, zorder=1)
        for place, text in _figures(function, points):
            ax.text(place, bottom + 0.09, text, ha="center", va="top", size=SMALL,
                    color=INK, parse_math=False)  # fmt: skip
    looks = looks_of(problem, problem.alternatives)
    for i, (name, look) in enumerate(looks.items()):
        above = APART * (shares[:, :i] == shares[:, [i]]).sum(axis=1)
        x, y = shares[:, i], heights[:, i] - above
        ax.plot(x, y, look.marker, color=look.colour, ms=4.5, mec="white", mew=0.5, label=name)
    note = "In each row the criterion's scale; lower line: 0 points, upper line: 100"
    if (shares[:, :, None] == shares[:, None]).sum() > shares.size:
        note += "; of equal scores one marker stands above the other"
    if left_out := len(functions) - len(shown):
        note += f"; not shown: {counted(left_out, 'criterion', 'criteria')}"
    legend = [(line, str(line.get_label())) for line in ax.lines[-len(looks) :]]
    return chart.finish(words.value_functions_title(problem, functions, label), note, legend)


def _shown(problem: Problem) -> list[str]:
    """The criteria in the order of the tree; of many those first whose function is stated."""
    leaves = list(problem.tree.leaves)
    stated_first = sorted(leaves, key=lambda leaf: leaf not in problem.value_functions)
    return sorted(stated_first[:MOST], key=leaves.index)


def _share(function: ValueFunction, scores: Floats) -> Floats:
    """Scores as shares of the scale."""
    low, high = function.scale
    return (scores - low) / (high - low)


def _height(row: int, values: Floats) -> Floats:
    """Where values stand in a row; the figures of the scale have their room below."""
    return row + 0.2 - BAND * values / 100.0


def _figures(function: ValueFunction, points: float) -> list[tuple[float, str]]:
    """The scores at the ends of a function, and at its corners where there is room, with places."""
    scores = [score for score, _ in function.points]
    texts = dict(zip(_share(function, np.array(scores)), map(_figure, scores), strict=True))
    half = {place: 0.5 * text_width(text, SMALL) + 2.0 for place, text in texts.items()}
    kept = [0.0, 1.0]
    for place in texts:
        if all(abs(place - other) * points > half[place] + half[other] for other in kept):
            kept.append(place)
    return [(place, texts[place]) for place in kept]


def _figure(score: float) -> str:
    return true_minus(f"{score:,.10g}")
