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

    `weights` by element, numbers once the comparisons connect all elements; `ratio`, a number
    once all pairs are compared; `enough`, whether all elements are connected.
    """

    weights: dict[str, str]
    ratio: str
    enough: str


def consistency(
    numbers: Any, elements: Sequence[str], judgements: Mapping[tuple[str, str], str]
) -> Found:
    """Write the formulas for one group below what is on the sheet.

    The principal eigenvector is a column of the 128th power of the matrix, the consistency index
    (largest eigenvalue - n) / (n - 1), and Saaty's ratio that over the random index. Where pairs
    are missing the weights are those of logarithmic least squares, which one linear system gives.

    Parameters
    ----------
    numbers : Worksheet
        The hidden sheet.
    elements : sequence of str
        What is compared.
    judgements : mapping of pair to str
        The cell with the judgement of each pair, one below the other; it holds no number where
        there is none.
    """
    n = len(elements)

    def judged(i: int, j: int) -> str:
        pair = elements[i], elements[j]
        return judgements.get(pair) or f"1/{judgements[pair[::-1]]}"

    # A judgement that is missing counts as 1, whose logarithm is 0.
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
    system = _least_squares(numbers, start, known, n)
    for _ in range(math.ceil(math.log2(n))):
        known = _squared(numbers, known, n, lambda entry, _: f"MIN(1,{entry})")

    row = numbers.max_row + 2

    def cell(below: int, column: int = FIRST) -> str:
        return f"'{numbers.title}'!${get_column_letter(column)}${row + below}"

    ratio, enough = cell(0), cell(1)
    for j in range(n):
        column = FIRST + j
        numbers.cell(row + 2, column, f"=SUM({_row(power, j, n)})/SUM({_block(power, n)})")
        numbers.cell(row + 3, column, f"={cell(2, column)}*SUM({_column(start, j, n)})")
        numbers.cell(row + 4, column, f"=EXP(INDEX({system},{j + 1}))")
        least = f"{cell(4, column)}/SUM({_row(row, 4, n)})"
        weight = f'IF({enough},IF(ISNUMBER({ratio}),{cell(2, column)},{least}),"")'
        numbers.cell(row + 5, column, f"={weight}")
    eigenvalue, random = f"SUM({_row(row, 3, n)})", random_index(n)
    found = f"MAX(0,({eigenvalue}-{n})/{n - 1})/{random!r}" if random else "0"
    cells = list(judgements.values())
    whole = f"COUNT({cells[0]}:{cells[-1].rpartition('!')[2]})={len(cells)}"
    numbers.cell(row, FIRST, f'=IF({whole},{found},"")')
    numbers.cell(row + 1, FIRST, f"=SUM({_row(known, 0, n)})={n}")
    weights = {element: cell(5, FIRST + j) for j, element in enumerate(elements)}
    return Found(weights, ratio, enough)


def _least_squares(numbers: Any, start: int, known: int, n: int) -> str:
    """The logarithms of the geometric weights, as a formula of a column.

    The matrix of the system is the Laplacian of the graph of known pairs, made regular; beside it
    stand the sums of the logarithms of each element's judgements.
    """
    laplacian = int(numbers.max_row) + 2
    for i in range(n):
        row = _row(known, i, n)
        for j in range(n):
            entry = f"SUM({row})-1" if i == j else f"-INDEX({row},{j + 1})"
            numbers.cell(laplacian + i, FIRST + j, f"={entry}+1/{n}")
        numbers.cell(laplacian + i, FIRST + n, f"=SUMPRODUCT(LN({_row(start, i, n)}))")
    return f"MMULT(MINVERSE({_block(laplacian, n)}),{_column(laplacian, n, n)})"


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
