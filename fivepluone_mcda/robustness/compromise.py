"""The weights nearest to those of all stakeholders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import CriteriaError
from ..model.errors import listed
from ..sensitivity.parallel import one_thread

__all__ = ["compromise"]

Floats = NDArray[np.float64]


def compromise(weights: Floats, how: str = "least_squares") -> Floats:
    """The weights nearest to several weight vectors.

    Parameters
    ----------
    weights : array, shape (k, n)
        One vector a row; each sums to 1.
    how : {"least_squares", "minimax"}
        Nearest in the sum of the squared Euclidean distances, which is the mean; or in the
        largest distance, so that nobody is farther away than need be: the centre of the smallest
        ball that holds them all, a mean of those on its surface.

    Returns
    -------
    array, shape (n,)
        The weights; they sum to 1. Both are unique.

    Raises
    ------
    CriteriaError
        If there is no such way.

    Examples
    --------
    >>> three = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    >>> compromise(three).round(3).tolist()
    [0.667, 0.333]
    >>> compromise(three, "minimax").round(3).tolist()
    [0.5, 0.5]
    """
    if how not in WAYS:
        raise CriteriaError(f"how: found {how!r}; expected one of {listed(WAYS)}")
    nearest = WAYS[how](weights)
    return np.asarray(nearest / nearest.sum())


def _mean(points: Floats) -> Floats:
    return np.asarray(points.mean(axis=0))


def _centre(points: Floats) -> Floats:
    """Centre of the smallest enclosing ball, right to 1e-7 of its radius.

    The largest squared distance from a place x is |x|^2 + the largest |p|^2 - 2 p.x, which is
    least where |x|^2 + t is, with t held above each |p|^2 - 2 p.x.
    """
    from scipy.optimize import minimize

    middle = points.mean(axis=0)
    moved = points - middle
    size = np.sqrt((moved**2).sum(axis=1).max())
    if size == 0.0:
        return np.asarray(middle)
    moved /= size
    squares = (moved**2).sum(axis=1)
    slopes = np.column_stack([2.0 * moved, np.ones(len(moved))])

    def reach(x: Floats) -> tuple[float, Floats]:
        return float(x[:-1] @ x[:-1] + x[-1]), np.append(2.0 * x[:-1], 1.0)

    outside: Any = {
        "type": "ineq",
        "fun": lambda x: slopes @ x - squares,
        "jac": lambda _: slopes,
    }
    start = np.append(np.zeros(moved.shape[1]), 1.0)
    with one_thread():
        found = minimize(
            reach,
            start,
            jac=True,
            method="SLSQP",
            constraints=outside,
            options={"ftol": 1e-15, "maxiter": 1000},
        )
    return np.asarray(np.clip(middle + size * found.x[:-1], 0.0, None))


WAYS: dict[str, Callable[[Floats], Floats]] = {"least_squares": _mean, "minimax": _centre}
