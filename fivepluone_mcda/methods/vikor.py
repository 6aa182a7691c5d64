"""VIKOR: the compromise between mean regret and the largest single regret."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from ..model import Problem, Ranking
from ..model.arrays import Floats
from ..model.result import TIE
from ..model.reweight import check_share
from .kernels import Compromise
from .normalisation import signed


def vikor_kernel(problem: Problem, v: float = 0.5, *, values: Floats | None = None) -> Compromise:
    """VIKOR of a problem as a function of the weights."""
    x = signed(problem, values)
    best, width = x.max(axis=0), np.ptp(x, axis=0)
    regret = np.divide(best - x, width, out=np.zeros_like(x), where=width > 0.0)
    return Compromise(regret, check_share(v, "v"))


class VikorRanking(Ranking):
    """A ranking by VIKOR, which proposes a compromise set rather than a single winner."""

    @property
    def compromise_set(self) -> list[str]:
        """The alternatives that VIKOR proposes, best first; one where both conditions hold."""
        return [str(name) for name in self.steps["compromise set"].index]


def vikor(problem: Problem, v: float = 0.5) -> VikorRanking:
    """Rank by VIKOR's Q; the lowest is the best.

    The regret of an alternative on a criterion is its distance from the best score as a share
    of the column's range (0 in a column without spread). S is the weighted sum of regrets, R
    the largest weighted regret; both are scaled to 0..1 over the alternatives and mixed.

    Parameters
    ----------
    problem : Problem
        What is to be ranked.
    v : float
        Weight of S (the mean over all criteria) against R (the worst criterion), 0..1.

    Returns
    -------
    VikorRanking
        Scores are Q, lower is better. Steps: ``regret``, ``weighted``, ``measures`` (S, R, Q),
        ``compromise`` (the two conditions) and ``compromise set``, also in ``.compromise_set``.
        `Ranking.explain` divides the part of S among the criteria by their weighted regrets and
        gives the part of R to the criterion with the largest one.

    Raises
    ------
    ProblemError
        If v is not between 0 and 1.

    Notes
    -----
    The first by Q stands alone where it has an acceptable advantage over the second (their Q
    differ by 1 / (m - 1) or more) and is stable (first by S or by R as well). Where only the
    second condition fails, the compromise set is the first two; where the first fails, all that
    are less than 1 / (m - 1) behind the first.

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
    >>> fp.vikor(fp.Problem(frame, {"price": 1, "comfort": 3}, {"price": "min"})).compromise_set
    ['car']
    """
    kernel = vikor_kernel(problem, v)
    weights = problem.weight_vector
    scores = kernel(weights)
    mean, largest = kernel.parts(weights)
    measures = pd.DataFrame({"S": mean, "R": largest, "Q": scores}, problem.alternatives)
    ranking = VikorRanking.of(
        "vikor",
        problem,
        scores,
        options={"v": kernel.v},
        steps={
            "regret": kernel.regret,
            "weighted": kernel.regret * weights,
            "measures": measures,
        },
        lower_is_better=True,
        kernel=kernel,
        kernel_of=partial(vikor_kernel, v=v),
    )
    measures = measures.loc[ranking.order]
    conditions = _conditions(measures)
    ranking.steps["compromise"] = conditions
    ranking.steps["compromise set"] = measures.head(_proposed(measures, conditions))
    return ranking


def _conditions(measures: pd.DataFrame) -> pd.DataFrame:
    """The two conditions under which the first by Q stands alone; measures are best first."""
    if len(measures) == 1:
        advantage, needed = 0.0, 0.0
    else:
        advantage = float(measures["Q"].iloc[1] - measures["Q"].iloc[0])
        needed = 1.0 / (len(measures) - 1)
    both = measures[["S", "R"]]
    stable = bool((both.iloc[0] <= both.min() + TIE).any())
    return pd.DataFrame(
        {
            "found": [advantage, float(stable)],
            "needed": [needed, 1.0],
            "holds": [advantage >= needed - TIE, stable],
        },
        ["acceptable advantage", "acceptable stability"],
    )


def _proposed(measures: pd.DataFrame, conditions: pd.DataFrame) -> int:
    """How many of the first by Q make up the compromise set."""
    if conditions["holds"].all():
        return 1
    if conditions["holds"].iloc[0]:
        return 2
    q, needed = measures["Q"].to_numpy(), conditions["needed"].to_numpy()[0]
    return int(np.count_nonzero(q - q[0] < needed - TIE))
