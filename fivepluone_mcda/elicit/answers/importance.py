"""What a file of answers says of importance: judgements, points, ranks, best-worst comparisons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ...model import CriteriaError
from ...model.errors import listed
from ...model.text import counted
from ...study import Study
from ...study.points import priorities_of
from .problems import found
from .values import Values, place
from .version import Version

Row = dict[str, Any]
"""A row of a table, by column."""

JUDGEMENTS = ("group", "a", "b", "value", "reason")

LISTS = {
    "points": ("group", "criterion", "points"),
    "ranking": ("group", "criterion", "rank"),
    "best_worst": ("group", "criterion", "best", "worst", "best_to", "to_worst"),
}
"""Lists of an answer that go to the table of points, with the columns of their rows."""

VALUE = {"points": "points", "ranking": "rank", "best_worst": "best_to"}


class Groups:
    """The comparisons of a study: the elements of each, and which of them have not changed.

    Parameters
    ----------
    study : Study
        The study.
    version : Version
        What has changed.
    """

    def __init__(self, study: Study, version: Version) -> None:
        self.version = version
        self.nodes = {group: node for node, group in study.compared.items()}
        self.elements = {group: study.tree.children(node) for group, node in self.nodes.items()}

    def are_current(self, *elements: str) -> bool:
        """Whether none of the elements has changed."""
        return self.version.is_current(*(f"node:{element}" for element in elements))


def read_judgements(data: Mapping[str, Any], groups: Groups, values: Values) -> list[Row]:
    """The pairwise judgements that can be used: ``group``, ``a``, ``b``, ``value``, ``reason``."""
    pairs: dict[tuple[str, frozenset[str]], Row] = {}
    unused = 0
    for number, row in enumerate(values.rows(data, "judgements", JUDGEMENTS), 1):
        where = place("judgements", number, row.get("group"), row.get("a"), row.get("b"))
        group = values.name(row.get("group"), where, groups.elements, "group")
        if group is None:
            continue
        a, b = (values.name(row.get(end), where, groups.elements[group], "element") for end in "ab")
        if a is None or b is None:
            continue
        if a == b:
            values.problems.add(where, "an element against itself; it is left out", "nothing to do")
            continue
        if not groups.are_current(a, b):
            unused += 1
            continue
        value = values.judgement(row.get("value"), where)
        if value is None:
            continue
        key = group, frozenset((a, b))
        if key in pairs:
            values.problems.add(where, "judged more than once; the last one counts", "ask which")
        reason = values.text(row.get("reason"), f"{where}, reason")
        pairs[key] = {"group": group, "a": a, "b": b, "value": value, "reason": reason}
    if unused:
        what = f"{counted(unused, 'judgement')} of what has changed since; left out"
        values.problems.add("judgements", what, "ask for them again with a new questionnaire")
    if half := len(values.rows(data, "leanings", ("group", "a", "b"))):
        what = f"{counted(half, 'pair')} answered by half, which but not by how much; left out"
        values.problems.add("judgements", what, "ask by how much")
    return list(pairs.values())


def read_points(data: Mapping[str, Any], groups: Groups, values: Values) -> list[Row]:
    """Points, ranks and best-worst comparisons of whole groups, as in the table of points."""
    rows = []
    for key, columns in LISTS.items():
        how = _way(data, key, values)
        answers: dict[str, dict[str, Row]] = {}
        for number, row in enumerate(values.rows(data, key, columns), 1):
            where = place(key, number, row.get("group"), row.get("criterion"))
            group = values.name(row.get("group"), where, groups.elements, "group")
            if group is None:
                continue
            elements = groups.elements[group]
            criterion = values.name(row.get("criterion"), where, elements, "element")
            if criterion is None:
                continue
            if criterion in answers.setdefault(group, {}):
                what = "answered more than once; the last one counts"
                values.problems.add(where, what, "ask which")
            answers[group][criterion] = row
        for group, answer in answers.items():
            rows += _answer(key, how, group, answer, groups, values)
    return rows


def _way(data: Mapping[str, Any], key: str, values: Values) -> str:
    """How the rows of a list were stated."""
    if key != "points":
        return key
    how = data.get("importance")
    if how in ("swing", "points"):
        return str(how)
    if data.get("points"):
        what = f"found {found(how)}, not 'swing' or 'points'; points are divided by their sum"
        values.problems.add("importance", what, "nothing, the weights are the same")
    return "points"


def _answer(
    key: str, how: str, group: str, answer: Mapping[str, Row], groups: Groups, values: Values
) -> list[Row]:
    """One whole group as rows of the table of points; none where it cannot be used."""
    elements, where = groups.elements[group], f"{key} ({group})"
    if key == "best_worst":
        if not _agree(answer.values(), "best") or not _agree(answer.values(), "worst"):
            what = "the rows name several best or worst; the group is left out"
            values.problems.add(where, what, "ask which is the best and which the worst")
            return []
        answer = _completed(answer, elements)
    lacking = [element for element in elements if element not in answer]
    if lacking:
        what = f"no answer on {listed(lacking)}; the group is left out"
        values.problems.add(where, what, "ask for the missing answers")
        return []
    if not groups.are_current(*elements, groups.nodes[group]):
        what = "the group or an element has changed since; it is left out"
        values.problems.add(where, what, "ask for it again with a new questionnaire")
        return []
    rows: list[Row] = []
    for element in _in_order(elements, answer):
        row = answer[element]
        about = f"{where}, {element}"
        value = values.number(row.get(VALUE[key]), about)
        to_worst: float | None = math.nan
        if key == "best_worst":
            to_worst = values.number(row.get("to_worst"), f"{about}, to_worst")
        if value is None or to_worst is None:
            what = f"not all answers are numbers: none for {element}"
            if key == "best_worst":
                ends = ("the best with it", "it with the worst")
                missing = [
                    end for end, one in zip(ends, (value, to_worst), strict=True) if one is None
                ]
                what = f"{element}: no comparison of {', '.join(missing)}"
            values.problems.add(where, f"{what}; the group is left out", "ask again")
            return []
        rows.append(
            {
                "group": group,
                "how": how,
                "criterion": element,
                "value": value,
                "to_worst": to_worst,
                "reason": "",
            }
        )
    try:
        priorities_of(pd.DataFrame(rows), how)
    except CriteriaError as error:
        given, _, expected = str(error).partition("; expected ")
        values.problems.add(where, f"{given}; the group is left out", f"ask for {expected}")
        return []
    total = sum(row["value"] for row in rows)
    if how == "points" and abs(total - 100.0) > 0.5:
        what = f"{total:g} points instead of 100; each is divided by the sum"
        values.problems.add(where, what, "nothing, unless a number is a slip")
    return rows


def _agree(rows: Iterable[Row], end: str) -> bool:
    """Whether all rows that name the best (the worst) name the same."""
    named = [row[end] for row in rows if row.get(end) is not None]
    return all(one == named[0] for one in named)


def _completed(answer: Mapping[str, Row], elements: tuple[str, ...]) -> dict[str, Row]:
    """Best-worst comparisons with what follows: 1 for itself, best to worst in both lists.

    The rows of the best and of the worst may be missing, where the others say which they are.
    """
    rows = {
        element: {column: cell for column, cell in row.items() if cell is not None}
        for element, row in answer.items()
    }
    first = next(iter(rows.values()))
    ends = {end: first.get(end) for end in ("best", "worst")}
    if not all(isinstance(end, str) and end in elements for end in ends.values()):
        return rows
    best, worst = (rows.setdefault(str(end), dict(ends)) for end in ends.values())
    best.setdefault("best_to", 1)
    worst.setdefault("to_worst", 1)
    if "best_to" in worst:
        best.setdefault("to_worst", worst["best_to"])
    if "to_worst" in best:
        worst.setdefault("best_to", best["to_worst"])
    return rows


def _in_order(elements: tuple[str, ...], answer: Mapping[str, Row]) -> list[str]:
    """The elements, the one that the respondent calls the best first, the worst last."""
    first = next(iter(answer.values()))
    best, worst = first.get("best"), first.get("worst")
    return sorted(elements, key=lambda element: int(element == worst) - int(element == best))
