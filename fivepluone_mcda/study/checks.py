"""Checks across the tables of a study: names that must exist, scales, pairs, completeness."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from ..model import CriteriaTree, ProblemError
from ..model.errors import listed
from .defects import Defects, nearest, together
from .files import FILE, LINE
from .manifest import Manifest
from .schema import MANIFEST, QUADRANTS

__all__ = ["Checker"]

Row = Mapping[Hashable, Any]

MOST_CELLS = 1_000_000
"""More criteria times alternatives than this are refused: no file has room for their scores."""


class Checker:
    """Checks the tables of one study against each other.

    Parameters
    ----------
    manifest : Manifest
        The manifest.
    tables : mapping of role to DataFrame
        The tables that could be read; rows with bad cells are already out.
    defects : Defects
        Takes what is wrong.
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
        # Rows that could not be read are left out of the tables: what is missing there for that
        # reason has been said already.
        self.spoiled = {defect.file for defect in defects.found if defect.row is not None}

    def run(self) -> CriteriaTree | None:
        """Run every check that the tables allow; the tree, or None where there is none."""
        if "criteria" not in self.tables or "alternatives" not in self.tables:
            return None
        self._unique("criteria", ["id"])
        self._unique("alternatives", ["id"])
        tree = self._tree()
        self._alternatives()
        if tree is None:
            return None
        self._leaves(tree)
        if "scores" in self.tables:
            self._scores(tree)
        if "items" in self.tables:
            self._items(tree)
        if "judgements" in self.tables:
            self._judgements(tree)
        if "horizons" in self.tables:
            self._horizons()
        if "weights" in self.tables:
            self._weights(tree)
        if "claims" in self.tables:
            self._claims(tree)
        if "reference" in self.tables:
            self._known("reference", "alternative", self._ids("alternatives"))
            self._unique("reference", ["alternative", "aspect", "text"])
        self._profiles()
        return tree

    def _ids(self, role: str) -> list[str]:
        return list(self.tables[role]["id"])

    def scored(self) -> list[str]:
        """The alternatives that are scored."""
        table = self.tables["alternatives"]
        return list(table["id"][table["scored"].astype(bool)])

    def _bad(self, row: Row, column: str, found: object, expected: str) -> None:
        self.defects.add(row[FILE], row[LINE], column, found, expected)

    def _unique(self, role: str, key: Sequence[str]) -> None:
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
                self._bad(
                    row,
                    ", ".join(key),
                    ", ".join(str(part) for part in value),
                    f"this row once; it stands in {_place(earlier, row)} already"
                    + (f" with another {', '.join(other)}" if other else ""),
                )
            first.setdefault(value, row)

    def _known(self, role: str, column: str, known: Sequence[str]) -> None:
        allowed = set(known)
        for row in self.rows[role]:
            value = str(row[column])
            if value not in allowed:
                self._bad(row, column, value, nearest(value, known))

    def _tree(self) -> CriteriaTree | None:
        table = self.tables["criteria"].drop_duplicates("id")
        known = set(table["id"])
        whole = True
        for row in table.to_dict("records"):
            if row["parent"] and row["parent"] not in known:
                expected = f"the id of another row: {nearest(row['parent'], sorted(known))}"
                self._bad(row, "parent", row["parent"], expected)
                whole = False
        if not whole:
            return None
        try:
            return CriteriaTree(
                dict(zip(table["id"], table["parent"], strict=True)),
                dict(zip(table["id"], table["label"], strict=True)),
            )
        except ProblemError as error:
            roots = table[table["parent"] == ""]
            second = roots.iloc[1] if len(roots) > 1 else None
            self.defects.note(
                together(self.files["criteria"]) if second is None else second[FILE],
                None if second is None else int(second[LINE]),
                "parent",
                str(error),
                "one root, and every other row below it",
            )
            return None

    def _leaves(self, tree: CriteriaTree) -> None:
        groups: dict[str, str] = {}
        quadrants: dict[str, str] = {}
        for row in self.tables["criteria"].drop_duplicates("id").to_dict("records"):
            node = str(row["id"])
            low, high = row["low"], row["high"]
            if tree.children(node):
                for column in ("direction", "low", "high", "quadrant"):
                    if row[column] and not pd.isna(row[column]):
                        expected = f"nothing: {node!r} has criteria below it"
                        self._bad(row, column, str(row[column]), expected)
                group = str(row["group"] or node)
                if group in groups:
                    expected = f"a name of its own; {groups[group]!r} has it already"
                    self._bad(row, "group", group, expected)
                groups.setdefault(group, node)
                continue
            if row["group"]:
                expected = f"nothing: {node!r} has no criteria below it"
                self._bad(row, "group", row["group"], expected)
            if not row["direction"]:
                self._bad(row, "direction", "", "max or min")
            if pd.isna(low) != pd.isna(high) or (not pd.isna(low) and low >= high):
                expected = "both ends of the scale, low below high, or neither"
                self._bad(row, "low, high", f"{low}, {high}", expected)
            if row["quadrant"]:
                if row["quadrant"] in quadrants:
                    expected = f"one criterion; {quadrants[row['quadrant']]!r} has it already"
                    self._bad(row, "quadrant", row["quadrant"], expected)
                quadrants.setdefault(str(row["quadrant"]), node)
        if quadrants and "items" not in self.files:
            self.defects.note(
                MANIFEST,
                None,
                "files.items",
                "nothing",
                f"the file of items that score {listed(quadrants.values())}",
            )

    def _alternatives(self) -> None:
        if not self.scored():
            self.defects.note(
                together(self.files["alternatives"]),
                None,
                "scored",
                "no 1",
                "at least one scored alternative",
            )

    def scale(self, tree: CriteriaTree) -> dict[str, tuple[float, float]]:
        """(low, high) of the leaf criteria that state a scale."""
        table = self.tables["criteria"].drop_duplicates("id").set_index("id")
        ends = table.loc[list(tree.leaves), ["low", "high"]].astype(float)
        return {
            str(leaf): (float(low), float(high))
            for leaf, low, high in ends.dropna().itertuples(name=None)
        }

    def _quadrants(self) -> dict[str, str]:
        table = self.tables["criteria"]
        return {
            str(quadrant): str(node)
            for node, quadrant in zip(table["id"], table["quadrant"], strict=True)
            if quadrant
        }

    def _intervals(
        self, role: str, criterion: Mapping[str, str] | None, tree: CriteriaTree
    ) -> None:
        """Low <= best <= high, all inside the scale of the row's criterion."""
        scale = self.scale(tree)
        for row in self.rows[role]:
            leaf = (
                str(row["criterion"])
                if criterion is None
                else criterion.get(str(row["quadrant"]), "")
            )
            ends = scale.get(leaf)
            for column in ("low", "best", "high"):
                value = float(str(row[column]))
                if ends is not None and not ends[0] <= value <= ends[1]:
                    expected = f"{ends[0]:g} to {ends[1]:g}, the scale of {leaf!r}"
                    self._bad(row, column, f"{value:g}", expected)
            low, best, high = (float(str(row[column])) for column in ("low", "best", "high"))
            if not low <= best <= high:
                self._bad(
                    row,
                    "low, best, high",
                    f"{low:g}, {best:g}, {high:g}",
                    "low <= best <= high",
                )

    def _complete(self, role: str, who: str, key: Sequence[str], cells: Sequence[object]) -> None:
        """Every coder has every cell; not asked of a table of which rows are left out."""
        if not self._whole(role):
            return
        table = self.tables[role]
        for coder, rows in table.groupby(who, sort=False):
            have = set(rows[list(key)].itertuples(index=False, name=None))
            missing = [cell for cell in cells if cell not in have]
            if missing:
                shown = "; ".join(" / ".join(map(str, cell)) for cell in missing[:3])  # type: ignore[call-overload]
                more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
                self.defects.note(
                    together(rows[FILE]),
                    None,
                    who,
                    f"{who} {str(coder)!r} without a row for {shown}{more}",
                    f"a row for each of the {len(cells)} cells ({', '.join(key)})",
                )

    def _scores(self, tree: CriteriaTree) -> None:
        quadrants = self._quadrants()
        coded = [leaf for leaf in tree.leaves if leaf not in quadrants.values()]
        self._known("scores", "criterion", coded)
        self._known("scores", "alternative", self.scored())
        self._unique("scores", ["coder", "criterion", "alternative"])
        self._intervals("scores", None, tree)
        scored = self.scored()
        if len(coded) * len(scored) > MOST_CELLS:
            self.defects.note(
                together(self.files["scores"]),
                None,
                "criterion, alternative",
                f"{len(coded)} criteria of {len(scored)} alternatives to score",
                f"at most {MOST_CELLS} scores of a coder",
            )
            return
        cells = [(leaf, name) for leaf in coded for name in scored]
        self._complete("scores", "coder", ["criterion", "alternative"], cells)

    def _items(self, tree: CriteriaTree) -> None:
        quadrants = self._quadrants()
        table = self.tables["items"]
        self._known("items", "alternative", self.scored())
        self._known("items", "quadrant", list(quadrants))
        self._known("items", "dimension", [*tree.groups, *tree.leaves])
        self._unique("items", ["coder", "alternative", "quadrant", "item"])
        self._intervals("items", quadrants, tree)
        key = ["alternative", "quadrant", "item"]
        cells = list(table[key].drop_duplicates().itertuples(index=False, name=None))
        self._complete("items", "coder", key, cells)
        have = {cell[:2] for cell in cells}
        for name in self.scored():
            for quadrant in quadrants:
                if (name, quadrant) not in have:
                    self.defects.note(
                        together(self.files["items"]),
                        None,
                        "quadrant",
                        f"no {QUADRANTS[quadrant]} of {name!r}",
                        "at least one item for every alternative and quadrant",
                    )
        if "scores" in self.tables:
            coders = [set(self.tables[role]["coder"]) for role in ("scores", "items")]
            for role, lacking in (
                ("items", coders[0] - coders[1]),
                ("scores", coders[1] - coders[0]),
            ):
                for coder in sorted(lacking):
                    self.defects.note(
                        together(self.files[role]),
                        None,
                        "coder",
                        f"no row of coder {coder!r}",
                        "rows of every coder in both tables",
                    )

    def groups(self, tree: CriteriaTree) -> dict[str, str]:
        """The group in which each node's children are compared, by node."""
        table = self.tables["criteria"].drop_duplicates("id")
        named = dict(zip(table["id"], table["group"], strict=True))
        return {node: str(named[node] or node) for node in tree.nodes if tree.children(node)}

    def _judgements(self, tree: CriteriaTree) -> None:
        node_of = {group: node for node, group in self.groups(tree).items()}
        self._known("judgements", "group", list(node_of))
        pairs: dict[tuple[object, ...], tuple[float, Row]] = {}
        linked: dict[tuple[str, str], set[frozenset[str]]] = {}
        for row in self.rows["judgements"]:
            group = str(row["group"])
            if group not in node_of:
                continue
            a, b, value = str(row["a"]), str(row["b"]), float(str(row["value"]))
            elements = tree.children(node_of[group])
            unknown = [(column, x) for column, x in (("a", a), ("b", b)) if x not in elements]
            for column, element in unknown:
                self._bad(row, column, element, nearest(element, elements))
            if not unknown and a == b:
                self._bad(row, "b", b, "an element other than a")
            if unknown or a == b:
                continue
            key = (row["panel"], row["judge"], group, frozenset((a, b)))
            oriented = value if a < b else 1.0 / value
            if key in pairs:
                earlier, first = pairs[key]
                same = abs(earlier / oriented - 1.0) < 1e-9
                self._bad(
                    row,
                    "value",
                    f"{a} against {b}: {value:.4g}",
                    f"one judgement of this pair; {_place(first, row)} has it already"
                    + ("" if same else f" with {earlier if a < b else 1.0 / earlier:.4g}"),
                )
            pairs.setdefault(key, (oriented, row))
            linked.setdefault((str(row["panel"]), group), set()).add(frozenset((a, b)))
        for panel, rows in self.tables["judgements"].groupby("panel", sort=False):
            for group, node in node_of.items():
                elements = tree.children(node)
                if not _connected(elements, linked.get((str(panel), group), set())):
                    self.defects.note(
                        together(rows[FILE]),
                        None,
                        "group",
                        f"panel {str(panel)!r} does not connect all of {group!r}",
                        f"judgements that link {listed(elements)}",
                    )

    def _horizons(self) -> None:
        judges = self.tables.get("judgements", pd.DataFrame({"panel": [], "judge": []}))
        known = set(judges[["panel", "judge"]].itertuples(index=False, name=None))
        self._unique("horizons", ["panel", "judge", "horizon"])
        for row in self.rows["horizons"]:
            if (row["panel"], row["judge"]) not in known:
                self._bad(
                    row,
                    "panel, judge",
                    f"{row['panel']}, {row['judge']}",
                    "a judge of the table of judgements",
                )
            if not 0.0 <= float(str(row["weight"])) <= 100.0:
                self._bad(row, "weight", str(row["weight"]), "0 to 100 points")
        for (panel, judge), rows in self.tables["horizons"].groupby(["panel", "judge"], sort=False):
            total = float(rows["weight"].sum())
            whole = set(rows["horizon"]) == {"short", "long"} and abs(total - 100.0) <= 1e-6
            if not whole and self._whole("horizons"):
                self.defects.note(
                    rows[FILE].iloc[0],
                    int(rows[LINE].iloc[0]),
                    "weight",
                    f"{total:g} points of judge {str(judge)!r} in panel {str(panel)!r}",
                    "100 points divided between short and long",
                )

    def _weights(self, tree: CriteriaTree) -> None:
        stored = [name for name, profile in self.manifest.profiles.items() if profile.stored]
        self._known("weights", "profile", stored)
        self._known("weights", "criterion", tree.leaves)
        self._unique("weights", ["profile", "criterion"])
        for row in self.rows["weights"]:
            if float(str(row["weight"])) < 0.0:
                self._bad(row, "weight", str(row["weight"]), "0 or more")
        self._complete("weights", "profile", ["criterion"], [(leaf,) for leaf in tree.leaves])
        for profile, rows in self.tables["weights"].groupby("profile", sort=False):
            total = float(rows["weight"].sum())
            if abs(total - 1.0) > 1e-6 and self._whole("weights"):
                self.defects.note(
                    together(rows[FILE]),
                    None,
                    "weight",
                    f"a sum of {total:.9g} for profile {str(profile)!r}",
                    "weights that sum to 1",
                )

    def _claims(self, tree: CriteriaTree) -> None:
        self._unique("claims", ["claim"])
        self._known("claims", "criterion", tree.leaves)
        for column in ("better", "worse"):
            self._known("claims", column, self.scored())
        for row in self.rows["claims"]:
            if row["better"] == row["worse"]:
                self._bad(row, "worse", row["worse"], "another alternative")

    def _profiles(self) -> None:
        tables = self.tables
        panels = (
            list(dict.fromkeys(tables["judgements"]["panel"])) if "judgements" in tables else []
        )
        divided = list(dict.fromkeys(tables["horizons"]["panel"])) if "horizons" in tables else []
        weighed = set(tables["weights"]["profile"]) if "weights" in tables else set()
        for name, profile in self.manifest.profiles.items():
            where = f"profiles.{name}"
            promised = profile.panel is not None and self._readable("judgements")
            if promised and profile.panel not in panels:
                expected = f"a panel of the judgements: {nearest(profile.panel, panels)}"
                self.defects.add(MANIFEST, None, f"{where}.panel", profile.panel, expected)
            if profile.stored and name not in weighed and self._readable("weights"):
                expected = f"rows of profile {name!r} in a table of weights"
                self.defects.note(MANIFEST, None, f"{where}.weights", "no stored weights", expected)
            raw = profile.horizon
            shared = isinstance(raw, str) and self._readable("horizons")
            if shared and raw not in divided:
                expected = f"a number or a panel that divides points: {nearest(raw, divided)}"
                self.defects.add(MANIFEST, None, f"{where}.horizon", raw, expected)
            options = {"nearest_to": list(self.manifest.profiles), "winner": self.scored()}
            for key, known in options.items():
                value = (profile.recipe or {}).get(key)
                if value is not None and (value not in known or value == name):
                    others = [option for option in known if option != name]
                    self.defects.add(
                        MANIFEST, None, f"{where}.recipe.{key}", value, nearest(value, others)
                    )

    def _whole(self, role: str) -> bool:
        """Whether all rows of the role could be read."""
        return self.spoiled.isdisjoint(self.files[role])

    def _readable(self, role: str) -> bool:
        """Whether the role has a table, or none was promised: then its absence is a defect here."""
        return role in self.tables or role not in self.files


def _place(first: Row, row: Row) -> str:
    """Where an earlier row stands, as it is said of a later one."""
    return f"line {first[LINE]}" + (f" of {first[FILE]}" if first[FILE] != row[FILE] else "")


def _connected(elements: Sequence[str], pairs: Iterable[frozenset[str]]) -> bool:
    parts = {element: {element} for element in elements}
    for a, b in (tuple(pair) for pair in pairs):
        if parts[a] is not parts[b]:
            merged = parts[a] | parts[b]
            for element in merged:
                parts[element] = merged
    return len(parts[elements[0]]) == len(elements)
