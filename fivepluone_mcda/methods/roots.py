"""Real roots of homogeneous polynomials in (1 - u, u), for u between 0 and 1."""

from __future__ import annotations

import numpy as np

from ..model.arrays import Floats


def linear_roots(c: Floats) -> Floats:
    """The u in 0..1, shape (r, 1), with c0 (1 - u) + c1 u = 0; NaN where there is none."""
    low, high = np.abs(c[:, 0]), np.abs(c[:, 1])
    crosses = c[:, 0] * np.sign(c[:, 1]) < 0.0
    roots = np.divide(low, low + high, out=np.full(len(c), np.nan), where=crosses)
    return np.asarray(roots[:, None])


def quadratic_roots(c: Floats) -> Floats:
    """The ratios (x, y), shape (r, 2, 2), with c0 x^2 + c1 x y + c2 y^2 = 0.

    Each pair is not negative; NaN where a root is complex or its ratio negative. A ratio
    instead of a number keeps roots near 0 and near infinity equally precise, and the sum
    that gives `half` never cancels.
    """
    square = c[:, 1] ** 2 - 4.0 * c[:, 0] * c[:, 2]
    root = np.sqrt(square, out=np.full(len(c), np.nan), where=square >= 0.0)
    half = -0.5 * (c[:, 1] + np.copysign(root, c[:, 1]))
    pairs = np.stack([np.stack([c[:, 2], half], -1), np.stack([half, c[:, 0]], -1)], axis=1)
    positive = pairs[..., 0] * pairs[..., 1] >= 0.0
    return np.where(positive[..., None], np.abs(pairs), np.nan)


def unit_roots(c: Floats) -> Floats:
    """The u in 0..1 at which sum_j c_j (1 - u)^(d - j) u^j changes its sign.

    Between two neighbouring zeros of its derivative the polynomial is monotone and has at most
    one root, which bisection finds to the last digit; so no root can be missed, however close
    two of them lie. From coefficients, shape (r, d + 1), to roots, shape (r, d), with NaN in the
    places that are left.
    """
    degree = c.shape[1] - 1
    if degree == 1:
        return linear_roots(c)
    j = np.arange(degree)
    turns = np.nan_to_num(unit_roots((j + 1) * c[:, 1:] - (degree - j) * c[:, :-1]), nan=1.0)
    edges = np.concatenate([np.zeros((len(c), 1)), np.sort(turns), np.ones((len(c), 1))], axis=1)
    low, high = edges[:, :-1], edges[:, 1:]
    negative = _polynomial(c, low) < 0.0
    crosses = negative != (_polynomial(c, high) < 0.0)
    for _ in range(60):
        middle = 0.5 * (low + high)
        same = (_polynomial(c, middle) < 0.0) == negative
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    # A root at 0 or 1 comes out as just that.
    return np.where(crosses, np.where(_polynomial(c, high) == 0.0, high, low), np.nan)


def _polynomial(c: Floats, u: Floats) -> Floats:
    """Values, shape (r, k), of r polynomials at k points each."""
    degree = c.shape[1] - 1
    powers = [(1.0 - u) ** (degree - j) * u**j for j in range(degree + 1)]
    return np.asarray((np.stack(powers, axis=-1) @ c[:, :, None])[..., 0])
