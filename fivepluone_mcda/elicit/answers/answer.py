"""One file of answers, checked: who answered, when, and what can be used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ...model.text import shown
from ...study import Study
from ..form import PANEL
from ..form_of_study import item_hashes
from .files import Paths, answer_files, read_answers
from .importance import LISTS, Groups, Row, read_judgements, read_points
from .problems import Problem, Problems, found
from .scores import read_scores
from .values import LONGEST_NAME, Values
from .version import Version

ABOUT = ("name", "institution", "country", "field")
"""What respondents may say of themselves."""

KEYS = {"format", "version", "study", "hash", "hashes", "panel", "round", "seed", "importance"}
KEYS |= {"respondent", "saved", "scores", "judgements", "leanings", *LISTS}

MOST_ROUNDS = 99

AHEAD = timedelta(days=1)
"""How much later than now an answer may say it was saved: local times without their zone."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What one file of answers holds.

    Attributes
    ----------
    file : str
        Its name.
    panel : str
        The panel that it is for.
    round : int
        The round of questions.
    saved : str
        When it was saved, in UTC; empty where that is not known.
    id : str
        What recognises the respondent.
    about : dict of str to str
        Name, institution, country, field; empty where not stated.
    scores, judgements, points : list of dict
        What can be used.
    problems : list of Problem
        What is wrong.
    """

    file: str
    panel: str
    round: int
    saved: str
    id: str
    about: Mapping[str, str]
    scores: list[Row]
    judgements: list[Row]
    points: list[Row]
    problems: list[Problem]

    @property
    def origin(self) -> str:
        """The file and the time, as they stand beside each row."""
        return f"{self.file}, {self.saved}".rstrip(", ")


def read_all(
    study: Study, files: Paths, now: datetime | None = None
) -> tuple[list[Answer], list[Problem]]:
    """The answers in all files that hold some, and everything that is wrong in them.

    Answers say that they were saved before `now`, the clock's time where it is left out.

    Raises
    ------
    CriteriaError
        If no file is found.
    """
    now = now or datetime.now(UTC)
    paths, wrong = answer_files(files)
    problems = [problem for one in wrong for problem in one.all()]
    answers, hashes = [], item_hashes(study)
    for path in paths:
        read = _read_answer(path, study, hashes, now)
        if not isinstance(read, Answer):
            problems += read
            continue
        problems += read.problems
        if read.scores or read.judgements or read.points:
            answers.append(read)
    return answers, problems


def _read_answer(
    path: Path, study: Study, hashes: Mapping[str, str], now: datetime
) -> Answer | list[Problem]:
    """The answers in a file, or what is wrong where it holds none.

    `hashes` are those of the study's items, as `item_hashes` gives them.
    """
    problems = Problems(shown(path.name)[:LONGEST_NAME])
    data = read_answers(path, problems)
    if data is None:
        return problems.all()
    values, version = Values(problems), Version(hashes)
    values.unknown(data, KEYS, "")
    if data.get("study") != study.title:
        what = f"answers on a study of another title: {found(data.get('study'))}"
        problems.add("study", what, "nothing, if only the title has changed")
    version.compare(data, problems)
    groups = Groups(study, version)
    about, identity = _respondent(data, values)
    answer = Answer(
        file=values.text(problems.file, "file", LONGEST_NAME),
        panel=_panel(data, values),
        round=_round(data, problems),
        saved=_saved(data, problems, now),
        id=identity,
        about=about,
        scores=read_scores(data, study, values, version),
        judgements=read_judgements(data, groups, values),
        points=read_points(data, groups, values),
        problems=[],
    )
    if not (answer.scores or answer.judgements or answer.points):
        problems.add("", "no answer that can be used", "ask whether this is the right file")
    answer.problems.extend(problems.all())
    return answer


def _respondent(data: Mapping[str, Any], values: Values) -> tuple[dict[str, str], str]:
    """What the respondent says of himself or herself, and the id."""
    given = data.get("respondent")
    if not isinstance(given, dict):
        values.problems.add("respondent", f"found {found(given)}", "ask who it was")
        given = {}
    values.unknown(given, {"id", *ABOUT}, "respondent")
    about = {key: values.text(given.get(key), f"respondent, {key}", LONGEST_NAME) for key in ABOUT}
    identity = values.text(given.get("id"), "respondent, id", 64)
    if not identity:
        # The same answers have the same id, so that they are not counted twice.
        content = {key: data.get(key) for key in ("respondent", "scores", "judgements", *LISTS)}
        text = json.dumps(content, sort_keys=True, default=str)
        identity = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return about, identity


def _panel(data: Mapping[str, Any], values: Values) -> str:
    panel = values.text(data.get("panel"), "panel", LONGEST_NAME)
    if not panel:
        values.problems.add("panel", f"none is named; taken for {PANEL!r}", "nothing")
    return panel or PANEL


def _round(data: Mapping[str, Any], problems: Problems) -> int:
    number = data.get("round", 1)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= MOST_ROUNDS:
        problems.add("round", f"found {found(number)}; taken for 1", "1, or a later round's number")
        return 1
    return number


def _saved(data: Mapping[str, Any], problems: Problems, now: datetime) -> str:
    """The time in UTC, so that times sort as texts; empty where it cannot be right."""
    given = data.get("saved")
    wrong = "which is no time"
    try:
        time = datetime.fromisoformat(given if isinstance(given, str) else "")
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
        if time <= now + AHEAD:
            return time.replace(tzinfo=None).isoformat(timespec="seconds")
        wrong = "later than now"
    except (ValueError, OverflowError):
        pass
    what = f"found {found(given)}, {wrong}; every other answer counts as newer"
    problems.add("saved", what, "if there is a second file of the same person, choose one")
    return ""
