"""Rows that are sums or means of other rows, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

OF_ALL, OF_SOME = 4, 6
"""So many figures must agree before a row counts as a sum or mean, of all others or of a few.

A row with 12 and 34 has four. Scores of one figure each agree by chance sooner.
"""


def summary_of(scores: Floats, row: int, others: Sequence[int]) -> str:
    """What a row is of other rows: ``"sum"`` or ``"mean"``; empty if nothing.

    Parameters
    ----------
    scores : array, shape (m, n)
        The numbers; NaN where there is none. A column in which one is missing says nothing.
    row : int
        The row.
    others : sequence of int
        The rows of which it may be a summary, in the order of the sheet: all of them, and every
        run of at least two that ends just before or begins just after it, are tried.

    Examples
    --------
    >>> summary_of(np.array([[12.0, 20.0], [30.0, 7.0], [42.0, 27.0]]), 2, [0, 1])
    'sum'
    """
    for run in _runs(row, list(others)):
        known = np.isfinite(scores[[row, *run]]).all(axis=0)
        needed = OF_ALL if len(run) == len(others) else OF_SOME
        if sum(map(_figures, scores[row, known])) < needed:
            continue
        for kind, expected in (
            ("sum", scores[run].sum(axis=0)),
            ("mean", scores[run].mean(axis=0)),
        ):
            if (np.abs(expected - scores[row])[known] <= _rounding(scores[row, known])).all():
                return kind
    return ""


def _runs(row: int, others: list[int]) -> Iterator[list[int]]:
    above = [other for other in others if other < row]
    below = [other for other in others if other > row]
    if len(others) > 1:
        yield others
    for count in range(len(above) - (not below), 1, -1):
        yield above[-count:]
    for count in range(2, len(below) + bool(above)):
        yield below[:count]


def _figures(value: float) -> int:
    """Significant figures of a number, without the zeros at its end."""
    return len(f"{abs(value):.10g}".partition("e")[0].replace(".", "").strip("0"))


def _rounding(values: Floats) -> Floats:
    """Half a unit of the last decimal, for numbers that have decimals, and the noise of a sum."""
    decimals = [len(f"{value:.10g}".partition("e")[0].partition(".")[2]) for value in values]
    units = [0.5 * 10.0**-count if count else 0.0 for count in decimals]
    return np.asarray(units) + 1e-9 * np.abs(values)
