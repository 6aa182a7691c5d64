"""The scores of a problem: a number for each alternative and criterion, and its range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from .arrays import Floats
from .errors import ProblemError, expect, listed, unknown_name
from .inputs import labels, numbers, read_only
from .scales import Scales

Ends = pd.DataFrame | Mapping[Any, Mapping[Any, float]]

SLACK = 1e-9
"""How far outside its scale or range a score may be, as a share of it: rounding of means."""

RANGE = (
    "a DataFrame like the matrix, or a mapping of criteria to mappings of alternatives to numbers"
)


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of alternatives on criteria, shape (m, n), with their ranges, inside the scales."""

    alternatives: tuple[str, ...]
    scales: Scales  # the criteria, in the order of the columns, and what their numbers mean
    best: Floats
    low: Floats  # ends of the range of each score; the score itself where none is stated
    high: Floats

    @classmethod
    def of(
        cls,
        matrix: pd.DataFrame,
        scales: Scales,
        low: Ends | None = None,
        high: Ends | None = None,
    ) -> Scores:
        """The scores in a performance matrix, with the ranges that are stated beside it."""
        alternatives = labels(matrix.index, "alternative")
        best = read_only(numbers(matrix, alternatives, scales.criteria))
        scores = cls(alternatives, scales, best, best, best)
        scores._refuse_outside("score", best)
        if low is None and high is None:
            return scores
        return scores.with_ranges(scores._ends("low", low), scores._ends("high", high))

    def with_ranges(self, low: Floats, high: Floats) -> Scores:
        """The same scores in other ranges, shape (m, n) each."""
        slack = SLACK * np.abs(high - low)
        wrong = np.argwhere((low > self.best + slack) | (high < self.best - slack))
        if wrong.size:
            i, j = wrong[0]
            raise ProblemError(
                f"range of the score of {self.alternatives[i]!r} on {self.criteria[j]!r}: found "
                f"{low[i, j]:.6g} to {high[i, j]:.6g}; expected ends with the score, "
                f"{self.best[i, j]:.6g}, between them"
            )
        low, high = np.minimum(low, self.best), np.maximum(high, self.best)
        self._refuse_outside("low end of the score", low)
        self._refuse_outside("high end of the score", high)
        return replace(self, low=read_only(low), high=read_only(high))

    def replaced(self, matrix: pd.DataFrame, low: Ends | None, high: Ends | None) -> Scores:
        """Other scores on the same criteria, whose columns may come in any order.

        Without new ranges a score that lies in the former range of its cell keeps it.
        """
        found = labels(matrix.columns, "criterion")
        if set(found) != set(self.criteria):
            missing = [criterion for criterion in self.criteria if criterion not in found]
            extra = [criterion for criterion in found if criterion not in self.criteria]
            raise ProblemError(
                f"matrix: missing criteria {listed(missing)}, unknown criteria {listed(extra)}"
            )
        columns = matrix.set_axis(list(found), axis=1)[list(self.criteria)]
        other = Scores.of(columns, self.scales, low, high)
        if low is not None or high is not None or not self.has_ranges:
            return other
        rows = list(other.alternatives)
        former_low, former_high = (
            self.frame(ends).reindex(rows).to_numpy(dtype=np.float64)
            for ends in (self.low, self.high)
        )
        kept = (former_low <= other.best) & (other.best <= former_high)  # in new rows nowhere
        return other.with_ranges(
            np.where(kept, former_low, other.best), np.where(kept, former_high, other.best)
        )

    def without(self, rows: Sequence[int]) -> Scores:
        """The scores with some rows left out."""
        left_out = [self.alternatives[row] for row in rows]
        best, low, high = (
            read_only(np.delete(part, rows, axis=0)) if len(rows) else part
            for part in (self.best, self.low, self.high)
        )
        return replace(
            self,
            alternatives=tuple(name for name in self.alternatives if name not in left_out),
            best=best,
            low=low,
            high=high,
        )

    @property
    def criteria(self) -> tuple[str, ...]:
        """The labels of the columns."""
        return self.scales.criteria

    @property
    def has_ranges(self) -> bool:
        """Whether some score has a range wider than the score itself."""
        return bool((self.high > self.low).any())

    def frame(self, part: Floats) -> pd.DataFrame:
        """An array of shape (m, n) as a table of its own."""
        return pd.DataFrame(part.copy(), list(self.alternatives), list(self.criteria))

    def _ends(self, end: str, given: Ends | None) -> Floats:
        """One end of the ranges; the score itself in cells that are empty or left out."""
        if given is None:
            return self.best
        expect(given, (pd.DataFrame, Mapping), RANGE, end, ProblemError)
        if not len(given):
            return self.best
        try:
            table = pd.DataFrame(given)
        except (TypeError, ValueError):
            raise ProblemError(f"{end}: found {given!r}; expected {RANGE}") from None
        for axis, kind, known in (
            (table.index, "alternative", self.alternatives),
            (table.columns, "criterion", self.criteria),
        ):
            for name in labels(axis, f"{kind} of {end}"):
                if name not in known:
                    raise unknown_name(f"{kind} of {end}", name, known)
        table = table.set_axis(table.index.map(str)).set_axis(table.columns.map(str), axis=1)
        table = table.reindex(index=self.alternatives, columns=self.criteria)
        stated = table.notna().to_numpy()
        cells = np.where(stated, table.to_numpy(dtype=object), self.best)
        ends = pd.DataFrame(cells, table.index, table.columns)
        return numbers(ends, self.alternatives, self.criteria, f"{end} end of the score")

    def _refuse_outside(self, what: str, values: Floats) -> None:
        """An error that names the first value outside the scale of its criterion."""
        infinite = (-np.inf, np.inf)
        ends = [self.scales.ends.get(criterion, infinite) for criterion in self.criteria]
        low, high = np.array(ends, dtype=np.float64).T
        slack = np.where(np.isfinite(high - low), SLACK * (high - low), 0.0)
        outside = np.argwhere(((values < low - slack) | (values > high + slack)).T)
        if outside.size:
            j, i = outside[0]
            raise ProblemError(
                f"{what} of {self.alternatives[i]!r} on {self.criteria[j]!r}: found "
                f"{values[i, j]:.6g}; expected {low[j]:g} to {high[j]:g}"
            )
