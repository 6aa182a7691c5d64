"""A new study folder, and every step that docs/your-own-study.md describes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study import new_study

GUIDE = Path(__file__).parents[2] / "docs" / "your-own-study.md"
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE.read_text("utf-8"), re.M | re.S))
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```", re.M | re.S)


def after(section: str, tmp_path: Path) -> fp.Study:
    """A new study with the lines of one section of the guide put at the end of its files."""
    folder = new_study(tmp_path / "mine")
    for _, file, lines in BLOCK.findall(SECTIONS[section]):
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(lines)
    return fp.load(folder)


def test_a_new_study_is_complete(tmp_path: Path) -> None:
    study = fp.load(new_study(str(tmp_path / "mine")))
    assert study.alternatives == ["Almaty", "Tashkent", "Bishkek"]
    assert len(study.criteria) == 4
    assert fp.topsis(study.problem()).best == "Tashkent"
    assert [fp.topsis(study.problem(scenario=name)).best for name in study.scenarios] == [
        *("Bishkek", "Tashkent", "Almaty")
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_copy_of_the_shipped_study(tmp_path: Path, study: fp.Study) -> None:
    copy = fp.load(new_study(tmp_path / "copy", shipped=True))
    assert copy.problem() == study.problem()
    assert (copy.folder / "codebooks" / "scores.md").is_file()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    for name in ("file", "empty", "link"):
        with pytest.raises(fp.CriteriaError, match="expected a new folder"):
            new_study(tmp_path / name)
    with pytest.raises(fp.CriteriaError, match="no folder"):
        new_study(tmp_path / "gone" / "mine")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "link"]
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = Path.write_bytes, []

    def full(path: Path, data: bytes) -> int:
        count.append(path)
        if len(count) == 3:
            raise OSError(28, "No space left on device", os.fspath(path))
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        new_study(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


def test_add_an_alternative(tmp_path: Path) -> None:
    assert after("Add an alternative", tmp_path).alternatives[-1] == "Astana"


def test_add_a_coder(tmp_path: Path) -> None:
    assert after("Add a coder", tmp_path).coders == ["Aliya", "Timur", "Madina"]


def test_add_a_criterion(tmp_path: Path) -> None:
    weights = after("Add a criterion", tmp_path).weights()
    assert 0.0 < weights["visas"] < weights["staff"]


def test_add_a_judge(tmp_path: Path) -> None:
    study = after("Add a judge", tmp_path)
    assert study.judges("board") == ["Dana", "Rustam", "Saule"]
    top = study.judgements("board")["top"].priorities()
    assert top["people"] > top["money"]


def test_add_a_point_of_view(tmp_path: Path) -> None:
    study = after("Add a point of view", tmp_path)
    assert study.profiles == ["board", "equal", "staff"]
    assert study.weights("staff")["living"] > study.weights()["living"]


def test_add_a_scenario(tmp_path: Path) -> None:
    study = after("Add a scenario", tmp_path)
    before, changed = study.problem(), study.problem(scenario="airline-folds")
    assert changed.matrix.loc["Tashkent", "travel"] == before.matrix.loc["Tashkent", "travel"] + 2


def test_several_files(tmp_path: Path) -> None:
    folder = new_study(tmp_path / "mine")
    manifest = (folder / "study.toml").read_text(encoding="utf-8")
    for _, file, lines in BLOCK.findall(SECTIONS["Several files"]):
        if file == "study.toml":
            for line in lines.splitlines():
                role = line.split(" = ")[0]
                manifest, count = re.subn(rf"^{role} = .*$", line, manifest, flags=re.M)
                assert count == 1
        else:
            assert not (folder / file).exists()
            (folder / file).write_text(lines, encoding="utf-8")
    (folder / "study.toml").write_text(manifest, encoding="utf-8")
    study = fp.load(folder)
    assert study.criteria == ["rent", "travel", "staff", "living", "visas", "leases"]
    assert study.weights()["visas"] > study.weights()["leases"] > 0.0
    assert study.problem().matrix.loc["Bishkek", "leases"] == 2.5


def test_add_turkey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_study(tmp_path / "my-formats", shipped=True)
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(SECTIONS["Add CA-Turkey to a copy of the shipped study"])
    names: dict[str, object] = {}
    for _, _, code in blocks:
        exec(code, names)  # noqa: S102 - the guide's own code
    scores = fp.topsis(fp.load("my-formats").problem()).scores
    assert scores["CA-Turkey"] == pytest.approx(scores["CA-Japan"])
    assert len(blocks) == 2
    assert "CA-Turkey" in names["matrix"].index  # type: ignore[attr-defined]
