"""The interval of every node's weight within which the winner stays."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NORMALIZATIONS, OWN, problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import MethodLike, resolve
from fivepluone_mcda.sensitivity import stability, sweep

EXACT: dict[str, MethodLike] = {name: name for name in OWN if name not in ("topsis", "vikor")}
EXACT |= {f"topsis, {name}": partial(fp.topsis, normalization=name) for name in NORMALIZATIONS}

EXAMPLES = settings().max_examples // 4
"""25 as a rule; a hypothesis profile with more examples raises it."""


def grouped(problem: fp.Problem, cut: int) -> fp.Problem:
    """The problem with its first `cut` criteria in one group and the rest in another."""
    names = problem.criteria
    tree = {group: leaves for group, leaves in (("g", names[:cut]), ("h", names[cut:])) if leaves}
    return fp.Problem(problem.matrix, problem.weights, problem.directions, tree=tree)


def merits(problem: fp.Problem, method: MethodLike, node: str, at: np.ndarray) -> np.ndarray:
    """Scores, the higher the better, with the node's weight at several values."""
    kernel = resolve(method).kernel(problem)
    scores = kernel(np.stack([problem.with_weight(node, u).weight_vector for u in at]))
    return -scores if kernel.lower_is_better else scores


@pytest.mark.parametrize("method", EXACT.values(), ids=EXACT)
@settings(max_examples=EXAMPLES)
@given(problems(alternatives=(1, 6), criteria=(1, 6)), st.integers(0, 6), st.data())
def test_bounds_are_ties_and_no_change_is_missed(
    method: MethodLike, problem: fp.Problem, cut: int, data: st.DataObject
) -> None:
    problem = grouped(problem, cut)
    node = data.draw(st.sampled_from(problem.tree.nodes[1:]))
    row = stability(problem, method, [node]).loc[node]
    assert row["exact"]
    assert 0.0 <= row["lower"] <= row["weight"] <= row["upper"] <= 1.0
    if len(problem.tree.leaves_of(node)) == len(problem.criteria):
        assert (row["lower"], row["upper"]) == (0.0, 1.0)
        return
    names = problem.alternatives
    winner = names.index(fp.rank(problem, method).best)
    for bound, end, name in (("lower", 0.0, "winner_below"), ("upper", 1.0, "winner_above")):
        if row[name] is None:
            assert row[bound] == end
            continue
        at = row[bound] + np.array([0.0, 1e-7, 1e-5]) * (end - row[bound])
        scores = merits(problem, method, node, at)
        rival = names.index(row[name])
        assert abs(scores[0, winner] - scores[0, rival]) <= 1e-9
        assert scores[1, rival] >= scores[1].max() - 1e-6
        assert scores[2, rival] > scores[2, winner]
    grid = np.linspace(0.0, 1.0, 203)[1:-1]
    inside = grid[(grid > row["lower"]) & (grid < row["upper"])]
    if inside.size:
        scores = merits(problem, method, node, inside)
        assert (scores[:, winner] >= scores.max(axis=1) - 1e-11).all()


@settings(max_examples=EXAMPLES)
@given(problems(alternatives=(1, 5), criteria=(2, 5)), st.floats(0.0, 1.0))
def test_vikor_misses_no_change_and_changes_at_its_bounds(problem: fp.Problem, v: float) -> None:
    method = partial(fp.vikor, v=v)
    winner = problem.position(fp.rank(problem, method).best)
    table = stability(problem, method)
    assert not table["exact"].any()
    for node, row in table.iterrows():
        grid = np.linspace(0.0, 1.0, 103)[1:-1]
        inside = grid[(grid > row["lower"] + 1e-9) & (grid < row["upper"] - 1e-9)]
        if inside.size:
            scores = merits(problem, method, node, inside)
            assert (scores[:, winner] >= scores.max(axis=1) - 1e-11).all()
        if row["winner_above"] is not None:
            beyond = merits(problem, method, node, np.array([min(row["upper"] + 1e-8, 1.0)]))[0]
            assert beyond[problem.position(row["winner_above"])] >= beyond[winner]


def two_by_two(weight: float, names: str = "ab") -> fp.Problem:
    """Each of two alternatives is best on one criterion; they tie where both weigh 0.5."""
    frame = pd.DataFrame({"x": [2, 1], "y": [1, 2]}, list(names))
    return fp.Problem(frame, weights={"x": weight, "y": 1 - weight})


@pytest.mark.parametrize("method", EXACT.values(), ids=EXACT)
def test_by_hand(method: MethodLike) -> None:
    row = stability(two_by_two(0.7), method).loc["x"]
    assert row["lower"] == pytest.approx(0.5, abs=1e-15)
    assert row["upper"] == 1.0
    assert (row["winner_below"], row["winner_above"]) == ("b", None)


