"""Rows that may be the whole of which the others are parts, as a country among its regions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ...model.arrays import Floats
from .findings import Findings
from .vocabulary import is_country

FEWEST = 2
"""A whole has at least so many parts."""


def wholes_among(found: Findings, rows: Sequence[int], scores: Floats) -> dict[int, str]:
    """The rows that may be the whole, and what speaks for it.

    A weighted mean of the others cannot be told from one of them by its numbers. It is looked
    for where a single row is a country, stands in the title, or begins in bold or in colour, and
    has no number beyond those of the others.
    """
    if len(rows) <= FEWEST:
        return {}
    signs = {
        "the name of a country among others that are none": {
            row for row in rows if is_country(found.label(row))
        },
        "a name that stands in the title, at one end of the table": {
            row for row in (rows[0], rows[-1]) if _is_named(found.label(row), found.table.title)
        },
        "set off by bold letters or a colour, at one end of the table": {
            row for row in rows if row in found.grid.marked
        },
    }
    indents = [found.grid.indents.get(row, 0) for row in rows]
    wholes: dict[int, str] = {
        row: "a name above others that are indented, as parts of it are"
        for row, own, below in zip(rows, indents, indents[1:], strict=False)
        if own < below
    }
    for why, marked in signs.items():
        if len(marked) == 1:
            (row,) = marked
            by_name = is_country(found.label(row))
            if by_name or (row in (rows[0], rows[-1]) and _is_inside(scores, rows.index(row))):
                wholes.setdefault(row, why)
    return wholes


def _is_inside(scores: Floats, place: int) -> bool:
    """Whether no number of a row is beyond those of the other rows."""
    others, own = np.delete(scores, place, axis=0), scores[place]
    known = np.isfinite(own) & np.isfinite(others).any(axis=0)
    if not known.any():
        return False
    low, high = (end(others[:, known], axis=0) for end in (np.nanmin, np.nanmax))
    return bool(((low <= own[known]) & (own[known] <= high)).all())


def _is_named(label: str, title: str) -> bool:
    """Whether all words of a name stand in the title, in whatever case of Russian grammar."""
    words = re.findall(r"\w{4,}", label.casefold())
    stems = [word[: max(4, len(word) - 2)] for word in words]
    said = re.findall(r"\w+", title.casefold())
    return bool(stems) and all(any(word.startswith(stem) for word in said) for stem in stems)
