"""The command ``check``: everything that is wrong with a study folder."""

from __future__ import annotations

from pathlib import Path

import click

from ..model import StudyError
from ..study import load

__all__ = ["check"]


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check(context: click.Context, folder: Path | None) -> None:
    """Read a study FOLDER and list every defect with file, line, column and mend."""
    try:
        study = load(folder)
    except StudyError as error:
        for defect in error.defects:
            click.echo(str(defect), err=True)
        count = len(error.defects)
        click.echo(f"{error.folder}: {count} defect{'' if count == 1 else 's'}", err=True)
        context.exit(2)
    rows = sum(len(table) for table in study.tables.values())
    click.echo(f"{study.folder}: no defects")
    click.echo(
        f"{len(study.alternatives)} alternatives, {len(study.criteria)} criteria, "
        f"{len(study.coders)} coders, {len(study.panels)} panels of judges, "
        f"{len(study.profiles)} profiles; {rows} rows in {len(study.tables)} tables"
    )
