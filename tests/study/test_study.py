"""What a study gives: on the small one by hand, on the shipped one by its own tables."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp


def test_accessors(small: fp.Study) -> None:
    assert small.title == "Tram or bus"
    assert "nobody printed" in small.source
    assert "Made up" in small.coding
    assert small.alternatives == ["tram", "bus"]
    assert small.criteria == [
        *("cost", "noise", "strengths", "weaknesses", "opportunities", "threats")
    ]
    assert small.coders == ["a", "b"]
    assert small.panels == ["experts"]
    assert small.judges("experts") == ["p", "q"]
    assert small.profiles == ["experts", "leaflet", "equal", "residents"]
    assert small.verdicts.to_dict() == {"tram": "Worth it", "bus": "Cheap"}
    assert list(small.alternative_table.index) == ["tram", "bus", "ferry"]
    assert small.criteria_table.loc["noise", "question"] == "How loud is it, inside and outside?"
    assert list(small.claims["claim"]) == ["c1", "c2"]
    assert len(small.barrier_codes) == 8
    assert len(small.swot_codes) == 20
    assert "line" not in small.barrier_codes.columns
    assert small.profile().name == "experts"
    assert small.profile("equal").question == ""
    recipe = small.profile("leaflet").recipe
    assert recipe is not None
    assert (recipe.nearest_to, recipe.winner, recipe.methods, recipe.margin) == (
        *("experts", "tram", ("topsis", "ahp"), 0.01),
    )
    assert "Tram or bus" in repr(small)


def test_tables_are_copies(small: fp.Study) -> None:
    before = small.problem()
    for table in (small.barrier_codes, small.swot_codes, small.criteria_table):
        table.loc[:, "low"] = 1.0
    small.alternatives.clear()
    assert small.problem() == before
    assert small.barrier_codes["low"].iloc[0] == 4.0


def test_a_study_can_be_sent_to_another_process(small: fp.Study) -> None:
    assert pickle.loads(pickle.dumps(small)).problem() == small.problem()  # noqa: S301


# -- weights


def test_judgements_of_one_judge_and_of_the_panel(small: fp.Study) -> None:
    assert list(small.judgements("experts")) == ["top", "barriers", "quadrants"]
    values = {
        judge: small.judgements("experts", judge)["top"].to_frame().loc["barriers", "swot"]
        for judge in ("p", "q", None)
    }
    assert values == pytest.approx({"p": 2.0, "q": 8.0, None: 4.0})
    assert not small.judgements("experts", "q")["quadrants"].is_complete


def test_weights_by_hand(small: fp.Study) -> None:
    """Barriers 4 times SWOT; noise sqrt(2 * 8) = 4 times cost."""
    weights = small.weights("experts")
    assert weights["noise"] == pytest.approx(0.8 * 0.8)
    assert weights["cost"] == pytest.approx(0.8 * 0.2)
    assert weights[["strengths", "weaknesses", "opportunities", "threats"]].sum() == pytest.approx(
        0.2
    )
    assert weights.equals(small.weights())
    assert small.weights("equal").tolist() == [1 / 6] * 6
    assert small.weights("leaflet").to_dict() == {
        "cost": 0.125,
        "noise": 0.375,
        "strengths": 0.25,
        "weaknesses": 0.125,
        "opportunities": 0.125,
        "threats": 0.0,
    }


def test_weights_of_one_judge(small: fp.Study) -> None:
    """Judge p: 2 to 1, 2 to 1, and 8 : 4 : 2 : 1 over the quadrants."""
    weights = small.weights_of(small.judgements("experts", "p"))
    expected = [2 / 9, 4 / 9, 8 / 45, 4 / 45, 2 / 45, 1 / 45]
    np.testing.assert_allclose(weights, expected, rtol=1e-9)


@pytest.mark.parametrize("panel", ["implementation", "values", "grounds"])
def test_weights_of_the_shipped_panels(study: fp.Study, panel: str) -> None:
    """Node by node: geometric mean over the judges, principal eigenvector by power iteration."""
    weights = study.problem(panel).node_weights
    assert weights["goal"] == pytest.approx(1.0)
    table = study.tables["judgements"]
    table = table[table["panel"] == panel]
    for node, group in study.groups.items():
        elements = list(study.tree.children(node))
        rows = table[table["group"] == group]
        logs = pd.DataFrame(0.0, elements, elements)
        for (a, b), value in rows.groupby(["a", "b"])["value"]:
            assert len(value) == len(study.judges(panel))
            logs.loc[a, b] = np.log(value.astype(float)).mean()
            logs.loc[b, a] = -logs.loc[a, b]
        vector = np.ones(len(elements))
        for _ in range(200):
            vector = np.exp(logs.to_numpy()) @ vector
            vector /= vector.sum()
        np.testing.assert_allclose(weights[elements] / weights[node], vector, rtol=1e-9)


# -- scores


def test_scores_by_hand(small: fp.Study) -> None:
    """Strengths of the tram: 0.7 of the lasting one (mean 4), 0.3 of the other (mean 3).

    Its weaknesses: 0.5 of the one on whose horizon the coders are split, 0.3 of the short one.
    """
    matrix = small.problem("experts").matrix
    assert matrix.loc["tram"].to_dict() == pytest.approx(
        {
            "cost": 4.0,
            "noise": 1.5,
            "strengths": 0.7 * 4 + 0.3 * 3,
            "weaknesses": (0.5 * 2 + 0.3 * 4) / 0.8,
            "opportunities": 3.0,
            "threats": 2.0,
        }
    )
    assert small.horizon("experts") == 0.7
    problem = small.problem()
    assert problem.directions[["cost", "strengths"]].tolist() == ["min", "max"]
    assert problem.scale == dict.fromkeys(small.criteria, (1.0, 5.0))
    assert problem.tree == small.tree


def test_a_horizon_of_zero_counts_short_items_only(small: fp.Study) -> None:
    assert small.horizon("leaflet") == 0.0
    matrix = small.problem("leaflet").matrix
    assert matrix.loc["tram", "strengths"] == 3.0
    assert matrix.loc["tram", "opportunities"] == 3.0  # only lasting ones: all count alike


def test_some_coders_only(small: fp.Study) -> None:
    problem = small.problem(coders=["a"])
    assert problem.matrix.loc["tram"].tolist() == pytest.approx(
        [5, 1, 0.7 * 5 + 0.3 * 2, 3.5, 4, 1]
    )
    assert problem.coding is not None
    assert problem.coding.coders == ("a",)
    assert small.problem(coders="a") == problem
    assert small.problem(coders=["b", "a"]) == small.problem()
    with pytest.raises(fp.UnknownNameError, match=r"unknown coder 'z'\. Known: 'a', 'b'"):
        small.problem(coders=["a", "z"])
    for none in ([], ["a", "a"]):
        with pytest.raises(fp.CriteriaError, match="expected one or more names, each once"):
            small.problem(coders=none)


def test_the_coding_averages_to_the_matrix(study: fp.Study) -> None:
    for coders in (None, ["b", "e", "f"]):
        problem = study.problem("values", coders=coders)
        coding = problem.coding
        assert coding is not None
        np.testing.assert_allclose(coding.best.mean(axis=0), problem.values, rtol=1e-12)
        assert (coding.low <= coding.best).all()
        assert (coding.best <= coding.high).all()


def test_shipped_scores_follow_from_the_codes(study: fp.Study) -> None:
    matrix = study.problem("grounds").matrix
    codes = study.barrier_codes
    means = codes.groupby(["alternative", "criterion"])["best"].mean().astype(float)
    for (alternative, criterion), mean in means.items():
        assert matrix.loc[alternative, criterion] == pytest.approx(mean)
    items = study.swot_items
    lasting = study.horizon("grounds")
    share = items["horizon"].map({"long": lasting, "short": 1.0 - lasting, "split": 0.5})
    for (alternative, quadrant), rows in items.groupby(["alternative", "quadrant"]):
        leaf = {"S": "strengths", "W": "weaknesses", "O": "opportunities", "T": "threats"}[quadrant]
        own = share[rows.index]
        expected = (rows["intensity"] * own).sum() / own.sum()
        assert matrix.loc[alternative, leaf] == pytest.approx(expected)


# -- what stands behind a score


def test_evidence(small: fp.Study) -> None:
    rows = small.evidence("bus", "cost")
    assert rows["evidence"].tolist() == ["page 3: cheap", "page 3: cheap, says the mayor"]
    assert rows["best"].tolist() == [2.0, 2.0]
    assert small.evidence("bus", "noise")["silent"].tolist() == [True, False]
    items = small.evidence("tram", "strengths")
    assert items["item"].tolist() == ["Own lane", "New cars", "Own lane", "New cars"]
    both = small.evidence("tram", "cost", reference=True)
    assert both["coder"].tolist() == ["a", "b", "(source)"]
    assert both["evidence"].iloc[-1] == "page 1: comfort"
    assert small.evidence("bus", "cost", reference=True).equals(rows.assign(item=""))
    for alternative, criterion in (("ferry", "cost"), ("bus", "barriers")):
        with pytest.raises(fp.UnknownNameError):
            small.evidence(alternative, criterion)


def test_every_shipped_score_has_evidence(study: fp.Study) -> None:
    for alternative in study.alternatives:
        for criterion in study.criteria:
            rows = study.evidence(alternative, criterion)
            assert len(rows) == len(study.coders) * (1 if len(criterion) == 2 else 5)
            assert rows["evidence"].str.strip().ne("").any()
    assert study.verdicts.str.len().min() > 20


def test_swot_items_by_hand(small: fp.Study) -> None:
    items = small.swot_items.set_index("item")
    assert len(items) == 10
    assert items.loc["Own lane", "intensity"] == 4.0
    assert items.loc["Own lane", ["low", "high"]].tolist() == [3.0, 4.5]
    assert items["horizon"].to_dict()["Few stops"] == "split"
    assert items.loc["Few stops", "dimension"] == "barriers"  # a tie: the earlier in the tree
    assert items.loc["New cars", "dimension"] == "barriers"
    assert items.loc["New cars", "long_share"] == 0.0


# -- themes, and profiles that build on another


def test_a_theme_is_declared_with_texts(small: fp.Study) -> None:
    theme = small.themes["street"]
    assert theme.criteria == ("noise", "weaknesses")
    assert (theme.label, theme.place) == ("Life in the street", "page 7")
    assert theme.question
    assert theme.reason
    assert small.problem().themes == small.themes


def test_a_profile_on_another(small: fp.Study) -> None:
    members = ["noise", "weaknesses"]
    base, weights = small.weights("experts"), small.weights("residents")
    assert weights[members].tolist() == pytest.approx([0.3, 0.3])
    rest = base.drop(members)
    np.testing.assert_allclose(weights.drop(members), 0.4 * rest / rest.sum())
    assert small.horizon("residents") == small.horizon("experts")
    own = small.problem("experts").with_weight("street", 0.6, inside="equal")
    assert small.problem("residents") == own


def test_profiles_on_profiles(folder: Path) -> None:
    with (folder / "study.toml").open("a", encoding="utf-8") as stream:
        stream.write('[profiles.loud]\nbase = "residents"\nweights.set = { noise = 0.5 }\n')
        stream.write('[profiles.soon]\nbase = "loud"\nhorizon = 0.1\n')
    study = fp.load(folder)
    assert study.weights("loud")["noise"] == pytest.approx(0.5)
    assert study.weights("soon").equals(study.weights("loud"))
    assert study.horizon("loud") == study.horizon("experts")
    assert study.horizon("soon") == 0.1


def test_a_scenario_may_set_a_theme(folder: Path) -> None:
    with (folder / "scenarios.toml").open("a", encoding="utf-8") as stream:
        stream.write('[lived]\ntitle = "T"\nreason = "R"\nweights.set = { street = 0.9 }\n')
        stream.write('[[lived.scores]]\ncriteria = "street"\nset = 2\n')
    problem = fp.load(folder).problem(scenario="lived")
    assert problem.weights[["noise", "weaknesses"]].sum() == pytest.approx(0.9)
    assert (problem.matrix[["noise", "weaknesses"]] == 2.0).all(axis=None)


# -- A'WOT


@pytest.mark.parametrize("profile", ["paper", "values", "implementation", "grounds", "equal"])
def test_awot_priorities_sum_to_the_weights(study: fp.Study, profile: str) -> None:
    items = fp.awot(study, profile)
    assert len(items) == len(study.swot_items)
    sums = items.groupby(["alternative", "quadrant"])[["local_priority", "global_priority"]].sum()
    np.testing.assert_allclose(sums["local_priority"], 1.0)
    weights = study.weights(profile)
    leaf = {"S": "strengths", "W": "weaknesses", "O": "opportunities", "T": "threats"}
    for (_, quadrant), row in sums.iterrows():
        assert row["global_priority"] == pytest.approx(weights[leaf[quadrant]])


def test_awot_by_hand(small: fp.Study) -> None:
    items = fp.awot(small).set_index("item")
    assert list(items.columns) == [
        *("alternative", "quadrant", "dimension", "horizon", "intensity"),
        *("local_priority", "global_priority"),
    ]
    assert items.loc["Own lane", "local_priority"] == pytest.approx(2.8 / 3.7)
    assert items.loc["New cars", "local_priority"] == pytest.approx(0.9 / 3.7)
    strengths = small.weights()["strengths"]
    assert items.loc["New cars", "global_priority"] == pytest.approx(strengths * 0.9 / 3.7)
    short = fp.awot(small, "leaflet").set_index("item")["local_priority"]
    assert short.to_dict() == pytest.approx(
        {**dict.fromkeys(items.index, 1.0), "Own lane": 0.0, "Few stops": 0.2, "Slow start": 0.8}
    )


def test_awot_where_all_intensities_are_zero(folder: Path, edit_rows: Callable[..., None]) -> None:
    """On a scale from 0 a quadrant may have no weight at all: its items count alike."""
    edit_rows(
        "criteria.csv",
        lambda rows: [[cell if cell != "1" else "0" for cell in row] for row in rows],
    )
    edit_rows(
        "items.csv",
        lambda rows: [
            [*row[:4], "0", "0", "0", *row[7:]] if row[1:3] == ["tram", "S"] else row
            for row in rows
        ],
    )
    items = fp.awot(fp.load(folder)).set_index("item")
    assert items.loc[["Own lane", "New cars"], "local_priority"].tolist() == [0.5, 0.5]


def test_awot_of_intensities_below_zero(folder: Path, edit_rows: Callable[..., None]) -> None:
    edit_rows(
        "criteria.csv",
        lambda rows: [[cell if cell != "1" else "-2" for cell in row] for row in rows],
    )
    edit_rows(
        "items.csv",
        lambda rows: [
            [*row[:4], "-2", "-1", *row[6:]] if row[3] == "Own lane" else row for row in rows
        ],
    )
    with pytest.raises(fp.CriteriaError, match="found -1 for item 'Own lane'"):
        fp.awot(fp.load(folder))


def test_strategic_position(small: fp.Study, study: fp.Study) -> None:
    position = fp.strategic_position(small)
    assert position.loc["tram"].to_dict() == pytest.approx({"internal": 0.95, "external": 1.0})
    assert position.loc["bus"].to_dict() == pytest.approx({"internal": 1.0, "external": 0.0})
    matrix = study.problem("values").matrix
    shipped = fp.strategic_position(study, "values")
    np.testing.assert_allclose(shipped["internal"], matrix["strengths"] - matrix["weaknesses"])
    np.testing.assert_allclose(shipped["external"], matrix["opportunities"] - matrix["threats"])


# -- names


def test_unknown_names(study: fp.Study) -> None:
    for ask, message in (
        (lambda: study.problem("value"), "unknown profile 'value'; did you mean 'values'"),
        (lambda: study.weights("none"), "unknown profile 'none'"),
        (lambda: study.horizon("none"), "unknown profile"),
        (lambda: fp.awot(study, "none"), "unknown profile"),
        (lambda: study.judges("ground"), "unknown panel 'ground'; did you mean 'grounds'"),
        (lambda: study.judgements("grounds", "a"), "unknown judge of panel 'grounds' 'a'"),
        (lambda: study.problem(scenario="none"), "unknown scenario 'none'"),
        (lambda: study.evidence("CA-EUU", "I1"), "unknown alternative 'CA-EUU'; did you mean"),
        (lambda: study.evidence("CA-EU", "institutional"), "unknown criterion"),
    ):
        with pytest.raises(fp.UnknownNameError, match=message):
            ask()
