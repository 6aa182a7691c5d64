"""The command ``scenarios``: who comes first if things change, and the choice that holds up."""

from __future__ import annotations

import json

import click
import pandas as pd

from ..export import to_csv, to_markdown
from ..methods.registry import method_title, resolve
from ..model import Problem
from ..model.text import number, percent
from ..narrative.weights import stability_sentence
from ..robustness import robust_choice, scenario_grid
from ..robustness import scenarios as compare
from .options import (
    console,
    format_option,
    heading,
    one_method_option,
    opened,
    profile_option,
    show_table,
    study_option,
)

__all__ = ["scenarios"]


@click.command(short_help="Who comes first if things change.")
@click.argument("names", metavar="[SCENARIO]...", nargs=-1)
@study_option
@profile_option
@one_method_option
@format_option
def scenarios(
    names: tuple[str, ...], folder: str | None, profile: str | None, method: str, form: str
) -> None:
    """Show who comes first in each SCENARIO of the study, all of them if none is named."""
    study = opened(folder)
    chosen = list(names) or None
    table = compare(study, chosen, profile, method)
    if form == "csv":
        click.echo(to_csv(table), nl=False)
        return
    if form == "markdown":
        click.echo(to_markdown(table[["title", "winner", "change"]]))
        return
    grid = scenario_grid(study, chosen, method=method)
    choice = robust_choice(study, chosen, profile, method)
    start = study.profile(profile).name
    if form == "json":
        answer = {
            "study": study.title,
            "profile": start,
            "method": resolve(method).name,
            **{
                name: json.loads(frame.to_json(orient="index", double_precision=15))
                for name, frame in {
                    "scenarios": table, "winners_by_profile": grid, "robust_choice": choice
                }.items()
            },
        }  # fmt: skip
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    out = console()
    click.echo(heading(study))
    out.print(
        f"Scenarios by {method_title(resolve(method).name)}, from profile {start!r} "
        f"({grid.iloc[0][start]} comes first there). What a scenario assumes is a reading, not a "
        "forecast.\n"
    )
    for name, row in table.iterrows():
        problem = study.problem(profile, scenario=str(name))
        out.print(f"{name}: {row['title']}\n  {row['change']}\n  {_hold(problem, row)}\n")
    out.print("Who comes first under each profile:")
    show_table(grid, out)
    out.print(
        f"How well each choice holds up over these {len(grid)} cases: the largest regret (points "
        "of the score behind the best) and where it occurs, in how many cases it is good enough "
        "(at most 0.05 behind), and in how many first:"
    )
    show_table(_choice_table(choice), out)


def _hold(problem: Problem, row: pd.Series) -> str:
    if row["node"] is None:
        return f"{row['winner']} stays first whatever any one criterion or group weighs."
    return stability_sentence(problem, row["winner"], row["node"], row)


def _choice_table(choice: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "largest regret": choice["max_regret"].map(number),
            "in": choice["worst_scenario"],
            "good enough": choice["satisficing"].map(percent),
            "first": choice["first"].map(percent),
        }
    )
