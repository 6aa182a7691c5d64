"""Criticality degrees of the weights."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from strategies import OWN, problems

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import critical_weights, stability


@given(problems(alternatives=(2, 6), criteria=(2, 6)))
def test_weighted_sum_agrees_with_the_published_formula(problem: fp.Problem) -> None:
    """delta = (P_j - P_i) / (a_jk - a_ik), feasible up to w_k (Triantaphyllou & Sanchez 1997)."""
    ranking = fp.weighted_sum(problem)
    normalised = ranking.steps["normalised"]
    order = ranking.order
    for criterion, row in critical_weights(problem, "weighted_sum").iterrows():
        weight = problem.weights[criterion]
        if weight == 1.0:
            continue
        changes = []
        for a, b in combinations(order, 2):
            gap = ranking.scores[b] - ranking.scores[a]
            slope = normalised.loc[b, criterion] - normalised.loc[a, criterion]
            if abs(gap) < 1e-12 or abs(slope) < 1e-12:
                continue
            delta = gap / slope
            if delta < weight - 1e-9:
                changes.append(delta)
        tied = any(ranking.ranks[a] == ranking.ranks[b] for a, b in combinations(order, 2))
        if tied:
            continue
        if changes:
            assert abs(row["change_any"]) == pytest.approx(np.abs(changes).min(), abs=1e-9)
        else:
            assert row["change_any"] is pd.NA


def test_the_change_is_the_one_before_the_weights_are_rescaled() -> None:
    """The weight raised by the change, the other left as it is: both score the same."""
    frame = pd.DataFrame({"x": [2, 3], "y": [4, 1]}, ["a", "b"])
    problem = fp.Problem(frame, {"x": 0.5, "y": 0.5})

    row = critical_weights(problem, "weighted_sum").loc["x"]
    normalised = fp.weighted_sum(problem).steps["normalised"]
    slopes = normalised.loc["a"] - normalised.loc["b"]
    turning = slopes["y"] / (slopes["y"] - slopes["x"])
    assert row["weight_top"] == pytest.approx(turning)
    assert row["change_top"] == pytest.approx((turning - 0.5) / (1.0 - turning))
    raised = problem.weights + pd.Series({"x": row["change_top"], "y": 0.0})
    ranking = fp.weighted_sum(problem.with_weights(raised))
    assert ranking.scores["a"] == pytest.approx(ranking.scores["b"])


@pytest.mark.parametrize("method", OWN)
@settings(max_examples=15)
@given(problem=problems(alternatives=(1, 5), criteria=(1, 5)))
def test_top_is_the_nearer_bound_and_any_is_no_farther(method: str, problem: fp.Problem) -> None:
    table = critical_weights(problem, method)
    bounds = stability(problem, method, problem.criteria)
    for column in table.columns.drop(["winner", "pair"]):
        assert not np.isnan(table[column].dropna().to_numpy(dtype=float)).any()
    for criterion, row in table.iterrows():
        bound = bounds.loc[criterion]
        reach = [
            abs(bound[side] - row["weight"]) / (1.0 - bound[side])
            for side, name in (("lower", "winner_below"), ("upper", "winner_above"))
            if bound[name] is not None and bound[side] < 1.0
        ]
        if not reach:
            assert row["change_top"] is pd.NA
            assert row["winner"] is None
            continue
        assert abs(row["change_top"]) == min(reach)
        assert row["weight_top"] in (bound["lower"], bound["upper"])
        assert row["winner"] in (bound["winner_below"], bound["winner_above"])
        assert abs(row["change_any"]) <= abs(row["change_top"])
