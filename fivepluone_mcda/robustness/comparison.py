"""One problem by many methods: who comes first, and how far the rankings agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from ..methods import topsis
from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import MethodError, Problem, Result

__all__ = ["Comparison", "compare_methods"]

DEFAULT: tuple[MethodLike, ...] = (
    "topsis",
    *(partial(topsis, normalization=name) for name in ("minmax", "max", "sum")),
    "ahp",
    "ahp_ideal",
    "weighted_sum",
    "weighted_product",
    "vikor",
    "promethee_ii",
    "aras",
    "cocoso",
    "edas",
    "mabac",
    "marcos",
    "moora",
    "spotis",
    "waspas",
)
"""TOPSIS with each of its normalisations, our other methods, and well-known ones of pymcdm."""


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result):
    """The rankings of one problem by several methods.

    Attributes
    ----------
    scores : DataFrame, alternatives x methods
        Scores; the scales of two methods have nothing to do with one another.
    ranks : DataFrame, alternatives x methods
        Ranks, 1 the best; ties share the better rank.
    agreement : DataFrame by method
        ``winner``; ``kendall`` (tau-b), ``spearman`` and ``ws`` (WS rank similarity): agreement
        of the method's ranks with those of the first, 1 where they are the same.
    """

    scores: pd.DataFrame
    ranks: pd.DataFrame
    agreement: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """A row a method: winner, agreement with the first method, rank of each alternative."""
        return pd.concat([self.agreement, self.ranks.T], axis=1)

    def headline(self) -> str:
        """One line that says how often each winner comes first."""
        wins = self.agreement["winner"].value_counts(sort=False)
        wins = wins.sort_values(ascending=False, kind="stable")
        share = ", ".join(f"{name} in {count}" for name, count in wins.items())
        return f"First by {len(self.agreement)} methods: {share}"


def compare_methods(
    problem: Problem, methods: Iterable[MethodLike] | Mapping[str, MethodLike] | None = None
) -> Comparison:
    """Rank one problem by several methods and measure how far the rankings agree.

    Parameters
    ----------
    problem : Problem
        What is ranked.
    methods : sequence of methods, or mapping of label to method, optional
        The methods; agreement is measured against the first. By default 18: TOPSIS with its four
        normalisations (vector first), the other methods of this package, and eight of pymcdm;
        those that are not defined for the problem (many refuse negative scores) are left out.

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
    Kendall's tau-b counts the pairs that two rankings order alike, Spearman's rho squares the
    differences of ranks (mean ranks for ties); both treat all places alike. The WS coefficient
    weighs a difference by 2^-rank in the first ranking, so that the top counts most; its lowest
    value depends on the number of alternatives. Where a ranking ties all alternatives, tau-b
    and rho are 1 against the same ranking and 0 against any other.

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
    >>> from fivepluone_mcda.robustness import compare_methods
    >>> compare_methods(fp.load().problem("implementation"), ["topsis", "ahp", "vikor"]).ranks
               topsis  ahp  vikor
    CA-USA          5    5      5
    CA-China        1    1      1
    CA-EU           2    2      2
    CA-Russia       4    4      3
    CA-Japan        3    3      4
    """
    expect_problem(problem)
    rankings = {}
    for label, method in _labelled(DEFAULT if methods is None else methods).items():
        try:
            rankings[label] = resolve(method).rank(problem)
        except MethodError:
            if methods is not None:
                raise
    ranks = pd.DataFrame({label: ranking.ranks for label, ranking in rankings.items()})
    first = ranks.iloc[:, 0]
    return Comparison(
        scores=pd.DataFrame({label: ranking.scores for label, ranking in rankings.items()}),
        ranks=ranks,
        agreement=pd.DataFrame(
            [
                {
                    "method": label,
                    "winner": ranking.best,
                    "kendall": rank_correlation(first, ranking.ranks, "kendall"),
                    "spearman": rank_correlation(first, ranking.ranks, "spearman"),
                    "ws": _rank_similarity(first, ranking.ranks),
                }
                for label, ranking in rankings.items()
            ]
        ).set_index("method"),
    )


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
