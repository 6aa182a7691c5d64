"""The nearest weights at which given leads hold, where no closed form gives them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .leads import Lead
from .threads import one_thread

__all__ = ["SLACK", "holds", "nearest_by_programming", "nearest_by_search"]

Floats = NDArray[np.float64]

SLACK = 1e-9
"""How far below zero a lead may end: what the solver leaves."""

SCALE = 100.0
"""Distances between weights are small; unscaled, the solver stops early."""


def holds(leads: Sequence[Lead], weights: Floats) -> NDArray[np.bool_]:
    """Whether every lead is there, shape (...), at weights of shape (..., n)."""
    met = [(lead(weights) >= -SLACK).all(axis=-1) for lead in leads]
    return np.asarray(np.logical_and.reduce(met))


def nearest_by_programming(
    base: Floats, leads: Sequence[Lead], start: Floats, norm: str = "l2"
) -> Floats:
    """One run of sequential quadratic programming on the simplex.

    The nearest there is where every lead is linear in the weights; else a local optimum, which
    need not even satisfy the leads: check with `holds`.

    Parameters
    ----------
    base : array, shape (n,)
        The weights to stay near.
    leads : sequence of Lead
        What must hold.
    start : array, shape (n,)
        Where the run starts.
    norm : {"l2", "l1"}
        The distance. For L1 every change is split into a gain and a loss.
    """
    from scipy.optimize import minimize

    n = base.size
    split = np.hstack([np.eye(n), -np.eye(n)]) if norm == "l1" else np.eye(n)
    change = start - base
    origin = np.r_[np.maximum(change, 0.0), np.maximum(-change, 0.0)] if norm == "l1" else change
    bounds = [(0.0, 1.0)] * (2 * n) if norm == "l1" else [(-b, 1.0 - b) for b in base]

    def at(z: Floats) -> Floats:
        return np.asarray(np.clip(base + split @ z, 0.0, None))

    def distance(z: Floats) -> tuple[float, Floats]:
        if norm == "l1":
            return SCALE * float(z.sum()), np.full(z.size, SCALE)
        return SCALE * float(z @ z), 2.0 * SCALE * z

    constraints: list[Any] = [
        {"type": "eq", "fun": lambda z: (split @ z).sum(), "jac": lambda _: split.sum(axis=0)}
    ]
    if norm == "l1":
        constraints.append(
            {"type": "ineq", "fun": lambda z: base + split @ z, "jac": lambda _: split}
        )
    for lead in leads:
        if lead.behind.size:
            constraints.append(
                {
                    "type": "ineq",
                    "fun": lambda z, lead=lead: lead(at(z)),
                    "jac": lambda z, lead=lead: lead.gradient(at(z)) @ split,
                }
            )
    with np.errstate(all="ignore"), warnings.catch_warnings(), one_thread():
        # Older versions of SciPy warn when rounding puts a trial point outside its bounds.
        warnings.filterwarnings("ignore", "Values in x were outside bounds")
        answer = minimize(
            distance,
            origin,
            jac=True,
            bounds=bounds,
            constraints=constraints,
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 500},
        )
    weights = at(answer.x)
    return np.asarray(weights / weights.sum())


def nearest_by_search(
    base: Floats, leads: Sequence[Lead], starts: Floats, norm: str = "l2"
) -> Floats | None:
    """The nearest weights that a search from many points finds; None where it finds none.

    Every start at which the leads hold is drawn towards the base until they just hold. From the
    nearest of these, sequential quadratic programming goes on where the leads are smooth, a
    shrinking random search where they are not. The result satisfies the leads.

    Parameters
    ----------
    base, leads, norm
        As in `nearest_by_programming`.
    starts : array, shape (k, n)
        Points to start from, beside those that are drawn here.
    """
    if all(lead.is_linear for lead in leads):
        end = nearest_by_programming(base, leads, base, norm)
        if holds(leads, end):
            return end
    looped = any(lead.kernel.looped for lead in leads)
    smooth = all(lead.kernel.smooth for lead in leads)
    rng = np.random.default_rng(0)
    count = 200 if looped else 4000
    n = base.size
    draws = [rng.dirichlet(np.full(n, shape), count // 2) for shape in (0.1, 1.0)]
    points = np.vstack([starts.reshape(-1, n), np.eye(n), *draws])
    points = points[holds(leads, points)]
    if smooth:
        end = nearest_by_programming(base, leads, base, norm)
        points = np.vstack([points, end]) if holds(leads, end) else points
    if not len(points):
        return None
    points = _drawn_in(base, leads, points)
    order = np.argsort(_distance(points, base, norm), kind="stable")
    best = points[order[0]]
    if not smooth:
        return _shrinking_search(base, leads, best, norm, 16 if looped else 256)
    ends = [nearest_by_programming(base, leads, points[row], norm) for row in order[:4]]
    kept = np.vstack([best, *[end for end in ends if holds(leads, end)]])
    return np.asarray(kept[np.argmin(_distance(kept, base, norm))])


def _distance(points: Floats, base: Floats, norm: str) -> Floats:
    step = points - base
    return np.asarray(np.abs(step).sum(-1) if norm == "l1" else np.sqrt((step**2).sum(-1)))


def _drawn_in(base: Floats, leads: Sequence[Lead], points: Floats) -> Floats:
    """Points moved straight towards the base as far as bisection finds the leads to hold."""
    near, far = np.zeros(len(points)), np.ones(len(points))
    for _ in range(40):
        half = 0.5 * (near + far)
        met = holds(leads, base + half[:, None] * (points - base))
        near, far = np.where(met, near, half), np.where(met, half, far)
    return np.asarray(base + far[:, None] * (points - base))


def _shrinking_search(
    base: Floats,
    leads: Sequence[Lead],
    best: Floats,
    norm: str,
    count: int,
) -> Floats:
    rng = np.random.default_rng(1)
    radius = float(_distance(best, base, norm))
    for _ in range(40):
        steps = rng.standard_normal((count, base.size)) * radius / np.sqrt(base.size)
        tried = np.clip(best + steps * (rng.random((count, base.size)) < 0.3), 0.0, None)
        tried /= tried.sum(axis=1, keepdims=True)
        tried = tried[_distance(tried, base, norm) < _distance(best, base, norm)]
        tried = tried[holds(leads, tried)] if len(tried) else tried
        if len(tried):
            tried = _drawn_in(base, leads, tried)
            best = tried[np.argmin(_distance(tried, base, norm))]
        else:
            radius *= 0.7
    return best
