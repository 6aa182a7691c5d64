"""Who comes first, what it would take for another one, and what puts the first above the next."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..methods.registry import method_title, resolve
from ..model import InfeasibleError, MethodError
from ..model.ranking import TIE
from ..output.basis import percent, quoted
from ..output.tables import side_by_side
from ..output.words import price_sentence, stability_sentence, verdict
from ..sensitivity import revealed_weights
from .source import Axis, Finding, Source, number
from .weights import origin

__all__ = ["answer", "compared", "rivals"]

SHOWN = 8
"""Alternatives that have room in the first screen, and rivals that are looked at one by one."""

LONG = 16
"""Letters of a name that stands beside its bar; a longer one stands above it."""

PARTS = 12
"""Criteria that stand alone among those that put one alternative above another."""


def answer(source: Source) -> Finding:
    """The first screen: question, verdict, bars, price, and whose numbers they are."""
    study, ranking = source.study, source.ranking
    bars = _bars(source)
    return {
        "question": study.title,
        "verdict": verdict(ranking),
        "bars": bars[:SHOWN],
        "more": len(bars) > SHOWN,
        "long": max(len(bar["name"]) for bar in bars[:SHOWN]) > LONG,
        "spread": "low" in bars[0],
        "lower_is_better": ranking.lower_is_better,
        "price": _price(source),
        "weights": origin(study, source.profile),
        "others": _others(source),
        "profiles": len(study.profiles),
        "coding": study.coding,
    }


def rivals(source: Source) -> Finding:
    """For each alternative that does not come first: what would put it there."""
    if source.alone:
        return "what it would take for another one: nothing else is compared"
    study, ranking = source.study, source.ranking
    agreement = source.comparison.agreement["winner"]
    cases = source.grid[source.profile].iloc[1:] if study.scenarios else pd.Series(dtype=object)
    rows = []
    for name in ranking.order[1 : SHOWN + 1]:
        share, error = source.anywhere.rank_acceptability[1], source.anywhere.standard_error[1]
        rows.append(
            {
                "name": name,
                "colour": source.colours[name],
                "rank": ranking.ranks[name],
                **_revealed(source, name),
                "profiles": [one for one, leader in source.leaders.items() if leader == name],
                "scenarios": [
                    study.scenario_table[case].title for case in cases.index[cases == name]
                ],
                "methods": int((agreement == name).sum()),
                "share": share[name],
                "error": 2.0 * error[name],
            }
        )
    return {
        "rows": rows,
        "more": len(ranking.order) - 1 - len(rows),
        "profiles": len(study.profiles) > 1,
        "cases": len(cases),
        "methods": len(agreement),
    }


def compared(source: Source) -> Finding:
    """The whole ranking, by two methods more, and what puts the first above the second."""
    chosen = {one.name: one for one in map(resolve, (source.method, "topsis", "ahp"))}
    rankings = {}
    for name, method in chosen.items():
        try:
            rankings[name] = method.rank(source.problem)
        except MethodError:  # not defined for these scores; the reported one is
            continue
    table = side_by_side(rankings)
    names = source.study.alternative_table["name"]
    return {
        "methods": [method_title(name) for name in rankings],
        "digits": source.digits(),
        "bars": {bar["name"]: bar for bar in _bars(source)},
        "rows": [
            {
                "name": name,
                "full": names[name] if names[name] != name else "",
                "cells": [
                    (table.loc[name, f"{one} score"], table.loc[name, f"{one} rank"])
                    for one in rankings
                ],
            }
            for name in table.index
        ],
        "why": _why(source),
    }


def _bars(source: Source) -> list[dict[str, Any]]:
    """The scores as bars, best first, with the spread over the coders where there are several."""
    ranking, scores, spread = source.ranking, source.ranking.scores, source.spread
    ends = (
        scores
        if spread is None
        else pd.concat([scores, *(spread.loc[row] for row in spread.index)])
    )
    axis = Axis.over(ends)
    bars = []
    for name in ranking.order:
        bar: dict[str, Any] = {
            "name": name,
            "rank": ranking.ranks[name],
            "score": number(scores[name], source.digits()),
            "colour": source.colours[name],
            **axis.bar(0.0, scores[name]),
        }
        if spread is not None:
            low, high = spread[name]
            bar |= {
                "low": axis.at(low),
                "high": axis.at(high),
                "interval": f"{number(low, 3)} to {number(high, 3)}",
            }
        bars.append(bar)
    return bars


def _price(source: Source) -> list[str]:
    """How little it takes for another alternative to come first."""
    sentences = [price_sentence(source.ranking, source.reversal)]
    node, row = str(source.bounds.index[0]), source.bounds.iloc[0]
    if row["winner_below"] is not None or row["winner_above"] is not None:
        sentences.insert(0, stability_sentence(source.problem, source.winner, node, row))
    return sentences


def _others(source: Source) -> list[tuple[str, list[str]]]:
    """Who else comes first under the other profiles: (alternative, profiles)."""
    found: dict[str, list[str]] = {}
    for profile, leader in source.leaders.items():
        if leader != source.winner:
            found.setdefault(leader, []).append(profile)
    return list(found.items())


def _revealed(source: Source, name: str) -> dict[str, Any]:
    """The least weight that must move for an alternative to come first, and between what."""
    try:
        revealed = revealed_weights(source.problem, name, [source.method], margin=0.0)
    except InfeasibleError:
        return {"mass": None, "to": "", "away": ""}
    tree = source.problem.tree
    changes = revealed.changes.sort_values(kind="stable")

    def named(part: pd.Series) -> str:
        return ", ".join(quoted(tree, str(leaf)) for leaf in part.index)

    return {
        "mass": percent(revealed.mass_moved),
        "to": named(changes[changes > 0.0].iloc[::-1].head(2)),
        "away": named(changes[changes < 0.0].head(2)),
    }


def _why(source: Source) -> dict[str, Any] | None:
    """What puts the first above the second, criterion by criterion; None where nobody can say."""
    if source.alone:
        return None
    first, second = source.ranking.order[:2]
    try:
        explanation = source.ranking.explain(first, second)
    except MethodError:
        return None
    parts = -explanation.parts if source.ranking.lower_is_better else explanation.parts
    order = parts.abs().sort_values(ascending=False, kind="stable").index
    kept = order if len(order) <= PARTS + 1 else order[:PARTS]
    rows: list[dict[str, Any]] = [
        {
            "label": source.label(leaf),
            "scores": [
                source.score(str(leaf), explanation.scores.loc[leaf, name])
                for name in (first, second)
            ],
            "part": float(parts[leaf]),
        }
        for leaf in parts[kept].sort_values(ascending=False, kind="stable").index
    ]
    rest = parts.drop(kept)
    if len(rest):
        label = f"{len(rest)} other criteria"
        rows.append({"label": label, "scores": ["", ""], "part": float(rest.sum())})
    axis = Axis.over([row["part"] for row in rows])
    return {
        "first": first,
        "second": second,
        "level": abs(explanation.difference) <= TIE,
        "text": explanation.text,
        "zero": axis.at(0.0),
        "rows": [row | axis.bar(0.0, row["part"]) for row in rows],
    }
