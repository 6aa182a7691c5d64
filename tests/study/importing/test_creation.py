"""A new study folder: the example, a copy of the shipped study, one from a table."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study.importing import new_study


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


FRAME = pd.DataFrame(
    {
        "Rent, USD/m²": ["cost", 3, 1, 9, 7, 4],
        "Кадры": ["Max", 1, 1, 5, 5, 4],
        'Size "net"': ["max", 0, None, None, 120, 90],
    },
    index=["Direction", "WEIGHTS", "low", "high", "Алматы", "Өскемен"],
)


def test_a_study_from_a_table(tmp_path: Path) -> None:
    study = fp.load(new_study(tmp_path / "offices", sheet=FRAME))
    problem = study.problem()
    assert problem.alternatives == ["Алматы", "Өскемен"]
    assert problem.criteria == ["Rent_USD_m2", "Кадры", "Size_net"]
    assert [study.tree.label(leaf) for leaf in problem.criteria] == ["Rent", "Кадры", 'Size "net"']
    assert problem.weights.tolist() == [0.75, 0.25, 0.0]
    assert problem.directions.tolist() == ["min", "max", "max"]
    assert problem.scale == {"Rent_USD_m2": (1.0, 9.0), "Кадры": (1.0, 5.0)}
    assert problem.matrix.to_numpy().tolist() == [[7.0, 5.0, 120.0], [4.0, 4.0, 90.0]]
    assert (study.title, study.coders, study.profiles) == ("offices", ["me"], ["mine", "equal"])
    evidence = study.evidence("Алматы", "Кадры")["evidence"].tolist()
    assert evidence == ["DataFrame, row 'Алматы', column 'Кадры'"]
    assert study.scenarios == []  # the sheet states none


def test_a_study_from_a_table_without_weights(tmp_path: Path) -> None:
    table = FRAME.loc[["Алматы", "Өскемен"]]
    with pytest.warns(UserWarning, match="no direction is stated"):
        study = fp.load(new_study(tmp_path / "mine", sheet=table))
    assert study.profiles == ["equal"]
    assert not (study.folder / "weights.csv").exists()
    bare = table.rename_axis("city").reset_index()  # as pd.read_excel gives it without index_col
    again = fp.load(new_study(tmp_path / "again", sheet=fp.describe_table(bare)))
    pd.testing.assert_frame_equal(again.problem().to_frame(), study.problem().to_frame())
    # What the manifest says in comments holds once they are taken away.
    manifest = (study.folder / "study.toml").read_text(encoding="utf-8")
    manifest = re.sub(
        r"^# (?=weights|\[profiles.mine\]|question = .*my own)", "", manifest, flags=re.M
    )
    (study.folder / "study.toml").write_text(manifest, encoding="utf-8")
    rows = [f"mine,{leaf},{weight}" for leaf, weight in zip(study.criteria, (5, 5, 0), strict=True)]
    text = "\n".join(["profile,criterion,weight", *rows])
    (study.folder / "weights.csv").write_text(text, encoding="utf-8")
    assert fp.load(study.folder).weights().tolist() == [0.5, 0.5, 0.0]


def test_another_coder_joins_a_study_from_a_table(tmp_path: Path) -> None:
    folder = new_study(tmp_path / "mine", sheet=FRAME)
    lines = (folder / "scores.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    with (folder / "scores.csv").open("a", encoding="utf-8") as stream:
        stream.writelines(line.replace("me,", "Aliya,", 1) + "\n" for line in lines)
    assert fp.load(folder).coders == ["me", "Aliya"]


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ([1, 2], "sheet: found list; expected the path of a file, or a DataFrame"),
        (FRAME.drop(index=["Алматы", "Өскемен"]), "DataFrame: found no alternative"),
        ("gone.xlsx", "gone.xlsx: found no such file"),
    ],
)
def test_a_wrong_sheet_leaves_nothing(tmp_path: Path, sheet: object, message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        new_study(tmp_path / "mine", sheet=sheet)  # type: ignore[arg-type]
    with pytest.raises(fp.CriteriaError, match="found both shipped and sheet"):
        new_study(tmp_path / "mine", shipped=True, sheet=FRAME)
    assert list(tmp_path.iterdir()) == []
