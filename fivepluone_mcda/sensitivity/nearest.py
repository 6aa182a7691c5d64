"""The nearest weights at which one alternative leads others."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.kernel import Kernel
from .parallel import one_thread

Floats = NDArray[np.float64]

SLACK = 1e-9
"""How far below zero a lead may end: what the solvers leave."""

SCALE = 100.0
"""Distances between weights are small; unscaled, the solver stops early."""

INFINITE = 1e299
"""Values beyond it mean infinite ones: the logarithm of a score of 0."""

LEAST = 1e-12
"""A weight small enough not to count, and large enough to make a product with 0 vanish."""

STEPS = 64
"""Amounts of weight that are tried for each exchange between two criteria."""

FEW = {"l2": 4, "l1": 8}
"""Starts of the local searches: the nearest of many points. L1 has more local optima."""


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
        merits = self.kernel.merits_of(np.r_[self.ahead, self.behind], weights)
        return np.asarray(merits[..., :1] - merits[..., 1:] - self.margin)

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
    def _zero(self) -> NDArray[np.bool_]:
        values = self.kernel.additive_values
        if values is None:
            return np.zeros((1 + self.behind.size, 1), dtype=bool)
        return np.asarray(values[np.r_[self.ahead, self.behind]] < -INFINITE)

    @property
    def banned(self) -> NDArray[np.bool_]:
        """Criteria that must weigh 0, shape (n,) or (1,): with weight the leader's score is 0."""
        return np.asarray(self._zero[0])

    @property
    def vanishing(self) -> NDArray[np.bool_]:
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


def holds(leads: Sequence[Lead], weights: Floats, slack: float = SLACK) -> NDArray[np.bool_]:
    """Whether every lead is there, shape (...), at weights of shape (..., n)."""
    met = [(lead.scores(weights) >= -slack).all(axis=-1) for lead in leads]
    return np.asarray(np.logical_and.reduce(met))


def distances(points: Floats, base: Floats, norm: str) -> Floats:
    """Distance of each of the points, shape (..., n), from the base."""
    step = points - base
    return np.asarray(np.abs(step).sum(-1) if norm == "l1" else np.sqrt((step**2).sum(-1)))


def nearest_linear(base: Floats, leads: Sequence[Lead], norm: str) -> Floats | None:
    """The nearest weights for leads that are linear in them; None: proved that there are none."""
    most, rows = _most(base, leads), _stacked(base, [lead.rows for lead in leads])
    moved = _least_moved(base, rows, np.zeros(len(rows)), np.zeros(base.size), most)
    if moved is not None and norm == "l2":
        nearer = _programmed(base, leads, moved)
        moved = nearer if holds(leads, _with_vanishing(nearer, leads)) else moved
    return None if moved is None else _with_vanishing(moved, leads)


