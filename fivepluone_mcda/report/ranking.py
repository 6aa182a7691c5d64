"""The whole ranking by several methods, and what puts the first above the second."""

from __future__ import annotations

from typing import Any

from ..analysis import Analysis
from ..export.tables import side_by_side
from ..methods.registry import method_title
from ..model.result import TIE
from ..model.text import number
from ..narrative.headings import ranking_heading
from ..narrative.setting import method_words
from .numbers import Axis, Finding, colours_of, digits_of, score_of

PARTS = 12
"""Criteria that stand alone among those that put one alternative above another."""


def ranking(analysis: Analysis) -> Finding:
    """The whole ranking, by two methods more, and what puts the first above the second."""
    rankings = analysis.rankings(("topsis", "ahp"))
    table = side_by_side(rankings)
    names = analysis.study.alternative_table["name"]
    return {
        "heading": ranking_heading(analysis),
        "methods": [method_words(analysis), *map(method_title, list(rankings)[1:])],
        "digits": digits_of(analysis.ranking),
        "bars": {bar["name"]: bar for bar in bars(analysis)},
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
        "intervals": analysis.coder_intervals is not None,
        "lower_is_better": analysis.ranking.lower_is_better,
        "why": _why(analysis),
    }


def bars(analysis: Analysis) -> list[dict[str, Any]]:
    """The scores as bars, best first, with the interval over the coders if there are several."""
    ranking, scores, intervals = analysis.ranking, analysis.ranking.scores, analysis.coder_intervals
    colours, digits = colours_of(analysis.problem), digits_of(ranking)
    ends = [] if intervals is None else intervals.to_numpy().ravel().tolist()
    axis = Axis.over([*scores, *ends])
    rows = []
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
        rows.append(bar)
    return rows


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
