"""A study that stands beside another one, and what is said of it."""

import shutil
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.companion import companion_sentence

SMALL = Path(__file__).parent.parent / "data" / "small_study"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "mine"))


def named(folder: Path, name: str) -> Path:
    manifest = folder / "study.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(f"companion = {name!r}\n{text}", encoding="utf-8")
    return folder


def test_its_leader_and_its_nearest_bound_are_said(folder: Path) -> None:
    shutil.copytree(SMALL, folder / "other")
    study = fp.load(named(folder, "other"))
    said = companion_sentence(study)
    best = fp.topsis(fp.load(SMALL).problem()).best
    assert said.startswith("On \N{LEFT DOUBLE QUOTATION MARK}Tram or bus")
    assert f"{best} comes first by" in said
    assert f"By TOPSIS, {best} stays first" in said


def test_nothing_is_said_without_one(folder: Path) -> None:
    assert companion_sentence(fp.load(folder)) == ""


@pytest.mark.parametrize("name", ["gone", "..", "../mine", "study.toml"])
def test_it_lies_inside_the_study(folder: Path, name: str) -> None:
    with pytest.raises(fp.StudyError, match=r"companion.*expected the name of a folder inside"):
        fp.load(named(folder, name))


def test_the_shipped_study_states_the_six_grounds_first(study: fp.Study) -> None:
    said = companion_sentence(study)
    assert said.startswith("On “The paper's own six grounds” (6 criteria), CA-EU comes first")
    assert "by TOPSIS and AHP" in said
    assert "CA-Japan comes first above" in said
