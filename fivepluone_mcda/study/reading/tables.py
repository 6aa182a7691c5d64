"""The tables of a study as they are checked, and the checks that any of them may need."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from ...model import CriteriaTree
from ..schema import FILE, KEYS, LINE
from .defects import Defects, nearest, together
from .manifest import Manifest

Row = Mapping[Hashable, Any]


class Tables:
    """The tables of one study that could be read, checked against each other.

    What follows from a defect that has been noted is not noted as well: nothing is said of a row
    that could not be read, and of what a table lacks only where all its rows are `whole`.
    """

    def __init__(
        self, manifest: Manifest, tables: Mapping[str, pd.DataFrame], defects: Defects
    ) -> None:
        self.manifest = manifest
        self.tables = tables
        self.rows: dict[str, list[Row]] = {
            role: list(table.to_dict("records")) for role, table in tables.items()
        }
        self.defects = defects
        self.files = manifest.files
        self._unread = {(defect.file, defect.row) for defect in defects.found}

    def __contains__(self, role: str) -> bool:
        return role in self.tables

    def __getitem__(self, role: str) -> pd.DataFrame:
        return self.tables[role]

    def nodes(self) -> pd.DataFrame:
        """The table of criteria with every id once."""
        return self.tables["criteria"].drop_duplicates("id")

    def scored(self) -> list[str]:
        """The alternatives that are scored, or may be: where that could not be read."""
        table = self.tables["alternatives"]
        return [str(name) for name in table["id"][table["scored"].ne(False)].unique()]

    def quadrants(self) -> dict[str, str]:
        """The criterion that the items of each quadrant score."""
        table = self.tables["criteria"]
        return {
            str(quadrant): str(node)
            for node, quadrant in zip(table["id"], table["quadrant"], strict=True)
            if quadrant
        }

    def items(self) -> dict[str, dict[str, str]] | None:
        """The alternatives of each SWOT item, with the criterion that it scores; None if unread."""
        if not self.whole("criteria", "items"):
            return None
        items: dict[str, dict[str, str]] = {}
        if "items" in self.tables:
            quadrants = self.quadrants()
            for row in self.tables["items"].to_dict("records"):
                own = items.setdefault(str(row["item"]), {})
                own[str(row["alternative"])] = quadrants[row["quadrant"]]
        return items

    def scale(self, tree: CriteriaTree) -> dict[str, tuple[float, float]]:
        """(low, high) of the leaf criteria that state a scale, low below high."""
        return {
            str(row["id"]): (float(row["low"]), float(row["high"]))
            for row in self.nodes().to_dict("records")
            if self.is_read(row) and not tree.children(str(row["id"])) and row["low"] < row["high"]
        }

    def groups(self, tree: CriteriaTree) -> dict[str, str]:
        """The group in which each node's children are compared, by node."""
        table = self.nodes()
        named = dict(zip(table["id"], table["group"], strict=True))
        return {node: str(named[node] or node) for node in tree.nodes if tree.children(node)}

    def is_read(self, row: Row) -> bool:
        """Whether all cells of a row could be read."""
        return (row[FILE], row[LINE]) not in self._unread

    def readable(self, role: str) -> bool:
        """Whether the role has a table, or none was promised: then its absence may be a defect."""
        return role in self.tables or role not in self.files

    def whole(self, *roles: str) -> bool:
        """Whether the roles are readable and no row of theirs is wrong so far."""
        spoiled = {defect.file for defect in self.defects.found if defect.row is not None}
        return all(
            self.readable(role) and spoiled.isdisjoint(self.files.get(role, ())) for role in roles
        )

    def bad(self, row: Row, column: str, found: str, expected: str) -> None:
        """Note one defect of a row that could be read."""
        if self.is_read(row):
            self.defects.cell(row[FILE], row[LINE], column, found, expected)

    def lacks(self, role: str, column: str, found: str, expected: str) -> None:
        """Note what no row of a role gives."""
        self.defects.note(together(self.files[role]), None, column, found, expected)

    def unique(self, role: str) -> None:
        """Every key appears once."""
        key = KEYS[role]
        first: dict[tuple[object, ...], Row] = {}
        for row in self.rows[role]:
            value = tuple(row[column] for column in key)
            if value in first:
                earlier = first[value]
                other = [
                    str(column)
                    for column in row
                    if column not in (FILE, LINE) and str(row[column]) != str(earlier[column])
                ]
                self.bad(
                    row,
                    ", ".join(key),
                    ", ".join(
                        str(part)
                        for column, part in zip(key, value, strict=True)
                        if (column, part) != ("round", 1)
                    ),
                    f"this row once; it is in {place_of(earlier, row)} already"
                    + (f" with another {', '.join(other)}" if other else ""),
                )
            first.setdefault(value, row)

    def one_of(self, row: Row, column: str, value: str, known: Sequence[str]) -> None:
        """Note a name in a row that is not one of the known ones."""
        if value not in known:
            self.bad(row, column, value, nearest(value, known))

    def known(self, role: str, column: str, known: Sequence[str]) -> None:
        """Every name in a column is one of the known ones."""
        allowed = set(known)
        for row in self.rows[role]:
            value = str(row[column])
            if value not in allowed:
                self.bad(row, column, value, nearest(value, known))

    def complete(self, role: str, who: str, key: Sequence[str], cells: Sequence[object]) -> None:
        """Everyone in a column has every cell; not asked where rows or names are wrong."""
        if not self.whole(role, "criteria", "alternatives"):
            return
        table = self.tables[role]
        for name, rows in table.groupby(who, sort=False):
            have = set(rows[list(key)].itertuples(index=False, name=None))
            missing = [cell for cell in cells if cell not in have]
            if missing:
                shown = "; ".join(" / ".join(map(str, cell)) for cell in missing[:3])  # type: ignore[call-overload]
                more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
                self.defects.note(
                    together(rows[FILE]),
                    None,
                    who,
                    f"{who} {str(name)!r} without a row for {shown}{more}",
                    f"a row for each of the {len(cells)} cells ({', '.join(key)})",
                )


def place_of(first: Row, row: Row) -> str:
    """The place of an earlier row, for a message about a later one."""
    return f"line {first[LINE]}" + (f" of {first[FILE]}" if first[FILE] != row[FILE] else "")
