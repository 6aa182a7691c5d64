"""The headings of a report's sections: what each of them found, in one sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..analysis import Analysis
from ..methods.additive_value import value_functions
from ..model.coding import SILENT
from ..model.text import percent, quoted
from .pictures import (
    Label,
    contributions_title,
    positions_title,
    ranking_title,
    tree_title,
    value_functions_title,
    wins,
)
from .provenance import scores_limit
from .ranking import methods_sentence
from .robustness import cells_sentence, claims_sentence, left_out_sentence
from .weights import common_bands_sentence, free_sentence, stability_sentence


def ranking_heading(analysis: Analysis) -> str:
    """Why the first ranks above the second, or by how much."""
    if analysis.explanation is None:
        return ranking_title(analysis.ranking)
    return contributions_title(analysis.explanation, _label(analysis))


def themes_heading(analysis: Analysis) -> str:
    """Who comes first at which weights of the first theme."""
    return common_bands_sentence(next(iter(analysis.winner_bands.values())))


def rivals_heading(analysis: Analysis, masses: dict[str, float | None]) -> str:
    """Which alternative the least weight would put first.

    `masses` is the weight that has to move for each, None where no weights put it first; empty
    where the weights were not searched for.
    """
    if not masses:
        return "Profiles, scenarios and methods under which another alternative comes first"
    found = {name: mass for name, mass in masses.items() if mass is not None}
    if not found:
        return f"No weights were found that put another alternative than {analysis.winner} first"
    nearest = min(found, key=lambda name: found[name])
    if found[nearest] == 0.0:
        return f"{nearest} shares first place already"
    return f"{nearest} would come first if {percent(found[nearest])} of the weight moved"


def bounds_heading(analysis: Analysis) -> str:
    """The single weight that is nearest to a change of the winner."""
    for node, row in analysis.nearest_bounds.head(1).iterrows():
        return stability_sentence(analysis.problem, analysis.winner, str(node), row)
    return free_sentence(analysis.winner)


def draws_heading(analysis: Analysis) -> str:
    """How often the winner stays first near the present weights, and under any."""
    near, anywhere = (
        percent(result.rank_acceptability[1][analysis.winner])
        for result in (analysis.near, analysis.hierarchical)
    )
    said = (
        f"{analysis.winner} comes first with {near} of the weights near the present ones and with "
        f"{anywhere} of all possible weights"
    )
    if analysis.draws_scores:
        firsts = analysis.joint.rank_acceptability[1]
        if firsts.idxmax() != analysis.winner:
            most = f"{firsts.idxmax()} most often ({percent(firsts.max())})"
            said = f"{said}; with scores drawn as well, {most}"
    return said


def scores_heading(analysis: Analysis) -> str:
    """How many single scores can change the winner."""
    return cells_sentence(analysis.critical_scores.dropna(subset=["winner"]), analysis.problem)


def coders_heading(analysis: Analysis) -> str:
    """Whether the winner depends on one coder."""
    return left_out_sentence(analysis.winner, analysis.without_coder.set_index("coder"))


def methods_heading(analysis: Analysis) -> str:
    """How many methods put whom first."""
    return methods_sentence(analysis.comparison.distinct)


def scenarios_heading(analysis: Analysis) -> str:
    """In how many scenarios each alternative comes first under the profile."""
    return wins(analysis.winners_by_scenario[analysis.profile].iloc[1:], "scenarios")


def evidence_heading(analysis: Analysis) -> str:
    """On how many scores the source is silent; else where each score comes from."""
    silent = analysis.study.silent >= SILENT
    count = int(silent.to_numpy().sum())
    if not count:
        return "Every score and where it comes from"
    coders = "coders" if len(analysis.study.coders) > 1 else "coder"
    return (
        f"On {count} of the {np.size(silent)} scores the source says nothing usable; the {coders} "
        "inferred them"
    )


def values_heading(analysis: Analysis) -> str:
    """On which criterion the alternatives differ most in value."""
    functions = value_functions(analysis.problem)
    return value_functions_title(analysis.problem, functions, _label(analysis))


def weights_heading(analysis: Analysis) -> str:
    """Which criterion and which group weigh most."""
    return tree_title(analysis.problem, _label(analysis))


def swot_heading(position: pd.DataFrame | None) -> str:
    """Whose strengths outweigh weaknesses and opportunities threats, where both are known."""
    if position is None:
        return "Strengths, weaknesses, opportunities and threats of each alternative"
    return positions_title(position)


def source_heading(analysis: Analysis) -> str:
    """How far the scores agree with the source's own comparisons."""
    if analysis.claims.empty:
        return "Its own expectations, conclusions and facts"
    return claims_sentence(analysis.claims)


def provenance_heading(analysis: Analysis) -> str:
    """What the scores cannot be taken for."""
    return scores_limit(analysis.study) or "Where scores and weights come from"


def _label(analysis: Analysis) -> Label:
    return lambda node: quoted(analysis.problem.tree.label(str(node)))
