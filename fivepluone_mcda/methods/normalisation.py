"""Normalised scores: every column on a common footing, larger always better."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..model import MethodError, Problem

__all__ = ["NORMALIZATIONS", "normalise", "shares", "spreads"]

Floats = NDArray[np.float64]

NORMALIZATIONS = ("vector", "minmax", "max", "sum")


def normalise(problem: Problem, normalization: str) -> Floats:
    """The normalised matrix, shape (m, n), in which larger is better in every column.

    ==========  ===========================  ====================================
    name        maximised                    minimised
    ==========  ===========================  ====================================
    ``vector``  x / sqrt(sum x^2)            1 - x / sqrt(sum x^2)
    ``minmax``  (x - min) / (max - min)      (max - x) / (max - min)
    ``max``     x / max                      1 - x / max
    ``sum``     x / sum x                    (1 / x) / sum (1 / x)
    ==========  ===========================  ====================================

    A column without spread comes out constant. Where a minimised column holds zeros, ``sum``
    gives their limit: the zeros share the column.

    Raises
    ------
    MethodError
        If the normalisation is unknown, or ``max`` or ``sum`` meets a negative score.
    """
    if normalization not in NORMALIZATIONS:
        raise MethodError(
            f"normalization: found {normalization!r}; expected one of {', '.join(NORMALIZATIONS)}"
        )
    x, maximise = problem.values, problem.maximise
    if normalization in ("max", "sum"):
        refuse_negative(problem, f"the {normalization} normalisation")
    if normalization == "sum":
        return np.asarray(np.where(maximise, shares(x), shares(reciprocal(x))))
    if normalization == "minmax":
        low, width = x.min(axis=0), np.ptp(x, axis=0)
        scaled = np.divide(x - low, width, out=np.ones_like(x), where=width > 0.0)
        return np.asarray(np.where(maximise | (width == 0.0), scaled, 1.0 - scaled))
    largest = np.abs(x).max(axis=0)
    scaled = np.divide(x, largest, out=np.zeros_like(x), where=largest > 0.0)
    if normalization == "vector":
        norm = np.sqrt((scaled**2).sum(axis=0))
        scaled = np.divide(scaled, norm, out=scaled, where=norm > 0.0)
    return np.asarray(np.where(maximise, scaled, 1.0 - scaled))


def refuse_negative(problem: Problem, what: str) -> None:
    """An error that names the first negative score, if there is one."""
    rows, columns = np.nonzero(problem.values < 0.0)
    if rows.size:
        row, column = int(rows[0]), int(columns[0])
        raise MethodError(
            f"{what} needs scores of 0 or more: found {problem.values[row, column]:g} for "
            f"{problem.alternatives[row]!r} on {problem.criteria[column]!r}"
        )


def shares(x: Floats) -> Floats:
    """Columns scaled to sum 1; equal shares in a column of zeros."""
    total = x.sum(axis=0)
    equal = np.full_like(x, 1.0 / x.shape[0])
    return np.asarray(np.divide(x, total, out=equal, where=total > 0.0))


def reciprocal(x: Floats) -> Floats:
    """1 / x up to a factor by column; in a column with zeros the limit: zeros 1, others 0."""
    low = x.min(axis=0)
    return np.asarray(np.divide(low, x, out=np.ones_like(x), where=x > 0.0))


def spreads(normalised: Floats) -> tuple[Floats, Floats]:
    """Squared distances of each cell from the best and from the worst of its column."""
    return (
        (normalised.max(axis=0) - normalised) ** 2,
        (normalised - normalised.min(axis=0)) ** 2,
    )
