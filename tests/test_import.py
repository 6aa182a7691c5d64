"""Importing the package is light, and what it promises is there."""

from __future__ import annotations

import subprocess
import sys

import fivepluone_mcda as fp

HEAVY = ("matplotlib", "scipy", "pymcdm", "joblib", "SALib", "sklearn", "typer", "rich", "openpyxl")


def test_the_import_loads_nothing_heavy() -> None:
    code = (
        "import sys, fivepluone_mcda; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "pandas" in loaded
    assert not set(HEAVY) & set(loaded)


def test_public_names_exist_and_are_documented() -> None:
    assert len(set(fp.__all__)) == len(fp.__all__)
    for name in fp.__all__:
        assert getattr(fp, name).__doc__, name
