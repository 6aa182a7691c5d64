"""Which rows of a table are alternatives. What is none is never ranked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .cells import Cell
from .columns import Column
from .find_table import counts_columns, is_text, role_of_row
from .findings import Findings, among, best_values
from .summaries import Floats, summary_of
from .vocabulary import (
    DESCRIBING,
    EXTREME,
    NOTE,
    ORDER,
    REFERENCE,
    SUMMARY,
    hints_at_summary,
    is_no_alternative,
)
from .written_number import is_missing


def possible_alternatives(found: Findings) -> list[int]:
    """The rows that may be alternatives; the others are noted as described or left out."""
    rows = []
    for row in found.table.rows:
        label = found.label(row)
        role = role_of_row(found.grid, row, label, found.table.columns)
        if among(found.answers.keep, label):
            rows.append(row)
        elif among(found.answers.drop, label):
            found.leave_row(row, "as asked for")
        elif counts_columns(found.grid, row, [found.table.names, *found.table.columns]):
            found.leave_row(row, "it numbers the columns")
        elif role == SUMMARY:
            found.leave_row(row, "a summary of other rows, no alternative")
        elif role == NOTE:
            found.leave_row(row, "a note")
        elif role == ORDER:
            found.leave_row(row, "it numbers or ranks the columns")
        elif role in DESCRIBING:
            _describe(found, row, label, role)
        elif _has_scores(found, row, label):
            rows.append(row)
        else:
            found.leave_row(row, "no numbers beside it")
    return rows


def _describe(found: Findings, row: int, label: str, role: str) -> None:
    if role in found.described:
        place = found.grid.place(found.described[role], found.table.names)
        found.bad(row, found.table.names, label, f"it once; {place} has it")
    found.described[role] = row


def _has_scores(found: Findings, row: int, label: str) -> bool:
    """Whether a row has scores, or says that they are missing, or words in place of them."""
    cells = [found.grid.at(row, column) for column in found.table.columns]
    words = {cell for cell in cells if is_text(cell)}
    if found.table.numbers(row):
        return True
    if not words:
        return any(_says_missing(cell) for cell in cells)
    count = sum(map(is_text, cells))
    return bool(label) and 2 * count >= len(cells) and len(words) >= min(2, len(cells))


def _says_missing(cell: Cell) -> bool:
    return isinstance(cell, str) and cell != "" and is_missing(cell)


def without_summaries(
    found: Findings, rows: list[int], columns: list[int], read: dict[int, Column]
) -> list[int]:
    """Without rows that sum up others; what only looks like it is asked about."""
    scores = best_values(rows, columns, read)
    kinds = _summaries(found, rows, scores)
    kept = np.ones(len(rows), dtype=bool)
    for place, row in enumerate(rows):
        if among(found.answers.keep, found.label(row)):
            continue
        kept[place] = False
        why = _why_no_alternative(found, row, kinds.get(row, ""), scores, place, kept)
        if why:
            found.leave_row(row, why)
        kept[place] = not why
    return [row for row, is_kept in zip(rows, kept, strict=True) if is_kept]


def _summaries(found: Findings, rows: list[int], scores: Floats) -> dict[int, str]:
    """The rows that are sums or means of others: of a group, then of what is no summary."""
    kinds: dict[int, str] = {}
    rest = list(range(len(rows)))
    while True:
        left = scores[rest]
        new = {}
        for place, index in enumerate(rest):
            label = found.label(rows[index])
            if kind := summary_of(left, place, not label or hints_at_summary(label)):
                new[index] = kind
        if not new:
            return kinds
        kinds.update({rows[index]: kind for index, kind in new.items()})
        rest = [index for index in rest if index not in new]


def _why_no_alternative(
    found: Findings, row: int, kind: str, scores: Floats, place: int, others: NDArray[np.bool_]
) -> str:
    """Why a row is left out; empty where it is not, or where that is asked."""
    label = found.label(row)
    cell = found.grid.place(row, found.table.names)
    role = role_of_row(found.grid, row, label, found.table.columns)
    if role == EXTREME:
        rest = scores[others]
        ends = (rest.min(axis=0), rest.max(axis=0)) if len(rest) else ()
        if any((scores[place] == end).all() for end in ends):
            return "the lowest or highest of the other rows"
        expected = (
            f"the name 'low' or 'high' if it is an end of the scale, --drop {label!r} if it is no "
            f"alternative, or --keep {label!r}"
        )
        found.bad(row, found.table.names, label, expected)
        return ""
    named = not label or hints_at_summary(label)
    if kind and named:
        return f"the {kind} of other rows"
    if kind:
        found.ask(cell, f"{label!r}, the {kind} of other rows", label, "alternative")
    elif role == REFERENCE:
        found.ask(cell, f"{label!r}, a name as of a target", label, "alternative")
    elif place == 0 and _counts(scores[0]):
        found.ask(cell, f"{label!r}, a row that counts 1, 2, 3", label, "alternative")
    elif is_no_alternative(label):
        found.ask(cell, f"{label!r}, a name that alternatives seldom have", label, "alternative")
    elif label and named:
        found.ask(cell, f"{label!r}, a name as of a total", label, "alternative")
    return ""


def _counts(scores: Floats) -> bool:
    return len(scores) >= 3 and np.array_equal(scores, np.arange(1.0, len(scores) + 1.0))


def names_of(found: Findings, rows: list[int]) -> dict[int, str]:
    """The names of the alternatives, each once."""
    names: dict[int, str] = {}
    first: dict[str, int] = {}
    for row in rows:
        name = found.name(row, found.table.names, found.label(row))
        earlier = first.setdefault(" ".join(name.split()).casefold(), row)
        if name and earlier != row:
            place = found.grid.place(earlier, found.table.names)
            expected = f"another name, or --cells with one of them; {place} has it too"
            found.bad(row, found.table.names, name, expected)
        names[row] = name
    return names
