"""The command ``new``: a study folder to begin with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..model import StudyError
from ..model.text import counted
from ..study import load
from ..study.importing import TableReading, describe_table, new_study
from ..study.importing.table_reading import shown_table
from .output import console, show_table

ONLY_FROM = ("worksheet", "cells", "transpose", "missing", "directions", "keep", "drop", "decimal")
"""Options about the table in a spreadsheet."""


@click.command
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--shipped", is_flag=True, help="Copy the shipped study instead.")
@click.option(
    "--from",
    "sheet",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Begin from the table in an .xlsx, .csv or .tsv file. Rows named weight, direction, unit, "
    "scale, low or high say that of the criteria.",
)
@click.option("--sheet", "worksheet", metavar="NAME", help="The worksheet with the table.")
@click.option("--cells", metavar="B3:H9", help="The range of the table, with its header.")
@click.option("--transpose/--no-transpose", default=None, help="Whether the rows are the criteria.")
@click.option(
    "--missing",
    type=click.Choice(["drop-alternative", "drop-criterion", "range"]),
    help="What to do about missing scores: leave out the alternatives or the criteria that have "
    "some, or take the score as anywhere on the scale.",
)
@click.option(
    "--direction",
    "directions",
    metavar="CRITERION=max|min",
    multiple=True,
    help="Whether more or less of a criterion is better; may be repeated.",
)
@click.option(
    "--keep",
    metavar="NAME",
    multiple=True,
    help="A row or column that is compared although its name looks otherwise; may be repeated.",
)
@click.option(
    "--drop",
    metavar="NAME",
    multiple=True,
    help="A row or column to leave out; may be repeated.",
)
@click.option(
    "--decimal",
    type=click.Choice(["comma", "point"]),
    help="The decimal sign, where the table does not show it.",
)
@click.option("--yes", is_flag=True, help="Do not ask whether the table was understood.")
@click.pass_context
def new(
    context: click.Context,
    folder: Path,
    shipped: bool,
    sheet: Path | None,
    worksheet: str | None,
    cells: str | None,
    transpose: bool | None,
    missing: str | None,
    directions: tuple[str, ...],
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    decimal: str | None,
    yes: bool,
) -> None:
    """Write a small, complete study to FOLDER, to be changed into your own."""
    if shipped and sheet is not None:
        raise click.UsageError("--shipped and --from: expected one of them")
    if sheet is None:
        if used := [name for name in ONLY_FROM if context.params[name] not in (None, ())]:
            option = {"worksheet": "sheet", "directions": "direction"}.get(used[0], used[0])
            raise click.UsageError(f"--{option} says something of a spreadsheet: add --from FILE")
        _next_steps(new_study(folder, shipped))
        return
    if folder.exists():
        raise click.UsageError(f"{folder}: found something there already; expected a new folder")
    try:
        reading = describe_table(
            sheet,
            sheet=worksheet,
            cells=cells,
            transpose=transpose,
            missing=missing,
            directions=dict(map(_direction, directions)),
            keep=keep,
            drop=drop,
            decimal=decimal,
        )
    except StudyError as error:
        for line in error.lines:
            click.echo(line, err=True)
        context.exit(2)
    doubt = reading.doubt_of_directions
    if doubt and not any(doubt in one for one in reading.doubts):
        reading.doubts.append(doubt)
    _show(reading)
    _confirm(reading, yes)
    _next_steps(new_study(folder, sheet=reading))


def _direction(option: str) -> tuple[str, str]:
    name, sign, way = option.rpartition("=")
    if not sign:
        raise click.UsageError(f"--direction: found {option!r}; expected 'CRITERION=min' or '=max'")
    return name, way


def _show(reading: TableReading) -> None:
    """What was understood, the table of criteria after the first sentence."""
    out = console()
    first, *others = reading.words()
    out.print(first)
    show_table(shown_table(reading.to_frame()), out)
    for line in others:
        out.print(line)


def _confirm(reading: TableReading, yes: bool) -> None:
    """Ask on a terminal; without one only what is doubtful stops the command."""
    if yes:
        return
    if on_a_terminal():
        click.confirm("Is this right?", abort=True)
    elif reading.doubts:
        raise click.UsageError(
            f"{reading.name}: {'; '.join(reading.doubts)}. Add the option, or --yes to go on as "
            "it is"
        )


def on_a_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _next_steps(path: Path) -> None:
    study = load(path)
    alternatives = counted(len(study.alternatives), "alternative")
    criteria = counted(len(study.criteria), "criterion", "criteria")
    # AHP, which ranks as well if nothing is said, knows no negative scores.
    method = " --method topsis" if (study.problem().values < 0.0).any() else ""
    click.echo(
        f"{path}: a complete study of {alternatives} and {criteria}; {path / 'README.md'} explains "
        f"its files.\n"
        f"Next:\n"
        f"  fivepluone-mcda check {path}\n"
        f"  fivepluone-mcda rank --study {path}{method}\n"
        f"  fivepluone-mcda sensitivity --study {path}\n"
        f"  fivepluone-mcda brief {path.name}.docx --study {path}"
    )
