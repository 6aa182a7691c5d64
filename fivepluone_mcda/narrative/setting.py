"""What a report is about: method and weights in words, what a score is, what it cannot show."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib.metadata import version

from ..analysis import AFFORDABLE, Analysis
from ..model.text import joined
from ..study import Study
from .provenance import scores_limit, weights_at


def method_words(analysis: Analysis) -> str:
    """The method's name, with the options that the name alone does not give."""
    options = [f"{name} {value}" for name, value in (analysis.method_options or {}).items()]
    return analysis.method.title + (f" ({', '.join(options)})" if options else "")


def score_words(analysis: Analysis, intervals: bool) -> str:
    """What the bars of a ranking measure, and what the lines in them are."""
    better = "lower" if analysis.ranking.lower_is_better else "higher"
    words = f"{method_words(analysis)} score; the {better} the better."
    if analysis.absolute:
        words += " 0: the worst score of the scale on every criterion, 1: the best."
    if not intervals:
        return words
    return f"{words} The black lines show how much it differs between coders (5 % to 95 %)."


def weights_words(analysis: Analysis) -> str:
    """Whose weights they are, and which were set by hand."""
    words = f"the weights of profile {analysis.profile}"
    if not analysis.set_weights:
        return words
    by_hand = weights_at(analysis.problem.tree, analysis.set_weights, "set to ")
    return f"{words} and {by_hand} by hand"


def scores_sentence(coders: int) -> str:
    """What a score is, with so many coders."""
    if coders == 1:
        return "Every score is that of the one coder."
    return f"Every score is the mean of the scores of {coders} coders."


def limits(analysis: Analysis) -> list[str]:
    """What the result cannot show: a sentence for each reason that applies."""
    study = analysis.study
    sentences = ["It shows which alternative comes first with these scores and weights, no more."]
    if limit := scores_limit(study):
        sentences.append(limit)
    recipe = study.profile(analysis.profile).recipe
    if recipe is not None and analysis.profile_weights and recipe.winner == analysis.winner:
        sentences.append(
            f"The weights were chosen so that {recipe.winner} comes first. That it does is "
            "therefore not a finding; how little weight had to move is one."
        )
    if len(study.coders) > 1:
        sentences.append(
            "Coders who agree can all be wrong: agreement shows that the coding is repeatable."
        )
    if not analysis.alone:
        sentences.append(
            "Shares of random draws describe weights and scores that are possible, not the "
            "probability of what will happen."
        )
    if study.scenarios:
        sentences.append("Scenarios state assumptions; they are not forecasts.")
    return [*sentences, "A criterion that is not in the tree has no influence on the result."]


def too_large_sentence(analysis: Analysis, results: Iterable[str] = AFFORDABLE) -> str:
    """Which results are left out because of the number of scores; empty where none is."""
    words = {
        "codes": "the list of all codes",
        "revealed": "the least weight that each other alternative needs",
        "critical_scores": "the single scores that decide",
        "least_moved": "the least weight that changes the winner",
        "reversal": "the distance that is proved safe",
    }
    left_out = [words[result] for result in results if not analysis.affordable(result)]
    if not left_out:
        return ""
    count = f"{analysis.problem.values.size:,}"
    return f"{joined(left_out)}: with {count} scores they take too long or too much room"


def imprint(study: Study) -> list[str]:
    """Date, authors of the study if it names any, and version of the program."""
    made = f"Made with fivepluone_mcda {version('fivepluone_mcda')}"
    day = today()
    by = [f"Study by {study.authors}"] if study.authors else []
    return [f"{day.day} {day:%B %Y}", *by, made]


def today() -> date:
    """The day; that of SOURCE_DATE_EPOCH where it is set, as in reproducible builds."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(stated), UTC).date() if stated.isdigit() else date.today()
