import csv
import io
import json

import pytest

import fivepluone_mcda as fp


def words(out):
    return " ".join(out.split())


@pytest.mark.shipped_numbers
def test_sensitivity_says_in_words_what_matters(run):
    status, out, err = run("sensitivity")
    assert (status, err) == (0, "")
    said = words(out)
    assert (
        "CA-EU stays first while “Geopolitical” weighs between 0 % and 24.1 % (now 15.0 %); "
        "CA-Japan comes first above that." in said
    )
    assert "CA-EU stays first whatever “Political and economic” weighs." in said
    assert "% of the weight is enough for CA-Japan to draw level with CA-EU" in said
    assert "Proved: no change of weights within a Euclidean distance of" in said
    assert "near the profile" in said


def test_sensitivity_as_json_agrees_with_python(run, study):
    status, out, _ = run(
        "sensitivity", "--profile", "values", "--method", "ahp", "--format", "json"
    )
    answer = json.loads(out)
    problem = study.problem("values")
    assert status == 0
    assert answer["winner"] == fp.ahp(problem).best
    bounds = fp.stability(problem, "ahp")
    assert answer["stability"]["G2"]["upper"] == bounds.loc["G2", "upper"]
    assert answer["reversal"]["distance"] == fp.nearest_reversal(problem, "ahp").distance
    shares = answer["first_rank_shares"]["any weights"]["share"]
    assert shares == fp.smaa(problem, "ahp").rank_acceptability[1].to_dict()
    assert sum(shares.values()) == pytest.approx(1.0)


def test_sensitivity_as_csv_holds_every_node(run, shipped):
    status, out, _ = run("sensitivity", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [row["node"] for row in rows] == list(shipped.tree.nodes[1:])


@pytest.mark.slow
def test_robustness_says_what_holds(run):
    status, out, err = run("robustness")
    assert (status, err) == (0, "")
    said = words(out)
    assert "repeatable, not that it is right" in said
    assert "CA-EU stays first in 7 of 7 cases" in said
    assert "the scores agree with 22, show a tie for 1 and contradict 2. Contradicted: c19" in said
    assert "4 of the 135 scores can change the winner alone" in said
    assert "15 put CA-EU first" in said
    assert "agree with all of the source's own comparisons, the first is CA-EU in 95.8 %" in said


def test_robustness_as_json_agrees_with_python(run, study):
    status, out, _ = run("robustness", "--format", "json")
    answer = json.loads(out)
    assert status == 0
    assert [row["holds"] for row in answer["claims"]] == list(fp.check_claims(study)["holds"])
    cells = fp.critical_scores(study.problem()).dropna(subset=["winner"])
    assert [row["flip_score"] for row in answer["critical_scores"]] == pytest.approx(
        list(cells["flip_score"])
    )


@pytest.fixture
def two(tmp_path):
    """Two alternatives that tie, two criteria, one coder, one profile, nothing else."""
    files = {
        "study.toml": """
            title = "Which of two?"
            source = "invented"
            files = { criteria = "criteria.csv", alternatives = "two.csv", scores = "scores.csv" }
            profiles.me.weights = "equal"
            """,
        "criteria.csv": "id,parent,group,label,direction,low,high,quadrant,question\n"
        "goal,,,Goal,,,,,\ncost,goal,,Cost,min,1,5,,?\nspeed,goal,,Speed,max,1,5,,?\n",
        "two.csv": "id,name,partner,scored,verdict,place\nA,A,,1,,\nB,B,,1,,\n",
        "scores.csv": "coder,criterion,alternative,low,best,high,silent,evidence\n"
        "Ann,cost,A,2,2,2,1,x\nAnn,cost,B,3,3,3,0,x\n"
        "Ann,speed,A,2,2,2,0,x\nAnn,speed,B,3,3,3,0,x\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_tie_by_one_coder(run, two):
    status, out, _ = run("sensitivity", "--study", two)
    assert status == 0
    assert "By TOPSIS under profile 'me', A and B tie for first place." in out
    assert "a change of weights, however small, can decide between them." in words(out)
    assert "Proved" not in out
    status, out, _ = run("robustness", "--study", two)
    said = words(out)
    assert status == 0
    assert "A and B tie for first place" in said
    assert "There is one coder, Ann" in said
    assert "For 25.0 % of the scores the source says nothing usable." in said
    assert "alpha" not in said
    assert "when weights near the profile are drawn, and" in said
    assert "No score has an interval, so the scores stay as they are." in said
    assert run("check", two)[1].endswith(
        "2 alternatives, 2 criteria, 1 coder, 0 panels of judges, 1 profile; 9 rows in 3 tables\n"
    )


@pytest.mark.parametrize("command", ["sensitivity", "robustness"])
def test_bad_arguments(run, command):
    for arguments, message in (
        (["--profile", "valus"], "did you mean 'values'?"),
        (["--method", "tops"], "did you mean 'topsis'?"),
        (["--study", "nowhere"], "no such folder"),
    ):
        status, out, err = run(command, *arguments)
        assert (status, out) == (2, "")
        assert message in err
        assert err.count("\n") == 1
