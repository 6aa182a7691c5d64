"""What a panel answered: respondents, joint weights in several ways, people against programs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.panel import panel_sentences

SMALL = Path(__file__).parent.parent / "data" / "small_study"
ELEMENTS = {
    "top": ["barriers", "swot"],
    "barriers": ["cost", "noise"],
    "quadrants": ["strengths", "weaknesses", "opportunities", "threats"],
}

Rows = list[tuple[str, str, str, str, str]]


def consistent(judge: str, first: float) -> Rows:
    """All judgements that follow from one element being so many times as heavy as each other."""
    rows = []
    for group, (one, *others) in ELEMENTS.items():
        rows += [(judge, group, one, other, str(first)) for other in others]
        rows += [(judge, group, a, b, "1") for i, a in enumerate(others) for b in others[i + 1 :]]
    return rows


@pytest.fixture
def panel_of(tmp_path: Path) -> Callable[[Rows], fp.Study]:
    """The small study with other judgements."""

    def build(rows: Rows) -> fp.Study:
        folder = shutil.copytree(SMALL, tmp_path / "study")
        lines = ["panel,judge,group,a,b,value,reason"]
        lines += [",".join(["experts", *row, ""]) for row in rows]
        (folder / "judgements.csv").write_text("\n".join(lines), encoding="utf-8")
        manifest = folder / "study.toml"
        text = manifest.read_text(encoding="utf-8").replace('horizon = "experts"', "")
        for role in ("horizons", "points", "respondents"):
            text = text.replace(f'{role} = "{role}.csv"\n', "")
        manifest.write_text(text, encoding="utf-8")
        return fp.load(folder)

    return build


def test_joint_weights_are_those_of_the_profile(small: fp.Study) -> None:
    result = fp.panel(small)
    expected = small.weights("experts")
    pd.testing.assert_series_equal(result.weights["chosen"], expected, check_names=False)
    assert result.ranking.scores.equals(fp.topsis(small.problem("experts")).scores)
    assert result.respondents == result.kept == ["p", "q"]


def test_joint_priorities(small: fp.Study) -> None:
    weights = fp.panel(small, how="priorities", weights={"p": 3}).weights["chosen"]
    local = fp.aggregate(
        {judge: small.judgements("experts", judge)["barriers"] for judge in "pq"},
        "priorities",
        {"p": 3, "q": 1},
    )
    assert weights["cost"] / weights[["cost", "noise"]].sum() == pytest.approx(local["cost"])


def test_ways_change_one_choice_each(panel_of: Callable[[Rows], fp.Study]) -> None:
    liar = [("z", "quadrants", "strengths", "weaknesses", "9"),
            ("z", "quadrants", "weaknesses", "opportunities", "9"),
            ("z", "quadrants", "opportunities", "strengths", "9"),
            ("z", "quadrants", "opportunities", "threats", "9"),
            ("z", "top", "barriers", "swot", "1"),
            ("z", "barriers", "cost", "noise", "1")]  # fmt: skip
    study = panel_of(consistent("x", 2) + consistent("y", 8) + liar)
    result = fp.panel(study, max_ratio=0.1, weights={"x": 3})
    assert result.kept == ["x", "y"]
    assert result.answered.loc["z", "left_out"] == "consistency ratio above 0.1"
    row = result.answered.loc["z", ["answers", "asked", "groups", "of"]]
    assert row.tolist() == [6, 8, 3, 3]
    assert result.rankings["respondents"].to_dict() == {
        "chosen": 2, "by priorities": 2, "nobody left out": 3, "all alike": 2
    }  # fmt: skip
    # Three times 2 and once 8 is the fourth root of 64; alike it is 4.
    ratio = result.weights.loc["cost"] / result.weights.loc["noise"]
    assert ratio["chosen"] == pytest.approx(64 ** (1 / 4))
    assert ratio["all alike"] == pytest.approx(4.0)
    assert ratio["nobody left out"] == pytest.approx(64 ** (1 / 5))
    said = " ".join(panel_sentences(result, study))
    assert "Not part of the joint weights: z (consistency ratio above 0.1)." in said
    assert "With nobody left out," in said
    assert "judge z, on “SWOT”: consistency ratio" in said


def test_half_an_answer_counts_where_it_can(panel_of: Callable[[Rows], fp.Study]) -> None:
    half = [("h", "barriers", "cost", "noise", "2")]
    study = panel_of(consistent("x", 8) + half)
    result = fp.panel(study)
    assert result.views is None  # only one has weights of its own
    assert result.answered.loc["h", "groups"] == 1
    ratio = result.weights.loc["cost"] / result.weights.loc["noise"]
    assert ratio.to_dict() == pytest.approx({"chosen": 4.0, "by priorities": 4.0})
    assert result.agreement.empty
    assert result.clusters.empty
    said = " ".join(panel_sentences(result, study))
    assert "2 respondents. By pairwise comparisons, 1 answered enough on importance" in said
    with pytest.raises(fp.CriteriaError, match="fewer than two respondents"):
        fp.plots.panel(result)


def test_agreement_outliers_and_clusters(panel_of: Callable[[Rows], fp.Study]) -> None:
    camp = [row for k in range(5) for row in consistent(f"a{k}", 4 + 0.1 * k)]
    study = panel_of(camp + consistent("lone", "1/7"))
    result = fp.panel(study)
    assert result.views is not None
    assert result.agreement["concordance"].between(0.0, 1.0).all()
    assert result.clusters["size"].tolist() == [5, 1]
    assert result.clusters["members"][2] == ["lone"]
    far = result.outliers[result.outliers["outlier"].astype(bool)]
    assert set(far["respondent"]) == {"lone"}
    assert set(far["node"]) == {"goal", "barriers", "swot"}
    said = " ".join(panel_sentences(result, study))
    assert "Cluster 2, lone: " in said
    assert "lone is far from the others on “Good transport” (weights, " in said


def test_groups_of_equal_weight_share_a_rank(panel_of: Callable[[Rows], fp.Study]) -> None:
    """The weights of two equal groups are sums of leaf weights, which rounding makes unequal."""
    rows = [row for k in range(2, 9) for row in consistent(f"a{k}", k)]
    study = panel_of([(*row[:4], "1") if row[1] == "top" else row for row in rows])
    assert fp.panel(study).agreement.loc["goal", "concordance"] == 1.0


def test_people_against_programs(small: fp.Study) -> None:
    result = fp.panel(small)
    cells = result.scores.set_index(["criterion", "alternative"])
    row = cells.loc[("cost", "tram")]
    assert row.tolist() == [3.0, 5.0, -2.0, 0.5]
    assert len(cells) == len(small.criteria) * len(small.alternatives)
    alone = small.problem("experts", coders=["b"])
    expected = fp.topsis(alone).scores
    found = result.by_origin.loc["human", small.alternatives].astype(float)
    np.testing.assert_allclose(found.to_numpy(), expected.to_numpy())
    assert result.by_origin["coders"].to_dict() == {"human": 1, "machine": 1, "together": 2}
    assert result.alphas["human"].isna().all()  # one coder agrees with nobody
    assert result.alphas.loc["cost", "together"] == pytest.approx(
        fp.reliability(small).set_index("block").loc["cost", "alpha"]
    )


@pytest.mark.slow
def test_a_panel_of_the_shipped_study(study: fp.Study) -> None:
    result = fp.panel(study, "values")
    assert result.views is not None
    assert result.views.winners.value_counts().to_dict() == {"CA-China": 3, "CA-EU": 2}
    assert result.to_frame()["cluster"].notna().all()
    assert result.scores.empty
    assert result.by_origin.empty
    assert "Panel 'values': 5 respondents, 5 in the joint weights" in repr(result)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"panel": "expert"}, "did you mean 'experts'"),
        ({"how": "mean"}, "expected 'judgements' or 'priorities'"),
        ({"weights": {"x": 1}}, "unknown respondent 'x'"),
        ({"weights": {"p": 0, "q": 0}}, "not all 0"),
        ({"max_ratio": 0}, "expected a number above 0"),
        ({"max_ratio": float("nan")}, "expected a number above 0"),
    ],
)
def test_refused(small: fp.Study, arguments: dict[str, object], message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        fp.panel(small, **arguments)


def test_points(panel_of: Callable[[Rows], fp.Study]) -> None:
    folder = panel_of(consistent("x", 2)).folder
    rows = ["panel,judge,group,how,criterion,value,to_worst"]
    rows += [f"experts,{judge},{group},swing,{one},{points},"
             for judge, heavy in (("x", 0), ("y", 1), ("half", 0))
             for group, elements in ELEMENTS.items() if judge != "half" or group == "top"
             for place, one in enumerate(elements)
             for points in [100 if place == heavy else 50]]  # fmt: skip
    (folder / "points.csv").write_text("\n".join(rows), encoding="utf-8")
    manifest = folder / "study.toml"
    text = manifest.read_text(encoding="utf-8").replace("[files]", '[files]\npoints = "points.csv"')
    text = text.replace('judgements = "judgements.csv"\n', "")
    manifest.write_text(
        text.replace('panel = "experts"', 'panel = "experts"\nweights = "swing"'), encoding="utf-8"
    )
    study = fp.load(folder)
    result = fp.panel(study)
    assert (result.way, result.how, list(result.rankings.index)) == (
        "swing",
        "priorities",
        ["chosen"],
    )
    np.testing.assert_allclose(result.weights["chosen"], study.weights("experts"))
    assert result.answered.loc["half", ["answers", "asked", "groups", "of"]].tolist() == [
        2,
        8,
        1,
        3,
    ]
    counted = fp.panel(study, weights={"x": 3}).weights
    ratio = counted.loc["cost", "chosen"] / counted.loc["noise", "chosen"]
    assert ratio == pytest.approx((3 * 2 / 3 + 1 / 3) / (3 / 3 + 2 / 3))
    assert result.views is not None
    assert list(result.views.weights.index) == ["x", "y"]
    said = " ".join(panel_sentences(result, study))
    assert "By swing weighting, 2 answered enough on importance" in said
    assert "consistency" not in said


def test_what_moved_in_a_second_round(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "study")
    judgements = (folder / "judgements.csv").read_text(encoding="utf-8").splitlines()
    again = ["experts,p,barriers,noise,cost,4,,2", "experts,q,barriers,cost,noise,1/8,,2"]
    rows = [f"{judgements[0]},round", *(f"{line}," for line in judgements[1:]), *again]
    (folder / "judgements.csv").write_text("\n".join(rows), encoding="utf-8")
    study = fp.load(folder)
    result = fp.panel(study)
    (row,) = result.moved.to_dict("records")
    assert (row["part"], row["item"]) == ("judgements", "barriers | cost | noise")
    assert (row["answers"], row["changed"]) == (2, 1)
    assert row["before"] == pytest.approx((1 / 2 * 1 / 8) ** 0.5)
    assert row["after"] == pytest.approx((1 / 4 * 1 / 8) ** 0.5)
    assert row["spread_before"] == pytest.approx(4**0.5)
    assert row["spread_after"] == pytest.approx(2**0.5)
    said = " ".join(panel_sentences(result, study))
    assert "1 item was answered again: 1 of 2 answers changed; on 1 item" in said


def test_a_panel_that_only_scored(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "study")
    text = (folder / "respondents.csv").read_text(encoding="utf-8")
    columns = text.splitlines()[0].count(",") - 1
    (folder / "respondents.csv").write_text(
        f"{text.rstrip()}\nscorers,b{',' * columns}\n", encoding="utf-8"
    )
    study = fp.load(folder)
    result = fp.panel(study, "scorers")
    assert (result.way, result.respondents, result.kept) == ("", ["b"], [])
    assert result.weights["chosen"].to_dict() == study.weights().to_dict()
    assert result.answered.loc["b", ["scores", "cells"]].tolist() == [12, 12]
    said = " ".join(panel_sentences(result, study))
    assert "1 respondent, of whom 1 scored alternatives. Nobody answered on importance" in said


def test_everybody_left_out(panel_of: Callable[[Rows], fp.Study]) -> None:
    rows = consistent("x", 2)
    rows[-1] = ("x", "quadrants", "opportunities", "threats", "9")
    with pytest.raises(fp.CriteriaError, match="expected a limit that leaves somebody"):
        fp.panel(panel_of(rows), max_ratio=0.05)
