"""How the scores were made: statements about coders, alternatives and criteria."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..model import CriteriaTree
from ..model.arrays import Flags

KINDS = ("machine", "human", "measured")
"""Who made a score: a program, a person, or a measurement."""

COLUMNS = ["statement", "kind", "how", "coders", "alternatives", "criteria", "cells", "share"]


@dataclass(frozen=True)
class Statement:
    """How some of the scores were made; it is about all coders, alternatives, criteria for None."""

    name: str
    kind: str  # one of `KINDS`
    how: str  # in words
    coders: tuple[str, ...] | None = None
    alternatives: tuple[str, ...] | None = None
    criteria: tuple[str, ...] | None = None  # or groups of them

    def covers(
        self, coders: Sequence[str], alternatives: Sequence[str], tree: CriteriaTree
    ) -> Flags:
        """Whether it is about each score, shape (coders, alternatives, leaf criteria)."""
        leaves = None
        if self.criteria is not None:
            leaves = {leaf for node in self.criteria for leaf in tree.leaves_of(node)}
        who, which, what = (
            np.array([chosen is None or name in chosen for name in names], dtype=bool)
            for names, chosen in (
                (coders, self.coders),
                (alternatives, self.alternatives),
                (tree.leaves, leaves),
            )
        )
        return np.asarray(who[:, None, None] & which[:, None] & what)


def provenance_table(
    statements: Mapping[str, Statement],
    coders: Sequence[str],
    alternatives: Sequence[str],
    tree: CriteriaTree,
    given: Flags,
) -> pd.DataFrame:
    """The scores in blocks of one origin; those that no statement is about come last.

    `given` says which scores there are, shape (coders, alternatives, leaf criteria).
    """
    covered = {
        name: statement.covers(coders, alternatives, tree) for name, statement in statements.items()
    }
    shape = (len(coders), len(alternatives), len(tree.leaves))
    covered[""] = ~np.any([np.zeros(shape, dtype=bool), *covered.values()], axis=0)
    total = float(given.sum())
    rows = []
    for name, cells in covered.items():
        said = statements.get(name, Statement("", "", ""))
        for who, table in _alike(cells):
            for which, line in _alike(table):
                count = int((given[who][:, which] & line).sum())
                if not count:
                    continue
                rows.append(
                    {
                        "statement": name,
                        "kind": said.kind,
                        "how": said.how,
                        "coders": [coders[position] for position in who],
                        "alternatives": [alternatives[position] for position in which],
                        "criteria": [tree.leaves[position] for position in np.flatnonzero(line)],
                        "cells": count,
                        "share": count / total,
                    }
                )
    return pd.DataFrame(rows, columns=COLUMNS)


def _alike(cells: Flags) -> Iterator[tuple[list[int], Flags]]:
    """Positions whose parts of an array are the same, with that part; empty parts are left out."""
    groups: dict[bytes, list[int]] = {}
    for position, part in enumerate(cells):
        groups.setdefault(part.tobytes(), []).append(position)
    for positions in groups.values():
        if cells[positions[0]].any():
            yield positions, cells[positions[0]]
