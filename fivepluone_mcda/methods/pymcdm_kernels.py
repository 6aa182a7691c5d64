"""Methods of pymcdm whose scores are computed here for many weights at once, with its formulas.

pymcdm computes one ranking a call; SMAA and the sensitivity analyses need thousands. Each kernel
gives the scores of pymcdm with its default options, to rounding, where all scores are above 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..model import MethodError, Problem
from ..model.arrays import Floats, Rows
from ..model.kernel import Form, Kernel
from .kernels import Additive, weighted_sums
from .normalisation import by_column


@dataclass(frozen=True)
class Scaled(Additive):
    """Weighted sums times a factor above 0 that all alternatives share: the order is theirs.

    The factor, shape (...), depends on the weights, shape (..., n).
    """

    factor: Callable[[Floats], Floats] = lambda weights: np.ones(weights.shape[:-1])

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        return np.asarray(weighted_sums(weights, self.values) * self.factor(weights)[..., None])

    @property
    def form(self) -> Form | None:
        """None: the formula has no name."""
        return None

    @property
    def closed_form(self) -> bool:
        """True: two alternatives meet where their weighted sums do."""
        return True

    def lead_coefficients(self, ahead: int, behind: Rows, margin: float) -> Floats | None:
        """Differences of values; a margin is not linear."""
        return None if margin else super().lead_coefficients(ahead, behind, margin)

    def gradient(self, weights: Floats) -> Floats:
        """Derivative of every score by every weight, shape (m, n), by differences."""
        return Kernel.gradient(self, weights)

    def contrast(self, weights: Floats, i: int, k: int) -> Floats:
        """Part of each criterion, shape (n,), in score i minus score k."""
        return super().contrast(weights, i, k) * float(self.factor(weights))


@dataclass(frozen=True)
class SumAndProduct(Kernel):
    """WASPAS: the mean of a weighted sum and a weighted product."""

    values: Floats  # (m, n), scores as shares of the best of the column

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        product = np.exp(weighted_sums(weights, np.log(self.values)))
        return np.asarray(0.5 * (weighted_sums(weights, self.values) + product))


@dataclass(frozen=True)
class AverageDistances(Kernel):
    """EDAS: weighted distances above and below the average, each as a share of the largest."""

    above: Floats  # (m, n), how much better than the column's mean, as a share of it, or 0
    below: Floats  # the same for how much worse
    smooth = False

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        parts = [_of_largest(weighted_sums(weights, part)) for part in (self.above, self.below)]
        return np.asarray(0.5 * (parts[0] + 1.0 - parts[1]))


@dataclass(frozen=True)
class CombinedCompromise(Kernel):
    """CoCoSo: a weighted sum and a sum of powers, combined in three ways.

    Attributes
    ----------
    values : array, shape (m, n)
        Min-max scores.
    """

    values: Floats

    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        values = self.values if self.values.ndim == 2 else np.moveaxis(self.values, 2, 0)
        sums = weighted_sums(weights, self.values)
        powers = (values ** weights[..., None, :]).sum(axis=-1)
        both = sums + powers
        with np.errstate(divide="ignore", invalid="ignore"):  # a sum of 0: not defined
            parts = (
                both / both.sum(axis=-1, keepdims=True),
                sums / _lowest(sums) + powers / _lowest(powers),
                both / (sums.max(axis=-1, keepdims=True) + powers.max(axis=-1, keepdims=True)),
            )
        return np.asarray(np.cbrt(parts[0] * parts[1] * parts[2]) + sum(parts) / 3.0)


def batched_kernel(problem: Problem, name: str, values: Floats | None = None) -> Kernel | None:
    """The kernel of a method, or None where pymcdm has to be run; arguments as `pymcdm_kernel`."""
    x = problem.values if values is None else values
    proper = x.min() > 0.0 and (np.ptp(problem.values, axis=0) > 0.0).any()
    return BATCHED[name](problem, x) if name in BATCHED and proper else None


def _mabac(problem: Problem, x: Floats) -> Kernel:
    """Distances from the border area, the geometric mean of the min-max scores plus 1."""
    low, width = x.min(axis=0), np.ptp(x, axis=0)
    scaled = np.divide(x - low, width, out=np.ones_like(x), where=width > 0.0)
    maximise = by_column(problem.maximise, x) | (width == 0.0)
    scaled = np.where(maximise, scaled, 1.0 - scaled) + 1.0
    return Additive(scaled - np.exp(np.log(scaled).mean(axis=0)))


def _aras(problem: Problem, x: Floats) -> Kernel | None:
    """Shares of the column, as a share of those of the best end of the scale."""
    ends = np.where(by_column(problem.maximise, x), x.max(axis=0), x.min(axis=0))
    for criterion, scale in problem.scale.items():
        column = problem.criteria.index(criterion)
        ends[column] = scale[1 if problem.maximise[column] else 0]
    if ends.min() <= 0.0:
        return None
    level = np.ptp(x, axis=0) == 0.0
    if (level & by_column(problem.maximise, x)).any():
        return None
    whole = np.concatenate([ends[None], x])
    whole = np.where(by_column(problem.maximise, x), whole, 1.0 / whole)
    whole /= whole.sum(axis=0)
    best = whole[0]
    return Scaled(whole[1:], factor=lambda weights: 1.0 / _sum_over(weights, best))


def _marcos(problem: Problem, x: Floats) -> Kernel:
    """Utility between the ideal, all ones, and the anti-ideal."""
    shares = _of_best(problem, x)
    worst = shares.min(axis=0)

    def factor(weights: Floats) -> Floats:
        ideal, anti = weights.sum(axis=-1), _sum_over(weights, worst)
        return np.asarray((ideal + anti) / (ideal * ideal + ideal * anti + anti * anti))

    return Scaled(shares, factor=factor)


def _edas(problem: Problem, x: Floats) -> Kernel:
    """Distances from the column's mean."""
    mean = x.mean(axis=0)
    away = np.where(by_column(problem.maximise, x), x - mean, mean - x) / mean
    return AverageDistances(np.maximum(away, 0.0), np.maximum(-away, 0.0))


