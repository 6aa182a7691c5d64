"""The lead of one alternative over another as a smooth function of the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..methods.kernels import Additive, Distances, Kernel

__all__ = ["Lead"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Lead:
    """Score of `ahead` less the scores of `behind`, less a margin, and its gradient.

    Where the kernel is linear in the weights, so is the lead (the share link is multiplied
    through by its positive total); the gradient of any other kernel is taken by differences.

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

    @property
    def is_linear(self) -> bool:
        """Whether the lead is a linear function of weights that sum to 1."""
        return isinstance(self.kernel, Additive) and (
            self.kernel.link != "exp" or self.margin == 0.0
        )

    @property
    def coefficients(self) -> Floats:
        """Rows c, shape (r, n), with ``c @ w`` the lead where it is linear."""
        if not isinstance(self.kernel, Additive):
            raise TypeError("a lead has coefficients only where it is linear")
        values = self.kernel.values
        total = values.sum(axis=0) if self.kernel.link == "share" else np.ones(values.shape[1])
        return np.asarray(values[self.ahead] - values[self.behind] - self.margin * total)

    def __call__(self, weights: Floats) -> Floats:
        """The leads, shape (..., r), at weights of shape (..., n)."""
        if self.is_linear:
            return np.asarray(weights @ self.coefficients.T)
        scores = self.kernel(weights)
        gaps = scores[..., self.ahead, None] - scores[..., self.behind]
        return np.asarray((-gaps if self.kernel.lower_is_better else gaps) - self.margin)

    def gradient(self, weights: Floats) -> Floats:
        """Derivatives of the leads, shape (r, n), at weights of shape (n,)."""
        if self.is_linear:
            return self.coefficients
        if isinstance(self.kernel, Distances):
            slopes = _closeness_slopes(self.kernel, weights)
            return np.asarray(slopes[self.ahead] - slopes[self.behind])
        step = 1e-7
        ends = self(weights + step * np.eye(weights.size))
        return np.asarray((ends - self(weights)).T / step)


def _closeness_slopes(kernel: Distances, weights: Floats) -> Floats:
    """Derivative of every closeness by every weight, shape (m, n)."""
    squared = weights * weights
    best = np.sqrt(kernel.to_best @ squared)[:, None]
    worst = np.sqrt(kernel.to_worst @ squared)[:, None]
    total = (best + worst) ** 2
    # At the ideal or anti-ideal itself the distance has a kink; its slope counts as 0 there.
    rise = np.divide(weights * kernel.to_worst, worst, out=np.zeros_like(kernel.to_worst),
                     where=worst > 0.0)  # fmt: skip
    fall = np.divide(weights * kernel.to_best, best, out=np.zeros_like(kernel.to_best),
                     where=best > 0.0)  # fmt: skip
    slopes = best * rise - worst * fall
    return np.asarray(np.divide(slopes, total, out=np.zeros_like(slopes), where=total > 0.0))
