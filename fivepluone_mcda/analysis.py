"""One study, profile, scenario and method, and every result about them, computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from .methods.registry import Method, MethodLike, resolve
from .model import InfeasibleError, MethodError, Problem, Ranking, UnknownNameError
from .model.explanation import Explanation
from .robustness import (
    Comparison,
    Panel,
    Stakeholders,
    check_claims,
    claims_hold,
    coder_rankings,
    compare_methods,
    critical_scores,
    panel,
    reliability,
    robust_choice,
    scenario_grid,
    scenarios,
    stakeholders,
)
from .robustness.coders import coder_intervals, without_each_coder
from .robustness.scenarios import scenario_changes
from .robustness.screening import Screening, screening
from .sensitivity import (
    Revealed,
    Reversal,
    Smaa,
    WeightSpace,
    critical_weights,
    nearest_reversal,
    revealed_weights,
    smaa,
    stability,
    winner_bands,
)
from .sensitivity.stability import room
from .study import Study, expect_study

AFFORDABLE = {
    "revealed": 500,
    "critical_scores": 2_500,
    "least_moved": 4_000,
    "reversal": 10_000,
    "codes": 20_000,
}
"""Scores (alternatives times criteria; of all coders for their codes) up to which a report asks
for a result. Beyond, it would take longer than all others together."""

DRAWN = 2**14 * 500
"""Scores that are drawn together with weights, over all draws, at most."""

FEW = 2**9
"""Draws of scores where each draw runs a whole method of another package."""

RESPECTFUL = 2**10
"""Draws of codings that agree with the source's own comparisons; few of those tried do."""


