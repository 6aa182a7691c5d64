"""The form of a study folder: which files there are and what stands in their columns.

`criteria/README.md` says the same in prose; a test holds the two together.
"""

from __future__ import annotations

from . import cells
from .cells import Cell

__all__ = [
    "DEFINITIONS",
    "MANIFEST",
    "OPTIONAL",
    "QUADRANTS",
    "REQUIRED",
    "SAME",
    "SCENARIOS",
    "TABLES",
]

MANIFEST = "study.toml"
"""The file that makes a folder a study: title, provenance, the list of files, profiles."""

SCENARIOS = "scenarios"
"""Role of the files of scenarios, the only ones beside the tables that the manifest may name."""

QUADRANTS = {"S": "strengths", "W": "weaknesses", "O": "opportunities", "T": "threats"}

TABLES: dict[str, dict[str, Cell]] = {
    "criteria": {
        "id": cells.name,
        "parent": cells.text,
        "group": cells.text,
        "label": cells.optional_name,
        "direction": cells.max_or_min,
        "low": cells.optional_number,
        "high": cells.optional_number,
        "quadrant": cells.choice(*QUADRANTS, ""),
        "question": cells.text,
    },
    "alternatives": {
        "id": cells.name,
        "name": cells.optional_name,
        "partner": cells.text,
        "scored": cells.flag(empty=True),
        "verdict": cells.text,
        "place": cells.text,
    },
    "scores": {
        "coder": cells.name,
        "criterion": cells.name,
        "alternative": cells.name,
        "low": cells.optional_number,
        "best": cells.number,
        "high": cells.optional_number,
        "silent": cells.flag(empty=False),
        "evidence": cells.text,
    },
    "items": {
        "coder": cells.name,
        "alternative": cells.name,
        "quadrant": cells.choice(*QUADRANTS),
        "item": cells.name,
        "low": cells.optional_number,
        "best": cells.number,
        "high": cells.optional_number,
        "dimension": cells.name,
        "horizon": cells.choice("short", "long"),
        "evidence": cells.text,
    },
    "judgements": {
        "panel": cells.name,
        "judge": cells.name,
        "group": cells.name,
        "a": cells.name,
        "b": cells.name,
        "value": cells.judgement,
        "reason": cells.text,
    },
    "horizons": {
        "panel": cells.name,
        "judge": cells.name,
        "horizon": cells.choice("short", "long"),
        "weight": cells.number,
        "reason": cells.text,
    },
    "weights": {
        "profile": cells.name,
        "criterion": cells.name,
        "weight": cells.number,
    },
    "claims": {
        "claim": cells.name,
        "criterion": cells.name,
        "better": cells.name,
        "worse": cells.name,
        "kind": cells.choice("explicit", "figures", "has_lacks"),
        "place": cells.text,
        "paraphrase": cells.text,
    },
    "reference": {
        "alternative": cells.name,
        "aspect": cells.name,
        "text": cells.name,
        "place": cells.text,
    },
}
"""Role to columns; the manifest says which files hold which role."""

OPTIONAL: dict[str, tuple[str, ...]] = {
    "criteria": ("group", "label", "low", "high", "quadrant", "question"),
    "alternatives": ("name", "partner", "scored", "verdict", "place"),
    "scores": ("low", "high", "silent", "evidence"),
    "items": ("low", "high", "evidence"),
    "judgements": ("reason",),
    "horizons": ("reason",),
    "claims": ("place", "paraphrase"),
    "reference": ("place",),
}
"""Columns that may be missing, as if all of their cells were empty."""

SAME: dict[str, dict[str, str]] = {
    "criteria": {"label": "id"},
    "alternatives": {"name": "id"},
    "scores": {"low": "best", "high": "best"},
    "items": {"low": "best", "high": "best"},
}
"""Columns of which an empty cell stands for what another column of the row holds."""

REQUIRED = ("criteria", "alternatives", "scores")
"""Roles that every study has."""

DEFINITIONS = ("criteria", "alternatives")
"""Roles whose rows may be repeated in other files, so that each file can be read by itself."""
