"""Results as sentences that a reader without formulas understands."""

from __future__ import annotations

import pandas as pd

from ..model import Problem, Ranking
from ..model.text import counted, joined, number, percent, quoted, signed
from ..sensitivity import Reversal

__all__ = [
    "cells_sentence",
    "claims_sentence",
    "methods_sentence",
    "price_sentence",
    "reversal_sentences",
    "stability_sentence",
    "verdict",
]


def stability_sentence(problem: Problem, winner: str, node: str, row: pd.Series) -> str:
    """How far a node's weight can move while the winner stays, from a row of `stability`."""
    label = quoted(problem.tree.label(node))
    below, above = row["winner_below"], row["winner_above"]
    if below is None and above is None:
        return f"{winner} stays first whatever {label} weighs."
    sentence = (
        f"{winner} stays first while {label} weighs between {percent(row['lower'])} and "
        f"{percent(row['upper'])} (now {percent(row['weight'])})"
    )
    if below is not None:
        sentence += f"; below that {below} leads"
    if above is not None:
        sentence += f"; above that {above} leads"
    return f"{sentence}."


def reversal_sentences(problem: Problem, reversal: Reversal, most: int = 4) -> list[str]:
    """How much weight must move for a rival to draw level, from where to where."""
    if reversal.winner is None:
        return [_nearest(reversal)]
    ordered = reversal.changes.sort_values()

    def sides(changes: pd.Series) -> str:
        return ", ".join(
            f"{quoted(problem.tree.label(str(leaf)))} ({signed(100.0 * change, 1)} points)"
            for leaf, change in changes.items()
        )

    losers = ordered[ordered < 0.0].head(most)
    winners = ordered[ordered > 0.0].iloc[::-1].head(most)
    moved = f"It takes most from {sides(losers)} and gives most to {sides(winners)}."
    sentences = [f"{_nearest(reversal)} {moved}"]
    if reversal.certified_radius > 0.0:
        sentences.append(
            f"Proved: no change of weights nearer than {number(reversal.certified_radius, 4)} "
            f"(Euclidean distance) ends it; the one above lies at {number(reversal.distance, 4)}."
        )
    return sentences


def verdict(ranking: Ranking) -> str:
    """Who comes first, as the shortest true sentence."""
    first = [name for name in ranking.order if ranking.ranks[name] == 1]
    if len(ranking.order) == 1:
        return f"{first[0]} is the only alternative"
    if len(first) == 1:
        return f"{first[0]} comes first"
    return f"{joined(first)} tie for first place"


def price_sentence(ranking: Ranking, reversal: Reversal) -> str:
    """How much weight must move for another alternative to come first, in one sentence."""
    if len(ranking.order) == 1:
        return "Nothing else is compared, so no weights can change the answer."
    if (ranking.ranks == 1).sum() > 1:
        return "The smallest change of weights decides between them."
    return _nearest(reversal)


def _nearest(reversal: Reversal) -> str:
    if reversal.winner is None:
        return f"No weights were found under which {reversal.loser} does not come first."
    return (
        f"The nearest change of weights that ends this moves {percent(reversal.mass_moved)} of the "
        f"weight; then {reversal.winner} draws level with {reversal.loser}."
    )


def claims_sentence(claims: pd.DataFrame) -> str:
    """How many of the source's own comparisons the scores respect, from `check_claims`."""
    count = claims["holds"].value_counts()
    yes, tie, no = (int(count.get(holds, 0)) for holds in ("yes", "tie", "no"))
    return (
        f"Of the {counted(len(claims), 'comparison')} that the source itself makes, {yes} "
        f"{'holds' if yes == 1 else 'hold'} in the scores, {tie} "
        f"{'comes' if tie == 1 else 'come'} out level, {no} {'is' if no == 1 else 'are'} "
        "contradicted."
    )


def cells_sentence(cells: pd.DataFrame, problem: Problem) -> str:
    """How many of the scores can change the winner alone, from rows of `critical_scores`."""
    count = problem.values.size
    between = "between the lowest and the highest score of the criterion"
    if len(problem.scale) == len(problem.criteria):
        where = "inside the scale"
    elif problem.scale:
        where = f"inside the scale or, where none is stated, {between}"
    else:
        where = between
    if not len(cells):
        return (
            f"None of the {count} scores can change the winner alone, wherever it stands {where}."
        )
    verb = "it is" if len(cells) == 1 else "they are"
    return (
        f"{len(cells)} of the {count} scores can change the winner alone, if {verb} moved far "
        f"enough {where}."
    )


def methods_sentence(agreement: pd.DataFrame) -> str:
    """How many methods put whom first, from `compare_methods`."""
    leaders = agreement["winner"].value_counts()
    return (
        f"Of {len(agreement)} methods and normalisations "
        + ", ".join(
            f"{count} put{'s' if count == 1 else ''} {name} first"
            for name, count in leaders.items()
        )
        + "."
    )
