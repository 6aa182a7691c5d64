"""Copies of the small study, as it is and with one change."""

import shutil
from pathlib import Path

import pytest

import fivepluone_mcda as fp

SMALL = Path(__file__).parents[1] / "data" / "small_study"


@pytest.fixture
def small_folder(tmp_path):
    """A copy of the small study's folder."""
    return Path(shutil.copytree(SMALL, tmp_path / "study"))


@pytest.fixture
def changed_study(tmp_path):
    """The small study with one text in one file replaced."""

    def change(file, old, new):
        folder = Path(shutil.copytree(SMALL, tmp_path / f"changed-{len(list(tmp_path.iterdir()))}"))
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return fp.load(folder)

    return change
