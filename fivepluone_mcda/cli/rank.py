"""The command ``rank``: the ranking, and what it rests on."""

from __future__ import annotations

import json

import click

from ..export import to_csv, to_markdown
from ..export.tables import side_by_side
from ..methods.registry import resolve
from ..model import Ranking
from ..model.text import number
from ..narrative import basis
from .options import (
    console,
    format_option,
    heading,
    method_option,
    opened,
    profile_option,
    reweighted,
    scenario_option,
    show_table,
    study_option,
    weight_option,
)

__all__ = ["rank"]


@click.command(short_help="Rank the alternatives.")
@study_option
@profile_option
@scenario_option
@method_option
@weight_option
@format_option
def rank(
    *,
    folder: str | None,
    profile: str | None,
    scenario: str | None,
    methods: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
) -> None:
    """Rank the alternatives, by TOPSIS and AHP unless told otherwise."""
    study = opened(folder)
    chosen = {one.name: one for one in map(resolve, methods or ("topsis", "ahp"))}
    problem = reweighted(study.problem(profile, scenario=scenario), settings)
    rankings = {name: method.rank(problem) for name, method in chosen.items()}
    if form == "csv":
        click.echo(to_csv(side_by_side(rankings)), nl=False)
        return
    if form == "markdown":
        click.echo(to_markdown(side_by_side(rankings)))
        return
    profile = study.profile(profile).name
    notes = basis(study, profile, list(chosen), scenario)
    if settings:
        notes.insert(0, f"Weights set by hand: {', '.join(settings)}.")
    if form == "json":
        answer = {
            "study": study.title,
            "profile": profile,
            "scenario": scenario,
            "weights": problem.weights.to_dict(),
            "rankings": {name: _plain(ranking) for name, ranking in rankings.items()},
            "basis": notes,
        }
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    out = console()
    click.echo(heading(study))
    shown = side_by_side(rankings)
    scores = [column for column in shown.columns if column.endswith("score")]
    shown[scores] = shown[scores].map(number)
    show_table(shown, out)
    for ranking in rankings.values():
        out.print(ranking.headline())
    for note in notes:
        out.print()
        out.print(note)


def _plain(ranking: Ranking) -> dict[str, object]:
    return {
        "order": ranking.order,
        "scores": ranking.scores.to_dict(),
        "ranks": ranking.ranks.astype(object).to_dict(),
        "lower_is_better": ranking.lower_is_better,
    }
