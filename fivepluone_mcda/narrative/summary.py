"""The sentences of a brief: the answer with its condition, the data, what would change it."""

from __future__ import annotations

import pandas as pd

from ..analysis import Analysis
from ..methods.registry import method_title
from ..model import Ranking
from ..model.text import counted, digits_apart, joined, number, percent, quoted
from .companion import companion_leaders
from .pictures import score_label
from .provenance import scores_made
from .ranking import methods_sentence, other_leaders_sentence, verdict
from .robustness import cells_sentence, left_out_sentence, one_coder_sentence, silence_sentence
from .scenarios import scenario_counts_sentence
from .setting import method_words, too_large_sentence, weights_words
from .weights import (
    bands_sentence,
    common_bands_sentence,
    free_sentence,
    least_change_sentence,
    present_bands_sentence,
    unequal_sentence,
)

ASKED = 0.8
"""Krippendorff's alpha that is usually asked for."""


def headline(analysis: Analysis) -> str:
    """Who comes first, and on which condition, without a full stop."""
    said = verdict(analysis.ranking)
    if analysis.alone or analysis.tied:
        return said
    methods = analysis.comparison.distinct["winner"].value_counts()
    if methods.iloc[0] > methods.get(analysis.winner, 0):
        said = f"{said} by {method_words(analysis)} (by more methods: {methods.index[0]})"
    bound = analysis.decisive_bound
    if bound.empty:
        return free_sentence(analysis.winner).removesuffix(".")
    label = quoted(analysis.problem.tree.label(str(bound.index[0])))
    lower, upper = bound[["lower", "upper"]].iloc[0]
    if (lower, upper) == (0.0, 1.0):
        return f"{said} whatever {label} weighs"
    if lower == 0.0:
        return f"{said} while {label} weighs less than {percent(upper)}"
    if upper == 1.0:
        return f"{said} while {label} weighs more than {percent(lower)}"
    return f"{said} while {label} weighs {percent(lower)} to {percent(upper)}"


def answer_sentences(analysis: Analysis) -> list[str]:
    """By what the answer was found, who takes over beyond its condition, and what agrees."""
    study = analysis.study
    sentences = [_setting_sentence(analysis)]
    if not analysis.alone and not analysis.tied:
        sentences += [
            _takeover_sentence(analysis.problem.tree.label(str(node)), row)
            for node, row in analysis.decisive_bound.iterrows()
        ]
    if analysis.decisive_theme is not None:
        bands = analysis.winner_bands[analysis.decisive_theme]
        weight = float(analysis.decisive_bound["weight"].iloc[0])
        sentences += [
            companion_leaders(study),
            common_bands_sentence(bands),
            present_bands_sentence(bands, weight),
        ]
    return [sentence for sentence in sentences if sentence]


def picture_sentence(analysis: Analysis) -> str:
    """What the picture of the brief shows, for those who do not see it."""
    if analysis.decisive_theme is not None:
        bands = analysis.winner_bands[analysis.decisive_theme]
        return bands_sentence(bands, bands.attrs["label"])
    return bars_sentence(analysis.ranking)


def picture_note(analysis: Analysis) -> str:
    """Where the picture's bands and the profiles' own weights differ; empty where they do not."""
    if analysis.decisive_theme is None or analysis.scenario is not None:
        return ""
    bands = analysis.winner_bands[analysis.decisive_theme]
    return unequal_sentence(bands, analysis.leaders, analysis.method.name)


def bands_heading(analysis: Analysis, theme: str) -> str:
    """What the bands of a theme show."""
    return f"Who leads at which weight of {quoted(analysis.problem.tree.label(theme))}"


def bars_sentence(ranking: Ranking) -> str:
    """The scores, best first."""
    scores = ranking.scores[ranking.order]
    digits = digits_apart(scores.iloc[0], scores.iloc[min(1, len(scores) - 1)])
    label = score_label(ranking.method, ranking.lower_is_better)
    listed = joined(f"{name} {number(score, digits)}" for name, score in scores.items())
    return f"{label}: {listed}."


