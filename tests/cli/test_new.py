import subprocess
import sys

import pytest
from click.testing import CliRunner

from fivepluone_mcda.cli.app import app


def command(*arguments, cwd):
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "fivepluone_mcda", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_new_study_ranks_at_once_and_is_never_overwritten(tmp_path):
    status, out, err = command("new", "mine", cwd=tmp_path)
    assert (status, err) == (0, "")
    assert "fivepluone-mcda rank --study mine" in out
    status, out, _ = command("rank", "--study", "mine", "--format", "csv", cwd=tmp_path)
    assert status == 0
    assert out.splitlines()[1].startswith("Tashkent,")
    status, out, err = command("new", "mine", cwd=tmp_path)
    assert (status, out) == (2, "")
    assert err == "fivepluone-mcda: mine: found something there already; expected a new folder\n"


@pytest.mark.slow
def test_from_a_sheet_to_every_analysis(tmp_path):
    lines = ["city;rent;staff", "Almaty;4,5;5", "Aktau;2;3", "Direction;cost;max", "weight;1;3"]
    (tmp_path / "cities.csv").write_text("\n".join(lines), encoding="utf-8")
    status, out, err = command("new", "mine", "--from", "cities.csv", cwd=tmp_path)
    assert (status, err) == (0, "")
    assert "2 alternatives and 2 criteria" in out
    commands = [line.split()[1:] for line in out.splitlines() if line.startswith("  ")]
    assert [words[0] for words in commands] == ["check", "rank", "sensitivity", "brief"]
    for words in [
        *commands,
        ["rank", "--study", "mine", "--weight", "rent=0.9"],
        ["report", "report.html", "--study", "mine"],
    ]:
        status, out, err = command(*words, cwd=tmp_path)
        assert (status, err) == (0, ""), words
    assert (tmp_path / "report.html").stat().st_size > 10_000


def test_it_says_what_the_sheet_left_open(tmp_path):
    (tmp_path / "gains.csv").write_text(",gain\nA,-1\nB,2\n", encoding="utf-8")
    start = ["new", "mine", "--from", "gains.csv"]
    status, _, err = command(*start, cwd=tmp_path)
    assert status == 2
    assert "no direction is stated: more counts as better on every criterion" in err
    status, out, _ = command(*start, "--yes", cwd=tmp_path)
    assert status == 0
    assert "No weights are stated: all criteria weigh the same." in out
    assert "not stated" in out
    assert "rank --study mine --method topsis" in out


def test_every_mistake_of_a_sheet_is_named_and_nothing_is_left(tmp_path):
    (tmp_path / "bad.csv").write_text(",gain\nA,high\nB,25%\n", encoding="utf-8")
    status, out, err = command("new", "mine", "--from", "bad.csv", cwd=tmp_path)
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "bad.csv, cell B2: found 'high'; expected a number",
    ]
    status, _, err = command("new", "mine", "--from", "bad.csv", "--shipped", cwd=tmp_path)
    assert (status, err) == (
        2,
        "fivepluone-mcda: --shipped and --from: expected one of them\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]


def test_what_is_doubtful_stops_where_nobody_can_be_asked(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rents.csv").write_text("City;Rent;Staff\nA;5;n/a\nB;6;4\n", encoding="utf-8")
    start = ["new", "mine", "--from", "rents.csv"]
    status, out, err = run(*start)
    assert (status, out) == (2, "")
    assert "cell C2: found no score; expected --missing drop-alternative" in err
    status, out, err = run(*start, "--missing", "range")
    assert status == 2
    assert "Found in rents.csv: A1:C3." in out
    assert "--direction 'Rent=min'. Add the option, or --yes to go on" in err
    assert not (tmp_path / "mine").exists()
    answers = ["--missing", "range", "--direction", "rent=min"]
    status, out, err = run(*start, *answers)
    assert (status, err) == (0, "")
    assert "as asked for" in out
    status, _, err = run(*start)
    assert (status, "found something there already" in err) == (2, True)
    status, _, err = run("new", "other", "--cells", "A1:B2")
    assert (status, "--cells says something of a spreadsheet" in err) == (2, True)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_terminal_is_asked(tmp_path, monkeypatch, answer):
    sheet = tmp_path / "rents.csv"
    sheet.write_text("City;Rent;Staff\nA;5;3\nB;6;4\n", encoding="utf-8")
    monkeypatch.setattr("fivepluone_mcda.cli.new.on_a_terminal", lambda: True)
    folder = tmp_path / "mine"
    done = CliRunner().invoke(app, ["new", str(folder), "--from", str(sheet)], input=answer)
    assert "Please check: more of 'Rent' counts as better" in done.output
    assert "Is this right? [y/N]" in done.output
    assert folder.exists() == (answer == "y")
