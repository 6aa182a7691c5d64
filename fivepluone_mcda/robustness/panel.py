"""What a panel answered: how consistent, how much agreed, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..methods.registry import Method, MethodLike, resolve
from ..model import CriteriaError, MethodError, Problem, Ranking, Result
from ..model.errors import listed, unknown_name
from ..model.ranking import rank_scores
from ..model.text import counted, number
from ..study import Study, expect_study
from ..study.schema import PAIRWISE, PRIORITIES
from .answers import answered_table, consistency_table, importance, joint_weights
from .coders import order_text, rankings_table
from .consensus import concordance, group_shares
from .origins import alphas_by_kind, by_origin, coders_by_kind, compared_scores
from .rounds import moved
from .stakeholders import Stakeholders, problem_of_panel, profile_of_panel, stakeholders
from .views import clusters, distances

HOW = ("judgements", "priorities")
"""How a panel's answers are made one: see `fivepluone_mcda.aggregate`."""


@dataclass(frozen=True, eq=False, repr=False)
class Panel(Result):
    """What a panel answered, and what follows from it.

    Attributes
    ----------
    panel : str
        Its name.
    method : str
        Name of the method that ranks.
    way : str
        How the importance was stated that is made one: ``pairwise``, ``swing``, ``points``,
        ``ranking`` or ``best_worst``; ``priorities`` where several ways are joined; empty where
        nobody stated any. The joint weights are then the profile's.
    how : {"judgements", "priorities"}
        How the answers were made one.
    max_ratio : float or None
        The consistency ratio above which respondents were left out.
    answered : DataFrame by respondent
        ``way``, how importance was stated; ``answers`` and ``asked``, how many comparisons,
        points or ranks were given and how many there are; ``groups``, in how many groups of
        criteria they give weights, and ``of`` how many; ``scores`` and ``cells``, how many cells
        were scored and how many there are;
        ``largest_ratio``, the largest consistency ratio; ``left_out``, why the respondent is not
        part of the joint weights, else empty.
    consistency : DataFrame
        One row a respondent and group: ``respondent``, ``group``, ``elements``,
        ``consistency_ratio``, and the judgement that contradicts the others most: ``a``, ``b``,
        ``value`` and ``consistent``, the value that would agree with them.
    views : Stakeholders or None
        The respondents whose answers give weights of their own, side by side: their weights,
        rankings, agreement and consensus. None where there are fewer than two.
    agreement : DataFrame by group of criteria
        ``weight``, ``consensus`` and ``level`` as in `Stakeholders`, and ``concordance``, Kendall's
        W of the ranks in which respondents put the group's members.
    weights : DataFrame, criteria x ways
        The joint leaf weights in each of the ways of `rankings`.
    ranking : Ranking
        The ranking under the panel's joint weights.
    rankings : DataFrame by way
        What the choices change: ``chosen``, as asked for; ``by priorities`` or ``by judgements``,
        the other way of making the answers one; ``nobody left out``, where respondents were;
        ``all alike``, where respondents have weights. Columns: ``respondents`` (how many),
        ``winner``, ``order``, and each alternative's score.
    outliers : DataFrame
        One row a respondent and group of criteria: ``part`` (``weights`` or ``scores``), ``node``,
        ``respondent``, ``distance``, ``limit`` and ``outlier``, as in
        `fivepluone_mcda.robustness.views.distances`.
    clusters : DataFrame by cluster
        Clusters of like weights: ``size``, ``members``, and ``winner`` and ``order`` under the mean
        of their weights; one row where there are no clusters, none without views.
    silhouette : float
        How far apart the clusters are; NaN where there is one.
    alphas : DataFrame by criterion
        Krippendorff's alpha of the scores of the ``human`` coders, of the ``machine`` ones, and of
        all ``together``; NaN where there are fewer than two.
    scores : DataFrame
        One row a cell that people and programs scored: ``criterion``, ``alternative``, the mean
        score by ``human`` and by ``machine`` coders, their ``difference``, and the difference as a
        ``share`` of the scale; the largest first.
    by_origin : DataFrame by origin
        The ranking on the scores of ``human`` coders alone, of ``machine`` coders alone, and of
        all ``together``: ``coders`` (how many), ``winner``, ``order``, each alternative's score.
        A kind whose coders left some cell without a score is missing.
    moved : DataFrame
        What moved between rounds, as in `fivepluone_mcda.robustness.rounds.moved`.
    """

    panel: str
    method: str
    way: str
    how: str
    max_ratio: float | None
    answered: pd.DataFrame
    consistency: pd.DataFrame
    views: Stakeholders | None
    agreement: pd.DataFrame
    weights: pd.DataFrame
    ranking: Ranking
    rankings: pd.DataFrame
    outliers: pd.DataFrame
    clusters: pd.DataFrame
    silhouette: float
    alphas: pd.DataFrame
    scores: pd.DataFrame
    by_origin: pd.DataFrame
    moved: pd.DataFrame

    @property
    def respondents(self) -> list[str]:
        """Who answered."""
        return [str(name) for name in self.answered.index]

    @property
    def kept(self) -> list[str]:
        """Who is part of the joint weights."""
        return [str(name) for name in self.answered.index[self.answered["left_out"] == ""]]

    def to_frame(self) -> pd.DataFrame:
        """A row a respondent: what was answered, and what follows from the weights where there are.

        Columns of `answered`, then ``winner``, ``agreement`` (mean of Kendall's tau with the
        others' rankings) and ``cluster``.
        """
        if self.views is None:
            return self.answered.copy()
        members = self.clusters["members"].explode()
        cluster = pd.Series(members.index, members, name="cluster")
        return self.answered.join(self.views.positions[["winner", "agreement"]]).join(cluster)

    def headline(self) -> str:
        """One line that says who answered, who wins, and how far they agree."""
        said = (
            f"Panel {self.panel!r}: {counted(len(self.answered), 'respondent')}, "
            f"{len(self.kept)} in the joint weights. {self.ranking.best} comes first"
        )
        if self.views is None:
            return said
        return (
            f"{said}; consensus on the weights {number(self.views.consensus_index, 2)}, Kendall's "
            f"W of the rankings {number(self.views.concordance, 2)}"
        )


