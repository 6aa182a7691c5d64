"""The additive value model: by hand, free of rank reversal, of the zero point and of units."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import resolve
from fivepluone_mcda.model.inputs import Keyed


@st.composite
def valued_problems(draw: st.DrawFn) -> fp.Problem:
    """Two to six alternatives; every criterion has a scale or a value function on it."""
    m, n = draw(st.integers(2, 6)), draw(st.integers(1, 5))
    names = [f"c{j}" for j in range(n)]
    scale, values, directions, columns = {}, {}, {}, {}
    for name in names:
        low = draw(st.integers(-50, 50))
        inner = sorted(draw(st.sets(st.integers(low + 1, low + 39), max_size=3)))
        scale[name] = (low, low + 40)
        columns[name] = draw(
            st.lists(st.integers(low, low + 40).map(float), min_size=m, max_size=m)
        )
        directions[name] = draw(st.sampled_from(["max", "min"]))
        if draw(st.booleans()):
            parts = st.lists(st.integers(0, 100), min_size=len(inner), max_size=len(inner))
            worth = [0, *sorted(draw(parts)), 100]
            if directions[name] == "min":
                worth.reverse()
            values[name] = list(zip([low, *inner, low + 40], worth, strict=True))
    parts = draw(st.lists(st.integers(0, 9), min_size=n, max_size=n).filter(any))
    return fp.Problem(
        pd.DataFrame(columns, [f"a{i}" for i in range(m)]),
        dict(zip(names, parts, strict=True)),
        directions,
        scale,
        values=values,
    )


def test_by_hand() -> None:
    frame = pd.DataFrame({"price": [4.0, 2.0], "doctors": [250.0, 1250.0]}, ["car", "bus"])
    problem = fp.Problem(
        frame,
        weights={"price": 0.25, "doctors": 0.75},
        directions={"price": "min"},
        scale={"price": (0, 5)},
        values={"doctors": [(0, 0), (500, 60), (2000, 100)]},
    )
    ranking = fp.additive_value(problem)
    assert ranking.steps["values"].to_numpy() == pytest.approx(np.array([[20, 30], [60, 80]]))
    assert ranking.scores.to_dict() == pytest.approx({"car": 0.275, "bus": 0.75})
    assert ranking.explain("bus", "car").parts.tolist() == pytest.approx([0.1, 0.375])


@given(valued_problems())
def test_dropping_an_alternative_never_changes_the_others(problem: fp.Problem) -> None:
    whole = fp.additive_value(problem)
    for name in problem.alternatives:
        less = fp.additive_value(problem.without(name))
        assert less.scores.to_numpy() == pytest.approx(whole.scores.drop(name), abs=1e-14)
        assert less.order == [other for other in whole.order if other != name]


@given(valued_problems(), st.integers(-1000, 1000), st.sampled_from([0.25, 2.0, 8.0]))
def test_zero_point_and_unit_of_a_scale_do_not_matter(
    problem: fp.Problem, shift: int, unit: float
) -> None:
    def moved(number: Any) -> Any:
        return unit * number + shift

    again = fp.Problem(
        moved(problem.matrix),
        problem.weights,
        problem.directions,
        {criterion: (moved(low), moved(high)) for criterion, (low, high) in problem.scale.items()},
        values={
            criterion: [(moved(score), value) for score, value in function.points]
            for criterion, function in problem.value_functions.items()
        },
    )
    assert fp.additive_value(again).scores.to_numpy() == pytest.approx(
        fp.additive_value(problem).scores.to_numpy(), abs=1e-12
    )


@given(valued_problems())
def test_drawn_scores_give_what_one_matrix_gives(problem: fp.Problem) -> None:
    values = np.repeat(problem.values[:, :, None], 3, axis=2)
    weights = np.tile(problem.weight_vector, (3, 1))
    drawn = resolve("additive_value").kernel(problem, values=values)(weights)
    assert drawn == pytest.approx(np.tile(fp.additive_value(problem).scores, (3, 1)), abs=1e-12)


@given(valued_problems())
def test_every_weight_bound_is_exact(problem: fp.Problem) -> None:
    bounds = fp.stability(problem, fp.additive_value)
    assert bounds["exact"].all()
    for node, row in bounds.iterrows():
        for end, winner in (
            (row["lower"], row["winner_below"]),
            (row["upper"], row["winner_above"]),
        ):
            if winner is not None and problem.weight_of(str(node)) < 1.0:
                level = fp.additive_value(problem.with_weight(str(node), end)).scores
                assert level[winner] == pytest.approx(level.max(), abs=1e-9)


def test_a_scale_has_to_be_stated(problem: fp.Problem) -> None:
    with pytest.raises(fp.MethodError, match="'speed', 'comfort' state none: give the worst"):
        fp.additive_value(problem)
    scale: Keyed = {"price": (1, 5), "comfort": (1, 5)}
    with pytest.raises(fp.MethodError, match="'speed' states none"):
        fp.additive_value(fp.Problem(problem.matrix, scale=scale))


def scaled(problem: fp.Problem) -> fp.Problem:
    """The problem with the range of each column as its scale."""
    ends = {name: (column.min(), column.max()) for name, column in problem.matrix.items()}
    return fp.Problem(problem.matrix, problem.weights, problem.directions, ends, problem.tree)


def test_a_weighted_sum_on_the_same_scales_is_not_counted_twice(problem: fp.Problem) -> None:
    minmax = partial(fp.weighted_sum, normalization="minmax")
    found = fp.compare_methods(scaled(problem), [minmax, "additive_value", "topsis"]).agreement
    assert found["same_as"]["additive_value"] == "weighted_sum (minmax)"
    wider = fp.Problem(
        problem.matrix,
        problem.weights,
        problem.directions,
        {"price": (0, 9), "speed": (0, 6), "comfort": (0, 20)},
    )
    found = fp.compare_methods(wider, [minmax, "additive_value"]).agreement
    assert found["same_as"].tolist() == ["", ""]


def test_the_other_analyses_take_it(problem: fp.Problem) -> None:
    posed = scaled(problem)
    assert fp.smaa(posed, "additive_value", samples=64).rank_acceptability.shape == (3, 3)
    assert fp.nearest_reversal(posed, "additive_value", norm="l1").mass_moved > 0.0
    assert fp.critical_scores(posed, "additive_value")["winner"].notna().any()
    assert (fp.rank_reversal(posed, "additive_value")["changed"] == "").all()
    assert fp.dominance(posed) is not None
