"""A straight way through the space of weights, and the scores along it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..model import Problem
from ..model.kernel import Kernel
from ..model.reweight import set_node_weights

__all__ = ["Path"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Path:
    """The weights (1 - u) `start` + u `end` for u from 0 to 1, with a method's scores.

    Attributes
    ----------
    kernel : Kernel
        The scores as a function of the weights.
    start, end : array, shape (n,)
        The weights at its ends.
    """

    kernel: Kernel
    start: Floats
    end: Floats

    @classmethod
    def of_node(cls, problem: Problem, kernel: Kernel, node: str) -> Path:
        """The path on which the weight of a node goes from 0 to 1.

        A node that holds every criterion cannot move: its path stays at the problem's weights.
        """
        weights, tree = problem.weight_vector, problem.tree
        if node != tree.root and len(tree.leaves_of(node)) == weights.size:
            return cls(kernel, weights, weights)
        start, end = (
            set_node_weights(tree, tuple(problem.criteria), weights, {node: goal})
            for goal in (0.0, 1.0)
        )
        return cls(kernel, start, end)

    @property
    def exact(self) -> bool:
        """Whether the scores have a form in which every meeting can be computed."""
        return self.kernel.form is not None

    def scores(self, u: float | Floats) -> Floats:
        """Scores, shape (..., m), at places of shape (...)."""
        return self.kernel(self._weights(u))

    def merits(self, u: float | Floats) -> Floats:
        """The scores with the sign turned, where need be, so that the highest is the best."""
        return self.kernel.merits(self._weights(u))

    def _weights(self, u: float | Floats) -> Floats:
        share = np.asarray(u)[..., None]
        return np.asarray((1.0 - share) * self.start + share * self.end)

    @cached_property
    def grid(self) -> tuple[Floats, Floats]:
        """Places, shape (g,), and the merits there, shape (g, m).

        It stops short of the ends: there criteria lose all weight, and methods of other
        packages may be undefined.
        """
        u = np.linspace(1e-9, 1.0 - 1e-9, 101 if self.kernel.looped else 1001)
        return u, self.merits(u)
