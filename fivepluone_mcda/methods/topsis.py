"""TOPSIS: closeness to the ideal and distance from the anti-ideal solution."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from ..model import Problem, Ranking
from ..model.arrays import Floats
from .kernels import Distances
from .normalisation import normalise, spreads


def topsis_kernel(
    problem: Problem, normalization: str = "vector", *, values: Floats | None = None
) -> Distances:
    """TOPSIS of a problem as a function of the weights."""
    return Distances(*spreads(normalise(problem, normalization, values)))


def topsis(problem: Problem, normalization: str = "vector") -> Ranking:
    """Rank by TOPSIS with Euclidean distances.

    Every column is normalised, weighted, and compared with the best (ideal) and the worst
    (anti-ideal) value that any alternative reaches. The score is the closeness
    D- / (D- + D+), between 0 (at the anti-ideal) and 1 (at the ideal). Where no column has any
    spread, all alternatives are at both and get 0.5.

    Parameters
    ----------
    problem : Problem
        What is to be ranked.
    normalization : {"vector", "minmax", "max", "sum"}
        How columns are put on a common scale. A change of unit (a factor on a column) changes
        nothing under any of them. A change of the zero point (1..5 recoded as 0..4) changes the
        scores under all but min-max.

    Returns
    -------
    Ranking
        Steps: ``normalised``, ``weighted``, ``ideals``, ``distances``.

    Raises
    ------
    MethodError
        If the normalisation is unknown, or ``max`` or ``sum`` meets a negative score.

    Notes
    -----
    `Ranking.explain` divides the difference of two closenesses in two exact steps. Closeness
    depends on two numbers, D+^2 and D-^2; the difference is divided between them by exchanging
    one at a time, the mean of both orders (their Shapley value). Each of the two is a sum over
    criteria, and its share is divided in proportion to the terms of that sum.

    References
    ----------
    .. [1] Hwang, C. L., & Yoon, K. (1981). Multiple Attribute Decision Making. Springer.
       https://doi.org/10.1007/978-3-642-48318-9

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> fp.topsis(fp.Problem(frame, directions={"price": "min"})).scores.round(3).to_dict()
    {'car': 0.684, 'bus': 0.328, 'bike': 0.316}
    """
    kernel = topsis_kernel(problem, normalization)
    weights = problem.weight_vector
    normalised = normalise(problem, normalization)
    weighted = normalised * weights
    squared = weights * weights
    return Ranking.of(
        "topsis",
        problem,
        kernel(weights),
        options={"normalization": normalization},
        steps={
            "normalised": normalised,
            "weighted": weighted,
            "ideals": pd.DataFrame(
                [weighted.max(axis=0), weighted.min(axis=0)],
                ["ideal", "anti-ideal"],
                problem.criteria,
            ),
            "distances": pd.DataFrame(
                {
                    "to ideal": np.sqrt(kernel.to_best @ squared),
                    "to anti-ideal": np.sqrt(kernel.to_worst @ squared),
                },
                problem.alternatives,
            ),
        },
        kernel=kernel,
        kernel_of=partial(topsis_kernel, normalization=normalization),
    )
