import json

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.ranking import leaders_sentence


def test_scenarios_in_words(run, study):
    status, out, err = run("scenarios", "japan-summit", "swot-only")
    words = " ".join(out.split())
    assert (status, err) == (0, "")
    assert "without a scenario CA-EU comes first" in words
    assert "CA-Japan takes over from CA-EU" in words
    assert "CA-EU comes first" in words
    assert "roadmap" not in words
    assert all(f"Under profile {profile}, " in words for profile in study.profiles)


def test_scenarios_as_csv_and_json(run, study):
    status, out, _ = run("scenarios", "--format", "csv")
    lines = out.splitlines()
    assert status == 0
    assert lines[0].startswith("scenario,title,winner,change,")
    assert [line.split(",")[0] for line in lines[1:]] == study.scenarios
    status, out, _ = run("scenarios", "roadmap", "--profile", "equal", "--format", "json")
    answer = json.loads(out)
    assert (status, answer["profile"]) == (0, "equal")
    score = fp.topsis(study.problem("equal", scenario="roadmap")).scores["CA-EU"]
    assert answer["scenarios"]["roadmap"]["CA-EU score"] == pytest.approx(score, abs=1e-14)
    first = fp.topsis(study.problem("values")).best
    assert answer["winners_by_profile"]["(base)"]["values"] == first
    assert answer["robust_choice"] is None


def test_regret_is_shown_where_scores_are_absolute(run, study):
    status, out, _ = run("scenarios", "roadmap", "--method", "topsis")
    words = " ".join(out.split())
    assert status == 0
    assert "scores of TOPSIS have no common scale across scenarios" in words
    assert "--method additive_value shows it." in words
    status, out, _ = run("scenarios", "roadmap", "--method", "additive_value")
    words = " ".join(out.split())
    assert status == 0
    assert "its largest regret" in words
    assert "no common scale" not in words
    _, out, _ = run("scenarios", "roadmap", "--method", "additive_value", "--format", "json")
    assert set(json.loads(out)["robust_choice"]) == set(study.alternatives)


def test_rank_in_a_scenario(run, study):
    status, out, _ = run(
        "rank", "--scenario", "japan-summit", "--method", "topsis", "--format", "json"
    )
    answer = json.loads(out)
    ranking = fp.topsis(study.problem(scenario="japan-summit"))
    assert (status, answer["scenario"]) == (0, "japan-summit")
    assert answer["rankings"]["topsis"]["order"] == ranking.order
    assert answer["basis"][0].startswith("Scenario 'japan-summit': The Japanese summit")
    assert leaders_sentence(study, "paper", ["topsis"], "japan-summit") in answer["basis"]


@pytest.mark.shipped_numbers
def test_the_leaders_of_the_shipped_study(run):
    _, out, _ = run("rank")
    words = " ".join(out.split())
    assert "11.4 % of the weight differs" in words
    assert "values: CA-China; implementation: CA-China; grounds: CA-China" in words
    _, out, _ = run("rank", "--scenario", "japan-summit", "--method", "topsis")
    said = "values: CA-Japan; implementation: CA-China; grounds: CA-China; equal: CA-China"
    assert said in " ".join(out.split())


@pytest.mark.parametrize("arguments", [("scenarios", "roadmp"), ("rank", "--scenario", "roadmp")])
def test_an_unknown_scenario(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "did you mean 'roadmap'?" in err
    assert err.count("\n") == 1
