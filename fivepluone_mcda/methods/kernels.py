"""The arithmetic of the methods: weights (..., n) in, scores (..., m) out.

A method prepares everything that does not depend on the weights once and leaves a kernel. The
single run and the run over a million weight vectors call the same kernel.

Every array of shape (m, n) in a kernel may also have the shape (m, n, K): the scores themselves
were drawn K times. Weights then have the shape (K, n), and each vector meets its own matrix; only
a call is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..model.arrays import Floats, Rows
from ..model.kernel import Form, Kernel
from ..model.result import TIE
from .roots import linear_roots, quadratic_roots, unit_roots

DEGREES = np.eye(5)[np.add.outer(range(3), range(3)).ravel()]
"""Shape (9, 5): which products of the parts of two quadratic forms add to which power."""


def weighted_sums(weights: Floats, values: Floats) -> Floats:
    """Sums of weights times values over the criteria, shape (..., m)."""
    if values.ndim == 2:
        return np.asarray(weights @ values.T)
    return np.asarray(np.einsum("mnk,kn->km", values, weights))


@dataclass(frozen=True)
class Additive(Kernel):
    """Scores that rise with a weighted sum of values, shape (m, n): one matrix product.

    The link leads from the weighted sum z to the score: z itself, exp(z), or z over the sum of
    all z.
    """

    values: Floats
    link: Literal["identity", "exp", "share"] = "identity"
    absolute: bool = False
    monotone: bool = False

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        return scores_of_sums(self.link, [weighted_sums(weights, self.values)])

    @property
    def form(self) -> Form | None:
        """The link and the values."""
        return Form(self.link, (self.values,))

    @property
    def additive_values(self) -> Floats:
        """The values."""
        return self.values

    def lead_coefficients(self, ahead: int, behind: Rows, margin: float) -> Floats | None:
        """Differences of values; a share's margin is one of the sum of all z, which is linear."""
        if self.link == "exp" and margin != 0.0:
            return None
        total = self.values.sum(axis=0) if self.link == "share" else 1.0
        return np.asarray(self.values[ahead] - self.values[behind] - margin * total)

    def gradient(self, weights: Floats) -> Floats:
        """Derivative of every score by every weight, shape (m, n)."""
        if self.link == "identity":
            return self.values
        scores = self(weights)[:, None]
        if self.link == "exp":
            return np.asarray(scores * self.values)
        total = self.values.sum(axis=0)
        return np.asarray((self.values - scores * total) / (weights @ total))

    def merits_along(self, start: Floats, end: Floats, rows: Rows, places: Floats) -> Floats:
        """From the weighted sums at the two ends: they are linear on the path."""
        first, last = np.stack([start, end]) @ self.values.T
        z = (1.0 - places) * first[rows, None] + places * last[rows, None]
        if self.link == "exp":
            return np.asarray(np.exp(z))
        if self.link == "share":
            return np.asarray(z / ((1.0 - places) * first.sum() + places * last.sum()))
        return np.asarray(z)

    def crossing_points(self, start: Floats, end: Floats, above: Rows, below: Rows) -> Floats:
        """One place a pair: weighted sums are linear on the path."""
        ends = np.stack([start, end]) @ self.values.T
        return linear_roots((ends[:, above] - ends[:, below]).T)

    def contrast(self, weights: Floats, i: int, k: int) -> Floats:
        """Part of each criterion, shape (n,), in score i minus score k."""
        parts = weights * (self.values[i] - self.values[k])
        if self.link == "identity":
            return np.asarray(parts)
        scores = self(weights)
        if self.link == "share":
            return np.asarray(parts / (weights @ self.values.T).sum())
        gap = scores[i] - scores[k]
        if gap != 0.0 and min(scores[i], scores[k]) == 0.0:
            # One product is zero: the whole gap belongs to the factors that make it so.
            low = i if scores[i] == 0.0 else k
            guilty = (weights > 0.0) & (self.values[low] == self.values[low].min())
            return np.where(guilty, gap / guilty.sum(), 0.0)
        return np.asarray(parts * _log_mean(scores[i], scores[k]))


