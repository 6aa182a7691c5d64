"""The nearest weights in L1: those that move the least weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..model.arrays import Floats
from .leads import SLACK, Lead, allowed, distances, holds, row_size

ROUNDING = 1e-12
"""By so much a row may miss its goal."""


def least_moved(
    base: Floats, rows: Floats, goals: Floats, low: Floats, high: Floats
) -> Floats | None:
    """The weights between bounds with ``rows @ w >= goals`` that are nearest in L1.

    A linear programme in the gains and losses of the criteria; None where there are no such
    weights.
    """
    if len(rows) == 1:
        return _least_exchanged(base, rows[0], float(goals[0]), low, high)
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


def _least_exchanged(
    base: Floats, row: Floats, goal: float, low: Floats, high: Floats
) -> Floats | None:
    """The same for one row: weight goes where it counts most, from where it counts least."""
    start = np.clip(base, low, high)
    missing = 1.0 - start.sum()
    forced = max(missing, 0.0), max(-missing, 0.0)  # gained and lost whatever the row says
    ways = _Way.of(row, high - start), _Way.of(-row, start - low)
    most = min(way.ends[-1] - more for way, more in zip(ways, forced, strict=True))
    bends = np.concatenate([way.ends - more for way, more in zip(ways, forced, strict=True)])
    bends = np.unique(np.clip(bends, 0.0, max(most, 0.0)))
    gains = np.sum([way.gain(bends + more) for way, more in zip(ways, forced, strict=True)], axis=0)
    needed = goal - row @ start
    if most < 0.0 or gains.max() < needed - ROUNDING:
        return None
    # Each further part counts less than the one before, so that the gains rise to the largest.
    rising = slice(int(np.argmax(gains)) + 1)
    moved = float(np.interp(needed, gains[rising], bends[rising]))
    weights = start.copy()
    for sign, way, more in zip((1.0, -1.0), ways, forced, strict=True):
        weights[way.order] += sign * np.diff(np.minimum(way.ends, moved + more))
    return np.asarray(weights / weights.sum())


class _Way(NamedTuple):
    """Weight that moves one way, first where it counts most.

    Attributes
    ----------
    order : array of int, shape (n,)
        The criteria, in the order in which they are filled.
    ends : array, shape (n + 1,)
        How much has moved when each of them is full.
    gains : array, shape (n + 1,)
        What the row has gained by then.
    """

    order: NDArray[np.intp]
    ends: Floats
    gains: Floats

    @classmethod
    def of(cls, row: Floats, room: Floats) -> _Way:
        """The way for what a unit of weight counts, and the room of each criterion."""
        order = np.argsort(-row, kind="stable")
        filled = np.cumsum([room[order], (row * room)[order]], axis=1)
        return cls(order, *np.concatenate([np.zeros((2, 1)), filled], axis=1))

    def gain(self, moved: Floats) -> Floats:
        """What the row gains when so much moves."""
        return np.interp(moved, self.ends, self.gains)


def least_moved_sequence(base: Floats, leads: Sequence[Lead], start: Floats) -> Floats:
    """Sequential linear programming from weights at which the leads hold to nearer ones in L1.

    Each step solves the linear programme that the gradients give near the weights it has, and
    goes along the straight way from the base to the solution as far as the leads need.
    """
    most, at, radius = allowed(base, leads), start, 0.5
    while radius > 1e-7:
        rows = np.vstack([lead.gradient(at) for lead in leads])
        size = row_size(rows)
        rows /= size[:, None]
        goals = rows @ at - np.concatenate([lead(at) for lead in leads]) / size
        box = np.maximum(at - radius, 0.0), np.minimum(at + radius, most)
        new = least_moved(base, rows, goals, *box)
        here = distances(at, base, "l1")
        if new is None or here - distances(new, base, "l1") <= 1e-9:
            break
        step = np.abs(new - at).max()
        # Beyond the solution too, as far as no weight gets negative.
        way = new - base
        reach = np.divide(base, -way, out=np.full_like(base, 2.0), where=way < 0.0).min()
        new = _drawn_back(base, leads, base + min(reach, 2.0) * way)
        gained = here - distances(new, base, "l1")
        if holds(leads, new) and gained > 0.0:
            at, radius = new, 2.0 * radius
        else:
            radius = 0.25 * min(step, radius)
    return at


def _drawn_back(base: Floats, leads: Sequence[Lead], point: Floats) -> Floats:
    """One point moved as in `drawn_in`, by a root finder."""
    from scipy.optimize import brentq

    def least(share: float) -> float:
        at = base + share * (point - base)
        return min(float(lead.scores(at).min()) for lead in leads) + SLACK

    if least(1.0) < 0.0 or least(0.0) >= 0.0:
        return point
    share = float(brentq(least, 0.0, 1.0, xtol=1e-15))
    return np.asarray(base + min(share * (1.0 + 1e-14), 1.0) * (point - base))
