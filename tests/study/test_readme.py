"""The README of the shipped study describes the form that the loader holds folders to."""

from __future__ import annotations

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study.reading.manifest import PROFILE, PROVENANCE, RECIPE, THEME, TOP
from fivepluone_mcda.study.reading.scenario_files import HOW, KEYS, WEIGHTS
from fivepluone_mcda.study.schema import SCENARIOS, TABLES


@pytest.mark.parametrize("role", TABLES)
def test_every_column_is_described_in_the_part_on_its_table(study: fp.Study, role: str) -> None:
    readme = (study.folder / "README.md").read_text(encoding="utf-8")
    files = {
        "scores": "barriers.csv",
        "items": "swot.csv",
    }
    _, _, part = readme.partition(f"## `{files.get(role, f'{role}.csv')}`")
    part = part.partition("\n## ")[0]
    assert [column for column in TABLES[role] if f"`{column}`" not in part] == []


def test_every_key_is_described(study: fp.Study) -> None:
    readme = (study.folder / "README.md").read_text(encoding="utf-8")
    manifest = {*TOP, *THEME, *PROFILE, *PROVENANCE, *RECIPE, *TABLES, SCENARIOS}
    manifest -= {"files", "themes", "profiles", "provenance", "recipe"}
    keys = (set(KEYS) | set(HOW) | {f"weights.{key}" for key in WEIGHTS}) - {"weights", "scores"}
    assert [key for key in sorted(manifest | keys) if f"`{key}`" not in readme] == []
