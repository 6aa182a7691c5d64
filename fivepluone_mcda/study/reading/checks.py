"""Checks across the tables of a study: names that must exist, scales, completeness."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...model import CriteriaError, CriteriaTree, ProblemError
from ...model.errors import listed
from ..schema import FILE, LINE, MANIFEST, QUADRANTS, names_in, words_of_scale
from .defects import nearest, together
from .profile_checks import check_profiles
from .tables import Tables
from .value_checks import check_method, check_values
from .weight_checks import check_horizons, check_judgements, check_points, check_weights

MOST_CELLS = 1_000_000
"""More criteria times alternatives than this are refused: no file has room for their scores."""


def check_tables(tables: Tables) -> CriteriaTree | None:
    """Run every check that the tables allow; the tree, or None where there is none."""
    if "criteria" not in tables or "alternatives" not in tables:
        return None
    tables.unique("criteria", ["id"])
    tables.unique("alternatives", ["id"])
    tree = _tree(tables)
    if not tables.scored():
        files = together(tables.files["alternatives"])
        expected = "at least one scored alternative"
        tables.defects.note(files, None, "scored", "no 1", expected)
    if tree is None:
        return None
    _leaves(tables, tree)
    for role, check in CHECKS.items():
        if role in tables:
            check(tables, tree)
    tree = _with_themes(tables, tree)
    check_profiles(tables, tree)
    _provenance(tables, tree)
    check_values(tables, tree)
    check_method(tables, tree)
    return tree


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
        tables.defects.note(MANIFEST, None, "files.items", "nothing", expected)


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
        if row["criterion"] not in known:
            tables.bad(row, "criterion", str(row["criterion"]), nearest(row["criterion"], known))
    tables.known("scores", "alternative", scored)
    tables.unique("scores", ["coder", "criterion", "alternative", "round"])
    if len(coded) * len(scored) > MOST_CELLS:
        tables.defects.note(
            together(tables.files["scores"]),
            None,
            "criterion, alternative",
            f"{len(coded)} criteria of {len(scored)} alternatives to score",
            f"at most {MOST_CELLS} scores of a coder",
        )
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
        tables.defects.note(
            together(tables.files["scores"]),
            None,
            "best",
            f"no score of {alternative!r} on {criterion!r} by any coder",
            "a score by at least one",
        )


def _items(tables: Tables, tree: CriteriaTree) -> None:
    quadrants = tables.quadrants()
    tables.known("items", "alternative", tables.scored())
    if tables.whole("criteria"):
        tables.known("items", "quadrant", list(quadrants))
    tables.known("items", "dimension", [*tree.groups, *tree.leaves])
    tables.unique("items", ["coder", "alternative", "quadrant", "item"])
    key = ["alternative", "quadrant", "item"]
    cells = list(tables["items"][key].drop_duplicates().itertuples(index=False, name=None))
    tables.complete("items", "coder", key, cells)
    if tables.whole("items", "criteria", "alternatives"):
        have = {cell[:2] for cell in cells}
        for name in tables.scored():
            for quadrant in quadrants:
                if (name, quadrant) not in have:
                    tables.defects.note(
                        together(tables.files["items"]),
                        None,
                        "quadrant",
                        f"no {QUADRANTS[quadrant]} of {name!r}",
                        "at least one item for every alternative and quadrant",
                    )
    if "scores" in tables and tables.whole("scores", "items"):
        coders = {role: set(tables[role]["coder"]) for role in ("scores", "items")}
        whole = {(leaf, name) for leaf in quadrants.values() for name in tables.scored()}
        rows = tables["scores"]
        for role, other in (("items", "scores"), ("scores", "items")):
            for coder in sorted(coders[other] - coders[role]):
                own = rows[rows["coder"] == coder]
                if whole <= set(zip(own["criterion"], own["alternative"], strict=True)):
                    continue
                tables.defects.note(
                    together(tables.files[role]),
                    None,
                    "coder",
                    f"no row of coder {coder!r}",
                    "rows of every coder in both tables"
                    f" (or the coder's scores on {listed(quadrants.values())} themselves)",
                )
    _intervals(tables, "items", quadrants, tree)


def _claims(tables: Tables, tree: CriteriaTree) -> None:
    tables.unique("claims", ["claim"])
    tables.known("claims", "criterion", tree.leaves)
    for column in ("better", "worse"):
        tables.known("claims", column, tables.scored())
    for row in tables.rows["claims"]:
        if row["better"] == row["worse"]:
            tables.bad(row, "worse", row["worse"], "another alternative")


def _reference(tables: Tables, _: CriteriaTree) -> None:
    """What the source says is said of an alternative, and once."""
    tables.known("reference", "alternative", list(tables["alternatives"]["id"]))
    tables.unique("reference", ["alternative", "aspect", "text"])


def _references(tables: Tables, _: CriteriaTree) -> None:
    tables.unique("references", ["number"])


def _respondents(tables: Tables, _: CriteriaTree) -> None:
    tables.unique("respondents", ["panel", "respondent", "round"])


def _facts(tables: Tables, _: CriteriaTree) -> None:
    """Alternatives, sources and contradicted facts are there."""
    tables.unique("facts", ["fact"])
    alternatives = [str(name) for name in tables["alternatives"]["id"]]
    facts = [str(name) for name in tables["facts"]["fact"]]
    sources = (
        [str(name) for name in tables["references"]["number"]] if "references" in tables else None
    )
    for row in tables.rows["facts"]:
        named = [("alternative", alternatives, [row["alternative"]] if row["alternative"] else [])]
        named.append(
            (
                "contradicts",
                [one for one in facts if one != row["fact"]],
                names_in(row["contradicts"]),
            )
        )
        if sources is not None:
            named.append(("source", sources, names_in(row["source"])))
        for column, known, given in named:
            for value in given:
                if value not in known:
                    tables.bad(row, column, value, nearest(value, known))


CHECKS: dict[str, Callable[[Tables, CriteriaTree], None]] = {
    "scores": _scores,
    "items": _items,
    "judgements": check_judgements,
    "points": check_points,
    "respondents": _respondents,
    "horizons": check_horizons,
    "weights": check_weights,
    "claims": _claims,
    "reference": _reference,
    "references": _references,
    "facts": _facts,
}
"""The check of each table beside criteria and alternatives, in this order."""


def _provenance(tables: Tables, tree: CriteriaTree) -> None:
    """Statements about the scores name what is there, and speak of each score once."""
    coders = (
        [str(name) for name in tables["scores"]["coder"].unique()] if "scores" in tables else []
    )
    alternatives = [str(name) for name in tables["alternatives"]["id"]]
    known = {"coders": coders, "alternatives": alternatives, "criteria": list(tree.nodes)}
    checked: dict[str, NDArray[np.bool_]] = {}
    for name, statement in tables.manifest.provenance.items():
        before = len(tables.defects.found)
        for key, names in known.items():
            if key == "coders" and not tables.readable("scores"):
                continue
            for value in getattr(statement, key) or ():
                if value not in names:
                    where = f"provenance.{name}.{key}"
                    tables.defects.add(MANIFEST, None, where, value, nearest(value, names))
        if len(tables.defects.found) > before:
            continue
        cells = statement.covers(coders, tables.scored(), tree)
        for other, earlier in checked.items():
            if (cells & earlier).any():
                coder, alternative, leaf = (int(axis[0]) for axis in np.nonzero(cells & earlier))
                found = (
                    f"coder {coders[coder]!r}, {tables.scored()[alternative]!r}, "
                    f"{tree.leaves[leaf]!r}, which provenance.{other} is about as well"
                )
                expected = "each score in one statement (list coders, alternatives or criteria)"
                tables.defects.note(MANIFEST, None, f"provenance.{name}", found, expected)
        checked[name] = cells


def _with_themes(tables: Tables, tree: CriteriaTree) -> CriteriaTree:
    """The tree with the themes of the manifest; those that are wrong are left out."""
    themes = {}
    for name, given in tables.manifest.themes.items():
        try:
            themes[name] = tree.check_theme(name, given)
        except CriteriaError as error:
            if tables.whole("criteria"):
                expected = "an id of its own, and leaf criteria, each once and not all of them"
                tables.defects.note(MANIFEST, None, f"themes.{name}", str(error), expected)
    return tree.with_themes(themes)
