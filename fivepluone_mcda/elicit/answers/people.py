"""Who is who: the same respondent in several files, and a name for each in the study."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from ...model.errors import listed
from ...study import Study
from .answer import Answer
from .problems import Problem
from .tables import FILES, WHO

LONGEST = 40
"""Characters of a respondent's name in the study."""

USED = ("new", "newer")
"""States of the files that are taken over; the others are ``already collected``, ``older``,
``not used``."""


class Taken(NamedTuple):
    """A file of answers with its respondent's name in the study, and what becomes of it."""

    respondent: str
    state: str
    answer: Answer


def identify(answers: Iterable[Answer], study: Study) -> tuple[list[Taken], list[Problem]]:
    """Every file with its respondent; of several of one round the newest is taken over.

    Two files for a panel are of the same respondent where the names are equal, or the ids and the
    names are alike or one has none.
    """
    people = _People(study)
    in_order = sorted(answers, key=lambda answer: (answer.saved, answer.file))
    named = [(people.name_of(answer), answer) for answer in in_order]
    taken, problems = [], people.problems
    newest = {(name, answer.round): answer for name, answer in named}
    known = {
        (str(row["respondent"]), int(row["round"])): row
        for row in study.respondents.to_dict("records")
    }
    elsewhere = _elsewhere(study)
    for name, answer in named:
        best = newest[name, answer.round]
        before = known.get((name, answer.round), {})
        state = _state(answer, best, before)
        kept = [elsewhere.get((panel, name, answer.round)) for panel in ("", answer.panel)]
        if state in USED and any(kept):
            places = listed(dict.fromkeys(file for files in kept for file in files or ()))
            what = f"answers of {name!r}, whose answers of this round stand in {places}; left out"
            suggestion = f"if the new ones are to count, take the rows of {name!r} out there"
            problems.append(Problem(answer.file, "", what, suggestion))
            taken.append(Taken(name, "not used", answer))
            continue
        taken.append(Taken(name, state, answer))
        said = {
            "not used": f"answers of {name!r}, of whom {best.file} has newer or the same ones",
            "older": f"answers of {name!r} that are older than those collected",
            "newer": f"answers of {name!r} that replace those collected",
        }
        other = best.id if state == "not used" else before.get("id", answer.id)
        if state in said and other != answer.id:
            suggestion = "the name is the same but the id is not: ask whether it is one person"
            problems.append(Problem(answer.file, "", said[state], suggestion))
        elif state in ("not used", "older"):
            problems.append(Problem(answer.file, "", said[state], "nothing; the newest count"))
    return taken, problems


def _elsewhere(study: Study) -> dict[tuple[str, str, int], list[str]]:
    """Files of the study's own that hold answers, by panel (none of scores), name and round."""
    found: dict[tuple[str, str, int], list[str]] = {}
    for role, own in FILES.items():
        for table in (study.tables.get(role), study.earlier.get(role)):
            if table is None:
                continue
            rows = table[table["file"] != own]
            panels = rows["panel"] if "panel" in rows else [""] * len(rows)
            for panel, name, number, file in zip(
                panels, rows[WHO[role]], rows["round"], rows["file"], strict=True
            ):
                files = found.setdefault((str(panel), str(name), int(number)), [])
                if file not in files:
                    files.append(str(file))
    return found


def _state(answer: Answer, newest: Answer, before: Mapping[Hashable, object]) -> str:
    """What becomes of a file, by the newest of its respondent and round and what was collected."""
    if answer is not newest:
        return "not used"
    if not before:
        return "new"
    if answer.saved == before["saved"]:
        return "already collected"
    return "newer" if answer.saved > str(before["saved"]) else "older"


class _People:
    """The respondents of a study, and those who are added."""

    def __init__(self, study: Study) -> None:
        self.by_key: dict[tuple[str, str, str], str] = {}
        self.named: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        self.used = {coder.casefold() for coder in study.coders}
        self.used |= {judge.casefold() for panel in study.panels for judge in study.judges(panel)}
        for row in study.respondents.to_dict("records"):
            self.used.add(str(row["respondent"]).casefold())
            self._learn(str(row["panel"]), str(row["id"]), str(row["name"]), str(row["respondent"]))

    def name_of(self, answer: Answer) -> str:
        """The respondent's name in the study; a new one for somebody who is not known yet."""
        stated = answer.about["name"]
        keys = _keys(answer.panel, answer.id, stated)
        name = next((self.by_key[key] for key in keys if key in self.by_key), None)
        known = self.named.get(name or "", [])
        if name is None:
            name = self._new(stated)
        elif stated and known and not any(_alike(stated, other) for other in known):
            other, name = name, self._new(stated)
            what = f"the id of {other!r} but another name, {stated!r}; kept apart as {name!r}"
            suggestion = "if it is one person, put the same name in both files and collect again"
            self.problems.append(Problem(answer.file, "respondent", what, suggestion))
        self._learn(answer.panel, answer.id, stated, name)
        return name

    def _learn(self, panel: str, identity: str, stated: str, name: str) -> None:
        for key in _keys(panel, identity, stated):
            self.by_key.setdefault(key, name)
        if stated:
            self.named.setdefault(name, []).append(stated)

    def _new(self, stated: str) -> str:
        base, number = _readable(stated), 1
        name = base or f"r{number:02}"
        while name.casefold() in self.used:
            number += 1
            name = f"{base}-{number}" if base else f"r{number:02}"
        self.used.add(name.casefold())
        return name


def _keys(panel: str, identity: str, stated: str) -> list[tuple[str, str, str]]:
    """By what a respondent is recognised: the stated name first, then the id."""
    name = " ".join(stated.casefold().split())
    return [(panel, kind, key) for kind, key in (("name", name), ("id", identity)) if key]


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: all words of one are in the other.

    Examples
    --------
    >>> _alike("Aliya Bek", "Dr. aliya-bek"), _alike("Aliya Bek", "Boris Bek")
    (True, False)
    """
    words, others = (set(_readable(name).split("-")) for name in (one, other))
    return words <= others or others <= words


def _readable(stated: str) -> str:
    """A stated name as letters, digits and hyphens.

    Examples
    --------
    >>> _readable("Dr. Aliya O'Neil"), _readable("Иванов И."), _readable("=?")
    ('dr-aliya-o-neil', 'иванов-и', '')
    """
    text = unicodedata.normalize("NFKC", stated).casefold()
    return re.sub(r"[\W_]+", "-", text).strip("-")[:LONGEST].strip("-")


def respondents_table(taken: Iterable[Taken]) -> pd.DataFrame:
    """One row a file: who answered, when, how much, and what becomes of it."""
    rows = [
        {
            "panel": answer.panel,
            "respondent": respondent,
            "round": answer.round,
            "file": answer.file,
            "saved": answer.saved,
            "state": state,
            "scores": len(answer.scores),
            "judgements": len(answer.judgements),
            "points": len(answer.points),
            "id": answer.id,
            **answer.about,
        }
        for respondent, state, answer in taken
    ]
    columns = ["panel", "respondent", "round", "file", "saved", "state", "scores", "judgements"]
    columns += ["points", "id", "name", "institution", "country", "field"]
    return pd.DataFrame(rows, columns=columns)
