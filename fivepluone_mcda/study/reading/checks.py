"""Checks across the tables of a study: names that must exist, scales, completeness."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import pandas as pd

from ...model import CriteriaTree, ProblemError
from ...model.errors import listed
from ..schema import DEFINITIONS, FILE, KEYS, LINE, QUADRANTS, TABLES, names_in, words_of_scale
from .defects import nearest, together
from .manifest_checks import check_statements
from .tables import Tables
from .weight_checks import check_horizons, check_judgements, check_points, check_weights

MOST_CELLS = 1_000_000
"""More criteria times alternatives than this are refused: no file has room for their scores."""


def check_tables(tables: Tables) -> CriteriaTree | None:
    """Run every check that the tables allow; the tree, or None where there is none."""
    if "criteria" not in tables or "alternatives" not in tables:
        return None
    for role in DEFINITIONS:
        tables.unique(role)
    tree = _tree(tables)
    if not tables.scored():
        tables.lacks("alternatives", "scored", "no 1", "at least one scored alternative")
    if tree is None:
        return None
    _leaves(tables, tree)
    for role in filter(tables.__contains__, TABLES):
        if role in KEYS and role not in DEFINITIONS:
            tables.unique(role)
        if role in CHECKS:
            CHECKS[role](tables, tree)
    return check_statements(tables, tree)


def _tree(tables: Tables) -> CriteriaTree | None:
    table = tables.nodes()
    known = set(table["id"])
    connected = True
    for row in table.to_dict("records"):
        if row["parent"] and row["parent"] not in known:
            expected = f"the id of another row: {nearest(row['parent'], sorted(known))}"
            tables.bad(row, "parent", row["parent"], expected)
            connected = False
    if not connected:
        return None
    try:
        return CriteriaTree(
            dict(zip(table["id"], table["parent"], strict=True)),
            dict(zip(table["id"], table["label"], strict=True)),
        )
    except ProblemError as error:
        roots = table[table["parent"] == ""]
        second = roots.iloc[1] if len(roots) > 1 else None
        if tables.whole("criteria"):
            tables.defects.note(
                together(tables.files["criteria"]) if second is None else second[FILE],
                None if second is None else int(second[LINE]),
                "parent",
                str(error),
                "one root, and every other row below it",
            )
        return None


def _leaves(tables: Tables, tree: CriteriaTree) -> None:
    groups: dict[str, str] = {}
    quadrants: dict[str, str] = {}
    for row in tables.nodes().to_dict("records"):
        node = str(row["id"])
        low, high = row["low"], row["high"]
        if tree.children(node):
            for column in ("direction", "low", "high", "quadrant", "words"):
                if row[column] and not pd.isna(row[column]):
                    expected = f"nothing: {node!r} has criteria below it"
                    tables.bad(row, column, str(row[column]), expected)
            group = str(row["group"] or node)
            if group in groups:
                expected = f"a name of its own; {groups[group]!r} has it already"
                tables.bad(row, "group", group, expected)
            groups.setdefault(group, node)
            continue
        if row["group"]:
            expected = f"nothing: {node!r} has no criteria below it"
            tables.bad(row, "group", row["group"], expected)
        if not row["direction"]:
            tables.bad(row, "direction", "", "max or min")
        if pd.isna(low) != pd.isna(high) or (not pd.isna(low) and low >= high):
            expected = "both ends of the scale, low below high, or neither"
            tables.bad(row, "low, high", f"{low:g}, {high:g}".replace("nan", "nothing"), expected)
        words = words_of_scale(row["words"]) if tables.is_read(row) else {}
        if outside := [f"{value:g}" for value in words if value < low or value > high]:
            expected = f"values from {low:g} to {high:g}, the scale of {node!r}"
            tables.bad(row, "words", ", ".join(outside), expected)
        if row["quadrant"]:
            if row["quadrant"] in quadrants:
                expected = f"one criterion; {quadrants[row['quadrant']]!r} has it already"
                tables.bad(row, "quadrant", row["quadrant"], expected)
            quadrants.setdefault(str(row["quadrant"]), node)
    if quadrants and "items" not in tables.files:
        expected = f"the file of items that score {listed(quadrants.values())}"
        tables.defects.in_manifest("files.items", "nothing", expected)


def _intervals(
    tables: Tables, role: str, criterion: Mapping[str, str] | None, tree: CriteriaTree
) -> None:
    """Low <= best <= high, all inside the scale of the row's criterion."""
    scale = tables.scale(tree)
    for row in filter(tables.is_read, tables.rows[role]):
        if pd.isna(row["best"]):
            continue
        leaf = str(row["criterion"]) if criterion is None else criterion.get(row["quadrant"], "")
        ends = scale.get(leaf)
        low, best, high = (float(row[column]) for column in ("low", "best", "high"))
        # A value that is used for several columns is reported once, for the score itself.
        for value, column in {low: "low", high: "high", best: "best"}.items():
            if ends is not None and not ends[0] <= value <= ends[1]:
                expected = f"{ends[0]:g} to {ends[1]:g}, the scale of {leaf!r}"
                tables.bad(row, column, f"{value:g}", expected)
        if not low <= best <= high:
            found = f"{low:g}, {best:g}, {high:g}"
            tables.bad(row, "low, best, high", found, "low <= best <= high")


