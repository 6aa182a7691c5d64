"""The command ``check``: everything that is wrong with a study folder."""

from __future__ import annotations

import click

from ..model import StudyError
from ..model.text import counted
from .options import heading, opened

__all__ = ["check"]


@click.command(short_help="What is wrong with a study folder.")
@click.argument("folder", required=False, type=click.Path())
@click.pass_context
def check(context: click.Context, folder: str | None) -> None:
    """Read a study FOLDER and list every defect with file, line, column and mend.

    Without FOLDER: the current folder where it holds a study.toml, else the shipped study.
    """
    try:
        study = opened(folder)
    except StudyError as error:
        for line in error.lines:
            click.echo(line, err=True)
        click.echo(f"{error.folder}: {counted(len(error.defects), 'defect')}", err=True)
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
