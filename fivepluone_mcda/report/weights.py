"""The weights, and where they come from."""

from __future__ import annotations

from typing import Any

from ..analysis import Analysis
from ..model.text import percent
from ..narrative.provenance import built_on, fitted, origin
from ..study import Study
from .numbers import Axis, Finding


def weights(analysis: Analysis) -> Finding:
    """The tree with the weight of every node under every profile, and the judges behind them."""
    study, tree = analysis.study, analysis.problem.tree
    profiles = [analysis.profile, *(name for name in study.profiles if name != analysis.profile)]
    table = {
        name: study.problem(name, scenario=analysis.scenario).node_weights for name in profiles
    }
    own = table[analysis.profile]
    axis = Axis.over(own.drop(tree.root))
    return {
        "profiles": profiles,
        "sources": [
            {
                "name": name,
                "question": study.profile(name).question,
                "origin": origin(study, name),
                "leader": analysis.leaders[name],
            }
            for name in profiles
        ],
        "basis": _derived(study, analysis.profile),
        "rows": [
            {
                "label": tree.label(node),
                "depth": tree.depth(node),
                "group": bool(tree.children(node)),
                **axis.bar(0.0, own[node]),
                "weights": [percent(table[name][node]) for name in profiles],
            }
            for node in tree.nodes[1:]
        ],
        "panels": [_panel(analysis, panel) for panel in study.panels],
    }


def _derived(study: Study, name: str) -> str:
    """How the profile's weights follow from those of another one; empty where they do not."""
    profile = study.profile(name)
    if profile.recipe is not None:
        return f"The weights of profile {name} {fitted(study, name, profile.recipe)}"
    return (
        "" if profile.base is None else f"The weights of profile {name} {built_on(study, profile)}"
    )


def _panel(analysis: Analysis, panel: str) -> dict[str, Any]:
    """How consistent a panel's comparisons are: jointly, and the least consistent judge's."""
    study = analysis.study
    node = {group: study.tree.label(node) for node, group in study.groups.items()}
    table = analysis.consistency.query("panel == @panel").dropna(subset="consistency_ratio")
    together = table["judge"].isna()
    single = table[~together]
    worst = single.sort_values("consistency_ratio", kind="stable").iloc[-1]
    ratio = worst["consistency_ratio"]
    return {
        "name": panel,
        "judges": len(study.judges(panel)),
        "joint": table["consistency_ratio"][together].max(),
        "worst": ratio,
        "who": f"{worst['judge']} on {node[worst['group']]}" if ratio > 0.0 else "",
        "above": int((single["consistency_ratio"] > 0.1).sum()),
        "comparisons": len(single),
    }
