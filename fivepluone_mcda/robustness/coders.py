"""The ranking on each coder's own scores, and on all scores but one coder's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, Ranking
from ..study import Study, expect_study


def leave_one_coder_out(
    study: Study, profile: str | None = None, method: MethodLike | None = None
) -> pd.DataFrame:
    """The ranking with each coder left out in turn.

    Parameters
    ----------
    study : Study
        A study with two coders or more.
    profile, method : optional
        The weight profile and the method; the study's own when left out.

    Returns
    -------
    DataFrame
        One row a coder: ``coder`` (who is left out), ``winner``, ``order`` (best first, ties
        with ``=``), then each alternative's score in a column of its name. A coder without whom
        a cell would have no score has no row.

    Raises
    ------
    CriteriaError
        If the study has only one coder.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.leave_one_coder_out(fp.load(), "implementation")["winner"].unique().tolist()
    ['CA-China']
    """
    expect_study(study)
    rank = resolve(method or study.method).rank
    return without_each_coder(study, lambda coders: rank(study.problem(profile, coders)))


def without_each_coder(study: Study, rank: Callable[[list[str]], Ranking]) -> pd.DataFrame:
    """The ranking on the scores of all coders but one, as `leave_one_coder_out` has it."""
    if len(study.coders) < 2:
        raise CriteriaError(
            f"the study has one coder ({study.coders[0]!r}); leaving one out needs two or more"
        )
    return rankings_table(
        (left, rank([coder for coder in study.coders if coder != left]))
        for left, needed in zip(study.coders, _only_scored_by(study).tolist(), strict=True)
        if not needed
    )


def coder_rankings(
    study: Study, profile: str | None = None, method: MethodLike | None = None
) -> pd.DataFrame:
    """The ranking on each coder's own scores.

    Parameters
    ----------
    study, profile, method
        As in `leave_one_coder_out`.

    Returns
    -------
    DataFrame
        One row for each coder who scored every cell, columns as in `leave_one_coder_out`.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.coder_rankings(fp.load(), "implementation")["winner"].unique().tolist()
    ['CA-China']
    """
    expect_study(study)
    rank = resolve(method or study.method).rank
    return rankings_table(
        (coder, rank(study.problem(profile, coders=[coder])))
        for coder, its in zip(study.coders, study.scored, strict=True)
        if its.all()
    )


def _only_scored_by(study: Study) -> NDArray[np.bool_]:
    """Whether some cell is scored by a coder and nobody else, by coder."""
    scored = study.scored
    return np.asarray((scored & (scored.sum(axis=0) == 1)).any(axis=(1, 2)))


def coder_intervals(ranking: Ranking) -> pd.DataFrame | None:
    """Between which scores the middle 90 % of the coders' own tables put each alternative.

    Rows ``low`` and ``high``, alternatives as columns; None where there are fewer than two
    coders, or the ranking holds nothing but scores.
    """
    problem = ranking.problem
    coding = problem.coding
    if coding is None or len(coding.coders) < 2 or ranking.kernel_of is None:
        return None
    kernel = ranking.kernel_of(problem, values=np.moveaxis(coding.best, 0, -1))
    scores = kernel(np.tile(problem.weight_vector, (len(coding.coders), 1)))
    ends = np.quantile(scores, [0.05, 0.95], axis=0)
    return pd.DataFrame(ends, ["low", "high"], problem.alternatives)


def order_text(ranks: pd.Series) -> str:
    """A whole order on one line, best first: ``a > b = c``."""
    order = sorted(ranks.index, key=lambda name: (ranks[name], name))
    text = str(order[0])
    for before, name in pairwise(order):
        text += f" {'=' if ranks[before] == ranks[name] else '>'} {name}"
    return text


def rankings_table(rankings: Iterable[tuple[str, Ranking]], first: str = "coder") -> pd.DataFrame:
    """Rankings by name as a table, columns as in `leave_one_coder_out` after the first one."""
    rows = [
        {first: name, "winner": one.best, "order": order_text(one.ranks), **one.scores}
        for name, one in rankings
    ]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else [first, "winner", "order"])
