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
        text = manifest.read_text(encoding="utf-8").replace('horizons = "horizons.csv"\n', "")
        manifest.write_text(text.replace('horizon = "experts"', ""), encoding="utf-8")
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
    assert result.answered.loc["z", ["judgements", "pairs", "groups", "of"]].tolist() == [
        6,
        8,
        3,
        3,
    ]
    assert result.rankings["respondents"].to_dict() == {
        "chosen": 2, "by priorities": 2, "nobody left out": 3, "all alike": 2
    }  # fmt: skip
    # Three times 2 and once 8 is the fourth root of 64; alike it is 4.
    ratio = result.weights.loc["cost"] / result.weights.loc["noise"]
    assert ratio["chosen"] == pytest.approx(64 ** (1 / 4))
    assert ratio["all alike"] == pytest.approx(4.0)
    assert ratio["nobody left out"] == pytest.approx(64 ** (1 / 5))
    said = " ".join(panel_sentences(result, study))
    assert "Left out of the joint weights, with a consistency ratio above 0.1: z." in said
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
    assert "2 respondents; 1 of them compared enough for weights of their own" in said
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


def test_everybody_left_out(panel_of: Callable[[Rows], fp.Study]) -> None:
    rows = consistent("x", 2)
    rows[-1] = ("x", "quadrants", "opportunities", "threats", "9")
    with pytest.raises(fp.CriteriaError, match="expected a limit that leaves somebody"):
        fp.panel(panel_of(rows), max_ratio=0.05)
