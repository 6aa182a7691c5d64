"""The form of a study folder: which files there are and what stands in their columns.

`criteria/README.md` says the same in prose; a test holds the two together.
"""

from __future__ import annotations

from . import files
from .files import Cell

__all__ = ["DEFINITIONS", "MANIFEST", "QUADRANTS", "REQUIRED", "SCENARIOS", "TABLES"]

MANIFEST = "study.toml"
"""The file that makes a folder a study: title, provenance, the list of files, profiles."""

SCENARIOS = "scenarios"
"""Role of the files of scenarios, the only ones beside the tables that the manifest may name."""

QUADRANTS = {"S": "strengths", "W": "weaknesses", "O": "opportunities", "T": "threats"}

TABLES: dict[str, dict[str, Cell]] = {
    "criteria": {
        "id": files.name,
        "parent": files.text,
        "group": files.text,
        "label": files.name,
        "direction": files.choice("max", "min", ""),
        "low": files.optional_number,
        "high": files.optional_number,
        "quadrant": files.choice(*QUADRANTS, ""),
        "question": files.text,
    },
    "alternatives": {
        "id": files.name,
        "name": files.name,
        "partner": files.text,
        "scored": files.flag,
        "verdict": files.text,
        "place": files.text,
    },
    "scores": {
        "coder": files.name,
        "criterion": files.name,
        "alternative": files.name,
        "low": files.number,
        "best": files.number,
        "high": files.number,
        "silent": files.flag,
        "evidence": files.text,
    },
    "items": {
        "coder": files.name,
        "alternative": files.name,
        "quadrant": files.choice(*QUADRANTS),
        "item": files.name,
        "low": files.number,
        "best": files.number,
        "high": files.number,
        "dimension": files.name,
        "horizon": files.choice("short", "long"),
        "evidence": files.text,
    },
    "judgements": {
        "panel": files.name,
        "judge": files.name,
        "group": files.name,
        "a": files.name,
        "b": files.name,
        "value": files.judgement,
        "reason": files.text,
    },
    "horizons": {
        "panel": files.name,
        "judge": files.name,
        "horizon": files.choice("short", "long"),
        "weight": files.number,
        "reason": files.text,
    },
    "weights": {
        "profile": files.name,
        "criterion": files.name,
        "weight": files.number,
    },
    "claims": {
        "claim": files.name,
        "criterion": files.name,
        "better": files.name,
        "worse": files.name,
        "kind": files.choice("explicit", "figures", "has_lacks"),
        "place": files.text,
        "paraphrase": files.text,
    },
    "reference": {
        "alternative": files.name,
        "aspect": files.name,
        "text": files.name,
        "place": files.text,
    },
}
"""Role to columns; the manifest says which files hold which role."""

REQUIRED = ("criteria", "alternatives", "scores")
"""Roles that every study has."""

DEFINITIONS = ("criteria", "alternatives")
"""Roles whose rows may be repeated in other files, so that each file can be read by itself."""