@dataclass(frozen=True)
class Distances(Kernel):
    """TOPSIS closeness from squared distances: two matrix products with the squared weights."""

    to_best: Floats  # (m, n), of each normalised score from the best of its column
    to_worst: Floats
    monotone = True

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        squared = weights * weights
        arrays = (self.to_best, self.to_worst)
        return scores_of_sums("closeness", [weighted_sums(squared, array) for array in arrays])

    def merits_of(self, rows: Rows, weights: Floats) -> Floats:
        """Each closeness depends on its own distances alone, so no other one is computed."""
        return Distances(self.to_best[rows], self.to_worst[rows])(weights)

    def merits_along(self, start: Floats, end: Floats, rows: Rows, places: Floats) -> Floats:
        """From the quadratic forms in 1 - u and u that the squared distances are on the path."""
        parts = np.stack([start * start, 2.0 * start * end, end * end], axis=1)
        shares = [(1.0 - places) ** 2, places * (1.0 - places), places**2]

        def distance(squares: Floats) -> Floats:
            forms = (squares @ parts)[rows]
            return np.sqrt(sum(forms[:, [k]] * share for k, share in enumerate(shares)))

        best, worst = distance(self.to_best), distance(self.to_worst)
        return _closeness(best, worst)

    @property
    def form(self) -> Form:
        """Closeness, from the squared distances."""
        return Form("closeness", (self.to_best, self.to_worst))

    def gradient(self, weights: Floats) -> Floats:
        """Derivative of every closeness by every weight, shape (m, n)."""
        squared = weights * weights
        best = np.sqrt(self.to_best @ squared)[:, None]
        worst = np.sqrt(self.to_worst @ squared)[:, None]

        def slope(parts: Floats, distance: Floats) -> Floats:
            # At the ideal or anti-ideal itself the distance has a kink; its slope counts as 0.
            out = np.zeros_like(parts)
            return np.asarray(np.divide(weights * parts, distance, out=out, where=distance > 0.0))

        slopes = best * slope(self.to_worst, worst) - worst * slope(self.to_best, best)
        total = (best + worst) ** 2
        return np.asarray(np.divide(slopes, total, out=np.zeros_like(slopes), where=total > 0.0))

    def crossing_points(self, start: Floats, end: Floats, above: Rows, below: Rows) -> Floats:
        """Roots of (D-)^2 (D+)^2 of one less that of the other.

        With p = 1 - u and q = u every squared distance is a form a p^2 + 2 b p q + c q^2, so the
        difference is one of degree four. Between a node and the rest b is 0, and it is a
        quadratic in p^2 and q^2.
        """
        parts = np.stack([start * start, 2.0 * start * end, end * end])
        best, worst = self.to_best @ parts.T, self.to_worst @ parts.T
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

    def contrast(self, weights: Floats, i: int, k: int) -> Floats:
        """Part of each criterion, shape (n,), in score i minus score k."""
        squared = weights * weights
        plus_i, plus_k = (float(np.sqrt(squared @ self.to_best[r])) for r in (i, k))
        minus_i, minus_k = (float(np.sqrt(squared @ self.to_worst[r])) for r in (i, k))

        def secant(other: float, x: float, y: float) -> float:
            # (other/(other+x) - other/(other+y)) / (x^2 - y^2) without the cancellation
            low, high = sorted((x, y))
            if high == 0.0:
                return 0.0
            if other + low == 0.0:  # at both ends, which counts as half way
                return -0.5 / high**2
            return -other / (other + low) / (other + high) / (x + y)

        toward = 0.5 * (secant(minus_i, plus_i, plus_k) + secant(minus_k, plus_i, plus_k))
        away = -0.5 * (secant(plus_i, minus_i, minus_k) + secant(plus_k, minus_i, minus_k))
        return np.asarray(
            squared
            * (
                toward * (self.to_best[i] - self.to_best[k])
                + away * (self.to_worst[i] - self.to_worst[k])
            )
        )