class Analysis:
    """Every result about one study under one profile, in one scenario, by one method.

    Report, tables, export and commands read their results here. Each is computed when it is
    first asked for, and kept. Results that need what the study does not have raise the error of
    the function that computes them. Those about several profiles or scenarios leave out
    `set_weights`.

    Parameters
    ----------
    study, profile, scenario, method
        As in `Study.problem` and `rank`; the study's own method when left out.
    set_weights : mapping of str to float, optional
        Weights by node, set by hand on top of profile and scenario.
    progress : bool
        Whether a terminal shows a progress bar while weights are drawn.
    """

    def __init__(
        self,
        study: Study,
        profile: str | None = None,
        scenario: str | None = None,
        method: MethodLike | None = None,
        set_weights: Mapping[str, float] | None = None,
        progress: bool = False,
    ) -> None:
        expect_study(study)
        self.study = study
        self.profile = study.profile(profile).name
        self.scenario = scenario
        self.method = resolve(method or study.method)
        self.set_weights = dict(set_weights or {})
        self.progress = progress
        self.problem = self._problem()
        self.ranking = self.method.rank(self.problem)
        self._revealed: dict[str, Reversal | Revealed | None] = {}

    def _problem(self, coders: Sequence[str] | None = None) -> Problem:
        problem = self.study.problem(self.profile, coders, self.scenario)
        return problem.with_node_weights(self.set_weights) if self.set_weights else problem

    # The ranking

    @property
    def winner(self) -> str:
        """The alternative that comes first."""
        return self.ranking.best

    @property
    def runner_up(self) -> str | None:
        """The alternative that comes second; None where there is only one."""
        return None if self.alone else self.ranking.order[1]

    @property
    def alone(self) -> bool:
        """Whether there is only one alternative."""
        return len(self.problem.alternatives) == 1

    @property
    def tied(self) -> bool:
        """Whether several alternatives share first place."""
        return int((self.ranking.ranks == 1).sum()) > 1

    @property
    def slow(self) -> bool:
        """Whether the method runs once for every weight vector, a thousand times slower."""
        return self.ranking.kernel is not None and self.ranking.kernel.looped

    def affordable(self, result: str) -> bool:
        """Whether a result of `AFFORDABLE` takes seconds at most for a problem of this size."""
        cells = self.problem.values.size * (len(self.study.coders) if result == "codes" else 1)
        return cells <= AFFORDABLE[result]

    @cached_property
    def method_options(self) -> dict[str, object] | None:
        """Options of the method that its name alone does not give; None for a user's function."""
        try:
            plain = resolve(self.method.name).rank(self.problem).options
        except UnknownNameError:
            return None
        return {
            option: value
            for option, value in self.ranking.options.items()
            if repr(plain.get(option)) != repr(value)
        }

    @cached_property
    def profile_weights(self) -> bool:
        """Whether the weights are the profile's own: not set by hand, nor by the scenario."""
        own = self.study.weights(self.profile).to_numpy()
        return np.allclose(self.problem.weight_vector, own, rtol=0.0, atol=1e-12)

    @cached_property
    def explanation(self) -> Explanation | None:
        """Why the first ranks above the second; None where the method cannot tell."""
        if self.runner_up is None:
            return None
        try:
            return self.ranking.explain(self.winner, self.runner_up)
        except MethodError:
            return None

    @cached_property
    def leaders(self) -> dict[str, str]:
        """Who comes first under each profile, in the same scenario."""
        return self._leaders(self.method)

    def _leaders(self, method: Method) -> dict[str, str]:
        return {
            profile: method.outcome(self.study.problem(profile, scenario=self.scenario)).best
            for profile in self.study.profiles
        }

    def leaders_by(self, methods: Iterable[MethodLike]) -> pd.DataFrame:
        """`leaders` by the methods of `rankings`: a row a profile, a column a method."""
        columns = {self.method.name: self.leaders}
        for method in map(resolve, methods):
            if method.name not in columns and method.name in self.rankings([method]):
                columns[method.name] = self._leaders(method)
        return pd.DataFrame(columns, index=self.study.profiles)

    def rankings(self, methods: Iterable[MethodLike] = ()) -> dict[str, Ranking]:
        """The ranking by method, the analysis' own first; those not defined here are left out."""
        found = {self.method.name: self.ranking}
        for method in map(resolve, methods):
            try:
                found.setdefault(method.name, method.rank(self.problem))
            except MethodError:
                continue
        return found

    # Weights

    @cached_property
    def bounds(self) -> pd.DataFrame:
        """Between which weights of each node the winner stays first, as `stability` gives them."""
        return stability(self.problem, self.method)

    @cached_property
    def nearest_bounds(self) -> pd.DataFrame:
        """The rows of `bounds` with a bound, the one nearest to the present weight first."""
        gaps = room(self.bounds).dropna()
        return self.bounds.loc[gaps.sort_values(kind="stable").index]

    @cached_property
    def decisive_theme(self) -> str | None:
        """The theme whose weight the profile itself sets; None where it sets none."""
        targets = self.study.profile(self.profile).targets
        themes = [name for name in self.study.themes if name in targets]
        return themes[0] if themes and self.profile_weights and not self.alone else None

    @cached_property
    def decisive_bound(self) -> pd.DataFrame:
        """One row as in `bounds`: the theme that decides, else the node nearest to a change.

        Empty where no single weight can change the winner.
        """
        if self.decisive_theme is None:
            return self.nearest_bounds.head(1)
        return stability(self.problem, self.method, [self.decisive_theme])

    @cached_property
    def reversal(self) -> Reversal:
        """The nearest reversal in Euclidean distance, to which the certified radius belongs."""
        return nearest_reversal(self.problem, self.method)

    @cached_property
    def least_moved(self) -> Reversal:
        """The reversal that moves the least weight."""
        return nearest_reversal(self.problem, self.method, norm="l1", certify=False)

    def revealed(self, rival: str) -> Reversal | Revealed | None:
        """The least weight that must move for a rival to come first; None where none does."""
        if rival not in self._revealed:
            self._revealed[rival] = self._search(rival)
        return self._revealed[rival]

    def _search(self, rival: str) -> Reversal | Revealed | None:
        least = self.least_moved  # where the rival comes first there, nothing less was found
        if least.winner == rival:
            moved = self.problem.with_weights(least.weights.to_dict())
            if self.method.rank(moved).ranks[rival] == 1:
                return least
        try:
            return revealed_weights(self.problem, rival, [self.method], margin=0.0, norm="l1")
        except InfeasibleError:
            return None

    @cached_property
    def critical_weights(self) -> pd.DataFrame:
        """How far each criterion's weight has to move for another order."""
        return critical_weights(self.problem, self.method)

    @cached_property
    def winner_bands(self) -> dict[str, pd.DataFrame]:
        """Who comes first at each weight of each theme, by profile and method."""
        return {theme: winner_bands(self.study, theme) for theme in self.study.themes}

    # Weights drawn at random

    @cached_property
    def hierarchical(self) -> Smaa:
        """Any weights, uniform inside each group of the tree."""
        return self._drawn(WeightSpace.hierarchical(self.problem))

    @cached_property
    def simplex(self) -> Smaa:
        """Any weights, uniform over all weight vectors."""
        return self._drawn(WeightSpace.simplex(self.problem))

    @cached_property
    def near(self) -> Smaa:
        """Weights near the present ones."""
        return self._drawn(WeightSpace.around(self.problem))

    @property
    def draws_scores(self) -> bool:
        """Whether scores can be drawn: several coders or ranges."""
        return len(self.study.coders) > 1 or self.problem.has_ranges

    @cached_property
    def joint(self) -> Smaa:
        """Weights near the present ones, coders and scores inside their intervals together."""
        most = (DRAWN // self.problem.values.size).bit_length() - 1
        samples = FEW if self.slow else 2 ** min(14, max(8, most))
        return self._drawn(WeightSpace.around(self.problem), scores="both", samples=samples)

    @cached_property
    def respectful(self) -> Smaa | None:
        """As `joint`, over the codings that agree with all of the source's own comparisons.

        None where none was found.
        """
        space, condition = WeightSpace.around(self.problem), claims_hold(self.study)
        try:
            return self._drawn(space, scores="both", samples=RESPECTFUL, condition=condition)
        except InfeasibleError:
            return None

    def _drawn(self, space: WeightSpace, **options: Any) -> Smaa:
        return smaa(self.problem, self.method, space, progress=self.progress, **options)

    # Scores, coders, methods

    @cached_property
    def critical_scores(self) -> pd.DataFrame:
        """The smallest change of each score for another winner."""
        return critical_scores(self.problem, self.method)

    @cached_property
    def comparison(self) -> Comparison:
        """The same scores and weights by many methods."""
        return compare_methods(self.problem)

    @cached_property
    def coder_intervals(self) -> pd.DataFrame | None:
        """Between which scores the coders' own tables put each alternative; None for one coder."""
        return coder_intervals(self.ranking)

    @cached_property
    def coder_rankings(self) -> pd.DataFrame:
        """The ranking on each coder's own scores."""
        return coder_rankings(self.study, self.profile, self.method)

    @cached_property
    def without_coder(self) -> pd.DataFrame:
        """The ranking with each coder left out, as `leave_one_coder_out` gives it."""
        return without_each_coder(
            self.study, lambda coders: self.method.rank(self._problem(coders))
        )

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """How far the coders agree."""
        return reliability(self.study)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The source's own comparisons against the scores."""
        return check_claims(self.study)

    def screened(self, condition: str) -> Screening | None:
        """Who comes first among the alternatives that satisfy a condition; None: no difference."""
        return screening(self.study, self.problem, self.method, condition)

    # Scenarios and profiles

    @cached_property
    def base(self) -> Ranking:
        """The ranking of the profile without a scenario and without weights set by hand."""
        return self.method.rank(self.study.problem(self.profile))

    @cached_property
    def scenarios(self) -> pd.DataFrame:
        """Who comes first in each scenario, what changes, and the weight that decides there."""
        return scenarios(self.study, None, self.profile, self.method)

    @cached_property
    def scenario_changes(self) -> dict[str, str]:
        """What each scenario changes against `base`, in words."""
        return scenario_changes(self.study, self.profile, self.method)

    @cached_property
    def winners_by_scenario(self) -> pd.DataFrame:
        """Who comes first in each scenario under each profile; the first row is without any."""
        return scenario_grid(self.study, method=self.method)

    @property
    def absolute(self) -> bool:
        """Whether scores mean the same in every scenario, so that regrets can be compared."""
        return self.ranking.kernel is not None and self.ranking.kernel.absolute

    @cached_property
    def robust_choice(self) -> pd.DataFrame:
        """Regret over the scenarios, and how often each alternative is good enough."""
        return robust_choice(self.study, profiles=self.profile, method=self.method)

    @cached_property
    def panels(self) -> list[Panel]:
        """The panels that answered questionnaires; none where nobody did."""
        names = dict.fromkeys(map(str, self.study.respondents["panel"]))
        return [panel(self.study, name, self.method) for name in names]

    @cached_property
    def stakeholders(self) -> Stakeholders:
        """Each profile as a stakeholder, and the compromise between them."""
        return stakeholders(self.study, method=self.method)
