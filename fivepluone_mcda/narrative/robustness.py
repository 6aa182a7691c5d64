"""Sentences about scores, coders and the source's own comparisons."""

from __future__ import annotations

import pandas as pd

from ..methods.registry import MethodLike
from ..model import Problem
from ..model.text import counted, estimated, joined, percent
from ..robustness import silence
from ..sensitivity import Smaa
from ..study import Study


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
        return f"None of the {count} scores can change the winner alone by a value {where}."
    subject = "it is" if len(cells) == 1 else "they are"
    sentence = (
        f"{len(cells)} of the {count} scores can change the winner alone, if {subject} changed "
        f"far enough {where}."
    )
    if not problem.has_ranges:
        return sentence
    inside = int(cells["in_range"].sum())
    return f"{sentence} {inside or 'None'} of them can do so inside the range of the score itself."


def claims_sentence(claims: pd.DataFrame) -> str:
    """How many of the source's own comparisons the scores agree with, from `check_claims`."""
    count = claims["holds"].value_counts()
    yes, tie, no = (int(count.get(holds, 0)) for holds in ("yes", "tie", "no"))
    return (
        f"Of the {counted(len(claims), 'comparison')} that the source itself makes, the scores "
        f"agree with {yes}, show a tie for {tie} and contradict {no}."
    )


def contradicted_sentence(claims: pd.DataFrame) -> str:
    """Which of the source's own comparisons the scores contradict; empty where none."""
    against = claims[claims["holds"] == "no"]
    if against.empty:
        return ""
    return f"Contradicted: {'; '.join(against['claim'] + ': ' + against['paraphrase'])}."


def respectful_sentence(result: Smaa | None) -> str:
    """Who comes first over the codings that agree with all of the source's own comparisons."""
    if result is None:
        return "None of the codings drawn agrees with all of the source's own comparisons."
    share, error = result.rank_acceptability[1], result.standard_error[1]
    first = share[share > 0.0].sort_values(ascending=False, kind="stable")
    shares = joined(
        f"{name} in {estimated(part, error[str(name)])}" for name, part in first.items()
    )
    return (
        "Among the codings drawn that agree with all of the source's own comparisons, the first "
        f"is {shares}."
    )


def one_coder_sentence(coder: str, silent: float) -> str:
    """That nothing is known of how far coders would differ."""
    said = f"There is one coder, {coder}, so nothing is known of how far others would differ."
    if silent == 0.0:
        return said
    return f"{said} For {percent(silent)} of the scores the source says nothing usable."


def alpha_sentence() -> str:
    """What the agreement of coders does and does not show."""
    return (
        "Agreement of the coders: Krippendorff's alpha, ordinal, with 95 % intervals (1: full "
        "agreement, 0: as by chance; 0.8 or more is usually asked for). It shows that the coding "
        "is repeatable, not that it is right. Silent: the source says nothing usable."
    )


def left_out_sentence(winner: str, left_out: pd.DataFrame) -> str:
    """How often the winner stays when one coder is left out, from `leave_one_coder_out`."""
    stays = left_out["winner"] == winner
    said = (
        f"With one of the {len(left_out)} coders left out, {winner} stays first in "
        f"{int(stays.sum())} of {len(left_out)} cases."
    )
    others = [f"{leader} without {coder}" for coder, leader in left_out["winner"][~stays].items()]
    return f"{said} Otherwise: {joined(others)}." if others else said


def joint_sentence(coders: int, intervals: bool) -> str:
    """What the shares of drawn weights and scores are about."""
    drawn = ["weights near the profile"]
    if coders > 1:
        drawn.append("coders")
    if intervals:
        drawn.append("scores inside their intervals")
    together = " together" if len(drawn) > 1 else ""
    said = (
        f"How often each alternative comes first when {joined(drawn)} are drawn{together}, and "
        "between which ranks it is in 90 % of the draws. ±: two standard errors."
    )
    if intervals:
        return said
    kept = "so each coder's scores stay" if coders > 1 else "so the scores stay"
    return f"{said} No score has an interval, {kept} as they are."


def silence_sentence(study: Study, profile: str, method: MethodLike, unchanged: bool) -> str:
    """On how many scores the source says nothing, and whether the winner depends on them.

    Empty where there are none; what depends on them is said only where the scores and weights
    shown are the profile's (`unchanged`).
    """
    cells = study.silent
    count = int((cells >= 0.5).to_numpy().sum())
    if not count:
        return ""
    said = f"On {count} of the {cells.size} scores the source says nothing usable"
    if len(study.coders) == 1:
        said += "; they are assumed."
    else:
        said += " (according to at least half of the coders); the coders inferred them."
    if not unchanged:
        return said
    winners = silence(study, profile, method).set_index("silent_cells")["winner"]
    others = winners.iloc[1:]
    changed = others[others != winners.iloc[0]]
    tried = joined(
        [
            "at the mean of the criterion's other scores" if value == "mean" else f"at {value}"
            for value in others.index
        ],
        "or",
    )
    if changed.empty:
        return f"{said} With all of them {tried}, {winners.iloc[0]} still comes first."
    named = joined(
        f"{winner} at {'the mean' if value == 'mean' else value}"
        for value, winner in changed.items()
    )
    return f"{said} With all of them {tried}, the winner changes: {named}."
