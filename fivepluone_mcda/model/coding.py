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
    places : tuple of tuples of str, m x n
        Where in the source each score comes from, "" where nothing names it; empty where the
        source is not known.
    silent : array, shape (m, n), optional
        Share of the coders for whom the source says nothing on a score; None where not known.
    """

    coders: tuple[str, ...]
    low: Floats
    best: Floats
    high: Floats
    places: tuple[tuple[str, ...], ...] = ()
    silent: Floats | None = None

    def without(self, row: int) -> Coding:
        """The codes with one alternative left out."""
        low, best, high = (
            np.delete(part, row, axis=1) for part in (self.low, self.best, self.high)
        )
        places = self.places[:row] + self.places[row + 1 :]
        silent = None if self.silent is None else np.delete(self.silent, row, axis=0)
        return Coding(self.coders, low, best, high, places, silent)
