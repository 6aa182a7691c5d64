"""The command ``export``: every table in one workbook."""

from __future__ import annotations

from pathlib import Path

import click

from ..export import export as write
from ..model.text import escaped
from .options import one_method_option, opened, profile_option, study_option
from .output import heading


@click.command
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@study_option
@profile_option
@one_method_option
def export(file: Path, folder: str | None, profile: str | None, method: str | None) -> None:
    """Write every table of the study to an Excel workbook, each on its own sheet."""
    study = opened(folder)
    path = write(study, file, profile, method, progress=True)
    click.echo(heading(study))
    click.echo(escaped(f"{path}: written"))
