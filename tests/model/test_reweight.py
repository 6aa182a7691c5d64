from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import problems

import fivepluone_mcda as fp

NESTED = fp.Problem(
    pd.DataFrame(np.ones((2, 5)), columns=list("abcde")),
    weights={"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4, "e": 0.0},
    tree={"left": {"low": ["a", "b"], "high": ["c"]}, "right": ["d", "e"]},
)


def moved(targets: dict[str, float]) -> dict[str, float]:
    return NESTED.with_node_weights(targets).weights.to_dict()


@given(problem=problems(criteria=(2, 8)), weight=st.floats(0.0, 1.0), data=st.data())
def test_one_weight_is_set_and_the_others_keep_their_proportions(
    problem: fp.Problem, weight: float, data: st.DataObject
) -> None:
    node = data.draw(st.sampled_from(problem.criteria))
    before, after = problem.weights, problem.with_weight(node, weight).weights
    assert after[node] == pytest.approx(weight, abs=1e-12)
    assert after.sum() == pytest.approx(1.0)
    others = before.drop(node)
    shares = others / others.sum() if others.sum() > 0.0 else 1.0 / len(others)
    np.testing.assert_allclose(after.drop(node), (1.0 - weight) * shares, atol=1e-12)


def test_a_group_keeps_the_proportions_inside_it() -> None:
    assert moved({"low": 0.6}) == pytest.approx(
        {"a": 0.2, "b": 0.4, "c": 0.4 * 3 / 7, "d": 0.4 * 4 / 7, "e": 0.0}
    )


def test_nested_targets_hold_together() -> None:
    assert moved({"left": 0.5, "low": 0.3, "a": 0.1}) == pytest.approx(
        {"a": 0.1, "b": 0.2, "c": 0.2, "d": 0.5, "e": 0.0}
    )
    assert moved({"a": 0.1, "low": 0.3, "left": 0.5}) == moved({"left": 0.5, "low": 0.3, "a": 0.1})


def test_what_weighed_nothing_gets_equal_parts() -> None:
    assert moved({"d": 0.0, "left": 0.4})["e"] == pytest.approx(0.6)
    alone = NESTED.with_weight("e", 1.0)
    assert alone.weights.tolist() == [0.0, 0.0, 0.0, 0.0, 1.0]
    assert alone.with_weight("e", 0.2).weights.tolist() == pytest.approx([0.2] * 5)
    assert alone.with_weight("low", 0.4).weights.tolist() == pytest.approx([0.2, 0.2, 0, 0, 0.6])


def test_no_target_changes_nothing() -> None:
    assert NESTED.with_node_weights({}) == NESTED
    assert NESTED.with_weight("low", NESTED.node_weights["low"]).weights.tolist() == pytest.approx(
        NESTED.weights.tolist()
    )


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ({"goal": 1.0}, "the root 'goal' is always 1"),
        ({"a": 1.5}, "weight of 'a': found 1.5; expected a number between 0 and 1"),
        ({"a": -0.1}, "found -0.1"),
        ({"a": np.nan}, "found nan"),
        ({"a": None}, "found None"),
        ({"a": "much"}, "found 'much'"),
        ({"a": 10**400}, "expected a number between 0 and 1"),
        ({"a": 0.6, "d": 0.6}, "a, d sum to 1.2, more than the 1 of 'goal'"),
        ({"left": 0.2, "low": 0.3}, "low sum to 0.3, more than the 0.2 of 'left'"),
        ({"left": 0.2, "right": 0.2}, "nothing else in 'goal' can take the remaining 0.6"),
        ({"high": 0.3, "c": 0.2}, "nothing else in 'high' can take the remaining 0.1"),
        ({"nothing": 0.1}, "unknown node of the criteria tree 'nothing'"),
        (["a"], "found list; expected a mapping"),
    ],
)
def test_targets_that_cannot_hold_are_refused(targets: dict[str, float], message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        NESTED.with_node_weights(targets)


def test_all_weights_may_be_stated() -> None:
    stated = {"a": 0.3, "b": 0.3, "c": 0.2, "d": 0.1, "e": 0.1}
    assert moved(stated) == pytest.approx(stated)
