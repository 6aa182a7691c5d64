"""Scenarios side by side: winners, words, what would end them, and the robust choice."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import MethodLike
from fivepluone_mcda.robustness import robust_choice, scenario_grid, scenarios


def test_a_row_a_scenario_with_scores_and_ranks(study: fp.Study) -> None:
    names = ["institutions", "japan-summit", "swot-only"]
    table = scenarios(study, names, "values", "ahp")
    assert list(table.index) == names
    for name in names:
        ranking = fp.ahp(study.problem("values", scenario=name))
        row = table.loc[name]
        assert row["title"] == study.scenario_table[name].title
        assert row["winner"] == ranking.best
        for alternative in study.alternatives:
            assert row[f"{alternative} score"] == ranking.scores[alternative]
            assert row[f"{alternative} rank"] == ranking.ranks[alternative]
    assert fp.plots.scenarios(table).get_title()


def test_every_scenario_of_the_study_says_what_changes(study: fp.Study) -> None:
    table = scenarios(study)
    assert list(table.index) == study.scenarios
    base = fp.topsis(study.problem()).best
    for _, row in table.iterrows():
        expected = "takes over from" if row["winner"] != base else f"{base} stays first"
        assert expected in row["change"]


def test_words(small: fp.Study) -> None:
    change = scenarios(small, method="ahp")["change"]
    assert change["quiet"] == (
        "nothing changes in the order: tram stays first and leads bus by 0.060 (base: leads bus by "
        "0.267). The gap to bus moves by −0.207, most through Noise (−0.207)."
    )
    leaflet = scenarios(small, "soon", "leaflet")["change"]["soon"]
    assert leaflet == "nothing changes: no score and no weight differs from the base"


def test_opposite_directions_by_topsis_and_ahp_are_said(study: fp.Study) -> None:
    said = scenarios(study, ["neutrality", "eu-procedures"])["change"]
    ahead = [
        ranking.scores["CA-EU"] - ranking.scores.drop("CA-EU").max()
        for method in (fp.topsis, fp.ahp)
        for ranking in (method(study.problem(scenario=case)) for case in (None, "neutrality"))
    ]
    by_topsis, by_ahp = ahead[1] - ahead[0], ahead[3] - ahead[2]
    assert by_topsis > 0 > by_ahp
    assert said["neutrality"].endswith(
        "TOPSIS and AHP move in opposite directions: the lead of CA-EU over the best of the others "
        f"changes by +{by_topsis:.3f} and by −{-by_ahp:.3f}."
    )
    assert "opposite" not in said["eu-procedures"]


def test_the_driver_is_the_criterion_that_changed(small: fp.Study) -> None:
    change = scenarios(small, "quiet", method="weighted_sum")["change"]["quiet"]
    assert change.endswith("most through Noise (−0.046).")


def test_methods_that_divide_nothing_say_less(small: fp.Study) -> None:
    change = scenarios(small, "quiet", method="ARAS")["change"]["quiet"]
    assert "stays first" in change
    assert "most through" not in change


def test_the_node_is_the_one_nearest_to_its_bound(study: fp.Study) -> None:
    row = scenarios(study, "japan-summit").loc["japan-summit"]
    problem = study.problem(scenario="japan-summit")
    bounds = fp.stability(problem)
    below = (bounds["weight"] - bounds["lower"])[bounds["winner_below"].notna()]
    above = (bounds["upper"] - bounds["weight"])[bounds["winner_above"].notna()]
    gap = min(row["weight"] - row["lower"] if row["winner_below"] else 1.0,
              row["upper"] - row["weight"] if row["winner_above"] else 1.0)  # fmt: skip
    assert gap == min(*below, *above)
    beyond = problem.with_weight(row["node"], row["upper"] + 1e-6)
    assert fp.topsis(beyond).best == row["winner_above"]


def test_grid(study: fp.Study) -> None:
    grid = scenario_grid(study, ["roadmap", "swot-only"], ["values", "equal"])
    assert list(grid.index) == ["(base)", "roadmap", "swot-only"]
    assert list(grid.columns) == ["values", "equal"]
    assert grid.loc["(base)", "values"] == fp.topsis(study.problem("values")).best
    assert grid.loc["swot-only", "equal"] == (
        fp.topsis(study.problem("equal", scenario="swot-only")).best
    )


def test_regret(study: fp.Study) -> None:
    names = ["neutrality", "swot-only"]
    table = robust_choice(study, names, ["paper", "equal"], tolerance=0.09)
    cases = [(name, profile) for name in [None, *names] for profile in ("paper", "equal")]
    scores = np.array(
        [fp.additive_value(study.problem(p, scenario=name)).scores.to_numpy() for name, p in cases]
    )
    regret = scores.max(axis=1)[:, None] - scores
    for i, alternative in enumerate(study.alternatives):
        row = table.loc[alternative]
        assert row["max_regret"] == pytest.approx(regret[:, i].max())
        assert row["mean_regret"] == pytest.approx(regret[:, i].mean())
        assert row["satisficing"] == np.mean(regret[:, i] <= 0.09)
        assert row["first"] == np.mean(regret[:, i] == 0.0)
        name, profile = cases[int(regret[:, i].argmax())]
        assert (row["worst_scenario"], row["worst_profile"]) == (name or "(base)", profile)
    assert table["max_regret"].is_monotonic_increasing


@pytest.mark.parametrize(
    "method", ["topsis", partial(fp.topsis, normalization="minmax"), "ahp", "vikor", "edas"]
)
def test_regret_needs_an_absolute_scale(small: fp.Study, method: MethodLike) -> None:
    with pytest.raises(fp.MethodError, match=r"no common scale across scenarios; method='additiv"):
        robust_choice(small, method=method)


def test_wrong_input(study: fp.Study) -> None:
    with pytest.raises(fp.UnknownNameError, match="did you mean 'roadmap'"):
        scenarios(study, "roadmaps")
    with pytest.raises(fp.CriteriaError, match="each once"):
        scenarios(study, ["roadmap", "roadmap"])
    with pytest.raises(fp.CriteriaError, match="expected one or more"):
        robust_choice(study, [])
    with pytest.raises(fp.UnknownNameError):
        scenario_grid(study, "roadmap", "valus")
    for tolerance in (-0.1, float("nan"), "much"):
        with pytest.raises(fp.CriteriaError, match="tolerance"):
            robust_choice(study, tolerance=tolerance)  # type: ignore[arg-type]
