"""Every table that a study gives, by name, with a line that says what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, InfeasibleError, Problem, Ranking
from ..robustness import (
    check_claims,
    coder_rankings,
    compare_methods,
    critical_scores,
    decompose,
    dominance,
    leave_one_coder_out,
    potentially_best,
    rank_reversal,
    reliability,
    robust_choice,
    scenario_grid,
    scenarios,
    stakeholders,
    value_of_information,
)
from ..sensitivity import (
    Smaa,
    WeightSpace,
    critical_weights,
    crossings,
    discover,
    exact_pairwise_winning,
    nearest_reversal,
    smaa,
    stability,
)
from ..study import Study, awot, strategic_position

__all__ = ["Table", "every_table", "side_by_side"]


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes
    ----------
    name : str
        Its name, at most 31 characters.
    about : str
        What it shows; where there is no frame, why not.
    frame : DataFrame or None
        The table; None where the study does not have what it takes.
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
    study: Study, profile: str | None = None, method: MethodLike = "topsis"
) -> Iterator[Table]:
    """Every table of a study, one after the other.

    Parameters
    ----------
    study : Study
        The study.
    profile : str, optional
        The weight profile; the default one when left out.
    method : str or callable
        As in `rank`.

    Yields
    ------
    Table
        Those that are empty, or for which the study lacks what they need, have no frame.
    """
    source = _Source(study, study.profile(profile).name, method)
    # An unknown method is an error of the caller, not a table that is missing.
    resolve(method).rank(source.problem)
    for name, about, make in TABLES:
        try:
            frame = make(source)
        except CriteriaError as error:
            yield Table(name, f"left out: {error}", None)
            continue
        if frame.empty:
            yield Table(name, f"left out, there is nothing to show: {about}", None)
        else:
            yield Table(name, about, frame)


@dataclass(frozen=True)
class _Source:
    """What the tables are made from."""

    study: Study
    profile: str
    method: MethodLike

    @cached_property
    def problem(self) -> Problem:
        return self.study.problem(self.profile)

    @cached_property
    def near(self) -> Smaa:
        return smaa(self.problem, self.method, WeightSpace.around(self.problem))

    @cached_property
    def drawn(self) -> Smaa:
        return smaa(self.problem, self.method, WeightSpace.around(self.problem), "both")

    @cached_property
    def anywhere(self) -> Smaa:
        return smaa(self.problem, self.method)


def _ranking(source: _Source) -> pd.DataFrame:
    chosen = [resolve(method) for method in (source.method, "topsis", "ahp")]
    return side_by_side({one.name: one.rank(source.problem) for one in chosen})


def _steps(source: _Source) -> pd.DataFrame:
    steps = resolve(source.method).rank(source.problem).steps
    long = [
        frame.rename_axis("row").melt(ignore_index=False, var_name="column").reset_index()
        for frame in steps.values()
    ]
    table: pd.DataFrame = pd.concat(long, keys=list(steps), names=["step", None])
    return table.reset_index("step").reset_index(drop=True)


def _scores(source: _Source) -> pd.DataFrame:
    problem = source.problem
    table = problem.to_frame()
    labels = [problem.tree.label(leaf) for leaf in problem.criteria]
    table.insert(0, "label", labels, allow_duplicates=True)
    return table


def _weights(source: _Source) -> pd.DataFrame:
    study = source.study
    table = pd.DataFrame(
        {name: study.tree.node_weights(study.weights(name)) for name in study.profiles}
    )
    labels = [study.tree.label(str(node)) for node in table.index]
    table.insert(0, "label", labels, allow_duplicates=True)
    return table.rename_axis("node")


def _consistency(source: _Source) -> pd.DataFrame:
    study = source.study
    rows = [
        {
            "panel": panel,
            "judge": judge or "(all)",
            "group": group,
            "consistency_ratio": matrix.consistency_ratio,
            "lambda_max": matrix.lambda_max,
        }
        for panel in study.panels
        for judge in (None, *study.judges(panel))
        for group, matrix in study.judgements(panel, judge).items()
        if matrix.is_complete
    ]
    return pd.DataFrame(rows)


def _reversal(source: _Source) -> pd.DataFrame:
    reversal = nearest_reversal(source.problem, source.method)
    columns = {
        "weight": source.problem.weights,
        "at the reversal": reversal.weights,
        "change": reversal.changes,
    }
    return pd.DataFrame(columns).rename_axis("criterion")


def _crossings(source: _Source) -> pd.DataFrame:
    study = source.study
    ways = {
        name: crossings(source.problem, study.weights(name), source.method)
        for name in study.profiles
        if name != source.profile
    }
    if not ways:
        return pd.DataFrame()
    return pd.concat(ways, names=["towards", None]).reset_index("towards").reset_index(drop=True)


def _rules(source: _Source) -> pd.DataFrame:
    found = []
    for name in source.problem.alternatives:
        try:
            rules = discover(source.problem, name, source.method)
        except InfeasibleError:
            continue  # it comes first under no weights at all
        table = rules.rules.reindex(range(max(len(rules.rules), 1)))
        table.insert(0, "winner", name)
        found.append(
            table.assign(share=rules.share, density=rules.density, coverage=rules.coverage)
        )
    return pd.concat(found, ignore_index=True)


def _methods(source: _Source) -> pd.DataFrame:
    comparison = compare_methods(source.problem)
    return pd.concat([comparison.ranks.T, comparison.agreement], axis=1).rename_axis("method")


TABLES: list[tuple[str, str, Callable[[_Source], pd.DataFrame]]] = [
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
     lambda s: stability(s.problem, s.method)),
    ("nearest reversal", "The least change of weights at which another draws level.", _reversal),
    ("crossings", "Who takes over on the straight way to the weights of each other profile.",
     _crossings),
    ("critical weights", "How far each weight has to move for another order.",
     lambda s: critical_weights(s.problem, s.method)),
    ("critical scores", "The smallest change of each score for another winner.",
     lambda s: critical_scores(s.problem, s.method)),
    ("ranks near the profile", "Rank acceptabilities, weights drawn near the profile (SMAA).",
     lambda s: s.near.rank_acceptability),
    ("ranks any weights", "Rank acceptabilities, any weights, uniform inside each group (SMAA).",
     lambda s: s.anywhere.rank_acceptability),
    ("errors any weights", "Standard errors of the table before.",
     lambda s: s.anywhere.standard_error),
    ("central weights", "Mean of the weights under which each comes first, any weights.",
     lambda s: s.anywhere.central_weights),
    ("pairwise winning", "How often the row beats the column, any weights.",
     lambda s: s.anywhere.pairwise_winning),
    ("exact pairwise winning", "The same for a weighted sum and all weights alike, without draws.",
     lambda s: exact_pairwise_winning(s.problem)),
    ("rules", "A simple rule for the weights under which each comes first; no node: anywhere.",
     _rules),
    ("ranks drawn scores", "Rank acceptabilities, weights near the profile and scores drawn.",
     lambda s: s.drawn.rank_acceptability),
    ("dominance", "On how many criteria each is better than, equal to and worse than each other.",
     lambda s: dominance(s.problem)),
    ("potentially best", "Which come first in a weighted sum under some weights, and under which.",
     lambda s: potentially_best(s.problem)),
    ("methods", "Ranks by other methods and normalisations, and their agreement.",
     _methods),
    ("rank reversal", "Orders that change when an alternative is left out, copied or worsened.",
     lambda s: rank_reversal(s.problem, s.method)),
    ("reliability", "Krippendorff's alpha of the coders.", lambda s: reliability(s.study)),
    ("coders left out", "The ranking with each coder left out.",
     lambda s: leave_one_coder_out(s.study, s.profile, s.method)),
    ("coders alone", "The ranking on each coder's own scores.",
     lambda s: coder_rankings(s.study, s.profile, s.method)),
    ("claims", "The source's own comparisons held against the scores.",
     lambda s: check_claims(s.study)),
    ("scenarios", "What each scenario does to the ranking.",
     lambda s: scenarios(s.study, None, s.profile, s.method)),
    ("scenarios by profile", "Who comes first in each scenario under each profile.",
     lambda s: scenario_grid(s.study, method=s.method)),
    ("stakeholders", "Each profile as a stakeholder: who comes first, how near is a compromise.",
     lambda s: stakeholders(s.study, method=s.method).to_frame()),
    ("robust choice", "Regret over the scenarios, and how often each is good enough.",
     lambda s: robust_choice(s.study, None, s.profile, s.method)),
    ("decomposition", "Which uncertain choice decides how far the first leads (Sobol indices).",
     lambda s: decompose(s.study)),
    ("value of information", "How much surer the choice would be if one input were known.",
     lambda s: value_of_information(s.study, s.profile, s.method)),
]  # fmt: skip
"""Name, what it shows, and how it is made; a new table is a line here."""
