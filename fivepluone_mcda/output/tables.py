"""Every table that a study gives, by name, with a line that says what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, Problem, Ranking
from ..robustness import (
    check_claims,
    compare_methods,
    critical_scores,
    leave_one_coder_out,
    rank_reversal,
    reliability,
    robust_choice,
    scenario_grid,
    scenarios,
)
from ..sensitivity import (
    Smaa,
    WeightSpace,
    critical_weights,
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
            yield Table(name, f"left out, the study has none: {about}", None)
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
    table = problem.matrix.T.rename_axis("criterion")
    table.insert(0, "label", [problem.tree.label(leaf) for leaf in problem.criteria])
    table.insert(1, "direction", problem.directions)
    table.insert(2, "weight", problem.weights)
    return table


def _weights(source: _Source) -> pd.DataFrame:
    study = source.study
    table = pd.DataFrame(
        {name: study.tree.node_weights(study.weights(name)) for name in study.profiles}
    )
    table.insert(0, "label", [study.tree.label(str(node)) for node in table.index])
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
    ("methods", "Ranks by other methods and normalisations, and their agreement.",
     _methods),
    ("rank reversal", "Orders that change when an alternative is left out, copied or worsened.",
     lambda s: rank_reversal(s.problem, s.method)),
    ("reliability", "Krippendorff's alpha of the coders.", lambda s: reliability(s.study)),
    ("coders left out", "The ranking with each coder left out.",
     lambda s: leave_one_coder_out(s.study, s.profile, s.method)),
    ("claims", "The source's own comparisons held against the scores.",
     lambda s: check_claims(s.study)),
    ("scenarios", "What each scenario does to the ranking.",
     lambda s: scenarios(s.study, None, s.profile, s.method)),
    ("scenarios by profile", "Who comes first in each scenario under each profile.",
     lambda s: scenario_grid(s.study, method=s.method)),
    ("robust choice", "Regret over the scenarios, and how often each is good enough.",
     lambda s: robust_choice(s.study, None, s.profile, s.method)),
]  # fmt: skip
"""Name, what it shows, and how it is made; a new table is a line here."""
