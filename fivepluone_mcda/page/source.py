"""What a report is made from, computed once, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from ..methods.registry import OWN, Method, MethodLike, resolve
from ..model import Problem, Ranking
from ..model.figures import score_digits, score_text
from ..model.ranking import TIE
from ..robustness import Comparison, compare_methods, scenario_grid
from ..robustness.coders import coder_intervals
from ..sensitivity import Reversal, Smaa, WeightSpace, nearest_reversal, smaa
from ..sensitivity.stability import room, stability
from ..study import Study

__all__ = ["Axis", "Finding", "Source", "number", "records"]

Finding = dict[str, Any] | str
"""What a section shows; or, as a sentence, why the study has none."""

MINUS = "\N{MINUS SIGN}"

FEW = 2**9
"""Draws where each one runs a whole method of another package."""


@dataclass(frozen=True)
class Source:
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
        from ..plots.style import looks

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


@dataclass(frozen=True)
class Axis:
    """Where numbers stand on a bar, in percent of its length."""

    low: float
    high: float

    @classmethod
    def over(cls, numbers: Sequence[float] | pd.Series) -> Axis:
        """The axis that holds 0 and all the numbers."""
        low, high = min(0.0, *numbers), max(0.0, *numbers)
        return cls(low, high if high > low else low + 1.0)

    def at(self, value: float) -> float:
        """The place of a value."""
        return round(100.0 * (value - self.low) / (self.high - self.low), 2)

    def bar(self, start: float, end: float) -> dict[str, float]:
        """Where a bar begins, and how long it is."""
        left, right = sorted((self.at(start), self.at(end)))
        return {"left": left, "width": round(right - left, 2)}


def number(value: float, digits: int = 1) -> str:
    """A number with so many decimals and a true minus sign; from 1000 on a whole one."""
    text = f"{value:.{digits}f}" if abs(value) < 1000.0 else f"{value:,.0f}"
    return text.replace("-", MINUS)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, each as a dict by column; the index is a column of its name."""
    named = frame if frame.index.name is None else frame.reset_index()
    return [{str(key): value for key, value in row.items()} for row in named.to_dict("records")]
