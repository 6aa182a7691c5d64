"""Dominance and potential optimality."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import dominance, potentially_best


@given(problems())
def test_counts_and_dominance(problem: fp.Problem) -> None:
    pairs = dominance(problem)
    m, n = problem.values.shape
    assert len(pairs) == m * (m - 1)
    assert (pairs[["better", "equal", "worse"]].sum(axis=1) == n).all()
    table = pairs.set_index(["alternative", "other"])
    for (a, b), row in table.iterrows():
        assert row["better"] == table.loc[(b, a), "worse"]
        assert row["dominates"] == (row["better"] > 0 and row["worse"] == 0)


def test_minimised_criteria_count_the_other_way(problem: fp.Problem) -> None:
    better = problem.matrix.assign(price=[4, 2, 5])
    pairs = dominance(problem.with_matrix(better)).set_index(["alternative", "other"])
    assert pairs.loc[("bus", "bike"), "dominates"]
    assert not pairs.loc[("car", "bike"), "worse"]
    assert not pairs.loc[("bike", "bus"), "dominates"]


@given(problems(alternatives=(1, 5), criteria=(1, 4)))
def test_potentially_best_against_random_weights(problem: fp.Problem) -> None:
    found = potentially_best(problem).set_index("alternative")
    values = fp.weighted_sum(problem).steps["normalised"].to_numpy()
    drawn = np.random.default_rng(0).dirichlet(np.ones(values.shape[1]), 500)
    scores = np.vstack([drawn, np.eye(values.shape[1])]) @ values.T
    for i, alternative in enumerate(problem.alternatives):
        others = np.delete(scores, i, axis=1)
        seen = (scores[:, i] - others.max(axis=1, initial=-np.inf)).max() if others.size else 0.0
        row = found.loc[alternative]
        assert row["margin"] >= seen - 1e-9
        assert row["potentially_best"] == (row["margin"] >= -1e-9)
        weights = row[problem.criteria].to_numpy(dtype=float)
        assert weights.sum() == pytest.approx(1.0)
        assert weights.min() >= 0.0
        own = values @ weights
        lead = own[i] - np.delete(own, i).max(initial=-np.inf) if len(own) > 1 else 0.0
        assert row["margin"] == pytest.approx(lead, abs=1e-9)


def test_dominated_and_convex_dominated_alternatives_are_never_best() -> None:
    frame = pd.DataFrame({"a": [4, 0, 1.9, 2.1], "b": [0, 4, 1.9, 2.1]}, ["x", "y", "low", "mid"])
    found = potentially_best(fp.Problem(frame), "weighted_sum").set_index("alternative")
    assert found["potentially_best"].to_dict() == {"x": True, "y": True, "low": False, "mid": True}


def test_level_alternatives_are_both_potentially_best() -> None:
    frame = pd.DataFrame({"a": [1, 1], "b": [2, 2]}, ["x", "y"])
    found = potentially_best(fp.Problem(frame))
    assert found["potentially_best"].all()
    assert found["margin"].tolist() == pytest.approx([0.0, 0.0], abs=1e-12)


@pytest.mark.parametrize("method", ["ahp", "ahp_ideal", "promethee_ii", "weighted_product"])
def test_other_additive_methods(study: fp.Study, method: str) -> None:
    problem = study.problem("values")
    found = potentially_best(problem, method).set_index("alternative")
    for alternative, row in found.query("potentially_best").iterrows():
        ranking = fp.rank(problem.with_weights(row[problem.criteria]), method)
        assert ranking.ranks[alternative] == 1


@pytest.mark.parametrize("method", ["topsis", "vikor", "edas"])
def test_other_methods_are_refused(problem: fp.Problem, method: str) -> None:
    with pytest.raises(fp.MethodError, match="adds weighted values"):
        potentially_best(problem, method)


def test_zero_scores_have_no_logarithm() -> None:
    problem = fp.Problem(pd.DataFrame({"a": [0.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"]))
    with pytest.raises(fp.MethodError, match="logarithm"):
        potentially_best(problem, "weighted_product")
