"""Distances to regions of weights, bounded from below by the Lagrangian dual, many at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..model.arrays import Flags, Floats, Rows

STEPS = 40
"""Newton steps, at most."""

HALVINGS = 25
"""How often a step is shortened to a quarter, at most, until it gains."""

LITTLE = 1e-10
"""A region is left alone once a step promises less than this share of what it has."""

ROUNDING = 1e-13
"""Taken off every squared distance, so that rounding proves nothing."""


@dataclass(frozen=True)
class Regions:
    """Regions of weights, each bounded by q inequalities ``a @ w**2 + b @ w <= 0`` and a box.

    Attributes
    ----------
    quadratic, linear : array, shape (p, q, n)
        The coefficients a and b; rows of zeros stand for no inequality.
    low, high : array, shape (p, n) or (n,)
        Least and largest weights. Weights sum to 1 as well.
    """

    quadratic: Floats
    linear: Floats
    low: Floats
    high: Floats

    def distances(self, base: Floats, enough: float) -> tuple[Floats, Floats]:
        """Lower bounds of the L2 distances from the base, and the points that they rest on.

        For any multipliers, the least value of the Lagrangian over every weight by itself is a
        lower bound of the squared distance. Newton's method looks for those that give the
        largest; a poor end only makes the bound smaller, never wrong.

        Parameters
        ----------
        base : array, shape (n,)
            The weights.
        enough : float
            The distance beyond which no larger bound is sought.

        Returns
        -------
        bounds : array, shape (p,)
            The bounds.
        points : array, shape (p, n)
            Weights at which the Lagrangian is least: near the nearest of the region, and not
            always in it.
        """
        search = _Search(self, base)
        live = np.arange(len(self.quadratic))
        for _ in range(STEPS):
            step, rise = search.newton(live)
            moved = search.climbed(live, step)
            live = live[moved & (rise > LITTLE * search.value[live])]
            live = live[search.value[live] < enough * enough]
            if not live.size:
                break
        return np.sqrt(np.maximum(search.value - ROUNDING, 0.0)), search.weights


class _Search:
    """The multipliers of each region, and what they give."""

    def __init__(self, regions: Regions, base: Floats) -> None:
        p, q, n = regions.quadratic.shape
        size = np.maximum(np.abs(regions.quadratic).max(axis=2), np.abs(regions.linear).max(axis=2))
        size = np.where(size > 0.0, size, 1.0)[:, :, None]
        self.base = base
        self.quadratic, self.linear = regions.quadratic / size, regions.linear / size
        self.low = np.broadcast_to(regions.low, (p, n))
        self.high = np.broadcast_to(regions.high, (p, n))
        self.multipliers = np.zeros((p, q + 1))
        self.value, self.excess, self.weights, self.curve = self._at(self.multipliers, np.arange(p))

    def _at(self, multipliers: Floats, rows: Rows) -> tuple[Floats, Floats, Floats, Floats]:
        """Value of the dual, its gradient, the weights that give it, and their curvature."""
        quadratic, linear = self.quadratic[rows], self.linear[rows]
        low, high = self.low[rows], self.high[rows]
        curve = 1.0 + _mixed(multipliers[:, :-1], quadratic)
        slope = _mixed(multipliers[:, :-1], linear) + multipliers[:, -1:] - 2.0 * self.base
        inner = np.divide(-0.5 * slope, curve, out=np.zeros_like(slope), where=curve > 0.0)
        weights = np.clip(inner, low, high)
        # Where the term is not convex its least value is at one of the ends.
        ends = (curve * high + slope) * high < (curve * low + slope) * low
        weights = np.where(curve > 0.0, weights, np.where(ends, high, low))
        excess = np.empty_like(multipliers)
        excess[:, :-1] = ((quadratic * weights[:, None] + linear) @ weights[:, :, None])[..., 0]
        excess[:, -1] = weights.sum(axis=1) - 1.0
        value = ((weights - self.base) ** 2).sum(axis=1) + (multipliers * excess).sum(axis=1)
        return value, excess, weights, curve

    def newton(self, rows: Rows) -> tuple[Floats, Floats]:
        """Newton's step for some regions, and the rise of the dual that it promises."""
        weights, curve = self.weights[rows], self.curve[rows]
        free = (curve > 0.0) & (weights > self.low[rows]) & (weights < self.high[rows])
        pull = 2.0 * self.quadratic[rows] * weights[:, None] + self.linear[rows]
        pull = np.concatenate([pull, np.ones_like(pull[:, :1])], axis=1)
        give = np.divide(0.5, curve, out=np.zeros_like(curve), where=free)
        bend = (pull * give[:, None]) @ pull.swapaxes(1, 2)
        # A multiplier at 0 that the gradient keeps there does not move.
        rise = self.excess[rows]
        held = (self.multipliers[rows] <= 0.0) & (rise <= 0.0)
        held[:, -1] = False
        rise = np.where(held, 0.0, rise)
        bend = np.where(held[:, :, None] | held[:, None, :], 0.0, bend)
        most = np.diagonal(bend, axis1=1, axis2=2).max(axis=1)
        diagonal = np.where(held, 1.0, (1e-12 * most + 1e-14)[:, None])
        bend = bend + diagonal[:, :, None] * np.eye(diagonal.shape[1])
        step = np.asarray(np.linalg.solve(bend, rise[:, :, None])[..., 0], np.float64)
        return step, (step * rise).sum(axis=1)

    def climbed(self, rows: Rows, step: Floats) -> Flags:
        """Take the steps, each shortened until it gains; which of them did."""
        left, length = np.arange(rows.size), 1.0
        moved = np.zeros(rows.size, dtype=bool)
        for _ in range(HALVINGS):
            here = rows[left]
            new = self.multipliers[here] + length * step[left]
            new[:, :-1] = np.maximum(new[:, :-1], 0.0)
            value, excess, weights, curve = self._at(new, here)
            promised = (self.excess[here] * (new - self.multipliers[here])).sum(axis=1)
            gains = value > self.value[here] + np.maximum(1e-4 * promised, 0.0)
            taken = here[gains]
            self.multipliers[taken], self.value[taken] = new[gains], value[gains]
            self.excess[taken], self.weights[taken] = excess[gains], weights[gains]
            self.curve[taken] = curve[gains]
            moved[left[gains]] = True
            left, length = left[~gains], 0.25 * length
            if not left.size:
                break
        return moved


def _mixed(multipliers: Floats, rows: Floats) -> Floats:
    """Rows of each region added with its multipliers, shape (p, n)."""
    return np.asarray((multipliers[:, None] @ rows)[:, 0])
