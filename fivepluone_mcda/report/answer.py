"""The first screen: who comes first, what changes it, and where the numbers come from."""

from __future__ import annotations

from ..analysis import Analysis
from ..narrative.companion import companion_leaders
from ..narrative.provenance import origin, scores_made
from ..narrative.ranking import other_leaders_sentence, verdict
from ..narrative.setting import imprint, method_words, score_words, weights_words
from ..narrative.summary import headline
from ..narrative.weights import (
    common_bands_sentence,
    least_change_sentence,
    stability_sentence,
)
from .numbers import Finding
from .ranking import bars

SHOWN = 8
"""Alternatives that have room in the first screen."""

LONG = 16
"""Letters of a name that stands beside its bar; a longer one stands above it."""


def answer(analysis: Analysis) -> Finding:
    """The first screen: who comes first, what changes it, and where the numbers come from."""
    study, ranking = analysis.study, analysis.ranking
    shown = bars(analysis)
    return {
        "title": study.title,
        "imprint": imprint(study),
        # Where the profile itself sets the weight that decides, the winner is never without it.
        "verdict": verdict(ranking) if analysis.decisive_theme is None else headline(analysis),
        "setting": f"by {method_words(analysis)}, with {weights_words(analysis)}",
        "question": study.profile(analysis.profile).question if analysis.profile_weights else "",
        "score": score_words(analysis, "low" in shown[0]),
        "bars": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        "long": max(len(bar["name"]) for bar in shown[:SHOWN]) > LONG,
        "changes": _changes(analysis),
        "weights": _origin(analysis),
        "origins": scores_made(study),
    }


def _changes(analysis: Analysis) -> list[str]:
    """What changes the winner: a theme or one weight, least weight in all, another profile."""
    study = analysis.study
    if analysis.decisive_theme is not None:
        targets = study.profile(analysis.profile).targets
        sentences = [companion_leaders(study)]
        sentences += [
            common_bands_sentence(bands)
            for theme, bands in analysis.winner_bands.items()
            if theme in targets
        ]
    else:
        sentences = [
            stability_sentence(analysis.problem, analysis.winner, str(node), row)
            for node, row in analysis.nearest_bounds.head(1).iterrows()
        ]
    if analysis.affordable("least_moved"):
        sentences.append(least_change_sentence(analysis.ranking, analysis.least_moved))
    sentences.append(other_leaders_sentence(analysis.winner, analysis.leaders))
    return [sentence for sentence in sentences if sentence]


def _origin(analysis: Analysis) -> str:
    """Where the weights come from; empty where they are not the profile's."""
    return origin(analysis.study, analysis.profile) if analysis.profile_weights else ""
