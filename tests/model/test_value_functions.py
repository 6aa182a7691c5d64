"""What is a value function, and what becomes of one that a problem states."""

from __future__ import annotations

import json
import pickle

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp

POINTS = [(0, 0), (500, 60), (2000, 100)]


@pytest.fixture
def valued() -> fp.Problem:
    frame = pd.DataFrame({"price": [4.0, 2.0], "doctors": [250.0, 1250.0]}, ["car", "bus"])
    return fp.Problem(
        frame,
        directions={"price": "min"},
        scale={"price": (0, 5)},
        values={"doctors": POINTS},
    )


def test_values_between_the_points_are_linear() -> None:
    function = fp.ValueFunction(POINTS)
    assert function([[0, 250], [500, 2000]]).tolist() == [[0.0, 30.0], [60.0, 100.0]]
    assert function.scale == (0.0, 2000.0)
    assert fp.ValueFunction.linear(1, 5, maximise=False)([1, 2, 5]).tolist() == [100.0, 75.0, 0.0]


def test_points_may_come_as_an_array() -> None:
    assert fp.ValueFunction(np.array(POINTS)) == fp.ValueFunction(POINTS)  # type: ignore[arg-type]


def test_a_peak_has_to_be_stated() -> None:
    peak = [(0, 0), (20, 100), (40, 0)]
    with pytest.raises(fp.ProblemError, match=r"0, 100, 0, which rise and fall; expected .* monot"):
        fp.ValueFunction(peak)
    assert fp.ValueFunction(peak, monotone=False)([10, 30]).tolist() == [50.0, 50.0]


def test_a_value_may_stay_level() -> None:
    assert fp.ValueFunction([(0, 100), (10, 100), (20, 0), (30, 0)])([5, 15, 25]).tolist() == [
        100.0, 50.0, 0.0
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([], "two or more points"),
        ([(0, 0)], "two or more points"),
        (3, "found 3; expected two or more points"),
        ("ab", "found 'ab'"),
        ([(0, 0), 100], "the point 100"),
        ([(0, 0), (1, 2, 3)], r"the point \(1, 2, 3\)"),
        ([(0, 0), (1, "100")], r"the point \(1, '100'\)"),
        ([(0, 0), (1, True)], r"the point \(1, True\)"),
        ([(0, 0), (1, np.nan), (2, 100)], r"the point \(1, nan\)"),
        ([(0, 0), (np.inf, 100)], r"the point \(inf, 100\)"),
        ([(0, 0), (0, 100)], "the scores 0, 0; expected scores in rising order"),
        ([(2000, 100), (0, 0)], "scores in rising order"),
        ([(0, 0), (1, 1)], "values from 0 to 1; expected 0 for the worst .* and 100"),
        ([(0, 10), (1, 100)], "values from 10 to 100"),
        ([(0, -5), (1, 100)], "values from -5 to 100"),
    ],
)
def test_points_that_are_none_are_refused(points: object, message: str) -> None:
    with pytest.raises(fp.ProblemError, match=message):
        fp.ValueFunction(points)  # type: ignore[arg-type]


def test_a_value_function_states_the_scale(valued: fp.Problem) -> None:
    assert valued.scale == {"price": (0.0, 5.0), "doctors": (0.0, 2000.0)}
    with pytest.raises(fp.ProblemError, match="'bus' on 'doctors': found 2500; expected 0 to 2000"):
        valued.with_matrix(valued.matrix.mul([1, 2], axis=0))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scale": {"doctors": (0, 3000)}}, "points from 0 to 2000 on a scale from 0 to 3000"),
        ({"directions": {"doctors": "min"}}, "'doctors': found values that rise with the score of"),
        ({"values": {"price": POINTS, "doctor": POINTS}}, "did you mean 'doctors'"),
        ({"values": {"doctors": [(0, 0), (1, 1)]}}, "^values of 'doctors': .* found values from 0"),
        ({"values": [POINTS]}, "values: found list; expected a mapping of criteria to points"),
    ],
)
def test_contradictions_are_refused(
    valued: fp.Problem, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        fp.Problem(valued.matrix, **{"values": {"doctors": POINTS}, **arguments})  # type: ignore[arg-type]


def test_a_function_that_rises_and_falls_contradicts_no_direction(valued: fp.Problem) -> None:
    peak = fp.ValueFunction([(0, 0), (1000, 100), (2000, 50)], monotone=False)
    for direction in ("max", "min"):
        stated = fp.Problem(
            valued.matrix, directions={"doctors": direction}, values={"doctors": peak}
        )
        assert stated.value_functions == {"doctors": peak}


def test_changes_and_a_round_trip_keep_the_functions(valued: fp.Problem) -> None:
    for changed in (
        valued.with_weight("price", 0.1),
        valued.with_matrix(valued.matrix),
        valued.without("car"),
        valued.screened("price > 3"),
        pickle.loads(pickle.dumps(valued)),  # noqa: S301
        fp.Problem.from_dict(json.loads(json.dumps(valued.to_dict()))),
    ):
        assert changed.value_functions == valued.value_functions
        assert changed.scale == valued.scale
    plain = fp.Problem(valued.matrix, valued.weights, valued.directions, valued.scale, valued.tree)
    assert plain != valued