def panel(
    study: Study,
    panel: str | None = None,
    method: MethodLike | None = None,
    how: str | None = None,
    weights: Mapping[str, float] | None = None,
    max_ratio: float | None = None,
) -> Panel:
    """What a panel answered: who, how consistently, how far they agree, and what follows.

    Parameters
    ----------
    study : Study
        The study.
    panel : str, optional
        The panel; may be left out where the study has one.
    method : str or callable, optional
        As in `rank`; the study's own when left out.
    how : {"judgements", "priorities"}, optional
        Whether the judgements of all are made one pair by pair, by their weighted geometric mean,
        or the priorities that follow from each respondent's answers in a group. The first uses
        every judgement, and only those who compared pairwise; the second everybody whose answers
        cover a group, however importance was stated: the weighted geometric mean where all who
        do compared pairwise, else the weighted arithmetic mean. When left out as in the panel's
        profile, by judgements where it has none.
    weights : mapping of respondent to float, optional
        How much each respondent counts in the joint weights; 1 where one is left out.
    max_ratio : float, optional
        Respondents with a larger consistency ratio in any group are left out of the joint weights;
        nobody when left out. 0.1 is Saaty's limit.

    Returns
    -------
    Panel

    Raises
    ------
    CriteriaError
        If the study has no panel or several and none is named, `how` is unknown, `max_ratio` is no
        positive number, nobody is left, or what is left does not connect a group of criteria.
    MethodError
        If the respondents' weights do not fit.
    UnknownNameError
        If the panel, a respondent or the method is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> result = fp.panel(fp.load(), "implementation")
    >>> result.ranking.best, len(result.respondents)
    ('CA-China', 7)
    """
    expect_study(study)
    name = _panel_of(study, panel)
    how = how or _usual(study, name)
    if how not in HOW:
        raise CriteriaError(f"how: found {how!r}; expected 'judgements' or 'priorities'")
    if max_ratio is not None and not 0.0 < max_ratio < np.inf:
        raise CriteriaError(f"max_ratio: found {max_ratio!r}; expected a number above 0, as 0.1")
    chosen = resolve(method or study.method)
    by = {one: importance(study, name, one) for one in _possible(study, name)}
    how = how if how in by else PRIORITIES
    answers = by[how]
    known = study.respondents
    asked = known.loc[known["panel"] == name, "respondent"].astype(str)
    respondents = list(dict.fromkeys([*answers.stated, *answers.ways, *asked]))
    counting = _every_weight(weights, respondents)
    consistency = consistency_table(study, name)
    answered = answered_table(study, respondents, answers, consistency, max_ratio)
    everybody = list(answers.stated)
    kept = [judge for judge in everybody if answered.loc[judge, "left_out"] == ""]
    if everybody and not kept:
        raise CriteriaError(
            f"max_ratio: every respondent of panel {name!r} has a consistency ratio above "
            f"{max_ratio:g}; expected a limit that leaves somebody"
        )

    ways = {"chosen": (kept, how, counting)}
    for other, others in by.items():
        if other != how:
            above = answered["largest_ratio"] > (np.inf if max_ratio is None else max_ratio)
            who = [respondent for respondent in others.stated if not above[respondent]]
            ways[f"by {other}"] = (who, other, counting)
    if len(kept) < len(everybody):
        ways["nobody left out"] = (everybody, how, counting)
    if counting is not None:
        ways["all alike"] = (kept, how, None)
    base = problem_of_panel(study, name)
    joint: dict[str, Problem] = {}
    for way, (who, joined_by, shares) in ways.items():
        if not everybody:  # scores alone: the weights are those of the profile
            joint["chosen"] = base
            break
        try:
            own = joint_weights(study, by[joined_by], who, joined_by, shares)
        except MethodError as error:
            if way == "chosen":
                raise MethodError(f"panel {name!r}, aggregation of {joined_by}: {error}") from None
            continue
        joint[way] = base.with_weights(own)
    ranked = {way: chosen.rank(problem) for way, problem in joint.items()}
    rankings = rankings_table(ranked.items(), "way").set_index("way")
    rankings.insert(0, "respondents", [len(ways[str(way)][0]) for way in rankings.index])

    full = answered.index[answered["groups"] == answered["of"]]
    whole = [judge for judge in kept if judge in full]
    views = stakeholders(study, whole, name, chosen) if len(whole) > 1 else None
    profile = profile_of_panel(study, name)
    return Panel(
        panel=name,
        method=chosen.name,
        way=answers.way,
        how=how,
        max_ratio=max_ratio,
        answered=answered,
        consistency=consistency,
        views=views,
        agreement=_agreement(study, views),
        weights=pd.DataFrame({way: problem.weights for way, problem in joint.items()}),
        ranking=ranked["chosen"],
        rankings=rankings,
        outliers=_outliers(study, views, profile),
        **_clusters(base, views, chosen),
        alphas=alphas_by_kind(study),
        scores=compared_scores(study, study.horizon(profile)),
        by_origin=by_origin(study, profile, joint["chosen"].weights, chosen),
        moved=moved(study, name, respondents),
    )


