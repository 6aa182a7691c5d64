"""The lead of one alternative over another as a smooth function of the weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..model.kernel import Kernel

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
        return self._linear is not None

    @property
    def coefficients(self) -> Floats:
        """Rows c, shape (r, n), with ``c @ w`` the lead where it is linear."""
        if self._linear is None:
            raise TypeError("a lead has coefficients only where it is linear")
        return self._linear

    @cached_property
    def _linear(self) -> Floats | None:
        return self.kernel.lead_coefficients(self.ahead, self.behind, self.margin)

    def __call__(self, weights: Floats) -> Floats:
        """The leads, shape (..., r), at weights of shape (..., n)."""
        if self.is_linear:
            return np.asarray(weights @ self.coefficients.T)
        merits = self.kernel.merits(weights)
        return np.asarray(merits[..., self.ahead, None] - merits[..., self.behind] - self.margin)

    def gradient(self, weights: Floats) -> Floats:
        """Derivatives of the leads, shape (r, n), at weights of shape (n,)."""
        if self.is_linear:
            return self.coefficients
        slopes = self.kernel.gradient(weights)
        leads = slopes[self.ahead] - slopes[self.behind]
        return np.asarray(-leads if self.kernel.lower_is_better else leads)
