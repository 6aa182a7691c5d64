"""Critical scores: the smallest change of one score that changes the winner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import Problem, Ranking
from ..model.arrays import Floats
from ..model.ranges import score_ends
from ..model.result import TIE, with_names
from ..sensitivity.parallel import one_thread
from .column_scores import Separate, Whole, column_scores

Stretch = tuple[int, int]
"""Its first and last place on a grid."""

LEVEL = 1e-9
"""Two scores this near are level at a flip score; a wider gap means that the method jumps."""

STRETCHES = 16
"""Into so many parts a column is divided to see on which the winner may be passed."""

BLOCK = 2**16
"""Scores that are computed for that at once: they should stay in the cache."""


def critical_scores(problem: Problem, method: MethodLike = "topsis") -> pd.DataFrame:
    """For each score, its smallest change that alone changes the winner.

    A score moves within its criterion's stated scale, or between the lowest and the highest
    score of its column (ranges of scores included) where no scale is stated. The whole method is
    run again at each value: normalisation and ideal points move with the score.

    Parameters
    ----------
    problem : Problem
    method : str or callable

    Returns
    -------
    DataFrame
        One row a score, those that flip with the smallest ``share`` first: ``alternative``,
        ``criterion``, ``score``, ``flip_score``, ``change`` (flip_score less score, in the units
        of the criterion), ``winner`` (who takes over), ``tie``, ``share`` (the change as a
        share of what the score can move within, by which criteria of different units compare),
        and ``in_range`` (whether flip_score lies in the range that is stated for the score).
        Where no score within the scale changes the winner, ``flip_score``, ``change`` and
        ``share`` are NaN and ``winner`` is None. With ``tie`` the old and the new winner are
        level at ``flip_score`` (to 1e-9) and change places just beyond it; without, the method
        jumps and ``flip_score`` is the first score at which the new one leads.

    Notes
    -----
    Between two neighbouring scores of its column a score changes neither who is highest nor who
    is lowest in it, and there the methods are smooth (VIKOR bends where another criterion takes
    over the largest regret). In TOPSIS two alternatives are level where a polynomial of degree
    four is 0, in the additive methods one of degree two at most: few crossings to an interval.
    Each interval is scanned at 240 / m points, at least 4 (3 for methods without an array
    kernel, which take a hundred times longer). A change of sign of the winner's lead is refined
    to the tie by Brent's method; and wherever the lead over a rival has a local minimum that
    could reach 0 at the pace of its neighbours, the minimum is searched between them, so that a
    rival who leads only between two points of the scan is found. In the own methods but VIKOR
    each criterion's part of a sum only rises or only falls while the score moves among, below or
    above the others, which bounds all scores between two places: stretches on which these prove
    that nobody passes the winner are left out.

    References
    ----------
    .. [1] Triantaphyllou, E., & Sanchez, A. (1997). A sensitivity analysis approach for some
       deterministic multi-criteria decision-making methods. Decision Sciences, 28(1), 151-194.
       https://doi.org/10.1111/j.1540-5915.1997.tb01306.x

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [4, 2], "comfort": [5, 3]}, ["car", "bus"])
    >>> problem = fp.Problem(frame, directions={"price": "min"},
    ...                      scale={"price": (1, 5), "comfort": (1, 5)})
    >>> fp.critical_scores(problem, "weighted_sum")[["alternative", "criterion", "flip_score"]]
      alternative criterion  flip_score
    0         bus     price    2.400000
    1         bus   comfort    2.500000
    2         car     price    3.333333
    3         car   comfort         NaN
    """
    chosen = resolve(method)
    ranking = chosen.rank(problem)
    points = 3 if chosen.kernel(problem).looped else max(240 // len(problem.alternatives), 4)
    lowest, highest = score_ends(problem)
    with one_thread():
        flips = [
            _Column.of(ranking, column_scores(problem, chosen, j), j, ends, points).flips()
            for j, ends in enumerate(zip(lowest, highest, strict=True))
        ]
    rows = []
    ranges = np.stack([problem.low, problem.high])
    for i, alternative in enumerate(problem.alternatives):
        for j, criterion in enumerate(problem.criteria):
            flip = flips[j][i]
            low, high = ranges[:, i, j]
            rows.append(
                (alternative, criterion, problem.values[i, j], *flip, low <= flip.score <= high)
            )
    names = ["alternative", "criterion", "score", "flip_score", "winner", "tie", "in_range"]
    frame = pd.DataFrame(rows, columns=names)
    width = pd.Series(highest - lowest, problem.criteria)
    frame.insert(4, "change", frame["flip_score"] - frame["score"])
    frame.insert(7, "share", frame["change"] / frame["criterion"].map(width))
    frame["winner"] = frame["winner"].astype(object).where(frame["flip_score"].notna(), None)
    ordered = frame.sort_values("share", key=np.abs, kind="stable", ignore_index=True)
    return with_names(ordered, problem)


class _Flip(NamedTuple):
    score: float
    winner: str | None
    tie: bool


@dataclass(frozen=True)
class _Column:
    """The scores on one criterion, each of which moves alone.

    Attributes
    ----------
    ranking : Ranking
        The ranking with the scores as they are.
    scores : callable
        What `column_scores` gives for the column.
    number : int
        Which column it is.
    grid : array, shape (K,)
        The scores that are tried: so many at even distances in every interval between two
        neighbouring scores of the column.
    points : int
        How many.
    """

    ranking: Ranking
    scores: Whole | Separate
    number: int
    grid: Floats
    points: int

    @classmethod
    def of(
        cls,
        ranking: Ranking,
        scores: Whole | Separate,
        number: int,
        ends: tuple[float, float],
        points: int,
    ) -> _Column:
        """A column of the ranking's problem, whose scores can move between two ends."""
        knots = np.unique([*ends, *ranking.problem.values[:, number]])
        inside = np.linspace(0.0, 1.0, points, endpoint=False)
        between = knots[:-1, None] + np.diff(knots)[:, None] * inside
        return cls(ranking, scores, number, np.append(between.ravel(), knots[-1]), points)

    @property
    def values(self) -> Floats:
        """The scores as they are, shape (m,)."""
        return self.ranking.problem.values[:, self.number]

    def flips(self) -> list[_Flip]:
        """The nearest flip of each score."""
        if self.values.size == 1:
            return [_Flip(np.nan, None, False)]
        starts = np.searchsorted(self.grid, self.values)
        return [
            _nearest_flip(_Lead(self, row), int(starts[row]), stretches)
            for row, stretches in enumerate(self._open())
        ]

    def _open(self) -> Iterator[list[Stretch]]:
        """For each score the stretches of the grid on which others may pass the winner."""
        m, last = self.values.size, self.grid.size - 1
        outer = self.points * np.arange(3)  # the ends, and the two outermost scores
        marks = np.concatenate(
            [outer, last - outer, np.linspace(0, last, STRETCHES + 1).astype(np.intp)]
        )
        marks = np.unique(marks.clip(0, last))
        winner = self.ranking.problem.position(self.ranking.best)
        blocks = min(m, 1 + m * m * marks.size // BLOCK)
        for rows in np.array_split(np.arange(m), blocks):
            columns = np.tile(self.values[:, None, None], (1, rows.size, marks.size))
            columns[rows, np.arange(rows.size)] = self.grid[marks]
            bounds = self.scores.bounds(columns)
            if bounds is None:
                yield from [[(0, last)]] * rows.size
                continue
            low, high = bounds
            high[:, :, winner] = -np.inf
            for each in high.max(axis=2) > low[:, :, winner]:
                yield [(int(marks[k]), int(marks[k + 1])) for k in np.flatnonzero(each)]


@dataclass(frozen=True)
class _Lead:
    """The winner's lead over each rival as a function of one score.

    Attributes
    ----------
    column : _Column
        The column of the score.
    row : int
        The row of the score.
    """

    column: _Column
    row: int

    @property
    def rivals(self) -> list[str]:
        """All alternatives but the winner."""
        ranking = self.column.ranking
        return [name for name in ranking.problem.alternatives if name != ranking.best]

    def __call__(self, scores: Floats) -> Floats:
        """Leads, shape (K, rivals), at scores of shape (K,); rounding counts as 0."""
        ranking = self.column.ranking
        columns = np.repeat(self.column.values[:, None], len(scores), axis=1)
        columns[self.row] = scores
        reached = self.column.scores(columns)
        best = ranking.problem.position(ranking.best)
        lead = reached[:, [best]] - np.delete(reached, best, axis=1)
        lead[np.abs(lead) <= TIE] = 0.0
        return np.asarray(-lead if ranking.lower_is_better else lead)

    def at(self, score: float) -> Floats:
        """Leads, shape (rivals,), at one score."""
        return np.asarray(self(np.array([score]))[0])


def _nearest_flip(lead: _Lead, start: int, stretches: Sequence[Stretch]) -> _Flip:
    """The flip with the smallest change of the score, which stands at a place of the grid."""
    grid, score = lead.column.grid, lead.column.values[lead.row]
    up = [(max(a, start) - start, b - start) for a, b in stretches if b > start]
    down = [(start - min(b, start), start - a) for a, b in reversed(stretches) if a < start]
    ways = [(grid[start:], up), (grid[start::-1], down)]
    brackets = [_bracket(lead, way, parts) for way, parts in ways]
    nearest = _Flip(np.nan, None, False)
    for near, far in sorted(filter(None, brackets), key=lambda ends: abs(ends[0] - score)):
        if not abs(near - score) > abs(nearest.score - score):
            flip = _refined(lead, near, far)
            nearest = min(
                nearest, flip, key=lambda one: np.nan_to_num(abs(one.score - score), nan=np.inf)
            )
    return nearest


def _bracket(lead: _Lead, way: Floats, stretches: Sequence[Stretch]) -> tuple[float, float] | None:
    """The first two scores on the way between which a rival overtakes the winner."""
    for first, last in stretches:
        begin = max(first - 1, 0)
        part = way[begin : last + 2]
        found = _overtaking(lead, part, first - begin, last - begin)
        if found is not None:
            return found
    return None


def _overtaking(lead: _Lead, way: Floats, first: int, last: int) -> tuple[float, float] | None:
    """The same between two places; the way goes on for a point beyond them."""
    from scipy.optimize import minimize_scalar

    leads = lead(way)
    behind = np.flatnonzero(leads[: last + 1].min(axis=1) < 0.0)
    stop = int(behind[0]) if behind.size else last + 1
    before, after = np.vstack([leads[:1], leads[:-1]]), np.vstack([leads[1:], leads[-1:]])
    pace = np.maximum(np.abs(leads - before), np.abs(leads - after))
    dips = (leads <= before) & (leads <= after) & (leads < pace)
    for step, rival in np.argwhere(dips[first:stop]):
        place = first + step
        near, far = float(way[max(place - 1, 0)]), float(way[min(place + 1, len(way) - 1)])
        lowest = minimize_scalar(
            lambda score, rival=rival: float(lead.at(score)[rival]),
            bounds=(min(near, far), max(near, far)),
            method="bounded",
            options={"xatol": 1e-6 * abs(far - near)},
        )
        if lowest.fun < 0.0:
            return near, float(lowest.x)
    return (float(way[stop - 1]), float(way[stop])) if behind.size else None


def _refined(lead: _Lead, near: float, far: float) -> _Flip:
    """The flip between a score at which nobody is ahead of the winner and one at which some are."""
    from scipy.optimize import brentq

    ahead = np.flatnonzero(lead.at(far) < 0.0)

    def gap(score: float) -> float:
        return float(lead.at(score)[ahead].min())

    if gap(near) > 0.0:
        score = float(brentq(gap, near, far, xtol=1e-15 * abs(far - near)))
    if gap(near) <= 0.0 or abs(gap(score)) > LEVEL:
        # Level from the start, or with a jump: no root, but a place at which it begins.
        low, high = near, far
        while min(low, high) < (middle := 0.5 * (low + high)) < max(low, high):
            low, high = (low, middle) if gap(middle) < 0.0 else (middle, high)
        score = low if abs(gap(high)) <= LEVEL else high
        if abs(score - near) <= LEVEL * abs(far - near):  # rounding hides the first steps
            score = near
    # Of several that get level at once, the one that leads just beyond.
    level = ahead[lead.at(score)[ahead] <= gap(score) + LEVEL]
    beyond = pd.Series(lead.at(score + 1e-4 * (far - score))[level], np.array(lead.rivals)[level])
    winner = min(beyond.index[beyond <= beyond.min() + TIE])
    return _Flip(score, str(winner), abs(gap(score)) <= LEVEL)
