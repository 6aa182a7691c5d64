"""When another alternative comes first: by weights, profiles, scenarios, methods."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..analysis import Analysis
from ..model.text import estimated, percent, quoted
from ..narrative.headings import rivals_heading
from .numbers import Finding, colours_of

MOST = 8
"""Rivals that are looked at one by one."""


def rivals(analysis: Analysis) -> Finding:
    """For each alternative that does not come first: what would put it there."""
    if analysis.alone:
        return "when another alternative comes first: nothing else is compared"
    study, ranking = analysis.study, analysis.ranking
    colours, anywhere = colours_of(analysis.problem), analysis.hierarchical
    agreement = analysis.comparison.distinct["winner"]
    cases = pd.Series(dtype=object)
    if study.scenarios:
        cases = analysis.winners_by_scenario[analysis.profile].iloc[1:]
    names = ranking.order[1 : MOST + 1]
    searched = analysis.affordable("revealed")
    revealed = {name: _revealed(analysis, name) for name in names} if searched else {}
    rows = [
        {
            "name": name,
            "colour": colours[name],
            "rank": ranking.ranks[name],
            "weights": revealed.get(name),
            "profiles": [one for one, leader in analysis.leaders.items() if leader == name],
            "scenarios": [study.scenario_table[case].title for case in cases.index[cases == name]],
            "methods": int((agreement == name).sum()),
            "share": estimated(
                anywhere.rank_acceptability[1][name], anywhere.standard_error[1][name]
            ),
        }
        for name in names
    ]
    masses = {name: one["mass"] for name, one in revealed.items()}
    return {
        "heading": rivals_heading(analysis, masses),
        "searched": searched,
        "rows": rows,
        "more": len(ranking.order) - 1 - len(rows),
        "profiles": len(study.profiles) > 1,
        "cases": len(cases),
        "methods": len(agreement),
    }


def _revealed(analysis: Analysis, name: str) -> dict[str, Any]:
    """The least weight that must move for an alternative to come first, and between what."""
    revealed = analysis.revealed(name)
    if revealed is None:
        return {"mass": None, "moved": "", "to": "", "away": ""}
    label = analysis.problem.tree.label
    changes = revealed.changes.sort_values(kind="stable")

    def named(part: pd.Series) -> str:
        return ", ".join(quoted(label(str(leaf))) for leaf in part.index)

    return {
        "mass": revealed.mass_moved,
        "moved": percent(revealed.mass_moved),
        "to": named(changes[changes > 0.0].iloc[::-1].head(2)),
        "away": named(changes[changes < 0.0].head(2)),
    }