def nearest_by_search(
    base: Floats, leads: Sequence[Lead], starts: Floats, norm: str
) -> Floats | None:
    """The nearest weights that a search from many points finds; None where it finds none.

    Every point at which the leads hold is drawn towards the base until they just hold: those
    that are handed in, exchanges between two criteria, and random ones. From the nearest of
    these, sequential quadratic programming (L2) or linear programming (L1) goes on where the
    scores are smooth, a shrinking random search where they are not. The result satisfies the
    leads.

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
    """
    looped = any(lead.kernel.looped for lead in leads)
    smooth = all(lead.kernel.smooth for lead in leads)
    rng = np.random.default_rng(0)
    count, n = (200 if looped else 4000), base.size
    draws = [rng.dirichlet(np.full(n, shape), count // 2) for shape in (0.1, 1.0)]
    most = _most(base, leads)
    tried = np.vstack([base, starts.reshape(-1, n), np.eye(n), *draws]) * (most > 0.0)
    tried = tried[tried.sum(axis=1) > 0.0]
    tried = _with_vanishing(tried / tried.sum(axis=1, keepdims=True), leads)
    met = holds(leads, tried)
    points = _drawn_in(base, leads, tried[met])
    if not looped:
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
        ends = [_least_moved_sequence(base, leads, at) for at in [*given, *nearest[: FEW[norm]]]]
    else:
        ends = [_programmed(base, leads, at) for at in [base, *nearest[: FEW[norm]]]]
    found = np.vstack([points, *(_with_vanishing(end, leads) for end in ends)])
    found = found[holds(leads, found)]
    return found[np.argmin(distances(found, base, norm))] if len(found) else None


def _most(base: Floats, leads: Sequence[Lead]) -> Floats:
    """The most that each criterion may weigh, shape (n,)."""
    banned = np.logical_or.reduce([np.broadcast_to(lead.banned, base.shape) for lead in leads])
    return np.where(banned, 0.0, 1.0)


def _stacked(base: Floats, rows: Sequence[Floats | None]) -> Floats:
    """All rows below each other, each scaled to a range of 1."""
    table = np.vstack([np.empty((0, base.size)), *(part for part in rows if part is not None)])
    return table / _size(table)[:, None]


def _size(rows: Floats) -> Floats:
    """How much a row can gain by an exchange of all weight, shape (r,); 1 for a constant row."""
    size = np.ptp(rows, axis=1)
    return np.where(size > 0.0, size, 1.0)


def _with_vanishing(weights: Floats, leads: Sequence[Lead]) -> Floats:
    """The weights with next to nothing where that makes the score of a rival 0."""
    for lead in leads:
        for criteria in lead.vanishing[lead.vanishing.any(axis=1)]:
            column = int(np.argmax(criteria))
            missing = ~(weights[..., criteria] > 0.0).any(axis=-1)
            weights = np.array(weights)
            weights[..., column] = np.where(missing, LEAST, weights[..., column])
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def _least_moved(
    base: Floats, rows: Floats, goals: Floats, low: Floats, high: Floats
) -> Floats | None:
    """The weights between bounds with ``rows @ w >= goals`` that are nearest in L1.

    A linear programme in the gains and losses of the criteria; None where there are no such
    weights.
    """
    from scipy.optimize import linprog

    n = base.size
    ends = np.vstack([np.c_[low - base, high - base], np.c_[base - high, base - low]])
    answer = linprog(
        np.ones(2 * n),
        A_ub=np.hstack([-rows, rows]),
        b_ub=rows @ base - goals,
        A_eq=np.r_[np.ones(n), -np.ones(n)][None],
        b_eq=[1.0 - base.sum()],
        bounds=np.maximum(ends, 0.0),
    )
    if answer.x is None:
        return None
    weights = np.clip(base + answer.x[:n] - answer.x[n : 2 * n], low, high)
    return np.asarray(weights / weights.sum())


def _least_moved_sequence(base: Floats, leads: Sequence[Lead], start: Floats) -> Floats:
    """Sequential linear programming from weights at which the leads hold to nearer ones in L1.

    Each step solves the linear programme that the gradients give near the weights it has, and
    goes along the straight way from the base to the solution as far as the leads need.
    """
    most, at, radius = _most(base, leads), start, 0.5
    while radius > 1e-7:
        rows = np.vstack([lead.gradient(at) for lead in leads])
        size = _size(rows)
        rows /= size[:, None]
        goals = rows @ at - np.concatenate([lead(at) for lead in leads]) / size
        box = np.maximum(at - radius, 0.0), np.minimum(at + radius, most)
        new = _least_moved(base, rows, goals, *box)
        here = distances(at, base, "l1")
        if new is None or here - distances(new, base, "l1") <= 1e-9:
            break
        step = np.abs(new - at).max()
        # Beyond the solution too, as far as no weight gets negative.
        way = new - base
        reach = np.divide(base, -way, out=np.full_like(base, 2.0), where=way < 0.0).min()
        new = _drawn_in(base, leads, (base + min(reach, 2.0) * way)[None])[0]
        gained = here - distances(new, base, "l1")
        if holds(leads, new) and gained > 0.0:
            at, radius = new, 2.0 * radius
        else:
            radius = 0.25 * min(step, radius)
    return at


def _programmed(base: Floats, leads: Sequence[Lead], start: Floats) -> Floats:
    """One run of sequential quadratic programming on the simplex, by Euclidean distance.

    The nearest there is where every lead is linear in the weights; else a local optimum, which
    need not even satisfy the leads: check with `holds`.
    """
    from scipy.optimize import minimize

    most = _most(base, leads)

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


def _drawn_in(base: Floats, leads: Sequence[Lead], points: Floats) -> Floats:
    """Points moved straight towards the base as far as bisection finds the leads to hold."""
    near, far = np.zeros(len(points)), np.ones(len(points))
    for _ in range(50 if len(points) else 0):
        half = 0.5 * (near + far)
        met = holds(leads, base + half[:, None] * (points - base))
        near, far = np.where(met, near, half), np.where(met, half, far)
    return np.asarray(base + far[:, None] * (points - base))


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
    return _drawn_in(base + (first - 1.0 / STEPS)[:, None] * whole[some], leads, points)


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
            tried = _drawn_in(base, leads, tried)
            best = tried[np.argmin(distances(tried, base, norm))]
        else:
            radius *= 0.7
    return best
