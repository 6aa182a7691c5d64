"""The command ``stakeholders``: who agrees with whom, and the compromise between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import click
import numpy as np
import pandas as pd

from ..model import CriteriaTree
from ..model.text import number, percent
from ..narrative.provenance import consistency_sentences, fitted_sentence, panels_behind
from ..narrative.stakeholders import (
    WAYS,
    compromise_sentence,
    consensus_sentence,
    unanimous_sentence,
    winners_sentence,
)
from ..robustness import Stakeholders
from ..robustness import stakeholders as compare
from .options import one_method_option, opened, study_option
from .output import by_label, emit, format_option


@click.command
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--panel", metavar="PANEL", help="Its judges are the stakeholders.")
@click.option(
    "--compromise",
    "how",
    type=click.Choice(list(WAYS)),
    default="least_squares",
    show_default=True,
    help="What makes the compromise nearest to all: the smallest sum of squared distances, or the "
    "smallest largest distance.",
)
@study_option
@one_method_option
@format_option
def stakeholders(
    names: tuple[str, ...],
    panel: str | None,
    how: str,
    folder: str | None,
    method: str | None,
    form: str,
) -> None:
    """Show where the profiles NAME (all if none is named), or a panel's judges, agree."""
    study = opened(folder)
    result = compare(study, list(names) or None, panel, method, how)

    def words() -> Iterator[str | pd.DataFrame]:
        yield f"{winners_sentence(result, panel)}\n"
        profiles = [] if panel else list(result.winners.index)
        said = [fitted_sentence(study, profiles)]
        for one in [panel] if panel else panels_behind(study, profiles):
            said += consistency_sentences(study, one)
        yield from (f"{sentence}\n" for sentence in said if sentence)
        yield "Ranks:"
        together = result.ranking.ranks.to_frame("compromise").T
        yield pd.concat([result.ranks, together]).rename_axis("stakeholder")
        yield f"{unanimous_sentence(result)}\n"
        yield compromise_sentence(result)
        yield _positions_table(result.positions)
        yield consensus_sentence(result)
        yield _groups_table(result.consensus, study.tree)

    emit(
        form,
        study,
        table=result.to_frame,
        readable=lambda: _positions_table(result.positions),
        answer=lambda: {"panel": panel, **_answer(result)},
        words=words,
    )


def _positions_table(positions: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "their winner": positions["winner"],
            "kept": np.where(positions["kept"], "yes", "no"),
            "weight that moves": positions["moved"].map(percent),
            "behind by": positions["behind"].map(number),
            "agreement": positions["agreement"].map(partial(number, digits=2)),
        }
    )


def _groups_table(groups: pd.DataFrame, tree: CriteriaTree) -> pd.DataFrame:
    ordered = groups.sort_values("consensus", kind="stable")
    labels = [tree.label(str(node)) for node in ordered.index]
    return pd.DataFrame(
        {
            "consensus": ordered["consensus"].map(percent),
            "in words": ordered["level"],
            "mean weight of the group": ordered["weight"].map(percent),
        }
    ).set_axis(pd.Index(labels, name="group"))


def _answer(result: Stakeholders) -> dict[str, object]:
    tables = ("positions", "weights", "scores", "ranks", "agreement", "preferred", "consensus")
    return {
        "method": result.method,
        "how": result.how,
        "concordance": result.concordance,
        "consensus_index": result.consensus_index,
        "compromise": {
            "weights": result.compromise.to_dict(),
            "scores": result.ranking.scores.to_dict(),
            "order": result.ranking.order,
        },
        **{name: by_label(getattr(result, name)) for name in tables},
    }
