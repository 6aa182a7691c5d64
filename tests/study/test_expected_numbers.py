"""The outcomes of the shipped study, against numbers that another program computed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import fivepluone_mcda as fp

pytestmark = pytest.mark.shipped_numbers

EXPECTED = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "expected_outcomes.toml").read_text(encoding="utf-8")
)


def printed(number: str) -> object:
    """The number to within half a unit of its last digit."""
    return pytest.approx(float(number), abs=0.5 * 10.0 ** -len(number.partition(".")[2]))


@pytest.mark.parametrize(
    "outcome",
    EXPECTED["outcome"],
    ids=lambda outcome: " ".join(
        [outcome["profile"], outcome["method"], *outcome.get("options", {}).values()]
    ),
)
def test_first_two_of_a_profile(study: fp.Study, outcome: dict[str, Any]) -> None:
    problem = study.problem(outcome["profile"])
    ranking = fp.rank(problem, outcome["method"], **outcome.get("options", {}))
    assert ranking.order[:2] == outcome["first_two"]
    for name, score in outcome.get("all_scores", {}).items():
        assert ranking.scores[name] == printed(score)
    for name, score in zip(outcome["first_two"], outcome.get("scores", []), strict=False):
        assert ranking.scores[name] == printed(score)


def test_horizons(study: fp.Study) -> None:
    assert set(EXPECTED["horizons"]) == set(study.profiles)
    for profile, share in EXPECTED["horizons"].items():
        assert study.horizon(profile) == printed(share)


def test_sizes(study: fp.Study) -> None:
    assert len(study.barrier_codes) == 805 == 7 * 23 * 5
    assert len(study.swot_codes) == 700 == 7 * 100
    assert len(study.swot_items) == 100 == 5 * 4 * 5
    assert len(study.tables["judgements"]) == 944 == 59 * (7 + 5 + 4)
    assert len(study.tables["horizons"]) == 18 == 2 * (5 + 4)
    assert len(study.claims) == 25
    assert len(study.criteria) == 27
    assert (len(study.facts), len(study.references)) == (46, 17)
    assert {panel: len(study.judges(panel)) for panel in study.panels} == {
        "implementation": 7,
        "values": 5,
        "grounds": 4,
    }


def test_the_default_profile_is_one_judgement_on_top_of_another(study: fp.Study) -> None:
    expected = EXPECTED["theme"]
    members = list(study.themes[expected["name"]].criteria)
    assert members == expected["criteria"]
    weights = study.weights()
    assert weights[members].tolist() == pytest.approx([0.25 / 3] * 3)
    for profile, share in expected["weight"].items():
        assert 100.0 * study.weights(profile)[members].sum() == printed(share)
    moved = 50.0 * (weights - study.weights("values")).abs().sum()
    assert moved == printed(expected["moved"])
    rest = weights.drop(members) / study.weights("values").drop(members)
    assert rest.max() == pytest.approx(rest.min())


def test_the_stored_weights_keep_their_recipe(study: fp.Study) -> None:
    """First in every listed method by the margin, with scores that sum to 1 in AHP."""
    recipe = study.profile("nearest").recipe
    assert recipe is not None
    problem = study.problem("nearest")
    for method in recipe.methods:
        scores = fp.rank(problem, method).scores
        lead = scores[recipe.winner] - scores.drop(recipe.winner).max()
        assert lead >= recipe.margin - 1e-6
    moved = 0.5 * (study.weights("nearest") - study.weights(recipe.nearest_to)).abs().sum()
    assert 0.06 < moved < 0.08


@pytest.fixture(scope="module")
def six_grounds(study: fp.Study) -> fp.Study:
    return fp.load(study.folder / "grounds")


@pytest.mark.parametrize(
    "outcome",
    EXPECTED["grounds"],
    ids=lambda outcome: " ".join([outcome["method"], *outcome.get("options", {}).values()]),
)
def test_the_six_grounds(six_grounds: fp.Study, outcome: dict[str, Any]) -> None:
    ranking = fp.rank(six_grounds.problem(), outcome["method"], **outcome.get("options", {}))
    first = outcome["first_three"]
    assert ranking.order[: len(first)] == first
    for name, score in zip(first, outcome.get("scores", []), strict=False):
        assert ranking.scores[name] == printed(score)


def test_what_is_not_safe_about_the_six_grounds(six_grounds: fp.Study) -> None:
    assert len(six_grounds.barrier_codes) == 210 == 7 * 6 * 5
    assert fp.reliability(six_grounds).set_index("block").loc["all", "alpha"] == printed("0.92")
    problem = six_grounds.problem()
    neutral = fp.stability(problem).loc["Q3"]
    assert (100.0 * neutral["upper"], neutral["winner_above"]) == (printed("19.0"), "CA-Japan")
    without = fp.topsis(six_grounds.problem(scenario="first-five")).scores
    assert without["CA-Japan"] - without["CA-EU"] == printed("0.010")
    alone = [fp.topsis(six_grounds.problem(coders=[coder])).best for coder in six_grounds.coders]
    assert alone.count("CA-Japan") == 3
    for method, share in (("topsis", "41.5"), ("ahp", "54.9")):
        first = fp.smaa(problem, method).rank_acceptability[1]
        assert 100.0 * first["CA-EU"] == pytest.approx(float(share), abs=0.5)
