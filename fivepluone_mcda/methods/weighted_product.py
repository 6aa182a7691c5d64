"""The weighted product of normalised scores (WPM)."""

from __future__ import annotations

import numpy as np

from ..model import Problem, Ranking
from ..model.arrays import Floats
from .kernels import Additive
from .normalisation import normalise

LOG_ZERO = -1e300
"""Stands for log 0: finite, so that a weight of 0 makes it vanish instead of giving NaN."""


def weighted_product_kernel(problem: Problem, *, values: Floats | None = None) -> Additive:
    """The weighted product of a problem as a function of the weights: additive in logarithms."""
    shares = normalise(problem, "sum", values)
    logs = np.log(shares, out=np.full_like(shares, LOG_ZERO), where=shares > 0.0)
    return Additive(logs, link="exp", monotone=True)


def weighted_product(problem: Problem) -> Ranking:
    """Rank by the product of the normalised scores, each raised to its weight.

    Columns are divided by their sum (reciprocals for minimised columns). The ranking is the
    same under any change of units. A score of 0 on a maximised criterion that has weight makes
    the product 0.

    Parameters
    ----------
    problem : Problem
        What is to be ranked; no negative scores.

    Returns
    -------
    Ranking
        Steps: ``normalised``, ``powers``. `Ranking.explain` divides the difference in proportion
        to the differences of weighted logarithms (their logarithmic mean is the factor), which
        sums to it exactly; where a product is 0, the whole difference belongs to the criteria that
        make it 0.

    Raises
    ------
    MethodError
        If a score is negative.

    References
    ----------
    .. [1] Bridgman, P. W. (1922). Dimensional Analysis. Yale University Press.
    .. [2] Miller, D. W., & Starr, M. K. (1960). Executive Decisions and Operations Research.
       Prentice-Hall.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> fp.weighted_product(fp.Problem(frame, directions={"price": "min"})).best
    'car'
    """
    kernel = weighted_product_kernel(problem)
    weights = problem.weight_vector
    normalised = normalise(problem, "sum")
    return Ranking.of(
        "weighted_product",
        problem,
        kernel(weights),
        options={},
        steps={"normalised": normalised, "powers": normalised**weights},
        kernel=kernel,
        kernel_of=weighted_product_kernel,
    )
