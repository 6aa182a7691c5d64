"""The command ``report``: one page that can be sent by mail."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.text import escaped
from ..report import report as write
from .options import (
    one_method_option,
    opened,
    profile_option,
    scenario_option,
    set_weights,
    study_option,
    weight_option,
)
from .output import heading


@click.command
@click.argument(
    "file", metavar="[FILE.html]", default="report.html", type=click.Path(path_type=Path)
)
@study_option
@profile_option
@scenario_option
@one_method_option
@weight_option
def report(
    *,
    file: Path,
    folder: str | None,
    profile: str | None,
    scenario: str | None,
    method: str | None,
    settings: tuple[str, ...],
) -> None:
    """Write a report as one HTML file that opens anywhere; report.html unless named."""
    study = opened(folder)
    targets = set_weights(study, settings)
    path = write(study, file, profile, scenario, method, progress=True, set_weights=targets)
    click.echo(heading(study))
    click.echo(escaped(f"{path}: written; open it in a browser"))
