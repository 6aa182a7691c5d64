"""The files that collected answers are kept in: their rows, old and new, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ...study import Study
from ...study.reading.text_files import separated
from ...study.schema import TABLES

FILES = {
    "scores": "answers-scores.csv",
    "judgements": "answers-judgements.csv",
    "points": "answers-points.csv",
    "respondents": "respondents.csv",
}
"""The file of each table that answers are written to."""

WHO = {"scores": "coder", "judgements": "judge", "points": "judge", "respondents": "respondent"}
"""The column with the respondent."""

SILENT_REASON = "cannot say"
"""What stands as evidence where a respondent says so; a note may follow."""

NO_ANSWER = "no answer"
"""What stands as evidence in a cell that a respondent left out."""

Row = dict[str, str]


def existing_rows(folder: Path, role: str) -> list[Row]:
    """The rows that earlier answers left in the file of a table, as texts."""
    path = folder / FILES[role]
    if not path.is_file():
        return []
    content, separator = separated(path.read_text(encoding="utf-8-sig"))
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=separator))


def with_new(role: str, old: Sequence[Row], new: pd.DataFrame, taken: pd.DataFrame) -> list[Row]:
    """The old rows without those of the respondents and rounds taken over, then the new ones.

    A part that a newer file leaves empty is empty afterwards.
    """
    rows = [{str(key): _text(cell) for key, cell in row.items()} for row in new.to_dict("records")]
    replaced = {
        (row["panel"] if role != "scores" else None, row["respondent"], str(row["round"]))
        for row in taken.to_dict("records")
    }
    kept = [
        row
        for row in old
        if (row.get("panel"), row.get(WHO[role]), row.get("round") or "1") not in replaced
    ]
    return [*kept, *rows]


def complete_scores(rows: Sequence[Row], study: Study) -> list[Row]:
    """The rows of scores, with a row without a score for each cell that a coder left out.

    It stands in the first round of the coder, so that it never replaces an answer.
    """
    answered = [row for row in rows if row.get("evidence") != NO_ANSWER or row.get("best")]
    complete = list(answered)
    for coder in dict.fromkeys(row["coder"] for row in answered):
        own = [row for row in answered if row["coder"] == coder]
        have = {(row["criterion"], row["alternative"]) for row in own}
        first = min(own, key=lambda row: int(row.get("round") or 1))
        complete += [
            {
                "coder": coder,
                "criterion": criterion,
                "alternative": alternative,
                "silent": "1",
                "evidence": NO_ANSWER,
                "round": first.get("round") or "1",
                "origin": first.get("origin", ""),
            }
            for criterion in study.criteria
            for alternative in study.alternatives
            if (criterion, alternative) not in have
        ]
    return complete


def as_csv(role: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows as a file; the mark at its beginning tells Excel that the letters are UTF-8."""
    rows = list(rows)
    own = [*TABLES[role], *(["origin"] if role != "respondents" else [])]
    more = [column for row in rows for column in row if column and column not in own]
    text = io.StringIO()
    columns = [*own, *dict.fromkeys(more)]
    writer = csv.DictWriter(text, columns, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _text(cell: object) -> str:
    """A cell as it is written; texts were made harmless when they were read."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return "" if pd.isna(cell) else repr(cell).removesuffix(".0")
    return str(cell)
