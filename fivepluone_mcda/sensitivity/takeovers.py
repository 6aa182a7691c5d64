"""Who gets ahead of whom along a path, and where."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ..model.ranking import rank_scores
from .meetings import meetings, tolerance
from .paths import Path

__all__ = ["overtakings", "takeover"]

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

CLOSE = 1e-9
"""Places nearer to one another than this share of the path count as one."""


def overtakings(path: Path, base: float, towards: float, above: Rows, below: Rows) -> Floats:
    """Where one alternative first gets ahead of another on the way from a place to an end.

    The meetings of a pair cut the way into stretches on which the order of the two cannot
    change; the scores in the middle of each stretch say who is ahead there. So a meeting where
    they only touch, or one that rounding made up, does no harm.

    Parameters
    ----------
    path : Path
        The path.
    base, towards : float
        Where to begin, and the end of the path to go to, 0 or 1.
    above, below : array of int, shape (p,)
        Rows of pairs of alternatives.

    Returns
    -------
    array, shape (p,)
        The nearest place beyond which `below` is strictly ahead; NaN where there is none.
    """
    sign = 1.0 if towards == 1.0 else -1.0
    places = meetings(path, base, towards, above, below)
    inside = sign * (places - base) > 0.0
    cuts = sign * np.sort(sign * np.where(inside, places, towards), axis=1)
    first, last = (np.full((above.size, 1), end) for end in (base, towards))
    edges = np.concatenate([first, cuts, last], axis=1)
    near, far = edges[:, :-1], edges[:, 1:]
    merits = path.merits(0.5 * (near + far))
    of_below, of_above = (
        np.take_along_axis(merits, rows[:, None, None], axis=-1)[..., 0] for rows in (below, above)
    )
    ahead = of_below - of_above > tolerance(merits)
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
    at = overtakings(path, base, towards, np.full(rivals.size, row), rivals)
    if np.isnan(at).all():
        return None
    place = float(np.nanmin(at) if towards > base else np.nanmax(at))
    taking = rivals[np.abs(at - place) <= CLOSE]
    if taking.size == 1:
        return place, names[taking[0]]
    # Of several that take over at once, the one that leads until two of them meet again.
    above, below = np.array(list(combinations(taking, 2)), dtype=np.intp).T
    later = meetings(path, place, towards, above, below)
    later = later[(later - place) * np.sign(towards - place) > CLOSE]
    stop = min(later, key=lambda u: abs(u - place), default=towards)
    ranks = rank_scores(path.merits(0.5 * (place + stop))[taking])
    return place, min(names[k] for k in taking[ranks == 1])