@dataclass(frozen=True)
class Compromise(Kernel):
    """VIKOR: weighted mean regret and largest weighted regret, each scaled to 0..1."""

    regret: Floats  # (m, n), distance from the best of the column as a share of its range
    v: float  # weight of the mean against the largest regret
    lower_is_better = True
    smooth = False

    def parts(self, weights: Floats) -> tuple[Floats, Floats]:
        """S and R, each of shape (..., m)."""
        mean = weighted_sums(weights, self.regret)
        largest = np.empty_like(mean)
        for row, regret in enumerate(self.regret):
            largest[..., row] = (weights * regret.T).max(axis=-1)
        return mean, largest

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        mean, largest = self.parts(weights)
        return np.asarray(self.v * _stretch(mean) + (1.0 - self.v) * _stretch(largest))

    def contrast(self, weights: Floats, i: int, k: int) -> Floats:
        """Part of each criterion, shape (n,), in score i minus score k."""
        mean, largest = self.parts(weights)
        weighted = weights * self.regret[[i, k]]
        at_most = weighted == weighted.max(axis=1, keepdims=True)
        carried = np.where(at_most, weighted.max(axis=1, keepdims=True), 0.0)
        carried /= at_most.sum(axis=1, keepdims=True)
        width_mean, width_largest = _width(mean)[0], _width(largest)[0]
        parts = np.zeros_like(weights)
        if width_mean > 0.0:
            parts += self.v * (weighted[0] - weighted[1]) / width_mean
        if width_largest > 0.0:
            parts += (1.0 - self.v) * (carried[0] - carried[1]) / width_largest
        return parts


@dataclass(frozen=True)
class Looped(Kernel):
    """Any function from weights to scores, run once for every weight vector.

    It is called with weights, shape (n,), and with a performance matrix, shape (m, n), where
    `values`, shape (m, n, K), hold one for each weight vector, else with None.
    """

    score: Callable[[Floats, Floats | None], Floats]
    values: Floats | None = None
    lower_is_better: bool = False
    looped = True
    smooth = False

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        flat = weights.reshape(-1, weights.shape[-1])
        drawn = [None] * len(flat) if self.values is None else np.moveaxis(self.values, -1, 0)
        scores = [self.score(vector, values) for vector, values in zip(flat, drawn, strict=True)]
        return np.array(scores, dtype=np.float64).reshape(*weights.shape[:-1], -1)


def scores_of_sums(name: str, sums: Sequence[Floats]) -> Floats:
    """Scores, shape (..., m), from a weighted sum, of the same shape, for each array of a `Form`.

    The weights of ``"closeness"`` are squared.
    """
    if name == "closeness":
        return _closeness(np.sqrt(sums[0]), np.sqrt(sums[1]))
    if name == "exp":
        return np.asarray(np.exp(sums[0]))
    if name == "share":
        return np.asarray(sums[0] / sums[0].sum(axis=-1, keepdims=True))
    return sums[0]


def _closeness(best: Floats, worst: Floats) -> Floats:
    """Closeness from the two distances; half way where the column ends coincide in both."""
    total = best + worst
    return np.asarray(np.divide(worst, total, out=np.full_like(total, 0.5), where=total > 0.0))


def _width(z: Floats) -> Floats:
    """Range of the alternatives' values, shape (..., 1); 0 where it is no more than rounding."""
    high = z.max(axis=-1, keepdims=True)
    width = high - z.min(axis=-1, keepdims=True)
    return np.asarray(np.where(width > TIE * high, width, 0.0))


def _stretch(z: Floats) -> Floats:
    width = _width(z)
    above = z - z.min(axis=-1, keepdims=True)
    return np.asarray(np.divide(above, width, out=np.zeros_like(z), where=width > 0.0))


def _log_mean(x: float, y: float) -> float:
    """Logarithmic mean: the factor between a difference of logarithms and of numbers."""
    ratio = np.log(x) - np.log(y) if min(x, y) > 0.0 else 0.0
    return float((x - y) / ratio) if abs(ratio) > 1e-8 else 0.5 * (x + y)