@pytest.mark.parametrize("method", EXACT.values(), ids=EXACT)
def test_a_tie_at_the_weights_is_a_bound_for_the_first_by_name(method: MethodLike) -> None:
    first = stability(two_by_two(0.5), method).loc["x"]
    assert first.tolist() == [0.5, 0.5, 1.0, "b", None, True]
    second = stability(two_by_two(0.5, "ba"), method).loc["x"]
    assert second.tolist() == [0.5, 0.0, 0.5, None, "b", True]


@pytest.mark.parametrize("method", [*EXACT.values(), "vikor"], ids=[*EXACT, "vikor"])
def test_base_weights_of_0_and_1(method: MethodLike) -> None:
    for weight, winner in ((0.0, "b"), (1.0, "a")):
        problem = two_by_two(weight)
        row = stability(problem, method).loc["x"]
        assert fp.rank(problem, method).best == winner
        assert row["weight"] == weight
        bound, beyond = ("upper", "winner_above") if weight == 0.0 else ("lower", "winner_below")
        assert row[bound] == pytest.approx(0.5, abs=1e-11)
        assert row[beyond] == ("a" if winner == "b" else "b")


def test_a_node_that_weighs_nothing_moves_with_equal_parts() -> None:
    frame = pd.DataFrame({"x": [1, 2], "y": [2, 1], "z": [3, 1]}, ["a", "b"])
    problem = fp.Problem(frame, weights={"x": 1, "y": 0, "z": 0}, tree={"x": None, "g": ["y", "z"]})
    row = stability(problem, "weighted_sum").loc["g"]
    lead = frame.loc["a"] / frame.sum() - frame.loc["b"] / frame.sum()
    gap = -lead["x"] / (lead[["y", "z"]].mean() - lead["x"])
    assert row["upper"] == pytest.approx(gap, abs=1e-15)
    assert row["winner_above"] == "a"


def test_zero_score_in_a_product_that_loses_its_weight() -> None:
    frame = pd.DataFrame({"x": [0, 1, 1], "y": [9, 5, 1]}, ["a", "b", "c"])
    row = stability(fp.Problem(frame), "weighted_product").loc["x"]
    assert row["winner_below"] == "a"
    assert 0.0 < row["lower"] < 1e-290


def test_never_changes() -> None:
    one = fp.Problem(pd.DataFrame({"x": [1], "y": [2]}, ["a"]))
    same = fp.Problem(pd.DataFrame({"x": [1, 1], "y": [2, 2]}, ["b", "a"]))
    constant = fp.Problem(pd.DataFrame({"x": [3, 3], "y": [2, 1]}, ["b", "a"]))
    only = fp.Problem(pd.DataFrame({"x": [1, 2]}, ["b", "a"]))
    for problem in (one, same, constant, only):
        for method in (*EXACT.values(), "vikor"):
            table = stability(problem, method)
            assert (table["lower"] == 0.0).all()
            assert (table["upper"] == 1.0).all()
            assert all(name is None for name in (*table["winner_below"], *table["winner_above"]))


def test_other_packages_methods_are_searched(problem: fp.Problem) -> None:
    row = stability(problem, "edas", "price").loc["price"]
    scores = sweep(problem, "price", "edas", points=201)
    best = scores.idxmax(axis=1)
    stays = best[(scores.index > row["lower"]) & (scores.index < row["upper"])]
    assert set(stays) == {fp.rank(problem, "edas").best}
    assert not row["exact"]


def test_a_method_that_is_undefined_at_the_ends_is_searched_in_between(
    study: fp.Study,
) -> None:
    problem = study.problem("values")
    with pytest.raises(fp.MethodError):
        fp.rank(problem.with_weight("G2", 1.0), "cocoso")
    row = stability(problem, "cocoso", "G2").loc["G2"]
    assert 0.0 < row["upper"] < 1.0
    assert row["winner_above"] in problem.alternatives


def test_shipped_study(study: fp.Study) -> None:
    problem = study.problem("implementation")
    table = stability(problem)
    assert table.index.tolist() == list(problem.tree.nodes[1:])
    assert table.index.name == "node"
    np.testing.assert_allclose(table["weight"], problem.node_weights[table.index], atol=1e-15)
    winner = fp.topsis(problem).best
    for node, row in table.iterrows():
        best = sweep(problem, str(node), points=301).idxmax(axis=1)
        inside = best[(best.index > row["lower"]) & (best.index < row["upper"])]
        assert set(inside) <= {winner}
        for side, next_to in (("winner_below", row["lower"]), ("winner_above", row["upper"])):
            if row[side] is not None:
                beyond = (
                    best[best.index < next_to]
                    if side == "winner_below"
                    else best[best.index > next_to]
                )
                assert beyond.empty or row[side] in set(beyond)


def test_refuses_nodes(problem: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="did you mean 'quality'"):
        stability(problem, nodes=["price", "qualty"])
    with pytest.raises(fp.ProblemError, match="root"):
        stability(problem, nodes=["goal"])
    with pytest.raises(fp.UnknownNameError, match="'5'"):
        stability(problem, nodes=5)  # type: ignore[arg-type]
    assert stability(problem, nodes=[]).empty
