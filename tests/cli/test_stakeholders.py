import csv
import io
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.stakeholders import unanimous_sentence
from fivepluone_mcda.robustness import stakeholders

SMALL = Path(__file__).parent.parent / "data" / "small_study"


@pytest.mark.shipped_numbers
def test_in_words(run):
    status, out, err = run("stakeholders")
    said = " ".join(out.split())
    assert (status, err) == (0, "")
    assert (
        "6 profiles by TOPSIS. First comes CA-EU for paper and nearest; CA-China for values, "
        "implementation, grounds and equal; in the compromise CA-EU." in said
    )
    assert "All put CA-EU above CA-Japan, CA-Russia and CA-USA; CA-China above CA-Russia" in said
    assert "Promise of a 5+1 format" in said
    assert "The weights of nearest were fitted to a result" in said


@pytest.mark.shipped_numbers
def test_judges_of_a_panel(run):
    status, out, _ = run("stakeholders", "--panel", "values", "--compromise", "minimax")
    said = " ".join(out.split())
    assert status == 0
    assert "5 judges of panel 'values' by TOPSIS. First comes CA-EU for p and s;" in said
    assert "the smallest largest distance from all" in said
    status, out, _ = run("stakeholders", "p", "s", "--panel", "values", "--method", "promethee_ii")
    assert status == 0
    assert "2 judges of panel 'values' by PROMETHEE II" in out
    assert "Both put " in out


@pytest.mark.parametrize(
    ("who", "times"),
    [
        (["experts", "residents"], 1),  # the second is based on the first
        (["residents", "equal"], 1),
        (["leaflet", "equal"], 0),
        (["--panel", "experts"], 1),
    ],
)
def test_judgements_that_contradict_each_other(run, tmp_path, who, times):
    folder = shutil.copytree(SMALL, tmp_path / "study")
    judgements = (folder / "judgements.csv").read_text(encoding="utf-8")
    place = "experts,p,quadrants,weaknesses,threats,"
    assert judgements.count(f"{place}4") == 1
    judgements = judgements.replace(f"{place}4", f"{place}1/4")
    (folder / "judgements.csv").write_text(judgements, encoding="utf-8")
    status, out, err = run("stakeholders", *who, "--study", folder)
    said = " ".join(out.split())
    assert (status, err) == (0, "")
    assert said.count("Panel 'experts', judge p, on") == times
    assert said.count("would agree best with them") >= times


@pytest.mark.slow
def test_as_csv_and_json(run, study):
    result = stakeholders(study, panel="grounds")
    status, out, _ = run("stakeholders", "--panel", "grounds", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [row["stakeholder"] for row in rows] == study.judges("grounds")
    assert [row["winner"] for row in rows] == result.winners.tolist()
    status, out, _ = run("stakeholders", "--panel", "grounds", "--format", "json")
    answer = json.loads(out)
    assert (status, answer["panel"], answer["how"]) == (0, "grounds", "least_squares")
    assert answer["compromise"]["weights"] == result.compromise.to_dict()
    assert answer["compromise"]["order"] == result.ranking.order
    assert answer["consensus_index"] == result.consensus_index
    assert answer["consensus"]["swot"]["level"] == result.consensus.loc["swot", "level"]
    assert answer["positions"]["w"]["moved"] == pytest.approx(result.positions.loc["w", "moved"])


def test_no_pair_that_all_put_alike():
    matrix = pd.DataFrame({"a": [1.0, 2.0], "b": [2.0, 1.0]}, ["x", "y"])
    opposed = stakeholders(fp.Problem(matrix), {"p": {"a": 1}, "q": {"b": 1}})
    assert unanimous_sentence(opposed).startswith(
        "There is no pair that both put in the same order."
    )


def test_a_new_study(run, tmp_path):
    assert run("new", tmp_path / "mine")[0] == 0
    status, out, err = run("stakeholders", "--study", tmp_path / "mine")
    assert (status, err) == (0, "")
    assert "Consensus on the weights" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["valus", "equal"], "did you mean 'values'?"),
        (["values"], "expected two or more"),
        (["--panel", "valus"], "did you mean 'values'?"),
        (["p", "x", "--panel", "values"], "unknown judge of panel 'values' 'x'"),
        (["--compromise", "mean"], "'mean' is not one of 'least_squares', 'minimax'"),
        (["--method", "tops"], "did you mean 'topsis'?"),
        (["--study", "nowhere"], "no such folder"),
    ],
)
def test_bad_arguments(run, arguments, message):
    status, out, err = run("stakeholders", *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
