from __future__ import annotations

import copy
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.model.coding import Coding
from fivepluone_mcda.model.ranking import TIE, rank_scores


def ranked(scores: list[float], lower_is_better: bool = False) -> fp.Ranking:
    names = ["delta", "alpha", "charlie", "bravo"][: len(scores)]
    problem = fp.Problem(pd.DataFrame({"x": scores}, names))
    return fp.Ranking.of(
        "by hand", problem, np.array(scores), steps={}, options={}, lower_is_better=lower_is_better
    )


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [
        ([1.0], [1]),
        ([3.0, 1.0, 2.0], [1, 3, 2]),
        ([1.0, 1.0, 0.0], [1, 1, 3]),
        ([1.0, 0.5, 0.5, 0.1], [1, 2, 2, 4]),
        ([0.5, 0.5 + TIE / 2, 0.2], [1, 1, 3]),
        ([0.5, 0.5 + 3 * TIE, 0.2], [2, 1, 3]),
        ([1e6, 1e6 * (1 + TIE / 2), 0.0], [1, 1, 3]),
        ([-1.0, -2.0], [1, 2]),
    ],
)
def test_ties_share_the_better_rank(scores: list[float], ranks: list[int]) -> None:
    assert rank_scores(np.array(scores)).tolist() == ranks
    assert rank_scores(-np.array(scores), lower_is_better=True).tolist() == ranks


@given(scores=st.lists(st.integers(0, 5), min_size=1, max_size=9))
def test_a_rank_is_one_more_than_the_number_of_better_ones(scores: list[int]) -> None:
    ranks = rank_scores(np.array(scores, dtype=float))
    assert ranks.tolist() == [1 + sum(other > score for other in scores) for score in scores]


def test_the_order_of_a_tie_is_alphabetical() -> None:
    ranking = ranked([0.5, 0.5, 0.9, 0.5])
    assert ranking.order == ["charlie", "alpha", "bravo", "delta"]
    assert ranking.best == "charlie"
    assert ranking.ranks.to_dict() == {"delta": 2, "alpha": 2, "charlie": 1, "bravo": 2}
    assert ranked([0.5, 0.5]).best == "alpha"
    assert ranked([0.2, 0.1], lower_is_better=True).best == "alpha"


def test_the_main_table_is_best_first() -> None:
    ranking = ranked([0.25, 0.5, 0.125])
    frame = ranking.to_frame()
    assert list(frame.index) == ["alpha", "delta", "charlie"]
    assert frame["rank"].tolist() == [1, 2, 3]
    assert frame.index.name == "alternative"
    assert repr(ranking).startswith("by hand: alpha comes first\n")
    assert "<p>by hand: alpha comes first</p>" in ranking._repr_html_()
    assert ranked([1.0, 1.0]).headline() == "by hand: alpha and delta tie for first"


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_scores_that_are_not_finite_are_an_error(bad: float) -> None:
    problem = fp.Problem(pd.DataFrame({"x": [1.0, 2.0]}, ["a", "b"]))
    with pytest.raises(fp.MethodError, match="no finite score for b"):
        fp.Ranking.of("by hand", problem, np.array([1.0, bad]), steps={}, options={})


def test_explanation(problem: fp.Problem) -> None:
    explanation = fp.topsis(problem).explain("car", "bike")
    assert explanation.difference == pytest.approx(explanation.parts.sum())
    frame = explanation.to_frame()
    assert list(frame.columns) == ["weight", "car", "bike", "part"]
    assert frame["part"].is_monotonic_decreasing
    assert frame.loc["price", "part"] < 0.0 < frame.loc["speed", "part"]
    word = "above" if explanation.difference > 0 else "below"
    assert explanation.headline().startswith(f"topsis: car {word} bike, difference")
    same = fp.topsis(problem).explain("car", "car")
    assert "level with" in same.headline()
    assert (same.parts == 0.0).all()


def test_the_lower_the_better_turns_an_explanation_round(problem: fp.Problem) -> None:
    explanation = fp.vikor(problem).explain("car", "bike")
    assert explanation.lower_is_better
    assert explanation.to_frame()["part"].is_monotonic_increasing
    ahead = fp.vikor(problem).ranks["car"] < fp.vikor(problem).ranks["bike"]
    assert ("above" in explanation.headline()) == ahead


