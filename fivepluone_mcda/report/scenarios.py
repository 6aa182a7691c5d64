"""Scenarios: who comes first if things change, and which choice is good in most of them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..analysis import Analysis
from ..model.text import number, percent
from ..narrative.headings import scenarios_heading
from ..narrative.scenarios import no_regret_sentence, scenario_counts_sentence
from ..study.scenarios import Scenario
from .numbers import Finding, records

MOST = 12
"""Alternatives whose regret is shown."""


def scenarios(analysis: Analysis) -> Finding:
    """Every scenario and what it changes, winners by profile, and the regret of each choice."""
    study = analysis.study
    if not study.scenarios:
        return "scenarios: the study has none"
    grid, base, cases = analysis.winners_by_scenario, analysis.base, study.scenario_table
    choice = analysis.robust_choice.head(MOST) if analysis.absolute else None
    return {
        "heading": scenarios_heading(analysis),
        "counts": [scenario_counts_sentence(profile, grid[profile]) for profile in grid.columns],
        "profile": analysis.profile,
        "profiles": list(grid.columns),
        "rows": [
            {
                "name": name,
                "title": cases[name].title,
                "reason": cases[name].reason,
                "place": cases[name].place,
                "winner": grid.loc[name, analysis.profile],
                "other": grid.loc[name, analysis.profile] != base.best,
                "change": change,
                "profiles": grid.T[name].to_list(),
                "here": name == analysis.scenario,
            }
            for name, change in analysis.scenario_changes.items()
        ],
        "no_regret": no_regret_sentence(analysis.method.name) if choice is None else "",
        "choice": [] if choice is None else _choice(choice, cases),
        "more": max(0, len(study.alternatives) - MOST),
    }


def _choice(choice: pd.DataFrame, cases: Mapping[str, Scenario]) -> list[dict[str, str]]:
    """The rows of `robust_choice` as they are shown."""
    return [
        {
            "name": row["alternative"],
            "regret": number(row["max_regret"]),
            "where": cases[row["worst_scenario"]].title
            if row["worst_scenario"] in cases
            else "no scenario",
            "good": percent(row["satisficing"]),
            "first": percent(row["first"]),
        }
        for row in records(choice)
    ]
