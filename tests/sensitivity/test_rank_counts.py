"""Counting ranks: ties shared, sums that come out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fivepluone_mcda.model.ranking import rank_scores
from fivepluone_mcda.sensitivity import rank_counts
from fivepluone_mcda.sensitivity.rank_counts import DrawnRanks, RankCounts


def counted(scores: np.ndarray, lower_is_better: bool = False) -> RankCounts:
    tally = RankCounts(scores.shape[1], 1)
    tally.add(DrawnRanks.of(scores, lower_is_better), np.ones((1, len(scores))))
    return tally


@given(
    scores=arrays(
        np.float64, st.tuples(st.integers(1, 6), st.integers(1, 7)), elements=st.integers(0, 4)
    ),
    lower=st.booleans(),
    noise=st.sampled_from([0.0, 1e-14, 1e-13]),
)
def test_places_are_those_of_a_ranking(scores: np.ndarray, lower: bool, noise: float) -> None:
    scores = scores + noise * np.arange(scores.size).reshape(scores.shape)
    standing = DrawnRanks.of(scores, lower)
    tally = counted(scores, lower)
    m = scores.shape[1]
    ranks = np.zeros((m, m))
    wins = np.zeros((m, m))
    for k, row in enumerate(scores):
        expected = rank_scores(row, lower)
        np.testing.assert_array_equal(standing.place[:, k] + 1, expected)
        for i in range(m):
            level = int((expected == expected[i]).sum())
            ranks[i, expected[i] - 1 : expected[i] - 1 + level] += 1.0 / level
            wins[i] += (expected[i] < expected) + 0.5 * (expected[i] == expected)
    np.testing.assert_allclose(tally.ranks, ranks, atol=1e-12)
    np.testing.assert_allclose(tally.wins, wins, atol=1e-12)
    np.testing.assert_allclose(tally.weights[:, 0], ranks[:, 0], atol=1e-12)
    np.testing.assert_allclose(tally.ranks.sum(axis=0), len(scores))
    np.testing.assert_allclose(tally.ranks.sum(axis=1), len(scores))
    np.testing.assert_allclose(tally.wins + tally.wins.T, len(scores))


def test_a_chain_of_near_ties_is_one_tie() -> None:
    scores = np.array([[0.5, 0.5 + 0.9e-12, 0.5 + 1.8e-12, 0.1]])
    np.testing.assert_allclose(counted(scores).ranks[:3, :3], 1.0 / 3.0)
    assert counted(scores).ranks[3, 3] == 1.0


def test_the_tolerance_grows_with_the_scores() -> None:
    assert counted(np.array([[1e6, 1e6 + 1e-7]])).wins[0, 1] == pytest.approx(0.5)
    assert counted(np.array([[1e6, 1e6 + 1e-5]])).wins[0, 1] == 0.0


def test_blocks_add_up() -> None:
    rng = np.random.default_rng(0)
    scores, weights = rng.random((100, 4)), rng.random((3, 100))
    whole, parts = RankCounts(4, 3), RankCounts(4, 3)
    whole.add(DrawnRanks.of(scores, False), weights)
    for start in range(0, 100, 30):
        part = slice(start, start + 30)
        parts.add(DrawnRanks.of(scores[part], False), weights[:, part])
    assert parts.draws == whole.draws == 100
    np.testing.assert_allclose(parts.ranks, whole.ranks)
    np.testing.assert_allclose(parts.wins, whole.wins)
    np.testing.assert_allclose(parts.weights, whole.weights)


@pytest.mark.parametrize("m", [1, 2, 5, 12])
@pytest.mark.parametrize("ties", [False, True])
def test_comparing_gives_the_ranks_that_sorting_gives(
    m: int, ties: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = np.random.default_rng(m).random((50, m))
    if ties:
        scores = np.round(scores, 1) + 1e-13 * scores
    for lower_is_better in (False, True):
        compared = DrawnRanks.of(scores, lower_is_better)
        monkeypatch.setattr(rank_counts, "COMPARED", 0)
        by_sorting = DrawnRanks.of(scores, lower_is_better)
        monkeypatch.undo()
        np.testing.assert_array_equal(compared.place, by_sorting.place)
        np.testing.assert_array_equal(compared.first, by_sorting.first)
