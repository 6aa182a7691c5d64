"""Options that commands share, and what they stand for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ..model import CriteriaError
from ..study import Study, load

study_option = click.option(
    "--study",
    "folder",
    metavar="FOLDER",
    type=click.Path(),
    help="A study folder, or the name of a shipped study (grounds). If absent: the current folder "
    "where it holds a study.toml, else the shipped study.",
)
profile_option = click.option(
    "--profile", metavar="NAME", help="A weight profile; the study's first if absent."
)
scenario_option = click.option(
    "--scenario", metavar="NAME", help="A scenario of the study; none if absent."
)
method_option = click.option(
    "--method", "methods", metavar="NAME", multiple=True, help="A method; may be repeated."
)
one_method_option = click.option(
    "--method",
    metavar="NAME",
    help="The method; the study's own if absent, TOPSIS where it names none.",
)
weight_option = click.option(
    "--weight",
    "settings",
    metavar="NODE=VALUE",
    multiple=True,
    help="Set the weight of a criterion, group or theme, by id or label, as 0.3 or 30%; the "
    "others keep their proportions. May be repeated.",
)


def opened(folder: str | None) -> Study:
    """The study in a folder; in none, that of the current folder, else the shipped one.

    Raises
    ------
    CriteriaError
        If the folder's name is empty, or the study cannot be read.
    """
    if folder == "":
        raise CriteriaError("found an empty name; expected a study folder")
    if folder is None and Path("study.toml").is_file():
        return load(Path.cwd())
    return load(folder)


def set_weights(study: Study, settings: Sequence[str]) -> dict[str, float]:
    """The weights that ``--weight NODE=VALUE`` options set, by id.

    Raises
    ------
    CriteriaError
        If a setting cannot be read, names no node, or one is set twice.
    """
    targets: dict[str, float] = {}
    for setting in settings:
        name, _, value = setting.rpartition("=")
        if not name.strip():
            raise CriteriaError(
                f"--weight: found {setting!r}; expected NODE=VALUE such as "
                f"'{study.criteria[0]}=0.3'"
            )
        node = study.tree.find(name.strip())
        if node in targets:
            raise CriteriaError(f"--weight: {node!r} is set twice")
        number, percent = value.strip().removesuffix("%"), value.strip().endswith("%")
        try:
            targets[node] = float(number) / (100.0 if percent else 1.0)
        except ValueError:
            raise CriteriaError(
                f"--weight: found {value.strip()!r} as the weight of {name.strip()!r}; expected a "
                "decimal such as 0.3, or 30%"
            ) from None
    return targets


def watched(form: str) -> bool:
    """Whether somebody sees a progress bar."""
    return form == "table" and sys.stderr.isatty()
