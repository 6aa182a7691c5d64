"""Rows that are sums or means of other rows, whatever they are called."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEW, MANY = 4, 6
"""So many figures must agree before a row counts as a sum, or as a mean of only some rows.

A row with 12 and 34 has four. Scores of one figure each agree by chance sooner.
"""


LONGEST = 200
"""Rows of a group that a total may be of; a total of all others may be of any number."""


def summary_of(scores: Floats, row: int, named: bool) -> str:
    """What a row is of other rows: ``"sum"`` or ``"mean"``; empty if nothing.

    All other rows are tried together, and every run of at least two that ends just before the row
    or begins just after it.

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
    count = np.full((1, 1), float(len(others)))
    runs = [(others.sum(axis=0, keepdims=True), count, FEW)]
    for run in (scores[max(row - LONGEST, 0) : row][::-1], scores[row + 1 : row + 1 + LONGEST]):
        if len(run) >= 2:
            runs.append((run.cumsum(axis=0)[1:], np.arange(2.0, len(run) + 1)[:, None], MANY))
    figures = np.array([_figures(value) for value in scores[row]])
    rounding = _rounding(scores[row])
    for sums, counts, for_means in runs:
        known = np.isfinite(sums) & np.isfinite(scores[row])
        for kind, expected, needed in (("sum", sums, FEW), ("mean", sums / counts, for_means)):
            equal = np.abs(expected - scores[row]) <= rounding
            enough = known @ figures >= (1 if named else needed)
            if ((equal | ~known).all(axis=1) & enough).any():
                return kind
    return ""


def _figures(value: float) -> int:
    """Significant figures of a number, without the zeros at its end; none of what is none."""
    digits = f"{abs(value):.10g}".partition("e")[0].replace(".", "")
    return 0 if np.isnan(value) else len(digits.strip("0"))


def _rounding(values: Floats) -> Floats:
    """Half a unit of the last decimal, for numbers that have decimals, and the noise of a sum."""
    decimals = [len(f"{value:.10g}".partition("e")[0].partition(".")[2]) for value in values]
    units = [0.5 * 10.0**-count if count else 0.0 for count in decimals]
    return np.asarray(units) + 1e-9 * np.abs(values)
