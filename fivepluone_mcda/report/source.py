"""What the source itself says: its conclusions, comparisons, facts and references."""

from __future__ import annotations

from typing import Any

from ..analysis import Analysis
from ..model.text import number
from ..narrative.headings import source_heading
from ..narrative.robustness import claims_sentence
from .numbers import Finding, records


def source(analysis: Analysis) -> Finding:
    """Hypothesis, conclusions, alternatives not scored, comparisons, facts, references, limits."""
    study = analysis.study
    table = study.alternative_table
    verdicts = [
        {"name": name, "text": table.loc[name, "verdict"], "place": table.loc[name, "place"]}
        for name in study.alternatives
        if table.loc[name, "verdict"]
    ]
    unscored = [
        {"name": row["id"], "full": row["name"], "place": row["place"]}
        for row in records(table[~table["scored"].astype(bool)])
    ]
    found: dict[str, Any] = {
        "hypothesis": study.hypothesis,
        "limitations": study.limitations,
        "verdicts": verdicts,
        "unscored": unscored,
        "claims": _claims(analysis),
        "facts": records(study.facts),
        "references": records(study.references),
    }
    if not any(found.values()):
        return "what the source itself says: the study has no conclusions, comparisons or facts"
    return {"heading": source_heading(analysis), **found}


def _claims(analysis: Analysis) -> dict[str, Any] | None:
    """The source's own comparisons against the scores; None where the study has none."""
    table, label = analysis.claims, analysis.problem.tree.label
    if table.empty:
        return None
    worst_first = table["holds"].map({"no": 0, "tie": 1, "yes": 2}).sort_values(kind="stable")
    return {
        "sentence": claims_sentence(table),
        "rows": [
            {
                "holds": row["holds"],
                "label": label(row["criterion"]),
                "pair": f"{row['better']} better than {row['worse']}",
                "gap": number(row["gap"], 2),
                "place": row["place"],
                "text": row["paraphrase"],
            }
            for row in records(table.loc[worst_first.index])
        ],
    }
