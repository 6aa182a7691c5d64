"""Over what the scores of a criterion range, and with how many figures they are written."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .coding import Coding
from .problem import Problem

__all__ = [
    "AGREED",
    "coder_spread",
    "decimals",
    "part_digits",
    "score_digits",
    "score_ends",
    "score_text",
]

Floats = NDArray[np.float64]

TINY = 7
"""Decimals of scores that are written in powers of ten."""

AGREED = 0.0125
"""Coders agree where their standard deviation is a smaller share: 0.05 points of 1 to 5."""


def score_ends(problem: Problem) -> tuple[Floats, Floats]:
    """Lowest and highest score of each criterion, shape (n,): of its scale, else of its column."""
    return _ends(problem, problem.values)


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


def decimals(numbers: ArrayLike, figures: int) -> int:
    """Decimals that give the largest of the numbers so many figures."""
    largest = float(np.nanmax(np.abs(numbers), initial=0.0))
    return max(0, figures - 1 - int(np.floor(np.log10(largest)))) if largest > 0.0 else 0


def part_digits(part: float, share: float, figures: int) -> int:
    """Decimals that give the whole, of which a part is this share, so many figures.

    They are more where the part would else be written as 0.

    Examples
    --------
    >>> part_digits(0.35, 0.0875, 3), part_digits(0.35, 0.0001, 3), part_digits(0.0, 0.0, 3)
    (2, 1, 0)
    """
    return max(decimals(part / share, figures), decimals(2.0 * part, 1)) if share else 0


def score_digits(scores: ArrayLike) -> int:
    """Decimals of the scores of one criterion: three figures of the largest, or fewer if exact.

    Examples
    --------
    >>> [score_digits(column) for column in ([1.0, 5.0], [2.75, 4.0], [1530.0, 2.5], [1 / 3])]
    [0, 2, 0, 3]
    """
    column = np.asarray(scores, dtype=np.float64)
    most = min(decimals(column, 3), TINY)
    slack = 1e-9 * float(np.abs(column).max())
    return next((d for d in range(most) if (np.abs(column.round(d) - column) <= slack).all()), most)


def score_text(score: float, digits: int) -> str:
    """A score with so many decimals and thousands apart; in powers of ten where it is tiny or huge.

    Examples
    --------
    >>> score_text(1530.0, 0), score_text(2.75, 2), score_text(0.000000123, 9)
    ('1,530', '2.75', '1.23e-07')
    """
    if digits >= TINY or abs(score) >= 1e12:
        return f"{score:.3g}"
    return f"{score:z,.{digits}f}"
