"""Drawing the scores: whole tables of the coders, or values inside the scores' ranges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..model import InfeasibleError, Problem, ProblemError
from ..model.arrays import Flags, Floats
from ..model.errors import unknown_name
from ..model.ranges import score_ranges, score_tables

Condition = Callable[[Floats], Flags]

KINDS = ("coders", "intervals", "both")

BATCH = 2**9
"""Matrices that are drawn and held against the condition at once."""

PATIENCE = 2**20
"""Matrices in a row that may fail the condition."""


@dataclass(frozen=True)
class ScoreDraws:
    """A probability law on performance matrices.

    Attributes
    ----------
    low, width, mode : array, shape (tables, m, n, 1)
        Lower end and width of each score's interval, and where the best score lies in it, 0..1.
        A draw takes one of the tables, each score in it triangular.
    condition : callable or None
        Takes drawn matrices, shape (m, n, K), and says which are kept, shape (K,).
    """

    low: Floats
    width: Floats
    mode: Floats
    condition: Condition | None = None

    @classmethod
    def of(cls, problem: Problem, kind: str, condition: Condition | None = None) -> ScoreDraws:
        """The law that a problem's ranges or coders give.

        Parameters
        ----------
        problem : Problem
            A problem with ranges or, for all but ``intervals``, with a coding.
        kind : {"coders", "intervals", "both"}
            One coder's whole table, each score triangular on its low, best and high, or one
            coder's table with each score triangular on that coder's own.
        condition : callable, optional
            Which matrices are kept. It may have a method ``possible``, which takes the lowest and
            the highest scores, shape (tables, m, n), and says which tables can satisfy it, shape
            (tables,): the others are never drawn, which changes nothing but the time.

        Raises
        ------
        ProblemError
            If the problem has no coding, or neither that nor ranges.
        UnknownNameError
            If there is no such kind.
        InfeasibleError
            If no table can satisfy the condition.
        """
        if kind not in KINDS:
            raise unknown_name("way to draw scores", kind, KINDS)
        if problem.coding is None and kind != "intervals":
            raise ProblemError(
                f"scores={kind!r} needs the coders' own tables, which this problem does not have: "
                "take one from Study.problem, and change its weights, not its matrix; or draw "
                'from ranges with scores="intervals"'
            )
        if problem.coding is None and not problem.has_ranges:
            raise ProblemError(
                f"scores={kind!r} needs ranges of the scores, which this problem does not have: "
                "state them as Problem(matrix, ..., low=..., high=...)"
            )
        tables = score_ranges(problem) if kind == "intervals" else score_tables(problem)
        low, best, high = tables
        if kind == "coders":
            low = high = best
        possible = getattr(condition, "possible", None)
        if possible is not None:
            chosen = possible(low, high)
            if not chosen.any():
                raise InfeasibleError("no table of scores satisfies the condition")
            low, best, high = low[chosen], best[chosen], high[chosen]
        low, best, high = low[..., None], best[..., None], high[..., None]
        width = high - low
        mode = np.divide(best - low, width, out=np.full_like(width, 0.5), where=width > 0.0)
        return cls(low, width, mode, condition)

    def draw(self, count: int, rng: np.random.Generator) -> Floats:
        """Performance matrices, shape (m, n, count), that satisfy the condition.

        Raises
        ------
        InfeasibleError
            If none of a million matrices in a row does.
        """
        if self.condition is None:
            return self._drawn(count, rng)
        kept: list[Floats] = []
        found = failed = 0
        while found < count:
            values = self._drawn(BATCH, rng)
            values = values[:, :, self.condition(values)]
            # The tables are in order: without a shuffle a cut would prefer the first.
            kept.append(values[:, :, rng.permutation(values.shape[2])])
            found += values.shape[2]
            failed = 0 if values.size else failed + BATCH
            if failed >= PATIENCE:
                raise InfeasibleError(
                    f"none of {failed} drawn performance matrices in a row satisfies the condition"
                )
        return np.concatenate(kept, axis=2)[:, :, :count]

    def _drawn(self, count: int, rng: np.random.Generator) -> Floats:
        """Performance matrices, shape (m, n, count), whatever the condition.

        The tables take turns in stretches of the draws as equal as they can be; a random offset
        makes the chance of every table the same.
        """
        tables, m, n, _ = self.low.shape
        ends = (np.arange(tables + 1) * count + rng.integers(tables)) // tables
        values = np.empty((m, n, count))
        if self.width.any():
            # A point that is uniform in a triangle whose corners have the heights 0, mode and 1
            # has a triangular height.
            bits = rng.integers(2**64, size=m * n * count, dtype=np.uint64).view(np.uint32)
            one, other = bits.reshape(2, m, n, count) * 2.0**-32
            np.minimum(one, other, out=values)
            spread = np.abs(np.subtract(one, other, out=one), out=one)
        for table in np.flatnonzero(np.diff(ends)):
            start, stop = ends[table : table + 2]
            part = values[:, :, start:stop]
            if self.width.any():
                part += self.mode[table] * spread[:, :, start:stop]
                part *= self.width[table]
                part += self.low[table]
            else:
                part[...] = self.low[table]
        return values
