"""Rows that are sums or means of other rows, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...model.arrays import Flags, Floats, Rows

CERTAIN = 2.0
"""So many figures must agree, and more in longer tables, where numbers agree by chance sooner.

A row with 12 and 34 has four, and less where rounding makes them uncertain.
"""

PARTLY = 1.5
"""So many more where only some of the numbers agree: more choices agree by chance."""

FEW, MANY = 4.0, 6.0
"""The same for a mean of all other rows, and of only some: means agree sooner than sums."""

ALONE, EXACT = 3, 4.5
"""A sum of so many rows is one by a single number with so many figures, to the last of them."""

LONGEST = 200
"""Rows of a group that a total may be of; a total of all others may be of any number."""


def summaries_of(scores: Floats, named: Flags) -> list[str]:
    """What each row is of other rows: ``"sum"`` or ``"mean"``; empty if nothing.

    All other rows are tried together, and every run of at least two that ends just before the row
    or begins just after it. Half of the numbers are enough: rates beside counts do not add up.

    Parameters
    ----------
    scores : array, shape (m, n)
        The numbers; NaN where there is none. A column in which one is missing says nothing.
    named : array of bool, shape (m,)
        Whether a row's name says so too; then every number that agrees is enough.

    Examples
    --------
    >>> rows = np.array([[12.0, 20.0], [30.0, 7.0], [42.0, 27.0]])
    >>> summaries_of(rows, np.zeros(3, dtype=bool))
    ['', '', 'sum']
    """
    kinds = [""] * len(scores)
    unit = 10.0 ** -np.array(
        [[len(f"{x:.10g}".partition("e")[0].partition(".")[2]) for x in row] for row in scores]
    ).reshape(scores.shape)
    certain = CERTAIN + np.log10(max(len(scores), 1))
    for rows, sums, count, for_mean in _candidates(scores):
        own, units = scores[rows], unit[rows]
        mean_rounding = np.where(units < 1.0, units / 2.0, 0.0)
        for kind, expected, rounding, needed in (
            # Each of the numbers that were added is rounded too.
            ("sum", sums, units / 2.0 * (count + 1.0), certain),
            ("mean", sums / count, mean_rounding, for_mean),
        ):
            agree = _agree(expected, own, units, rounding, needed, named[rows])
            if kind == "sum" and count >= ALONE:
                agree |= _agree_exactly(expected, own, units)
            for row in rows[agree]:
                kinds[row] = kinds[row] or kind
    return kinds


def _candidates(scores: Floats) -> Iterator[tuple[Rows, Floats, float, float]]:
    """Rows, the sums of others that they may be, of how many rows, and figures for a mean."""
    m = len(scores)
    rows = np.arange(m)
    gaps = np.vstack([np.zeros(scores.shape[1]), np.isnan(scores).cumsum(axis=0)])
    total = np.vstack([np.zeros(scores.shape[1]), np.nan_to_num(scores).cumsum(axis=0)])

    def between(first: Rows, last: Rows) -> Floats:
        return np.where(gaps[last] > gaps[first], np.nan, total[last] - total[first])

    if m > 2:
        others = between(rows * 0, rows) + between(rows + 1, rows * 0 + m)
        yield rows, others, m - 1.0, FEW
    for count in range(2, min(m - 1, LONGEST) + 1):
        ends, starts = rows[count:], rows[: m - count]
        yield ends, between(ends - count, ends), float(count), MANY
        yield starts, between(starts + 1, starts + 1 + count), float(count), MANY


def _agree_exactly(expected: Floats, own: Floats, unit: Floats) -> Flags:
    """Whether a number of each row has many figures and agrees in all of them."""
    same = np.abs(expected - own) <= 1e-9 * np.abs(own)
    found: Flags = (same & (np.abs(own) >= 10.0**EXACT * unit)).any(axis=1)
    return found


def _agree(
    expected: Floats, own: Floats, unit: Floats, rounding: Floats, needed: float, named: Flags
) -> Flags:
    """Whether each row agrees with its numbers, in at least half of them.

    One number is enough where there are two, or where the name says so too and all agree.
    """
    known = np.isfinite(expected) & np.isfinite(own)
    error = np.abs(expected - own)
    agree = known & (error <= rounding + 1e-9 * np.abs(own))
    numbers, agreeing = known.sum(axis=1), agree.sum(axis=1)
    half: Flags = (
        (2 * agreeing >= numbers) & (agreeing >= np.minimum(2, numbers - 1)) & (agreeing >= 1)
    )
    if not half.any():
        return half
    width = np.maximum(error, unit / 2.0)[half]
    size = np.maximum(np.abs(own[half]) / width, 1.0)
    figures = np.where(agree[half], np.log10(size), 0.0).sum(axis=1)
    all_agree = (agreeing == numbers)[half]
    half[half] = (figures >= needed + np.where(all_agree, 0.0, PARTLY)) | (
        named[half] & all_agree & (figures > 0.0)
    )
    return half
