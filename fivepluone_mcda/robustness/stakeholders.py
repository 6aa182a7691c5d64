"""A decision of several stakeholders: where they agree, and the compromise nearest to all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, MethodError, Problem, Ranking, Result
from ..model.errors import listed, unknown_name
from ..model.text import joined, number
from ..study import Study
from .comparison import rank_correlation
from .consensus import compromise, concordance, consensus, consensus_index, level

Weights = Mapping[str, Mapping[str, float] | pd.Series] | pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class Stakeholders(Result):
    """The rankings of several stakeholders side by side, and a compromise between them.

    Attributes
    ----------
    method, how : str
        The method, and in which sense the compromise is the nearest to all.
    weights : DataFrame, stakeholders x criteria
    scores, ranks : DataFrame, stakeholders x alternatives
        Ranks are 1 for the best, ties share the better.
    winners : Series by stakeholder
    agreement : DataFrame, stakeholders x stakeholders
        Kendall's tau-b between their rankings: 1 the same order, -1 the opposite one.
    concordance : float
        Kendall's W of all rankings together: 1 where all are alike, 0 where there is no common
        tendency at all.
    preferred : DataFrame, alternatives x alternatives
        Share of the stakeholders who rank the row before the column.
    compromise : Series by criterion
        The weights nearest to all.
    ranking : Ranking
        The ranking under these weights. Where stakeholders have scores of their own, as profiles
        with different horizons do, it is made on the mean of their scores.
    positions : DataFrame by stakeholder
        Where each stands towards the others and the compromise: ``winner``; ``alone``, whether
        nobody else has this winner; ``agreement``, mean tau with the others; ``moved``, the share
        of their weight that has to move for the compromise (half the L1 distance); ``distance``,
        the Euclidean one; ``kept``, whether their winner comes first in the compromise too;
        ``behind``, how far the compromise's winner is behind theirs in their scores.
    consensus : DataFrame by group of criteria
        How far they agree on the weights inside each group: ``weight``, ``consensus``, ``level``.
    consensus_index : float
        The same in one number, 0..1: the mean over the groups by their weight.
    left_out : tuple of str
        Judges of the panel without weights of their own.
    """

    method: str
    how: str
    weights: pd.DataFrame
    scores: pd.DataFrame
    ranks: pd.DataFrame
    winners: pd.Series
    agreement: pd.DataFrame
    concordance: float
    preferred: pd.DataFrame
    compromise: pd.Series
    ranking: Ranking
    positions: pd.DataFrame
    consensus: pd.DataFrame
    consensus_index: float
    left_out: tuple[str, ...] = ()

    @property
    def unanimous(self) -> list[tuple[str, str]]:
        """Pairs of alternatives of which everybody ranks the first before the second."""
        order = self.ranking.order
        return [(a, b) for a in order for b in order if self.preferred.loc[a, b] == 1.0]

    def to_frame(self) -> pd.DataFrame:
        """A row a stakeholder: the position, then the rank of each alternative."""
        return pd.concat([self.positions, self.ranks], axis=1)  # labels may be those of columns

    def headline(self) -> str:
        """One line that says who wins for whom, in the compromise, and how far they agree."""
        wins = "; ".join(
            f"{winner} first for {joined(names)}"
            for winner, names in self.winners.groupby(self.winners, sort=False).groups.items()
        )
        return (
            f"{wins}. Compromise: {self.ranking.best}. Consensus on the weights "
            f"{number(self.consensus_index, 2)} ({level(self.consensus_index)}), Kendall's W of "
            f"the rankings {number(self.concordance, 2)}"
        )


def stakeholders(
    source: Study | Problem,
    who: Sequence[str] | Weights | None = None,
    panel: str | None = None,
    method: MethodLike | None = None,
    how: str = "least_squares",
) -> Stakeholders:
    """Several stakeholders' weights side by side, where they agree, and what lies between them.

    Parameters
    ----------
    source : Study or Problem
        What is decided.
    who : sequence of str, mapping or DataFrame, optional
        The stakeholders, two or more. Of a study: names of its profiles, or with `panel` of that
        panel's judges; when left out all profiles, or all judges whose judgements connect every
        group of criteria. Of a problem: the leaf weights of each, as a mapping of
        name to weights or a DataFrame with a row a stakeholder; criteria left out weigh 0.
    panel : str, optional
        A panel of the study whose judges are the stakeholders, each with the weights that follow
        from that judge's judgements, or from points, ranks or best-worst comparisons (see
        `Study.ways`). The scores are those of the profile that rests on the panel,
        of the default profile where none does.
    method : str or callable, optional
        As in `rank`; when left out the study's own, for a problem TOPSIS.
    how : {"least_squares", "minimax"}
        The compromise: the weights nearest to all in the sum of the squared distances (their
        mean, in which a majority weighs more), or in the largest distance (nobody is farther from
        it than need be, and the extremes decide).

    Returns
    -------
    Stakeholders

    Raises
    ------
    CriteriaError
        If there are fewer than two stakeholders, one is named twice, or `how` is unknown.
    ProblemError
        If somebody's weights are negative, not finite or all 0.
    MethodError
        If the judgements of a judge who is named do not connect a group.
    UnknownNameError
        If there is no such profile, panel, judge, criterion or method.

    Notes
    -----
    For the joint weights of a panel AHP has a way of its own, the geometric mean of the
    judgements: ``study.weights`` of the panel's profile. It lies near the mean of the weights.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> panel = fp.stakeholders(fp.load(), panel="values")
    >>> panel.winners.to_dict()
    {'p': 'CA-EU', 'q': 'CA-China', 'r': 'CA-China', 's': 'CA-EU', 't': 'CA-China'}
    >>> panel.ranking.best, round(panel.consensus_index, 2)
    ('CA-China', 0.98)
    """
    left_out: tuple[str, ...] = ()
    if isinstance(source, Study) and panel is not None and who is None:
        known = source.judge_weights(panel).notna().all(axis=1)
        who = list(known.index[known])
        left_out = tuple(known.index[~known])
    problems = _problems(source, who, panel)
    if len(problems) < 2:
        reason = f" (the answers of {listed(left_out)} do not cover every group of criteria)"
        raise CriteriaError(
            f"stakeholders: found {listed(problems)}{reason if left_out else ''}; expected two or "
            "more, or there is nothing to agree on"
        )
    if method is None:
        method = source.method if isinstance(source, Study) else "topsis"
    chosen = resolve(method)
    rankings = {name: chosen.rank(problem) for name, problem in problems.items()}
    names = pd.Index(rankings, name="stakeholder")
    weights = pd.DataFrame({name: problem.weights for name, problem in problems.items()}).T
    scores = pd.DataFrame({name: ranking.scores for name, ranking in rankings.items()}).T
    ranks = pd.DataFrame({name: ranking.ranks for name, ranking in rankings.items()}).T
    weights, scores, ranks = (frame.set_axis(names) for frame in (weights, scores, ranks))
    winners = pd.Series([one.best for one in rankings.values()], names, name="winner")

    between = pd.Series(compromise(weights.to_numpy(), how), weights.columns, name="weight")
    first = next(iter(problems.values()))
    shared = first.matrix
    shared[:] = np.mean([problem.values for problem in problems.values()], axis=0)
    ranking = chosen.rank(first.with_matrix(shared).with_weights(between))

    agreement = pd.DataFrame(
        {
            a: {b: rank_correlation(one.ranks, two.ranks, "kendall") for b, two in rankings.items()}
            for a, one in rankings.items()
        }
    )
    changes = weights - between
    own = scores.min(axis=1) if ranking.lower_is_better else scores.max(axis=1)
    positions = pd.DataFrame(
        {
            "winner": winners,
            "alone": winners.map(winners.value_counts()) == 1,
            "agreement": (agreement.sum() - 1.0) / (len(problems) - 1),
            "moved": changes.abs().sum(axis=1) / 2.0,
            "distance": np.sqrt((changes**2).sum(axis=1)),
            "kept": ranking.ranks[winners].to_numpy() == 1,
            "behind": (scores[ranking.best] - own).abs(),
        }
    ).rename_axis("stakeholder")
    places = ranks.to_numpy()
    groups = consensus(weights, first.tree)
    return Stakeholders(
        method=chosen.name,
        how=how,
        weights=weights,
        scores=scores,
        ranks=ranks,
        winners=winners,
        agreement=agreement,
        concordance=concordance(ranks),
        preferred=pd.DataFrame(
            (places[:, :, None] < places[:, None, :]).mean(axis=0), ranks.columns, ranks.columns
        ),
        compromise=between,
        ranking=ranking,
        positions=positions,
        consensus=groups,
        consensus_index=consensus_index(groups),
        left_out=left_out,
    )


def _problems(
    source: Study | Problem, who: Sequence[str] | Weights | None, panel: str | None
) -> dict[str, Problem]:
    """The problem as each stakeholder sees it, by name."""
    if isinstance(source, Study):
        if isinstance(who, Mapping | pd.DataFrame):
            raise CriteriaError(
                "who: found weights; expected names of the study's profiles or judges (for weights "
                "of your own pass a problem: stakeholders(study.problem(), weights))"
            )
        known = source.profiles if panel is None else source.judges(panel)
        names = _names(who, known, "profile" if panel is None else f"judge of panel {panel!r}")
        if panel is None:
            return {name: source.problem(name) for name in names}
        return _judges(source, panel, names)
    if not isinstance(source, Problem):
        raise CriteriaError(f"found {type(source).__name__}; expected a Study or a Problem")
    if panel is not None:
        raise CriteriaError("panel: a problem has none; pass the study")
    return _given(source, who)


def _names(who: object, known: list[str], kind: str) -> list[str]:
    if who is None:
        return known
    if isinstance(who, str) or not isinstance(who, Sequence):
        raise CriteriaError(f"who: found {who!r}; expected a list of names")
    names = [str(name) for name in who]
    for name in names:
        if name not in known:
            raise unknown_name(kind, name, known)
        if names.count(name) > 1:
            raise CriteriaError(f"stakeholders: {name!r} stands twice")
    return names


def _judges(study: Study, panel: str, names: list[str]) -> dict[str, Problem]:
    problem, problems = problem_of_panel(study, panel), {}
    weights = dict(study.judge_weights(panel).dropna().iterrows())
    for judge in names:
        if judge not in weights:
            raise MethodError(
                f"judge {judge!r} of panel {panel!r}: the answers do not cover every group of "
                "criteria; add a judgement, or name the judges that are to be compared"
            )
        problems[judge] = problem.with_weights(weights[judge])
    return problems


def problem_of_panel(study: Study, panel: str) -> Problem:
    """The problem of the profile that rests on a panel, of the default one where none does."""
    return study.problem(profile_of_panel(study, panel))


def profile_of_panel(study: Study, panel: str) -> str:
    """The first profile that rests on a panel; the default one where none does."""
    own = (name for name in study.profiles if study.profile(name).panel == panel)
    return next(own, study.profiles[0])


def _given(problem: Problem, weights: object) -> dict[str, Problem]:
    if not isinstance(weights, pd.DataFrame | Mapping):
        raise CriteriaError(
            f"who: found {type(weights).__name__}; expected each stakeholder's weights: a mapping "
            "of name to weights by criterion, or a DataFrame with a row a stakeholder"
        )
    rows = weights.iterrows() if isinstance(weights, pd.DataFrame) else weights.items()
    problems: dict[str, Problem] = {}
    for label, row in rows:
        name = str(label)
        if name in problems:
            raise CriteriaError(f"stakeholders: {name!r} stands twice")
        try:
            problems[name] = problem.with_weights(row)
        except CriteriaError as error:
            raise type(error)(f"stakeholder {name!r}: {error}") from None
    return problems
