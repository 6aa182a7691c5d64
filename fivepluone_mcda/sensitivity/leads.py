"""The lead of one alternative over others as a function of the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..model.arrays import Flags, Floats
from ..model.kernel import Kernel

SLACK = 1e-9
"""How far below zero a lead may end: what the solvers leave."""

INFINITE = 1e299
"""Values beyond it mean infinite ones: the logarithm of a score of 0."""


@dataclass(frozen=True)
class Lead:
    """Score of `ahead` less the scores of `behind`, less a margin, as a function of the weights.

    Attributes
    ----------
    kernel : Kernel
        The method, everything but the weights fixed.
    ahead : int
        Row of the alternative that shall lead.
    behind : array of int, shape (r,)
        Rows of those it shall lead.
    margin : float
        The least lead asked for.
    """

    kernel: Kernel
    ahead: int
    behind: NDArray[np.intp]
    margin: float = 0.0

    def scores(self, weights: Floats) -> Floats:
        """The leads in the method's scores, shape (..., r), at weights of shape (..., n)."""
        merits = self.kernel.merits_of(self._both, weights)
        return np.asarray(merits[..., :1] - merits[..., 1:] - self.margin)

    @cached_property
    def _both(self) -> NDArray[np.intp]:
        return np.concatenate([[self.ahead], self.behind])

    @cached_property
    def rows(self) -> Floats | None:
        """Rows c with ``c @ w >= 0`` where the leads hold; None where that is not linear.

        A product with a score of 0 is 0 as soon as the criterion has weight: `banned` and
        `vanishing` say where, and the rows are for what is left.
        """
        rows = self.kernel.lead_coefficients(self.ahead, self.behind, self.margin)
        if rows is None:
            return None
        return np.where(self.banned, 0.0, rows)[~self.vanishing.any(axis=1)]

    @cached_property
    def _zero(self) -> Flags:
        values = self.kernel.additive_values
        if values is None:
            return np.zeros((1 + self.behind.size, 1), dtype=bool)
        return np.asarray(values[np.r_[self.ahead, self.behind]] < -INFINITE)

    @property
    def banned(self) -> Flags:
        """Criteria that must weigh 0, shape (n,) or (1,): with weight the leader's score is 0."""
        return np.asarray(self._zero[0])

    @property
    def vanishing(self) -> Flags:
        """Criteria that make the score of one behind 0, shape (r, n) or (r, 1)."""
        return np.asarray(self._zero[1:] & ~self._zero[0])

    def __call__(self, weights: Floats) -> Floats:
        """What must not be negative, one number a row, at weights of shape (n,)."""
        return self.scores(weights) if self.rows is None else np.asarray(self.rows @ weights)

    def gradient(self, weights: Floats) -> Floats:
        """Derivatives of the same by the weights, shape (r, n)."""
        if self.rows is not None:
            return self.rows
        slopes = self.kernel.gradient(weights)
        leads = slopes[self.ahead] - slopes[self.behind]
        leads = np.where(np.abs(leads) < INFINITE, leads, 0.0)
        return np.asarray(-leads if self.kernel.lower_is_better else leads)


def holds(leads: Sequence[Lead], weights: Floats, slack: float = SLACK) -> Flags:
    """Whether every lead is there, shape (...), at weights of shape (..., n)."""
    met = [(lead.scores(weights) >= -slack).all(axis=-1) for lead in leads]
    return np.asarray(np.logical_and.reduce(met))


def distances(points: Floats, base: Floats, norm: str) -> Floats:
    """Distance of each of the points, shape (..., n), from the base."""
    step = points - base
    return np.asarray(np.abs(step).sum(-1) if norm == "l1" else np.sqrt((step**2).sum(-1)))


def allowed(base: Floats, leads: Sequence[Lead]) -> Floats:
    """The most that each criterion may weigh, shape (n,)."""
    banned = np.logical_or.reduce([np.broadcast_to(lead.banned, base.shape) for lead in leads])
    return np.where(banned, 0.0, 1.0)


def row_size(rows: Floats) -> Floats:
    """How much a row can gain by an exchange of all weight, shape (r,); 1 for a constant row."""
    size = np.ptp(rows, axis=1)
    return np.where(size > 0.0, size, 1.0)


def drawn_in(base: Floats, leads: Sequence[Lead], points: Floats) -> Floats:
    """Points moved straight towards the base as far as bisection finds the leads to hold."""
    near, far = np.zeros(len(points)), np.ones(len(points))
    for _ in range(50 if len(points) else 0):
        half = 0.5 * (near + far)
        met = holds(leads, base + half[:, None] * (points - base))
        near, far = np.where(met, near, half), np.where(met, half, far)
    return np.asarray(base + far[:, None] * (points - base))
