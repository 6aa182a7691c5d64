"""Strengths, weaknesses, opportunities and threats, with the items behind them."""

from __future__ import annotations

from ..analysis import Analysis
from ..model import CriteriaError
from ..model.text import number
from ..narrative.headings import swot_heading
from ..study import awot, strategic_position
from ..study.schema import QUADRANTS
from .numbers import Axis, Finding, colours_of, records


def swot(analysis: Analysis) -> Finding:
    """The position of each alternative, and its items by quadrant, the weightiest first."""
    study = analysis.study
    items = study.swot_items
    if items.empty:
        return "strengths, weaknesses, opportunities and threats: the study has no such items"
    try:
        position = strategic_position(study, analysis.profile)
    except CriteriaError:
        position = None
    weighed = awot(study, analysis.profile)
    axis = Axis.over([] if position is None else position.to_numpy().ravel().tolist())
    weighed["global_priority"] = weighed["global_priority"].fillna(0.0)
    largest = Axis.over(weighed["global_priority"])
    shown = []
    colours = colours_of(analysis.problem)
    for name in analysis.ranking.order:
        own = weighed[weighed["alternative"] == name]
        quadrants = []
        for quadrant, title in QUADRANTS.items():
            mine = own[own["quadrant"] == quadrant]
            weightiest = mine.sort_values("global_priority", ascending=False, kind="stable")
            rows = [
                {
                    "item": row["item"],
                    "intensity": number(row["intensity"], 1),
                    "horizon": row["horizon"],
                    **largest.bar(0.0, row["global_priority"]),
                }
                for row in records(weightiest)
            ]
            quadrants.append({"title": title.capitalize(), "rows": rows})
        bars = []
        if position is not None:
            bars = [
                {"value": number(value, 2), **axis.bar(0.0, value)}
                for value in map(float, position.loc[name])
            ]
        shown.append(
            {
                "name": name,
                "colour": colours[name],
                "position": bars,
                "quadrants": quadrants,
                "count": len(own),
            }
        )
    return {
        "heading": swot_heading(position),
        "zero": axis.at(0.0),
        "position": position is not None,
        "rows": shown,
        "count": len(items),
        "scenario": analysis.scenario is not None,
    }
