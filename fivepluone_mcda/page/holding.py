"""How far the verdict holds: weights, scores, coders, methods, the source's claims, scenarios."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..methods.registry import method_title
from ..model.figures import part_digits
from ..output import percent
from ..output.words import (
    cells_sentence,
    claims_sentence,
    methods_sentence,
    price_sentence,
    reversal_sentences,
    stability_sentence,
)
from ..robustness import (
    check_claims,
    critical_scores,
    reliability,
    robust_choice,
)
from ..robustness.futures import change_in_words
from ..sensitivity import Smaa
from .source import Axis, Finding, Source, number, records

__all__ = ["claims", "coders", "draws", "futures", "methods", "moves", "scores"]

MOST = 12
"""Rows of the tables that show the nearest or largest first."""


def moves(source: Source) -> Finding:
    """Between which weights of each node the winner stays first, and the nearest reversal."""
    if source.alone:
        return "how far the weights can move: nothing else is compared"
    problem, tree = source.problem, source.problem.tree
    bounds = source.bounds
    held = bounds["winner_below"].isna() & bounds["winner_above"].isna()
    moved = bool(source.reversal.changes.any())
    changes = source.reversal.to_frame()
    largest = changes["change"].abs().sort_values(ascending=False, kind="stable").index[:MOST]
    shown = changes.loc[largest].sort_values("change", ascending=False, kind="stable")
    axis = Axis.over(shown["change"])
    return {
        "groups": [_bound(source, node) for node in tree.groups],
        "leaves": [_bound(source, node) for node in tree.leaves],
        "exact": bool(bounds["exact"].all()),
        "tightest": [
            stability_sentence(problem, source.winner, str(node), bounds.loc[node])
            for node in bounds.index[~held][:3]
        ],
        "reversal": reversal_sentences(problem, source.reversal)
        if moved
        else [price_sentence(source.ranking, source.reversal)],
        "moved": moved,
        "zero": axis.at(0.0),
        "changes": [
            {
                "label": source.label(row["criterion"]),
                "base": percent(row["base"]),
                "weight": percent(row["weight"]),
                "change": number(100.0 * row["change"], 2),
                **axis.bar(0.0, row["change"]),
            }
            for row in records(shown.rename_axis("criterion"))
        ],
        "rest": len(changes) - len(shown),
    }


def draws(source: Source) -> Finding:
    """How often each alternative comes first when weights, coders and scores are drawn."""
    if source.alone:
        return "random weights: nothing else is compared"
    spaces = [("any weights", source.anywhere), (f"near profile {source.profile}", source.near)]
    coding = source.problem.coding
    if coding is not None and (coding.high > coding.low).any():
        spaces.append(("near, scores drawn as well", source.joint))
    columns = [_drawn(result) for _, result in spaces]
    rows = [
        {
            "name": name,
            "colour": source.colours[name],
            "cells": [column[name] for column in columns],
        }
        for name in source.ranking.order
    ]
    return {
        "spaces": [name for name, _ in spaces],
        "samples": [result.samples for _, result in spaces],
        "rows": rows,
    }


def scores(source: Source) -> Finding:
    """The single scores that can change the winner."""
    if source.alone:
        return "single scores that decide: nothing else is compared"
    if source.foreign:
        return (
            "single scores that decide: with a method of another package they take minutes; "
            "the command fivepluone-mcda robustness computes them"
        )
    cells = critical_scores(source.problem, source.method).dropna(subset=["winner"])
    return {
        "sentence": cells_sentence(cells, source.problem),
        "rows": [
            {
                "name": row["alternative"],
                "label": source.label(row["criterion"]),
                "score": source.score(row["criterion"], row["score"]),
                "flip": source.score(
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


def coders(source: Source) -> Finding:
    """Whether the coders agree, and whether the verdict hangs on one of them."""
    study = source.study
    if len(study.coders) < 2:
        return "agreement of the coders: the scores are those of one coder"
    winners = {
        coder: source.chosen.rank(
            study.problem(
                source.profile,
                coders=[one for one in study.coders if one != coder],
                scenario=source.scenario,
            )
        ).best
        for coder in study.coders
    }
    against = [
        f"without {coder} {name}" for coder, name in winners.items() if name != source.winner
    ]
    blocks = {"all": "All scores", "items": "SWOT items"}
    return {
        "count": len(winners),
        "stays": len(winners) - len(against),
        "against": "; ".join(against),
        "rows": [
            {
                "label": blocks.get(row["block"]) or source.label(row["block"]),
                "alpha": "\N{EN DASH}" if pd.isna(row["alpha"]) else number(row["alpha"], 3),
                "interval": "\N{EN DASH}"
                if pd.isna(row["low"])
                else f"{number(row['low'], 3)} to {number(row['high'], 3)}",
                "cells": row["cells"],
                "silent": percent(row["silent"]),
                "note": row["note"],
            }
            for row in records(reliability(study))
        ],
    }


def methods(source: Source) -> Finding:
    """The same scores and weights by other methods."""
    comparison = source.comparison
    order = source.ranking.order[:MOST]
    return {
        "sentence": methods_sentence(comparison.agreement),
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


def claims(source: Source) -> Finding:
    """The source's own comparisons against the scores."""
    table = check_claims(source.study)
    if table.empty:
        return "the source's own comparisons: the study has no claims"
    worst_first = table["holds"].map({"no": 0, "tie": 1, "yes": 2}).sort_values(kind="stable")
    return {
        "sentence": claims_sentence(table),
        "rows": [
            {
                "holds": row["holds"],
                "label": source.label(row["criterion"]),
                "pair": f"{row['better']} better than {row['worse']}",
                "gap": number(row["gap"], 2),
                "place": row["place"],
                "text": row["paraphrase"],
            }
            for row in records(table.loc[worst_first.index])
        ],
    }


def futures(source: Source) -> Finding:
    """Who comes first if things change, and which choice holds up."""
    study = source.study
    if not study.scenarios:
        return "scenarios: the study has none"
    grid = source.grid
    own = grid[source.profile]
    base = source.chosen.rank(study.problem(source.profile))
    rows = []
    for name, case in study.scenario_table.items():
        ranking = source.chosen.rank(study.problem(source.profile, scenario=name))
        rows.append(
            {
                "name": name,
                "title": case.title,
                "reason": case.reason,
                "place": case.place,
                "winner": ranking.best,
                "other": ranking.best != base.best,
                "change": change_in_words(base, ranking),
                "profiles": [grid.loc[name, profile] for profile in grid.columns],
                "here": name == source.scenario,
            }
        )
    choice = robust_choice(study, None, source.profile, source.method)
    titles = {name: case.title for name, case in study.scenario_table.items()}
    counts = own.iloc[1:].value_counts()
    return {
        "base": base.best,
        "profile": source.profile,
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
            "share": percent(share[name]),
            "width": round(100.0 * share[name], 2),
            "error": f"{200.0 * error[name]:.1f}",
            "ranks": " to ".join(dict.fromkeys(f"{ends[end]:g}" for end in ("low", "high"))),
        }
        for name, ends in result.rank_interval.to_dict("index").items()
    }


def _bound(source: Source, node: str) -> dict[str, Any]:
    row, axis = source.bounds.loc[node].to_dict(), Axis(0.0, 1.0)
    return {
        "label": source.label(node),
        "weight": percent(row["weight"]),
        "lower": percent(row["lower"]),
        "upper": percent(row["upper"]),
        "below": row["winner_below"],
        "above": row["winner_above"],
        "at": axis.at(row["weight"]),
        **axis.bar(row["lower"], row["upper"]),
    }