def test_unknown_alternatives_are_named(problem: fp.Problem) -> None:
    for pair in (("car", "bikes"), ("bikes", "car")):
        with pytest.raises(fp.UnknownNameError, match="'bikes'; did you mean 'bike'"):
            fp.topsis(problem).explain(*pair)


def test_a_ranking_can_be_copied_and_its_fields_not_replaced(problem: fp.Problem) -> None:
    ranking = fp.topsis(problem)
    for twin in (copy.deepcopy(ranking), pickle.loads(pickle.dumps(ranking))):  # noqa: S301
        assert twin.explain("car", "bus").difference == ranking.explain("car", "bus").difference
    with pytest.raises(AttributeError):
        ranking.scores = None  # type: ignore[misc, assignment]


@pytest.mark.shipped_numbers
def test_the_text_names_criteria_scores_places_and_spread(shipped):
    text = fp.topsis(shipped).explain("CA-EU", "CA-China").text
    first, second, third, fourth = text.split(". ") if text.count(". ") == 3 else [""] * 4
    assert first.startswith("CA-EU ranks above CA-China, mainly because of Financial dependence")
    assert "CA-EU 2.57, CA-China 4.43, less is better; see Geopolitical/CA-EU" in first
    assert second.startswith("What counts most against it: No permanent secretariat")
    assert "7 coders differ most on" in third
    assert fourth.startswith("The source says nothing usable on Financial dependence for CA-EU")
    assert fourth.endswith("; these scores are inferred.")
    # Asked the other way round, the sentences say the same.
    assert fp.topsis(shipped).explain("CA-China", "CA-EU").text == text


def test_the_text_says_which_scores_are_inferred(problem: fp.Problem) -> None:
    best = np.stack([problem.values, problem.values])
    silent = np.zeros(best.shape[1:])
    silent[0, 1], silent[1, 0] = 0.5, 1.0  # the car's speed and the bus's price
    coding = Coding(("a", "b"), best, best, best, (), silent)
    ranking = fp.topsis(fp.Problem(problem.matrix, coding=coding))
    assert ranking.explain("car", "bike").text.endswith(
        "The source says nothing usable on speed for car; this score is inferred."
    )
    assert "nothing usable" not in fp.topsis(problem).explain("car", "bus").text


def test_the_text_without_coders_without_difference_and_without_objection(problem):
    ranking = fp.topsis(problem)
    assert "it is not known how much coders would disagree" in ranking.explain("car", "bus").text
    assert "are level" in ranking.explain("car", "car").text
    better = fp.Problem(problem.matrix[["speed", "comfort"]])
    assert "Nothing counts against it." in fp.topsis(better).explain("car", "bike").text


def test_a_ranking_keeps_its_kernel_with_every_option() -> None:
    frame = pd.DataFrame({"x": [1.0, 2.0, 4.0], "y": [3.0, 2.0, 1.0]}, ["a", "b", "c"])
    problem = fp.Problem(frame, {"x": 0.4, "y": 0.6})
    judged = fp.PairwiseMatrix.from_judgements([("a", "b", 5), ("b", "c", 3)], ["a", "b", "c"])
    others = np.stack([problem.values, problem.values + 1.0], axis=-1)
    weights = np.tile(problem.weight_vector, (2, 1))
    for ranking in (
        fp.ahp(problem, comparisons={"y": judged}),
        fp.topsis(problem, normalization="minmax"),
        fp.vikor(problem, v=0.9),
        fp.promethee_ii(problem, "v_shape", p=3.0),
        fp.rank(problem, "edas"),
        fp.rank(problem, lambda p: fp.ahp(p, comparisons={"y": judged})),
    ):
        assert ranking.kernel is not None
        assert ranking.kernel_of is not None
        scores = ranking.scores.to_numpy()
        np.testing.assert_allclose(ranking.kernel(problem.weight_vector), scores)
        drawn = ranking.kernel_of(problem, values=others)(weights)
        np.testing.assert_allclose(drawn[0], scores)
        assert "kernel" not in repr(ranking)
    assert ranked([0.5, 0.2]).kernel is None
