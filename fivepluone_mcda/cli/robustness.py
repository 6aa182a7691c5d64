"""The command ``robustness``: how far scores, coders and the method hold the verdict."""

from __future__ import annotations

import json
import sys
from functools import partial

import click
import pandas as pd

from ..export import to_csv, to_markdown
from ..methods.registry import method_title, resolve
from ..model import InfeasibleError, Problem
from ..model.text import estimated, number, percent
from ..narrative.ranking import methods_sentence, verdict
from ..narrative.robustness import cells_sentence, claims_sentence
from ..robustness import (
    check_claims,
    claims_hold,
    compare_methods,
    critical_scores,
    leave_one_coder_out,
    reliability,
)
from ..sensitivity import WeightSpace, critical_weights, smaa
from ..study import Study
from .options import (
    console,
    format_option,
    heading,
    one_method_option,
    opened,
    profile_option,
    show_table,
    study_option,
)

__all__ = ["robustness"]

MOST = 5
"""Cells and weights that are shown."""

RESPECTFUL = 2**10
"""Draws of codings that respect the claims; few of those tried do."""


@click.command(short_help="How far scores, coders and the method hold.")
@study_option
@profile_option
@one_method_option
@format_option
def robustness(folder: str | None, profile: str | None, method: str, form: str) -> None:
    """Show how far scores, coders and the method can change before another comes first."""
    study = opened(folder)
    problem = study.problem(profile)
    chosen = resolve(method)
    ranking = chosen.rank(problem)
    winner = ranking.best
    cells = critical_scores(problem, method).dropna(subset=["winner"])
    if form == "csv":
        click.echo(to_csv(cells, index=False), nl=False)
        return
    if form == "markdown":
        click.echo(to_markdown(_cells_table(problem, cells)))
        return
    alphas = reliability(study)
    claims = check_claims(study)
    alone = len(study.coders) == 1
    left_out = pd.DataFrame() if alone else leave_one_coder_out(study, profile, method)
    comparison = compare_methods(problem)
    weights = critical_weights(problem, method).dropna(subset=["change_top"])
    joint = smaa(
        problem,
        method,
        WeightSpace.around(problem),
        scores="both",
        progress=form == "table" and sys.stderr.isatty(),
    )
    if form == "json":
        answer = {
            "study": study.title,
            "profile": study.profile(profile).name,
            "method": chosen.name,
            "winner": winner,
            **{
                name: json.loads(table.to_json(orient="records"))
                for name, table in {
                    "reliability": alphas,
                    "claims": claims,
                    "leave_one_coder_out": left_out,
                    "methods": comparison.agreement.reset_index(),
                    "critical_scores": cells,
                    "critical_weights": weights.reset_index(),
                }.items()
            },
            "joint_rank_acceptability": joint.rank_acceptability.to_dict("index"),
        }
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    out = console()
    click.echo(heading(study))
    out.print(
        f"By {method_title(chosen.name)} under profile {study.profile(profile).name!r}, "
        f"{verdict(ranking)}.\n"
    )
    if alone:
        out.print(
            f"There is one coder, {study.coders[0]}: nothing is known of how far others would "
            f"differ. On {percent(alphas['silent'].iloc[0])} of the scores the source says nothing "
            "usable.\n"
        )
    else:
        out.print(
            "Do the coders agree? Krippendorff's alpha, ordinal, with 95 % intervals. It shows "
            "that the coding is repeatable, not that it is right; silent cells are those on which "
            "the source says nothing usable."
        )
        show_table(_alphas_table(alphas), out)
        keeps = int((left_out["winner"] == winner).sum())
        out.print(
            f"With any one of the {len(left_out)} coders left out, {winner} stays first in "
            f"{keeps} of {len(left_out)} cases.\n"
        )
    if len(claims):
        against = claims[claims["holds"] == "no"]
        named = "; ".join(f"{row.claim}: {row.paraphrase}" for row in against.itertuples())
        out.print(claims_sentence(claims) + (f" Contradicted: {named}." if named else "") + "\n")
    out.print(f"{methods_sentence(comparison.distinct)}\n")
    out.print(
        f"How often each comes first when weights near the profile{'' if alone else ', coders'} "
        "and scores inside their intervals are drawn together, and between which ranks it stands "
        "in 90 % of the draws:"
    )
    show_table(_joint_table(joint.rank_acceptability[1], joint.standard_error[1],
                            joint.rank_interval), out)  # fmt: skip
    if len(claims):
        out.print(f"{_respectful_sentence(study, problem, method)}\n")
    sentence = cells_sentence(cells, problem)
    out.print(f"{sentence} The nearest:" if len(cells) else f"{sentence}\n")
    if len(cells):
        show_table(_cells_table(problem, cells.head(MOST)), out)
    if not len(weights):
        out.print("No weight of a single criterion can change the winner, whatever it is set to.")
        return
    out.print("The weights of single criteria that decide, the smallest change first:")
    nearest = weights.loc[weights["change_top"].abs().sort_values().index].head(MOST)
    show_table(_weights_table(problem, nearest), out)


def _alphas_table(alphas: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "alpha": alphas["alpha"].map(number, na_action="ignore").fillna("-"),
            "from": alphas["low"].map(number, na_action="ignore").fillna("-"),
            "to": alphas["high"].map(number, na_action="ignore").fillna("-"),
            "cells": alphas["cells"],
            "silent": alphas["silent"].map(percent),
        }
    ).set_axis(pd.Index(alphas["block"], name="block"))


def _respectful_sentence(study: Study, problem: Problem, method: str) -> str:
    """Who comes first over the codings that respect all of the source's comparisons."""
    try:
        respectful = smaa(
            problem,
            method,
            WeightSpace.around(problem),
            scores="both",
            samples=RESPECTFUL,
            condition=claims_hold(study),
        )
    except InfeasibleError:
        return "No coding that was drawn respects all of the source's own comparisons."
    first = respectful.rank_acceptability[1].sort_values(ascending=False)
    error = respectful.standard_error[1]
    shares = ", ".join(
        f"{name} in {estimated(share, float(error[str(name)]))}"
        for name, share in first[first > 0.0].items()
    )
    return (
        "Over only those codings that respect all of the source's own comparisons, the first is "
        f"{shares}."
    )


def _joint_table(first: pd.Series, error: pd.Series, interval: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "comes first": [
                estimated(share, spread) for share, spread in zip(first, error, strict=True)
            ],
            "ranks": [f"{row.low} to {row.high}" for row in interval.itertuples()],
        },
        index=pd.Index(first.index, name="alternative"),
    )


def _cells_table(problem: Problem, cells: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "alternative": list(cells["alternative"]),
            "score": cells["score"].map(partial(number, digits=2)).to_list(),
            "turns at": cells["flip_score"].map(partial(number, digits=2)).to_list(),
            "then leads": list(cells["winner"]),
        },
        index=pd.Index(
            [problem.tree.label(str(leaf)) for leaf in cells["criterion"]], name="score of"
        ),
    )


def _weights_table(problem: Problem, weights: pd.DataFrame) -> pd.DataFrame:
    turning = weights["weight_top"]
    return pd.DataFrame(
        {
            "weight": weights["weight"].map(percent),
            "turns at": turning.map(percent),
            "then leads": weights["winner"],
        }
    ).set_axis(
        pd.Index([problem.tree.label(str(leaf)) for leaf in weights.index], name="weight of")
    )
