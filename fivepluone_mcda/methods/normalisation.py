"""Normalised scores: every column on a common scale, larger always better."""

from __future__ import annotations

import numpy as np

from ..model import MethodError, Problem
from ..model.arrays import Flags, Floats
from ..model.errors import expect

NORMALIZATIONS = ("vector", "minmax", "max", "sum")


def normalise(problem: Problem, normalization: str, values: Floats | None = None) -> Floats:
    """The normalised matrix, shape (m, n), in which larger is better in every column.

    `values`, shape (m, n, K), are K matrices to take in place of the problem's own.

    ==========  ===========================  ====================================
    name        maximised                    minimised
    ==========  ===========================  ====================================
    ``vector``  x / sqrt(sum x^2)            1 - x / sqrt(sum x^2)
    ``minmax``  (x - min) / (max - min)      (max - x) / (max - min)
    ``max``     x / max                      1 - x / max
    ``sum``     x / sum x                    (1 / x) / sum (1 / x)
    ==========  ===========================  ====================================

    All but ``minmax`` depend on where zero is: a score of 4 counts as twice a score of 2. A column
    without spread comes out constant. Where a minimised column holds zeros, ``sum``
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
    x = scores_of(problem, values)
    maximise = by_column(problem.maximise, x)
    if normalization in ("max", "sum"):
        refuse_negative(problem, f"the {normalization} normalisation", values)
    if normalization == "sum":
        return np.asarray(np.where(maximise, shares(x), shares(reciprocal(x))))
    if normalization == "minmax":
        low, width = x.min(axis=0), np.ptp(x, axis=0)
        scaled = np.divide(x - low, width, out=np.ones_like(x), where=width > 0.0)
        return np.asarray(np.where(maximise | (width == 0.0), scaled, 1.0 - scaled))
    largest = np.abs(x).max(axis=0)
    scaled = x / np.where(largest > 0.0, largest, 1.0)
    if normalization == "vector":
        norm = np.sqrt((scaled**2).sum(axis=0))
        scaled /= np.where(norm > 0.0, norm, 1.0)
    sign = np.where(maximise, 1.0, -1.0)
    scaled *= sign
    scaled += sign < 0.0  # 1 - x where a column is minimised
    return np.asarray(scaled)


def scores_of(problem: Problem, values: Floats | None = None) -> Floats:
    """The problem's scores, shape (m, n), or the `values`, shape (m, n, K), in their place."""
    expect_problem(problem)
    return problem.values if values is None else values


def expect_problem(problem: object) -> None:
    """Refuse what is no problem, and say where to get one: every method asks for it first."""
    source = "a Problem, such as Problem(frame) or study.problem()"
    expect(problem, Problem, source, "problem", MethodError)


def by_column(flags: Flags, x: Floats) -> Flags:
    """A flag for every column in a shape that broadcasts against (m, n) or (m, n, K)."""
    return flags.reshape(-1, *[1] * (x.ndim - 2))


def signed(problem: Problem, values: Floats | None = None) -> Floats:
    """The scores with minimised columns negated: the problem's own, or `values` (m, n, K)."""
    x = scores_of(problem, values)
    return np.where(by_column(problem.maximise, x), x, -x)


def refuse_negative(problem: Problem, what: str, values: Floats | None = None) -> None:
    """An error that names the first negative score, if there is one."""
    x = scores_of(problem, values)
    if x.min() < 0.0:
        first = np.argwhere(x < 0.0)[0]
        raise MethodError(
            f"{what} needs scores of 0 or more: found {x[tuple(first)]:g} for "
            f"{problem.alternatives[first[0]]!r} on {problem.criteria[first[1]]!r}"
        )


def shares(x: Floats) -> Floats:
    """Columns scaled to sum 1; equal shares in a column of zeros."""
    largest = x.max(axis=0)
    relative = np.divide(x, largest, out=np.ones_like(x), where=largest > 0.0)
    return np.asarray(relative / relative.sum(axis=0))


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
