"""Importing the package is light, and what it promises is there."""

from __future__ import annotations

import subprocess
import sys

import fivepluone_mcda as fp

HEAVY = ("matplotlib", "scipy", "pymcdm", "joblib", "SALib", "sklearn", "typer", "rich", "openpyxl")


def test_reading_and_ranking_a_study_loads_nothing_heavy() -> None:
    code = (
        "import sys, fivepluone_mcda as fp; "
        "study = fp.load(); study.consistency(); fp.topsis(study.problem()); "
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


def test_the_help_loads_no_pandas() -> None:
    code = (
        "import sys; from fivepluone_mcda.cli import main; sys.argv[1:] = ['--help']\n"
        "try: main()\n"
        "finally: assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603


def test_importing_a_room_hides_no_function_of_its_name() -> None:
    code = (
        "import pickle, fivepluone_mcda.report, fivepluone_mcda.export, fivepluone_mcda as fp\n"
        "assert callable(fp.report) and callable(fp.export)\n"
        "assert dir(fp) == fp.__all__ and fp.plots.heatmap\n"
        "assert pickle.loads(pickle.dumps(fp.topsis)) is fp.topsis"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603
