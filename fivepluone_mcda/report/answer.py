"""Who comes first, what it would take for another one, and what puts the first above the next."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..analysis import Analysis
from ..export.tables import side_by_side
from ..methods.registry import method_title
from ..model.result import TIE
from ..model.text import estimated, number, percent, quoted
from ..narrative.provenance import origin, scores_made
from ..narrative.ranking import verdict
from ..narrative.weights import least_change_sentence, stability_sentence
from .numbers import Axis, Finding, colours_of, digits_of, score_of

SHOWN = 8
"""Alternatives that have room in the first screen, and rivals that are looked at one by one."""

LONG = 16
"""Letters of a name that stands beside its bar; a longer one stands above it."""

PARTS = 12
"""Criteria that stand alone among those that put one alternative above another."""


def answer(analysis: Analysis) -> Finding:
    """The first screen: question, verdict, bars, price, and whose numbers they are."""
    study, ranking = analysis.study, analysis.ranking
    bars = _bars(analysis)
    return {
        "question": study.title,
        "verdict": verdict(ranking),
        "bars": bars[:SHOWN],
        "more": len(bars) > SHOWN,
        "long": max(len(bar["name"]) for bar in bars[:SHOWN]) > LONG,
        "spread": "low" in bars[0],
        "lower_is_better": ranking.lower_is_better,
        "price": _price(analysis),
        "weights": origin(study, analysis.profile),
        "others": _others(analysis),
        "profiles": len(study.profiles),
        "coding": " ".join(scores_made(study)),
    }


def rivals(analysis: Analysis) -> Finding:
    """For each alternative that does not come first: what would put it there."""
    if analysis.alone:
        return "what it would take for another one: nothing else is compared"
    study, ranking = analysis.study, analysis.ranking
    colours, anywhere = colours_of(analysis.problem), analysis.hierarchical
    agreement = analysis.comparison.distinct["winner"]
    cases = pd.Series(dtype=object)
    if study.scenarios:
        cases = analysis.winners_by_scenario[analysis.profile].iloc[1:]
    rows = []
    for name in ranking.order[1 : SHOWN + 1]:
        share, error = anywhere.rank_acceptability[1], anywhere.standard_error[1]
        rows.append(
            {
                "name": name,
                "colour": colours[name],
                "rank": ranking.ranks[name],
                **_revealed(analysis, name),
                "profiles": [one for one, leader in analysis.leaders.items() if leader == name],
                "scenarios": [
                    study.scenario_table[case].title for case in cases.index[cases == name]
                ],
                "methods": int((agreement == name).sum()),
                "share": estimated(share[name], error[name]),
            }
        )
    return {
        "rows": rows,
        "more": len(ranking.order) - 1 - len(rows),
        "profiles": len(study.profiles) > 1,
        "cases": len(cases),
        "methods": len(agreement),
    }


def compared(analysis: Analysis) -> Finding:
    """The whole ranking, by two methods more, and what puts the first above the second."""
    rankings = analysis.rankings(("topsis", "ahp"))
    table = side_by_side(rankings)
    names = analysis.study.alternative_table["name"]
    return {
        "methods": [method_title(name) for name in rankings],
        "digits": digits_of(analysis.ranking),
        "bars": {bar["name"]: bar for bar in _bars(analysis)},
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
        "why": _why(analysis),
    }


def _bars(analysis: Analysis) -> list[dict[str, Any]]:
    """The scores as bars, best first, with the spread over the coders where there are several."""
    ranking, scores, spread = analysis.ranking, analysis.ranking.scores, analysis.coder_intervals
    colours, digits = colours_of(analysis.problem), digits_of(ranking)
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
            "score": number(scores[name], digits),
            "colour": colours[name],
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


def _price(analysis: Analysis) -> list[str]:
    """How little it takes for another alternative to come first."""
    sentences = [least_change_sentence(analysis.ranking, analysis.least_moved)]
    for node, row in analysis.nearest_bounds.head(1).iterrows():
        sentences.insert(0, stability_sentence(analysis.problem, analysis.winner, str(node), row))
    return sentences


def _others(analysis: Analysis) -> list[tuple[str, list[str]]]:
    """Who else comes first under the other profiles: (alternative, profiles)."""
    found: dict[str, list[str]] = {}
    for profile, leader in analysis.leaders.items():
        if leader != analysis.winner:
            found.setdefault(leader, []).append(profile)
    return list(found.items())


def _revealed(analysis: Analysis, name: str) -> dict[str, Any]:
    """The least weight that must move for an alternative to come first, and between what."""
    revealed = analysis.revealed(name)
    if revealed is None:
        return {"mass": None, "to": "", "away": ""}
    tree = analysis.problem.tree
    changes = revealed.changes.sort_values(kind="stable")

    def named(part: pd.Series) -> str:
        return ", ".join(quoted(tree.label(str(leaf))) for leaf in part.index)

    return {
        "mass": percent(revealed.mass_moved),
        "to": named(changes[changes > 0.0].iloc[::-1].head(2)),
        "away": named(changes[changes < 0.0].head(2)),
    }


def _why(analysis: Analysis) -> dict[str, Any] | None:
    """What puts the first above the second, criterion by criterion; None where nobody can say."""
    explanation = analysis.explanation
    if explanation is None:
        return None
    first, second = analysis.ranking.order[:2]
    label = analysis.problem.tree.label
    parts = -explanation.parts if analysis.ranking.lower_is_better else explanation.parts
    order = parts.abs().sort_values(ascending=False, kind="stable").index
    kept = order if len(order) <= PARTS + 1 else order[:PARTS]
    rows: list[dict[str, Any]] = [
        {
            "label": label(str(leaf)),
            "scores": [
                score_of(analysis.problem, str(leaf), explanation.scores.loc[leaf, name])
                for name in (first, second)
            ],
            "part": float(parts[leaf]),
        }
        for leaf in parts[kept].sort_values(ascending=False, kind="stable").index
    ]
    rest = parts.drop(kept)
    if len(rest):
        name = f"{len(rest)} other criteria"
        rows.append({"label": name, "scores": ["", ""], "part": float(rest.sum())})
    axis = Axis.over([row["part"] for row in rows])
    return {
        "first": first,
        "second": second,
        "level": abs(explanation.difference) <= TIE,
        "text": explanation.text,
        "zero": axis.at(0.0),
        "rows": [row | axis.bar(0.0, row["part"]) for row in rows],
    }
