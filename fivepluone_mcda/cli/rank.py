"""The command ``rank``: the ranking, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import click
import pandas as pd

from ..analysis import Analysis
from ..export.tables import side_by_side
from ..methods.registry import resolve
from ..model import Ranking
from ..model.text import digits_apart, number
from ..narrative import basis
from ..narrative.companion import companion_sentence
from ..narrative.ranking import excluded_sentence, units_sentence
from ..narrative.robustness import silence_sentence
from ..narrative.weights import theme_sentence
from ..study import Study
from .options import (
    method_option,
    opened,
    profile_option,
    scenario_option,
    set_weights,
    study_option,
    weight_option,
)
from .output import emit, format_option


@click.command
@study_option
@profile_option
@scenario_option
@method_option
@weight_option
@click.option(
    "--require",
    "conditions",
    metavar="CONDITION",
    multiple=True,
    help='Rank only alternatives whose score satisfies this, such as "G2 < 4". May be repeated.',
)
@format_option
def rank(
    *,
    folder: str | None,
    profile: str | None,
    scenario: str | None,
    methods: tuple[str, ...],
    settings: tuple[str, ...],
    conditions: tuple[str, ...],
    form: str,
) -> None:
    """Rank the alternatives, by the study's own method, or TOPSIS and AHP where it names none."""
    study = opened(folder)
    chosen = {one.name: one for one in map(resolve, methods or _usual(study))}
    targets = set_weights(study, settings)
    analysis = Analysis(study, profile, scenario, next(iter(chosen)), targets)
    problem = analysis.problem.screened(*conditions)
    rankings = {name: method.rank(problem) for name, method in chosen.items()}

    def notes() -> list[str]:
        sentences = basis(
            study, analysis.profile, list(chosen), scenario, targets, list(problem.excluded)
        )
        plain = not (targets or scenario or conditions)
        first = [
            excluded_sentence(problem),
            companion_sentence(study) if plain else "",
            theme_sentence(study, analysis.profile, plain),
        ]
        last = silence_sentence(study, analysis.profile, next(iter(chosen)), plain)
        units = units_sentence(study, list(chosen))
        return [text for text in (*first, *sentences, last, units) if text]

    def words() -> Iterator[str | pd.DataFrame]:
        yield _readable(rankings)
        yield from (ranking.headline() for ranking in rankings.values())
        for note in notes():
            yield f"\n{note}"

    emit(
        form,
        study,
        table=lambda: side_by_side(rankings),
        readable=lambda: side_by_side(rankings),
        answer=lambda: {
            "profile": analysis.profile,
            "scenario": scenario,
            "weights": problem.weights.to_dict(),
            "excluded": problem.excluded,
            "rankings": {name: _answer(ranking) for name, ranking in rankings.items()},
            "basis": notes(),
        },
        words=words,
    )


def _usual(study: Study) -> tuple[str, ...]:
    """The method that the study names, else two that differ."""
    return ("topsis", "ahp") if study.method == "topsis" else (study.method,)


def _readable(rankings: Mapping[str, Ranking]) -> pd.DataFrame:
    """Scores and ranks as text, with decimals that keep the first two apart."""
    table = side_by_side(rankings)
    for name, ranking in rankings.items():
        first, *others = ranking.scores[ranking.order]
        digits = digits_apart(first, others[0] if others else first)
        table[f"{name} score"] = table[f"{name} score"].map(partial(number, digits=digits))
    return table


def _answer(ranking: Ranking) -> dict[str, object]:
    return {
        "order": ranking.order,
        "scores": ranking.scores.to_dict(),
        "ranks": ranking.ranks.to_dict(),
        "lower_is_better": ranking.lower_is_better,
    }
