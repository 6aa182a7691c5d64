from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.model import Coding


def matrix(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns, [f"row{i}" for i in range(len(next(iter(columns.values()))))])


# -- it never changes


def test_what_is_handed_in_or_out_is_a_copy() -> None:
    table = matrix(x=[1.0, 2.0], y=[3.0, 4.0])
    weights = pd.Series({"x": 1.0, "y": 3.0})
    problem = fp.Problem(table, weights, {"x": "min"}, {"x": (0, 5)})
    before = problem.to_dict()
    table.loc["row0", "x"] = 5.0
    weights["x"] = 9.0
    out = (problem.matrix, problem.weights, problem.directions, problem.scale)
    out[0].loc["row0", "x"] = 5.0
    out[1]["x"] = 9.0
    out[2]["x"] = "max"
    out[3]["x"] = (0.0, 1.0)
    problem.alternatives.append("row9")
    problem.criteria.clear()
    assert problem.to_dict() == before


def test_arrays_and_attributes_cannot_be_written(problem: fp.Problem) -> None:
    for array in (problem.values, problem.weight_vector, problem.maximise):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    with pytest.raises(AttributeError):
        problem.weights = None  # type: ignore[misc, assignment]
    with pytest.raises(AttributeError):
        problem.note = "x"  # type: ignore[attr-defined]


def test_copies_and_pickles_are_equal(problem: fp.Problem) -> None:
    for twin in (copy.deepcopy(problem), pickle.loads(pickle.dumps(problem))):  # noqa: S301
        assert twin == problem
        assert hash(twin) == hash(problem)
    assert problem != problem.with_weight("price", 0.1)
    assert problem != "problem"


def test_zero_has_no_sign() -> None:
    one, other = (fp.Problem(matrix(x=[zero, 1.0])) for zero in (0.0, -0.0))
    assert one == other
    assert hash(one) == hash(other)


# -- what it takes


def test_labels_become_strings() -> None:
    problem = fp.Problem(
        pd.DataFrame([[1, 2], [3, 4]], index=[2020, 2021], columns=[1, 2]),
        weights={1: 3, 2: 1},
        directions={2: "min"},
        scale={1: (0, 9)},
    )
    assert problem.alternatives == ["2020", "2021"]
    assert problem.criteria == ["1", "2"]
    assert problem.weights["1"] == 0.75
    assert problem.directions["2"] == "min"
    assert problem.scale == {"1": (0.0, 9.0)}
    assert problem.with_matrix(pd.DataFrame([[4, 3]], columns=[2, 1])).matrix.loc["0", "1"] == 3.0
    assert fp.topsis(problem).explain(2020, 2021).a == "2020"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "column",
    [
        [Decimal("1.5"), Fraction(3, 2)],
        [True, 1.5],
        pd.array([1, 2], dtype="Int64"),
        pd.Categorical([1, 2]),
        [np.float32(1.5), np.int8(2)],
    ],
)
def test_any_kind_of_number_will_do(column: object) -> None:
    values = fp.Problem(pd.DataFrame({"x": column})).values
    assert values.dtype == np.float64
    assert (values >= 1.0).all()


def test_weights_are_equal_by_default_and_scaled_to_one() -> None:
    table = matrix(x=[1], y=[1], z=[1])
    assert fp.Problem(table).weights.tolist() == [1 / 3] * 3
    for scale in (1e-320, 1.0, 1e308):
        weights = fp.Problem(table, {"x": scale, "y": scale, "z": 0}).weights
        assert weights.tolist() == [0.5, 0.5, 0.0]
    assert fp.Problem(table).directions.tolist() == ["max"] * 3


def test_weights_and_directions_may_come_from_rows_of_a_spreadsheet() -> None:
    frame = pd.DataFrame(
        {"x": [1, "Cost", 3, 4], "y": [3, " benefit", 5, 6]}, ["weight", "direction", "car", "bus"]
    )
    problem = fp.Problem(
        frame.drop(index=["weight", "direction"]),
        weights=frame.loc["weight"],
        directions=frame.loc["direction"],
    )
    assert problem.weights.tolist() == [0.25, 0.75]
    assert problem.directions.tolist() == ["min", "max"]
    assert problem.matrix.to_numpy().tolist() == [[3.0, 5.0], [4.0, 6.0]]


def test_an_alternative_may_be_called_weight_where_the_weights_are_given() -> None:
    assert fp.Problem(matrix(x=[1]).set_axis(["weight"]), {"x": 1}).alternatives == ["weight"]


