"""The places on a path at which two alternatives may change places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..methods.kernels import Additive, Distances
from ..model.ranking import TIE
from .paths import Path
from .roots import linear_roots, quadratic_roots, unit_roots

__all__ = ["meetings", "tolerance"]

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


DEGREES = np.eye(5)[np.add.outer(range(3), range(3)).ravel()]
"""Shape (9, 5): which products of the parts of two quadratic forms add to which power."""


def tolerance(merits: Floats) -> Floats:
    """The lead, shape (...), up to which two of the merits, shape (..., m), are tied."""
    return np.asarray(TIE * np.maximum(1.0, np.abs(merits).max(axis=-1)))


def meetings(path: Path, base: float, towards: float, above: Rows, below: Rows) -> Floats:
    """Every place between two others where `below` may get ahead of `above`, or lose its lead.

    For additive scores and TOPSIS these are the roots of polynomials, and none is missed; some
    may be places where two only touch. For any other method a grid brackets them.

    Parameters
    ----------
    path : Path
        The path.
    base, towards : float
        The two places; `towards` is an end of the path. Closed forms give places outside too.
    above, below : array of int, shape (p,)
        Rows of pairs of alternatives.

    Returns
    -------
    array, shape (p, r)
        Places in no order; NaN where a pair has fewer.
    """
    if isinstance(path.kernel, Additive):
        ends = np.stack([path.start, path.end]) @ path.kernel.values.T
        return linear_roots((ends[:, above] - ends[:, below]).T)
    if isinstance(path.kernel, Distances):
        return _distance_roots(path.kernel, path.start, path.end, above, below)
    return _bracketed(path, base, towards, above, below)


def _distance_roots(
    kernel: Distances, start: Floats, end: Floats, above: Rows, below: Rows
) -> Floats:
    """Roots of (D-)^2 (D+)^2 of one less that of the other.

    With p = 1 - u and q = u every squared distance is a form a p^2 + 2 b p q + c q^2, so the
    difference is one of degree four. Between a node and the rest b is 0, and it is a quadratic
    in p^2 and q^2.
    """
    parts = np.stack([start * start, 2.0 * start * end, end * end])
    best, worst = kernel.to_best @ parts.T, kernel.to_worst @ parts.T
    products = (
        worst[above][:, :, None] * best[below][:, None, :]
        - worst[below][:, :, None] * best[above][:, None, :]
    )
    c = products.reshape(-1, 9) @ DEGREES
    size = np.abs(c).max(axis=1, keepdims=True, initial=0.0)
    c = np.divide(c, size, out=c, where=size > 0.0)
    if (parts[1] > 0.0).any():
        return unit_roots(c)
    pairs = np.sqrt(quadratic_roots(c[:, ::2]))
    whole = pairs.sum(axis=-1)
    out = np.full_like(whole, np.nan)
    return np.asarray(np.divide(pairs[..., 1], whole, out=out, where=whole > 0.0))


def _bracketed(path: Path, base: float, towards: float, above: Rows, below: Rows) -> Floats:
    """Changes of sign on the path's grid, each refined by Brent's method."""
    from scipy.optimize import brentq

    def lead(u: float, a: int, b: int) -> float:
        here = path.merits(u)
        return float(here[b] - here[a] - tolerance(here))

    u, merits = path.grid
    way = (u - base) * (towards - base) > 0.0
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
