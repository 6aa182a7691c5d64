"""The files of a study that begins from a sheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from textwrap import fill

from ..reading.weight_checks import expected_sum
from ..schema import TABLES
from .criteria import ROOT, node_of
from .table_reading import TableReading

CODER = "me"
"""The coder of the scores in the sheet."""

PROFILE = "mine"
"""The profile with the sheet's weights."""

MANIFEST = """\
# A study is this folder. Change the files with a text editor or a spreadsheet, then run
#   fivepluone-mcda check FOLDER     lists every mistake with file, line and what would be right
#   fivepluone-mcda rank --study FOLDER
# README.md beside this file says what each table contains. Lines that begin with # are comments.

title = {title}

# Where the facts come from; shown with every result.
source = {source}
{method}
[files]
criteria = "criteria.csv"            # what counts, as a tree, with directions and scales
alternatives = "alternatives.csv"    # what is compared
scores = "scores.csv"                # a row for each coder, criterion and alternative
{off}weights = "weights.csv"              # optional: weights that are known already
# judgements = "judgements.csv"      # optional: pairwise judgements, from which weights follow
# scenarios = "scenarios.toml"       # optional: what if

# How the scores were made: say so here. Kind is human, machine or measured; alternatives and
# criteria may be listed as well, where the statement is not about all of them.

# [provenance.sheet]
# kind = "measured"
# how = "..."
# coders = ["{coder}"]

# Profiles: who asks, and how much each criterion weighs for them. The first is the default.

{off}[profiles.mine]
{off}question = "What follows from my own weights?"
{off}weights = "stored"                   # they are in weights.csv

[profiles.equal]
question = "What if all criteria weigh the same?"
weights = "equal"

# [profiles.board]
# question = "What does the board want?"
# panel = "board"                    # the weights follow from this panel's judgements
"""

METHOD = """
# The criteria have units and scales, so each score is valued on its scale. Without this line the
# study is ranked by TOPSIS and AHP, which compare the alternatives with one another.
method = "additive_value"
"""

README = (
    "This folder was made from `{name}`. Its numbers are the scores of one coder, `{coder}`. "
    "{weights}Ask others to score too, set the "
    "weights by judgements, add scenarios, one table at a time, and run `fivepluone-mcda check` on "
    "the folder after each step: it lists every mistake with file, line and what would be right."
)


def files_of(reading: TableReading, title: str, guide: str) -> dict[str, str]:
    """The text of every file of a complete study, by name.

    Parameters
    ----------
    reading : TableReading
        What is compared.
    title : str
        The study's title.
    guide : str
        The README of a new study; what it says of all studies is taken over.
    """
    stored = reading.weights is not None
    manifest = MANIFEST.format(
        title=_quoted(title),
        source=_quoted(f"{reading.origin}, {reading.cells}"),
        method=METHOD if _has_units_on_scales(reading) else "",
        coder=CODER,
        off="" if stored else "# ",
    )
    readme = README.format(
        name=reading.name,
        coder=CODER,
        weights=f"Its weights are the profile `{PROFILE}`. " if stored else "",
    )
    general = guide[guide.index("\n## ") :]
    tables = _tables(reading, title)
    return {
        "study.toml": manifest,
        **{f"{role}.csv": _csv(_stated_columns(role), rows) for role, rows in tables.items()},
        "README.md": f"# {title}\n\n{fill(readme, 100)}\n{general}",
    }


def _has_units_on_scales(reading: TableReading) -> bool:
    """Whether criteria have units, and all of them a stated scale."""
    criteria = reading.criteria
    return any(one.unit for one in criteria) and all(one.scale is not None for one in criteria)


def _tables(reading: TableReading, title: str) -> dict[str, list[list[object]]]:
    """The rows of every table, in the order of the schema's columns."""
    criteria: list[list[object]] = [[ROOT, "", "top", title, "", "", "", "", "", ""]]
    ids = [one.id for one in reading.criteria]
    nodes = {"": ROOT}
    for group in dict.fromkeys(one.group for one in reading.criteria if one.group):
        nodes[group] = _free(node_of(group), [ROOT, *nodes.values(), *ids])
        criteria.append([nodes[group], ROOT, "", group, "", "", "", "", "", ""])
    scores: list[list[object]] = []
    for column, one in enumerate(reading.criteria):
        low, high = ("", "") if one.scale is None else map(_number, one.scale)
        parent = nodes[one.group]
        criteria.append([one.id, parent, "", one.label, one.direction, low, high, one.unit, "", ""])
        for row, name in enumerate(reading.alternatives):
            least, best, most = (
                float(part[row, column]) for part in (reading.low, reading.best, reading.high)
            )
            ends = map(_number, (least, most)) if least < most else ("", "")
            evidence = f"{reading.name}, {reading.places[row][column]}"
            first, last = ends
            silent = int(reading.missing[row, column])
            scores.append([CODER, one.id, name, first, _number(best), last, silent, evidence])
    tables: dict[str, list[list[object]]] = {
        "criteria": criteria,
        "alternatives": [[name, name, "", 1, "", ""] for name in reading.alternatives],
        "scores": scores,
    }
    if reading.weights is not None:
        tables["weights"] = [
            [PROFILE, one.id, _number(weight)]
            for one, weight in zip(reading.criteria, _shares(reading.weights), strict=True)
        ]
    return tables


def _free(node: str, taken: Sequence[str]) -> str:
    """An id that no other node has."""
    while node in taken:
        node += "_"
    return node


def _stated_columns(role: str) -> list[str]:
    """The columns that a sheet can fill: it has one round, and no words of a scale."""
    return [column for column in TABLES[role] if column not in ("round", "words")]


def _shares(weights: list[float]) -> list[float]:
    """The weights as in the sheet; each divided by their sum where a study would refuse that."""
    total = sum(weights)
    return [weight / total for weight in weights] if expected_sum(weights) else weights


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _quoted(text: str) -> str:
    """A text as TOML writes it; the strings of JSON are strings of TOML too."""
    return json.dumps(text, ensure_ascii=False)
