import json
import subprocess
import sys

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.model.text import percent
from fivepluone_mcda.narrative.ranking import leaders_sentence


def test_rank_shows_both_methods_and_what_they_rest_on(run, study):
    status, out, err = run("rank")
    assert (status, err) == (0, "")
    for alternative in study.alternatives:
        assert alternative in out
    words = " ".join(out.split())
    assert "machine-coded" in words
    assert "not the judgement of human experts" in words
    gap = study.weights("paper") - study.weights("values")
    assert f"{percent(gap.abs().sum() / 2)} of the weight differs" in words
    assert leaders_sentence(study, "paper", ("topsis", "ahp"), None) in words


def test_rank_as_csv_is_the_ranking_and_nothing_else(run, shipped):
    status, out, _ = run("rank", "--format", "csv")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "alternative,topsis score,topsis rank,ahp score,ahp rank"
    assert [line.split(",")[0] for line in lines[1:]] == fp.topsis(shipped).order
    assert float(lines[1].split(",")[1]) == fp.topsis(shipped).scores.max()


def test_rank_as_json_holds_scores_weights_and_basis(run, shipped):
    status, out, _ = run(
        "rank", "--format", "json", "--weight", "geopolitical=0.3", "--method", "vikor"
    )
    answer = json.loads(out)
    changed = shipped.with_weight("geopolitical", 0.3)
    assert status == 0
    assert answer["rankings"]["vikor"]["scores"] == fp.vikor(changed).scores.to_dict()
    assert answer["rankings"]["vikor"]["lower_is_better"] is True
    assert answer["weights"] == changed.weights.to_dict()
    assert any("Weights set by hand: “Geopolitical” 30.0 %" in text for text in answer["basis"])


def test_several_weights_hold_together(run, shipped):
    status, out, _ = run(
        "rank", "--format", "json", "--weight", "barriers=0.6", "--weight", "I1 = 0.1"
    )
    weights = json.loads(out)["weights"]
    assert status == 0
    assert weights["I1"] == pytest.approx(0.1)
    assert sum(weights[leaf] for leaf in shipped.tree.leaves_of("barriers")) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rank", "--profile", "valus"], "did you mean 'values'?"),
        (["rank", "--method", "tops"], "did you mean 'topsis'?"),
        (["rank", "--weight", "geopolitical"], "expected NODE=VALUE such as 'I1=0.3'"),
        (["rank", "--weight", "=0.3"], "expected NODE=VALUE"),
        (["rank", "--weight", "geopolitical=much"], "expected a decimal such as 0.3"),
        (["rank", "--weight", "I1=%"], "found '%' as the weight of 'I1'; expected a decimal"),
        (["rank", "--weight", "I1=130%"], "between 0 and 1"),
        (["rank", "--require", "G2 < none"], "G2 < none"),
        (["rank", "--require", "G2 < 1"], "no alternative satisfies every condition"),
        (["sensitivity", "--node", "I9"], "I9"),
        (["rank", "--weight", "I1=0,3"], "expected a decimal such as 0.3"),
        (["rank", "--weight", "geopolitical=1.2"], "between 0 and 1"),
        (["rank", "--weight", "geopolitical=nan"], "between 0 and 1"),
        (["rank", "--weight", "geopolitic=0.2"], "did you mean 'geopolitical'?"),
        (["rank", "--weight", "I1=0.2", "--weight", "I1=0.3"], "set twice"),
        (
            ["rank", "--weight", "I1=0.2", "--weight", "No permanent secretariat=0.3"],
            "'I1' is set twice",
        ),
        (["rank", "--weight", "barriers=0.6", "--weight", "swot=0.6"], "more than"),
        (["rank", "--format", "xml"], "is not one of"),
        (["rank", "--study", "no-such-folder"], "no such folder"),
        (["rank", "--study", ""], "found an empty name; expected a study folder"),
        (["check", ""], "found an empty name; expected a study folder"),
        (["report", ""], "found a folder; expected the name of a file"),
        (["rank", "a" * 5000], "unexpected extra argument"),
        (["rank", "--unknown"], "No such option"),
        (["rang"], "No such command 'rang'"),
        (["check", "one", "two"], "unexpected extra argument"),
    ],
)
def test_bad_arguments_are_one_clear_line(run, arguments, message):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith("fivepluone-mcda: ")
    assert err.count("\n") == 1


