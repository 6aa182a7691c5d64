"""The command ``sensitivity``: how far weights can change before another alternative leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click
import pandas as pd

from ..analysis import Analysis
from ..methods.registry import method_title
from ..model import Problem
from ..model.text import estimated, percent
from ..narrative.ranking import verdict_sentence
from ..narrative.weights import (
    bands_sentence,
    random_weights_sentence,
    reversal_sentences,
    stability_sentence,
)
from ..sensitivity import Reversal, Smaa, winner_bands
from ..study import Study
from .options import (
    one_method_option,
    opened,
    profile_option,
    set_weights,
    study_option,
    watched,
    weight_option,
)
from .output import by_label, emit, format_option, rows


@click.command
@study_option
@profile_option
@one_method_option
@weight_option
@click.option(
    "--node",
    metavar="NODE",
    help="Who comes first while the weight of this criterion, group or theme goes from 0 to 100 "
    "%, by profile and method, instead.",
)
@format_option
def sensitivity(
    folder: str | None,
    profile: str | None,
    method: str | None,
    settings: tuple[str, ...],
    node: str | None,
    form: str,
) -> None:
    """Show how far the weights can change before another alternative comes first."""
    study = opened(folder)
    if node is not None:
        _bands(study, profile, node, form)
        return
    targets = set_weights(study, settings)
    analysis = Analysis(study, profile, None, method, targets, watched(form))
    problem = analysis.problem

    def shares() -> dict[str, Smaa]:
        return {"any weights": analysis.hierarchical, "near the profile": analysis.near}

    def words() -> Iterator[str | pd.DataFrame]:
        yield f"{verdict_sentence(analysis.ranking, analysis.profile)}\n"
        groups = [one for one in problem.tree.nodes if problem.tree.children(one)][1:]
        shown = analysis.bounds.loc[groups] if groups else analysis.bounds
        yield _bounds_table(problem, shown)
        for one, row in shown.iterrows():
            yield stability_sentence(problem, analysis.winner, str(one), row)
        yield ""
        yield from reversal_sentences(
            problem, analysis.ranking, analysis.least_moved, analysis.reversal
        )
        yield f"\n{random_weights_sentence()}"
        yield _shares_table(shares())

    emit(
        form,
        study,
        table=lambda: analysis.bounds,
        readable=lambda: _bounds_table(problem, analysis.bounds),
        answer=lambda: {
            "profile": analysis.profile,
            "method": analysis.method.name,
            "winner": analysis.winner,
            "stability": by_label(analysis.bounds),
            "reversal": {
                **_moved(analysis.reversal),
                "certified_radius": analysis.reversal.certified_radius,
            },
            "least_moved": _moved(analysis.least_moved),
            "first_rank_shares": {
                name: {
                    "share": one.rank_acceptability[1].to_dict(),
                    "standard_error": one.standard_error[1].to_dict(),
                }
                for name, one in shares().items()
            },
        },
        words=words,
    )


def _bands(study: Study, profile: str | None, node: str, form: str) -> None:
    """Who comes first at which weight of one node."""
    found = study.tree.find(node)
    bands = winner_bands(study, found, None if profile is None else study.profile(profile).name)
    readable = pd.DataFrame(
        {
            "method": [method_title(str(name)) for name in bands["method"]],
            "from": list(bands["lower"].map(percent)),
            "to": list(bands["upper"].map(percent)),
            "comes first": list(bands["winner"]),
        },
        index=pd.Index(list(bands["profile"]), name="profile"),
    )
    emit(
        form,
        study,
        table=lambda: bands,
        readable=lambda: readable,
        answer=lambda: {"node": found, "winner_bands": rows(bands)},
        words=lambda: [bands_sentence(bands, study.tree.label(found)), readable],
    )


def _moved(reversal: Reversal) -> dict[str, object]:
    return {
        "winner": reversal.winner,
        "mass_moved": reversal.mass_moved,
        "distance": reversal.distance,
        "changes": reversal.changes.to_dict(),
    }


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


def _shares_table(shares: Mapping[str, Smaa]) -> pd.DataFrame:
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
