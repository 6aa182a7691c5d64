"""The command ``brief``: one or two pages for those who decide."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.text import escaped
from ..report.brief import brief as write
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
@click.argument("file", metavar="FILE.docx|.pptx|.html", type=click.Path(path_type=Path))
@study_option
@profile_option
@scenario_option
@one_method_option
@weight_option
def brief(
    *,
    file: Path,
    folder: str | None,
    profile: str | None,
    scenario: str | None,
    method: str | None,
    settings: tuple[str, ...],
) -> None:
    """Write a summary of one or two pages for those who decide.

    FILE.docx opens in Word, FILE.pptx in PowerPoint, both in LibreOffice; FILE.html opens in a
    browser and prints on one page.
    """
    study = opened(folder)
    path = write(study, file, profile, scenario, method, set_weights(study, settings))
    click.echo(heading(study))
    click.echo(escaped(f"{path}: written"))
