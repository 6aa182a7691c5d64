"""The nearest weights at which one alternative leads others."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..model.arrays import Floats
from .leads import Lead, allowed, distances, drawn_in, holds, row_size
from .least_moved import least_moved, least_moved_sequence
from .parallel import one_thread

SCALE = 100.0
"""Distances between weights are small; unscaled, the solver stops early."""

LEAST = 1e-12
"""A weight small enough not to count, and large enough to make a product with 0 vanish."""

STEPS = 64
"""Amounts of weight that are tried for each exchange between two criteria."""

DRAWS = 4000
"""Random points from which a search that knows nothing better starts."""

FEW = {"l2": 4, "l1": 8}
"""Starts of the local searches: the nearest of many points. L1 has more local optima."""

FAR = 2.0
"""Ends so many times as far as the nearest one are not followed: they hardly ever get nearer."""


def nearest_linear(base: Floats, leads: Sequence[Lead], norm: str) -> Floats | None:
    """The nearest weights for leads that are linear in them; None: proved that there are none."""
    most, rows = allowed(base, leads), _stacked(base, [lead.rows for lead in leads])
    moved = least_moved(base, rows, np.zeros(len(rows)), np.zeros(base.size), most)
    if moved is not None and norm == "l2":
        nearer = _programmed(base, leads, moved)
        moved = nearer if holds(leads, _with_vanishing(nearer, leads)) else moved
    return None if moved is None else _with_vanishing(moved, leads)


def nearest_by_search(
    base: Floats, leads: Sequence[Lead], starts: Floats, norm: str, draws: int = DRAWS
) -> Floats | None:
    """The nearest weights that a search from many points finds; None where it finds none.

    Every point at which the leads hold is drawn towards the base until they just hold: those
    that are handed in, exchanges between two criteria, and random ones. From the nearest of
    these, sequential quadratic programming goes on where the scores are smooth (in L1 in the
    gains and losses of the criteria, and from there sequential linear programming), a
    shrinking random search where they are not. The result satisfies the leads.

    Parameters
    ----------
    base : array, shape (n,)
        The weights to stay near.
    leads : sequence of Lead
        What must hold.
    starts : array, shape (k, n)
        Points to start from.
    norm : {"l2", "l1"}
        The distance: Euclidean, or the sum of absolute changes.
    draws : int
        How many random points; 0 where the starts are known to be near the nearest.
    """
    looped = any(lead.kernel.looped for lead in leads)
    smooth = all(lead.kernel.smooth for lead in leads)
    rng = np.random.default_rng(0)
    count, n = (draws // 20 if looped else draws), base.size
    drawn = [rng.dirichlet(np.full(n, shape), count // 2) for shape in (0.1, 1.0)]
    most = allowed(base, leads)
    tried = np.vstack([base, starts.reshape(-1, n), np.eye(n), *drawn]) * (most > 0.0)
    tried = tried[tried.sum(axis=1) > 0.0]
    tried = _with_vanishing(tried / tried.sum(axis=1, keepdims=True), leads)
    met = holds(leads, tried)
    points = drawn_in(base, leads, tried[met])
    if not looped and (draws or norm == "l1"):
        points = np.vstack([points, _exchanges(base, leads)])
    nearest = points[np.argsort(distances(points, base, norm), kind="stable")]
    if not smooth:
        if not len(nearest):
            return None
        return _shrinking_search(base, leads, nearest[0], norm, 16 if looped else 256)
    if not len(nearest):  # climb from where least is missing
        least = np.min([lead.scores(tried).min(axis=-1) for lead in leads], axis=0)
        nearest = tried[np.argsort(-least, kind="stable")]
    if norm == "l1" and len(points):
        given = starts[holds(leads, starts)]
        reached = np.array(
            [_least_programmed(base, leads, at) for at in [*given, *nearest[: FEW[norm]]]]
        )
        far = distances(reached, base, norm)
        ends = [least_moved_sequence(base, leads, at) for at in reached[far <= FAR * far.min()]]
    else:
        near = [base, *nearest[: FEW[norm]]] if draws else starts
        ends = [_programmed(base, leads, at) for at in near]
    found = np.vstack([points, *(_with_vanishing(end, leads) for end in ends)])
    found = found[holds(leads, found)]
    return found[np.argmin(distances(found, base, norm))] if len(found) else None


def _stacked(base: Floats, rows: Sequence[Floats | None]) -> Floats:
    """All rows below each other, each scaled to a range of 1."""
    table = np.vstack([np.empty((0, base.size)), *(part for part in rows if part is not None)])
    return table / row_size(table)[:, None]


def _with_vanishing(weights: Floats, leads: Sequence[Lead]) -> Floats:
    """The weights with next to nothing where that makes the score of a rival 0."""
    for lead in leads:
        for criteria in lead.vanishing[lead.vanishing.any(axis=1)]:
            column = int(np.argmax(criteria))
            missing = ~(weights[..., criteria] > 0.0).any(axis=-1)
            weights = np.array(weights)
            weights[..., column] = np.where(missing, LEAST, weights[..., column])
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _programmed(base: Floats, leads: Sequence[Lead], start: Floats) -> Floats:
    """One run of sequential quadratic programming on the simplex, by Euclidean distance.

    The nearest there is where every lead is linear in the weights; else a local optimum, which
    need not even satisfy the leads: check with `holds`.
    """
    from scipy.optimize import minimize

    most = allowed(base, leads)

    def at(z: Floats) -> Floats:
        return np.asarray(np.clip(base + z, 0.0, most))

    def distance(z: Floats) -> tuple[float, Floats]:
        return SCALE * float(z @ z), 2.0 * SCALE * z

    constraints: list[Any] = [
        {"type": "eq", "fun": lambda z: z.sum(), "jac": lambda _: np.ones((1, base.size))}
    ]
    for lead in leads:
        if lead.behind.size:
            constraints.append(
                {
                    "type": "ineq",
                    "fun": lambda z, lead=lead: lead(at(z)),
                    "jac": lambda z, lead=lead: lead.gradient(at(z)),
                }
            )
    with np.errstate(all="ignore"), warnings.catch_warnings(), one_thread():
        # Older versions of SciPy warn when rounding puts a trial point outside its bounds.
        warnings.filterwarnings("ignore", "Values in x were outside bounds")
        answer = minimize(
            distance,
            start - base,
            jac=True,
            bounds=list(zip(-base, most - base, strict=True)),
            constraints=constraints,
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 500},
        )
    weights = at(answer.x)
    return np.asarray(weights / weights.sum())


def _least_programmed(base: Floats, leads: Sequence[Lead], start: Floats) -> Floats:
    """One run of sequential quadratic programming by L1 distance; the start where it fails.

    The leads hold at the start, and hold at the result. The variables are the gains and the
    losses of the criteria, in which the L1 distance is linear.
    """
    from scipy.optimize import minimize

    n, most = base.size, allowed(base, leads)

    def at(z: Floats) -> Floats:
        return np.asarray(np.clip(base + z[:n] - z[n:], 0.0, most))

    def distance(z: Floats) -> tuple[float, Floats]:
        return float(z.sum()), np.ones(2 * n)

    def both(rows: Floats) -> Floats:
        return np.concatenate([rows, -rows], axis=-1)

    constraints: list[Any] = [
        {"type": "eq", "fun": lambda z: (z[:n] - z[n:]).sum(), "jac": lambda _: both(np.ones(n))}
    ]
    for lead in leads:
        constraints.append(
            {
                "type": "ineq",
                "fun": lambda z, lead=lead: lead(at(z)),
                "jac": lambda z, lead=lead: both(lead.gradient(at(z))),
            }
        )
    with np.errstate(all="ignore"), warnings.catch_warnings(), one_thread():
        warnings.filterwarnings("ignore", "Values in x were outside bounds")
        answer = minimize(
            distance,
            np.maximum(both(start - base), 0.0),
            jac=True,
            bounds=[(0.0, room) for room in [*np.maximum(most - base, 0.0), *base]],
            constraints=constraints,
            method="SLSQP",
            options={"ftol": 1e-12, "maxiter": 400},
        )
    # A little beyond what was found, where its rounding no longer matters.
    end = np.clip(base + (1.0 + 1e-6) * (at(answer.x) - base), 0.0, most)[None]
    end /= end.sum()
    points = np.vstack([start, drawn_in(base, leads, end[holds(leads, end)])])
    return np.asarray(points[np.argmin(distances(points, base, "l1"))])


def _exchanges(base: Floats, leads: Sequence[Lead]) -> Floats:
    """For each two criteria the least weight given by one to the other at which leads hold."""
    giving, taking = np.nonzero((base[:, None] > 0.0) & ~np.eye(base.size, dtype=bool))
    whole = np.zeros((giving.size, base.size))
    whole[np.arange(giving.size), taking] = base[giving]
    whole[np.arange(giving.size), giving] -= base[giving]
    shares = np.arange(1, STEPS + 1) / STEPS
    met = np.array([holds(leads, base + share * whole) for share in shares])
    some = met.any(axis=0)
    first = shares[met.argmax(axis=0)][some]
    points = base + first[:, None] * whole[some]
    return drawn_in(base + (first - 1.0 / STEPS)[:, None] * whole[some], leads, points)


def _shrinking_search(
    base: Floats,
    leads: Sequence[Lead],
    best: Floats,
    norm: str,
    count: int,
) -> Floats:
    rng = np.random.default_rng(1)
    radius = float(distances(best, base, norm))
    for _ in range(40):
        steps = rng.standard_normal((count, base.size)) * radius / np.sqrt(base.size)
        tried = np.clip(best + steps * (rng.random((count, base.size)) < 0.3), 0.0, None)
        tried = tried[tried.sum(axis=1) > 0.0]
        tried /= tried.sum(axis=1, keepdims=True)
        tried = tried[distances(tried, base, norm) < distances(best, base, norm)]
        tried = tried[holds(leads, tried)] if len(tried) else tried
        if len(tried):
            tried = drawn_in(base, leads, tried)
            best = tried[np.argmin(distances(tried, base, norm))]
        else:
            radius *= 0.7
    return best
