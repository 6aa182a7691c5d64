"""How far the verdict holds: weights, scores, coders, methods, the source's claims, scenarios."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..analysis import Analysis
from ..methods.registry import method_title
from ..model.text import estimated, number, part_digits, percent
from ..narrative.ranking import methods_sentence
from ..narrative.robustness import cells_sentence, claims_sentence
from ..narrative.weights import reversal_sentences, stability_sentence
from ..sensitivity import Smaa
from .numbers import Axis, Finding, colours_of, records, score_of

MOST = 12
"""Rows of the tables that show the nearest or largest first."""


def moves(analysis: Analysis) -> Finding:
    """Between which weights of each node the winner stays first, and the nearest reversal."""
    if analysis.alone:
        return "how far the weights can move: nothing else is compared"
    problem, tree = analysis.problem, analysis.problem.tree
    bounds, label = analysis.bounds, tree.label
    moved = bool(analysis.least_moved.changes.any())
    changes = analysis.least_moved.to_frame()
    largest = changes["change"].abs().sort_values(ascending=False, kind="stable").index[:MOST]
    shown = changes.loc[largest].sort_values("change", ascending=False, kind="stable")
    axis = Axis.over(shown["change"])
    return {
        "groups": [_bound(analysis, node) for node in tree.groups],
        "leaves": [_bound(analysis, node) for node in tree.leaves],
        "exact": bool(bounds["exact"].all()),
        "tightest": [
            stability_sentence(problem, analysis.winner, str(node), row)
            for node, row in analysis.nearest_bounds.head(3).iterrows()
        ],
        "reversal": reversal_sentences(
            problem, analysis.ranking, analysis.least_moved, analysis.reversal
        ),
        "moved": moved,
        "zero": axis.at(0.0),
        "changes": [
            {
                "label": label(row["criterion"]),
                "base": percent(row["base"]),
                "weight": percent(row["weight"]),
                "change": number(100.0 * row["change"], 2),
                **axis.bar(0.0, row["change"]),
            }
            for row in records(shown.rename_axis("criterion"))
        ],
        "rest": len(changes) - len(shown),
    }


def draws(analysis: Analysis) -> Finding:
    """How often each alternative comes first when weights, coders and scores are drawn."""
    if analysis.alone:
        return "random weights: nothing else is compared"
    spaces = [
        ("any weights", analysis.hierarchical),
        (f"near profile {analysis.profile}", analysis.near),
    ]
    if analysis.has_intervals:
        spaces.append(("near, scores drawn as well", analysis.joint))
    colours = colours_of(analysis.problem)
    columns = [_drawn(result) for _, result in spaces]
    rows = [
        {
            "name": name,
            "colour": colours[name],
            "cells": [column[name] for column in columns],
        }
        for name in analysis.ranking.order
    ]
    return {
        "spaces": [name for name, _ in spaces],
        "samples": [result.samples for _, result in spaces],
        "rows": rows,
    }


def scores(analysis: Analysis) -> Finding:
    """The single scores that can change the winner."""
    if analysis.alone:
        return "single scores that decide: nothing else is compared"
    if analysis.slow:
        return (
            "single scores that decide: with a method of another package they take minutes; "
            "the command fivepluone-mcda robustness computes them"
        )
    problem = analysis.problem
    label = problem.tree.label
    cells = analysis.critical_scores.dropna(subset=["winner"])
    return {
        "sentence": cells_sentence(cells, problem),
        "rows": [
            {
                "name": row["alternative"],
                "label": label(row["criterion"]),
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
    """Whether the coders agree, and whether the verdict hangs on one of them."""
    study = analysis.study
    if len(study.coders) < 2:
        return "agreement of the coders: the scores are those of one coder"
    winners = analysis.without_coder.set_index("coder")["winner"]
    against = [
        f"without {coder} {name}" for coder, name in winners.items() if name != analysis.winner
    ]
    blocks = {"all": "All scores", "items": "SWOT items"}
    return {
        "count": len(winners),
        "stays": len(winners) - len(against),
        "against": "; ".join(against),
        "rows": [
            {
                "label": blocks.get(row["block"]) or study.tree.label(row["block"]),
                "alpha": "\N{EN DASH}" if pd.isna(row["alpha"]) else number(row["alpha"], 3),
                "interval": "\N{EN DASH}"
                if pd.isna(row["low"])
                else f"{number(row['low'], 3)} to {number(row['high'], 3)}",
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
        "sentence": methods_sentence(comparison.distinct),
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


def claims(analysis: Analysis) -> Finding:
    """The source's own comparisons against the scores."""
    table, label = analysis.claims, analysis.problem.tree.label
    if table.empty:
        return "the source's own comparisons: the study has no claims"
    worst_first = table["holds"].map({"no": 0, "tie": 1, "yes": 2}).sort_values(kind="stable")
    return {
        "sentence": claims_sentence(table),
        "rows": [
            {
                "holds": row["holds"],
                "label": label(row["criterion"]),
                "pair": f"{row['better']} better than {row['worse']}",
                "gap": number(row["gap"], 2),
                "place": row["place"],
                "text": row["paraphrase"],
            }
            for row in records(table.loc[worst_first.index])
        ],
    }


def scenarios(analysis: Analysis) -> Finding:
    """Who comes first if things change, and which choice holds up."""
    study = analysis.study
    if not study.scenarios:
        return "scenarios: the study has none"
    grid, base = analysis.winners_by_scenario, analysis.base
    own = grid[analysis.profile]
    rows = []
    for row in records(analysis.scenarios):
        name = row["scenario"]
        case = study.scenario_table[name]
        rows.append(
            {
                "name": name,
                "title": case.title,
                "reason": case.reason,
                "place": case.place,
                "winner": row["winner"],
                "other": row["winner"] != base.best,
                "change": row["change"],
                "profiles": [grid.loc[name, profile] for profile in grid.columns],
                "here": name == analysis.scenario,
            }
        )
    choice = analysis.robust_choice
    titles = {name: case.title for name, case in study.scenario_table.items()}
    counts = own.iloc[1:].value_counts()
    return {
        "base": base.best,
        "profile": analysis.profile,
        "profiles": list(grid.columns),
        "counts": list(counts.items()),
        "rows": rows,
        "choice": [
            {
                "name": row["alternative"],
                "regret": number(row["max_regret"], 3),
                "where": titles.get(row["worst_scenario"], "no scenario"),
                "good": percent(row["satisficing"]),
                "first": percent(row["first"]),
            }
            for row in records(choice.head(MOST))
        ],
        "more": max(0, len(choice) - MOST),
    }


def _drawn(result: Smaa) -> dict[Any, dict[str, Any]]:
    """How often each alternative comes first, and between which ranks it stands."""
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
