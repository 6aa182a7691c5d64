"""The codes behind a performance matrix: every coder's own table, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import Floats

SILENT = 0.5
"""A score is silent where the source says nothing on it to so many of the coders."""


@dataclass(frozen=True, eq=False)
class Coding:
    """Every coder's own performance matrix, in the order of a problem's labels.

    Low, best and high, shape (coders, m, n) each, are the interval that each coder would defend
    and the score inside it.
    """

    coders: tuple[str, ...]
    low: Floats
    best: Floats
    high: Floats
    places: tuple[tuple[str, ...], ...] = ()  # m x n, where in the source; empty: not known
    silent: Floats | None = None  # (m, n), share of coders for whom the source says nothing

    def without(self, rows: Sequence[int]) -> Coding:
        """The codes with some alternatives left out."""
        low, best, high = (
            np.delete(part, rows, axis=1) for part in (self.low, self.best, self.high)
        )
        places = tuple(place for row, place in enumerate(self.places) if row not in rows)
        silent = None if self.silent is None else np.delete(self.silent, rows, axis=0)
        return Coding(self.coders, low, best, high, places, silent)
