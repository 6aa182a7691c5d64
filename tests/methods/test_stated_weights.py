"""Weights from points, ranks and comparisons with the best and the worst criterion."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp


def test_weights_keep_the_order_of_what_was_stated_and_sum_to_one():
    points = pd.Series({"z": 10, "a": 30})
    assert fp.swing_weights(points).to_dict() == {"z": 0.25, "a": 0.75}
    assert list(fp.rank_order_centroid({"z": 2, "a": 1, "m": 3}).index) == ["z", "a", "m"]
    assert fp.swing_weights({"a": 1e300, "b": 1e300}).sum() == 1.0


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_tied_ranks_share_and_only_their_order_counts(ranks):
    names = [f"c{place}" for place in range(len(ranks))]
    weights = fp.rank_order_centroid(dict(zip(names, ranks, strict=True)))
    assert weights.sum() == pytest.approx(1.0)
    again = fp.rank_order_centroid(dict(zip(names, [10 * rank for rank in ranks], strict=True)))
    np.testing.assert_allclose(weights, again)
    by_rank = weights.groupby(ranks)
    assert (by_rank.max() - by_rank.min() < 1e-12).all()
    assert by_rank.mean().is_monotonic_decreasing


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6))
def test_consistent_comparisons_give_back_their_weights(sizes):
    ratios = np.array(sizes) / min(sizes)
    names = [f"c{place}" for place in range(len(sizes))]
    best_to = dict(zip(names, ratios.max() / ratios, strict=True))
    found = fp.best_worst(best_to, dict(zip(names, ratios, strict=True)))
    np.testing.assert_allclose(found.weights, ratios / ratios.sum(), atol=1e-9)
    assert found.xi == pytest.approx(0.0, abs=1e-9)
    assert found.consistency_ratio == pytest.approx(0.0, abs=1e-9)


def test_inconsistent_comparisons_raise_the_ratio():
    best_to, to_worst = {"a": 1, "b": 2, "c": 9}, {"a": 9, "b": 9, "c": 1}
    found = fp.best_worst(best_to, to_worst)
    assert (found.best, found.worst) == ("a", "c")
    assert found.consistency_ratio == pytest.approx((2 * 9 - 9) / 72)
    assert found.xi > 0.0
    assert "consistency ratio 0.125" in repr(found)


def test_one_criterion_weighs_everything():
    assert fp.best_worst({"a": 1}, {"a": 1}).weights.to_dict() == {"a": 1.0}
    assert fp.rank_order_centroid({"a": 1}).to_dict() == {"a": 1.0}


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: fp.swing_weights({}), "points"),
        (lambda: fp.swing_weights({"a": 0, "b": 0}), "all are 0"),
        (lambda: fp.swing_weights({"a": -1}), "'a'"),
        (lambda: fp.swing_weights({"a": "100"}), "'100'"),
        (lambda: fp.swing_weights({"a": float("nan")}), "nan"),
        (lambda: fp.swing_weights({"a": True}), "True"),
        (lambda: fp.swing_weights([1, 2]), "keyed by criterion"),
        (lambda: fp.rank_order_centroid({"a": 0}), "'a'"),
        (lambda: fp.rank_order_centroid({"a": float("inf")}), "inf"),
        (lambda: fp.best_worst({"a": 1, "b": 2}, {"a": 2}), "to_worst"),
        (lambda: fp.best_worst({"a": 2, "b": 2}, {"a": 2, "b": 1}), "best_to"),
        (lambda: fp.best_worst({"a": 1, "b": 2}, {"a": 2, "b": 3}), "to_worst"),
        (lambda: fp.best_worst({"a": 1, "b": 10}, {"a": 9, "b": 1}), "'b'"),
        (lambda: fp.best_worst({"a": 1, "b": 3}, {"a": 4, "b": 1}), "same number"),
    ],
)
def test_what_cannot_be_is_refused_and_named(call, named):
    with pytest.raises(fp.CriteriaError, match=named):
        call()
