"""The ends of each criterion's scores, the ranges of single scores, and the coders' spread."""

from __future__ import annotations

import numpy as np

from .arrays import Floats
from .coding import Coding
from .problem import Problem

AGREED = 0.0125
"""Coders agree where their standard deviation is a smaller share: 0.05 points of 1 to 5."""


def score_ends(problem: Problem) -> tuple[Floats, Floats]:
    """Lowest and highest score of each criterion, shape (n,): of its scale, else of its column.

    The ranges of the scores count as part of the column.
    """
    low, _, high = score_ranges(problem)
    return _ends(problem, np.vstack([low[0], high[0]]))


def score_tables(problem: Problem) -> tuple[Floats, Floats, Floats]:
    """Low, best and high of every score, shape (tables, m, n) each.

    A table for each coder where the problem has the coders' own, else one with its ranges.
    """
    coding = problem.coding
    if coding is not None:
        return coding.low, coding.best, coding.high
    return score_ranges(problem)


def score_ranges(problem: Problem) -> tuple[Floats, Floats, Floats]:
    """Low, best and high of every score as one table, shape (1, m, n) each."""
    return problem.low.to_numpy()[None], problem.values[None], problem.high.to_numpy()[None]


def goodness(problem: Problem) -> Floats:
    """The scores as shares of the way from the worst to the best, shape (m, n)."""
    low, high = score_ends(problem)
    half = np.full_like(problem.values, 0.5)
    share = np.divide(problem.values - low, high - low, out=half, where=high > low)
    return np.where(problem.maximise, share, 1.0 - share)


def coder_spread(problem: Problem, coding: Coding) -> tuple[Floats, Floats]:
    """Standard deviation of the coders' own scores, shape (m, n), and the same as a share.

    The share is that of the criterion's stated scale, or else of the way from the lowest to the
    highest score that any coder gave: points of different units cannot be compared.
    """
    spread = coding.best.std(axis=0, ddof=1)
    low, high = _ends(problem, coding.best.reshape(-1, len(problem.criteria)))
    width = np.broadcast_to(high - low, spread.shape)
    return spread, np.divide(spread, width, out=np.zeros_like(spread), where=width > 0.0)


def _ends(problem: Problem, columns: Floats) -> tuple[Floats, Floats]:
    ends = [
        problem.scale.get(criterion, (column.min(), column.max()))
        for criterion, column in zip(problem.criteria, columns.T, strict=True)
    ]
    low, high = np.array(ends, dtype=np.float64).T
    return low, high
