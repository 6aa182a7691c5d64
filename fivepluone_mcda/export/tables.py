"""Every table that a study gives, by name, with a line that says what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from ..analysis import Analysis
from ..methods.registry import MethodLike
from ..model import CriteriaError, InfeasibleError, Ranking
from ..robustness import (
    decompose,
    dominance,
    potentially_best,
    rank_reversal,
    value_of_information,
)
from ..sensitivity import crossings, discover, exact_pairwise_winning
from ..study import Study, awot, strategic_position


@dataclass(frozen=True)
class Table:
    """One table: its name of 31 characters at most, what it shows, and the table.

    `frame` is None where the study does not have what it takes; `about` then says why not.
    """

    name: str
    about: str
    frame: pd.DataFrame | None


def side_by_side(rankings: Mapping[str, Ranking]) -> pd.DataFrame:
    """Score and rank by every method, alternatives in the order of the first."""
    columns = {}
    for name, ranking in rankings.items():
        columns[f"{name} score"] = ranking.scores
        columns[f"{name} rank"] = ranking.ranks
    order = next(iter(rankings.values())).order
    return pd.DataFrame(columns).loc[order].rename_axis("alternative")


def every_table(
    study: Study, profile: str | None = None, method: MethodLike | None = None
) -> Iterator[Table]:
    """Every table of a study, one after the other.

    Those that are empty, or for which the study lacks what they need, have no frame.
    """
    analysis = Analysis(study, profile, method=method)
    for name, about, make in TABLES:
        try:
            frame = make(analysis)
        except CriteriaError as error:
            yield Table(name, f"left out: {error}", None)
            continue
        if frame.empty:
            yield Table(name, f"left out, there is nothing to show: {about}", None)
        else:
            yield Table(name, about, frame)


def _ranking(analysis: Analysis) -> pd.DataFrame:
    return side_by_side(analysis.rankings(("topsis", "ahp")))


def _steps(analysis: Analysis) -> pd.DataFrame:
    steps = analysis.ranking.steps
    long = [
        frame.rename_axis("row").melt(ignore_index=False, var_name="column").reset_index()
        for frame in steps.values()
    ]
    table: pd.DataFrame = pd.concat(long, keys=list(steps), names=["step", None])
    return table.reset_index("step").reset_index(drop=True)


def _scores(analysis: Analysis) -> pd.DataFrame:
    problem = analysis.problem
    table = problem.to_frame()
    labels = [problem.tree.label(leaf) for leaf in problem.criteria]
    table.insert(0, "label", labels, allow_duplicates=True)
    return table


def _weights(analysis: Analysis) -> pd.DataFrame:
    study = analysis.study
    table = pd.DataFrame(
        {name: study.tree.node_weights(study.weights(name)) for name in study.profiles}
    )
    labels = [study.tree.label(str(node)) for node in table.index]
    table.insert(0, "label", labels, allow_duplicates=True)
    return table.rename_axis("node")


def _consistency(analysis: Analysis) -> pd.DataFrame:
    table = analysis.study.consistency().dropna(subset="consistency_ratio")
    return table.assign(judge=table["judge"].fillna("(all)"))


def _reversal(analysis: Analysis) -> pd.DataFrame:
    reversal = analysis.reversal
    columns = {
        "weight": analysis.problem.weights,
        "at the reversal": reversal.weights,
        "change": reversal.changes,
    }
    return pd.DataFrame(columns).rename_axis("criterion")


def _crossings(analysis: Analysis) -> pd.DataFrame:
    study = analysis.study
    ways = {
        name: crossings(analysis.problem, study.weights(name), analysis.method)
        for name in study.profiles
        if name != analysis.profile
    }
    if not ways:
        return pd.DataFrame()
    return pd.concat(ways, names=["towards", None]).reset_index("towards").reset_index(drop=True)


def _rules(analysis: Analysis) -> pd.DataFrame:
    found = []
    for name in analysis.problem.alternatives:
        try:
            rules = discover(analysis.problem, name, analysis.method)
        except InfeasibleError:
            continue  # it comes first under no weights at all
        table = rules.rules.reindex(range(max(len(rules.rules), 1)))
        table.insert(0, "winner", name)
        found.append(
            table.assign(share=rules.share, density=rules.density, coverage=rules.coverage)
        )
    return pd.concat(found, ignore_index=True)


def _methods(analysis: Analysis) -> pd.DataFrame:
    comparison = analysis.comparison
    return pd.concat([comparison.ranks.T, comparison.agreement], axis=1).rename_axis("method")


TABLES: list[tuple[str, str, Callable[[Analysis], pd.DataFrame]]] = [
    ("ranking", "Scores and ranks.", _ranking),
    ("steps", "Every number between the scores and the ranking.", _steps),
    ("scores", "The performance matrix with directions and weights.", _scores),
    ("weights", "The weight of every node of the criteria tree by profile.", _weights),
    ("alternatives", "What is compared.", lambda s: s.study.alternative_table),
    ("codes", "Every coder's scores with intervals and evidence.", lambda s: s.study.barrier_codes),
    ("SWOT codes", "Every coder's codes of the SWOT items.", lambda s: s.study.swot_codes),
    ("SWOT items", "Local and global priority of every SWOT item (A'WOT).",
     lambda s: awot(s.study, s.profile)),
    ("strategic position", "Strengths less weaknesses, opportunities less threats.",
     lambda s: strategic_position(s.study, s.profile)),
    ("consistency", "How consistent each judge's comparisons are.", _consistency),
    ("stability", "Between which weights of each node the winner stays first.",
     lambda s: s.bounds),
    ("nearest reversal", "The least change of weights at which another draws level.", _reversal),
    ("crossings", "Who takes over on the straight way to the weights of each other profile.",
     _crossings),
    ("critical weights", "How far each weight has to move for another order.",
     lambda s: s.critical_weights),
    ("critical scores", "The smallest change of each score for another winner.",
     lambda s: s.critical_scores),
    ("ranks near the profile", "Rank acceptabilities, weights drawn near the profile (SMAA).",
     lambda s: s.near.rank_acceptability),
    ("ranks any weights", "Rank acceptabilities, any weights, uniform inside each group (SMAA).",
     lambda s: s.hierarchical.rank_acceptability),
    ("errors any weights", "Standard errors of the table before.",
     lambda s: s.hierarchical.standard_error),
    ("central weights", "Mean of the weights under which each comes first, any weights.",
     lambda s: s.hierarchical.central_weights),
    ("pairwise winning", "How often the row beats the column, any weights.",
     lambda s: s.hierarchical.pairwise_winning),
    ("exact pairwise winning", "The same for a weighted sum and all weights alike, without draws.",
     lambda s: exact_pairwise_winning(s.problem)),
    ("rules", "A simple rule for the weights under which each comes first; no node: anywhere.",
     _rules),
    ("ranks drawn scores", "Rank acceptabilities, weights near the profile and scores drawn.",
     lambda s: s.joint.rank_acceptability),
    ("dominance", "On how many criteria each is better than, equal to and worse than each other.",
     lambda s: dominance(s.problem)),
    ("potentially best", "Which come first in a weighted sum under some weights, and under which.",
     lambda s: potentially_best(s.problem)),
    ("methods", "Ranks by other methods and normalisations, and their agreement.",
     _methods),
    ("rank reversal", "Orders that change when an alternative is left out, copied or worsened.",
     lambda s: rank_reversal(s.problem, s.method)),
    ("reliability", "Krippendorff's alpha of the coders.", lambda s: s.reliability),
    ("coders left out", "The ranking with each coder left out.",
     lambda s: s.without_coder),
    ("coders alone", "The ranking on each coder's own scores.",
     lambda s: s.coder_rankings),
    ("claims", "The source's own comparisons held against the scores.",
     lambda s: s.claims),
    ("scenarios", "What each scenario does to the ranking.",
     lambda s: s.scenarios),
    ("scenarios by profile", "Who comes first in each scenario under each profile.",
     lambda s: s.winners_by_scenario),
    ("stakeholders", "Each profile as a stakeholder: who comes first, how near is a compromise.",
     lambda s: s.stakeholders.to_frame()),
    ("robust choice", "Regret over the scenarios, and how often each is good enough.",
     lambda s: s.robust_choice),
    ("decomposition", "Which uncertain choice decides how far the first leads (Sobol indices).",
     lambda s: decompose(s.study)),
    ("value of information", "How much surer the choice would be if one input were known.",
     lambda s: value_of_information(s.study, s.profile, s.method)),
]  # fmt: skip
"""Name, what it shows, and how it is made; a new table is a line here."""
