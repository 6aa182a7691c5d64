"""Where the numbers of a report stand on a bar, and tables as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..model import Problem, Ranking
from ..model.looks import looks
from ..model.text import digits_apart, number, score_digits

Finding = dict[str, Any] | str
"""What a section shows; or, as a sentence, why the study has none."""


@dataclass(frozen=True)
class Axis:
    """Where numbers stand on a bar, in percent of its length."""

    low: float
    high: float

    @classmethod
    def over(cls, numbers: Sequence[float] | pd.Series) -> Axis:
        """The axis that holds 0 and all the numbers."""
        low, high = min([0.0, *numbers]), max([0.0, *numbers])
        return cls(low, high if high > low else low + 1.0)

    def at(self, value: float) -> float:
        """The place of a value."""
        return round(100.0 * (value - self.low) / (self.high - self.low), 2)

    def bar(self, start: float, end: float) -> dict[str, float]:
        """Where a bar begins, and how long it is."""
        left, right = sorted((self.at(start), self.at(end)))
        return {"left": left, "width": round(right - left, 2)}


def score_of(problem: Problem, leaf: str, score: float, least: int = 0) -> str:
    """A score of a criterion with the decimals of its column, or as many as are asked."""
    digits = max(score_digits(problem.matrix[leaf]), least)
    return number(score, digits)


def digits_of(ranking: Ranking) -> int:
    """Decimals that keep the first two scores apart, three at least and six at most."""
    scores = ranking.scores[ranking.order].head(2)
    return digits_apart(scores.iloc[0], scores.iloc[-1])


def colours_of(problem: Problem) -> dict[str, str]:
    """The colour of each alternative, as in every picture."""
    return {name: look.colour for name, look in looks(problem.alternatives).items()}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, each as a dict by column; the index is a column of its name."""
    named = frame if frame.index.name is None else frame.reset_index()
    return [{str(key): value for key, value in row.items()} for row in named.to_dict("records")]
