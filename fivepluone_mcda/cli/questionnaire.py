"""The command ``questionnaire``: a page that experts fill in and send back."""

from __future__ import annotations

from pathlib import Path

import click

from ..elicit import questionnaire as write
from ..elicit.form import IMPORTANCE, LANGUAGES, PANEL, PARTS
from ..model.text import escaped
from .options import opened, study_option
from .output import heading


@click.command
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@study_option
@click.option(
    "--parts",
    "part",
    type=click.Choice([*PARTS, "both"]),
    default="both",
    show_default=True,
    help="What is asked: scores of the alternatives, judgements of importance, or both.",
)
@click.option(
    "--importance",
    type=click.Choice(IMPORTANCE),
    default=IMPORTANCE[0],
    show_default=True,
    help="How importance is asked.",
)
@click.option("--panel", default=PANEL, show_default=True, help="The panel that answers go to.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Decides the order of the questions, together with who answers.",
)
@click.option("--anonymous", is_flag=True, help="Do not ask respondents who they are.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of the questionnaire's own words.",
)
@click.option(
    "--round",
    "number",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="From 2 on: a folder with a file for each respondent, about what was disputed.",
)
@click.option(
    "--answers",
    multiple=True,
    type=click.Path(),
    help="In a later round: the answers so far, files or a folder. May be repeated.",
)
@click.option("--note", default="", help="What you tell the respondents at the beginning.")
def questionnaire(
    *,
    file: Path,
    folder: str | None,
    part: str,
    importance: str,
    panel: str,
    seed: int,
    anonymous: bool,
    language: str,
    note: str,
    number: int,
    answers: tuple[str, ...],
) -> None:
    """Write a questionnaire for all respondents: FILE.html, or FILE.xlsx for Excel.

    The HTML file works without network. Each respondent fills it in, over several sittings if need
    be, and sends back one small file. With --round 2 --answers FOLDER, FILE is a folder: in it each
    respondent gets a file that shows the earlier answers and asks what was disputed.
    """
    study = opened(folder)
    path = write(
        study,
        file,
        PARTS if part == "both" else [part],
        panel,
        language,
        importance=importance,
        seed=seed,
        anonymous=anonymous,
        note=note,
        round=number,
        answers=list(answers) or None,
    )
    click.echo(heading(study))
    if number > 1:
        click.echo(escaped(f"{path}: written; send each respondent the file with their name"))
        return
    click.echo(escaped(f"{path}: written; send it to the experts, and ask for the file they save"))
