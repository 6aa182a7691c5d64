"""Dominance, and which alternatives come first under some weights."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import MethodError, Problem
from ..model.arrays import Floats

LEVEL = 1e-9
"""A linear programme finds level alternatives level to this."""

HUGE = 1e100
"""Values beyond this stand for infinite ones."""


def dominance(problem: Problem) -> pd.DataFrame:
    """Which alternative is at least as good as which on every criterion, whatever the weights.

    Returns
    -------
    DataFrame
        One row an ordered pair: ``alternative``, ``other``, on how many criteria the first is
        ``better``, ``equal`` and ``worse`` than the other, and whether it ``dominates`` it:
        better on one or more, worse on none. No rows for a single alternative.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> bool(fp.dominance(fp.load().problem("implementation"))["dominates"].any())
    False
    """
    expect_problem(problem)
    signed = np.where(problem.maximise, problem.values, -problem.values)
    named = zip(problem.alternatives, signed, strict=True)
    rows = []
    for (one, own), (other, its) in permutations(named, 2):
        better, equal, worse = ((own > its).sum(), (own == its).sum(), (own < its).sum())
        rows.append((one, other, better, equal, worse, better > 0 and worse == 0))
    columns = ["alternative", "other", "better", "equal", "worse", "dominates"]
    return pd.DataFrame(rows, columns=columns)


def potentially_best(problem: Problem, method: MethodLike = "weighted_sum") -> pd.DataFrame:
    """Which alternatives come first under some weights, and under which by the widest margin.

    For each alternative a linear programme finds the weights (0 or more, sum 1) under which its
    weighted sum of values is farthest ahead of the best of the others. The problem's own weights
    play no part.

    Parameters
    ----------
    problem : Problem
    method : str or callable
        A method that adds weighted values: weighted sum, weighted product (in logarithms), AHP,
        PROMETHEE II.

    Returns
    -------
    DataFrame
        One row an alternative: ``alternative``; ``potentially_best``, whether it is first or
        level with the first under some weights; ``margin``, its widest lead in weighted values
        (negative: what it lacks at best; 0 for a single alternative); then the weight of each
        criterion where it has that lead.

    Raises
    ------
    MethodError
        If the method does not add weighted values, or a value is infinite.

    References
    ----------
    .. [1] Hazen, G. B. (1986). Partial information, dominance, and potential optimality in
       multiattribute utility theory. Operations Research, 34(2), 296-310.
       https://doi.org/10.1287/opre.34.2.296

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"speed": [5, 2, 1], "comfort": [1, 2, 5]}, ["car", "bus", "bike"])
    >>> fp.potentially_best(fp.Problem(frame))[["alternative", "potentially_best", "margin"]]
      alternative  potentially_best  margin
    0         car              True   0.375
    1         bus             False  -0.125
    2        bike              True   0.375
    """
    chosen = resolve(method)
    values = chosen.kernel(problem).additive_values
    if values is None:
        raise MethodError(
            f"potentially_best needs a method that adds weighted values (weighted_sum, "
            f"weighted_product, ahp, promethee_ii); found {chosen.name!r}"
        )
    if np.abs(values).max() > HUGE:
        raise MethodError(
            "potentially_best needs finite values: a score of 0 has no logarithm for "
            "weighted_product"
        )
    rows = []
    for i, alternative in enumerate(problem.alternatives):
        margin, weights = _widest_lead(values, i)
        rows.append((alternative, margin >= -LEVEL, margin, *weights))
    columns = ["alternative", "potentially_best", "margin", *problem.criteria]
    return pd.DataFrame(rows, columns=columns)


def _widest_lead(values: Floats, i: int) -> tuple[float, Floats]:
    """The widest lead of one row over all others in a weighted sum, and the weights."""
    from scipy.optimize import linprog

    leads = values[i] - np.delete(values, i, axis=0)
    rows, n = leads.shape
    if rows == 0:
        return 0.0, np.full(n, 1.0 / n)
    # Unknowns: the weights and the lead, which is to be as large as no w . lead falls below it.
    found = linprog(
        np.append(np.zeros(n), -1.0),
        A_ub=np.column_stack([-leads, np.ones(rows)]),
        b_ub=np.zeros(rows),
        A_eq=[np.append(np.ones(n), 0.0)],
        b_eq=[1.0],
        bounds=[(0.0, 1.0)] * n + [(None, None)],
    )
    weights = np.clip(np.asarray(found.x)[:n], 0.0, None)
    weights /= weights.sum()
    return float((leads @ weights).min()), weights
