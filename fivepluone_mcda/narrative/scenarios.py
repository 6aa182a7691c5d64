"""Sentences about scenarios."""

from __future__ import annotations

import pandas as pd

from ..methods.registry import method_title
from ..model.text import counted, joined


def scenarios_sentence(method: str, profile: str, winner: str) -> str:
    """By what the scenarios are compared, and who comes first without one."""
    return (
        f"Scenarios by {method_title(method)} under profile {profile!r}; without a scenario "
        f"{winner} comes first. A scenario is one reading of what could happen, not a forecast."
    )


def robust_choice_sentence(cases: int) -> str:
    """What the table of regrets shows."""
    return (
        f"Each alternative over these {cases} cases: its largest regret (points of the score "
        "behind the best) and where it occurs, in how many cases it is good enough (at most 0.05 "
        "behind the best), and in how many it comes first:"
    )


def no_regret_sentence(method: str) -> str:
    """Why the regret of a choice is not shown by a method whose scores are not absolute."""
    return (
        "Regret, how far a choice is behind the best one in its worst scenario, is not shown: "
        f"scores of {method_title(method)} have no common scale across scenarios. Those of the "
        "method additive_value have."
    )


def scenario_counts_sentence(profile: str, winners: pd.Series) -> str:
    """In how many scenarios each comes first, from a profile's column of `scenario_grid`."""
    counts = winners.iloc[1:].value_counts()
    firsts = joined(f"{name} in {count}" for name, count in counts.items())
    return (
        f"Under profile {profile}, {winners.iloc[0]} comes first without a scenario; over the "
        f"{counted(int(counts.sum()), 'scenario')}, {firsts}."
    )
