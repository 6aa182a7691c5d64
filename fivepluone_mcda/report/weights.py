"""The weights, and where they come from."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..analysis import Analysis
from ..model.text import number, percent
from ..narrative.headings import weights_heading
from ..narrative.provenance import (
    ACCEPTED,
    built_on,
    consistency_sentences,
    fitted,
    origin,
)
from .numbers import Axis, Finding

OWN = "this report"


def weights(analysis: Analysis) -> Finding:
    """The tree with the weight of every node under every profile, and the judges behind them."""
    study, tree = analysis.study, analysis.problem.tree
    profiles = [analysis.profile, *(name for name in study.profiles if name != analysis.profile)]
    problems = {name: study.problem(name, scenario=analysis.scenario) for name in profiles}
    columns = {name: problem.node_weights for name, problem in problems.items()}
    if analysis.set_weights:
        columns = {OWN: analysis.problem.node_weights, **columns}
    own = next(iter(columns.values()))
    axis = Axis.over(own.drop(tree.root))
    return {
        "heading": weights_heading(analysis),
        "columns": list(columns),
        "profiles": [
            {
                "name": name,
                "own": name == analysis.profile,
                "question": study.profile(name).question,
                "origin": origin(study, name),
                "changed": not np.allclose(problem.weights, study.weights(name), atol=1e-12),
                "leader": analysis.leaders[name],
            }
            for name, problem in problems.items()
        ],
        "derived": _derived(analysis),
        "rows": [
            {
                "label": tree.label(node),
                "depth": tree.depth(node),
                "group": bool(tree.children(node)),
                **axis.bar(0.0, own[node]),
                "weights": [percent(column[node]) for column in columns.values()],
            }
            for node in tree.nodes[1:]
        ],
        "panels": [_panel(analysis, panel) for panel in study.panels],
        "inconsistent": consistency_sentences(study),
    }


def _derived(analysis: Analysis) -> str:
    """How the weights follow from another profile; empty where they do not or were changed."""
    study, name = analysis.study, analysis.profile
    profile = study.profile(name)
    if not analysis.profile_weights or (profile.recipe is None and profile.base is None):
        return ""
    how = (
        built_on(study, profile) if profile.recipe is None else fitted(study, name, profile.recipe)
    )
    return f"The weights of profile {name} {how}"


def _panel(analysis: Analysis, panel: str) -> dict[str, Any]:
    """How consistent a panel's comparisons are: jointly, and judge by judge."""
    table = analysis.study.consistency(panel)
    ratios, jointly = table["consistency_ratio"], table["judge"].isna()
    single = ratios[~jointly]
    return {
        "name": panel,
        "judges": table["judge"].nunique(),
        "joint": _ratio(ratios[jointly].max()),
        "largest": _ratio(single.max()),
        "above": int((single > ACCEPTED).sum()),
        "comparisons": int(single.notna().sum()),
        "missing": int(single.isna().sum()),
    }


def _ratio(ratio: float) -> str:
    return "\N{EN DASH}" if np.isnan(ratio) else number(ratio, 2)
