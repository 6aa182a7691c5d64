"""What a panel answered to a questionnaire."""

from __future__ import annotations

import numpy as np

from ..analysis import Analysis
from ..model.text import number, percent
from ..narrative.panel import panel_heading, panel_sentences
from ..robustness import Panel
from .numbers import Finding, colours_of, records
from .picture import WIDTH, as_file, as_source


def panel(analysis: Analysis) -> Finding:
    """Each panel that answered a questionnaire: its sentences, respondents and agreement."""
    if not analysis.panels:
        return "answers of a panel: nobody has answered a questionnaire"
    return {
        "heading": panel_heading(analysis.panels[0]),
        "panels": [_panel(analysis, one) for one in analysis.panels],
    }


def _panel(analysis: Analysis, result: Panel) -> dict[str, object]:
    tree = analysis.study.tree
    colours = colours_of(result.ranking.problem)
    table = result.to_frame().reset_index()
    return {
        "name": result.panel,
        "sentences": panel_sentences(result, analysis.study),
        "picture": _picture(result),
        "respondents": [
            {
                "name": row["respondent"],
                "answers": f"{row['answers']} of {row['asked']}",
                "scores": f"{row['scores']} of {row['cells']}",
                "ratio": _ratio(row["largest_ratio"]),
                "left_out": row["left_out"],
                "winner": row.get("winner"),
                "colour": colours.get(str(row.get("winner"))),
            }
            for row in records(table)
        ],
        "groups": [
            {
                "label": tree.label(row["node"]),
                "consensus": percent(row["consensus"]),
                "level": row["level"],
                "concordance": number(row["concordance"], 2),
            }
            for row in records(result.agreement.reset_index().sort_values("consensus"))
        ]
        if len(result.agreement)
        else [],
    }


def _picture(result: Panel) -> str | None:
    """Every respondent's weights; None where fewer than two have weights of their own."""
    if result.views is None:
        return None
    from .. import plots

    return as_source(as_file(lambda: plots.panel(result, width=WIDTH), "svg"))


def _ratio(ratio: float) -> str:
    return "\N{EN DASH}" if np.isnan(ratio) else number(ratio, 2)
