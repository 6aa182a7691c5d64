"""Weights and consistency of pairwise comparisons by formulas on a hidden sheet."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from ...methods.consistency import random_index

SQUARINGS = 7
"""The 2^7th power of a matrix has its principal eigenvector in every column, to 1e-9 or better."""

FIRST = 2
"""The column where matrices begin."""


class Found(NamedTuple):
    """Cells with what follows from the comparisons of a group.

    `weights` by element; `ratio`, a number once all pairs are compared; `enough`, whether the
    comparisons connect all elements.
    """

    weights: dict[str, str]
    ratio: str
    enough: str


def consistency(
    numbers: Any, elements: Sequence[str], judgements: Mapping[tuple[str, str], str]
) -> Found:
    """Write the formulas for one group below what is on the sheet.

    The principal eigenvector is a column of the 128th power of the matrix, the consistency index
    (largest eigenvalue - n) / (n - 1), and Saaty's ratio that over the random index.

    Parameters
    ----------
    numbers : Worksheet
        The hidden sheet.
    elements : sequence of str
        What is compared.
    judgements : mapping of pair to str
        The cell with the judgement of each pair; it holds no number where there is none.
    """
    n = len(elements)

    def judged(i: int, j: int) -> str:
        pair = elements[i], elements[j]
        return judgements.get(pair) or f"1/{judgements[pair[::-1]]}"

    # A judgement that is missing counts as 1: what follows is shown only where none is.
    start = numbers.max_row + 2
    power = start
    _matrix(numbers, start, n, lambda i, j: "1" if i == j else f"IFERROR({judged(i, j)}/1,1)")
    for _ in range(SQUARINGS):
        power = _squared(numbers, power, n, lambda entry, old: f"{entry}/MAX({old})^2")
    known = numbers.max_row + 2
    _matrix(
        numbers,
        known,
        n,
        lambda i, j: "1" if i == j else f'N(ISNUMBER(IFERROR({judged(i, j)},"")))',
    )
    for _ in range(math.ceil(math.log2(n))):
        known = _squared(numbers, known, n, lambda entry, _: f"MIN(1,{entry})")

    row = numbers.max_row + 2
    for j in range(n):
        column = get_column_letter(FIRST + j)
        numbers.cell(row, FIRST + j, f"=SUM({_row(power, j, n)})/SUM({_block(power, n)})")
        numbers.cell(row + 1, FIRST + j, f"={column}{row}*SUM({_column(start, j, n)})")
    eigenvalue, random = f"SUM({_row(row, 1, n)})", random_index(n)
    ratio = f"MAX(0,({eigenvalue}-{n})/{n - 1})/{random!r}" if random else "0"
    whole = f"COUNT({','.join(judgements.values())})={len(judgements)}"
    numbers.cell(row + 2, FIRST, f'=IF({whole},{ratio},"")')
    numbers.cell(row + 3, FIRST, f"=SUM({_row(known, 0, n)})={n}")

    def cell(below: int, column: int) -> str:
        return f"'{numbers.title}'!${get_column_letter(column)}${row + below}"

    weights = {element: cell(0, FIRST + j) for j, element in enumerate(elements)}
    return Found(weights, ratio=cell(2, FIRST), enough=cell(3, FIRST))


def _matrix(numbers: Any, start: int, n: int, entry: Callable[[int, int], str]) -> None:
    for i in range(n):
        for j in range(n):
            numbers.cell(start + i, FIRST + j, f"={entry(i, j)}")


def _squared(numbers: Any, old: int, n: int, scaled: Callable[[str, str], str]) -> int:
    """The square of a matrix below it, each entry scaled; where it begins."""
    new = int(numbers.max_row) + 2
    _matrix(
        numbers, new, n,
        lambda i, j: scaled(
            f"SUM(MMULT({_row(old, i, n)},{_column(old, j, n)}))", _block(old, n)
        ),
    )  # fmt: skip
    return new


def _row(start: int, i: int, n: int) -> str:
    return (
        f"${get_column_letter(FIRST)}${start + i}:${get_column_letter(FIRST + n - 1)}${start + i}"
    )


def _column(start: int, j: int, n: int) -> str:
    letter = get_column_letter(FIRST + j)
    return f"${letter}${start}:${letter}${start + n - 1}"


def _block(start: int, n: int) -> str:
    last = get_column_letter(FIRST + n - 1)
    return f"${get_column_letter(FIRST)}${start}:${last}${start + n - 1}"
