"""Why one alternative ranks above another: the parts of the criteria, and a few sentences."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .coding import SILENT
from .problem import Problem
from .ranges import AGREED, coder_spread
from .result import TIE, Result
from .text import joined, number, part_digits, percent, score_digits, signed

NAMED = 3
"""Criteria that the sentences name on each side, at most."""


@dataclass(frozen=True, eq=False, repr=False)
class Explanation(Result):
    """Why one alternative ranks above (or below) another, criterion by criterion.

    Attributes
    ----------
    a, b : str
        The alternatives compared.
    method : str
        The method.
    difference : float
        Score of a minus score of b.
    parts : Series by criterion
        What each criterion adds to the difference; the parts sum to it.
    scores : DataFrame, criteria x (a, b)
        The scores in the performance matrix.
    weights : Series by criterion
        The weights.
    lower_is_better : bool
        True where a negative part is in favour of a.
    text : str
        Sentences for a reader without formulas: what counts most for the one ahead, what most
        against it, how much the coders agree on the criteria named, and which of these scores
        are inferred because the source says nothing on them.
    """

    a: str
    b: str
    method: str
    difference: float
    parts: pd.Series
    scores: pd.DataFrame
    weights: pd.Series
    lower_is_better: bool
    text: str

    @classmethod
    def of(
        cls,
        problem: Problem,
        method: str,
        a: str,
        b: str,
        difference: float,
        parts: pd.Series,
        lower_is_better: bool,
    ) -> Explanation:
        """The explanation of a pair from the difference of its scores and the parts of it."""
        scores = problem.matrix.loc[list(dict.fromkeys((a, b)))].T
        text = _told(problem, a, b, -parts if lower_is_better else parts)
        return cls(a, b, method, difference, parts, scores, problem.weights, lower_is_better, text)

    def to_frame(self) -> pd.DataFrame:
        """Criterion, weight, both scores and part; the largest part in favour of a comes first."""
        order = self.parts.sort_values(ascending=self.lower_is_better, kind="stable").index
        frame = self.scores.copy()
        frame.insert(0, "weight", self.weights, allow_duplicates=True)
        frame.insert(frame.shape[1], "part", self.parts, allow_duplicates=True)
        return frame.loc[order]

    def headline(self) -> str:
        """One line that says who is ahead and by how much."""
        word = _standing(-self.difference if self.lower_is_better else self.difference)
        return f"{self.method}: {self.a} {word} {self.b}, difference {signed(self.difference)}"


def _standing(ahead: float) -> str:
    return "above" if ahead > TIE else "below" if ahead < -TIE else "level with"


def _told(problem: Problem, a: str, b: str, parts: pd.Series) -> str:
    """The sentences; positive `parts` are in favour of a."""
    total = float(parts.sum())
    if _standing(total) == "level with":
        return f"{a} and {b} are level: the criteria in favour of each add up to the same."
    if total < 0.0:
        a, b, parts = b, a, -parts
    for_a = parts[parts > TIE].sort_values(ascending=False, kind="stable").head(NAMED)
    against = parts[parts < -TIE].sort_values(kind="stable").head(NAMED)
    favour, contrary = (
        "; ".join(_criterion(problem, str(leaf), a, b) for leaf in side.index)
        for side in (for_a, against)
    )
    named = [str(leaf) for leaf in (*for_a.index, *against.index)]
    sentences = [
        f"{a} ranks above {b}, mainly because of {favour}.",
        f"What counts most against it: {contrary}." if contrary else "Nothing counts against it.",
        _agreement(problem, named, a, b),
        _inferred(problem, named, a, b),
    ]
    return " ".join(filter(None, sentences))


def _criterion(problem: Problem, leaf: str, a: str, b: str) -> str:
    """A criterion with both scores, which end is good, and the place in the source."""
    j = problem.criteria.index(leaf)
    column = problem.values[:, j]
    digits = score_digits(column)
    score_a, score_b = (number(column[problem.position(name)], digits) for name in (a, b))
    good = "more" if problem.maximise[j] else "less"
    words = f"{problem.tree.label(leaf)} ({a} {score_a}, {b} {score_b}, {good} is better"
    if problem.coding is not None and problem.coding.places:
        places = [problem.coding.places[problem.position(name)][j] for name in (a, b)]
        named = list(dict.fromkeys(place for place in places if place))
        if named:
            words += f"; see {joined(named)}"
    return words + ")"


def _agreement(problem: Problem, named: list[str], a: str, b: str) -> str:
    """How much the coders agree on the cells behind the criteria named."""
    coding = problem.coding
    if coding is None:
        return "The scores are single numbers, so it is not known how much coders would disagree."
    if len(coding.coders) == 1:
        return f"All scores are those of one coder, {coding.coders[0]}."
    spread, share = coder_spread(problem, coding)
    cells = [
        (problem.position(name), problem.criteria.index(leaf)) for leaf in named for name in (a, b)
    ]
    row, column = max(cells, key=lambda cell: share[cell])
    count = len(coding.coders)
    if share[row, column] < AGREED:
        return f"On these criteria the {count} coders agree."
    leaf, widest, part = problem.criteria[column], spread[row, column], share[row, column]
    deviation = number(widest, part_digits(widest, part, 2))
    deviation += " points" if leaf in problem.scale else f", {percent(part)} of the range"
    return (
        f"On these criteria the {count} coders differ most on {problem.tree.label(leaf)} for "
        f"{problem.alternatives[row]}, with a standard deviation of {deviation}."
    )


def _inferred(problem: Problem, named: list[str], a: str, b: str) -> str:
    """On which of the cells named the source says nothing usable; empty where there are none."""
    if problem.coding is None or problem.coding.silent is None:
        return ""
    silent = problem.coding.silent >= SILENT
    cells = [
        f"{problem.tree.label(leaf)} for {name}"
        for leaf in named
        for name in (a, b)
        if silent[problem.position(name), problem.criteria.index(leaf)]
    ]
    if not cells:
        return ""
    scores = "this score is" if len(cells) == 1 else "these scores are"
    return f"The source says nothing usable on {joined(cells)}; {scores} inferred."
