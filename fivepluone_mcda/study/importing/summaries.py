"""Rows that are sums or means of other rows, whatever they are called."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CERTAIN = 2.0
"""So many figures must agree, and more in longer tables, where numbers agree by chance sooner.

A row with 12 and 34 has four, and less where rounding makes them uncertain.
"""

FEW, MANY = 4.0, 6.0
"""The same for a mean of all other rows, and of only some: means agree sooner than sums."""


LONGEST = 200
"""Rows of a group that a total may be of; a total of all others may be of any number."""


def summary_of(scores: Floats, row: int, named: bool) -> str:
    """What a row is of other rows: ``"sum"`` or ``"mean"``; empty if nothing.

    All other rows are tried together, and every run of at least two that ends just before the row
    or begins just after it. Half of the numbers are enough: rates beside counts do not add up.

    Parameters
    ----------
    scores : array, shape (m, n)
        The numbers; NaN where there is none. A column in which one is missing says nothing.
    row : int
        The row.
    named : bool
        Whether its name says so too; then every number that agrees is enough.

    Examples
    --------
    >>> summary_of(np.array([[12.0, 20.0], [30.0, 7.0], [42.0, 27.0]]), 2, named=False)
    'sum'
    """
    others = np.delete(scores, row, axis=0)
    if len(others) < 2:
        return ""
    own = scores[row]
    count = np.full((1, 1), float(len(others)))
    runs = [(others.sum(axis=0, keepdims=True), count, FEW)]
    for run in (scores[max(row - LONGEST, 0) : row][::-1], scores[row + 1 : row + 1 + LONGEST]):
        if len(run) >= 2:
            runs.append((run.cumsum(axis=0)[1:], np.arange(2.0, len(run) + 1)[:, None], MANY))
    unit = _unit(own)
    certain = CERTAIN + np.log10(len(scores))
    for sums, counts, for_means in runs:
        # Each of the numbers that were added is rounded too.
        if _agrees(sums, own, unit / 2.0 * (counts + 1.0), certain, named):
            return "sum"
        if _agrees(sums / counts, own, np.where(unit < 1.0, unit / 2.0, 0.0), for_means, named):
            return "mean"
    return ""


def _agrees(expected: Floats, own: Floats, rounding: Floats, needed: float, named: bool) -> bool:
    """Whether a row agrees with one of some rows, in at least half of its numbers.

    One number is enough where there are two, or where the name says so too and all agree.
    """
    known = np.isfinite(expected) & np.isfinite(own)
    error = np.where(known, np.abs(expected - own), np.inf)
    agree = error <= rounding + 1e-9 * np.abs(np.where(known, own, 0.0))
    size = np.where(agree, np.abs(own), 1.0)
    width = np.where(agree, np.maximum(error, _unit(own) / 2.0), 1.0)
    figures = np.where(agree, np.log10(np.maximum(size / width, 1.0)), 0.0).sum(axis=1)
    numbers, agreeing = known.sum(axis=1), agree.sum(axis=1)
    half = (2 * agreeing >= numbers) & (agreeing >= np.minimum(2, numbers - 1))
    enough = half & (agreeing >= 1) & (figures >= needed)
    if named:
        enough |= (agreeing == numbers) & (figures > 0.0)
    return bool(enough.any())


def _unit(values: Floats) -> Floats:
    """The unit of the last digit that is written."""
    decimals = [len(f"{value:.10g}".partition("e")[0].partition(".")[2]) for value in values]
    return np.asarray([10.0**-count for count in decimals])
