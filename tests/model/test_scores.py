"""Ranges of scores: what they may be, and what becomes of them when a problem changes."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.model import Coding


@pytest.fixture
def ranged(problem: fp.Problem) -> fp.Problem:
    """The problem with a range on two cells."""
    return fp.Problem(
        problem.matrix,
        problem.weights,
        problem.directions,
        problem.scale,
        problem.tree,
        low={"price": {"car": 3}},
        high={"price": {"car": 5, "bus": None}, "speed": {"bus": 4.5}},
    )


def test_cells_without_a_range_are_certain(problem: fp.Problem, ranged: fp.Problem) -> None:
    assert ranged.has_ranges
    assert not problem.has_ranges
    assert problem.low.equals(problem.matrix)
    wide = ranged.high - ranged.low
    assert wide.loc["car", "price"] == 2.0
    assert wide.loc["bus", "speed"] == 1.5
    assert wide.to_numpy().sum() == 3.5


def test_tables_and_mappings_are_the_same_and_go_by_name(ranged: fp.Problem) -> None:
    shuffled = ranged.high[["speed", "comfort", "price"]].iloc[::-1]
    shuffled.loc["bike", "comfort"] = np.nan
    again = fp.Problem(
        ranged.matrix, ranged.weights, ranged.directions, ranged.scale, ranged.tree,
        low=ranged.low, high=shuffled,
    )  # fmt: skip
    assert again == ranged
    assert again != fp.Problem(ranged.matrix, ranged.weights, ranged.directions, ranged.scale)


def test_changes_keep_the_ranges(ranged: fp.Problem) -> None:
    for changed in (
        ranged.with_weight("price", 0.1),
        ranged.with_weights({"speed": 1}),
        ranged.with_node_weights({"quality": 0.9}),
        ranged.with_matrix(ranged.matrix),
        ranged.without("bike"),
        ranged.screened("price > 1"),
    ):
        rows = changed.alternatives
        assert changed.low.equals(ranged.low.loc[rows])
        assert changed.high.equals(ranged.high.loc[rows])


def test_another_score_keeps_the_range_that_it_lies_in(ranged: fp.Problem) -> None:
    matrix = ranged.matrix
    matrix.loc["car", "price"] = 3.5
    matrix.loc["bus", "speed"] = 5.0
    changed = ranged.with_matrix(pd.concat([matrix, matrix.rename(index=str.upper)]))
    assert changed.low.loc["car", "price"] == 3.0
    assert changed.high.loc["car", "price"] == 5.0
    assert changed.high.loc["bus", "speed"] == 5.0
    assert changed.low.loc["bus", "speed"] == 5.0
    assert (changed.low == changed.high).loc["CAR":].all(axis=None)
    stated = ranged.with_matrix(matrix, low={"comfort": {"bus": 2}})
    assert (stated.high - stated.low).to_numpy().sum() == 1.0


def test_the_ranges_of_a_study_are_the_means_of_the_coders() -> None:
    low = np.array([[[1.0], [2.0]], [[2.0], [2.0]]])
    coding = Coding(("a", "b"), low, low + 0.5, low + 1.0)
    problem = fp.Problem(pd.DataFrame(coding.best.mean(axis=0)), coding=coding)
    assert problem.low["0"].tolist() == [1.5, 2.0]
    assert problem.high["0"].tolist() == [2.5, 3.0]


def test_a_round_trip_keeps_the_ranges(ranged: fp.Problem) -> None:
    data = json.loads(json.dumps(ranged.to_dict()))
    assert fp.Problem.from_dict(data) == ranged
    del data["low"]
    assert fp.Problem.from_dict(data).low.equals(ranged.matrix)
    with pytest.raises(fp.ProblemError, match="high does not fit"):
        fp.Problem.from_dict({**data, "high": [[1]]})


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ({"low": {"price": {"car": 4.5}}}, "'car' on 'price': found 4.5 to 4; expected ends with"),
        ({"high": {"speed": {"bus": 1}}}, "range of the score of 'bus' on 'speed': found 3 to 1"),
        ({"high": {"price": {"car": 6}}}, "high end of the score of 'car' on 'price': found 6; e"),
        ({"low": {"price": {"bike": 0}}}, "low end of the score .* found 0; expected 1 to 5"),
        ({"low": {"price": {"car": "x"}}}, "low end of the score .* found 'x'; expected a finite"),
        ({"low": {"price": {"car": -np.inf}}}, "low end of the score of 'car' .* found -inf"),
        ({"low": {"prize": {"car": 1}}}, "unknown criterion of low 'prize'; did you mean 'price'"),
        ({"high": {"price": {"cat": 1}}}, "unknown alternative of high 'cat'; did you mean 'car'"),
        (
            {"low": {"price": 1}},
            "low: found {'price': 1}; expected a DataFrame like the matrix, or",
        ),
        ({"low": [1]}, "low: found list; expected a DataFrame"),
        ({"low": "ab"}, "low: found str"),
        ({"low": 3}, "low: found int"),
        (
            {"low": pd.DataFrame([[1], [1]], ["car", "car"], ["price"])},
            "alternative of low named more than once: 'car'",
        ),
    ],
)
def test_ranges_that_are_none_are_refused(
    problem: fp.Problem, ranges: dict[str, object], message: str
) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        fp.Problem(problem.matrix, scale=problem.scale, **ranges)  # type: ignore[arg-type]
