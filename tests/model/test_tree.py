from __future__ import annotations

import copy
import json
import pickle

import pandas as pd
import pytest

import fivepluone_mcda as fp

TREE = fp.CriteriaTree(
    {"goal": None, "cost": "goal", "price": "cost", "upkeep": "cost", "comfort": "goal"},
    {"price": "Price in euros"},
)


def test_its_parts() -> None:
    assert TREE.root == "goal"
    assert TREE.nodes == ("goal", "cost", "price", "upkeep", "comfort")
    assert TREE.leaves == ("price", "upkeep", "comfort")
    assert TREE.groups == ("cost",)
    assert TREE.children("cost") == ("price", "upkeep")
    assert TREE.children("price") == ()
    assert TREE.leaves_of("price") == ("price",)
    assert TREE.leaves_of("goal") == TREE.leaves
    assert TREE.parent("goal") is None
    assert [TREE.depth(node) for node in TREE.nodes] == [0, 1, 2, 2, 1]
    assert (TREE.label("price"), TREE.label("cost")) == ("Price in euros", "cost")
    assert "price" in TREE
    assert "prize" not in TREE
    assert "    price: Price in euros" in repr(TREE)


def test_children_come_in_the_order_given_and_parents_first() -> None:
    tree = fp.CriteriaTree({"b": "top", "a": "top", "b2": "b", "b1": "b", "top": ""})
    assert tree.nodes == ("top", "b", "b2", "b1", "a")
    assert fp.CriteriaTree({0: None, 1: 0, 2: 0}).leaves == ("1", "2")  # type: ignore[dict-item]


def test_node_weights_are_sums_over_leaves() -> None:
    weights = pd.Series({"comfort": 0.5, "price": 0.3, "upkeep": 0.2})
    assert TREE.node_weights(weights).to_dict() == pytest.approx(
        {"goal": 1.0, "cost": 0.5, "price": 0.3, "upkeep": 0.2, "comfort": 0.5}
    )


@pytest.mark.parametrize(
    ("parents", "message"),
    [
        ({}, "exactly one root .*found 0: none"),
        ({"a": None, "b": None, "c": "a"}, "found 2: 'a', 'b'"),
        ({"a": "b", "b": "a"}, "exactly one root .*found 0"),
        ({"a": None, "x": "a", "b": "c", "c": "b"}, "a cycle: 'b', 'c' never lead up to 'a'"),
        ({"a": None, "b": "b"}, "a cycle: 'b'"),
        ({"a": None, "b": "z"}, "node 'b' of the criteria tree has the unknown parent 'z'"),
        ({"a": None}, "no criterion below its root 'a'"),
    ],
)
def test_what_is_no_tree_is_refused(parents: dict[str, str | None], message: str) -> None:
    with pytest.raises(fp.ProblemError, match=message):
        fp.CriteriaTree(parents)


def test_unknown_nodes_are_named() -> None:
    for ask in (TREE.children, TREE.parent, TREE.label, TREE.depth, TREE.leaves_of, TREE.check):
        with pytest.raises(fp.UnknownNameError, match="'prise'; did you mean 'price'"):
            ask("prise")


def test_from_nested_mappings_and_lists() -> None:
    nested = {"cost": {"price": None, "upkeep": []}, "comfort": ["noise", 5], "speed": "hours"}
    tree = fp.CriteriaTree.from_nested(nested, root="all")
    assert tree.nodes == (
        *("all", "cost", "price", "upkeep", "comfort", "noise", "5", "speed", "hours"),
    )
    assert fp.CriteriaTree.from_nested(["a", "b"]).leaves == ("a", "b")  # type: ignore[arg-type]
    with pytest.raises(fp.ProblemError, match="'a' stands twice"):
        fp.CriteriaTree.from_nested({"g": ["a"], "h": ["a"]})
    with pytest.raises(fp.ProblemError, match="'goal' stands twice"):
        fp.CriteriaTree.from_nested({"goal": ["a"]})
    with pytest.raises(fp.ProblemError, match=r"below 'g' .*found 3; expected a mapping"):
        fp.CriteriaTree.from_nested({"g": 3})
    turning: dict[str, object] = {}
    turning["a"] = turning
    with pytest.raises(fp.ProblemError, match="'a' stands twice"):
        fp.CriteriaTree.from_nested(turning)


def test_a_flat_tree_avoids_the_name_of_its_root() -> None:
    assert fp.CriteriaTree.flat(["goal", "b"]).nodes == ("goal_", "goal", "b")


def test_a_very_deep_tree_is_no_problem() -> None:
    depth = 5000
    chain = {"n0": None, **{f"n{i}": f"n{i - 1}" for i in range(1, depth)}}
    tree = fp.CriteriaTree(chain)
    assert tree.leaves_of("n1") == (f"n{depth - 1}",)
    assert tree.depth(f"n{depth - 1}") == depth - 1
    nested: dict[str, object] | None = None
    for i in reversed(range(1, depth)):
        nested = {f"n{i}": nested}
    assert fp.CriteriaTree.from_nested(nested or {}, root="n0") == tree
    problem = fp.Problem(pd.DataFrame({tree.leaves[0]: [1.0, 2.0]}), tree=tree)
    assert problem.with_weight("n1", 1.0) == problem


def test_copies_are_equal_and_trees_can_be_keys() -> None:
    plain = fp.CriteriaTree.from_dict(json.loads(json.dumps(TREE.to_dict())))
    for twin in (plain, copy.deepcopy(TREE), pickle.loads(pickle.dumps(TREE))):  # noqa: S301
        assert twin == TREE
        assert {TREE: 1}[twin] == 1
    assert fp.CriteriaTree(TREE.to_dict()["parents"]) != TREE
    TREE.to_dict()["parents"].clear()
    assert len(TREE.nodes) == 5
