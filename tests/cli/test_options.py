import json

import pytest

import fivepluone_mcda as fp

COMMANDS = ["rank", "sensitivity", "robustness", "scenarios", "stakeholders", "check"]


@pytest.fixture
def mine(tmp_path):
    return fp.new_study(tmp_path / "mine")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_first_line_says_which_study(run, mine, monkeypatch, command):
    title = fp.load(mine).title
    named = ["--study", mine] if command != "check" else [mine]
    assert run(command, *named)[1].startswith(f"{title} ({mine})")
    monkeypatch.chdir(mine)
    assert run(command)[1].startswith(f"{title} ({mine})")


def test_a_file_is_written_from_the_study_of_the_current_folder(run, mine, monkeypatch):
    monkeypatch.chdir(mine)
    status, out, err = run("report")
    assert (status, err) == (0, "")
    assert out.startswith(f"{fp.load(mine).title} ({mine})\n")
    assert fp.load(mine).title in (mine / "report.html").read_text("utf-8")


def test_elsewhere_it_is_the_shipped_study(run, study, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert f"{study.title} (the shipped study)" in " ".join(run("rank")[1].split())


def test_a_broken_study_in_the_current_folder_is_not_passed_over(run, mine, monkeypatch):
    (mine / "study.toml").write_text("title =", "utf-8")
    monkeypatch.chdir(mine)
    for command in ("rank", "check"):
        status, out, err = run(command)
        assert (status, out) == (2, "")
        assert "study.toml" in err


def test_a_weight_by_label(run, mine):
    def weights(setting):
        status, out, _ = run("rank", "--study", mine, "--weight", setting, "--format", "json")
        assert status == 0
        return json.loads(out)["weights"]

    assert weights("Qualified staff=0.4") == weights("staff=0.4")
    assert weights("Qualified staff=0.4")["staff"] == pytest.approx(0.4)


def test_a_label_of_two(run, mine):
    text = (mine / "criteria.csv").read_text("utf-8").replace("Travel", "Rent")
    (mine / "criteria.csv").write_text(text, "utf-8")
    status, out, err = run("rank", "--study", mine, "--weight", "Rent=0.4")
    assert (status, out) == (2, "")
    assert "found 'Rent', the label of 'rent', 'travel'; expected one of these ids" in err


@pytest.mark.parametrize(
    ("command", "heading"),
    [
        ("rank", ["alternative", "topsis score"]),
        ("sensitivity", ["weight of", "weight"]),
        ("robustness", ["score of", "alternative"]),
        ("scenarios", ["scenario", "title"]),
        ("stakeholders", ["stakeholder", "their winner"]),
    ],
)
def test_markdown_is_one_table(run, mine, command, heading):
    status, out, err = run(command, "--study", mine, "--format", "markdown")
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert len(lines) > 2
    assert all(line.startswith("|") and line.endswith("|") for line in lines)
    assert [cell.strip() for cell in lines[0].split("|")[1:3]] == heading
