"""Facts, references and silence: what else a study holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fivepluone_mcda as fp


def test_facts_and_references(small: fp.Study) -> None:
    facts = small.facts.set_index("fact")
    assert facts.loc["f1", ["value", "unit", "source", "contradicts"]].tolist() == [
        *("12-13", "km", "1", "f2")
    ]
    assert small.references["number"].tolist() == ["1", "2"]


def test_hypothesis_and_limitations(
    small: fp.Study, folder: Path, edit: Callable[..., None]
) -> None:
    assert (small.hypothesis, small.limitations) == (
        "The tram is better.",
        "Nobody has ridden either.",
    )
    edit("study.toml", 'limitations = "Nobody has ridden either."\n', "")
    assert fp.load(folder).limitations == ""
    edit("study.toml", 'hypothesis = "The tram is better."', "hypothesis = 3")
    with pytest.raises(fp.CriteriaError, match=r"study\.toml.*hypothesis"):
        fp.load(folder)


def test_a_study_without_them(folder: Path, edit: Callable[..., None]) -> None:
    edit("study.toml", 'facts = "facts.csv"\nreferences = "references.csv"\n', "")
    study = fp.load(folder)
    assert study.facts.empty
    assert "contradicts" in study.facts.columns
    assert study.references.empty


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "expected"),
    [
        ("facts.csv", "f2,Length", "f1,Length", "fact", "this row once"),
        ("facts.csv", "f3,Opened,bus", "f3,Opened,car", "alternative", "one of 'tram'"),
        ("facts.csv", "1; 2", "1; 3", "source", "one of '1', '2'"),
        ("facts.csv", "1,f2,", "1,f9,", "contradicts", "'f2'"),
        ("facts.csv", "1,f2,", "1,f1,", "contradicts", "'f2'"),
        ("facts.csv", "12-13", "", "value", "text"),
        ("references.csv", "2,,2023", "1,,2023", "number", "this row once"),
    ],
)
def test_defects(
    folder: Path,
    edit: Callable[..., None],
    file: str,
    old: str,
    new: str,
    column: str,
    expected: str,
) -> None:
    edit(file, old, new)
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    defect = caught.value.defects[0]
    assert (defect.file, defect.column) == (file, column)
    assert expected in defect.expected


def test_silent_is_the_share_of_coders(small: fp.Study) -> None:
    silent = small.silent
    assert silent.index.tolist() == small.alternatives
    assert silent.columns.tolist() == small.criteria
    assert silent.loc["bus", "noise"] == 0.5
    assert silent.to_numpy().sum() == 0.5


def test_a_shipped_study_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "grounds").mkdir()
    with pytest.raises(fp.StudyError, match="no such file"):
        fp.load("grounds")
