"""Intervals of scores over weights are quantiles of the method's own scores."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity.intervals import weight_intervals


def test_the_ends_are_quantiles(problem: fp.Problem) -> None:
    draws = fp.WeightSpace.hierarchical(problem).sample(50, seed=1)
    own = pd.DataFrame([fp.vikor(problem.with_weights(row)).scores for _, row in draws.iterrows()])
    found = weight_intervals(fp.vikor(problem), draws)
    np.testing.assert_allclose(found, own.quantile([0.05, 0.95]))


def test_options_are_kept(problem: fp.Problem) -> None:
    ranking = fp.topsis(problem, normalization="minmax")
    same = pd.DataFrame([problem.weights])
    found = weight_intervals(ranking, same)
    np.testing.assert_allclose(found, [ranking.scores, ranking.scores])


def test_a_function_that_gives_scores_only_has_no_interval(problem: fp.Problem) -> None:
    ranking = fp.topsis(problem)
    bare = fp.Ranking.of("mine", problem, ranking.scores.to_numpy(), steps={}, options={})
    with pytest.raises(fp.CriteriaError, match="mine"):
        weight_intervals(bare, pd.DataFrame([problem.weights]))
