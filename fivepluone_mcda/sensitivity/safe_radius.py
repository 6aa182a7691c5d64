"""A proved radius: no reweighting nearer than it lets a rival reach the winner."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..model.kernel import Kernel
from .nearest import INFINITE
from .parallel import one_thread

Floats = NDArray[np.float64]

ENOUGH = 0.995
"""Refinement stops once this share of the distance found is proved."""

NODES = 400
"""Intervals that are looked at, at most, for one rival."""


@dataclass(frozen=True)
class _Region:
    """Weights up to `most` that sum to 1, ``quadratic @ w**2 + linear @ w <= 0`` row by row."""

    quadratic: Floats
    linear: Floats
    most: Floats

    def distance_bound(self, base: Floats) -> float:
        """A lower bound of the L2 distance from the base to the region.

        The Lagrangian dual: for any multipliers, the least value over every weight by itself
        (between 0 and `most`) is a lower bound of the squared distance. Good multipliers are found
        by maximising; a poor end only makes the bound smaller, never wrong.
        """
        from scipy.optimize import minimize

        rows = len(self.quadratic)
        size = np.abs(np.hstack([self.quadratic, self.linear])).max(axis=1, keepdims=True)
        size[size == 0.0] = 1.0
        quadratic, linear = self.quadratic / size, self.linear / size

        def dual(multipliers: Floats) -> tuple[float, Floats]:
            mu, nu = multipliers[:rows], multipliers[rows]
            curve = 1.0 + mu @ quadratic
            slope = mu @ linear + nu - 2.0 * base
            inner = np.divide(-slope, 2.0 * curve, out=np.zeros_like(base), where=curve > 0.0)
            inner = np.clip(inner, 0.0, self.most)
            # Where the term is not convex its least value is at one of the ends.
            inner = np.where((curve <= 0.0) & (curve * self.most + slope < 0.0), self.most, inner)
            value = float((curve * inner**2 + slope * inner + base**2).sum() - nu)
            rise = np.r_[quadratic @ inner**2 + linear @ inner, inner.sum() - 1.0]
            return -value, -rise

        with one_thread():
            answer = minimize(
                dual, np.zeros(rows + 1), jac=True, method="L-BFGS-B",
                bounds=[(0.0, None)] * rows + [(None, None)],
                options={"ftol": 1e-15, "gtol": 1e-12, "maxiter": 500},
            )  # fmt: skip
        rounding = 1e-13
        return float(np.sqrt(max(-float(answer.fun) - rounding, 0.0)))


def safe_radius(kernel: Kernel, base: Floats, winner: int, rivals: list[int],
                found: float) -> float:  # fmt: skip
    """The largest L2 radius that is proved for all rivals; 0 where nothing can be proved.

    Parameters
    ----------
    kernel : Kernel
        The method.
    base : array, shape (n,)
        The weights.
    winner : int
        Row of the winner at `base`.
    rivals : list of int
        Rows of the alternatives that may take over.
    found : float
        L2 distance of the nearest reversal known; no proof beyond it is sought.

    Returns
    -------
    float
        The radius; infinite where no weights at all let a rival reach the winner.
    """
    radius = np.inf
    for rival in rivals:
        radius = min(radius, _bound(kernel, base, winner, rival, min(found, radius)))
    # No two points of the simplex are farther apart than this.
    return np.inf if radius >= np.sqrt(2.0) else min(radius, found)


def _bound(kernel: Kernel, base: Floats, winner: int, rival: int, goal: float) -> float:
    """A lower bound of the distance at which the rival reaches the winner, up to the goal."""
    if kernel.additive_values is not None:
        ahead, behind = kernel.additive_values[[winner, rival]]
        if (ahead < -INFINITE).any():  # any weight there makes the winner's product 0
            return 0.0
        zero = behind < -INFINITE
        gap = np.where(zero, 0.0, ahead - behind)[None]
        return _Region(np.zeros_like(gap), gap, np.where(zero, 0.0, 1.0)).distance_bound(base)
    if kernel.form is not None and kernel.form.name == "closeness":
        to_best, to_worst = kernel.form.arrays
        return _closeness_bound(to_best[[winner, rival]], to_worst[[winner, rival]], base, goal)
    return 0.0


def _closeness_bound(near: Floats, far: Floats, base: Floats, goal: float) -> float:
    """The same for closeness, from the squared distances of winner and rival, shape (2, n).

    With v = w^2 the rival reaches the winner where (v.B_i)(v.A_k) <= (v.B_k)(v.A_i), which is
    to say: for some ratio t both v.B_i <= t v.B_k and t v.A_k <= v.A_i. For t in an interval
    both are relaxed to its ends, which leaves two quadratic constraints with one term a weight.
    The intervals with the least bound are halved until enough is proved (branch and bound over
    one number, whatever the number of criteria).
    """
    (near_i, near_k), (far_i, far_k) = near, far

    def bound(low: float, high: float) -> float:
        rows = []
        if high < np.inf:
            rows.append(far_i - high * far_k)
        if low > 0.0:
            rows.append(low * near_k - near_i)
        if not rows:
            return 0.0
        quadratic = np.stack(rows)
        linear, most = np.zeros_like(quadratic), np.ones_like(base)
        return _Region(quadratic, linear, most).distance_bound(base)

    squared = base * base
    ratios = [
        above / below if above > 0.0 and below > 0.0 else 1.0
        for above, below in (
            (squared @ far_i, squared @ far_k),
            (squared @ near_i, squared @ near_k),
        )
    ]
    centre = float(np.sqrt(ratios[0] * ratios[1]))
    edges = [0.0, *(centre * 2.0 ** np.arange(-6.0, 7.0)), np.inf]
    heap = [(bound(low, high), low, high) for low, high in pairwise(edges)]
    heapq.heapify(heap)
    for _ in range(NODES):
        least, low, high = heap[0]
        if least >= ENOUGH * goal:
            break
        if high == np.inf:
            half = 4.0 * low
        else:
            half = float(np.sqrt(low * high)) if low > 0.0 else high / 4.0
        heapq.heapreplace(heap, (bound(low, half), low, half))
        heapq.heappush(heap, (bound(half, high), half, high))
    return heap[0][0]
