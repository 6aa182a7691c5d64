"""Constraints as text: what they mean, what is refused, who conflicts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity.constraints import conflict, interior, parse

TREE = fp.CriteriaTree.from_nested(
    {"cost": ["price", "up-keep"], "use": ["E1", "E10", "travel time"], "2030": None}
)
LEAVES = list(TREE.leaves)
FREE = np.zeros(6), np.full(6, np.inf)


def row(**coefficients: float) -> pd.Series:
    return pd.Series(coefficients, dtype=float).reindex(LEAVES, fill_value=0.0)


@pytest.mark.parametrize(
    ("text", "coefficients", "bound"),
    [
        ("price <= 0.2", {"price": 1}, 0.2),
        ("price<.2", {"price": 1}, 0.2),
        ("price ≥ 20%", {"price": -1}, -0.2),
        ("cost >= 0.3", {"price": -1, "up-keep": -1}, -0.3),
        ("price >= 2 * E1", {"price": -1, "E1": 2}, 0.0),
        ("E1 + E10 <= 0.2", {"E1": 1, "E10": 1}, 0.2),
        ("E1 - E10 / 4 <= price - 5 %", {"E1": 1, "E10": -0.25, "price": -1}, -0.05),
        ("2 * (E1 - 3 * (E10 + 0.1)) <= 1e-05", {"E1": 2, "E10": -6}, 0.60001),
        ("-E1 >= +0.5 - E10", {"E1": 1, "E10": -1}, -0.5),
        ("up-keep + travel time <= 0.5", {"up-keep": 1, "travel time": 1}, 0.5),
        ("'travel time' <= `E1`", {"travel time": 1, "E1": -1}, 0.0),
        ('"2030" <= 0.5', {"2030": 1}, 0.5),
        ("E1 * 2 / 4 <= 0.5", {"E1": 0.5}, 0.5),
    ],
)
def test_a_text_means_its_inequality(
    text: str, coefficients: dict[str, float], bound: float
) -> None:
    found = parse(text, TREE, LEAVES)
    assert found.text == text
    np.testing.assert_allclose(found.coefficients, [row(**coefficients)], atol=1e-15)
    np.testing.assert_allclose(found.bounds, [bound], atol=1e-15)


def test_a_chain_is_one_constraint_with_a_row_for_each_sign() -> None:
    found = parse("10% <= E1 <= E10 <= price", TREE, LEAVES)
    expected = [row(E1=-1), row(E1=1, E10=-1), row(E10=1, price=-1)]
    np.testing.assert_allclose(found.coefficients, expected)
    np.testing.assert_allclose(found.bounds, [-0.1, 0.0, 0.0])


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("", 1, "found the end; expected a node of the tree or a number"),
        ("price", 6, "expected <= or >="),
        ("price <= ", 10, "found the end"),
        ("price = 0.2", 7, "equality leaves no volume"),
        ("price == 0.2", 7, "found '=='"),
        ("price price <= 1", 7, "found 'price'"),
        ("price <= 0.2 0.3", 14, "found '0.3'"),
        ("(price <= 0.2", 8, r"expected '\)'"),
        ("price <= 0.2)", 13, r"found '\)'"),
        ("price <= $3", 10, r"found '\$'"),
        ("price <= 0.2.3", 10, "found '0'"),
        ("price * E1 <= 1", 7, r"'\*' needs a number on one side"),
        ("price / 0 <= 1", 7, "needs a number other than 0 after it"),
        ("1 / price <= 1", 3, "needs a number other than 0 after it"),
        ("price <= E2", 10, "unknown node in constraint"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_position(
    text: str, position: int, says: str
) -> None:
    with pytest.raises(fp.CriteriaError, match=says) as caught:
        parse(text, TREE, LEAVES)
    assert f"position {position}" in str(caught.value)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize("text", ["1 <= 2", "price - price <= 0.5", "price <= 0.5 <= 0.6"])
def test_a_comparison_without_a_node_is_refused(text: str) -> None:
    with pytest.raises(fp.ProblemError, match="names no node"):
        parse(text, TREE, LEAVES)


@pytest.mark.parametrize("thing", [None, 3, ["price <= 0.2"]])
def test_what_is_no_text_is_refused(thing: object) -> None:
    with pytest.raises(fp.ProblemError, match="expected a text"):
        parse(thing, TREE, LEAVES)  # type: ignore[arg-type]


@given(text=st.text(alphabet="price E1cost0.2<=>+-*/()'\"% ", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text, TREE, LEAVES)
    except fp.CriteriaError:
        return
    assert np.isfinite(found.coefficients).all()
    assert np.isfinite(found.bounds).all()


@pytest.mark.parametrize(
    ("texts", "guilty"),
    [
        (["price >= 0.3", "cost >= 0.5", "use >= 0.6", "E1 >= E10"], ["cost >= 0.5", "use >= 0.6"]),
        (["E1 >= E10", "price >= 0.1", "E10 >= E1 + 0.01"], ["E1 >= E10", "E10 >= E1 + 0.01"]),
        (["price <= 0.9", "cost <= -0.1"], ["cost <= -0.1"]),
        (["E1 >= E10", "E10 >= E1"], ["E1 >= E10", "E10 >= E1"]),
        (["price >= 0.999999"], []),
        (["cost <= 0.3", "use <= 0.4", "'2030' <= 0.31"], []),
        (
            ["cost <= 0.3", "use <= 0.4", "'2030' <= 0.2"],
            ["cost <= 0.3", "use <= 0.4", "'2030' <= 0.2"],
        ),
    ],
)
def test_a_smallest_set_in_conflict_is_found(texts: list[str], guilty: list[str]) -> None:
    constraints = [parse(text, TREE, LEAVES) for text in texts]
    assert [constraint.text for constraint in conflict(constraints, *FREE)] == guilty


def test_a_bound_of_the_space_takes_part_in_a_conflict() -> None:
    upper = np.array([0.0, *[np.inf] * 5])
    assert conflict([parse("price >= 0.1", TREE, LEAVES)], np.zeros(6), upper)
    assert not conflict([parse("price <= 0.1", TREE, LEAVES)], np.zeros(6), upper)


def test_the_interior_point_keeps_its_distance_from_every_bound() -> None:
    found = parse("0.3 <= cost <= 0.32", TREE, LEAVES)
    weights, room = interior(found.coefficients, found.bounds, *FREE)
    assert weights.sum() == pytest.approx(1.0)
    assert room == pytest.approx(0.01 / 2)
    assert (found.coefficients @ weights <= found.bounds - 0.009).all()
