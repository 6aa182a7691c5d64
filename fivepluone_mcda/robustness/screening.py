"""Who comes first once the alternatives that fail a condition are ruled out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from ..methods.registry import MethodLike
from ..model import CriteriaError, Problem
from ..sensitivity import Smaa, WeightSpace, smaa
from ..sensitivity.winner_bands import base_profiles, named_methods
from ..study import Study, expect_study


def screened_winners(
    study: Study,
    conditions: str | Sequence[str],
    profiles: str | Sequence[str] | None = None,
    methods: Sequence[MethodLike] | Mapping[str, MethodLike] | None = None,
) -> pd.DataFrame:
    """Who comes first with and without the alternatives that fail a condition.

    Parameters
    ----------
    study : Study
    conditions : str or sequence of str
        What every alternative must satisfy, as in `Problem.screened`.
    profiles : str or sequence of str, optional
        The profiles; all of them when left out.
    methods : sequence or mapping, optional
        As in `winner_bands`.

    Returns
    -------
    DataFrame
        One row a profile and method: ``profile``, ``method``, ``winner`` among all alternatives,
        ``screened_winner`` among those that are left. ``attrs["excluded"]`` holds, by profile,
        which alternatives fail which conditions.

    Raises
    ------
    CriteriaError
        If no condition is given, one cannot be read, or no alternative satisfies all of them.
    UnknownNameError
        If a criterion, a profile or a method is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> table = fp.screened_winners(fp.load(), "G2 < 4", "values", ["topsis", "ahp"])
    >>> table[["method", "winner", "screened_winner"]].to_numpy().tolist()
    [['topsis', 'CA-China', 'CA-EU'], ['ahp', 'CA-China', 'CA-EU']]
    """
    expect_study(study)
    texts = [conditions] if isinstance(conditions, str) else list(conditions)
    if not texts:
        raise CriteriaError("conditions: found none; expected one or more, such as 'G2 < 4'")
    chosen = named_methods(methods)
    rows, excluded = [], {}
    for profile in base_profiles(study, study.profiles if profiles is None else profiles):
        problem = study.problem(profile)
        left = problem.screened(*texts)
        excluded[profile] = left.excluded
        for name, method in chosen.items():
            rows.append((profile, name, method.outcome(problem).best, method.outcome(left).best))
    table = pd.DataFrame(rows, columns=["profile", "method", "winner", "screened_winner"])
    table.attrs["excluded"] = excluded
    return table


class Screening(NamedTuple):
    """What is left once the alternatives that fail a condition (`excluded`) are ruled out.

    `winners` is as `screened_winners` gives it; `simplex` and `hierarchical` are any weights
    among the alternatives that are left.
    """

    excluded: list[str]
    winners: pd.DataFrame
    simplex: Smaa
    hierarchical: Smaa


def screening(
    study: Study, problem: Problem, method: MethodLike, condition: str
) -> Screening | None:
    """Who comes first among the alternatives that satisfy a condition; None if none or all do."""
    try:
        left = problem.screened(condition)
        winners = screened_winners(study, condition)
    except CriteriaError:
        return None
    if not left.excluded:
        return None
    spaces = (WeightSpace.simplex(left), WeightSpace.hierarchical(left))
    simplex, hierarchical = (smaa(left, method, space) for space in spaces)
    return Screening(list(left.excluded), winners, simplex, hierarchical)
