"""The command ``new``: a study folder to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from ..model import StudyError
from ..model.text import counted
from ..study import load, new_study
from ..study.reading.weight_checks import are_shares


@click.command(short_help="A study folder to begin with.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--shipped", is_flag=True, help="Copy the shipped study instead.")
@click.option(
    "--from",
    "sheet",
    metavar="SHEET",
    type=click.Path(path_type=Path),
    help="Begin from an .xlsx or .csv file: alternatives in the rows, criteria in the columns. "
    "Rows named weight, direction (max or min), low and high say that of the criteria.",
)
@click.pass_context
def new(context: click.Context, folder: Path, shipped: bool, sheet: Path | None) -> None:
    """Write a small, complete study to FOLDER, to be changed into your own."""
    if shipped and sheet is not None:
        raise click.UsageError("--shipped and --from: expected one of them")
    try:
        path = new_study(folder, shipped, sheet=sheet)
    except StudyError as error:
        for line in error.lines:
            click.echo(line, err=True)
        context.exit(2)
    study = load(path)
    problem = study.problem()
    alternatives = counted(len(study.alternatives), "alternative")
    criteria = counted(len(study.criteria), "criterion", "criteria")
    click.echo(
        f"{path}: a complete study of {alternatives} and {criteria}; "
        f"{path / 'README.md'} says what stands where."
    )
    if sheet is not None and study.profiles == ["equal"]:
        click.echo("The sheet has no row 'weight': all criteria weigh the same.")
    if sheet is not None and "weights" in study.tables:
        total = study.tables["weights"]["weight"].sum()
        if not are_shares(total):
            click.echo(f"The weights are points that sum to {total:g}: each is divided by the sum.")
    if sheet is not None and problem.maximise.all():
        click.echo("More is better on every criterion, unless you change it in criteria.csv.")
    # AHP, which ranks as well if nothing is said, knows no negative scores.
    method = " --method topsis" if (problem.values < 0.0).any() else ""
    click.echo(
        f"Next:\n"
        f"  fivepluone-mcda check {path}\n"
        f"  fivepluone-mcda rank --study {path}{method}\n"
        f"  fivepluone-mcda sensitivity --study {path}"
    )