def _usual(study: Study, panel: str) -> str:
    """What the profile of a panel makes one."""
    own = [study.profile(name).how for name in study.profiles if study.profile(name).panel == panel]
    return PRIORITIES if own and own[0] != PAIRWISE else HOW[0]


def _possible(study: Study, panel: str) -> list[str]:
    """What can be made one of a panel: judgements only where there are any."""
    pairwise = panel in study.panels and study.judges(panel, PAIRWISE)
    return [how for how in HOW if how == PRIORITIES or pairwise]


def _panel_of(study: Study, panel: str | None) -> str:
    known = list(dict.fromkeys([*study.panels, *map(str, study.respondents["panel"])]))
    if panel is None and len(known) == 1:
        return known[0]
    if panel is None:
        raise CriteriaError(f"panel: found none; expected one of {listed(known)}")
    if panel not in known:
        raise unknown_name("panel", panel, known)
    return panel


def _every_weight(
    weights: Mapping[str, float] | None, respondents: list[str]
) -> dict[str, float] | None:
    if weights is None:
        return None
    for respondent in weights:
        if respondent not in respondents:
            raise unknown_name("respondent", respondent, respondents)
        if not 0.0 <= weights[respondent] < np.inf:
            raise MethodError(
                f"weights: found {weights[respondent]!r} of respondent {respondent!r}; expected a "
                "number, 0 or more"
            )
    return {respondent: weights.get(respondent, 1.0) for respondent in respondents}


def _agreement(study: Study, views: Stakeholders | None) -> pd.DataFrame:
    if views is None:
        return pd.DataFrame(columns=["weight", "consensus", "level", "concordance"])
    shares = group_shares(views.weights, study.tree)
    ranks = {node: concordance(own.apply(_ranks, axis=1)) for node, own in shares.items()}
    return views.consensus.assign(concordance=pd.Series(ranks))


def _ranks(shares: pd.Series) -> pd.Series:
    return pd.Series(rank_scores(shares.to_numpy()), shares.index)


def _outliers(study: Study, views: Stakeholders | None, profile: str) -> pd.DataFrame:
    """Distances by part, group of criteria and respondent."""
    tables = {}
    if views is not None:
        for node, shares in group_shares(views.weights, study.tree).items():
            tables["weights", node] = distances(shares)
    people = coders_by_kind(study)["human"]
    if len(people) > 1:
        given = np.where(study.scored, study.scores_by_coder(study.horizon(profile)), np.nan)
        cube = given[[study.coders.index(coder) for coder in people]]
        ends = study.criteria_table.loc[study.criteria, ["low", "high"]].astype(float)
        lengths = np.tile(ends["high"] - ends["low"], (len(study.alternatives), 1))
        for node in study.tree.groups:
            inside = [study.criteria.index(leaf) for leaf in study.tree.leaves_of(node)]
            answers = pd.DataFrame(cube[:, :, inside].reshape(len(people), -1), people)
            tables["scores", node] = distances(answers, pd.Series(lengths[:, inside].ravel()))
    if not tables:
        return pd.DataFrame(columns=["part", "node", "respondent", "distance", "limit", "outlier"])
    return pd.concat(tables, names=["part", "node", "respondent"]).reset_index()


def _clusters(base: Problem, views: Stakeholders | None, method: Method) -> dict[str, Any]:
    """The clusters of a panel as its two attributes."""
    columns = ["size", "members", "winner", "order"]
    if views is None:
        nothing = pd.DataFrame(columns=columns, index=pd.Index([], name="cluster"))
        return {"clusters": nothing, "silhouette": np.nan}
    found = clusters(views.weights)
    rows = {}
    for label, own in views.weights.groupby(found.of):
        ranking = method.rank(base.with_weights(own.mean()))
        rows[label] = {
            "size": len(own),
            "members": list(own.index),
            "winner": ranking.best,
            "order": order_text(ranking.ranks),
        }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("cluster")
    return {"clusters": table, "silhouette": found.silhouette}