def data_sentences(analysis: Analysis) -> list[tuple[str, str]]:
    """Three things to know about the data, each under a heading.

    Where the scores come from; on how many the source says nothing or, where it says something
    on all, how many can change the winner alone; and whether coders agree.
    """
    study = analysis.study
    silence = silence_sentence(
        study,
        analysis.profile,
        analysis.method,
        analysis.profile_weights and analysis.scenario is None,
    )
    said = [("Where the scores come from", " ".join(scores_made(study)))]
    if silence:
        said.append(("Where the source says nothing", silence))
    elif not analysis.alone and analysis.affordable("critical_scores"):
        flips = analysis.critical_scores.dropna(subset="winner")
        said.append(("How much one score matters", cells_sentence(flips, analysis.problem)))
    if len(study.coders) == 1:
        silent = float(study.barrier_codes["silent"].astype(bool).mean())
        said.append(("Whether coders agree", one_coder_sentence(study.coders[0], silent)))
    else:
        agreement = agreement_sentence(analysis)
        left_out = left_out_sentence(analysis.winner, analysis.without_coder)
        said.append(("Whether coders agree", f"{agreement} {left_out}"))
    return said


def agreement_sentence(analysis: Analysis) -> str:
    """On which criterion the coders agree least, and on how many less than is asked for."""
    criteria = analysis.problem.criteria
    alpha = analysis.reliability.set_index("block")["alpha"].loc[criteria].dropna()
    count = counted(len(analysis.study.coders), "coder")
    if alpha.empty:
        return (
            f"Agreement of the {count} cannot be measured: on each criterion all scores are alike."
        )
    low = int((alpha < ASKED).sum())
    below = f"{low} of {counted(len(alpha), 'criterion', 'criteria')}" if low else "no criterion"
    label = quoted(analysis.problem.tree.label(str(alpha.idxmin())))
    return (
        f"The {count} agree least on {label} (Krippendorff's alpha {number(alpha.min())}); on "
        f"{below} alpha is below {ASKED}, which is usually asked for."
    )


def change_sentences(analysis: Analysis) -> list[str]:
    """What would change the result: weights, profiles, scenarios, methods."""
    sentences = []
    if analysis.affordable("least_moved"):
        sentences.append(least_change_sentence(analysis.ranking, analysis.least_moved))
    if analysis.alone:
        return sentences
    sentences.append(other_leaders_sentence(analysis.winner, analysis.leaders))
    if analysis.study.scenarios and analysis.scenario is None and not analysis.set_weights:
        winners = analysis.winners_by_scenario[analysis.profile]
        sentences.append(scenario_counts_sentence(analysis.profile, winners))
    sentences.append(methods_sentence(analysis.comparison.distinct))
    left_out = too_large_sentence(analysis, ["critical_scores", "least_moved"])
    if left_out:
        sentences.append(f"Not computed: {left_out}.")
    return [sentence for sentence in sentences if sentence]


def judgement_words(analysis: Analysis, profile: str) -> str:
    """A profile, and what somebody asks who weighs like this."""
    question = analysis.study.profile(profile).question
    return f"{profile}: {question}" if question else profile


def _setting_sentence(analysis: Analysis) -> str:
    case = ""
    if analysis.scenario is not None:
        title = analysis.study.scenario_table[analysis.scenario].title
        case = f"In the scenario {quoted(title)}, "
    said = f"{case}{verdict(analysis.ranking)} by {method_words(analysis)}"
    return f"{said}, with {weights_words(analysis)}."


def _takeover_sentence(label: str, row: pd.Series) -> str:
    """Who comes first beyond the bounds of a weight, and the weight now."""
    others = [
        f"{leader} leads {side} {percent(bound)}"
        for side, bound, leader in (
            ("just below", row["lower"], row["winner_below"]),
            ("just above", row["upper"], row["winner_above"]),
        )
        if leader is not None
    ]
    now = f"{quoted(label)} now weighs {percent(row['weight'])}"
    return f"{now}; {joined(others)}." if others else f"{now}."


def method_heading(name: str) -> str:
    """The heading of a column of winners."""
    return f"First by {method_title(name)}"
