"""VIKOR: the compromise between mean regret and the largest single regret."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model import Problem, Ranking
from ..model.reweight import check_share
from .kernels import Compromise
from .normalisation import signed

Floats = NDArray[np.float64]


def vikor_kernel(problem: Problem, v: float = 0.5, *, values: Floats | None = None) -> Compromise:
    """VIKOR of a problem as a function of the weights."""
    x = signed(problem, values)
    best, width = x.max(axis=0), np.ptp(x, axis=0)
    regret = np.divide(best - x, width, out=np.zeros_like(x), where=width > 0.0)
    return Compromise(regret, check_share(v, "v"))


def vikor(problem: Problem, v: float = 0.5) -> Ranking:
    """Rank by VIKOR's Q; the lowest is the best.

    The regret of an alternative on a criterion is its distance from the best score as a share
    of the column's range (0 in a column without spread). S is the weighted sum of regrets, R
    the largest weighted regret; both are scaled to 0..1 over the alternatives and mixed.

    Parameters
    ----------
    problem : Problem
        What is to be ranked.
    v : float
        Weight of S (the majority) against R (the one that suffers most), 0..1.

    Returns
    -------
    Ranking
        Scores are Q, lower is better. Steps: ``regret``, ``weighted``, ``measures`` (S, R, Q)
        and ``compromise``: whether the first has an acceptable advantage over the second
        (1 / (m - 1)) and whether it is first in S or R as well. `Ranking.explain` divides the
        part of S among the criteria by their weighted regrets and gives the part of R to the
        criterion with the largest one.

    Raises
    ------
    ProblemError
        If v is not between 0 and 1.

    References
    ----------
    .. [1] Opricovic, S., & Tzeng, G.-H. (2004). Compromise solution by MCDM methods. European
       Journal of Operational Research, 156(2), 445-455.
       https://doi.org/10.1016/S0377-2217(03)00020-1

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> fp.vikor(fp.Problem(frame, directions={"price": "min"})).scores.round(3).to_dict()
    {'car': 0.5, 'bus': 0.5, 'bike': 0.5}
    """
    kernel = vikor_kernel(problem, v)
    rows, columns = problem.alternatives, problem.criteria
    weights = problem.weight_vector
    scores = kernel(weights)
    mean, largest = kernel.parts(weights)
    measures = pd.DataFrame({"S": mean, "R": largest, "Q": scores}, rows)
    ranking = Ranking.of(
        "vikor",
        problem,
        scores,
        options={"v": kernel.v},
        steps={
            "regret": pd.DataFrame(kernel.regret, rows, columns),
            "weighted": pd.DataFrame(kernel.regret * weights, rows, columns),
            "measures": measures,
        },
        lower_is_better=True,
        kernel=kernel,
        kernel_of=partial(vikor_kernel, v=v),
    )
    ranking.steps["compromise"] = _compromise(measures.loc[ranking.order])
    return ranking


def _compromise(measures: pd.DataFrame) -> pd.DataFrame:
    """The two conditions under which the first by Q stands alone."""
    if len(measures) == 1:
        advantage, needed = 0.0, 0.0
    else:
        advantage = float(measures["Q"].iloc[1] - measures["Q"].iloc[0])
        needed = 1.0 / (len(measures) - 1)
    stable = bool((measures[["S", "R"]].iloc[0] == measures[["S", "R"]].min()).any())
    return pd.DataFrame(
        {
            "found": [advantage, float(stable)],
            "needed": [needed, 1.0],
            "holds": [advantage >= needed, stable],
        },
        ["acceptable advantage", "acceptable stability"],
    )
