"""Results as sentences that a reader without formulas understands."""

from __future__ import annotations

import pandas as pd

from ..model import Problem
from ..sensitivity import Reversal
from .basis import label_inside, percent

__all__ = ["reversal_sentences", "stability_sentence"]


def stability_sentence(problem: Problem, winner: str, node: str, row: pd.Series) -> str:
    """How far a node's weight can move while the winner stays, from a row of `stability`."""
    label = label_inside(problem.tree, node)
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
        return [f"No weights were found under which {reversal.loser} does not come first."]
    ordered = reversal.changes.sort_values()

    def sides(changes: pd.Series) -> str:
        return ", ".join(
            f"{label_inside(problem.tree, str(leaf))} ({100 * change:+.1f} points)"
            for leaf, change in changes.items()
        )

    losers = ordered[ordered < 0.0].head(most)
    winners = ordered[ordered > 0.0].iloc[::-1].head(most)
    sentences = [
        (
            f"The nearest change of weights that ends this moves {percent(reversal.mass_moved)} of "
            f"the weight; then {reversal.winner} draws level with {reversal.loser}. It takes most "
            f"from {sides(losers)} and gives most to {sides(winners)}."
        )
    ]
    if reversal.certified_radius > 0.0:
        sentences.append(
            f"Proved: no change of weights nearer than {reversal.certified_radius:.4f} (Euclidean "
            f"distance) ends it; the one above lies at {reversal.distance:.4f}."
        )
    return sentences
