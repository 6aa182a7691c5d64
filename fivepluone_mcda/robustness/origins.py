"""People's scores against those of programs: cell by cell, and who comes first on each."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from ..methods.registry import Method
from ..study import Study
from .coders import rankings_table
from .reliability import criterion_alphas

TOGETHER = "together"
"""All coders, whoever or whatever they are."""

KINDS = ("human", "machine")
"""The origins that are compared."""


def coders_by_kind(study: Study) -> dict[str, list[str]]:
    """The coders whose scores the study states to be human and machine, and all of them.

    A coder counts to a kind where the study states it of at least one of the coder's scores.
    Cells that a coder left without a score do not count.
    """
    found = {}
    for kind in KINDS:
        made = study.made_by(kind) & study.scored
        found[kind] = [coder for coder, its in zip(study.coders, made, strict=True) if its.any()]
    return {**found, TOGETHER: study.coders}


def alphas_by_kind(study: Study) -> pd.DataFrame:
    """Krippendorff's alpha by criterion of people, of programs, and of all coders together.

    Nothing where no person scored: `reliability` tells how far programs agree.
    """
    coders = coders_by_kind(study)
    if not coders["human"]:
        return pd.DataFrame(columns=[*KINDS, TOGETHER]).rename_axis("criterion")
    alphas = {kind: criterion_alphas(study, own) for kind, own in coders.items()}
    return pd.DataFrame(alphas).rename_axis("criterion")


def compared_scores(study: Study, horizon: float) -> pd.DataFrame:
    """Mean scores by people and by programs of each cell that both scored, far ones first.

    ``criterion``, ``alternative``, ``human``, ``machine``, ``difference`` (human less machine)
    and ``share``, its size as a share of the scale (NaN where the criterion has none). `horizon`
    is the share of lasting results.
    """
    scores = study.scores_by_coder(horizon)
    means = {}
    for kind in KINDS:
        made = np.where(study.made_by(kind) & study.scored, scores, np.nan)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # cells that nobody of a kind scored
            means[kind] = np.nanmean(made, axis=0) if len(made) else made
    cells = pd.MultiIndex.from_product(
        [study.alternatives, study.criteria], names=["alternative", "criterion"]
    )
    table = pd.DataFrame({kind: mean.ravel() for kind, mean in means.items()}, cells).dropna()
    table = table.reset_index()[["criterion", "alternative", *KINDS]]
    ends = study.criteria_table.loc[table["criterion"], ["low", "high"]].astype(float)
    table["difference"] = table["human"] - table["machine"]
    table["share"] = table["difference"].abs() / (ends["high"] - ends["low"]).to_numpy()
    return table.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def by_origin(study: Study, profile: str, weights: pd.Series, method: Method) -> pd.DataFrame:
    """The ranking on the scores of people, of programs, and of all coders together.

    Returns
    -------
    DataFrame by origin
        ``coders`` (how many), ``winner``, ``order``, then each alternative's score; nothing where
        the study does not know both kinds. A kind whose coders left some cell without a score is
        missing.
    """
    kinds = coders_by_kind(study)
    if not all(kinds[kind] for kind in KINDS):
        return pd.DataFrame(columns=["coders", "winner", "order"]).rename_axis("origin")
    scored = dict(zip(study.coders, study.scored, strict=True))
    rankings = {
        kind: method.rank(study.problem(profile, coders=coders).with_weights(weights))
        for kind, coders in kinds.items()
        if np.any([scored[coder] for coder in coders], axis=0).all()
    }
    table = rankings_table(rankings.items(), "origin").set_index("origin")
    table.insert(0, "coders", [len(kinds[str(kind)]) for kind in table.index])
    return table
