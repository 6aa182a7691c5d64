"""Counting ranks: what a block of scores adds to the indices of SMAA."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model.arrays import Flags, Floats
from ..model.result import TIE

COMPARED = 12
"""Alternatives up to which each is compared with each other instead of all being sorted."""


@dataclass(frozen=True)
class DrawnRanks:
    """The rank of every alternative in every draw.

    Attributes
    ----------
    place : array of int, shape (m, K)
        How many alternatives rank above it.
    level : array of int, shape (m, K), or None
        How many share its rank, itself included; None where there are no ties.
    """

    place: NDArray[np.int16]
    level: NDArray[np.int16] | None

    @classmethod
    def of(cls, scores: Floats, lower_is_better: bool) -> DrawnRanks:
        """The ranks by scores, shape (K, m), ties as in `Ranking`."""
        signed = scores if lower_is_better else -scores
        place = _compared(signed) if scores.shape[1] <= COMPARED else None
        return _sorted(signed) if place is None else cls(place, None)

    @property
    def first(self) -> Floats:
        """Share of each alternative in the first rank, shape (m, K)."""
        leads = (self.place == 0).astype(np.float64)
        return leads if self.level is None else np.asarray(leads / self.level)


class RankCounts:
    """Counters over any number of draws.

    Attributes
    ----------
    draws : int
        Number of draws.
    ranks : array, shape (m, m)
        How often an alternative (row) takes a rank (column); ties share the ranks they span.
    wins : array, shape (m, m), or None
        How often an alternative (row) ranks above another (column), a tie is half; None where
        that is not counted.
    weights : array, shape (m, n)
        Sum of the weights under which an alternative is first.
    """

    def __init__(self, m: int, n: int, pairwise: bool = True) -> None:
        self.draws = 0
        self.ranks = np.zeros((m, m))
        self.wins = np.zeros((m, m)) if pairwise else None
        self.weights = np.zeros((m, n))

    def add(self, ranks: DrawnRanks, weights: Floats) -> None:
        """Count a block of draws; weights have the shape (n, K)."""
        place, level = ranks.place, ranks.level
        m, draws = place.shape
        self.draws += draws
        self.weights += ranks.first @ weights.T
        rows = np.arange(m)[:, None]
        if level is None:
            cells = (place + m * rows).ravel()
            if cells.size < m * m:
                np.add.at(self.ranks.reshape(-1), cells, 1.0)
            else:
                self.ranks += np.bincount(cells, minlength=m * m).reshape(m, m)
        else:
            # A tie adds its share from its first rank on and takes it away after its last.
            start, share = place + (m + 1) * rows, 1.0 / level.ravel()
            steps = np.bincount(start.ravel(), share, m * (m + 1))
            steps -= np.bincount((start + level).ravel(), share, m * (m + 1))
            self.ranks += np.cumsum(steps.reshape(m, m + 1), axis=1)[:, :m]
        if self.wins is None:
            return
        self.wins[np.diag_indices(m)] += 0.5 * draws
        for i, own in enumerate(place[:-1]):
            ahead = _count(own < place[i + 1 :])
            if level is not None:
                ahead += 0.5 * _count(own == place[i + 1 :])
            self.wins[i, i + 1 :] += ahead
            self.wins[i + 1 :, i] += draws - ahead


class Replicates:
    """What several independent runs have counted, added up one by one.

    Attributes
    ----------
    counted : int
        Number of runs.
    draws : int
        Number of draws.
    ranks, wins, weights
        The sums over the runs, as in `RankCounts`.
    """

    def __init__(self, m: int, n: int, pairwise: bool = True) -> None:
        self.counted = self.draws = 0
        self.ranks, self.weights = np.zeros((m, m)), np.zeros((m, n))
        self.wins = np.zeros((m, m)) if pairwise else None
        self._mean, self._squares = np.zeros((m, m)), np.zeros((m, m))

    def add(self, run: RankCounts) -> None:
        """Count one more run."""
        self.counted += 1
        self.draws += run.draws
        self.weights += run.weights
        self.ranks += run.ranks
        if self.wins is not None and run.wins is not None:
            self.wins += run.wins
        # Welford's algorithm, row by row so that no further table is needed.
        for row, ranks in enumerate(run.ranks):
            share = ranks / run.draws
            step = share - self._mean[row]
            self._mean[row] += step / self.counted
            self._squares[row] += step * (share - self._mean[row])

    def standard_errors(self, least: float) -> Floats:
        """Standard error of each share of a rank, from the spread of the runs, shape (m, m)."""
        runs, errors = self.counted, np.empty_like(self._squares)
        for row, ranks in enumerate(self.ranks):
            off = self._mean[row] - ranks / self.draws  # runs may differ in their draws
            errors[row] = np.sqrt((self._squares[row] + runs * off**2) / (runs * (runs - 1)))
        return np.maximum(errors, least, out=errors)


def _compared(scores: Floats) -> NDArray[np.int16] | None:
    """How many scores are lower than each, shape (m, K), for (K, m); None where some are level.

    For few scores this takes a fraction of the time of sorting.
    """
    rows = np.ascontiguousarray(scores.T)
    level = TIE * np.maximum(np.abs(rows).max(axis=0), 1.0)
    place = np.zeros(rows.shape, dtype=np.int16)
    for i, row in enumerate(rows[:-1], start=1):
        above = row - rows[i:]
        if (np.abs(above) <= level).any():
            return None
        higher = above > 0.0
        place[i - 1] += higher.sum(axis=0, dtype=np.int16)
        place[i:] += ~higher
    return place


def _sorted(scores: Floats) -> DrawnRanks:
    """The same for any number of scores, with ties."""
    draws, m = scores.shape
    order = np.argsort(scores, axis=1)
    sorted_scores = np.take_along_axis(scores, order, axis=1)
    size = np.maximum(np.abs(sorted_scores[:, [0, -1]]).max(axis=1, keepdims=True), 1.0)
    apart = np.diff(sorted_scores, axis=1) > TIE * size
    columns = np.arange(m, dtype=np.int16)
    place = np.empty((draws, m), dtype=np.int16)
    if apart.all():
        np.put_along_axis(place, order, columns, axis=1)
        return DrawnRanks(np.ascontiguousarray(place.T), None)
    edge = np.ones((draws, 1), dtype=bool)
    first = np.where(np.hstack([edge, apart]), columns, 0)
    last = np.where(np.hstack([apart, edge]), columns, m - 1)
    first = np.maximum.accumulate(first, axis=1)
    last = np.minimum.accumulate(last[:, ::-1], axis=1)[:, ::-1]
    level = np.empty_like(place)
    np.put_along_axis(place, order, first, axis=1)
    np.put_along_axis(level, order, last - first + 1, axis=1)
    return DrawnRanks(np.ascontiguousarray(place.T), np.ascontiguousarray(level.T))


def _count(flags: Flags) -> Floats:
    """How many are true in each row; a product is the fastest way to add them."""
    return np.asarray(flags.astype(np.float32) @ np.ones(flags.shape[1], np.float32), np.float64)
