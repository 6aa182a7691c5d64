"""One problem by many methods: who comes first, and how much the rankings agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from ..methods import topsis
from ..methods.normalisation import expect_problem
from ..methods.registry import OWN, MethodLike, resolve
from ..model import MethodError, Problem, Ranking, Result
from ..model.arrays import Floats

FROM_ZERO = "topsis (scores from 0)"
"""TOPSIS on scores that count from the low end of their scales."""

OTHERS = ("aras", "cocoso", "edas", "mabac", "marcos", "moora", "spotis", "waspas")
"""Well-known methods of pymcdm."""

DRAWS = 8
"""Weight vectors at which two methods must agree to count as one model."""


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result):
    """The rankings of one problem by several methods.

    Attributes
    ----------
    scores, ranks : DataFrame, alternatives x methods
        The scales of two methods have nothing to do with one another. Ranks are 1 for the best;
        ties share the better rank.
    agreement : DataFrame by method
        ``winner``; ``kendall`` (tau-b), ``spearman`` and ``ws`` (WS rank similarity): agreement
        of the method's ranks with those of the first, 1 where they are the same; ``same_as``: an
        earlier method that is the same model on these scores, else empty.
    """

    scores: pd.DataFrame
    ranks: pd.DataFrame
    agreement: pd.DataFrame

    @property
    def distinct(self) -> pd.DataFrame:
        """The rows of `agreement` with each model once: what to count."""
        return self.agreement[self.agreement["same_as"] == ""]

    def to_frame(self) -> pd.DataFrame:
        """A row a method: winner, agreement with the first method, rank of each alternative."""
        return pd.concat([self.agreement, self.ranks.T], axis=1)

    def headline(self) -> str:
        """One line that says how often each winner comes first."""
        distinct = self.distinct
        wins = distinct["winner"].value_counts(sort=False)
        wins = wins.sort_values(ascending=False, kind="stable")
        share = ", ".join(f"{name} in {count}" for name, count in wins.items())
        return f"First by {len(distinct)} methods: {share}"


def compare_methods(
    problem: Problem, methods: Iterable[MethodLike] | Mapping[str, MethodLike] | None = None
) -> Comparison:
    """Rank one problem by several methods and measure how much the rankings agree.

    Parameters
    ----------
    problem : Problem
    methods : sequence of methods, or mapping of label to method, optional
        The methods; agreement is measured against the first. By default TOPSIS with its four
        normalisations (vector first) and on scores that count from 0, the other methods of this
        package, and eight of pymcdm; those that are not defined for the problem (many refuse
        negative scores) are left out.

    Returns
    -------
    Comparison

    Raises
    ------
    MethodError
        If no method is given, two have the same label, or one is not defined for the problem.
    UnknownNameError
        If there is no such method.

    Notes
    -----
    Two methods can be one model: AHP is a weighted sum with sum normalisation where no criterion
    is minimised. Methods whose scores are a rising linear function of each other's at eight
    random weight vectors count as one, and ``same_as`` says so.

    Vector, max and sum normalisation depend on where zero is, min-max does not: they take a score
    of 4 as twice a score of 2. ``topsis (scores from 0)`` ranks the same scores less the low end
    of their scale (1..5 becomes 0..4); where it puts another alternative first than ``topsis``,
    the winner depends on that choice. The row is there where every criterion states a scale and
    one of them starts elsewhere.

    Kendall's tau-b counts the pairs that two rankings order alike, Spearman's rho squares the
    differences of ranks; both treat all places alike. The WS coefficient weighs a difference by
    2^-rank in the first ranking, so that the top counts most. Where a ranking ties all
    alternatives, tau-b and rho are 1 against the same ranking and 0 against any other.

    References
    ----------
    .. [1] Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika, 33(3),
       239-251. https://doi.org/10.1093/biomet/33.3.239
    .. [2] Salabun, W., & Urbaniak, K. (2020). A new coefficient of rankings similarity in
       decision-making problems. Computational Science - ICCS 2020, 632-645.
       https://doi.org/10.1007/978-3-030-50417-5_47

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.compare_methods(fp.load().problem("implementation"), ["topsis", "ahp", "vikor"]).ranks
               topsis  ahp  vikor
    CA-USA          5    5      5
    CA-China        1    1      1
    CA-EU           2    2      2
    CA-Russia       4    4      3
    CA-Japan        3    3      4
    """
    expect_problem(problem)
    rankings = {}
    for label, method in _labelled(_default(problem) if methods is None else methods).items():
        try:
            rankings[label] = resolve(method).outcome(problem)
        except MethodError:
            if methods is not None:
                raise
    scores = pd.DataFrame({label: ranking.scores for label, ranking in rankings.items()})
    ranks = pd.DataFrame({label: ranking.ranks for label, ranking in rankings.items()})
    first = ranks.iloc[:, 0]
    agreement = pd.DataFrame(
        {
            "winner": {label: ranking.best for label, ranking in rankings.items()},
            "kendall": ranks.apply(lambda own: rank_correlation(first, own, "kendall")),
            "spearman": ranks.apply(lambda own: rank_correlation(first, own, "spearman")),
            "ws": ranks.apply(lambda own: _rank_similarity(first, own)),
            "same_as": _same_models(rankings),
        }
    )
    return Comparison(scores, ranks, agreement.loc[ranks.columns].rename_axis("method"))


def _default(problem: Problem) -> dict[str, MethodLike]:
    normalised = [partial(topsis, normalization=name) for name in ("minmax", "max", "sum")]
    methods = _labelled(["topsis", *normalised])
    starts = [low for low, _ in problem.scale.values()]
    if len(starts) == len(problem.criteria) and any(starts):
        methods[FROM_ZERO] = _topsis_from_zero
    return methods | _labelled([*list(OWN)[1:], *OTHERS])


def _topsis_from_zero(problem: Problem) -> Ranking:
    low = pd.Series({criterion: ends[0] for criterion, ends in problem.scale.items()})
    scale = {name: (0.0, high - start) for name, (start, high) in problem.scale.items()}
    shifted = (problem.matrix - low)[problem.criteria]
    return topsis(Problem(shifted, problem.weights, problem.directions, scale, problem.tree))


def _same_models(rankings: Mapping[str, Ranking]) -> dict[str, str]:
    """By label the first method that is the same model; empty where there is none."""
    any_ranking = next(iter(rankings.values()))
    m, n = any_ranking.problem.values.shape
    weights = np.random.default_rng(0).dirichlet(np.ones(n), DRAWS)
    seen: dict[str, Floats] = {}
    same = dict.fromkeys(rankings, "")
    for label, ranking in rankings.items():
        try:
            merits = ranking.kernel.merits(weights) if ranking.kernel and m > 1 else None
        except MethodError:  # not defined under these weights
            merits = None
        if merits is not None and np.ptp(merits, axis=1).any():
            same[label] = next((other for other, its in seen.items() if _linear(merits, its)), "")
            seen.setdefault(same[label] or label, merits)
    return same


def _linear(a: Floats, b: Floats) -> bool:
    """Whether scores, shape (draws, m), are rising linear functions of others, draw by draw."""

    def alike(x: Floats, y: Floats) -> bool:
        return bool(np.allclose(x, y, rtol=0.0, atol=1e-9))

    def shares(x: Floats) -> Floats:
        total = np.abs(x).sum(axis=1, keepdims=True)
        return np.asarray(x / np.where(total > 0.0, total, 1.0))

    def standard(x: Floats) -> Floats:
        width = np.ptp(x, axis=1, keepdims=True)
        return np.asarray((x - x.min(axis=1, keepdims=True)) / np.where(width > 0.0, width, 1.0))

    # Of two alternatives any scores are linear functions; there proportion decides.
    return alike(shares(a), shares(b)) or (a.shape[1] > 2 and alike(standard(a), standard(b)))


def _labelled(
    methods: Iterable[MethodLike] | Mapping[str, MethodLike],
) -> dict[str, MethodLike]:
    if isinstance(methods, Mapping):
        labelled = dict(methods)
    else:
        if isinstance(methods, str) or callable(methods):
            raise MethodError("methods: found one method; expected a list of methods")
        labelled = {}
        for method in methods:
            label = _label(method)
            if label in labelled:
                raise MethodError(f"methods: {label!r} stands twice; give a mapping with labels")
            labelled[label] = method
    if not labelled:
        raise MethodError("methods: found none; expected one or more")
    return labelled


def _label(method: MethodLike) -> str:
    """Name of a method, with the options that a partial of it sets."""
    name = resolve(method).name
    options = method.keywords if isinstance(method, partial) else {}
    return f"{name} ({', '.join(map(str, options.values()))})" if options else name


def rank_correlation(a: pd.Series, b: pd.Series, kind: Literal["kendall", "spearman"]) -> float:
    """Correlation of two rankings; where one ties all, 1 with itself and 0 with any other."""
    if (a == b).all():
        return 1.0
    if a.nunique() == 1 or b.nunique() == 1:
        return 0.0
    return float(a.corr(b, method=kind))


def _rank_similarity(reference: pd.Series, ranks: pd.Series) -> float:
    """The WS coefficient of two rankings."""
    x, y = reference.to_numpy(dtype=float), ranks.to_numpy(dtype=float)
    farthest = np.maximum(np.maximum(x - 1.0, len(x) - x), 1.0)
    return float(1.0 - (2.0**-x * np.abs(x - y) / farthest).sum())
