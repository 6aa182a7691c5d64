"""The command ``scenarios``: who comes first if things change, and which choice is robust."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pandas as pd

from ..methods.registry import resolve
from ..model.text import number, percent
from ..narrative.scenarios import (
    no_regret_sentence,
    robust_choice_sentence,
    scenario_counts_sentence,
    scenarios_sentence,
)
from ..narrative.weights import free_sentence, stability_sentence
from ..robustness import robust_choice, scenario_grid
from ..robustness import scenarios as compare
from .options import one_method_option, opened, profile_option, study_option
from .output import by_label, emit, format_option


@click.command
@click.argument("names", metavar="[SCENARIO]...", nargs=-1)
@study_option
@profile_option
@one_method_option
@format_option
def scenarios(
    names: tuple[str, ...], folder: str | None, profile: str | None, method: str | None, form: str
) -> None:
    """Show who comes first in each SCENARIO of the study, all of them if none is named."""
    study = opened(folder)
    chosen, start = list(names) or None, study.profile(profile).name
    ranked = resolve(method or study.method)
    table = compare(study, chosen, profile, ranked)
    absolute = ranked.kernel(study.problem(profile)).absolute

    def words() -> Iterator[str | pd.DataFrame]:
        grid = scenario_grid(study, chosen, method=ranked)
        yield f"{scenarios_sentence(ranked.name, start, grid.iloc[0][start])}\n"
        for name, row in table.iterrows():
            problem = study.problem(profile, scenario=str(name))
            bound = (
                free_sentence(row["winner"])
                if row["node"] is None
                else stability_sentence(problem, row["winner"], row["node"], row)
            )
            yield f"{name}: {row['title']}\n  {row['change']}\n  {bound}\n"
        yield "Who comes first under each profile:"
        yield grid
        for profile_name, winners in grid.items():
            yield scenario_counts_sentence(str(profile_name), winners)
        if absolute:
            yield robust_choice_sentence(len(grid))
            yield _choice_table(robust_choice(study, chosen, profile, ranked))
        else:
            yield f"\n{no_regret_sentence(ranked.name)} --method additive_value shows it."

    emit(
        form,
        study,
        table=lambda: table,
        readable=lambda: table[["title", "winner", "change"]],
        answer=lambda: {
            "profile": start,
            "method": ranked.name,
            "scenarios": by_label(table),
            "winners_by_profile": by_label(scenario_grid(study, chosen, method=ranked)),
            "robust_choice": by_label(robust_choice(study, chosen, profile, ranked))
            if absolute
            else None,
        },
        words=words,
    )


def _choice_table(choice: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "largest regret": choice["max_regret"].map(number),
            "in": choice["worst_scenario"],
            "good enough": choice["satisficing"].map(percent),
            "first": choice["first"].map(percent),
        }
    )