def _cocoso(problem: Problem, x: Floats) -> Kernel | None:
    """Min-max scores; a column without spread is left to pymcdm."""
    low, width = x.min(axis=0), np.ptp(x, axis=0)
    if not width.all():
        return None
    scaled = (x - low) / width
    return CombinedCompromise(np.where(by_column(problem.maximise, x), scaled, 1.0 - scaled))


def _moora(problem: Problem, x: Floats) -> Kernel:
    """Shares of the column's length; minimised ones count against."""
    if problem.maximise.all():
        raise MethodError("moora: found no minimised criterion; expected one or more")
    shares = x / np.sqrt((x * x).sum(axis=0))
    return Additive(np.where(by_column(problem.maximise, x), shares, -shares))


def _spotis(problem: Problem, x: Floats) -> Kernel:
    """Distances from the best end of the scale, as shares of its length."""
    low, high = x.min(axis=0), x.max(axis=0)
    for criterion, ends in problem.scale.items():
        column = problem.criteria.index(criterion)
        low[column], high[column] = ends
    high = np.where(high > low, high, low + 1.0)
    best = np.where(by_column(problem.maximise, x), high, low)
    return Additive(-np.abs(x - best) / (high - low))


BATCHED: dict[str, Callable[[Problem, Floats], Kernel | None]] = {
    "aras": _aras,
    "cocoso": _cocoso,
    "edas": _edas,
    "mabac": _mabac,
    "marcos": _marcos,
    "moora": _moora,
    "spotis": _spotis,
    "waspas": lambda problem, x: SumAndProduct(_of_best(problem, x)),
}
"""The methods by name; a new one is a function and a line here."""


def _lowest(z: Floats) -> Floats:
    return np.asarray(z.min(axis=-1, keepdims=True))


def _of_best(problem: Problem, x: Floats) -> Floats:
    """Scores as shares of the best of their column; of minimised ones the best as a share."""
    maximise = by_column(problem.maximise, x)
    return np.asarray(np.where(maximise, x / x.max(axis=0), x.min(axis=0) / x))


def _of_largest(z: Floats) -> Floats:
    """Shares of the largest in each row; 0 where that is 0."""
    largest = z.max(axis=-1, keepdims=True)
    return np.asarray(np.divide(z, largest, out=np.zeros_like(z), where=largest > 0.0))


def _sum_over(weights: Floats, row: Floats) -> Floats:
    """Weighted sums of one row, shape (...), of shape (n,), or (n, K) for drawn values."""
    return np.asarray(weighted_sums(weights, row[None])[..., 0])
