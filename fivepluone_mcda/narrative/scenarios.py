"""Sentences about scenarios."""

from __future__ import annotations

from ..methods.registry import method_title


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
