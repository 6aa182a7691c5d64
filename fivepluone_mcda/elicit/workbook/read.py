"""The answers in a workbook that came back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from ...model import CriteriaError
from ...model.text import shown
from ...study.importing.open_workbook import cells, modified, worksheets
from ..answers.files import FORMAT, VERSION
from ..form import Form
from . import best_worst, pairwise, rated, scores
from .sheets import KEY
from .write import FORM

MOST_CELLS = 1_000_000
"""A sheet with more cells is not read to its end."""

MOST_BYTES = 8 * 2**20
"""Larger files are not opened."""

_LONGEST = 100
"""Characters of a text that stands where a number is expected."""

Row = list[Any]
Answers = dict[str, list[dict[str, Any]]]


def answers_from_workbook(source: str | PathLike[str] | bytes) -> dict[str, Any]:
    """The answers in a workbook, in the form of a file of answers.

    Parameters
    ----------
    source : path or bytes
        The workbook, as an expert saved it.

    Returns
    -------
    dict
        As in the JSON file that a questionnaire page saves; what is not answered is absent. Where
        somebody put a formula into an answer, its stored result is taken. What is no answer, such
        as a word instead of a number, stands there as it was found, so that it can be reported.

    Raises
    ------
    CriteriaError
        If it is no workbook, too large, or does not hold a questionnaire.

    Notes
    -----
    Rows are found by hidden keys, not by their place: sorted or moved rows are read all the same.
    A respondent without a code of a later round has an id that follows from the name (from all
    answers where there is none), so that a second file of the same person is known as such.
    """
    name = "workbook" if isinstance(source, bytes) else shown(Path(source).name)
    try:
        raw = source if isinstance(source, bytes) else _read(Path(source))
        sheets = {str(results.title): (results, formulas) for results, formulas in worksheets(raw)}
        pieces = [str(row[0])[1:] for row in _rows(sheets[FORM]) if row and row[0]]
        form = Form.from_dict(json.loads("".join(pieces)))
        rows = [row for title in sheets if title != FORM for row in _rows(sheets[title])]
        saved = modified(raw)
    except Exception as error:  # whatever a broken or foreign file makes its readers raise
        reason = "no questionnaire in it" if isinstance(error, KeyError) else str(error)
        raise CriteriaError(
            f"{name}: found a file that cannot be read ({shown(reason)[:_LONGEST]}); expected a "
            "questionnaire saved as .xlsx"
        ) from error
    about, answers = _answers(form, rows)
    respondent = {"id": _identity(form, about, answers), **form.respondent}
    if not form.anonymous:
        respondent |= about
    return {
        "format": FORMAT,
        "version": VERSION,
        "study": form.study,
        "hash": form.hash,
        "hashes": dict(form.hashes),
        "panel": form.panel,
        "round": form.round,
        "seed": form.seed,
        "importance": form.importance,
        "respondent": respondent,
        "saved": saved,
        **answers,
    }


def _read(path: Path) -> bytes:
    if (size := path.stat().st_size) > MOST_BYTES:
        raise CriteriaError(f"{size} bytes, more than {MOST_BYTES}")
    return path.read_bytes()


def _rows(sheet: tuple[Any, Any]) -> list[Row]:
    """The rows of a sheet that have something in the column of keys."""
    return [row for row in cells(*sheet, MOST_CELLS) if row and row[KEY - 1] is not None]


def _answers(form: Form, rows: list[Row]) -> tuple[dict[str, str], Answers]:
    """Who answered, and what."""
    about: dict[str, str] = {}
    answers: Answers = {
        part: [] for part in ("scores", "judgements", "points", "ranking", "best_worst")
    }
    labels = {
        group.id: {element.label: element.id for element in group.elements} for group in form.groups
    }
    extremes: dict[tuple[str, str], str] = {}
    for row in rows:
        match _key(row):
            case ["respondent", field] if text := _text(row, 3):
                about[field] = text
            case ["score", criterion, alternative]:
                answers["scores"] += _score(row, criterion, alternative)
            case ["judgement", group, a, b]:
                answers["judgements"] += _judgement(row, group, a, b, labels.get(group, {}))
            case ["swing" | "points", group, criterion]:
                answers["points"] += _rated(row, group, criterion, "points")
            case ["ranking", group, criterion]:
                answers["ranking"] += _rated(row, group, criterion, "rank")
            case ["best" | "worst" as which, group] if text := _text(row, best_worst.BEST_TO):
                extremes[group, which] = labels.get(group, {}).get(text, text)
            case ["best_worst", group, criterion]:
                answers["best_worst"] += _best_worst(row, group, criterion, extremes)
            case _:
                pass
    return about, answers


def _key(row: Row) -> list[str]:
    try:
        key = json.loads(row[KEY - 1])
    except (TypeError, ValueError):
        return []
    return key if isinstance(key, list) and all(isinstance(part, str) for part in key) else []


def _value(row: Row, column: int) -> Any:
    """A number, or what was found instead; None for an empty cell."""
    value = row[column - 1] if column <= len(row) else None
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        text = str(value).strip()
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text[:_LONGEST] or None
    return value


def _text(row: Row, column: int) -> str:
    value = row[column - 1] if column <= len(row) else None
    return "" if value is None else str(value).strip()


def _score(row: Row, criterion: str, alternative: str) -> list[dict[str, Any]]:
    best, low, high = (_value(row, column) for column in (scores.SCORE, scores.LOW, scores.HIGH))
    cannot, note = bool(_text(row, scores.CANNOT)), _text(row, scores.NOTE)
    ends = {"low": best if low is None else low, "high": best if high is None else high}
    given = {"best": best, **ends, "note": note or None}
    stated = {key: value for key, value in given.items() if value is not None}
    if not stated and not cannot:
        return []
    return [{"criterion": criterion, "alternative": alternative, "cannot_say": cannot, **stated}]


def _judgement(
    row: Row, group: str, a: str, b: str, labels: Mapping[str, str]
) -> list[dict[str, Any]]:
    which, times = _text(row, pairwise.WHICH), _value(row, pairwise.HOW_MUCH)
    reason = _text(row, pairwise.REASON)
    if not which and times is None:
        return []
    first, second = (label == which for label in (_name(labels, a), _name(labels, b)))
    value: Any = f"{which} {'' if times is None else times}".strip()
    if isinstance(times, int | float) and times > 0 and (first or times == 1):
        value = times
    elif isinstance(times, int | float) and times > 0 and second:
        value = 1.0 / times
    return [{"group": group, "a": a, "b": b, "value": value, "reason": reason}]


def _name(labels: Mapping[str, str], element: str) -> str | None:
    """The label of an element as it stands in a cell."""
    return next((shown(label).strip() for label, own in labels.items() if own == element), None)


def _rated(row: Row, group: str, criterion: str, what: str) -> list[dict[str, Any]]:
    value = _value(row, rated.VALUE)
    return [] if value is None else [{"group": group, "criterion": criterion, what: value}]


def _best_worst(
    row: Row, group: str, criterion: str, extremes: Mapping[tuple[str, str], str]
) -> list[dict[str, Any]]:
    best, worst = (extremes.get((group, end)) for end in ("best", "worst"))
    best_to, to_worst = _value(row, best_worst.BEST_TO), _value(row, best_worst.TO_WORST)
    if criterion == best:  # the grey cells say nothing
        best_to = to_worst = None
    if criterion == worst:
        to_worst = None
    given = {"best": best, "worst": worst, "best_to": best_to, "to_worst": to_worst}
    if best_to is None and to_worst is None:
        return []
    stated = {key: value for key, value in given.items() if value is not None}
    return [{"group": group, "criterion": criterion, **stated}]


def _identity(form: Form, about: Mapping[str, str], answers: Answers) -> str:
    """An id that follows from the name, or from the answers of who gave none."""
    name = " ".join(about.get("name", "").split()).casefold()
    told = name or json.dumps([form.hash, answers], sort_keys=True, ensure_ascii=False)
    return f"xlsx-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
