"""Drawn scores: triangular where intervals are drawn, every coder as often as any other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest, triang

import fivepluone_mcda as fp
from fivepluone_mcda.model import Coding
from fivepluone_mcda.sensitivity.score_draws import ScoreDraws


@pytest.fixture
def coded() -> fp.Problem:
    low = np.array([[[1.0, 2.0], [3.0, 0.0]], [[2.0, 1.0], [3.0, 1.0]], [[0.0, 3.0], [2.0, 2.0]]])
    best = low + np.array([0.25, 1.0])
    high = low + 1.0
    coding = Coding(("x", "y", "z"), low, best, high)
    return fp.Problem(pd.DataFrame(best.mean(axis=0)), coding=coding)


def test_coders_take_turns_as_whole_tables(coded: fp.Problem) -> None:
    rng = np.random.default_rng(0)
    law = ScoreDraws.of(coded, "coders")
    counts = np.zeros(3)
    for _ in range(300):
        drawn = law.draw(5, rng)
        assert drawn.shape == (2, 2, 5)
        for k in range(5):
            found = [c for c in range(3) if (drawn[:, :, k] == coded.coding.best[c]).all()]
            assert len(found) == 1
            counts[found[0]] += 1
    np.testing.assert_allclose(counts / counts.sum(), 1.0 / 3.0, atol=0.03)


def test_the_offset_makes_the_chances_equal() -> None:
    # Five draws for three tables: 2, 2, 1 in turns.
    low = np.arange(3.0).reshape(3, 1, 1)
    problem = fp.Problem(pd.DataFrame([[1.0]]), coding=Coding(("x", "y", "z"), low, low, low))
    law = ScoreDraws.of(problem, "coders")
    rng = np.random.default_rng(0)
    runs = [np.bincount(law.draw(5, rng)[0, 0].astype(int), minlength=3) for _ in range(200)]
    assert set(map(tuple, np.sort(runs, axis=1))) == {(1, 2, 2)}
    assert {int(np.argmin(run)) for run in runs} == {0, 1, 2}


def test_intervals_are_triangular(coded: fp.Problem) -> None:
    drawn = ScoreDraws.of(coded, "intervals").draw(4000, np.random.default_rng(1))
    low = coded.coding.low.mean(axis=0)
    for i in range(2):
        for j, mode in enumerate((0.25, 1.0)):
            law = triang(mode, loc=low[i, j], scale=1.0)
            assert kstest(drawn[i, j], law.cdf).pvalue > 1e-3
    assert abs(np.corrcoef(drawn.reshape(4, -1)) - np.eye(4)).max() < 0.06


def test_both_is_one_coder_inside_that_coders_intervals(coded: fp.Problem) -> None:
    drawn = ScoreDraws.of(coded, "both").draw(3000, np.random.default_rng(2))
    coding = coded.coding
    inside = [
        ((drawn >= coding.low[c][..., None]) & (drawn <= coding.high[c][..., None])).all(
            axis=(0, 1)
        )
        for c in range(3)
    ]
    assert np.any(inside, axis=0).all()
    np.testing.assert_allclose(
        drawn.mean(axis=2), ((coding.low + coding.best + coding.high) / 3.0).mean(axis=0), atol=0.03
    )


def test_an_interval_without_width_is_its_score() -> None:
    low = np.array([[[1.0, 2.0]]])
    coding = Coding(("x",), low, low, low + np.array([0.0, 1.0]))
    problem = fp.Problem(pd.DataFrame([[1.0, 2.0]]), coding=coding)
    drawn = ScoreDraws.of(problem, "intervals").draw(100, np.random.default_rng(0))
    assert (drawn[0, 0] == 1.0).all()
    assert np.ptp(drawn[0, 1]) > 0.5


def test_what_cannot_be_drawn(coded: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="did you mean 'coders'"):
        ScoreDraws.of(coded, "coder")
    for kind in ("coders", "both"):
        with pytest.raises(fp.ProblemError, match="coders' own tables"):
            ScoreDraws.of(coded.with_matrix(coded.matrix), kind)
    with pytest.raises(fp.ProblemError, match=r"needs ranges .* low=\.\.\., high="):
        ScoreDraws.of(fp.Problem(coded.matrix), "intervals")


def test_the_ranges_of_any_problem_are_drawn(coded: fp.Problem) -> None:
    plain = fp.Problem(coded.matrix, low=coded.low, high=coded.high)
    kept = coded.with_matrix(coded.matrix)
    one, *others = (
        ScoreDraws.of(each, "intervals").draw(50, np.random.default_rng(4))
        for each in (coded, plain, kept)
    )
    assert all((drawn == one).all() for drawn in others)


def test_a_condition_keeps_every_coder_in_proportion(coded: fp.Problem) -> None:
    def steep(values: np.ndarray) -> np.ndarray:
        return values[0, 0] > coded.coding.low[:, 0, 0].mean()

    law = ScoreDraws.of(coded, "both", steep)
    rng = np.random.default_rng(3)
    kept = np.concatenate([law.draw(7, rng) for _ in range(400)], axis=2)
    free = ScoreDraws.of(coded, "both").draw(40_000, rng)
    free = free[:, :, steep(free)]
    assert steep(kept).all()
    np.testing.assert_allclose(kept.mean(axis=2), free.mean(axis=2), atol=0.06)


def test_a_condition_that_never_holds_ends(coded: fp.Problem) -> None:
    def never(values: np.ndarray) -> np.ndarray:
        return np.zeros(values.shape[2], dtype=bool)

    with pytest.raises(fp.InfeasibleError, match="in a row satisfies the condition"):
        ScoreDraws.of(coded, "coders", never).draw(1, np.random.default_rng(0))
