"""Themes: named sets of criteria across the tree, accepted wherever a node is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity.weight_map import weight_map

THEMES = {"cross": ["b", "d"], "low_and_e": {"criteria": ["a", "b", "e"], "label": "Low and e"}}
NESTED = fp.Problem(
    pd.DataFrame([[1.0, 2, 3, 4, 5], [5.0, 3, 3, 1, 1]], ["x", "y"], list("abcde")),
    weights={"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4, "e": 0.0},
    tree={"left": {"low": ["a", "b"], "high": ["c"]}, "right": ["d", "e"]},
    themes=THEMES,
)


def test_a_theme_has_a_label_and_criteria() -> None:
    assert list(NESTED.themes) == ["cross", "low_and_e"]
    assert NESTED.themes["cross"] == fp.Theme(("b", "d"), "cross")
    assert NESTED.themes["low_and_e"].label == NESTED.tree.label("low_and_e") == "Low and e"
    assert NESTED.tree.leaves_of("low_and_e") == ("a", "b", "e")
    assert NESTED.columns_of("cross") == [1, 3]
    assert NESTED.tree.find("Low and e") == NESTED.tree.find("low_and_e") == "low_and_e"
    assert "cross" in NESTED.tree
    assert "cross" not in NESTED.node_weights.index


def test_themes_need_no_tree() -> None:
    problem = fp.Problem(NESTED.matrix, themes={"two": ["a", "b"]})
    assert problem.with_weight("two", 0.8).weights.tolist() == pytest.approx(
        [0.4, 0.4] + [1 / 15] * 3
    )


def test_members_and_the_rest_keep_their_proportions() -> None:
    moved = NESTED.with_weight("cross", 0.3).weights
    assert moved.to_dict() == pytest.approx({"a": 0.175, "b": 0.1, "c": 0.525, "d": 0.2, "e": 0.0})
    alike = NESTED.with_weight("cross", 0.3, inside="equal").weights
    assert alike.to_dict() == pytest.approx(
        {"a": 0.175, "b": 0.15, "c": 0.525, "d": 0.15, "e": 0.0}
    )


def test_members_without_weight_get_equal_parts() -> None:
    bare = NESTED.with_weight("cross", 0.0)
    assert bare.with_weight("cross", 0.5).weights[["b", "d"]].tolist() == [0.25, 0.25]


def test_a_theme_is_set_together_with_nodes_inside_or_around_it() -> None:
    moved = NESTED.with_node_weights({"cross": 0.5, "d": 0.2}).weights
    assert moved.to_dict() == pytest.approx({"a": 0.125, "b": 0.3, "c": 0.375, "d": 0.2, "e": 0.0})
    inner = NESTED.with_node_weights({"low": 0.6, "low_and_e": 0.8}).weights
    assert inner.to_dict() == pytest.approx(
        {"a": 0.2, "b": 0.4, "c": 0.3 / 3.5, "d": 0.4 / 3.5, "e": 0.2}
    )


@pytest.mark.parametrize("targets", [{"cross": 0.5, "right": 0.2}, {"right": 0.2, "cross": 0.5}])
def test_a_theme_and_a_node_that_overlap_cannot_both_be_set(targets: dict[str, float]) -> None:
    with pytest.raises(fp.ProblemError, match="'right' and 'cross' share 'd' and neither") as error:
        NESTED.with_node_weights(targets)
    assert "set those of their criteria instead" in str(error.value)


def test_other_ways_inside_a_node_are_refused() -> None:
    with pytest.raises(fp.ProblemError, match="inside: found 'even'; expected one of 'propor"):
        NESTED.with_weight("cross", 0.3, inside="even")


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.with_weight("a", 0.5),
        lambda p: p.with_weights({"a": 1}),
        lambda p: p.with_matrix(p.matrix + 1.0),
        lambda p: p.without("x"),
        lambda p: fp.Problem.from_dict(p.to_dict()),
    ],
)
def test_every_change_keeps_the_themes(change: Callable[[fp.Problem], fp.Problem]) -> None:
    assert change(NESTED).themes == NESTED.themes


def test_plain_data() -> None:
    data = NESTED.to_dict()
    assert data["themes"]["low_and_e"] == {"criteria": ["a", "b", "e"], "label": "Low and e"}
    assert fp.Problem.from_dict(data) == NESTED
    assert fp.CriteriaTree.from_dict(NESTED.tree.to_dict()) == NESTED.tree
    assert fp.Problem.from_dict({**data, "themes": {}}) != NESTED


@pytest.mark.parametrize(
    ("themes", "message"),
    [
        ({"x": ["a", "bb"]}, "unknown criterion of theme 'x': 'bb'; did you mean 'b'"),
        ({"x": []}, "theme 'x': found none; expected one or more criteria, each once"),
        ({"x": ["a", "a"]}, "found 'a', 'a'; expected one or more criteria, each once"),
        ({"low": ["a"]}, "theme 'low': the criteria tree has a node of this id already"),
        ({"a": ["b"]}, "theme 'a': the criteria tree has a node of this id already"),
        ({"x": ["low", "d"]}, "theme 'x': 'low' is a group; expected its criteria 'a', 'b'"),
        ({"x": list("abcde")}, "theme 'x': it holds every criterion, so it always weighs 1"),
        ({"x": "ab"}, "theme 'x': found 'ab'; expected a list of criteria"),
        ({"x": 3}, "theme 'x': found 3; expected a list of criteria"),
        ({"x": {"label": "X"}}, "expected a list of criteria"),
        (["a"], "themes: found list; expected a mapping of ids to criteria"),
    ],
)
def test_themes_that_cannot_be(themes: Any, message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        fp.Problem(NESTED.matrix, tree=NESTED.tree, themes=themes)


def test_one_label_for_two() -> None:
    tree = NESTED.tree.with_themes({"again": {"criteria": ["a"], "label": "Low and e"}})
    with pytest.raises(fp.ProblemError, match="the label of 'low_and_e', 'again'; expected one of"):
        tree.find("Low and e")
    with pytest.raises(fp.UnknownNameError, match="did you mean 'cross'"):
        tree.find("crossing")


def test_analyses_of_weights_take_a_theme() -> None:
    swept = fp.sweep(NESTED, "cross", points=3)
    for share, scores in swept.iterrows():
        expected = fp.topsis(NESTED.with_weight("cross", float(share))).scores  # type: ignore[arg-type]
        np.testing.assert_allclose(scores, expected, atol=1e-12)
    bounds = fp.stability(NESTED, nodes=["cross"]).loc["cross"]
    assert bounds["weight"] == pytest.approx(0.6)
    points = weight_map(NESTED, ["cross", "c"])
    assert points.attrs["weights"] == pytest.approx({"cross": 0.6, "c": 0.3})
    space = fp.WeightSpace.simplex(NESTED).where("cross >= 0.7", "low_and_e <= 0.2")
    drawn = space.sample(50, seed=1)
    assert (drawn[["b", "d"]].sum(axis=1) >= 0.7).all()
    assert (drawn[["a", "b", "e"]].sum(axis=1) <= 0.2).all()
    rules = fp.discover(NESTED, "y", nodes=["cross", "c"], samples=512).rules
    assert set(rules["node"]) <= {"cross", "c"}
