"""The weighted sum of normalised scores (SAW, WSM)."""

from __future__ import annotations

from functools import partial

from ..model import Problem, Ranking
from ..model.arrays import Floats
from .kernels import Additive
from .normalisation import normalise


def weighted_sum_kernel(
    problem: Problem, normalization: str = "sum", *, values: Floats | None = None
) -> Additive:
    """The weighted sum of a problem as a function of the weights."""
    return Additive(normalise(problem, normalization, values), monotone=True)


def weighted_sum(problem: Problem, normalization: str = "sum") -> Ranking:
    """Rank by the weighted sum of the normalised scores.

    Parameters
    ----------
    problem : Problem
        What is to be ranked.
    normalization : {"sum", "vector", "minmax", "max"}
        How columns are put on a common scale; minimised columns come out reversed. All but
        min-max depend on where zero is: 1..5 recoded as 0..4 gives other scores.

    Returns
    -------
    Ranking
        Steps: ``normalised``, ``weighted``. `Ranking.explain` gives the weight of each criterion
        times the difference of the normalised scores.

    Raises
    ------
    MethodError
        If the normalisation is unknown, or ``max`` or ``sum`` meets a negative score.

    References
    ----------
    .. [1] Fishburn, P. C. (1967). Additive utilities with incomplete product sets. Operations
       Research, 15(3), 537-542. https://doi.org/10.1287/opre.15.3.537

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> fp.weighted_sum(fp.Problem(frame, directions={"price": "min"})).best
    'car'
    """
    kernel = weighted_sum_kernel(problem, normalization)
    weights = problem.weight_vector
    return Ranking.of(
        "weighted_sum",
        problem,
        kernel(weights),
        options={"normalization": normalization},
        steps={"normalised": kernel.values, "weighted": kernel.values * weights},
        kernel=kernel,
        kernel_of=partial(weighted_sum_kernel, normalization=normalization),
    )
