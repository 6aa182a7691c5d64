"""Leave out, copy, worsen: which orders change."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import rank_reversal


def test_belton_and_gear_copy_reverses_distributive_ahp() -> None:
    """Belton, V., & Gear, T. (1983). On a short-coming of Saaty's method of analytic
    hierarchies. Omega, 11(3), 228-230: a copy of B puts A above B."""
    frame = pd.DataFrame({"one": [1, 9, 1], "two": [9, 1, 1], "three": [8, 9, 1]}, ["A", "B", "C"])
    problem = fp.Problem(frame)
    tests = rank_reversal(problem, "ahp").set_index(["test", "alternative"])
    assert fp.ahp(problem).order == ["B", "A", "C"]
    copied = tests.loc[("copy", "B")]
    assert copied["winner"] == "A"
    assert copied["winner_changed"]
    assert copied["changed"] == "B > A"
    assert copied["order"] == "A > B > C"
    ideal = rank_reversal(problem, "ahp_ideal").query("test == 'copy'")
    assert (ideal["pairs_changed"] == 0).all()


@pytest.mark.shipped_numbers
def test_shipped_study(study: fp.Study) -> None:
    tests = rank_reversal(study.problem("values")).set_index(["test", "alternative"])
    assert tests.loc["leave out"].index.tolist() == study.alternatives
    assert tests.loc["copy"].index.tolist() == study.alternatives
    assert "CA-China" not in tests.loc["worsen"].index
    without = fp.topsis(study.problem("values").without("CA-Russia"))
    assert tests.loc[("leave out", "CA-Russia"), "order"] == " > ".join(without.order)
    assert tests.loc[("leave out", "CA-Russia"), "winner_changed"]
    assert tests.loc[("leave out", "CA-Russia"), "changed"] == "CA-China > CA-EU"


@given(problems(alternatives=(2, 5), criteria=(1, 4)))
def test_methods_that_look_at_one_alternative_never_reverse(problem: fp.Problem) -> None:
    """A weighted sum on a fixed scale scores every alternative by itself."""
    low, high = problem.matrix.min(), problem.matrix.max()

    def fixed(changed: fp.Problem) -> fp.Ranking:
        sign = pd.Series(problem.maximise * 2 - 1, problem.criteria)
        width = (high - low).where(high > low, 1.0)
        scores = ((changed.matrix - low) / width * sign * problem.weights).sum(axis=1).round(9)
        return fp.Ranking.of("fixed", changed, scores.to_numpy(), options={}, steps={})

    tests = rank_reversal(problem, fixed)
    assert (tests["pairs_changed"] == 0).all()
    assert (tests["changed"] == "").all()
    assert not tests.query("test != 'leave out'")["winner_changed"].any()


def test_worsened_alternative_moves_half_way_to_the_worst_end(problem: fp.Problem) -> None:
    seen = []

    def spy(changed: fp.Problem) -> fp.Ranking:
        seen.append(changed.matrix)
        return fp.topsis(changed)

    tests = rank_reversal(problem, spy)
    worsened = dict(zip(tests["test"] + tests["alternative"], seen[1:], strict=True))
    # price is minimised on 1..5; speed and comfort have no scale, so the lowest score is worst
    assert worsened["worsenbus"].loc["bus"].tolist() == [3.5, 2.5, 2.0]
    assert worsened["worsencar"].loc["car"].tolist() == [4.5, 3.5, 3.0]


def test_ties_are_an_order() -> None:
    frame = pd.DataFrame({"a": [2.0, 1.0, 5.0], "b": [1.0, 2.0, 5.0]}, ["x", "y", "z"])
    tests = rank_reversal(fp.Problem(frame), "weighted_sum")
    assert tests.query("test == 'leave out' and alternative == 'z'")["order"].item() == "x = y"


def test_one_alternative() -> None:
    tests = rank_reversal(fp.Problem(pd.DataFrame({"a": [3.0]}, ["x"])))
    assert tests.empty
    assert tests.columns[0] == "test"


def test_names_that_look_like_copies(problem: fp.Problem) -> None:
    renamed = fp.Problem(problem.matrix.set_axis(["x", "x copy", "copy"]), problem.weights)
    assert (rank_reversal(renamed)["test"] == "copy").sum() == 3


def test_unknown_method(problem: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="topsis"):
        rank_reversal(problem, "topsiss")
