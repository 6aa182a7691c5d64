"""Checks of what weights follow from: judgements, horizons, stored weights."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ...methods import PairwiseMatrix
from ...model import CriteriaError, CriteriaTree
from ...model.errors import listed
from ..points import priorities_of
from ..schema import FILE, LINE, PAIRWISE
from .defects import together
from .tables import Row, Tables, place_of


def check_judgements(tables: Tables, tree: CriteriaTree) -> None:
    """Judgements compare the children of one node, each pair once, and connect all of them."""
    node_of = {group: node for node, group in tables.groups(tree).items()}
    tables.known("judgements", "group", list(node_of))
    pairs: dict[tuple[object, ...], tuple[float, Row]] = {}
    linked: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
    for row in tables.rows["judgements"]:
        group = str(row["group"])
        if group not in node_of:
            continue
        a, b = str(row["a"]), str(row["b"])
        elements = tree.children(node_of[group])
        tables.one_of(row, "a", a, elements)
        tables.one_of(row, "b", b, elements)
        if not {a, b} <= set(elements):
            continue
        if a == b:
            tables.bad(row, "b", b, "an element other than a")
            continue
        linked.setdefault((str(row["panel"]), group), []).append((a, b, 1.0))
        if not tables.is_read(row):
            continue
        key = (row["panel"], row["judge"], row["round"], group, frozenset((a, b)))
        value = float(row["value"])
        oriented = value if a < b else 1.0 / value
        if key in pairs:
            earlier, first = pairs[key]
            same = abs(earlier / oriented - 1.0) < 1e-9
            tables.bad(
                row,
                "value",
                f"{a} against {b}: {value:.4g}",
                f"one judgement of this pair; {place_of(first, row)} has it already"
                + ("" if same else f" with {earlier if a < b else 1.0 / earlier:.4g}"),
            )
        pairs.setdefault(key, (oriented, row))
    if not tables.whole("judgements", "criteria"):
        return
    asked = set(tables["respondents"]["panel"]) if "respondents" in tables else set()
    weighing = {one.panel for one in tables.manifest.profiles.values() if one.how == PAIRWISE}
    for panel, rows in tables["judgements"].groupby("panel", sort=False):
        if panel in asked - weighing:
            continue  # answers to a questionnaire, not all of which have come back
        for group, node in node_of.items():
            elements = tree.children(node)
            judged = linked.get((str(panel), group), [])
            if not PairwiseMatrix.from_judgements(judged, elements).is_connected:
                found = f"panel {str(panel)!r} does not connect all of {group!r}"
                expected = f"judgements that link {listed(elements)}"
                tables.defects.note(together(rows[FILE]), None, "group", found, expected)


RANGE = {"swing": 0.0, "points": 0.0, "ranking": 1.0, "best_worst": 1.0}
"""The least that may be stated, by how importance is stated."""

ANSWER = ["panel", "judge", "group", "how", "round"]
"""What says of which answer a row of points is a part."""


def check_points(tables: Tables, tree: CriteriaTree) -> None:
    """Points, ranks and best-worst comparisons are of all children of one node, each once."""
    node_of = {group: node for node, group in tables.groups(tree).items()}
    tables.known("points", "group", list(node_of))
    for row in tables.rows["points"]:
        elements = tree.children(node_of[row["group"]]) if row["group"] in node_of else ()
        if elements:
            tables.one_of(row, "criterion", str(row["criterion"]), elements)
        if not tables.is_read(row):
            continue
        least, compared = RANGE[row["how"]], row["how"] == "best_worst"
        if not least <= row["value"] <= (9.0 if compared else float("inf")):
            expected = "a number from 1 to 9" if compared else f"{least:g} or more"
            tables.bad(row, "value", f"{row['value']:g}", expected)
        if pd.isna(row["to_worst"]) and compared:
            expected = "how many times as important it is as the worst, 1 to 9"
            tables.bad(row, "to_worst", "", expected)
        elif not pd.isna(row["to_worst"]) and not compared:
            tables.bad(row, "to_worst", f"{row['to_worst']:g}", "nothing (only for best_worst)")
    if not tables.whole("points", "criteria"):
        return
    for _, rows in tables["points"].groupby(ANSWER, sort=False):
        _check_answer(tables, tree.children(node_of[str(rows["group"].iloc[0])]), rows)


def _check_answer(tables: Tables, elements: Sequence[str], rows: pd.DataFrame) -> None:
    """One judge's answer about one group has all elements and gives priorities."""
    first = rows.iloc[0]
    judge = f"judge {first['judge']!r}"
    lacking = [element for element in elements if element not in set(rows["criterion"])]
    found, expected = f"{judge} without {listed(lacking)}", f"each of {listed(elements)}"
    if not lacking:
        try:
            priorities_of(rows, first["how"])
        except CriteriaError as error:
            given, _, expected = str(error).partition("; expected ")
            found = f"{judge}: {given}"
        else:
            return
    tables.defects.note(first[FILE], int(first[LINE]), "criterion", found, expected)


