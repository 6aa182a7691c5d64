"""Robustness: weights, random draws, scores, coders, methods, screening."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..analysis import Analysis
from ..methods.registry import method_title
from ..model.text import estimated, number, part_digits, percent
from ..narrative.headings import (
    bounds_heading,
    coders_heading,
    draws_heading,
    methods_heading,
    scores_heading,
)
from ..narrative.robustness import alpha_sentence, joint_sentence
from ..narrative.weights import (
    certificate_sentence,
    least_change_sentence,
    moved_sentence,
    stability_sentence,
)
from ..sensitivity import Smaa
from .numbers import Axis, Finding, colours_of, records, score_of

MOST = 12
"""Rows of the tables that show the nearest or largest first."""


def moves(analysis: Analysis) -> Finding:
    """Between which weights of each node the winner stays first, and the least change of all."""
    if analysis.alone:
        return "changes of weights: nothing else is compared"
    problem, tree = analysis.problem, analysis.problem.tree
    return {
        "heading": bounds_heading(analysis),
        "groups": [_bound(analysis, node) for node in tree.groups],
        "leaves": [_bound(analysis, node) for node in tree.leaves],
        "exact": bool(analysis.bounds["exact"].all()),
        "tightest": [
            stability_sentence(problem, analysis.winner, str(node), row)
            for node, row in analysis.nearest_bounds.head(3).iterrows()
        ],
        "several": _several(analysis) if analysis.affordable("least_moved") else None,
    }


def _several(analysis: Analysis) -> dict[str, Any]:
    """The change of several weights that moves the least, and what is proved about all changes."""
    tree, least = analysis.problem.tree, analysis.least_moved
    changes = least.to_frame()
    largest = changes["change"].abs().sort_values(ascending=False, kind="stable").index[:MOST]
    shown = changes.loc[largest].query("change != 0").sort_values("change", ascending=False)
    axis = Axis.over(shown["change"])
    moved = moved_sentence(tree, least.changes)
    proved = analysis.affordable("reversal")
    return {
        "least": f"{least_change_sentence(analysis.ranking, least)} {moved}",
        "certificate": certificate_sentence(analysis.reversal) if proved else "",
        "zero": axis.at(0.0),
        "changes": [
            {
                "label": tree.label(row["criterion"]),
                "base": percent(row["base"]),
                "weight": percent(row["weight"]),
                "change": number(100.0 * row["change"], 1),
                **axis.bar(0.0, row["change"]),
            }
            for row in records(shown.rename_axis("criterion"))
        ],
        "rest": int((changes["change"] != 0.0).sum()) - len(shown),
    }


def draws(analysis: Analysis) -> Finding:
    """How often each alternative comes first when weights, coders and scores are drawn."""
    if analysis.alone:
        return "weights drawn at random: nothing else is compared"
    spaces = {"any weights (plain simplex)": analysis.simplex}
    if analysis.problem.tree.groups:
        spaces["any weights (hierarchical)"] = analysis.hierarchical
    spaces["near the present weights"] = analysis.near
    if analysis.draws_scores:
        spaces["near, scores drawn as well"] = analysis.joint
    columns = [_drawn(result) for result in spaces.values()]
    colours = colours_of(analysis.problem)
    return {
        "heading": draws_heading(analysis),
        "hierarchical": bool(analysis.problem.tree.groups),
        "spaces": [(name, result.samples) for name, result in spaces.items()],
        "joint": joint_sentence(len(analysis.study.coders), analysis.problem.has_ranges),
        "rows": [
            {
                "name": name,
                "colour": colours[name],
                "cells": [column[name] for column in columns],
            }
            for name in analysis.ranking.order
        ],
    }


def scores(analysis: Analysis) -> Finding:
    """The single scores that can change the winner."""
    if analysis.alone:
        return "single scores that decide: nothing else is compared"
    if analysis.slow:
        return (
            "single scores that decide: with this method they take minutes; the command "
            "fivepluone-mcda robustness computes them"
        )
    if not analysis.affordable("critical_scores"):
        return ""
    problem = analysis.problem
    cells = analysis.critical_scores.dropna(subset=["winner"])
    return {
        "heading": scores_heading(analysis),
        "rows": [
            {
                "name": row["alternative"],
                "label": problem.tree.label(row["criterion"]),
                "score": score_of(problem, row["criterion"], row["score"]),
                "flip": score_of(
                    problem,
                    row["criterion"],
                    row["flip_score"],
                    part_digits(row["change"], row["share"], 3),
                ),
                "winner": row["winner"],
            }
            for row in records(cells.head(MOST))
        ],
        "total": len(cells),
    }


def coders(analysis: Analysis) -> Finding:
    """Whether the coders agree, and whether the result depends on one of them."""
    study = analysis.study
    if len(study.coders) < 2:
        return "agreement of the coders: there is one coder"
    blocks = {"all": "All scores", "items": "SWOT items"}
    nothing = "\N{EN DASH}"
    return {
        "heading": coders_heading(analysis),
        "alpha": alpha_sentence(),
        "rows": [
            {
                "leaf": row["block"] in study.criteria,
                "label": blocks.get(row["block"]) or study.tree.label(row["block"]),
                "alpha": nothing if pd.isna(row["alpha"]) else number(row["alpha"]),
                "interval": nothing
                if pd.isna(row["low"])
                else f"{number(row['low'])} to {number(row['high'])}",
                "cells": row["cells"],
                "silent": percent(row["silent"]),
                "note": row["note"],
            }
            for row in records(analysis.reliability)
        ],
    }


def methods(analysis: Analysis) -> Finding:
    """The same scores and weights by other methods."""
    comparison = analysis.comparison
    order = analysis.ranking.order[:MOST]
    return {
        "heading": methods_heading(analysis),
        "columns": order,
        "rows": [
            {
                "name": method_title(row["method"]),
                "winner": row["winner"],
                "kendall": number(row["kendall"], 2),
                "ranks": comparison.ranks.loc[order, row["method"]].to_list(),
            }
            for row in records(comparison.agreement)
        ],
        "reference": method_title(str(comparison.agreement.index[0])),
    }


def _drawn(result: Smaa) -> dict[Any, dict[str, Any]]:
    """How often each alternative comes first, and between which ranks it is."""
    share, error = (
        table[1].to_dict() for table in (result.rank_acceptability, result.standard_error)
    )
    return {
        name: {
            "share": estimated(share[name], error[name]),
            "width": round(100.0 * share[name], 2),
            "ranks": " to ".join(dict.fromkeys(f"{ends[end]:g}" for end in ("low", "high"))),
        }
        for name, ends in result.rank_interval.to_dict("index").items()
    }


def _bound(analysis: Analysis, node: str) -> dict[str, Any]:
    row, axis = analysis.bounds.loc[node].to_dict(), Axis(0.0, 1.0)
    return {
        "label": analysis.problem.tree.label(node),
        "weight": percent(row["weight"]),
        "lower": percent(row["lower"]),
        "upper": percent(row["upper"]),
        "below": row["winner_below"],
        "above": row["winner_above"],
        "at": axis.at(row["weight"]),
        **axis.bar(row["lower"], row["upper"]),
    }
