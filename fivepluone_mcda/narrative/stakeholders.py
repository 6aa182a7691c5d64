"""Sentences about stakeholders: who agrees with whom, and the compromise between them."""

from __future__ import annotations

from ..methods.registry import method_title
from ..model.text import joined, number, percent
from ..robustness import Stakeholders
from ..robustness.consensus import level

WAYS = {
    "least_squares": "the smallest sum of squared distances",
    "minimax": "the smallest largest distance",
}


def winners_sentence(result: Stakeholders, panel: str | None) -> str:
    """Who comes first for whom, and in the compromise."""
    kind = "profiles" if panel is None else f"judges of panel {panel!r}"
    names = result.winners.groupby(result.winners, sort=False).groups
    firsts = "; ".join(f"{winner} for {joined(who)}" for winner, who in names.items())
    return (
        f"{len(result.winners)} {kind} by {method_title(result.method)}. First comes {firsts}; in "
        f"the compromise {result.ranking.best}."
    )


def unanimous_sentence(result: Stakeholders) -> str:
    """Which pairs of alternatives all rank alike, and how alike the rankings are."""
    beaten: dict[str, list[str]] = {}
    for above, below in result.unanimous:
        beaten.setdefault(above, []).append(below)
    everyone = "both" if len(result.winners) == 2 else "all"
    pairs = "; ".join(f"{above} above {joined(below)}" for above, below in beaten.items())
    said = (
        f"{everyone.capitalize()} put {pairs}."
        if pairs
        else f"There is no pair that {everyone} put in the same order."
    )
    return f"{said} Kendall's W of the rankings: {number(result.concordance, 2)} (1: all alike)."


def compromise_sentence(result: Stakeholders) -> str:
    """What the compromise is, and what it asks of each."""
    return (
        f"The compromise is the weights with {WAYS[result.how]} from all. For each: the share of "
        f"their weight that moves, how far {result.ranking.best} is behind their own winner in "
        "their scores, and agreement, the mean of Kendall's tau with the others' rankings:"
    )


def consensus_sentence(result: Stakeholders) -> str:
    """How far the weights agree."""
    index = result.consensus_index
    return (
        f"Consensus on the weights: {percent(index)}, {level(index)} (Goepel's indicator; 100 %: "
        "all weigh alike). It is about weights: a small difference can give different winners. By "
        "group of criteria, the lowest first:"
    )
