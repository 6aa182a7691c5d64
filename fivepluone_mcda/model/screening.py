"""Conjunctive screening: only the alternatives that satisfy every condition stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .arrays import Flags, Floats
from .errors import InfeasibleError, ProblemError, listed
from .inputs import float_or_nan
from .tree import CriteriaTree

SLACK = 1e-9
"""A score this near to a bound is at it: that is what rounding does to a mean."""

CONDITION = re.compile(r"\s*(.*[^\s<>=≤≥])\s*(<=|>=|<|>|≤|≥)\s*([^\s<>=≤≥]+)\s*")


@dataclass(frozen=True)
class Condition:
    """A bound on the scores of one criterion, such as ``G2 < 4``."""

    text: str  # as it was written
    criterion: str
    comparison: str  # <, <=, > or >=
    bound: float

    @classmethod
    def read(cls, text: str, tree: CriteriaTree) -> Condition:
        """The condition that a text states, its criterion named by id or label."""
        found = CONDITION.fullmatch(text) if isinstance(text, str) else None
        bound = float_or_nan(found[3]) if found else np.nan
        if found is None or not np.isfinite(bound):
            raise ProblemError(
                f"condition: found {text!r}; expected a criterion, one of < <= > >= and a number, "
                f"such as '{tree.leaves[0]} < 4'"
            )
        name = tree.find(found[1])
        if name not in tree.leaves:
            raise ProblemError(
                f"condition {text!r}: {name!r} has no scores of its own; expected one of its "
                f"criteria {listed(tree.leaves_of(name))}"
            )
        comparison = found[2].replace("≤", "<=").replace("≥", ">=")
        return cls(text.strip(), name, comparison, bound)

    def holds(self, scores: Floats) -> Flags:
        """Which of the scores satisfy it."""
        slack = SLACK * max(1.0, abs(self.bound))
        below, above = scores < self.bound - slack, scores > self.bound + slack
        return {"<": below, "<=": ~above, ">": above, ">=": ~below}[self.comparison]


def failed_conditions(
    conditions: Sequence[str], matrix: pd.DataFrame, tree: CriteriaTree
) -> dict[str, tuple[str, ...]]:
    """The alternatives that fail a condition, each with the conditions that it fails."""
    read = [Condition.read(text, tree) for text in conditions]
    holds = [one.holds(matrix[one.criterion].to_numpy()) for one in read]
    failed = {}
    for row, name in enumerate(matrix.index):
        texts = [one.text for one, held in zip(read, holds, strict=True) if not held[row]]
        if texts:
            failed[name] = tuple(texts)
    if len(failed) == len(matrix):
        each = "; ".join(f"{name!r} fails {listed(texts)}" for name, texts in failed.items())
        raise InfeasibleError(f"no alternative satisfies every condition: {each}")
    return failed