def test_a_flat_tree_by_default_and_a_nested_one_on_request(problem: fp.Problem) -> None:
    assert fp.Problem(problem.matrix).tree.children("goal") == ("price", "speed", "comfort")
    assert problem.tree.groups == ("cost", "quality")
    assert problem.node_weights["quality"] == pytest.approx(0.5)
    assert problem.columns_of("quality") == [1, 2]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[1, 2]], "found list; expected a DataFrame"),
        (pd.DataFrame(), "no alternative"),
        (pd.DataFrame(index=["a"]), "no criterion"),
        (pd.DataFrame([[1], [2]], ["a", "a"]), "alternative named more than once: 'a'"),
        (pd.DataFrame([[1, 2]], columns=["x", "x"]), "criterion named more than once: 'x'"),
        (pd.DataFrame([[1, 2]], columns=[1, "1"]), "criterion named more than once: '1'"),
        (matrix(x=[1, "2"]), "score of 'row1' on 'x': found '2'; expected a finite number"),
        (matrix(x=[1, "high"]), "found 'high'"),
        (matrix(x=[1, None]), "found nan"),
        (matrix(x=pd.array([1, None], dtype="Int64")), "found <NA>"),  # type: ignore[arg-type]
        (matrix(x=[1, np.inf]), "found inf"),
        (matrix(x=[1, 1e301]), r"expected a finite number \(up to 1e\+300\)"),
        (matrix(x=np.array([1, 10**400], dtype=object)), "expected a finite number"),
        (matrix(x=[1j, 1]), "found 1j"),
        (
            pd.DataFrame({"Ministry": ["Health", "Trade"], "cost": [1, 2]}),
            r"score of '0' on 'Ministry': found 'Health'; .* set it as the index \(index_col=0\)",
        ),
        (
            pd.DataFrame({"x": [2, 3], "y": [1, "high"]}),
            r"found 'high'; expected a finite number \(up to 1e\+300\)$",
        ),
        (
            pd.DataFrame({"x": [2, 3]}, ["Weight", "car"]),
            r"found 'Weight' .* frame.drop\(index=\['Weight'\]\), weights=frame.loc\['Weight'\]",
        ),
        (
            pd.DataFrame({"x": [2, "min", 3]}, ["weights", "DIRECTION", "car"]),
            r"weights=frame.loc\['weights'\], directions=frame.loc\['DIRECTION'\]",
        ),
        (matrix(x=[1, [2]]), r"found \[2\]"),
        (matrix(x=[1, pd.Timestamp("2025-01-01")]), "found Timestamp"),
    ],
)
def test_a_matrix_that_is_none_is_refused(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(fp.ProblemError, match=message):
        fp.Problem(table)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"weights": [1, 2]}, "found list; expected a mapping or Series keyed by criterion"),
        ({"weights": {"x": 1}}, "no weight for 'y'"),
        ({"weights": {"x": 0, "y": 0}}, "all are 0"),
        ({"weights": {"x": -1, "y": 2}}, "weight of 'x': found -1; expected a finite number"),
        ({"weights": {"x": np.nan, "y": 2}}, "weight of 'x': found nan"),
        ({"weights": {"x": np.inf, "y": 2}}, "weight of 'x': found inf"),
        ({"weights": {"x": 10**400, "y": 2}}, "weight of 'x'"),
        ({"weights": {"x": "1", "y": 2}}, "weight of 'x': found '1'"),
        ({"weights": {"x": None, "y": 2}}, "weight of 'x': found None"),
        ({"weights": {"x": pd.NA, "y": 2}}, "weight of 'x': found <NA>"),
        ({"weights": pd.Series([1, 2, 3], ["x", "x", "y"])}, "named more than once: 'x'"),
        ({"weights": {"x": 1, "y": 1, "z": 1}}, "unknown criterion 'z'"),
        ({"directions": {"x": "up"}}, "direction of 'x': found 'up'; expected 'max' or 'min'"),
        ({"directions": {"x": np.array(["max", "min"])}}, "direction of 'x'"),
        ({"directions": "min"}, "found str; expected a mapping"),
        ({"directions": {"z": "min"}}, "unknown criterion 'z'"),
        ({"scale": {"x": (0, 1)}}, "score of 'row1' on 'x': found 2; expected 0 to 1"),
        ({"scale": {"x": (5, 1)}}, r"scale of 'x': found \(5, 1\); expected \(low, high\)"),
        ({"scale": {"x": (1, 1)}}, "low below high"),
        ({"scale": {"x": (0, 10**400)}}, "scale of 'x'"),
        ({"scale": {"x": (0, np.inf)}}, "scale of 'x'"),
        ({"scale": {"x": 5}}, "scale of 'x': found 5"),
        ({"scale": {"z": (0, 5)}}, "unknown criterion 'z'"),
        ({"tree": {"g": ["x"]}}, "its leaves must be the criteria; missing 'y'"),
        ({"tree": {"g": ["x", "y", "z"]}}, "not in the matrix 'z'"),
        ({"tree": {"g": ["x"], "h": ["x", "y"]}}, "'x' stands twice"),
        ({"tree": {"g": 3}}, "below 'g' of the criteria tree: found 3"),
        ({"tree": {}}, "no criterion below its root"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        fp.Problem(matrix(x=[1, 2], y=[3, 4]), **arguments)  # type: ignore[arg-type]


def test_errors_are_value_errors_of_the_right_kind() -> None:
    assert issubclass(fp.CriteriaError, ValueError)
    with pytest.raises(fp.ProblemError):
        fp.Problem(pd.DataFrame())
    with pytest.raises(fp.UnknownNameError, match="did you mean 'price'"):
        fp.Problem(matrix(price=[1]), {"prize": 1})


# -- changes


def test_with_weights(problem: fp.Problem) -> None:
    changed = problem.with_weights({"speed": 3, "comfort": 1})
    assert changed.weights.to_dict() == {"price": 0.0, "speed": 0.75, "comfort": 0.25}
    assert problem.weights["price"] == 0.5
    assert changed.tree == problem.tree
    assert changed.scale == problem.scale
    assert changed.with_weights(problem.weights) == problem
    with pytest.raises(fp.UnknownNameError, match="unknown criterion 'quality'"):
        problem.with_weights({"quality": 1})
    with pytest.raises(fp.ProblemError, match="all are 0"):
        problem.with_weights({})


def test_with_matrix_goes_by_name_and_not_by_position(problem: fp.Problem) -> None:
    table = problem.matrix[["comfort", "price", "speed"]].drop(index="bus")
    changed = problem.with_matrix(table)
    assert changed.criteria == problem.criteria
    assert changed == problem.without("bus")
    for wrong, message in (
        (table.drop(columns="price"), "missing criteria 'price', unknown criteria none"),
        (table.assign(colour=1), "missing criteria none, unknown criteria 'colour'"),
        (table.assign(price=9), "found 9; expected 1 to 5"),
        (table.to_numpy(), "found ndarray; expected a DataFrame"),
    ):
        with pytest.raises(fp.ProblemError, match=message):
            problem.with_matrix(wrong)


def test_without(problem: fp.Problem) -> None:
    two = problem.without("bus")
    assert two.alternatives == ["car", "bike"]
    pd.testing.assert_frame_equal(two.matrix, problem.matrix.drop(index="bus"))
    assert two.weights.equals(problem.weights)
    with pytest.raises(fp.UnknownNameError, match="did you mean 'bike'"):
        problem.without("bikes")
    with pytest.raises(fp.ProblemError, match="only alternative"):
        two.without("car").without("bike")


def test_a_change_of_scores_drops_the_coding_and_other_changes_keep_it() -> None:
    table = matrix(x=[1.0, 2.0])
    cube = np.array([[[1.0], [2.0]]])
    problem = fp.Problem(table, coding=Coding(("a",), cube, cube, cube))
    assert problem.with_weight("x", 1.0).coding is problem.coding
    assert problem.with_matrix(table).coding is None
    less = problem.without("row0").coding
    assert less is not None
    assert less.best.tolist() == [[[2.0]]]


# -- as plain data


@given(problem=problems(lowest=0))
def test_a_round_trip_through_json_loses_nothing(problem: fp.Problem) -> None:
    assert fp.Problem.from_dict(json.loads(json.dumps(problem.to_dict()))) == problem


def test_tree_and_scale_survive_the_round_trip(problem: fp.Problem) -> None:
    again = fp.Problem.from_dict(json.loads(json.dumps(problem.to_dict())))
    assert again == problem
    assert again.scale == problem.scale
    assert again.tree == problem.tree


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"matrix": None}, "found nan"),
        ({"matrix": [[1, 2]]}, "does not fit"),
        ({"matrix": [[1], [2]], "alternatives": ["a"]}, "does not fit"),
        ({"tree": {}}, "lacks 'parents'"),
        ({"weights": {"y": 1}}, "unknown criterion 'y'"),
    ],
)
def test_wrong_data_are_refused(change: dict[str, object], message: str) -> None:
    data = {"alternatives": ["a"], "criteria": ["x"], "matrix": [[1]]}
    assert fp.Problem.from_dict(data).weights.tolist() == [1.0]
    with pytest.raises(fp.CriteriaError, match=message):
        fp.Problem.from_dict({**data, **change})
    for key in data:
        with pytest.raises(fp.ProblemError, match=f"lacks '{key}'"):
            fp.Problem.from_dict({name: part for name, part in data.items() if name != key})


def test_how_it_is_shown(problem: fp.Problem) -> None:
    assert repr(problem).startswith("Problem: 3 alternatives, 3 criteria")
    assert "min" in repr(problem)
    escaped = fp.Problem(pd.DataFrame({"<b>": [1]}, ["<i>"]))._repr_html_()
    assert "<b>" not in escaped
    assert "&lt;b&gt;" in escaped
