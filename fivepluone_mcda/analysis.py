"""One study, profile, scenario and method, and every result about them, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from .methods.registry import OWN, Method, MethodLike, resolve
from .model import Problem, Ranking
from .model.figures import score_digits, score_text
from .model.looks import looks
from .model.ranking import TIE
from .robustness import Comparison, compare_methods, scenario_grid
from .robustness.coders import coder_intervals
from .sensitivity import Reversal, Smaa, WeightSpace, nearest_reversal, smaa
from .sensitivity.stability import room, stability
from .study import Study

__all__ = ["Analysis"]

MINUS = "\N{MINUS SIGN}"

FEW = 2**9
"""Draws where each one runs a whole method of another package."""


@dataclass(frozen=True)
class Analysis:
    """The study, and under which profile, in which scenario and by which method it is reported.

    Attributes
    ----------
    study : Study
        The study.
    profile : str
        The weight profile.
    scenario : str or None
        The scenario; None for the study as it is.
    method : str or callable
        As in `rank`.
    """

    study: Study
    profile: str
    scenario: str | None
    method: MethodLike

    @cached_property
    def chosen(self) -> Method:
        """The method."""
        return resolve(self.method)

    @cached_property
    def problem(self) -> Problem:
        """The problem that is reported."""
        return self.study.problem(self.profile, scenario=self.scenario)

    @cached_property
    def ranking(self) -> Ranking:
        """Its ranking."""
        return self.chosen.rank(self.problem)

    @property
    def winner(self) -> str:
        """The alternative that comes first."""
        return self.ranking.best

    @property
    def foreign(self) -> bool:
        """Whether the method is another package's, which takes a thousand times longer."""
        return self.chosen.name not in OWN

    @property
    def alone(self) -> bool:
        """Whether there is nothing to compare with."""
        return len(self.problem.alternatives) == 1

    @cached_property
    def colours(self) -> dict[str, str]:
        """The colour of each alternative, as in every picture."""
        return {name: look.colour for name, look in looks(self.problem.alternatives).items()}

    @cached_property
    def spread(self) -> pd.DataFrame | None:
        """Between which scores the coders' own tables put each alternative; None for one coder."""
        return coder_intervals(self.problem, self.method)

    @cached_property
    def reversal(self) -> Reversal:
        """The nearest change of weights that ends the verdict."""
        return nearest_reversal(self.problem, self.method)

    @cached_property
    def anywhere(self) -> Smaa:
        """Any weights."""
        return smaa(self.problem, self.method)

    @cached_property
    def near(self) -> Smaa:
        """Weights near the profile."""
        return smaa(self.problem, self.method, WeightSpace.around(self.problem))

    @cached_property
    def joint(self) -> Smaa:
        """Weights near the profile, coders and scores inside their intervals together."""
        return smaa(
            self.problem,
            self.method,
            WeightSpace.around(self.problem),
            scores="both",
            samples=FEW if self.foreign else 2**14,
        )

    @cached_property
    def comparison(self) -> Comparison:
        """The same scores and weights by many methods."""
        return compare_methods(self.problem)

    @cached_property
    def grid(self) -> pd.DataFrame:
        """Who comes first in each scenario under each profile; the first row is without any."""
        return scenario_grid(self.study, method=self.method)

    @cached_property
    def leaders(self) -> dict[str, str]:
        """Who comes first under each profile."""
        return {
            profile: self.chosen.rank(self.study.problem(profile, scenario=self.scenario)).best
            for profile in self.study.profiles
        }

    @cached_property
    def bounds(self) -> pd.DataFrame:
        """Between which weights of each node the winner stays first, the tightest first."""
        bounds = stability(self.problem, self.method)
        return bounds.loc[room(bounds).sort_values(kind="stable").index]

    def label(self, node: object) -> str:
        """What a reader is shown for a node of the criteria tree."""
        return self.problem.tree.label(str(node))

    def score(self, leaf: str, score: float, least: int = 0) -> str:
        """A score of a criterion with the decimals of its column, or as many as are asked."""
        digits = max(score_digits(self.problem.matrix[leaf]), least)
        return score_text(score, digits).replace("-", MINUS)

    def digits(self) -> int:
        """Decimals that keep the first two scores apart, three at least and six at most."""
        scores = self.ranking.scores[self.ranking.order].head(2)
        lead = abs(scores.iloc[0] - scores.iloc[-1])
        return next((d for d in range(3, 6) if lead <= TIE or lead >= 10.0**-d), 6)
