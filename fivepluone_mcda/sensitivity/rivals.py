"""Which rivals reach the winner with the least change of weights: bounded first, then searched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from ..methods.registry import Method
from ..model import Problem
from ..model.arrays import Floats
from ..model.kernel import Kernel
from ..model.result import TIE
from .leads import Lead, distances, holds
from .nearest import DRAWS, nearest_by_search, nearest_linear
from .safe_radius import ENOUGH, FARTHEST, Bounds
from .stability import stability

AT_LEAST = {"l2": 1.0, "l1": np.sqrt(2.0)}
"""Changes that sum to 0 are at least so many times as long in a norm as in L2."""

SEARCHES = 3
"""Searches for one rival, at most, each from where least is proved."""

ROUNDS = 8
"""Times that the parts of which least is proved are halved after each of them."""

WIDTH = 8
"""So many of them, at most."""


class Rivals:
    """The search for the rivals that are nearest to reaching the winner.

    Each rival has a lower bound of its L2 distance. They are searched in the order of these
    bounds until the next bound is beyond what has been found; the bounds of those that wait are
    refined on the way, so that most are never searched.

    Parameters
    ----------
    problem : Problem
        What is ranked.
    method : Method
        The method.
    kernel : Kernel
        Its kernel.
    winner : int
        Row of the winner.
    rivals : sequence of int
        Rows of those that may reach it.
    """

    def __init__(
        self, problem: Problem, method: Method, kernel: Kernel, winner: int, rivals: Sequence[int]
    ) -> None:
        self.problem, self.method, self.base = problem, method, problem.weight_vector
        self.leads = {k: Lead(kernel, k, np.array([winner], dtype=np.intp)) for k in rivals}
        self.bounds = Bounds(kernel, self.base, winner)
        self.parts = self.bounds.first(rivals)
        self._ends: dict[str, dict[int, Floats | None]] = {"l2": {}, "l1": {}}

    @property
    def exact(self) -> bool:
        """Whether every end is the nearest: the method is linear in the weights."""
        return all(lead.rows is not None for lead in self.leads.values())

    def nearest(self, norm: str) -> dict[int, Floats]:
        """For each rival that can be the nearest, the nearest weights found."""
        tried: set[int] = set()
        reach = np.inf
        while (k := self._next(tried, norm, reach)) is not None:
            tried.add(k)
            end = self._end(k, norm)
            if end is not None:
                reach = min(reach, float(distances(end, self.base, norm)))
        # In the order of the ranking, so that of several at the same distance the best one counts.
        ends = {k: self._end(k, norm) for k in self.leads if k in tried}
        return {k: end for k, end in ends.items() if end is not None}

    def safe_radius(self, reach: float) -> float:
        """The largest L2 radius up to a reach that is proved for all rivals; 0 where none is.

        Infinite where no weights at all let a rival reach the winner.
        """
        self.parts = self.bounds.proved(self.parts, min(reach, FARTHEST))
        least = float(self.parts.bound.min(initial=np.inf))
        return np.inf if least >= FARTHEST else min(least, reach)

    def _next(self, tried: set[int], norm: str, reach: float) -> int | None:
        """The rival with the least bound that has not been tried; None where none is in reach."""
        waiting = [k for k in self.leads if k not in tried]
        reach = (1.0 + 1e-9) * reach / AT_LEAST[norm]
        if tried:
            self._refine(waiting, min(reach, FARTHEST))
        bounds = self._bounds(norm)
        k = min(waiting, key=lambda k: bounds[k], default=None)
        return None if k is None or bounds[k] > reach else k

    def _refine(self, rivals: Sequence[int], reach: float, most: int | None = None) -> None:
        """Halve the parts of some rivals, as far as they can hold weights within reach."""
        open_ = np.isin(self.parts.rival, rivals)
        self.parts = self.bounds.halved(self.parts, open_, reach, most)

    def _bounds(self, norm: str) -> dict[int, float]:
        """What is known to be the least L2 distance of each rival, or taken for it."""
        if self.bounds.possible or norm == "l2":
            least = np.full(max(self.leads, default=-1) + 1, np.inf)
            np.minimum.at(least, self.parts.rival, self.parts.bound)
            return {k: float(least[k]) for k in self.leads}
        ends = {k: self._end(k, "l2") for k in self.leads}
        return {
            k: np.inf if end is None else float(distances(end, self.base, "l2"))
            for k, end in ends.items()
        }

    def _end(self, k: int, norm: str) -> Floats | None:
        """The nearest weights found at which a rival is level with the winner, searched once."""
        if k not in self._ends[norm]:
            self._ends[norm][k] = self._searched(k, norm)
        return self._ends[norm][k]

    def _searched(self, k: int, norm: str) -> Floats | None:
        lead = self.leads[k]
        if holds([lead], self.base, TIE):
            return self.base
        if lead.rows is not None:
            end = nearest_linear(self.base, [lead], norm)
        elif norm == "l1":
            nearest, draws = self._end(k, "l2"), 0 if self.bounds.possible else DRAWS
            if nearest is None:
                return None
            end = nearest_by_search(self.base, [lead], nearest[None], norm, draws)
        elif self.bounds.possible:
            end = self._from_parts(k)
        else:
            end = nearest_by_search(self.base, [lead], self._flips, norm)
        return None if end is None else _pushed(self.base, lead, end)

    def _from_parts(self, k: int) -> Floats | None:
        """The nearest weights that are found from the points of the rival's parts.

        The parts are refined after each search. As long as that proves less than the distance
        found, the search begins again where least is proved, and at last from random points.
        """
        parts, reach, nearest = self.parts.about(k), FARTHEST, None
        for _ in range(SEARCHES):
            end = nearest_by_search(self.base, [self.leads[k]], parts.points[:1], "l2", 0)
            distance = np.inf if end is None else float(distances(end, self.base, "l2"))
            if distance < reach:
                nearest, reach = end, distance
            for _ in range(ROUNDS):
                self._refine([k], reach, WIDTH)
            parts = self.parts.about(k)
            if parts.bound[0] >= ENOUGH * reach:
                return nearest
        # The relaxation leaves a gap: a search that does not rely on it.
        known = np.empty((0, self.base.size)) if nearest is None else nearest[None]
        return nearest_by_search(self.base, [self.leads[k]], known, "l2")

    @cached_property
    def _flips(self) -> Floats:
        """The weights at every bound that `stability` reports, shape (s, n)."""
        bounds = stability(self.problem, self.method)
        moved = [self.base]
        for side, over in (("lower", "winner_below"), ("upper", "winner_above")):
            for node, at in bounds.loc[bounds[over].notna(), side].items():
                moved.append(self.problem.with_weight(str(node), float(at)).weight_vector)
        return np.stack(moved)


def _pushed(base: Floats, lead: Lead, end: Floats) -> Floats:
    """Slightly further from the base where rounding left the rival behind."""
    for step in (0.0, *(1e-12 * 8.0 ** np.arange(12))):
        moved = np.clip(end + step * (end - base), 0.0, None)
        moved /= moved.sum()
        if lead.scores(moved)[0] >= 0.0:
            return np.asarray(moved)
    return end
