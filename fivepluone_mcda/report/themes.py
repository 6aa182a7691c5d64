"""Themes: who comes first at each weight of a theme, and among formats that pass a screening."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from ..analysis import Analysis
from ..methods.registry import method_title
from ..model.text import estimated, joined, percent, quoted
from ..narrative.companion import companion_sentence
from ..narrative.headings import themes_heading
from ..narrative.weights import bands_sentence, present_bands_sentence, unequal_sentence
from ..sensitivity import Smaa
from ..sensitivity.winner_bands import common_windows
from .numbers import Axis, Finding, colours_of, records

SHARE = Axis(0.0, 1.0)

LEVEL = 0.75
"""Screening rules out what is at or above this share of a minimised criterion's scale."""


def themes(analysis: Analysis) -> Finding:
    """The winner bands of each theme, and a screening by the criteria of the first one."""
    study = analysis.study
    if not study.themes:
        return "themes: the study has none"
    if analysis.alone:
        return "weights of themes: nothing else is compared"
    colours = colours_of(analysis.problem)
    first = next(iter(study.themes.values()))
    return {
        "heading": themes_heading(analysis),
        "rows": [
            {
                "label": theme.label,
                "question": theme.question,
                "reason": theme.reason,
                "place": theme.place,
                "criteria": joined(quoted(study.tree.label(leaf)) for leaf in theme.criteria),
                "unequal": unequal_sentence(
                    analysis.winner_bands[name], analysis.leaders, analysis.method.name
                )
                if analysis.scenario is None
                else "",
                **_bands(analysis.winner_bands[name], analysis.problem.weight_of(name), colours),
            }
            for name, theme in study.themes.items()
        ],
        "legend": [(name, colours[name]) for name in analysis.ranking.order],
        "first": first.label,
        "companion": companion_sentence(study),
        "screenings": [
            row for leaf in first.criteria if (row := _screening(analysis, leaf)) is not None
        ],
    }


def _bands(bands: pd.DataFrame, weight: float, colours: dict[str, str]) -> dict[str, Any]:
    """A bar for each profile and method, from 0 to 100 % of the theme's weight."""
    weights = bands.attrs["weights"]
    windows = common_windows(bands)
    groups: dict[str, list[dict[str, Any]]] = {}
    for (profile, method), rows in groupby(records(bands), itemgetter("profile", "method")):
        parts = list(rows)
        groups.setdefault(profile, []).append(
            {
                "method": method_title(method),
                "at": SHARE.at(weights[profile]),
                "parts": [
                    {"colour": colours[part["winner"]], **SHARE.bar(part["lower"], part["upper"])}
                    for part in parts
                ],
                "words": "; ".join(
                    f"{part['winner']} {percent(part['lower'])} to {percent(part['upper'])}"
                    for part in parts
                ),
            }
        )
    return {
        "sentence": bands_sentence(bands, bands.attrs["label"]),
        "present": present_bands_sentence(bands, weight),
        "windows": [SHARE.bar(row["lower"], row["upper"]) for row in records(windows)],
        "groups": [
            {"profile": profile, "weight": percent(weights[profile]), "rows": rows}
            for profile, rows in groups.items()
        ],
    }


def _screening(analysis: Analysis, leaf: str) -> dict[str, Any] | None:
    """Who comes first without the alternatives that are high on a minimised criterion."""
    problem = analysis.problem
    if leaf not in problem.scale or problem.directions[leaf] != "min":
        return None
    low, high = problem.scale[leaf]
    limit = low + LEVEL * (high - low)
    found = analysis.screened(f"{leaf} < {limit!r}")
    if found is None:
        return None
    counts = found.winners["screened_winner"].value_counts()
    return {
        "label": problem.tree.label(leaf),
        "limit": f"{limit:g}",
        "excluded": joined(found.excluded),
        "winners": joined(f"{name} in {count}" for name, count in counts.items()),
        "cases": len(found.winners),
        "simplex": _first(found.simplex),
        "hierarchical": _first(found.hierarchical),
    }


def _first(result: Smaa) -> str:
    """The two alternatives that come first most often, with their shares."""
    share, error = result.rank_acceptability[1], result.standard_error[1].to_dict()
    first = share.sort_values(ascending=False, kind="stable").head(2)
    return ", ".join(f"{name} {estimated(part, error[name])}" for name, part in first.items())
