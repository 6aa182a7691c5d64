"""A table may be divided among several files, and a defect still names the one it is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study.reading import csv_table
from fivepluone_mcda.study.schema import TABLES

Edit = Callable[[str, str, str], None]

MORE = "more_{}.csv"


def name_files(folder: Path, role: str, value: str) -> None:
    """Put a value behind a role in the manifest."""
    path = folder / "study.toml"
    line = rf"^{role} = .*{role}.*$"
    text, count = re.subn(line, f"{role} = {value}", path.read_text(encoding="utf-8"), flags=re.M)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def add(folder: Path, role: str, *rows: str) -> str:
    """Give a role a second file with the header of its first, and these rows."""
    header = (folder / f"{role}.csv").read_text(encoding="utf-8").splitlines()[0]
    more = MORE.format(role)
    (folder / more).write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    name_files(folder, role, f'["{role}.csv", "{more}"]')
    return more


def divide(folder: Path, role: str, at: int) -> None:
    """Move the rows of a role from a position on into a second file."""
    path = folder / f"{role}.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rows[:at], ""]), encoding="utf-8")
    add(folder, role, *rows[at:])


def defects(folder: Path) -> tuple[fp.Defect, ...]:
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    return caught.value.defects


def only(folder: Path) -> fp.Defect:
    (defect,) = defects(folder)
    return defect


def test_divided_tables_are_the_same_study(folder: Path, small: fp.Study) -> None:
    for role in TABLES:
        divide(folder, role, 1)
    scenarios = (folder / "scenarios.toml").read_text(encoding="utf-8")
    one, other = scenarios.split("[together]")
    (folder / "scenarios.toml").write_text(one, encoding="utf-8")
    (folder / "combined.toml").write_text(f"[together]{other}", encoding="utf-8")
    name_files(folder, "scenarios", '["scenarios.toml", "combined.toml"]')
    study = fp.load(folder)
    assert study.scenarios == small.scenarios
    for profile in small.profiles:
        for scenario in (None, *small.scenarios):
            divided = study.problem(profile, scenario=scenario)
            assert divided == small.problem(profile, scenario=scenario)
    assert fp.awot(study).equals(fp.awot(small))
    for table in ("barrier_codes", "swot_codes", "claims", "reference", "criteria_table"):
        assert getattr(study, table).equals(getattr(small, table))
    assert study.tables["claims"][["file", "line"]].to_numpy().tolist() == [
        ["claims.csv", 2],
        ["more_claims.csv", 2],
    ]


def test_a_list_of_one_and_the_order_of_the_list(folder: Path, small: fp.Study) -> None:
    name_files(folder, "scores", '["scores.csv"]')
    assert fp.load(folder).problem() == small.problem()
    divide(folder, "criteria", 4)
    name_files(folder, "criteria", '["more_criteria.csv", "criteria.csv"]')
    study = fp.load(folder)
    assert sorted(study.criteria) == sorted(small.criteria)
    assert fp.topsis(study.problem()).scores.to_dict() == pytest.approx(
        fp.topsis(small.problem()).scores.to_dict()
    )


def test_definitions_may_be_repeated_as_they_are(folder: Path, small: fp.Study) -> None:
    for role in ("criteria", "alternatives"):
        rows = (folder / f"{role}.csv").read_text(encoding="utf-8").splitlines()[1:]
        add(folder, role, *rows)
    study = fp.load(folder)
    assert study.problem() == small.problem()
    assert len(study.tables["criteria"]) == len(small.tables["criteria"])


def test_definitions_that_differ_are_refused(folder: Path, edit: Edit) -> None:
    more = add(folder, "criteria", "goal,,top,A good trip,,,,,,")
    defect = only(folder)
    assert (defect.file, defect.row, defect.column, defect.found) == (more, 2, "id", "'goal'")
    assert defect.expected.endswith("is in line 2 of criteria.csv already with another label")
    edit(more, "A good trip", "Good transport")
    edit(more, "goal,,top,Good transport,,,,,,", "goal,,top,Good transport,,,,,,\n" * 2)
    assert (only(folder).file, only(folder).row) == (more, 3)


@pytest.mark.parametrize(
    ("role", "row", "found", "expected"),
    [
        ("scores", "a,cost,tram,4,5,5,0,", "'a, cost, tram'", "line 2 of scores.csv already"),
        ("claims", "c1,cost,bus,tram,figures,,", "'c1'", "line 2 of claims.csv already with"),
        ("judgements", "experts,p,top,swot,barriers,1/2,", "0.5", "line 2 of judgements.csv has"),
        ("items", "a,tram,S,Own lane,4,5,5,cost,long,", "Own lane'", "line 2 of items.csv"),
        ("scores", "a,cost,ferry,4,5,5,0,", "'ferry'", "one of 'tram', 'bus'"),
        ("scores", "a,cost,tram,4,5,many,0,", "'many'", "a number"),
        ("scores", "a,cost,tram,4,5", "5 cells", "8 (quote a cell"),
        ("criteria", "speed,barrier,,Speed,max,1,5,,,", "'barrier'", "'barriers'"),
        ("criteria", "trip,,,A good trip,max,1,5,,,", "found 2: 'goal', 'trip'", "one root"),
        ("criteria", "pride,swot,,Pride,max,1,5,,S,", "'S'", "'strengths' has it already"),
        ("alternatives", "tram,A tram,,1,,", "'tram'", "line 2 of alternatives.csv already"),
        ("weights", "leaflet,cost,0", "'leaflet, cost'", "line 2 of weights.csv already"),
        ("horizons", "staff,q,long,50,", "'staff, q'", "a judge of the table"),
    ],
)
def test_a_defect_names_its_own_file(
    folder: Path, role: str, row: str, found: str, expected: str
) -> None:
    more = add(folder, role, row)
    assert any(
        (defect.file, defect.row) == (more, 2)
        and found in defect.found
        and expected in defect.expected
        for defect in defects(folder)
    )


def test_what_is_missing_names_the_files_where_it_could_stand(folder: Path) -> None:
    (folder / "noise.csv").write_text(
        (folder / "scores.csv").read_text(encoding="utf-8").partition("\n")[0]
        + "\nc,noise,tram,1,1,1,0,\nc,noise,bus,1,1,1,0,\n",
        encoding="utf-8",
    )
    more = add(folder, "scores", "c,cost,tram,1,1,1,0,")
    name_files(folder, "scores", f'["scores.csv", "{more}", "noise.csv"]')
    incomplete, no_items = defects(folder)
    assert str(incomplete).startswith(
        f"{more} and noise.csv, coder: found coder 'c' without a row for cost / bus"
    )
    assert (no_items.file, no_items.found) == ("items.csv", "no row of coder 'c'")


def test_many_files_are_named_in_short(folder: Path) -> None:
    header = (folder / "items.csv").read_text(encoding="utf-8").splitlines()[0]
    names = [f"items{number}.csv" for number in range(6)]
    for number, file in enumerate(names):
        row = f"{'ab'[number % 2]},tram,S,Item {number // 2},1,2,3,swot,long,"
        (folder / file).write_text(f"{header}\n{row}\n", encoding="utf-8")
    name_files(folder, "items", str(names).replace("'", '"'))
    found = [d.file for d in defects(folder) if d.found == "no strengths of 'bus'"]
    assert found == ["items0.csv, items1.csv, items2.csv and 3 more"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[]", "at least one file's name"),
        ('["scores.csv", "scores.csv"]', "a file of its own; files.scores has it already"),
        ('["scores.csv", "items.csv"]', "a file of its own; files.scores has it already"),
        ('["scores.csv", 1]', "a file's name in quotes, or a list of them"),
        ('["scores.csv", ["items.csv"]]', "a file's name in quotes, or a list of them"),
        (f"[{'1, ' * 500}1]", "a file's name in quotes, or a list of them"),
        ('{ a = "scores.csv" }', "a file's name in quotes, or a list of them"),
    ],
)
def test_a_wrong_list(folder: Path, value: str, expected: str) -> None:
    name_files(folder, "scores", value)
    assert max(len(defect.found) for defect in defects(folder)) <= 120
    assert expected in {d.expected for d in defects(folder) if d.file == "study.toml"}


@pytest.mark.parametrize("name", ["", "../scores.csv", "sub/x.csv", "*.csv", "gone.csv", "."])
def test_every_name_of_a_list_is_a_file_of_the_folder(folder: Path, name: str) -> None:
    name_files(folder, "scores", f'["scores.csv", "{name}"]')
    assert only(folder).file == name


@pytest.mark.parametrize("file", ["second.csv", "second.toml"])
@pytest.mark.parametrize("content", [b"", b"id;name\n1;2\n", b"\xff", b"[a", b"x,y\n"])
def test_a_second_file_that_cannot_be_read(folder: Path, file: str, content: bytes) -> None:
    """What the other file holds is not called incomplete on top of that."""
    (folder / file).write_bytes(content)
    role = "scores" if file.endswith("csv") else "scenarios"
    first = f"{role}.{file.split('.')[1]}"
    name_files(folder, role, f'["{first}", "{file}"]')
    assert only(folder).file == file


def test_the_files_of_a_table_are_limited_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(folder, "judgements", 3)
    sizes = [(folder / f"{name}judgements.csv").stat().st_size for name in ("", "more_")]
    most = max(sum(sizes), *((folder / f"{role}.csv").stat().st_size for role in TABLES))
    monkeypatch.setattr(csv_table, "MAX_BYTES", most)
    fp.load(folder)
    add(folder, "items", "")
    padding = most - (folder / "items.csv").stat().st_size + 1
    (folder / "more_items.csv").write_bytes(b"#" * padding)
    defect = only(folder)
    assert (defect.file, defect.found) == ("more_items.csv", f"{padding} bytes")
    used = most - padding + 1
    assert defect.expected == f"at most {most} bytes with the {used} of the files before it"


def test_scenarios_in_several_files(folder: Path) -> None:
    second = folder / "second.toml"
    name_files(folder, "scenarios", '["scenarios.toml", "second.toml"]')
    head = 'title = "t"\nreason = "r"\n'
    second.write_text(f'[late]\n{head}builds_on = "quiet"\n', encoding="utf-8")
    study = fp.load(folder)
    assert study.scenarios[-1] == "late"
    assert study.problem(scenario="late") == study.problem(scenario="quiet")
    for text, line, column, found in (
        (f"\n[quiet]\n{head}weights.horizon = 0.5\n", 2, "", "'quiet'"),
        (f"[late]\n{head}weights.horizon = 0\nplaces = 2\n", 5, "late.places", "unknown key"),
        (f'[late]\n{head}builds_on = "loud"\n', 4, "late.builds_on", "'loud'"),
    ):
        second.write_text(text, encoding="utf-8")
        defect = only(folder)
        assert (defect.file, defect.row, defect.column) == ("second.toml", line, column)
        assert found in defect.found
    second.write_text(f"[quiet]\n{head}weights.horizon = 0.5\n", encoding="utf-8")
    assert only(folder).expected == "a name of its own; line 3 of scenarios.toml has it already"
    block = f"[s{{}}]\n{head}weights.horizon = 0\n"
    second.write_text("".join(block.format(i) for i in range(196)), encoding="utf-8")
    assert (only(folder).file, only(folder).found) == (
        "scenarios.toml and second.toml",
        "201 scenarios",
    )
