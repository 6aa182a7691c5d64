"""All answers together: rows for a study, problems, consistency, and what a later round moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from os import PathLike
from typing import Any

import numpy as np
import pandas as pd

from ...model import Result
from ...model.text import counted
from ...study import Study, expect_study
from ...study.judgements import consistency_of, matrices_of
from ...study.points import best_worst_of
from ...study.rounds import oriented
from ...study.schema import TABLES
from .answer import read_all
from .files import Paths
from .people import USED, Taken, identify, respondents_table
from .problems import Problem
from .tables import SILENT_REASON

CONSISTENCY = ["respondent", "group", "ratio", "a", "b", "value", "suggested"]
MOVED = ["respondent", "round", "what", "item", "before", "after"]


@dataclass(frozen=True, eq=False, repr=False)
class Collected(Result):
    """The answers in files, checked against a study, before they are written into it.

    Attributes
    ----------
    scores, judgements, points : DataFrame
        Rows in the form of the study's tables, with ``origin``: the file and when it was saved.
        A respondent is the coder of the scores and the judge of judgements and points. Cells
        without an answer have no row here; `write` adds one without a score.
    problems : DataFrame
        Everything that is wrong: ``file``, ``where``, ``what``, ``suggestion``.
    consistency : DataFrame
        How consistent each respondent is in each group: ``respondent``, ``group``, ``ratio``
        (consistency ratio of pairwise judgements, input-based ratio of best-worst comparisons),
        the judgement most at odds with the others (``a``, ``b``, ``value``) and ``suggested``,
        the value of the scale that would agree best with them; empty where several are equally
        at odds, so that no single one stands out.
    respondents : DataFrame
        One row a file: who answered, when, how many rows can be used, and ``state``: ``new``,
        ``newer`` (it replaces what was collected), ``already collected``, ``older`` or
        ``not used`` (the same respondent sent a newer one, or the earlier answers stand in a
        table of the study's own).
    moved : DataFrame
        What a later round changed: ``respondent``, ``round``, ``what`` (score, judgement or the
        way of stating importance), ``item``, ``before``, ``after``.
    """

    study: Study
    scores: pd.DataFrame
    judgements: pd.DataFrame
    points: pd.DataFrame
    problems: pd.DataFrame
    consistency: pd.DataFrame
    respondents: pd.DataFrame
    moved: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """One row a file."""
        return self.respondents.drop(columns="id")

    def headline(self) -> str:
        """One line that says how much came back."""
        used = self.respondents[self.respondents["state"].isin(USED)]
        return (
            f"{counted(len(self.respondents), 'file')} with answers, {len(used)} to be taken over: "
            f"{counted(len(self.scores), 'score')}, "
            f"{counted(len(self.judgements), 'judgement')}, "
            f"{counted(len(self.points), 'row')} of points; "
            f"{counted(len(self.problems), 'problem')}"
        )

    def write(self, folder: str | PathLike[str] | None = None, dry_run: bool = False) -> list[str]:
        """Write the answers into a study folder: all of it, or nothing where anything fails.

        Scores, judgements, points and respondents go to files of their own, which ``study.toml``
        then names; what stands in it stays, comments included. Answers that were collected before
        are left alone, so that a second time changes nothing.

        Parameters
        ----------
        folder : path, optional
            The study's folder; the one that it was read from when left out.
        dry_run : bool
            Whether everything is checked and nothing written.

        Returns
        -------
        list of str
            What was written, and what else is to be known.

        Raises
        ------
        CriteriaError
            If the folder holds another study than the one that the answers were checked against.
        StudyError
            If the study would have defects with the answers.
        OSError
            If a file cannot be written; those that were replaced are put back.
        """
        from .folder import write_into

        return write_into(self, folder, dry_run)


def collect(study: Study, files: Paths, *, now: datetime | None = None) -> Collected:
    """Read the answers that experts sent back, and check them against the study.

    Parameters
    ----------
    study : Study
        The study that the questionnaire was made from.
    files : path or sequence of paths
        Files of answers (``.json``, ``.xlsx``), or folders of them.
    now : datetime, optional
        With a time zone; the clock when left out. Answers that say they were saved later do not
        count as the newest for that.

    Returns
    -------
    Collected
        What can be used, and everything that is wrong. Nothing is written yet.

    Raises
    ------
    CriteriaError
        If no file is found.

    Notes
    -----
    Answers are data from strangers. Large files, lists and texts are refused or cut, numbers must
    be finite and on their scale, control characters are taken out, and texts that a spreadsheet
    would run as a formula get an apostrophe in front. What is left of an answer is used.
    """
    expect_study(study)
    answers, problems = read_all(study, files, now)
    taken, doubles = identify(answers, study)
    used = [one for one in taken if one.state in USED]
    problems += [*doubles, *_joining(used, study), *_rounds_ahead(used, study)]
    scores = _table("scores", _scores(used))
    judgements = _table("judgements", _stated(used, "judgements"))
    points = _table("points", _stated(used, "points"))
    return Collected(
        study=study,
        scores=scores,
        judgements=judgements,
        points=points,
        problems=pd.DataFrame(problems, columns=list(Problem._fields)),
        consistency=_consistency(study, judgements, points),
        respondents=respondents_table(taken),
        moved=_changed_answers(study, scores, judgements, points),
    )


def _joining(used: Iterable[Taken], study: Study) -> Iterator[Problem]:
    """Answers for a panel of the study that answered no questionnaire so far."""
    own = set(study.panels) - set(study.respondents["panel"])
    for name, _, answer in used:
        if answer.panel in own:
            what = f"the answers of {name!r} join the panel {answer.panel!r} that the study has"
            suggestion = "if that is not meant, make the questionnaire with another --panel"
            yield Problem(answer.file, "panel", what, suggestion)


def _rounds_ahead(used: Iterable[Taken], study: Study) -> Iterator[Problem]:
    """Answers of a round before which there is none of the panel."""
    answers = [answer for _, _, answer in used]
    given = set(zip(study.respondents["panel"], study.respondents["round"], strict=True))
    given |= {(answer.panel, answer.round) for answer in answers}
    for answer in answers:
        if answer.round > 1 and (answer.panel, answer.round - 1) not in given:
            what = (
                f"round {answer.round}, and nobody of the panel answered round {answer.round - 1}"
            )
            suggestion = "if the number is wrong, correct it in the file before it is collected"
            yield Problem(answer.file, "round", what, suggestion)


def _scores(used: Iterable[Taken]) -> list[dict[str, Any]]:
    return [
        {
            "coder": name,
            **row,
            "evidence": ": ".join(filter(None, [SILENT_REASON * row["silent"], row["evidence"]])),
            "round": answer.round,
            "origin": answer.origin,
        }
        for name, _, answer in used
        for row in answer.scores
    ]


def _stated(used: Iterable[Taken], what: str) -> list[dict[str, Any]]:
    return [
        {"panel": answer.panel, "judge": name, **row}
        | {"round": answer.round, "origin": answer.origin}
        for name, _, answer in used
        for row in getattr(answer, what)
    ]


def _table(role: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*TABLES[role], "origin"])


def _consistency(study: Study, judgements: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """The consistency of every answer, the least consistent first."""
    rows: list[dict[str, Any]] = []
    for (_, judge, _), own in judgements.groupby(["panel", "judge", "round"], sort=False):
        for row in consistency_of(matrices_of(own, study.tree, study.compared)):
            ratio, suggested = row.get("consistency_ratio", np.nan), row.get("consistent", np.nan)
            if not np.isnan(ratio):
                rows.append({**row, "respondent": judge, "ratio": ratio, "suggested": suggested})
    compared = points[points["how"] == "best_worst"]
    for (judge, group, _), own in compared.groupby(["judge", "group", "round"], sort=False):
        ratio = best_worst_of(own).consistency_ratio
        rows.append({"respondent": judge, "group": group, "ratio": ratio})
    table = pd.DataFrame(rows, columns=CONSISTENCY)
    return table.sort_values("ratio", ascending=False, kind="stable", ignore_index=True)


def _changed_answers(
    study: Study, scores: pd.DataFrame, judgements: pd.DataFrame, points: pd.DataFrame
) -> pd.DataFrame:
    """What respondents changed from one round to a later one."""
    rows = []
    for role, new, item, value in (
        ("scores", scores, ["coder", "criterion", "alternative"], "best"),
        ("judgements", judgements, ["judge", "panel", "group", "a", "b"], "value"),
        ("points", points, ["judge", "panel", "group", "how", "criterion"], "value"),
    ):
        if not (new["round"] > 1).any():
            continue
        before = [study.earlier[role], study.tables[role]] if role in study.tables else []
        table = pd.concat([*before, new])[[*item, "round", value]]
        if role == "judgements":
            table = oriented(table)
        table = table.drop_duplicates([*item, "round"], keep="last").sort_values("round")
        table["before"] = table.groupby(item)[value].shift()
        changed = table[table["before"].notna() & (table["before"] != table[value])]
        for row in changed.to_dict("records"):
            rows.append(
                {
                    "respondent": row[item[0]],
                    "round": row["round"],
                    "what": role.removesuffix("s") if role != "points" else row["how"],
                    "item": " / ".join(str(row[part]) for part in item[1:] if part not in OMITTED),
                    "before": row["before"],
                    "after": row[value],
                }
            )
    return pd.DataFrame(rows, columns=MOVED)


OMITTED = ("panel", "how")
"""What the name of a moved item does not repeat."""