def test_check_finds_nothing_in_the_shipped_study(run, study):
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert "(the shipped study): no defects" in out
    sizes = len(study.alternatives), len(study.criteria), len(study.coders)
    assert "{} alternatives, {} criteria, {} coders".format(*sizes) in out


def test_check_lists_every_defect(run, tmp_path, study):
    for path in study.folder.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    scores = (tmp_path / "barriers.csv").read_text(encoding="utf8")
    scores = scores.replace("a,I1,CA-USA,4,5,5", "a,I1,CA-USA,4,6,5").replace(
        "a,I1,CA-China,1,1,2", "a,I1,CA-China,1,high,2"
    )
    (tmp_path / "barriers.csv").write_text(scores, encoding="utf8")
    status, out, err = run("check", tmp_path)
    assert (status, out) == (2, "")
    assert "barriers.csv, line 2, best: found '6'; expected 1 to 5" in err
    assert "barriers.csv, line 3, best: found 'high'; expected a number" in err
    status, out, err = run("rank", "--study", tmp_path)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "fivepluone-mcda check shows them" in err


def test_help_and_version(run):
    assert run("--version") == (0, f"fivepluone-mcda, version {fp.__version__}\n", "")
    status, out, _ = run("--help")
    assert status == 0
    listed = out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == [
        *("rank", "sensitivity", "robustness", "scenarios", "stakeholders"),
        *("questionnaire", "collect", "panel", "report", "brief", "export", "check", "new"),
    ]
    assert not [line for line in listed if line.endswith("...")]
    assert run()[0] == 2


def test_runs_as_a_module_and_survives_a_closed_pipe(tmp_path):
    command = f'"{sys.executable}" -m fivepluone_mcda rank --format csv | head -n 1'
    done = subprocess.run(  # noqa: S602 - the pipe is what is tested
        command, shell=True, capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout.startswith("alternative,")
    assert done.stderr == ""


def test_ctrl_c_is_quiet(run, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("fivepluone_mcda.cli.rank.opened", interrupted)
    status, out, err = run("rank")
    assert (status, out, err.strip()) == (130, "", "")


def test_a_weight_in_percent(run):
    as_percent, as_share = (
        run("rank", "--weight", f"G1={value}", "--format", "csv") for value in ("30%", "0.3")
    )
    assert as_percent == as_share
    assert as_percent[0] == 0


def test_alternatives_that_fail_a_condition_are_left_out(run, shipped):
    status, out, _ = run("rank", "--require", "G2 < 4", "--format", "json")
    answer = json.loads(out)
    screened = shipped.screened("G2 < 4")
    assert status == 0
    assert answer["excluded"] == {name: list(why) for name, why in screened.excluded.items()}
    assert answer["rankings"]["topsis"]["order"] == fp.topsis(screened).order
    assert answer["basis"][0].startswith("Left out, with the conditions that they fail: ")
    leaders = next(text for text in answer["basis"] if text.startswith("First under the other"))
    assert not any(name in leaders for name in screened.excluded)


def test_rank_says_on_what_the_result_depends(run):
    words = " ".join(run("rank")[1].split())
    assert "The result depends on how much “Strategic dependence” weighs" in words
    assert "of the 135 scores the source says nothing usable" in words
    other = " ".join(run("rank", "--weight", "G1=1")[1].split())
    assert "The result depends on" not in other
    assert "fitted" not in other


def test_winner_bands_of_a_theme(run, study):
    status, out, err = run("sensitivity", "--node", "Strategic dependence", "--format", "json")
    answer = json.loads(out)
    bands = fp.winner_bands(study, "strategic_dependence")
    assert (status, err, answer["node"]) == (0, "", "strategic_dependence")
    assert [row["upper"] for row in answer["winner_bands"]] == bands["upper"].tolist()
    status, out, _ = run("sensitivity", "--node", "strategic_dependence", "--profile", "values")
    assert "CA-China leads at the lowest weights" in " ".join(out.split())
