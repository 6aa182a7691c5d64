"""Every step of docs/your-own-study.md, one after the other in one folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study.importing import new_study

GUIDE = Path(__file__).parents[2] / "docs" / "your-own-study.md"
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE.read_text("utf-8"), re.M | re.S))
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```", re.M | re.S)
TURKEY = "Add CA-Turkey to a copy of the shipped study"


def follow(section: str, folder: Path) -> fp.Study:
    """Do what a section says to the folder: lines go to the end of files, roles under [files]."""
    for _, file, lines in BLOCK.findall(SECTIONS[section]):
        path = folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if file == "study.toml" and "[" not in lines.split(" = ")[0]:
            for line in lines.splitlines():
                role = line.split(" = ")[0]
                text, count = re.subn(rf"^{role} = .*\.csv.*$", line, text, flags=re.M)
                if not count:
                    text = text.replace("[files]\n", f"[files]\n{line}\n")
        else:
            text += lines
        path.write_text(text, encoding="utf-8")
    return fp.load(folder)


def alternative(_: fp.Study, study: fp.Study) -> None:
    assert study.alternatives == ["Almaty", "Tashkent", "Bishkek", "Astana"]


def coder(before: fp.Study, study: fp.Study) -> None:
    assert study.coders == [*before.coders, "Madina"]


def weights(_: fp.Study, study: fp.Study) -> None:
    assert study.profiles == ["board", "equal", "mine"]
    assert study.weights("mine").to_dict() == pytest.approx(
        {"rent": 0.35, "travel": 0.2, "staff": 0.25, "living": 0.2}
    )


def criterion(before: fp.Study, study: fp.Study) -> None:
    assert 0.0 < study.weights()["visas"] < study.weights()["staff"]
    assert study.weights("mine")["visas"] == pytest.approx(2 / 22)
    assert study.weights("mine")["rent"] < before.weights("mine")["rent"]


def value_function(_: fp.Study, study: fp.Study) -> None:
    values = fp.additive_value(study.problem()).steps["values"]
    rents = study.problem().matrix["rent"]
    assert values.loc[rents <= 4.0, "rent"].min() >= 60.0
    assert values["rent"].to_numpy() == pytest.approx(study.value_functions["rent"](rents))


def judge(before: fp.Study, study: fp.Study) -> None:
    assert study.judges("board") == ["Dana", "Rustam", "Saule"]
    top = [one.judgements("board")["top"].priorities()["people"] for one in (before, study)]
    assert top[0] < top[1]


def point_of_view(_: fp.Study, study: fp.Study) -> None:
    assert study.profiles == ["board", "equal", "mine", "staff"]
    assert study.weights("staff")["living"] > study.weights()["living"]


def several(_: fp.Study, study: fp.Study) -> None:
    assert list(fp.stakeholders(study, ["board", "staff"]).winners.index) == ["board", "staff"]
    assert len(fp.stakeholders(study, ["Dana", "Rustam"], panel="board").winners) == 2


def scenario(before: fp.Study, study: fp.Study) -> None:
    changed = study.problem(scenario="airline-folds").matrix.loc["Tashkent", "travel"]
    assert changed == pytest.approx(before.problem().matrix.loc["Tashkent", "travel"] + 2)


def files(before: fp.Study, study: fp.Study) -> None:
    assert study.criteria == [*before.criteria, "leases"]
    assert study.weights()["leases"] > study.weights("staff")["leases"] > 0.0
    assert study.problem().matrix.loc["Bishkek", "leases"] == pytest.approx(8 / 3)


STEPS: dict[str, Callable[[fp.Study, fp.Study], None]] = {
    "Add an alternative": alternative,
    "Add a coder": coder,
    "Add your own weights": weights,
    "Add a criterion": criterion,
    "Add a value function": value_function,
    "Add a judge": judge,
    "Add a point of view": point_of_view,
    "Let several decide": several,
    "Add a scenario": scenario,
    "Several files": files,
}


def test_every_step_after_the_one_before(tmp_path: Path) -> None:
    assert list(SECTIONS) == ["From a spreadsheet", *STEPS, TURKEY]
    folder = new_study(tmp_path / "mine")
    before = fp.load(folder)
    for section, holds in STEPS.items():
        study = follow(section, folder)
        holds(before, study)
        before = study


def test_the_spreadsheet_of_the_guide(tmp_path: Path) -> None:
    blocks = dict(
        re.findall(
            r"<!-- (\S+) -->\n```text\n(.*?)^```", SECTIONS["From a spreadsheet"], re.M | re.S
        )
    )
    path = tmp_path / "offices.csv"
    path.write_text(blocks["offices.csv"], encoding="utf-8")
    with pytest.raises(fp.StudyError) as error:
        fp.describe_table(path)
    assert " ".join(blocks["question"].split()) == str(error.value.defects[0])
    reading = fp.describe_table(path, missing="range")
    first, *others = reading.words()
    lines = blocks["understood"].splitlines()
    assert [lines[0], *lines[-len(others) :]] == [first, *others]
    for label, row in reading.to_frame().iterrows():
        assert f"{label} " in blocks["understood"]
        assert f"{row['scores']} " in blocks["understood"]


@pytest.mark.slow
@pytest.mark.parametrize("last", ["Add a judge", "Several files"])
def test_a_judge_who_left_pairs_out_stops_no_analysis(tmp_path: Path, last: str) -> None:
    folder = new_study(tmp_path / "mine")
    for section in STEPS:
        study = follow(section, folder)
        if section == last:
            break
    table = study.consistency("board").set_index("judge")["consistency_ratio"]
    assert table["Saule"].isna().any()
    assert table.drop("Saule").notna().all()
    for profile in study.profiles:
        assert fp.topsis(study.problem(profile)).best in study.alternatives
    assert fp.report(study, tmp_path / "report.html", "board").is_file()
    assert fp.export(study, tmp_path / "results.xlsx", "board").is_file()
    together = fp.stakeholders(study, panel="board")
    assert together.left_out == ("Saule",)
    assert list(together.winners.index) == ["Dana", "Rustam"]


def test_a_panel_that_does_not_connect_is_a_defect(tmp_path: Path) -> None:
    folder = new_study(tmp_path / "mine")
    follow("Add an alternative", folder)
    with (folder / "judgements.csv").open("a", encoding="utf-8") as stream:
        stream.write("other,Saule,money,rent,travel,2,\n")
    with pytest.raises(fp.StudyError, match="panel 'other' does not connect all of 'people'"):
        fp.load(folder)


@pytest.mark.shipped_numbers
def test_add_turkey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, study: fp.Study) -> None:
    new_study(tmp_path / "my-formats", shipped=True)
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(SECTIONS[TURKEY])
    assert len(blocks) == 2
    names: dict[str, object] = {}
    for _, _, code in blocks:
        exec(code, names)  # noqa: S102 - the guide's own code
    assert "CA-Turkey" in names["matrix"].index  # type: ignore[attr-defined]
    before, after = (
        fp.topsis(one.problem()).scores.round(3) for one in (study, fp.load("my-formats"))
    )
    assert after["CA-Turkey"] == after["CA-Japan"]
    said = " ".join(SECTIONS[TURKEY].split())
    for way, name in (("falls", "CA-China"), ("rises", "CA-USA")):
        assert f"{name} {way} from {before[name]} to {after[name]}" in said
    assert before["CA-USA"] < before["CA-China"]
    assert after["CA-USA"] > after["CA-China"]
