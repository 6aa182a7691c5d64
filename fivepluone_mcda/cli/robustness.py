"""The command ``robustness``: how far scores, coders and the method can change."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pandas as pd

from ..analysis import Analysis
from ..model import Problem
from ..model.text import estimated, number, part_digits, percent, score_digits
from ..narrative.ranking import methods_sentence, verdict_sentence
from ..narrative.robustness import (
    alpha_sentence,
    cells_sentence,
    claims_sentence,
    contradicted_sentence,
    joint_sentence,
    left_out_sentence,
    one_coder_sentence,
    respectful_sentence,
)
from ..narrative.weights import critical_weights_sentence
from ..sensitivity import Smaa
from .options import one_method_option, opened, profile_option, study_option, watched
from .output import by_label, emit, format_option, rows

MOST = 5
"""Cells and weights that are shown."""


@click.command
@study_option
@profile_option
@one_method_option
@format_option
def robustness(folder: str | None, profile: str | None, method: str | None, form: str) -> None:
    """Show how far scores, coders and the method can change before another comes first."""
    study = opened(folder)
    analysis = Analysis(study, profile, None, method, progress=watched(form))
    problem, alone = analysis.problem, len(study.coders) == 1

    def cells() -> pd.DataFrame:
        return analysis.critical_scores.dropna(subset=["winner"]).reset_index(drop=True)

    def weights() -> pd.DataFrame:
        return analysis.critical_weights.dropna(subset=["change_top"])

    def words() -> Iterator[str | pd.DataFrame]:
        yield f"{verdict_sentence(analysis.ranking, analysis.profile)}\n"
        if alone:
            silent = float(analysis.reliability["silent"].iloc[0])
            yield f"{one_coder_sentence(study.coders[0], silent)}\n"
        else:
            yield alpha_sentence()
            yield _alphas_table(analysis.reliability)
            yield f"{left_out_sentence(analysis.winner, analysis.without_coder)}\n"
        if len(analysis.claims):
            said = f"{claims_sentence(analysis.claims)} {contradicted_sentence(analysis.claims)}"
            yield f"{said.strip()}\n"
        yield f"{methods_sentence(analysis.comparison.distinct)}\n"
        yield joint_sentence(len(study.coders), analysis.problem.has_ranges)
        yield _joint_table(analysis.joint)
        if len(analysis.claims):
            yield f"{respectful_sentence(analysis.respectful)}\n"
        found, decisive = cells(), weights()
        sentence = cells_sentence(found, problem)
        yield f"{sentence} The smallest change first:" if len(found) else f"{sentence}\n"
        if len(found):
            yield _cells_table(problem, found.head(MOST))
        yield critical_weights_sentence(len(decisive))
        if len(decisive):
            nearest = decisive["change_top"].abs().sort_values(kind="stable").index
            yield _weights_table(problem, decisive.loc[nearest].head(MOST))

    emit(
        form,
        study,
        table=cells,
        readable=lambda: _cells_table(problem, cells()),
        answer=lambda: {
            "profile": analysis.profile,
            "method": analysis.method.name,
            "winner": analysis.winner,
            "reliability": rows(analysis.reliability),
            "claims": rows(analysis.claims),
            "leave_one_coder_out": [] if alone else rows(analysis.without_coder),
            "methods": rows(analysis.comparison.agreement.reset_index()),
            "critical_scores": rows(cells()),
            "critical_weights": rows(weights().reset_index()),
            "joint_rank_acceptability": by_label(analysis.joint.rank_acceptability),
        },
        words=words,
    )


def _alphas_table(alphas: pd.DataFrame) -> pd.DataFrame:
    numbers = {"alpha": "alpha", "from": "low", "to": "high"}
    return pd.DataFrame(
        {
            **{
                name: alphas[column].map(number, na_action="ignore").fillna("-")
                for name, column in numbers.items()
            },
            "cells": alphas["cells"],
            "silent": alphas["silent"].map(percent),
        }
    ).set_axis(pd.Index(alphas["block"], name="block"))


def _joint_table(joint: Smaa) -> pd.DataFrame:
    first, error = joint.rank_acceptability[1], joint.standard_error[1]
    return pd.DataFrame(
        {
            "comes first": [estimated(first[name], error[name]) for name in first.index],
            "ranks": [f"{row.low} to {row.high}" for row in joint.rank_interval.itertuples()],
        },
        index=pd.Index(first.index, name="alternative"),
    )


def _cells_table(problem: Problem, cells: pd.DataFrame) -> pd.DataFrame:
    digits = [
        max(score_digits(problem.matrix[row["criterion"]]),
            part_digits(row["change"], row["share"], 3))
        for row in cells.to_dict("records")
    ]  # fmt: skip
    scores, flips = (
        [number(value, places) for value, places in zip(cells[column], digits, strict=True)]
        for column in ("score", "flip_score")
    )
    return pd.DataFrame(
        {
            "alternative": list(cells["alternative"]),
            "score": scores,
            "changes at": flips,
            "then first": list(cells["winner"]),
        },
        index=pd.Index(
            [problem.tree.label(str(leaf)) for leaf in cells["criterion"]], name="score of"
        ),
    )


def _weights_table(problem: Problem, weights: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "weight": weights["weight"].map(percent),
            "changes at": (weights["weight"] + weights["change_top"]).map(percent),
            "then first": weights["winner"],
        }
    ).set_axis(
        pd.Index([problem.tree.label(str(leaf)) for leaf in weights.index], name="weight of")
    )
