"""The codes behind a performance matrix: every coder's own table, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Coding"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Coding:
    """Every coder's own performance matrix, in the order of a problem's labels.

    Attributes
    ----------
    coders : tuple of str
        Who coded.
    low, best, high : array, shape (coders, m, n)
        The interval that each coder would defend and the score inside it.
    """

    coders: tuple[str, ...]
    low: Floats
    best: Floats
    high: Floats

    def without(self, row: int) -> Coding:
        """The codes with one alternative left out."""
        return Coding(
            self.coders,
            *(np.delete(part, row, axis=1) for part in (self.low, self.best, self.high)),
        )
