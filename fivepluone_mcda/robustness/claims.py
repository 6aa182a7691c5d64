"""The source's own comparisons, held against the scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..model.ranking import TIE
from ..study import Study

__all__ = ["check_claims"]


def check_claims(study: Study, coders: Sequence[str] | None = None) -> pd.DataFrame:
    """Which of the source's own comparisons the scores respect.

    A claim says that one alternative stands better than another on one criterion: higher where
    the criterion is maximised, lower where it is minimised.

    Parameters
    ----------
    study : Study
        A study with claims.
    coders : sequence of str, optional
        The coders whose scores are averaged; all when left out. SWOT criteria are taken under
        the default profile's horizon share.

    Returns
    -------
    DataFrame
        One row a claim: ``claim``, ``criterion``, ``better``, ``worse``, ``holds`` (``yes``,
        ``tie``, ``no``), ``gap`` (how far the better one is ahead, in points of the scale;
        negative where the scores contradict the claim), ``kind``, ``place``, ``paraphrase``.
        No rows where the study has no claims.

    Raises
    ------
    UnknownNameError
        If a coder is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> from fivepluone_mcda.robustness import check_claims
    >>> check_claims(fp.load())["holds"].value_counts().to_dict()
    {'yes': 22, 'no': 2, 'tie': 1}
    """
    problem = study.problem(coders=coders)
    claims = study.claims
    column = pd.Index(problem.criteria).get_indexer(pd.Index(claims["criterion"]))
    better, worse = (
        problem.values[pd.Index(problem.alternatives).get_indexer(pd.Index(claims[side])), column]
        for side in ("better", "worse")
    )
    gap = np.where(problem.maximise[column], better - worse, worse - better)
    tied = np.abs(gap) <= TIE * np.maximum(np.abs(better), 1.0)
    gap[tied] = 0.0
    return pd.DataFrame(
        {
            **claims[["claim", "criterion", "better", "worse"]],
            "holds": np.where(tied, "tie", np.where(gap > 0.0, "yes", "no")),
            "gap": gap,
            **claims[["kind", "place", "paraphrase"]],
        }
    )
