"""The command ``export``: every table in one workbook."""

from __future__ import annotations

from pathlib import Path

import click

from ..output import export as write
from ..study import load
from .options import one_method_option, profile_option, study_option

__all__ = ["export"]


@click.command()
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@study_option
@profile_option
@one_method_option
def export(file: Path, folder: Path | None, profile: str | None, method: str) -> None:
    """Write every table of the study to an Excel workbook, each on its own sheet."""
    click.echo(f"{write(load(folder), file, profile, method)}: written")
