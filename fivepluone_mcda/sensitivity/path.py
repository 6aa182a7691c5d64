"""Straight paths through the space of weights: where alternatives draw level, and who leads then.

A node of the tree, a theme and the way to another profile are all paths between two weight
vectors. `Path.of_node` makes the first two; `winner_changes` gives every change of winner.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from ..model import Problem
from ..model.arrays import Flags, Floats, Rows
from ..model.kernel import Kernel
from ..model.ranking import rank_scores
from ..model.result import TIE
from ..model.reweight import set_node_weights


@dataclass(frozen=True)
class Path:
    """The weights (1 - u) `start` + u `end` for u from 0 to 1, with a method's scores.

    Attributes
    ----------
    kernel : Kernel
        The scores as a function of the weights.
    start, end : array, shape (n,)
        The weights at its ends.
    """

    kernel: Kernel
    start: Floats
    end: Floats

    @classmethod
    def of_node(cls, problem: Problem, kernel: Kernel, node: str) -> Path:
        """The path on which the weight of a node goes from 0 to 1.

        A node that holds every criterion cannot move: its path stays at the problem's weights.
        """
        weights, tree = problem.weight_vector, problem.tree
        if node != tree.root and len(tree.leaves_of(node)) == weights.size:
            return cls(kernel, weights, weights)
        start, end = (
            set_node_weights(tree, tuple(problem.criteria), weights, {node: goal})
            for goal in (0.0, 1.0)
        )
        return cls(kernel, start, end)

    @property
    def exact(self) -> bool:
        """Whether the scores have a form in which every meeting can be computed."""
        return self.kernel.closed_form

    def scores(self, u: float | Floats) -> Floats:
        """Scores, shape (..., m), at places of shape (...)."""
        return self.kernel(self._weights(u))

    def merits(self, u: float | Floats) -> Floats:
        """The scores with the sign turned, where need be, so that the highest is the best."""
        return self.kernel.merits(self._weights(u))

    def merits_of(self, rows: Rows, u: Floats) -> Floats:
        """The merits, shape (p, r), of one alternative for each row of places, shape (p, r)."""
        return self.kernel.merits_along(self.start, self.end, rows, u)

    def _weights(self, u: float | Floats) -> Floats:
        share = np.asarray(u)[..., None]
        return np.asarray((1.0 - share) * self.start + share * self.end)

    @cached_property
    def grid(self) -> tuple[Floats, Floats]:
        """Places, shape (g,), and the merits there, shape (g, m).

        It stops short of the ends: there criteria lose all weight, and methods of other
        packages may be undefined.
        """
        u = np.linspace(1e-9, 1.0 - 1e-9, 101 if self.kernel.looped else 1001)
        return u, self.merits(u)


def tolerance(merits: Floats) -> Floats:
    """The lead, shape (...), up to which two of the merits, shape (..., m), are tied."""
    return np.asarray(TIE * np.maximum(1.0, np.abs(merits).max(axis=-1)))


def crossing_points(path: Path, base: float, towards: float, above: Rows, below: Rows) -> Floats:
    """Every place between two others where `below` may get ahead of `above`, or lose its lead.

    For additive scores and TOPSIS these are the roots of polynomials, and none is missed; some
    may be places where two only touch. For any other method a grid brackets them.

    Parameters
    ----------
    path : Path
        The path.
    base, towards : float
        The two places. Closed forms give places outside too.
    above, below : array of int, shape (p,)
        Rows of pairs of alternatives.

    Returns
    -------
    array, shape (p, r)
        Places in no order; NaN where a pair has fewer.
    """
    points = path.kernel.crossing_points(path.start, path.end, above, below)
    return _bracketed(path, base, towards, above, below) if points is None else points


def _bracketed(path: Path, base: float, towards: float, above: Rows, below: Rows) -> Floats:
    """Changes of sign on the path's grid, each refined by Brent's method."""
    from scipy.optimize import brentq

    def lead(u: float, a: int, b: int) -> float:
        here = path.merits(u)
        return float(here[b] - here[a] - tolerance(here))

    u, merits = path.grid
    way = _between(u, base, towards)
    u = np.concatenate([[base], u[way]])
    merits = np.concatenate([path.merits(base)[None], merits[way]])
    order = np.argsort(u)
    u, merits = u[order], merits[order]
    ahead = merits[:, below] - merits[:, above] > tolerance(merits)[:, None]
    rows: list[list[float]] = [[] for _ in above]
    for g, pair in zip(*np.nonzero(ahead[1:] != ahead[:-1]), strict=True):
        rivals = int(above[pair]), int(below[pair])
        low, high = float(u[g]), float(u[g + 1])
        leads = lead(low, *rivals), lead(high, *rivals)
        if leads[0] * leads[1] < 0.0:
            place = float(brentq(lead, low, high, args=rivals, xtol=1e-15))
        else:  # one vector alone may round otherwise than it did in the grid: they meet there
            place = low if abs(leads[0]) < abs(leads[1]) else high
        rows[pair].append(place)
    places = np.full((above.size, max(map(len, rows), default=0)), np.nan)
    for pair, found in enumerate(rows):
        places[pair, : len(found)] = found
    return places


def _between(u: Floats, base: float, towards: float) -> Flags:
    """Which places lie beyond the base and not beyond where the way goes."""
    ahead = (u - base) * (towards - base) > 0.0
    return np.asarray(ahead & (np.abs(u - base) <= abs(towards - base)))


CLOSE = 1e-9
"""Places nearer to one another than this share of the path count as one."""


def overtakings(path: Path, base: float, towards: float, above: Rows, below: Rows) -> Floats:
    """Where one alternative first gets ahead of another on the way from a place to another.

    The meetings of a pair cut the way into stretches on which the order of the two cannot
    change; the scores in the middle of each stretch say who is ahead there. So a meeting where
    they only touch, or one that rounding made up, does no harm.

    Parameters
    ----------
    path : Path
        The path.
    base, towards : float
        Where to begin, and where to go.
    above, below : array of int, shape (p,)
        Rows of pairs of alternatives.

    Returns
    -------
    array, shape (p,)
        The nearest place beyond which `below` is strictly ahead; NaN where there is none.
    """
    sign = 1.0 if towards > base else -1.0
    places = crossing_points(path, base, towards, above, below)
    inside = _between(places, base, towards)
    cuts = sign * np.sort(sign * np.where(inside, places, towards), axis=1)
    first, last = (np.full((above.size, 1), end) for end in (base, towards))
    edges = np.concatenate([first, cuts, last], axis=1)
    near, far = edges[:, :-1], edges[:, 1:]
    middle = 0.5 * (near + far)
    merits = path.merits_of(np.concatenate([below, above]), np.concatenate([middle, middle]))
    of_below, of_above = np.split(merits, 2)
    ahead = of_below - of_above > tolerance(np.stack([of_below, of_above], axis=-1))
    passed = ahead & (near != far) & (np.abs(far - base) > CLOSE)
    place = near[np.arange(above.size), passed.argmax(axis=1)]
    return np.where(passed.any(axis=1), place, np.nan)


def takeover(
    path: Path, names: list[str], base: float, towards: float, winner: str
) -> tuple[float, str] | None:
    """Where the winner is first beaten on the way from a place to an end, and by whom.

    Parameters
    ----------
    path : Path
        The path.
    names : list of str, length m
        The alternatives.
    base, towards : float
        Where to begin, and the end of the path to go to, 0 or 1.
    winner : str
        Who comes first where the way begins.

    Returns
    -------
    (place, name) or None
        Beyond the place that alternative comes first; None where the winner stays.
    """
    row = names.index(winner)
    rivals = np.delete(np.arange(len(names)), row)
    stop, rivals = _first_ahead(path, base, towards, row, rivals)
    if not rivals.size:
        return None
    at = overtakings(path, base, stop, np.full(rivals.size, row), rivals)
    if np.isnan(at).all():
        return None
    place = float(np.nanmin(at) if towards > base else np.nanmax(at))
    taking = rivals[np.abs(at - place) <= CLOSE]
    if taking.size == 1:
        return place, names[taking[0]]
    # Of several that take over at once, the one that leads until two of them meet again.
    above, below = np.array(list(combinations(taking, 2)), dtype=np.intp).T
    later = crossing_points(path, place, towards, above, below)
    later = later[(later - place) * np.sign(towards - place) > CLOSE]
    meet = min(later, key=lambda u: abs(u - place), default=towards)
    ranks = rank_scores(path.merits(0.5 * (place + meet))[taking])
    return place, min(names[k] for k in taking[ranks == 1])


def _first_ahead(
    path: Path, base: float, towards: float, row: int, rivals: Rows
) -> tuple[float, Rows]:
    """The first place of the grid at which rivals lead, and these; the end and all in closed form.

    A rival that gets ahead later need not be refined.
    """
    if path.exact:
        return towards, rivals
    u, merits = path.grid
    way = np.flatnonzero(_between(u, base, towards))
    way = way[np.argsort(np.abs(u[way] - base))]
    leads = merits[way][:, rivals] - merits[way][:, [row]] > tolerance(merits[way])[:, None]
    if not leads.any():
        return towards, rivals[:0]
    first = int(leads.any(axis=1).argmax())
    return float(u[way[first]]), rivals[leads[first]]


def winner_changes(path: Path, names: list[str], winner: str) -> list[tuple[float, str, str]]:
    """Every change of winner on a path, in order from 0 to 1.

    None is missed where ``path.exact`` is True; else one that is undone within a step of the
    path's grid can be.

    Parameters
    ----------
    path : Path
        The path.
    names : list of str, length m
        The alternatives, in the order of the scores.
    winner : str
        Who comes first where the path begins.

    Returns
    -------
    list of (place, before, after)
        Where the winner changes, who comes first just before, and who just beyond.
    """
    changes: list[tuple[float, str, str]] = []
    place = 0.0
    while (change := takeover(path, names, place, 1.0, winner)) is not None:
        if changes and change[0] <= place:
            break  # only scores that jump can tie again where they have just changed
        changes.append((change[0], winner, change[1]))
        place, winner = change
    return changes
