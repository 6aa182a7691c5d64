"""The first screen, the other alternatives' chances, and the ranking with its reasons."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..analysis import Analysis
from ..export.tables import side_by_side
from ..methods.registry import method_title
from ..model.result import TIE
from ..model.text import estimated, number, percent, quoted
from ..narrative.companion import companion_leaders
from ..narrative.provenance import origin, scores_made
from ..narrative.ranking import other_leaders_sentence, verdict
from ..narrative.setting import method_words, weights_words
from ..narrative.weights import common_bands_sentence, least_change_sentence, stability_sentence
from .numbers import Axis, Finding, colours_of, digits_of, score_of

SHOWN = 8
"""Alternatives that have room in the first screen, and rivals that are looked at one by one."""

LONG = 16
"""Letters of a name that stands beside its bar; a longer one stands above it."""

PARTS = 12
"""Criteria that stand alone among those that put one alternative above another."""


def answer(analysis: Analysis) -> Finding:
    """The first screen: who comes first, what changes it, and where the numbers come from."""
    study, ranking = analysis.study, analysis.ranking
    bars = _bars(analysis)
    return {
        "title": study.title,
        "verdict": verdict(ranking),
        "setting": f"by {method_words(analysis)}, with {weights_words(analysis)}",
        "bars": bars[:SHOWN],
        "more": len(bars) > SHOWN,
        "long": max(len(bar["name"]) for bar in bars[:SHOWN]) > LONG,
        "intervals": "low" in bars[0],
        "lower_is_better": ranking.lower_is_better,
        "changes": _changes(analysis),
        "weights": _origin(analysis),
        "origins": scores_made(study),
    }


def rivals(analysis: Analysis) -> Finding:
    """For each alternative that does not come first: what would put it there."""
    if analysis.alone:
        return "when another alternative comes first: nothing else is compared"
    study, ranking = analysis.study, analysis.ranking
    colours, anywhere = colours_of(analysis.problem), analysis.hierarchical
    agreement = analysis.comparison.agreement["winner"]
    cases = pd.Series(dtype=object)
    if study.scenarios:
        cases = analysis.winners_by_scenario[analysis.profile].iloc[1:]
    rows = [
        {
            "name": name,
            "colour": colours[name],
            "rank": ranking.ranks[name],
            **_revealed(analysis, name),
            "profiles": [one for one, leader in analysis.leaders.items() if leader == name],
            "scenarios": [study.scenario_table[case].title for case in cases.index[cases == name]],
            "methods": int((agreement == name).sum()),
            "share": estimated(
                anywhere.rank_acceptability[1][name], anywhere.standard_error[1][name]
            ),
        }
        for name in ranking.order[1 : SHOWN + 1]
    ]
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
        "methods": [method_words(analysis), *map(method_title, list(rankings)[1:])],
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
    """The scores as bars, best first, with the interval over the coders if there are several."""
    ranking, scores, intervals = analysis.ranking, analysis.ranking.scores, analysis.coder_intervals
    colours, digits = colours_of(analysis.problem), digits_of(ranking)
    ends = [] if intervals is None else intervals.to_numpy().ravel().tolist()
    axis = Axis.over([*scores, *ends])
    bars = []
    for name in ranking.order:
        bar: dict[str, Any] = {
            "name": name,
            "rank": ranking.ranks[name],
            "score": number(scores[name], digits),
            "colour": colours[name],
            **axis.bar(0.0, scores[name]),
        }
        if intervals is not None:
            low, high = intervals[name]
            bar |= {
                "low": axis.at(low),
                "high": axis.at(high),
                "interval": f"{number(low, digits)} to {number(high, digits)}",
            }
        bars.append(bar)
    return bars


def _changes(analysis: Analysis) -> list[str]:
    """What changes the winner: a theme or one weight, least weight in all, another profile."""
    study = analysis.study
    targets = study.profile(analysis.profile).targets
    themes = [name for name in study.themes if name in targets]
    if themes and analysis.profile_weights and not analysis.alone:
        sentences = [companion_leaders(study)]
        sentences += [common_bands_sentence(analysis.winner_bands[name]) for name in themes]
    else:
        sentences = [
            stability_sentence(analysis.problem, analysis.winner, str(node), row)
            for node, row in analysis.nearest_bounds.head(1).iterrows()
        ]
    sentences.append(least_change_sentence(analysis.ranking, analysis.least_moved))
    return [*sentences, other_leaders_sentence(analysis.winner, analysis.leaders)]


def _origin(analysis: Analysis) -> str:
    """Where the weights come from; empty where the line below the verdict says it."""
    if not analysis.profile_weights or analysis.study.profile(analysis.profile).base:
        return ""
    return origin(analysis.study, analysis.profile)


def _revealed(analysis: Analysis, name: str) -> dict[str, Any]:
    """The least weight that must move for an alternative to come first, and between what."""
    revealed = analysis.revealed(name)
    if revealed is None:
        return {"mass": None, "to": "", "away": ""}
    label = analysis.problem.tree.label
    changes = revealed.changes.sort_values(kind="stable")

    def named(part: pd.Series) -> str:
        return ", ".join(quoted(label(str(leaf))) for leaf in part.index)

    return {
        "mass": percent(revealed.mass_moved),
        "to": named(changes[changes > 0.0].iloc[::-1].head(2)),
        "away": named(changes[changes < 0.0].head(2)),
    }


def _why(analysis: Analysis) -> dict[str, Any] | None:
    """What puts the first above the second, criterion by criterion; None where it is not known."""
    explanation, problem = analysis.explanation, analysis.problem
    if explanation is None:
        return None
    first, second = analysis.ranking.order[:2]
    parts = -explanation.parts if analysis.ranking.lower_is_better else explanation.parts
    order = parts.abs().sort_values(ascending=False, kind="stable").index
    kept = order if len(order) <= PARTS + 1 else order[:PARTS]
    rows: list[dict[str, Any]] = [
        {
            "label": problem.tree.label(str(leaf)),
            "scores": [
                score_of(problem, str(leaf), explanation.scores.loc[leaf, name])
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
