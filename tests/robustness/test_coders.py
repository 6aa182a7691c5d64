"""Rankings on each coder's own scores, and without each coder."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.robustness import coder_rankings, leave_one_coder_out
from fivepluone_mcda.robustness.coders import order_text


@pytest.mark.parametrize("method", ["topsis", "vikor", fp.ahp])
def test_leave_one_out_is_the_ranking_on_the_rest(study: fp.Study, method: str) -> None:
    frame = leave_one_coder_out(study, "values", method).set_index("coder")
    assert frame.index.tolist() == study.coders
    rest = [coder for coder in study.coders if coder != "c"]
    ranking = fp.rank(study.problem("values", coders=rest), method)
    assert frame.loc["c", "winner"] == ranking.best
    assert frame.loc["c", "order"] == " > ".join(ranking.order)
    assert frame.loc["c", study.alternatives].tolist() == ranking.scores.tolist()


def test_coder_rankings_are_on_their_own_scores(study: fp.Study) -> None:
    frame = coder_rankings(study, "values").set_index("coder")
    assert frame.index.tolist() == study.coders
    ranking = fp.topsis(study.problem("values", coders=["e"]))
    assert frame.loc["e", "winner"] == ranking.best == "CA-EU"
    assert frame.loc["e", study.alternatives].tolist() == ranking.scores.tolist()


def test_default_profile(study: fp.Study) -> None:
    pd.testing.assert_frame_equal(
        leave_one_coder_out(study), leave_one_coder_out(study, study.profiles[0], fp.topsis)
    )


def test_single_coder_cannot_be_left_out(study: fp.Study) -> None:
    tables = {
        **study.tables,
        **{role: study.tables[role].query("coder == 'a'") for role in ("scores", "items")},
    }
    alone = replace(study, tables=tables)
    with pytest.raises(fp.CriteriaError, match="one coder"):
        leave_one_coder_out(alone)
    assert coder_rankings(alone)["coder"].tolist() == ["a"]


def test_an_analysis_leaves_out_the_coders_that_the_function_leaves_out(small: fp.Study) -> None:
    scores = small.tables["scores"].copy()
    scores.loc[scores.index[scores["coder"] == "b"][0], ["low", "best", "high"]] = np.nan
    partly = replace(small, tables={**small.tables, "scores": scores})
    assert leave_one_coder_out(partly)["coder"].tolist() == ["b"]  # only a scored every cell
    pd.testing.assert_frame_equal(Analysis(partly).without_coder, leave_one_coder_out(partly))


def test_unknown_names(study: fp.Study) -> None:
    with pytest.raises(fp.UnknownNameError, match="profile"):
        leave_one_coder_out(study, "valuse")
    with pytest.raises(fp.UnknownNameError, match="method"):
        coder_rankings(study, method="topsi")


def test_order_text_shows_ties() -> None:
    assert order_text(pd.Series({"b": 2, "c": 1, "a": 2, "d": 4})) == "c > a = b > d"