def check_horizons(tables: Tables, _: CriteriaTree) -> None:
    """Every judge divides 100 points between short and long."""
    if tables.whole("judgements", "points"):
        known = {
            judge
            for role in ("judgements", "points")
            if role in tables
            for judge in zip(tables[role]["panel"], tables[role]["judge"], strict=True)
        }
        for row in tables.rows["horizons"]:
            if (row["panel"], row["judge"]) not in known:
                found = f"{row['panel']}, {row['judge']}"
                tables.bad(row, "panel, judge", found, "a judge of the table of judgements")
    for row in filter(tables.is_read, tables.rows["horizons"]):
        if not 0.0 <= row["weight"] <= 100.0:
            tables.bad(row, "weight", f"{row['weight']:g}", "0 to 100 points")
    if not tables.whole("horizons"):
        return
    for (panel, judge), rows in tables["horizons"].groupby(["panel", "judge"], sort=False):
        total = float(rows["weight"].sum())
        if set(rows["horizon"]) != {"short", "long"} or abs(total - 100.0) > 1e-6:
            found = f"{total:g} points of judge {str(judge)!r} in panel {str(panel)!r}"
            expected = "100 points divided between short and long"
            place = rows[FILE].iloc[0], int(rows[LINE].iloc[0])
            tables.defects.note(*place, "weight", found, expected)


def check_weights(tables: Tables, tree: CriteriaTree) -> None:
    """Every stored profile weighs every leaf criterion, none below 0 and not all 0."""
    stored = [name for name, profile in tables.manifest.profiles.items() if profile.stored]
    if stored:
        tables.known("weights", "profile", stored)
    else:
        for row in tables.rows["weights"]:
            expected = 'a profile that study.toml gives weights = "stored"'
            tables.bad(row, "profile", row["profile"], expected)
    tables.known("weights", "criterion", tree.leaves)
    for row in filter(tables.is_read, tables.rows["weights"]):
        if row["weight"] < 0.0:
            tables.bad(row, "weight", f"{row['weight']:g}", "0 or more")
    tables.complete("weights", "profile", ["criterion"], [(leaf,) for leaf in tree.leaves])
    if not tables.whole("weights"):
        return
    for profile, rows in tables["weights"].groupby("profile", sort=False):
        if not rows["weight"].any():
            found = f"only weights of 0 for profile {str(profile)!r}"
            tables.defects.note(together(rows[FILE]), None, "weight", found, "one above 0")
        elif expected := expected_sum(list(rows["weight"])):
            found = f"weights of profile {str(profile)!r} that sum to {rows['weight'].sum():g}"
            tables.defects.note(together(rows[FILE]), None, "weight", found, expected)


def are_shares(total: float) -> bool:
    """Whether weights of this sum are shares or percentages, give or take 1 % for rounding."""
    return any(abs(total / whole - 1.0) <= 0.01 for whole in (1.0, 100.0))


def expected_sum(weights: Sequence[float]) -> str:
    """What weights should sum to, where they do not; empty where nothing is wrong.

    Shares sum to 1 and percentages to 100. Whole numbers with a sum far from 100, such as 3, 2
    and 1, are points of relative importance. Anything else is more likely a mistake, which
    rescaling would hide.
    """
    total = sum(weights)
    if are_shares(total):
        return ""
    if all(float(weight).is_integer() for weight in weights) and not 50.0 <= total <= 200.0:
        return ""
    whole = 1.0 if total < 10.0 else 100.0
    return (
        f"a sum of 1 or 100: correct a weight, or divide each by {total / whole:g} "
        "(whole numbers that sum to less than 50 or more than 200 are points)"
    )
