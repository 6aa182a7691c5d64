"""The command ``sensitivity``: how far the weights hold the verdict."""

from __future__ import annotations

import json
import sys

import click
import pandas as pd

from ..export import to_csv, to_markdown
from ..methods.registry import method_title, resolve
from ..model import Problem
from ..model.text import estimated, percent
from ..narrative.ranking import verdict
from ..narrative.weights import reversal_sentences, stability_sentence
from ..sensitivity import Smaa, WeightSpace, nearest_reversal, smaa, stability
from .options import (
    console,
    format_option,
    heading,
    one_method_option,
    opened,
    profile_option,
    reweighted,
    show_table,
    study_option,
    weight_option,
)

__all__ = ["sensitivity"]


@click.command(short_help="How far the weights can move.")
@study_option
@profile_option
@one_method_option
@weight_option
@format_option
def sensitivity(
    folder: str | None,
    profile: str | None,
    method: str,
    settings: tuple[str, ...],
    form: str,
) -> None:
    """Show how far the weights can move before another alternative comes first."""
    study = opened(folder)
    problem = reweighted(study.problem(profile), settings)
    chosen = resolve(method)
    ranking = chosen.rank(problem)
    winner = ranking.best
    bounds = stability(problem, method)
    if form == "csv":
        click.echo(to_csv(bounds), nl=False)
        return
    if form == "markdown":
        click.echo(to_markdown(_bounds_table(problem, bounds)))
        return
    reversal = nearest_reversal(problem, method)
    show = form == "table" and sys.stderr.isatty()
    spaces = {
        "any weights": WeightSpace.hierarchical(problem),
        "near the profile": WeightSpace.around(problem),
    }
    shares = {name: smaa(problem, method, space, progress=show) for name, space in spaces.items()}
    if form == "json":
        answer = {
            "study": study.title,
            "profile": study.profile(profile).name,
            "method": chosen.name,
            "winner": winner,
            "stability": bounds.astype(object).to_dict("index"),
            "reversal": {
                "winner": reversal.winner,
                "mass_moved": reversal.mass_moved,
                "distance": reversal.distance,
                "certified_radius": reversal.certified_radius,
                "changes": reversal.changes.to_dict(),
            },
            "first_rank_shares": {
                name: {"share": one.rank_acceptability[1].to_dict(),
                       "standard_error": one.standard_error[1].to_dict()}
                for name, one in shares.items()
            },
        }  # fmt: skip
        click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
        return
    out = console()
    name = study.profile(profile).name
    click.echo(heading(study))
    out.print(f"By {method_title(chosen.name)} under profile {name!r}, {verdict(ranking)}.\n")
    groups = [node for node in problem.tree.nodes if problem.tree.children(node)][1:]
    shown = bounds.loc[groups] if groups else bounds
    show_table(_bounds_table(problem, shown), out)
    for node, row in shown.iterrows():
        out.print(stability_sentence(problem, winner, str(node), row))
    out.print()
    least = nearest_reversal(problem, method, norm="l1")
    for sentence in reversal_sentences(problem, ranking, least, reversal):
        out.print(sentence)
    out.print(
        "\nHow often each comes first when the weights are drawn at random: any weights (uniform "
        "inside each group of the tree), and weights near the profile:\n"
    )
    show_table(_shares_table(shares), out)


def _bounds_table(problem: Problem, bounds: pd.DataFrame) -> pd.DataFrame:
    """Bounds as percentages, the node by its label."""
    return pd.DataFrame(
        {
            "weight": bounds["weight"].map(percent),
            "stays first from": bounds["lower"].map(percent),
            "to": bounds["upper"].map(percent),
            "below it": bounds["winner_below"].fillna("-"),
            "above it": bounds["winner_above"].fillna("-"),
        }
    ).set_axis(pd.Index([problem.tree.label(str(node)) for node in bounds.index], name="weight of"))


def _shares_table(shares: dict[str, Smaa]) -> pd.DataFrame:
    """First-rank shares with two standard errors."""
    columns = {
        name: [
            estimated(share, error)
            for share, error in zip(one.rank_acceptability[1], one.standard_error[1], strict=True)
        ]
        for name, one in shares.items()
    }
    index = next(iter(shares.values())).rank_acceptability.index
    return pd.DataFrame(columns, index=pd.Index(index, name="comes first"))
