"""The command ``collect``: the answers that experts sent back, into the study."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pandas as pd

from ..elicit import Collected
from ..elicit import collect as read
from ..model.text import number
from .options import opened
from .output import emit, format_option, rows

ACCEPTED = 0.1
"""Consistency ratio up to which answers are usually accepted."""

MOST = 40
"""Rows of a table that are shown; all are in csv and json."""


@click.command
@click.argument("answers", nargs=-1, required=True, type=click.Path())
@click.option(
    "--into",
    "folder",
    metavar="FOLDER",
    required=True,
    type=click.Path(exists=True, file_okay=False),
    help="The study's folder.",
)
@click.option("--dry-run", is_flag=True, help="Check and show everything, write nothing.")
@format_option
def collect(*, answers: tuple[str, ...], folder: str, dry_run: bool, form: str) -> None:
    """Check ANSWERS (files, or folders of them) and write them into the study in FOLDER.

    Files are those that a questionnaire saved: .json or .xlsx. What can be used is used; everything
    else is listed with its file, its place and a suggestion. Of several files of one respondent the
    newest counts. A second time changes nothing.
    """
    study = opened(folder)
    collected = read(study, answers)
    done = collected.write(study.folder, dry_run)
    emit(
        form,
        study,
        table=collected.to_frame,
        readable=lambda: _respondents(collected),
        answer=lambda: {
            "respondents": rows(collected.to_frame()),
            "problems": rows(collected.problems),
            "consistency": rows(collected.consistency),
            "moved": rows(collected.moved),
            "done": done,
        },
        words=lambda: _words(collected, done),
    )


def _words(collected: Collected, done: list[str]) -> Iterator[str | pd.DataFrame]:
    yield f"{collected.headline()}."
    yield _respondents(collected)
    if len(collected.problems):
        yield "\nProblems, and what to do:"
        yield from _problems(collected.problems)
    above = collected.consistency[collected.consistency["ratio"] > ACCEPTED]
    if len(above):
        named = ", and the value that would agree" if above["suggested"].notna().any() else ""
        yield f"\nConsistency ratios above {ACCEPTED}{named}:"
        yield _shortened(above.dropna(axis=1, how="all").set_index("respondent"))
    if len(collected.moved):
        yield "\nWhat a later round changed:"
        yield _shortened(collected.moved.set_index("respondent"))
    yield ""
    yield from done


def _respondents(collected: Collected) -> pd.DataFrame:
    shown = ["round", "file", "state", "scores", "judgements", "points"]
    return collected.respondents.set_index("respondent")[shown].astype(str)


def _problems(problems: pd.DataFrame) -> Iterator[str]:
    """A line for each problem; the same one in several files shares a line."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for row in problems.to_dict("records"):
        key = str(row["where"]), str(row["what"]), str(row["suggestion"])
        alike.setdefault(key, []).append(str(row["file"]))
    for (where, what, suggestion), files in list(alike.items())[:MOST]:
        names = list(dict.fromkeys(files))
        file = names[0] + (f" and {len(names) - 1} more" if len(names) > 1 else "")
        end = "" if suggestion.endswith("?") else "."
        yield f"  {', '.join(filter(None, [file, where]))}: {what}. To do: {suggestion}{end}"
    if len(alike) > MOST:
        yield f"  ... and {len(alike) - MOST} more (--format json shows all)"


def _shortened(table: pd.DataFrame) -> pd.DataFrame:
    """The first rows as texts."""
    cells = table.head(MOST).map(
        lambda cell: number(cell, 2) if isinstance(cell, float) and not pd.isna(cell) else cell
    )
    return cells.astype(object).fillna("").astype(str)
