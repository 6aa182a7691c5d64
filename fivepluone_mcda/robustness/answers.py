"""What the respondents of a panel stated about importance, and their joint weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..methods import PairwiseMatrix, aggregate
from ..model import MethodError
from ..study import Study
from ..study.points import best_worst_of
from ..study.schema import PAIRWISE

COLUMNS = ["respondent", "group", "elements", "consistency_ratio", "a", "b", "value", "consistent"]


@dataclass(frozen=True)
class Answers:
    """Statements about importance, all made in one way.

    Attributes
    ----------
    way : str
        ``pairwise``, ``swing``, ``points``, ``ranking`` or ``best_worst``; empty where nobody
        stated any.
    stated : dict of respondent to dict of group to PairwiseMatrix or Series
        Judgements, or priorities that sum to 1; groups that somebody did not answer are missing.
    otherwise : dict of respondent to str
        The way of those who stated importance in another way, which is not joined with this one.
    """

    way: str
    stated: Mapping[str, Mapping[str, PairwiseMatrix | pd.Series]]
    otherwise: Mapping[str, str]

    @property
    def pairwise(self) -> bool:
        """Whether there are judgements, not only priorities."""
        return self.way == PAIRWISE


def importance(study: Study, panel: str) -> Answers:
    """What a panel stated in the first of its ways (see `Study.ways`)."""
    if panel not in study.panels:
        return Answers("", {}, {})
    way, *others = study.ways(panel)
    judges = study.judges(panel, way)
    otherwise = {judge: other for other in others for judge in study.judges(panel, other)}
    if way == PAIRWISE:
        return Answers(way, {judge: study.judgements(panel, judge) for judge in judges}, otherwise)
    stated: dict[str, dict[str, PairwiseMatrix | pd.Series]] = {judge: {} for judge in judges}
    for group, table in study.priorities(panel, way).items():
        for judge, shares in table.iterrows():
            stated[str(judge)][group] = shares
    return Answers(way, stated, otherwise)


def consistency_table(study: Study, panel: str, answers: Answers) -> pd.DataFrame:
    """Consistency by respondent and group; empty where nothing can contradict itself.

    Pairwise judgements: as `Study.consistency`. Best-worst comparisons: the input-based ratio of
    `fivepluone_mcda.best_worst`, which names no judgement.
    """
    if answers.pairwise:
        table = study.consistency(panel)
        table = table[table["judge"].notna()].rename(columns={"judge": "respondent"})
        return table[COLUMNS].reset_index(drop=True)
    rows = []
    if answers.way == "best_worst":
        points = study.tables["points"]
        own = points[(points["panel"] == panel) & (points["how"] == answers.way)]
        for (judge, group), part in own.groupby(["judge", "group"], sort=False):
            ratio = best_worst_of(part).consistency_ratio
            rows.append(
                {"respondent": judge, "group": group, "elements": len(part),
                 "consistency_ratio": ratio}
            )  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def answered_table(
    study: Study,
    respondents: Sequence[str],
    answers: Answers,
    consistency: pd.DataFrame,
    max_ratio: float | None,
) -> pd.DataFrame:
    """How much each respondent answered, as `Panel.answered` has it."""
    sizes = {group: len(study.tree.children(node)) for node, group in study.compared.items()}
    asked = {group: n * (n - 1) // 2 if answers.pairwise else n for group, n in sizes.items()}
    ratios = consistency.groupby("respondent")["consistency_ratio"].max()
    scored = dict(zip(study.coders, study.scored.sum(axis=(1, 2)).tolist(), strict=True))
    rows = {}
    for name in respondents:
        own = answers.stated.get(name, {})
        ratio = float(ratios.get(name, np.nan))
        reason = "" if own else "nothing on importance"
        if not own and name in answers.otherwise:
            other = answers.otherwise[name].replace("_", "-")
            reason = f"stated by {other}, which is not joined with {answers.way.replace('_', '-')}"
        if max_ratio is not None and ratio > max_ratio:
            reason = f"consistency ratio above {max_ratio:g}"
        rows[name] = {
            "answers": sum(_count(one) for one in own.values()),
            "asked": sum(asked.values()),
            "groups": sum(_is_whole(one) for one in own.values()),
            "of": len(sizes),
            "scores": scored.get(name, 0),
            "cells": len(study.alternatives) * len(study.criteria),
            "largest_ratio": ratio,
            "left_out": reason,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("respondent")


def _count(one: PairwiseMatrix | pd.Series) -> int:
    if isinstance(one, pd.Series):
        return len(one)
    return (int(one.to_frame().notna().to_numpy().sum()) - len(one.elements)) // 2


def _is_whole(one: PairwiseMatrix | pd.Series) -> bool:
    return isinstance(one, pd.Series) or one.is_connected


def joint_weights(
    study: Study,
    answers: Answers,
    respondents: Sequence[str],
    how: str,
    weights: Mapping[str, float] | None,
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
        What is made one, group by group: judgements by their weighted geometric mean; priorities
        by the same where they follow from judgements, else by the weighted arithmetic mean.
    weights : mapping of respondent to float or None
        How much each counts.

    Raises
    ------
    MethodError
        If nobody's answers give priorities of some group.
    """
    joint = {}
    for group in study.compared.values():
        own = {name: answers.stated[name][group] for name in respondents
               if group in answers.stated[name]}  # fmt: skip
        if how == "priorities":
            own = {name: one for name, one in own.items() if _is_whole(one)}
        if not own:
            raise MethodError(f"nobody's answers give weights inside group {group!r}")
        counts = None if weights is None else {name: weights[name] for name in own}
        joint[group] = _together(own, how, counts)
    return study.weights_of(joint)


def _together(
    own: Mapping[str, PairwiseMatrix | pd.Series], how: str, counts: Mapping[str, float] | None
) -> PairwiseMatrix | pd.Series:
    matrices = {name: one for name, one in own.items() if isinstance(one, PairwiseMatrix)}
    if matrices:
        return aggregate(matrices, how, counts)
    shares = pd.DataFrame(dict(own)).T
    share_of = pd.Series(1.0, shares.index) if counts is None else pd.Series(counts)
    if not (np.isfinite(share_of).all() and (share_of >= 0.0).all() and share_of.sum() > 0.0):
        raise MethodError(
            f"weights: found {dict(share_of)}; expected numbers, 0 or more, not all 0"
        )
    mean: pd.Series = shares.mul(share_of, axis=0).sum() / share_of.sum()
    return mean
