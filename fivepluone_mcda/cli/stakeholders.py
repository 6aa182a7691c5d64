"""The command ``stakeholders``: who agrees with whom, and the compromise between them."""

from __future__ import annotations

import json
from functools import partial

import click
import numpy as np
import pandas as pd

from ..export import to_csv, to_markdown
from ..methods.registry import method_title
from ..model import CriteriaTree
from ..model.text import joined, number, percent
from ..robustness import Stakeholders
from ..robustness import stakeholders as compare
from ..robustness.consensus import level
from .options import (
    console,
    format_option,
    heading,
    one_method_option,
    opened,
    show_table,
    study_option,
)

__all__ = ["stakeholders"]

WAYS = {
    "least_squares": "the least sum of squared distances",
    "minimax": "the least largest distance",
}


@click.command(short_help="Who agrees with whom, and a compromise.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--panel", metavar="PANEL", help="Its judges are the stakeholders.")
@click.option(
    "--compromise",
    "how",
    type=click.Choice(list(WAYS)),
    default="least_squares",
    show_default=True,
    help="In what the compromise is the nearest to all: the sum of the squared distances, or the "
    "largest distance.",
)
@study_option
@one_method_option
@format_option
def stakeholders(
    names: tuple[str, ...], panel: str | None, how: str, folder: str | None, method: str, form: str
) -> None:
    """Show where the profiles NAME (all if none is named), or a panel's judges, agree."""
    study = opened(folder)
    result = compare(study, list(names) or None, panel, method, how)
    if form == "csv":
        click.echo(to_csv(result.to_frame()), nl=False)
        return
    if form == "markdown":
        click.echo(to_markdown(_positions_table(result.positions)))
        return
    if form == "json":
        answer = {"study": study.title, "panel": panel, **_answer(result)}
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    out = console()
    kind = "profiles" if panel is None else f"judges of panel {panel!r}"
    click.echo(heading(study))
    out.print(
        f"{len(result.winners)} {kind} by {method_title(result.method)}. {_winners(result)}\n"
    )
    fitted = [] if panel else [name for name in result.winners.index if study.profile(name).recipe]
    if fitted:
        out.print(f"The weights of {joined(fitted)} were made to fit a verdict.\n")
    if result.left_out:
        out.print(
            f"Without {joined(result.left_out)}: the judgements do not connect every group of "
            "criteria, so there are no weights of this judge alone. They count in the panel's "
            "joint weights.\n"
        )
    out.print("Ranks:")
    together = result.ranking.ranks.to_frame("compromise").T
    show_table(pd.concat([result.ranks, together]).rename_axis("stakeholder"), out)
    out.print(f"{_unanimous(result)}\n")
    out.print(
        f"The compromise is the weights with {WAYS[how]} from all. What it asks of each: the share "
        f"of their weight that moves, and how far {result.ranking.best} is behind their winner in "
        "their scores. Agreement is the mean of Kendall's tau with the others' rankings:"
    )
    show_table(_positions_table(result.positions), out)
    index = result.consensus_index
    out.print(
        f"Consensus on the weights: {percent(index)}, {level(index)} (Goepel's indicator: 100 % "
        "where all weigh alike). It is about weights: a small difference can divide the winners. "
        "Inside each group of criteria, the least first:"
    )
    show_table(_groups_table(result.consensus, study.tree), out)


def _winners(result: Stakeholders) -> str:
    names = result.winners.groupby(result.winners, sort=False).groups
    firsts = "; ".join(f"{winner} for {joined(who)}" for winner, who in names.items())
    return f"First comes {firsts}; in the compromise {result.ranking.best}."


def _unanimous(result: Stakeholders) -> str:
    beaten: dict[str, list[str]] = {}
    for above, below in result.unanimous:
        beaten.setdefault(above, []).append(below)
    pairs = "; ".join(f"{above} above {joined(below)}" for above, below in beaten.items())
    everyone = "both" if len(result.winners) == 2 else "all"
    said = (
        f"{everyone.capitalize()} put {pairs}."
        if pairs
        else f"There is no pair that {everyone} put in the same order."
    )
    return f"{said} Kendall's W of the rankings: {number(result.concordance, 2)} (1: all alike)."


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
    tables = {
        "positions": result.positions,
        "weights": result.weights,
        "scores": result.scores,
        "ranks": result.ranks,
        "agreement": result.agreement,
        "preferred": result.preferred,
        "consensus": result.consensus,
    }
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
        **{
            name: json.loads(table.to_json(orient="index", double_precision=15))
            for name, table in tables.items()
        },
    }
