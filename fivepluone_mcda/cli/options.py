"""Options that commands share, and what they stand for."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pandas as pd
from rich.console import Console
from rich.table import Table

from ..model import CriteriaError, Problem

__all__ = [
    "console",
    "format_option",
    "method_option",
    "one_method_option",
    "profile_option",
    "reweighted",
    "scenario_option",
    "show_table",
    "study_option",
    "weight_option",
]

study_option = click.option(
    "--study",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="A study folder; the shipped study if absent.",
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
    "--method", metavar="NAME", default="topsis", show_default=True, help="The method."
)
weight_option = click.option(
    "--weight",
    "settings",
    metavar="NODE=VALUE",
    multiple=True,
    help="Set the weight of a criterion or group, 0 to 1; the others move in proportion. "
    "May be repeated.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How the result is written.",
)


def reweighted(problem: Problem, settings: Sequence[str]) -> Problem:
    """The problem with the weights that ``--weight NODE=VALUE`` options set.

    Raises
    ------
    CriteriaError
        If a setting cannot be read, names no node, or they cannot hold together.
    """
    targets: dict[str, float] = {}
    for setting in settings:
        node, equals, value = setting.rpartition("=")
        try:
            if not equals or not node.strip():
                raise ValueError
            weight = float(value)
        except ValueError:
            raise CriteriaError(
                f"--weight: found {setting!r}; expected NODE=VALUE such as geopolitical=0.3"
            ) from None
        if node.strip() in targets:
            raise CriteriaError(f"--weight: {node.strip()!r} is set twice")
        targets[node.strip()] = weight
    return problem.with_node_weights(targets) if targets else problem


def console() -> Console:
    """Standard output, as wide as the terminal, 100 columns where there is none."""
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    return Console(width=width, highlight=False, markup=False)


def show_table(frame: pd.DataFrame, out: Console) -> None:
    """Print a table of text cells; the first column is the index."""
    table = Table()
    table.add_column(str(frame.index.name or ""), overflow="fold")
    for column in frame.columns:
        table.add_column(str(column), justify="right", no_wrap=True)
    for label, *cells in frame.itertuples(name=None):
        table.add_row(str(label), *(str(cell) for cell in cells))
    out.print(table)
