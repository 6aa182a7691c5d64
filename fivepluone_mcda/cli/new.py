"""The command ``new``: a study folder to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from ..study import new_study

__all__ = ["new"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--shipped", is_flag=True, help="Copy the shipped study instead.")
def new(folder: Path, shipped: bool) -> None:
    """Write a small, complete study to FOLDER, to be changed into your own."""
    path = new_study(folder, shipped)
    click.echo(
        f"{path}: a complete study; {path / 'README.md'} says what stands where. Next:\n"
        f"  fivepluone-mcda rank --study {path}\n"
        f"  fivepluone-mcda check {path}"
    )
