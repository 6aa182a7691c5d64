"""Which rows of a table are alternatives. What is none is never ranked."""

from __future__ import annotations

import numpy as np

from ...model.arrays import Flags, Floats
from .cells import Cell
from .columns import Column
from .findings import Findings, among, best_values
from .summaries import summaries_of
from .table import counts_columns, is_text, role_of_row
from .vocabulary import (
    DESCRIBING,
    EXTREME,
    NOTE,
    ORDER,
    REFERENCE,
    SUMMARY,
    WEIGHT,
    hints_at_summary,
    is_no_alternative,
    role_of,
)
from .wholes import wholes_among
from .written_number import is_missing

NO_ALTERNATIVES = {
    SUMMARY: "a summary of other rows, no alternative",
    NOTE: "a note",
    ORDER: "it numbers or ranks the columns",
}
"""Why rows with such names are left out."""


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
        elif role in NO_ALTERNATIVES:
            found.leave_row(row, NO_ALTERNATIVES[role])
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
        return not is_missing(label) and any(_says_missing(cell) for cell in cells)
    count = sum(map(is_text, cells))
    return bool(label) and 2 * count >= len(cells) and len(words) >= min(2, len(cells))


def _says_missing(cell: Cell) -> bool:
    return isinstance(cell, str) and cell != "" and is_missing(cell)


def without_summaries(
    found: Findings, rows: list[int], columns: list[int], read: dict[int, Column]
) -> list[int]:
    """Without rows that sum up others; what only looks like it is asked about."""
    scores = best_values(rows, columns, read)
    kinds, wholes = _summaries(found, rows, scores), wholes_among(found, rows, scores)
    kept = np.ones(len(rows), dtype=bool)
    for place, row in enumerate(rows):
        label = found.label(row)
        if among(found.answers.keep, label):
            continue
        kept[place] = False
        why = _why_left_out(found, row, kinds.get(row, ""), scores, place, kept)
        if why:
            found.leave_row(row, why)
        elif doubt := _what_it_may_be(found, label, kinds.get(row, ""), place == 0, scores[place]):
            found.ask_about_row(row, doubt)
        elif row in wholes:
            found.ask_about_row(row, wholes[row])
        kept[place] = not why
    return [row for row, is_kept in zip(rows, kept, strict=True) if is_kept]


def _summaries(found: Findings, rows: list[int], scores: Floats) -> dict[int, str]:
    """The rows that are sums or means of others: of a group, then of what is no summary."""
    kinds: dict[int, str] = {}
    labels = [found.label(row) for row in rows]
    named = np.array(list(map(_sounds_like_a_summary, labels)), dtype=bool)
    rest = np.arange(len(rows))
    while True:
        new = summaries_of(scores[rest], named[rest])
        if not any(new):
            return kinds
        kinds.update({rows[i]: kind for i, kind in zip(rest, new, strict=True) if kind})
        rest = rest[[not kind for kind in new]]


def _why_left_out(
    found: Findings, row: int, kind: str, scores: Floats, place: int, others: Flags
) -> str:
    """Why a row is left out; empty where it is not."""
    label = found.label(row)
    if role_of_row(found.grid, row, label, found.table.columns) == EXTREME and others.any():
        ends = (end(scores[others], axis=0) for end in (np.min, np.max))
        if any((scores[place] == end).all() for end in ends):
            return "the lowest or highest of the other rows"
    return f"the {kind} of other rows" if kind and _sounds_like_a_summary(label) else ""


def _what_it_may_be(found: Findings, label: str, kind: str, is_first: bool, own: Floats) -> str:
    """What a row may be if it is no alternative; empty where nothing speaks for that."""
    counts = len(own) >= 3 and np.array_equal(own, np.arange(1.0, len(own) + 1.0))
    weighs = len(own) >= 3 and (own > 0.0).all() and round(own.sum(), 9) in {1.0, 100.0}
    role = role_of(label)
    signs = {
        "a name as of the end of a scale (then call it 'low' or 'high')": role == EXTREME,
        f"the {kind} of other rows": kind,
        "a name as of a target": role == REFERENCE,
        "a row that counts 1, 2, 3": is_first and counts,
        "a row that sums to 1 or 100, as weights do (then call it 'weight')": is_first
        and weighs
        and WEIGHT not in found.described,
        "a name that alternatives seldom have": is_no_alternative(label),
        "a name as of a total": label and _sounds_like_a_summary(label),
    }
    return next((what for what, speaks in signs.items() if speaks), "")


def _sounds_like_a_summary(label: str) -> bool:
    return not label or hints_at_summary(label)


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
