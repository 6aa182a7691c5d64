"""A second round (Delphi): what was disputed, asked again beside the answers of the group."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import pandas as pd

from .form import Form

SPREAD = 0.25
"""Interquartile range, as a share of the scale, above which an item is disputed."""

FACTOR = 3.0
"""The same for judgements: how many times the upper quartile is above the lower one."""

FEWEST = 3
"""Answers that it takes: the quartiles of fewer would tell who said what."""

Answer = Mapping[str, Any]

NAMES = {
    "scores": ("criterion", "alternative"),
    "judgements": ("group", "a", "b"),
    "points": ("group", "criterion"),
    "ranking": ("group", "criterion"),
    "best_worst": ("group", "criterion"),
}
"""What names an item in each part of a file of answers."""


def latest(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """One set of answers for each respondent: of each item those of the newest round.

    Parameters
    ----------
    answers : iterable of dict
        Files of answers; several of one respondent where there were several rounds.
    """
    found: dict[str, dict[str, Any]] = {}
    for one in sorted(answers, key=lambda one: (one["round"], str(one["saved"]))):
        respondent = str(one["respondent"]["id"])
        before = found.get(respondent, {})
        rows = {
            part: list(
                {_name(row, part): row for row in [*before.get(part, ()), *one[part]]}.values()
            )
            for part in NAMES
        }
        found[respondent] = {**one, **rows}
    return list(found.values())


def _name(row: Mapping[str, Any], part: str) -> tuple[str, ...]:
    first, *others = (str(row[column]) for column in NAMES[part])
    return (first, *(sorted(others) if part == "judgements" else others))


def disputes(form: Form, answers: Iterable[Answer]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What everybody answered, and on which items the answers differ most.

    An item is disputed where three respondents or more answered it and the interquartile range of
    their answers is more than a quarter of its scale: more than one step of a scale from 1 to 5,
    the usual limit of consensus [1]_. The scale of swing points is 100, of divided points twice an
    equal share, of ranks the number of places less 1; a criterion without a scale has the range of
    the answers. A pair is disputed where the upper quartile of the judgements is more than 3 times
    the lower one. Points and ranks make sense together only: one disputed element of a group makes
    the whole group disputed. Best-worst comparisons are not asked again.

    Parameters
    ----------
    form : Form
        What is asked now; answers to anything else are left out.
    answers : iterable of dict
        As `latest` gives them.

    Returns
    -------
    answered : DataFrame, respondents x items
        Numbers, NaN where there is none. Items have the names of `Form.previous`.
    items : DataFrame by item
        ``answers`` (how many), ``median``, ``low`` and ``high`` (the quartiles; of judgements
        their ratios' geometric ones), ``disputed``.

    References
    ----------
    .. [1] von der Gracht, H. A. (2012). Consensus measurement in Delphi studies. Technological
       Forecasting and Social Change, 79(8), 1525-1536.
       https://doi.org/10.1016/j.techfore.2012.04.013
    """
    asked = list(_items(form))
    answered = _answered([name for name, _, _ in asked], answers)
    rows = {}
    for name, part, length in asked:
        given = answered[name].dropna()
        values = given.map(math.log) if part == "judgements" else given
        low, median, high = values.quantile([0.25, 0.5, 0.75])
        scale = length or values.max() - values.min()
        rows[name] = {
            "answers": len(values),
            "median": median,
            "low": low,
            "high": high,
            "disputed": len(values) >= FEWEST and high - low > SPREAD * scale + 1e-9,
        }
        if part == "judgements":
            rows[name] |= {end: math.exp(rows[name][end]) for end in ("median", "low", "high")}
    items = pd.DataFrame.from_dict(rows, orient="index")
    for group in form.groups:
        together = [f"{group.id}|{one.id}" for one in group.elements]
        if set(together) <= set(items.index) and items.loc[together, "disputed"].any():
            items.loc[together, "disputed"] = True
    return answered, items


def second_round(form: Form, answers: Iterable[Answer]) -> list[Form]:
    """A questionnaire of its own for each respondent, about what was disputed.

    Parameters
    ----------
    form : Form
        The questionnaire of the new round, as for anybody.
    answers : iterable of dict
        Files of answers of the earlier rounds.

    Returns
    -------
    list of Form
        Each with `Form.previous` and `Form.respondent`; none where nothing is disputed.
    """
    newest = latest(answers)
    answered, items = disputes(form, newest)
    disputed = items[items["disputed"]]
    if disputed.empty:
        return []
    forms = []
    for one in newest:
        own = answered.loc[str(one["respondent"]["id"])].to_dict()
        previous = {
            str(name): {
                "own": None if math.isnan(own[name]) else own[name],
                **{end: float(row[end]) for end in ("median", "low", "high")},
            }
            for name, row in disputed.iterrows()
        }
        respondent = {key: str(value) for key, value in one["respondent"].items() if value}
        forms.append(replace(form, previous=previous, respondent=respondent))
    return forms


def _items(form: Form) -> Iterator[tuple[str, str, float]]:
    """Name, part and length of the scale (0: none) of what can be asked again."""
    if "scores" in form.parts:
        for criterion in form.criteria:
            length = (criterion.high or 0.0) - (criterion.low or 0.0)
            for alternative in form.alternatives:
                yield f"{criterion.id}|{alternative.id}", "scores", length
    for group in form.groups if "judgements" in form.parts else ():
        ids = [element.id for element in group.elements]
        if form.importance == "pairwise":
            for a, b in combinations(ids, 2):
                yield f"{group.id}|{a}|{b}", "judgements", math.log(FACTOR) / SPREAD
        for one in ids:
            if form.importance == "swing":
                yield f"{group.id}|{one}", "points", 100.0
            elif form.importance == "points":
                yield f"{group.id}|{one}", "points", 200.0 / len(ids)
            elif form.importance == "ranking":
                yield f"{group.id}|{one}", "ranking", len(ids) - 1.0


def _answered(names: list[str], answers: Iterable[Answer]) -> pd.DataFrame:
    """Answers as numbers, respondents x items."""
    rows = {}
    for one in answers:
        own: dict[str, float] = {}
        for part, column in (("scores", "best"), ("points", "points"), ("ranking", "rank")):
            for row in one[part]:
                if not row.get("cannot_say"):
                    own["|".join(_name(row, part))] = _number(row.get(column))
        for row in one["judgements"]:
            value = _number(row["value"])
            own[f"{row['group']}|{row['a']}|{row['b']}"] = value
            own[f"{row['group']}|{row['b']}|{row['a']}"] = 1.0 / value
        rows[str(one["respondent"]["id"])] = own
    return pd.DataFrame.from_dict(rows, orient="index").reindex(columns=names).astype(float)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan
