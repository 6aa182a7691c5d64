"""The source's own comparisons, held against the scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.arrays import Flags, Floats
from ..model.result import TIE
from ..study import Study, expect_study


@dataclass(frozen=True)
class ClaimsHold:
    """Whether drawn scores respect every one of a source's comparisons.

    `column`, `better` and `worse` are the criterion and the two alternatives of each claim, by
    position in the problem; `sign`, shape (claims, 1), is -1 where the criterion is minimised.
    """

    column: NDArray[np.intp]
    better: NDArray[np.intp]
    worse: NDArray[np.intp]
    sign: Floats

    def gaps(self, values: Floats) -> Floats:
        """How far the better one is ahead, shape (claims, K), in matrices of shape (m, n, K)."""
        ahead = values[self.better, self.column] - values[self.worse, self.column]
        return np.asarray(self.sign * ahead)

    def possible(self, low: Floats, high: Floats) -> Flags:
        """Tables in whose intervals, shape (tables, m, n), no claim is ruled out."""
        more = np.where(self.sign[:, 0] > 0.0, self.better, self.worse)
        less = np.where(self.sign[:, 0] > 0.0, self.worse, self.better)
        return np.asarray((high[:, more, self.column] > low[:, less, self.column]).all(axis=1))

    def __call__(self, values: Floats) -> Flags:
        """True where every claim holds, shape (K,)."""
        return np.asarray((self.gaps(values) > 0.0).all(axis=0))


def claims_hold(study: Study) -> ClaimsHold:
    """The condition that all comparisons of the source hold, for `smaa`.

    With it, ``smaa(problem, scores="both", condition=claims_hold(study))`` says which
    alternative comes first over all codings that respect what the source says.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> study = fp.load()
    >>> fp.claims_hold(study)(study.problem().values[:, :, None])
    array([False])
    """
    expect_study(study)
    problem, claims = study.problem(), study.claims

    def positions(names: list[str], column: str) -> NDArray[np.intp]:
        return np.asarray(pd.Index(names).get_indexer(pd.Index(claims[column])))

    column = positions(problem.criteria, "criterion")
    return ClaimsHold(
        column=column,
        better=positions(problem.alternatives, "better"),
        worse=positions(problem.alternatives, "worse"),
        sign=np.where(problem.maximise[column], 1.0, -1.0)[:, None],
    )


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

    Raises
    ------
    UnknownNameError
        If a coder is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.check_claims(fp.load())["holds"].value_counts().to_dict()
    {'yes': 22, 'no': 2, 'tie': 1}
    """
    expect_study(study)
    problem = study.problem(coders=coders)
    claims = study.claims
    gap = claims_hold(study).gaps(problem.values[:, :, None])[:, 0]
    tied = np.abs(gap) <= TIE * max(1.0, float(np.abs(problem.values).max()))
    gap[tied] = 0.0
    return pd.DataFrame(
        {
            **claims[["claim", "criterion", "better", "worse"]],
            "holds": np.where(tied, "tie", np.where(gap > 0.0, "yes", "no")),
            "gap": gap,
            **claims[["kind", "place", "paraphrase"]],
        }
    )
