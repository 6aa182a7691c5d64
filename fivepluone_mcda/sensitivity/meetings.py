"""The places on a path at which two alternatives may change places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..model.result import TIE
from .paths import Path

__all__ = ["meetings", "tolerance"]

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


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
    points = path.kernel.crossing_points(path.start, path.end, above, below)
    return _bracketed(path, base, towards, above, below) if points is None else points


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
