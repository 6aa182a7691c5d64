"""What a method is once everything but the weights is fixed, and what it can say about itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple

import numpy as np

from .arrays import Floats, Rows


class Form(NamedTuple):
    """The formula of a kernel by name, with the arrays of shape (m, n) that it needs.

    ``identity``, ``exp`` and ``share`` take one array of values and are explained at
    `fivepluone_mcda.methods.kernels.Additive`; ``closeness`` takes the squared distances to the
    best and to the worst, as in `fivepluone_mcda.methods.kernels.Distances`.
    """

    name: str
    arrays: tuple[Floats, ...]


class Kernel(ABC):
    """Scores as a function of the weights, everything else fixed.

    A kernel that gives nothing but scores is complete: the analyses then search where others
    compute. What it overrides below makes them faster or exact.
    """

    lower_is_better: bool = False
    """Whether the lowest score is the best."""

    looped: bool = False
    """Whether a call runs the method once for every weight vector, a thousand times slower."""

    smooth: bool = True
    """Whether the scores have continuous derivatives, apart from single points."""

    absolute: bool = False
    """Whether a score depends on nothing but the alternative's own scores, on fixed scales, so
    that differences of scores compare across problems."""

    monotone: bool = False
    """Whether every entry of the form's arrays only rises or only falls while one score of its
    column, 0 or more, moves below, among or above the others."""

    @abstractmethod
    def __call__(self, weights: Floats) -> Floats:
        """Scores, shape (..., m), for weights of shape (..., n)."""

    def merits(self, weights: Floats) -> Floats:
        """The scores with the sign turned, where need be, so that the highest is the best."""
        scores = self(weights)
        return -scores if self.lower_is_better else scores

    def merits_of(self, rows: Rows, weights: Floats) -> Floats:
        """The merits of some alternatives, shape (..., r), at weights of shape (..., n)."""
        return np.asarray(self.merits(weights)[..., rows])

    def merits_along(self, start: Floats, end: Floats, rows: Rows, places: Floats) -> Floats:
        """The merits of p alternatives at r places each on the straight path between two weights.

        Places lie between 0 (`start`) and 1 (`end`); they and the merits have the shape (p, r).
        """
        # Most pairs share their places, and a place costs a run of the whole method.
        unique, where = np.unique(places, return_inverse=True)
        merits = self.merits((1.0 - unique)[:, None] * start + unique[:, None] * end)
        return np.asarray(merits[where.reshape(places.shape), rows[:, None]])

    @property
    def form(self) -> Form | None:
        """The formula, for code that works with it elsewhere; None where there is none."""
        return None

    @property
    def closed_form(self) -> bool:
        """Whether `crossing_points` are computed, not searched."""
        return self.form is not None

    @property
    def additive_values(self) -> Floats | None:
        """Values V, shape (m, n), with the alternatives in the order of ``V @ w``; or None."""
        return None

    def lead_coefficients(self, ahead: int, behind: Rows, margin: float) -> Floats | None:
        """Rows c, shape (r, n): ``c @ w`` has the sign of the lead less the margin.

        The lead is that of one row over each of others. None where it is not linear in the
        weights.
        """
        return None

    def gradient(self, weights: Floats) -> Floats:
        """Derivative of every score by every weight, shape (m, n); here by differences."""
        step = 1e-7
        return np.asarray((self(weights + step * np.eye(weights.size)) - self(weights)).T / step)

    def crossing_points(
        self, start: Floats, end: Floats, above: Rows, below: Rows
    ) -> Floats | None:
        """Where p pairs of alternatives may be level on the straight path between two weights.

        Places u between 0 (`start`) and 1 (`end`), shape (p, r), none missed, NaN where a pair
        has fewer than r; some may be places where two only touch. None without a closed form.
        """
        return None

    def contrast(self, weights: Floats, i: int, k: int) -> Floats | None:
        """Part of each criterion, shape (n,), in score i minus score k; None: not defined."""
        return None
