"""The command ``panel``: what a panel answered, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import click
import numpy as np
import pandas as pd

from ..model import CriteriaError, CriteriaTree
from ..model.text import number, percent, signed
from ..narrative.panel import panel_sentences
from ..narrative.provenance import STATED_BY
from ..robustness import Panel
from ..robustness import panel as analysed
from .options import one_method_option, opened, study_option
from .output import by_label, emit, format_option, rows

MOST = 5
"""Cells that are listed, those on which people and programs differ most."""

DASH = "\N{EN DASH}"


@click.command
@click.option("--panel", "name", metavar="NAME", help="The panel; the study's only one if absent.")
@click.option(
    "--by",
    "how",
    type=click.Choice(["judgements", "priorities"]),
    help="What is made one: all judgements pair by pair, or the priorities of each respondent, "
    "however importance was stated. As in the panel's profile if absent.",
)
@click.option(
    "--max-ratio",
    type=float,
    metavar="RATIO",
    help="Leave out respondents with a larger consistency ratio in any group.",
)
@click.option(
    "--respondent",
    "settings",
    metavar="NAME=WEIGHT",
    multiple=True,
    help="How much a respondent counts; 1 if absent. May be repeated.",
)
@study_option
@one_method_option
@format_option
def panel(
    name: str | None,
    how: str | None,
    max_ratio: float | None,
    settings: tuple[str, ...],
    folder: str | None,
    method: str | None,
    form: str,
) -> None:
    """Show who answered, how consistently, how far they agree, and who comes first."""
    study = opened(folder)
    result = analysed(study, name, method, how, _counts(settings), max_ratio)

    def words() -> Iterator[str | pd.DataFrame]:
        yield from (f"{sentence}\n" for sentence in panel_sentences(result, study))
        yield _respondents_table(result)
        if not result.agreement.empty:
            yield "By group of criteria:"
            yield _groups_table(result, study.tree)
        if not result.scores.empty:
            yield f"Scores of people and of programs, the {MOST} largest differences:"
            yield _scores_table(result, study.tree)
        if not result.moved.empty:
            yield f"Answered again in a later round, {MOST} of them:"
            yield _moved_table(result)

    emit(
        form,
        study,
        table=result.to_frame,
        readable=lambda: _respondents_table(result),
        answer=lambda: _answer(result),
        words=words,
    )


def _counts(settings: tuple[str, ...]) -> dict[str, float] | None:
    """How much respondents count, from ``NAME=WEIGHT`` options."""
    counts: dict[str, float] = {}
    for setting in settings:
        name, _, weight = setting.rpartition("=")
        try:
            counts[name.strip()] = float(weight)
        except ValueError:
            name = ""
        if not name.strip():
            raise CriteriaError(f"--respondent: found {setting!r}; expected NAME=WEIGHT, as ann=2")
    return counts or None


def _respondents_table(result: Panel) -> pd.DataFrame:
    table = result.to_frame()
    shown: dict[str, Any] = {"importance": _parts(table["answers"], table["asked"])}
    if (table["way"] != "").any() and table["way"].nunique() > 1:
        shown["stated by"] = [STATED_BY.get(way, DASH) for way in table["way"]]
    if (table["scores"] > 0).any():
        shown["scores"] = _parts(table["scores"], table["cells"])
    shown["largest consistency ratio"] = table["largest_ratio"].map(partial(_or_dash, digits=2))
    shown["in the joint weights"] = np.where(table["left_out"] == "", "yes", "no")
    if result.views is not None:
        shown["first"] = table["winner"].fillna(DASH)
        shown["agreement"] = table["agreement"].map(partial(_or_dash, digits=2))
    if len(result.clusters) > 1:
        shown["cluster"] = table["cluster"].map(partial(_or_dash, digits=0))
    return pd.DataFrame(shown, table.index)


def _parts(given: pd.Series, asked: pd.Series) -> list[str]:
    return [f"{one} of {whole}" for one, whole in zip(given, asked, strict=True)]


def _groups_table(result: Panel, tree: CriteriaTree) -> pd.DataFrame:
    ordered = result.agreement.sort_values("consensus", kind="stable")
    return pd.DataFrame(
        {
            "consensus": ordered["consensus"].map(percent),
            "in words": ordered["level"],
            "Kendall's W of the ranks": ordered["concordance"].map(partial(number, digits=2)),
            "mean weight of the group": ordered["weight"].map(percent),
        }
    ).set_axis(pd.Index([tree.label(str(node)) for node in ordered.index], name="group"))


def _scores_table(result: Panel, tree: CriteriaTree) -> pd.DataFrame:
    cells = result.scores.head(MOST)
    labels = [tree.label(str(leaf)) for leaf in cells["criterion"]]
    return pd.DataFrame(
        {
            "alternative": list(cells["alternative"]),
            "people": [number(value, 1) for value in cells["human"]],
            "programs": [number(value, 1) for value in cells["machine"]],
            "difference": [signed(value, 1) for value in cells["difference"]],
        },
        pd.Index(labels, name="criterion"),
    )


def _moved_table(result: Panel) -> pd.DataFrame:
    items = result.moved.head(MOST)
    return pd.DataFrame(
        {
            "answers": items["answers"].map(str).to_numpy(),
            "changed": items["changed"].map(str).to_numpy(),
            **{
                title: items[column].map(partial(number, digits=2)).to_numpy()
                for title, column in (
                    ("median before", "before"),
                    ("median after", "after"),
                    ("spread before", "spread_before"),
                    ("spread after", "spread_after"),
                )
            },
        },
        pd.Index(items["item"], name="item"),
    )


def _or_dash(value: float, digits: int) -> str:
    return DASH if np.isnan(value) else number(value, digits)


def _answer(result: Panel) -> dict[str, object]:
    """Everything, for json."""
    tables = ("answered", "agreement", "weights", "rankings", "clusters", "alphas", "by_origin")
    lists = ("consistency", "outliers", "scores", "moved")
    views = result.views
    return {
        "panel": result.panel,
        "method": result.method,
        "way": result.way,
        "how": result.how,
        "max_ratio": result.max_ratio,
        "order": result.ranking.order,
        "consensus_index": None if views is None else views.consensus_index,
        "concordance": None if views is None else views.concordance,
        "silhouette": result.silhouette,
        "respondents_weights": None if views is None else by_label(views.weights),
        **{name: by_label(getattr(result, name)) for name in tables},
        **{name: rows(getattr(result, name)) for name in lists},
    }
