"""What a document says of itself."""

from importlib.metadata import version
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.setting import imprint


def test_date_authors_and_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763942400")
    folder = fp.new_study(tmp_path / "mine")
    made = f"Made with fivepluone_mcda {version('fivepluone_mcda')}"
    assert imprint(fp.load(folder)) == ["24 November 2025", made]
    manifest = folder / "study.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('authors = ""', 'authors = "Aliya and Timur"'), "utf-8")
    assert imprint(fp.load(folder))[1] == "Study by Aliya and Timur"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert imprint(fp.load(folder))[0] != "24 November 2025"
