"""Proved distances: no reweighting nearer than them lets a rival reach the winner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from ..model.arrays import Flags, Floats, Rows
from ..model.kernel import Kernel
from .dual import Regions
from .leads import INFINITE
from .parallel import one_thread

ENOUGH = 0.999
"""Refinement stops once this share of the distance found is proved."""

BUDGET = 600
"""Parts that are halved to prove a radius, at most, beside one for each rival."""

FARTHEST = float(np.sqrt(2.0))
"""No two points of the simplex are farther apart than this."""


@dataclass(frozen=True)
class Parts:
    """Parts of the weights at which rivals reach the winner, with bounds of their distances.

    Attributes
    ----------
    rival : array of int, shape (p,)
        Row of the rival.
    low, high : array, shape (p,)
        TOPSIS: ends of an interval of ratios t, see `Bounds`; NaN for additive methods.
    bound : array, shape (p,)
        No weights of the part are nearer to the base.
    points : array, shape (p, n)
        What the bound rests on, see `Regions.distances`.
    """

    rival: Rows
    low: Floats
    high: Floats
    bound: Floats
    points: Floats

    def take(self, which: Rows | Flags) -> Parts:
        """Some of the parts."""
        return Parts(*(getattr(self, field.name)[which] for field in fields(self)))

    def about(self, rival: int) -> Parts:
        """The parts of one rival, the one with the least bound first."""
        rows = np.flatnonzero(self.rival == rival)
        return self.take(rows[np.argsort(self.bound[rows], kind="stable")])

    def unproved(self, reach: float) -> Flags:
        """Which parts may hold weights that are clearly within reach, and can be halved."""
        return np.asarray((self.bound < ENOUGH * reach) & (self.low < self.high))


@dataclass(frozen=True)
class Bounds:
    """Lower bounds of the L2 distances at which rivals reach the winner, by branch and bound.

    TOPSIS: with v = w^2 the rival k reaches the winner i where (v.B_i)(v.A_k) <= (v.B_k)(v.A_i),
    which is to say: for some ratio t both v.B_i <= t v.B_k and t v.A_k <= v.A_i. A part is an
    interval of t; both are relaxed to its ends, which leaves two quadratic inequalities with one
    term a weight. Additive methods: one part a rival, with one linear inequality.

    Attributes
    ----------
    kernel : Kernel
        The method.
    base : array, shape (n,)
        The weights.
    winner : int
        Row of the winner at `base`.
    """

    kernel: Kernel
    base: Floats
    winner: int

    @property
    def possible(self) -> bool:
        """Whether the method allows bounds above 0."""
        form = self.kernel.form
        return self.kernel.additive_values is not None or (
            form is not None and form.name == "closeness"
        )

    def first(self, rivals: Sequence[int]) -> Parts:
        """A few parts for each rival."""
        rows = np.array(rivals, dtype=np.intp)
        low = high = np.full(rows.size, np.nan)
        if not self.possible:
            return Parts(rows, low, high, np.zeros(rows.size), np.tile(self.base, (rows.size, 1)))
        if self.kernel.additive_values is None and self.kernel.form is not None:
            best, worst = (self.base**2 @ arrays.T for arrays in self.kernel.form.arrays)
            above, below = best[self.winner] * worst[self.winner], best[rows] * worst[rows]
            proper = (above > 0.0) & (below > 0.0)
            centre = np.sqrt(np.divide(above, below, out=np.ones(rows.size), where=proper))
            edges = np.outer(centre, [0.0, *(2.0 ** np.arange(-6.0, 7.0)), np.inf])
            rows = np.repeat(rows, edges.shape[1] - 1)
            low, high = edges[:, :-1].ravel(), edges[:, 1:].ravel()
        return self._bounded(rows, low, high, np.zeros(rows.size), FARTHEST)

    def halved(self, parts: Parts, which: Flags, reach: float, most: int | None = None) -> Parts:
        """Some of the parts halved, as far as they can hold weights within a reach.

        Where there are more than `most`, those of which least is proved.
        """
        rows = np.flatnonzero(which & parts.unproved(reach))
        if not rows.size:
            return parts
        rows = rows[np.argsort(parts.bound[rows], kind="stable")[:most]]
        whole, which = parts.take(rows), np.isin(np.arange(which.size), rows)
        low = np.where(whole.low > 0.0, whole.low, whole.high / 16.0)
        middle = np.sqrt(low * np.where(whole.high < np.inf, whole.high, 16.0 * low))
        halves = self._bounded(
            np.tile(whole.rival, 2),
            np.concatenate([whole.low, middle]),
            np.concatenate([middle, whole.high]),
            np.tile(whole.bound, 2),
            reach,
        )
        rest = parts.take(~which)
        both = ((getattr(part, field.name) for part in (rest, halves)) for field in fields(Parts))
        return Parts(*(np.concatenate(list(arrays)) for arrays in both))

    def proved(self, parts: Parts, reach: float) -> Parts:
        """Parts halved until nearly all of a reach is proved, or the budget is spent."""
        budget = BUDGET + np.unique(parts.rival).size
        while budget > 0 and (open_ := parts.unproved(reach)).any():
            parts = self.halved(parts, open_, reach, budget)
            budget -= int(open_.sum())
        return parts

    def _bounded(
        self, rival: Rows, low: Floats, high: Floats, known: Floats, reach: float
    ) -> Parts:
        """Parts with bounds up to a reach, where some bounds are known already."""
        quadratic, linear, most = self._inequalities(rival, low, high)
        # The box holds all weights within reach.
        least = np.maximum(self.base - reach, 0.0)
        regions = Regions(quadratic, linear, least, np.minimum(most, self.base + reach))
        with one_thread():
            bound, points = regions.distances(self.base, reach)
        if reach < FARTHEST:
            bound = np.minimum(bound, reach)
        return Parts(rival, low, high, np.maximum(bound, known), points)

    def _inequalities(self, rival: Rows, low: Floats, high: Floats) -> tuple[Floats, ...]:
        """What the weights of the parts satisfy: quadratic, linear, and the most that they are."""
        winner, values = self.winner, self.kernel.additive_values
        if values is not None:
            zero = values[rival] < -INFINITE  # with weight there the rival's product is 0
            gap = np.where(zero, 0.0, values[winner] - values[rival])[:, None]
            return np.zeros_like(gap), gap, np.where(zero, 0.0, 1.0)
        best, worst = self.kernel.form.arrays if self.kernel.form else ()
        ends = np.stack([np.where(high < np.inf, high, 0.0), low], axis=1)[:, :, None]
        upper = np.where(ends[:, 0] > 0.0, worst[winner] - ends[:, 0] * worst[rival], 0.0)
        lower = np.where(ends[:, 1] > 0.0, ends[:, 1] * best[rival] - best[winner], 0.0)
        quadratic = np.stack([upper, lower], axis=1)
        return quadratic, np.zeros_like(quadratic), np.ones(self.base.size)
