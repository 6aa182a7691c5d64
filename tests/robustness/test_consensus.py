"""Goepel's consensus indicator, group by group."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import nnls
from scipy.stats import entropy

import fivepluone_mcda as fp
from fivepluone_mcda.robustness.consensus import compromise, consensus, consensus_index, level


def frame(rows: object) -> pd.DataFrame:
    return pd.DataFrame(rows).rename(columns="c{}".format)


def flat(rows: object) -> float:
    """The indicator of shares under one node."""
    weights = frame(rows)
    table = consensus(weights, fp.CriteriaTree.flat(tuple(weights.columns)))
    assert table.index.tolist() == ["goal"]
    return float(table.loc["goal", "consensus"])


SHARES = st.tuples(st.integers(2, 6), st.integers(2, 7)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(1, 100).map(float))
)


@given(SHARES)
def test_it_is_the_formula_of_ahp_os(rows: np.ndarray) -> None:
    """Goepel 2018, equations 11 to 21, with another implementation of the entropy."""
    shares = rows / rows.sum(axis=1, keepdims=True)
    n = shares.shape[1]
    beta = entropy(shares.mean(axis=0)) - np.mean([entropy(row) for row in shares])
    p = 9.0 / (n + 8.0)
    alpha_min = -p * np.log(p) - (n - 1) / (n + 8.0) * np.log(1.0 / (n + 8.0))
    correction = np.exp(np.log(n) - alpha_min)
    expected = (1.0 / np.exp(beta) - 1.0 / correction) / (1.0 - 1.0 / correction)
    assert flat(shares) == pytest.approx(min(max(expected, 0.0), 1.0), abs=1e-12)


@given(SHARES)
def test_order_and_copies_do_not_matter(rows: np.ndarray) -> None:
    shares = rows / rows.sum(axis=1, keepdims=True)
    assert 0.0 <= flat(shares) <= 1.0
    assert flat(shares[::-1, ::-1]) == pytest.approx(flat(shares))
    assert flat(np.vstack([shares, shares])) == pytest.approx(flat(shares))


@pytest.mark.parametrize("n", range(2, 12))
def test_ends(n: int) -> None:
    """Alike is 1; each calls another criterion nine times as important as the rest: 0."""
    assert flat([np.arange(1.0, n + 1) / (n * (n + 1) / 2)] * 3) == pytest.approx(1.0)
    steepest = (np.eye(n) * 8.0 + 1.0) / (n + 8.0)
    assert flat(steepest) == pytest.approx(0.0, abs=1e-12)
    assert flat(np.eye(n)[:2]) == 0.0  # nothing shared at all, farther apart than judgements go


def test_the_tree_says_where_they_disagree() -> None:
    tree = fp.CriteriaTree.from_nested({"cost": ["price", "upkeep"], "use": ["speed", "comfort"]})
    weights = pd.DataFrame(
        {"price": [0.4, 0.1], "upkeep": [0.1, 0.4], "speed": [0.3, 0.3], "comfort": [0.2, 0.2]},
        ["ann", "bob"],
    )
    table = consensus(weights, tree)
    assert table.index.tolist() == ["goal", "cost", "use"]
    assert table["weight"].tolist() == pytest.approx([1.0, 0.5, 0.5])
    assert table["consensus"].tolist()[::2] == pytest.approx([1.0, 1.0])
    assert table.loc["cost", "consensus"] == pytest.approx(flat([[0.8, 0.2], [0.2, 0.8]]))
    assert consensus_index(table) == pytest.approx((1 + 0.5 + 0.5 * table.iloc[1, 1]) / 2)


def test_who_gives_a_group_no_weight_has_no_say_inside() -> None:
    tree = fp.CriteriaTree.from_nested({"A": ["a", "b"], "B": ["c", "d"], "C": ["e"]})
    weights = pd.DataFrame(
        [[0.3, 0.2, 0, 0, 0.5], [0.3, 0.2, 0.25, 0.25, 0], [0, 0, 0, 0, 1]],
        columns=["a", "b", "c", "d", "e"],
    )
    table = consensus(weights, tree)
    assert table.index.tolist() == ["goal", "A"]  # one judges B, C has one child
    assert table.loc["A", "consensus"] == pytest.approx(1.0)
    assert table.loc["A", "weight"] == pytest.approx(1.0 / 3.0)


def test_one_criterion_leaves_nothing_to_disagree_about() -> None:
    table = consensus(pd.DataFrame({"a": [1.0, 1.0]}), fp.CriteriaTree.flat(("a",)))
    assert table.empty
    assert consensus_index(table) == 1.0


def test_words() -> None:
    words = [level(index) for index in (0.0, 0.5, 0.51, 0.65, 0.7, 0.8, 0.86, 1.0)]
    assert words == ["very low"] * 2 + ["low"] * 2 + ["moderate", "high"] + ["very high"] * 2


WEIGHTS = (
    st.tuples(st.integers(1, 9), st.integers(1, 8))
    .flatmap(lambda shape: arrays(np.float64, shape, elements=st.integers(0, 30).map(float)))
    .filter(lambda rows: rows.any(axis=1).all())
    .map(lambda rows: rows / rows.sum(axis=1, keepdims=True))
)


@given(WEIGHTS)
def test_the_centre_lies_in_the_hull_of_the_farthest(weights: np.ndarray) -> None:
    """That is what marks the centre of the smallest ball; checked by another solver."""
    centre = compromise(weights, "minimax")
    distances = np.linalg.norm(weights - centre, axis=1)
    radius = distances.max()
    farthest = weights[distances >= radius * (1.0 - 1e-5) - 1e-9]
    hull = np.vstack([farthest.T, np.ones(len(farthest))])
    assert nnls(hull, np.append(centre, 1.0))[1] <= 1e-6 * radius + 1e-12


@given(WEIGHTS, st.integers(0, 2**32 - 1))
def test_no_other_weights_are_nearer(weights: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed)
    others = np.vstack([weights, rng.dirichlet(np.ones(weights.shape[1]), 20)])
    for how, size in (("least_squares", np.sum), ("minimax", np.max)):
        nearest = compromise(weights, how)
        assert (nearest >= 0.0).all()
        assert nearest.sum() == pytest.approx(1.0)
        others = np.vstack([others, nearest + 1e-3 * (others - nearest)])
        squares = ((weights - others[:, None, :]) ** 2).sum(axis=2)
        reached = size(((weights - nearest) ** 2).sum(axis=1))
        assert reached <= size(squares, axis=1).min() * (1.0 + 1e-6) + 1e-15


def test_corners_and_copies() -> None:
    corners = np.eye(4)
    for how in ("least_squares", "minimax"):
        assert compromise(corners, how) == pytest.approx(0.25)
        assert compromise(corners[:1], how) == pytest.approx(corners[0])
        assert compromise(np.repeat(corners[1:2], 3, axis=0), how) == pytest.approx(corners[1])
    crowd = np.vstack([corners[:1]] * 9 + [corners[1:2]])
    assert compromise(crowd) == pytest.approx([0.9, 0.1, 0.0, 0.0])
    assert compromise(crowd, "minimax") == pytest.approx([0.5, 0.5, 0.0, 0.0])


def test_a_thousand_stakeholders() -> None:
    weights = np.random.default_rng(1).dirichlet(np.ones(27), 1000)
    distances = np.linalg.norm(weights - compromise(weights, "minimax"), axis=1)
    assert np.sort(distances)[-5:] == pytest.approx(distances.max(), rel=1e-6)


def test_unknown_way() -> None:
    with pytest.raises(fp.CriteriaError, match=r"'mean'; expected one of 'least_squares', 'min"):
        compromise(np.eye(2), "mean")
