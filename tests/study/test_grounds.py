"""Everything works on the second shipped study, which has six criteria and no SWOT items."""

from __future__ import annotations

from pathlib import Path

import pytest

import fivepluone_mcda as fp


@pytest.fixture(scope="module")
def grounds() -> fp.Study:
    return fp.load("grounds")


def test_analyses_of_weights(grounds: fp.Study) -> None:
    problem = grounds.problem()
    bounds = fp.stability(problem)
    assert bounds.loc["Q3", "upper"] == pytest.approx(0.190, abs=0.0005)
    assert bounds.loc["Q3", "winner_above"] == "CA-Japan"
    bands = fp.winner_bands(grounds, "Q3", methods=["topsis"])
    assert bands["winner"].tolist() == ["CA-China", "CA-EU", "CA-Japan"]
    assert bands["upper"].iloc[1] == pytest.approx(bounds.loc["Q3", "upper"])
    assert fp.nearest_reversal(problem).winner == "CA-Japan"


@pytest.mark.parametrize(("method", "percent"), [("topsis", 41.5), ("ahp", 54.9)])
def test_any_weights(grounds: fp.Study, method: str, percent: float) -> None:
    found = fp.smaa(grounds.problem(), method)
    share = 100.0 * found.rank_acceptability.loc["CA-EU", 1]
    assert share == pytest.approx(percent, abs=0.05 + 300.0 * found.standard_error.loc["CA-EU", 1])


def test_scores_and_screening(grounds: fp.Study) -> None:
    assert set(fp.leave_one_coder_out(grounds)["coder"]) == set(grounds.coders)
    assert set(fp.silence(grounds)["winner"]) == {"CA-EU"}
    assert list(grounds.problem().screened("Q3 >= 4").excluded)
    assert not fp.critical_scores(grounds.problem()).empty


@pytest.mark.slow
def test_the_report(grounds: fp.Study, tmp_path: Path) -> None:
    fp.report(grounds, tmp_path / "grounds.html")
    assert "CA-EU" in (tmp_path / "grounds.html").read_text(encoding="utf-8")
