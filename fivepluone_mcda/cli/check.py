"""The command ``check``: everything that is wrong with a study folder."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pandas as pd

from ..model import StudyError
from ..model.errors import listed
from ..model.text import counted
from ..narrative.provenance import ACCEPTED, ratio
from ..study import Study
from ..study.reading.weight_checks import are_shares
from ..study.stale_statements import stale_statements
from .options import opened
from .output import heading


@click.command
@click.argument("folder", required=False, type=click.Path())
@click.pass_context
def check(context: click.Context, folder: str | None) -> None:
    """Read a study FOLDER and list every defect with file, line, column and how to fix it.

    Warns of judgements that contradict each other (consistency ratio above 0.1), of weights in
    points, and of texts that contradict the tables; these are no defects.

    Without FOLDER: the current folder where it holds a study.toml, else the shipped study.
    """
    try:
        study = opened(folder)
    except StudyError as error:
        for line in error.lines:
            click.echo(line, err=True)
        click.echo(str(error).partition("\n")[0], err=True)
        context.exit(2)
    rows = sum(len(table) for table in study.tables.values())
    click.echo(f"{heading(study)}: no defects")
    click.echo(
        ", ".join(
            [
                counted(len(study.alternatives), "alternative"),
                counted(len(study.criteria), "criterion", "criteria"),
                counted(len(study.coders), "coder"),
                counted(len(study.panels), "panel of judges", "panels of judges"),
                counted(len(study.profiles), "profile"),
            ]
        )
        + f"; {counted(rows, 'row')} in {counted(len(study.tables), 'table')}"
    )
    for warning in _warnings(study):
        click.echo(f"Warning: {warning}")


def _warnings(study: Study) -> Iterator[str]:
    """What is no defect and still worth a look."""
    table = study.consistency()
    table = table[table["judge"].notna()]
    missing = table[table["consistency_ratio"].isna()]
    for (panel, judge), rows in missing.groupby(["panel", "judge"], sort=False):
        yield (
            f"panel {panel!r}, judge {judge!r}: the judgements do not connect the elements of "
            f"{listed(rows['group'])}, so that this judge alone has no weights; they count in the "
            "panel's joint judgements"
        )
    for row in table[table["consistency_ratio"] > ACCEPTED].to_dict("records"):
        look = "no single judgement stands out"
        if not pd.isna(row["value"]):
            look = (
                f"the judgement to look at first is {row['a']} against {row['b']}: "
                f"{ratio(row['value'])}, where {ratio(row['consistent'])} would agree best with "
                "the others"
            )
        yield (
            f"panel {row['panel']!r}, judge {row['judge']!r}, group {row['group']!r}: consistency "
            f"ratio {row['consistency_ratio']:.2f}, more than {ACCEPTED:g}; {look}"
        )
    if "weights" in study.tables:
        sums = study.tables["weights"].groupby("profile", sort=False)["weight"].sum()
        for profile, total in sums.items():
            if not are_shares(float(total)):
                yield (
                    f"profile {str(profile)!r}: weights in points that sum to {total:g}; each is "
                    "divided by the sum"
                )
    yield from stale_statements(study)
