"""criteria/README.md describes exactly the files, columns and keys that the reader asks for."""

import re
import tomllib

import pytest

from fivepluone_mcda.study.reading.manifest import PROFILE, PROVENANCE, RECIPE, THEME, TOP
from fivepluone_mcda.study.reading.scenario_files import HOW, KEYS, WEIGHTS
from fivepluone_mcda.study.schema import OPTIONAL, SCENARIOS, TABLES


def files(study):
    """The file of each role; a role that the shipped study lacks has a file of its name."""
    named = tomllib.loads((study.folder / "study.toml").read_text(encoding="utf8"))["files"]
    return {role: f"{role}.csv" for role in TABLES} | named


def sections(study):
    """Text under each heading of the README by the file that the heading names."""
    text = (study.folder / "README.md").read_text(encoding="utf8")
    parts = re.split(r"^## ", text, flags=re.M)[1:]
    return {match[1]: part for part in parts if (match := re.match(r"`([\w.]+)`", part))}


@pytest.mark.parametrize("role", TABLES)
def test_every_column_is_described(study, role):
    rows = re.findall(r"^\| (.+?) \|", sections(study)[files(study)[role]], re.M)
    described = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(described) == sorted(TABLES[role])


@pytest.mark.parametrize("role", TABLES)
def test_the_columns_that_may_be_missing_are_listed(study, role):
    line = re.search(
        r"^May be missing or empty: (.+)\.$", sections(study)[files(study)[role]], re.M
    )
    listed = re.findall(r"`(\w+)`", line[1]) if line else []
    assert listed == list(OPTIONAL[role])


def test_every_key_is_described(study):
    readme = (study.folder / "README.md").read_text(encoding="utf-8")
    manifest = {*TOP, *THEME, *PROFILE, *PROVENANCE, *RECIPE, *TABLES, SCENARIOS}
    manifest -= {"files", "themes", "profiles", "provenance", "recipe"}
    keys = (set(KEYS) | set(HOW) | {f"weights.{key}" for key in WEIGHTS}) - {"weights", "scores"}
    assert [key for key in sorted(manifest | keys) if f"`{key}`" not in readme] == []


@pytest.mark.shipped_numbers
def test_the_rows_it_counts_are_there(study):
    for role, file in files(study).items():
        heading = sections(study)[file].splitlines()[0]
        count = re.search(r"\((\d+) (?:rows|nodes|scored)", heading)
        if count and role in study.tables:
            rows = study.tables[role]
            have = rows["scored"].sum() if role == "alternatives" else len(rows)
            assert int(count[1]) == have, heading