def _scores(tables: Tables, tree: CriteriaTree) -> None:
    quadrants = tables.quadrants()
    coded = [leaf for leaf in tree.leaves if leaf not in quadrants.values()]
    scored = tables.scored()
    by_items = set(tables["items"]["coder"]) if "items" in tables else set()
    for row in tables.rows["scores"]:
        known = coded if row["coder"] in by_items else tree.leaves
        tables.one_of(row, "criterion", str(row["criterion"]), known)
    tables.known("scores", "alternative", scored)
    if len(coded) * len(scored) > MOST_CELLS:
        found = f"{len(coded)} criteria of {len(scored)} alternatives to score"
        expected = f"at most {MOST_CELLS} scores of a coder"
        tables.lacks("scores", "criterion, alternative", found, expected)
    else:
        cells = [(leaf, name) for leaf in coded for name in scored]
        tables.complete("scores", "coder", ["criterion", "alternative"], cells)
        _some_score(tables, cells)
    _intervals(tables, "scores", None, tree)


def _some_score(tables: Tables, cells: Sequence[tuple[str, str]]) -> None:
    """A coder who gives no score is silent on the cell, and not all coders are."""
    for row in filter(tables.is_read, tables.rows["scores"]):
        if pd.isna(row["best"]) and not row["silent"]:
            expected = "a number (empty only where silent is 1: this coder gives no score)"
            tables.bad(row, "best", "", expected)
        elif pd.isna(row["best"]) and not pd.isna([row["low"], row["high"]]).all():
            found = f"{row['low']:g}, {row['high']:g}".replace("nan", "nothing")
            tables.bad(row, "low, high", found, "nothing where best is empty")
    if not tables.whole("scores", "criteria", "alternatives"):
        return
    rows = tables["scores"].dropna(subset="best")
    have = set(zip(rows["criterion"], rows["alternative"], strict=True))
    for criterion, alternative in [cell for cell in cells if cell not in have][:3]:
        found = f"no score of {alternative!r} on {criterion!r} by any coder"
        tables.lacks("scores", "best", found, "a score by at least one")


def _items(tables: Tables, tree: CriteriaTree) -> None:
    quadrants = tables.quadrants()
    tables.known("items", "alternative", tables.scored())
    if tables.whole("criteria"):
        tables.known("items", "quadrant", list(quadrants))
    tables.known("items", "dimension", [*tree.groups, *tree.leaves])
    key = ["alternative", "quadrant", "item"]
    cells = list(tables["items"][key].drop_duplicates().itertuples(index=False, name=None))
    tables.complete("items", "coder", key, cells)
    if tables.whole("items", "criteria", "alternatives"):
        have = {cell[:2] for cell in cells}
        expected = "at least one item for every alternative and quadrant"
        for cell in product(tables.scored(), quadrants):
            if cell not in have:
                found = f"no {QUADRANTS[cell[1]]} of {cell[0]!r}"
                tables.lacks("items", "quadrant", found, expected)
    if "scores" in tables and tables.whole("scores", "items"):
        coders = {role: set(tables[role]["coder"]) for role in ("scores", "items")}
        whole = set(product(quadrants.values(), tables.scored()))
        rows = tables["scores"]
        expected = (
            "rows of every coder in both tables"
            f" (or the coder's scores on {listed(quadrants.values())} themselves)"
        )
        for role, other in (("items", "scores"), ("scores", "items")):
            for coder in sorted(coders[other] - coders[role]):
                own = rows[rows["coder"] == coder]
                if not whole <= set(zip(own["criterion"], own["alternative"], strict=True)):
                    tables.lacks(role, "coder", f"no row of coder {coder!r}", expected)
    _intervals(tables, "items", quadrants, tree)


def _claims(tables: Tables, tree: CriteriaTree) -> None:
    tables.known("claims", "criterion", tree.leaves)
    for column in ("better", "worse"):
        tables.known("claims", column, tables.scored())
    for row in tables.rows["claims"]:
        if row["better"] == row["worse"]:
            tables.bad(row, "worse", row["worse"], "another alternative")


def _reference(tables: Tables, _: CriteriaTree) -> None:
    tables.known("reference", "alternative", list(tables["alternatives"]["id"]))


def _facts(tables: Tables, _: CriteriaTree) -> None:
    """Alternatives, sources and contradicted facts are there."""
    alternatives, facts = list(tables["alternatives"]["id"]), list(tables["facts"]["fact"])
    for row in tables.rows["facts"]:
        if row["alternative"]:
            tables.one_of(row, "alternative", row["alternative"], alternatives)
        for other in names_in(row["contradicts"]):
            tables.one_of(row, "contradicts", other, [one for one in facts if one != row["fact"]])
        for source in names_in(row["source"]) if "references" in tables else ():
            tables.one_of(row, "source", source, list(tables["references"]["number"]))


CHECKS: dict[str, Callable[[Tables, CriteriaTree], None]] = {
    "scores": _scores,
    "items": _items,
    "judgements": check_judgements,
    "points": check_points,
    "horizons": check_horizons,
    "weights": check_weights,
    "claims": _claims,
    "reference": _reference,
    "facts": _facts,
}
"""What a table beside criteria and alternatives is checked for after its keys."""
