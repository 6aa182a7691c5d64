"""Between which scores an alternative lies under many weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..model import CriteriaError, Ranking
from ..model.errors import listed


def weight_intervals(ranking: Ranking, weights: pd.DataFrame) -> pd.DataFrame:
    """The 5 % and 95 % quantiles of every score over draws of the weights.

    Parameters
    ----------
    ranking : Ranking
        The ranking; its method and options are kept.
    weights : DataFrame, draws x criteria
        Weights, such as `WeightSpace.sample` gives.

    Returns
    -------
    DataFrame, (low, high) x alternatives

    Raises
    ------
    CriteriaError
        If the draws are no table or lack criteria.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> from fivepluone_mcda.sensitivity.intervals import weight_intervals
    >>> frame = pd.DataFrame({"price": [0.2, 0.8], "comfort": [0.6, 0.5]}, ["car", "bus"])
    >>> draws = pd.DataFrame({"price": [1.0, 0.0], "comfort": [0.0, 1.0]})
    >>> weight_intervals(fp.ahp(fp.Problem(frame)), draws).round(3)
            car    bus
    low   0.217  0.472
    high  0.528  0.783
    """
    criteria = ranking.problem.criteria
    expected = "draws of the weights of all criteria"
    if not isinstance(weights, pd.DataFrame):
        raise CriteriaError(f"weights: found {type(weights).__name__}; expected {expected}")
    missing = [criterion for criterion in criteria if criterion not in weights.columns]
    if missing:
        raise CriteriaError(f"weights: a table without {listed(missing)}; expected {expected}")
    if ranking.kernel is None:
        raise CriteriaError(f"{ranking.method} gives scores for its own weights only; no interval")
    scores = ranking.kernel(weights[criteria].to_numpy(dtype=float))
    ends = np.quantile(scores, [0.05, 0.95], axis=0)
    return pd.DataFrame(ends, ["low", "high"], ranking.problem.alternatives)
