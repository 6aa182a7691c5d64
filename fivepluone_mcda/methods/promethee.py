"""PROMETHEE II: net outranking flows from pairwise preferences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd

from ..model import MethodError, Problem, Ranking
from ..model.arrays import Floats
from ..model.errors import unknown_name
from ..model.inputs import float_or_nan
from ..model.result import TIE
from .kernels import Additive
from .normalisation import signed

T = TypeVar("T")
PerCriterion = float | Mapping[str, float] | pd.Series | None

PREFERENCES = {
    "usual": (),
    "u_shape": ("q",),
    "v_shape": ("p",),
    "level": ("q", "p"),
    "linear": ("q", "p"),
    "gaussian": ("s",),
}
"""The six preference functions and the thresholds that each needs."""


class PrometheeRanking(Ranking):
    """A ranking by PROMETHEE II, with the flows and the partial order of PROMETHEE I beside it."""

    @property
    def flows(self) -> pd.DataFrame:
        """Positive, negative and net flow by alternative, best first."""
        return self.steps["flows"]

    @property
    def partial_order(self) -> pd.DataFrame:
        """PROMETHEE I: what the row is to the column, see `promethee_ii`."""
        return _partial_order(self.steps["flows"].loc[self.problem.alternatives])


def promethee_ii_kernel(
    problem: Problem,
    preference: str | Mapping[str, str] = "usual",
    q: PerCriterion = None,
    p: PerCriterion = None,
    s: PerCriterion = None,
    *,
    values: Floats | None = None,
) -> Additive:
    """PROMETHEE II of a problem as a function of the weights: additive in the net flows."""
    positive, negative = _flows(problem, preference, q, p, s, values)
    return Additive(positive - negative, monotone=True)


def _flows(
    problem: Problem,
    preference: str | Mapping[str, str],
    q: PerCriterion,
    p: PerCriterion,
    s: PerCriterion,
    values: Floats | None = None,
) -> tuple[Floats, Floats]:
    """Positive and negative flows by criterion, each of shape (m, n), or (m, n, K)."""
    x = signed(problem, values)
    functions = _by_criterion(problem, "preference", preference)
    thresholds = {
        name: _by_criterion(problem, name, value) for name, value in (("q", q), ("p", p), ("s", s))
    }
    positive, negative = np.empty_like(x), np.empty_like(x)
    for j, criterion in enumerate(problem.criteria):
        column = x[:, j]
        shape = functions.get(criterion, "usual")
        if shape not in tuple(PREFERENCES):  # a tuple, for shapes that cannot be hashed
            raise MethodError(
                f"preference of {criterion!r}: found {shape!r}; expected one of "
                f"{', '.join(PREFERENCES)}"
            )
        needs = {
            name: _threshold(criterion, name, shape, thresholds[name].get(criterion))
            for name in PREFERENCES[shape]
        }
        if shape in ("level", "linear") and needs["q"] > needs["p"]:
            raise MethodError(
                f"{criterion!r}: indifference threshold q = {needs['q']:g} is above the "
                f"preference threshold p = {needs['p']:g}"
            )
        preferred = _prefer(shape, column[:, None] - column[None, :], **needs)
        positive[:, j], negative[:, j] = preferred.sum(axis=1), preferred.sum(axis=0)
    others = max(len(x) - 1, 1)
    return positive / others, negative / others


def promethee_ii(
    problem: Problem,
    preference: str | Mapping[str, str] = "usual",
    q: PerCriterion = None,
    p: PerCriterion = None,
    s: PerCriterion = None,
) -> PrometheeRanking:
    """Rank by the net outranking flow of PROMETHEE II.

    On every criterion each pair of alternatives is compared: a preference function turns the
    difference d of their scores into a degree 0..1. The net flow of an alternative is the
    weighted mean of its preference over the others minus theirs over it, divided by m - 1; it
    lies between -1 and 1 and the flows sum to 0.

    Parameters
    ----------
    problem : Problem
        What is to be ranked.
    preference : str or mapping by criterion
        ``usual`` (1 where d > 0), ``u_shape`` (1 where d > q), ``v_shape`` (d / p up to 1),
        ``level`` (0.5 where d > q, 1 where d > p), ``linear`` (rises from 0 at q to 1 at p),
        ``gaussian`` (1 - exp(-d^2 / (2 s^2))). Criteria that a mapping leaves out are ``usual``.
    q, p, s : float or mapping by criterion, optional
        Thresholds in the units of the scores, 0 or more (s above 0); those that the chosen
        functions need.

    Returns
    -------
    PrometheeRanking
        Steps: ``net flows`` (by criterion), ``weighted``, ``flows`` (positive, negative and net)
        and ``partial order`` (1 where PROMETHEE I prefers the row to the column). ``.flows`` gives
        the flows, ``.partial_order`` the relation of each pair in words. `Ranking.explain` gives
        the weight of each criterion times the difference of its net flows.

    Raises
    ------
    MethodError
        If a preference function is unknown, a threshold is missing or not a valid number, or q
        exceeds p.
    UnknownNameError
        If a mapping names an unknown criterion.

    Notes
    -----
    The positive flow is the mean degree to which an alternative is preferred to the others, the
    negative flow the mean degree to which they are preferred to it. The partial order of
    PROMETHEE I [2]_ reads both: the row is ``preferred`` to the column where one flow is better
    and the other at least as good, ``outranked`` the other way round, ``indifferent`` where both
    are equal, and ``incomparable`` where the flows disagree. PROMETHEE II takes their difference
    and so always decides.

    References
    ----------
    .. [1] Brans, J. P., & Vincke, P. (1985). A preference ranking organisation method.
       Management Science, 31(6), 647-656. https://doi.org/10.1287/mnsc.31.6.647
    .. [2] Brans, J. P., Vincke, P., & Mareschal, B. (1986). How to select and how to rank
       projects: the PROMETHEE method. European Journal of Operational Research, 24(2),
       228-238. https://doi.org/10.1016/0377-2217(86)90044-5

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> problem = fp.Problem(frame, directions={"price": "min"})
    >>> fp.promethee_ii(problem, "v_shape", p={"price": 4, "comfort": 5}).scores.round(3).to_dict()
    {'car': 0.125, 'bus': -0.15, 'bike': 0.025}
    """
    positive, negative = _flows(problem, preference, q, p, s)
    kernel = Additive(positive - negative, monotone=True)
    weights = problem.weight_vector
    scores = kernel(weights)
    flows = pd.DataFrame(
        {"positive": positive @ weights, "negative": negative @ weights, "net": scores},
        problem.alternatives,
    )
    given = {"preference": preference, "q": q, "p": p, "s": s}
    ranking = PrometheeRanking.of(
        "promethee_ii",
        problem,
        scores,
        options={key: value for key, value in given.items() if value is not None},
        steps={"net flows": kernel.values, "weighted": kernel.values * weights},
        kernel=kernel,
        kernel_of=partial(promethee_ii_kernel, preference=preference, q=q, p=p, s=s),
    )
    ranking.steps["flows"] = flows.loc[ranking.order]
    ranking.steps["partial order"] = (_partial_order(flows) == "preferred").astype(float)
    return ranking


def _partial_order(flows: pd.DataFrame) -> pd.DataFrame:
    """What each row is to each column by PROMETHEE I."""

    def compared(flow: Floats) -> Floats:
        gap = flow[:, None] - flow[None, :]
        return np.where(np.abs(gap) > TIE, np.sign(gap), 0.0)

    more = compared(flows["positive"].to_numpy())
    less = compared(-flows["negative"].to_numpy())
    total = np.sign(more + less)
    words = np.select(
        [more * less < 0.0, total > 0.0, total < 0.0],
        ["incomparable", "preferred", "outranked"],
        "indifferent",
    )
    return pd.DataFrame(words, flows.index, flows.index)


def _by_criterion(
    problem: Problem, what: str, value: T | Mapping[str, T] | pd.Series | None
) -> dict[str, T]:
    if value is None:
        return {}
    if not isinstance(value, Mapping | pd.Series):
        return dict.fromkeys(problem.criteria, value)
    keyed = dict(value.items())
    for name in keyed:
        if name not in problem.criteria:
            raise unknown_name(f"criterion in {what}", name, problem.criteria)
    return keyed


def _threshold(criterion: str, name: str, shape: str, value: float | None) -> float:
    lowest = "above 0" if name == "s" else "of 0 or more"
    if value is None:
        raise MethodError(
            f"{criterion!r}: the preference function {shape!r} needs the threshold {name}"
        )
    number = float_or_nan(value)
    if not (np.isfinite(number) and (number > 0.0 or (number == 0.0 and name != "s"))):
        raise MethodError(
            f"threshold {name} of {criterion!r}: found {value!r}; expected a number {lowest}"
        )
    return number


@np.errstate(over="ignore")
def _prefer(shape: str, d: Floats, q: float = 0.0, p: float = 0.0, s: float = 1.0) -> Floats:
    if shape == "gaussian":
        return np.where(d > 0.0, -np.expm1(-0.5 * (d / s) ** 2), 0.0)
    if shape in ("usual", "u_shape"):
        return np.asarray(d > q, dtype=np.float64)
    if shape == "level":
        return 0.5 * (d > q) + 0.5 * (d > p)
    rise = (d - q) / (p - q) if p > q else np.ones_like(d)
    return np.where(d > p, 1.0, np.where(d > q, rise, 0.0))
