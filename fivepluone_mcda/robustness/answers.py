"""What the respondents of a panel stated about importance, and their joint weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..methods import PairwiseMatrix, aggregate
from ..study import Study
from ..study.points import Stated, best_worst_of, gives_priorities, joint_by_group
from ..study.schema import PAIRWISE, PRIORITIES

COLUMNS = ["respondent", "group", "elements", "consistency_ratio", "a", "b", "value", "consistent"]


@dataclass(frozen=True)
class Answers:
    """Statements about importance that are made one.

    Attributes
    ----------
    way : str
        ``pairwise``, ``swing``, ``points``, ``ranking`` or ``best_worst``; ``priorities`` where
        several of them are joined; empty where nobody stated any.
    stated : dict of respondent to dict of group to PairwiseMatrix or Series
        Judgements, or priorities that sum to 1; groups that somebody did not answer are missing.
    otherwise : dict of the same form
        What is not joined with it: that of respondents who stated importance in other ways alone.
    ways : dict of respondent to str
        In which way each stated importance, those included whose answers are not joined.
    """

    way: str
    stated: Mapping[str, Mapping[str, Stated]]
    otherwise: Mapping[str, Mapping[str, Stated]]
    ways: Mapping[str, str]


def importance(study: Study, panel: str, how: str) -> Answers:
    """What a panel stated: judgements alone, or by "priorities" in all ways (see `Study.ways`)."""
    if panel not in study.panels:
        return Answers("", {}, {}, {})
    ways = [way for way in study.ways(panel) if way != PRIORITIES]
    first = {judge: way for way in reversed(ways) for judge in study.judges(panel, way)}
    everything = study.stated(panel)
    if how == PRIORITIES:
        return Answers(PRIORITIES if len(ways) > 1 else ways[0], everything, {}, first)
    judged = study.stated(panel, PAIRWISE)
    otherwise = {judge: own for judge, own in everything.items() if judge not in judged}
    return Answers(PAIRWISE, judged, otherwise, first)


def consistency_table(study: Study, panel: str) -> pd.DataFrame:
    """Consistency by respondent and group; empty where nothing can contradict itself.

    Pairwise judgements: as `Study.consistency`. Best-worst comparisons: the input-based ratio of
    `fivepluone_mcda.best_worst`, which names no judgement.
    """
    if panel not in study.panels:
        return pd.DataFrame(columns=COLUMNS)
    table = study.consistency(panel)
    rows = table[table["judge"].notna()].rename(columns={"judge": "respondent"}).to_dict("records")
    if "points" in study.tables:
        points = study.tables["points"]
        own = points[(points["panel"] == panel) & (points["how"] == "best_worst")]
        for (judge, group), part in own.groupby(["judge", "group"], sort=False):
            ratio = best_worst_of(part).consistency_ratio
            rows.append({"respondent": judge, "group": group, "elements": len(part),
                         "consistency_ratio": ratio})  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def answered_table(
    study: Study,
    respondents: Sequence[str],
    answers: Answers,
    consistency: pd.DataFrame,
    max_ratio: float | None,
) -> pd.DataFrame:
    """How much each respondent answered, as `Panel.answered` has it."""
    sizes = [len(study.tree.children(node)) for node in study.compared]
    ratios = consistency.groupby("respondent")["consistency_ratio"].max()
    scored = dict(zip(study.coders, study.scored.sum(axis=(1, 2)).tolist(), strict=True))
    given, rows = {**answers.otherwise, **answers.stated}, {}
    for name in respondents:
        own, way = given.get(name, {}), answers.ways.get(name, "")
        pairwise = (way or answers.way) == PAIRWISE
        ratio = float(ratios.get(name, np.nan))
        reason = ""
        if not way:
            reason = "nothing on importance"
        elif name in answers.otherwise:
            reason = f"stated by {way.replace('_', '-')}, joined only with --by priorities"
        elif max_ratio is not None and ratio > max_ratio:
            reason = f"consistency ratio above {max_ratio:g}"
        rows[name] = {
            "way": way,
            "answers": sum(_count(one) for one in own.values()),
            "asked": sum(n * (n - 1) // 2 if pairwise else n for n in sizes),
            "groups": sum(gives_priorities(one) for one in own.values()),
            "of": len(sizes),
            "scores": scored.get(name, 0),
            "cells": len(study.alternatives) * len(study.criteria),
            "largest_ratio": ratio,
            "left_out": reason,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("respondent")


def _count(one: Stated) -> int:
    if isinstance(one, pd.Series):
        return len(one)
    return (int(one.to_frame().notna().to_numpy().sum()) - len(one.elements)) // 2


def joint_weights(
    study: Study,
    answers: Answers,
    respondents: Sequence[str],
    how: str,
    counts: Mapping[str, float] | None,
) -> pd.Series:
    """The leaf weights of several respondents together.

    Parameters
    ----------
    study : Study
        The study.
    answers : Answers
        What everybody stated.
    respondents : sequence of str
        Those who count.
    how : {"judgements", "priorities"}
        What is made one, group by group: judgements by their weighted geometric mean, or
        priorities by `joint_priorities`.
    counts : mapping of respondent to float or None
        How much each counts.

    Raises
    ------
    MethodError
        If nobody's answers give priorities of some group.
    """
    stated = {name: answers.stated[name] for name in respondents}
    if how == PRIORITIES:
        return study.weights_of(joint_by_group(stated, study.compared.values(), counts))
    shares = counts and {name: counts[name] for name in stated}
    joint = {}
    for group in study.compared.values():
        judged = {name: one for name, own in stated.items()
                  if isinstance(one := own.get(group), PairwiseMatrix)}  # fmt: skip
        joint[group] = aggregate(judged, how, shares)
    return study.weights_of(joint)
