"""Scenarios: who comes first if things change, and which choice is good in most of them."""

from __future__ import annotations

from ..analysis import Analysis
from ..model.text import number, percent
from ..narrative.headings import scenarios_heading
from ..narrative.scenarios import scenario_counts_sentence
from .numbers import Finding, records

MOST = 12
"""Alternatives whose regret is shown."""


def scenarios(analysis: Analysis) -> Finding:
    """Every scenario and what it changes, winners by profile, and the regret of each choice."""
    study = analysis.study
    if not study.scenarios:
        return "scenarios: the study has none"
    grid, base, cases = analysis.winners_by_scenario, analysis.base, study.scenario_table
    choice = analysis.robust_choice
    return {
        "heading": scenarios_heading(analysis),
        "counts": [scenario_counts_sentence(profile, grid[profile]) for profile in grid.columns],
        "profile": analysis.profile,
        "profiles": list(grid.columns),
        "rows": [
            {
                "name": row["scenario"],
                "title": cases[row["scenario"]].title,
                "reason": cases[row["scenario"]].reason,
                "place": cases[row["scenario"]].place,
                "winner": row["winner"],
                "other": row["winner"] != base.best,
                "change": row["change"],
                "profiles": grid.loc[row["scenario"]].to_list(),
                "here": row["scenario"] == analysis.scenario,
            }
            for row in records(analysis.scenarios)
        ],
        "choice": [
            {
                "name": row["alternative"],
                "regret": number(row["max_regret"]),
                "where": cases[row["worst_scenario"]].title
                if row["worst_scenario"] in cases
                else "no scenario",
                "good": percent(row["satisficing"]),
                "first": percent(row["first"]),
            }
            for row in records(choice.head(MOST))
        ],
        "more": max(0, len(choice) - MOST),
    }
