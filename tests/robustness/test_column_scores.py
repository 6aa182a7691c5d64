"""Bounds between two scores hold for every method that says so."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from strategies import NORMALIZATIONS

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import MethodLike, resolve
from fivepluone_mcda.robustness import critical_scores
from fivepluone_mcda.robustness.column_scores import Separate, column_scores

METHODS = [
    *(partial(fp.topsis, normalization=name) for name in NORMALIZATIONS),
    *(partial(fp.weighted_sum, normalization=name) for name in NORMALIZATIONS),
    partial(fp.promethee_ii, preference="gaussian", s=1.0),
    "ahp",
    "ahp_ideal",
    "weighted_product",
    "promethee_ii",
    "additive_value",
]


def random_problem(seed: int, m: int, n: int) -> fp.Problem:
    rng = np.random.default_rng(seed)
    names = [f"c{j}" for j in range(n)]
    return fp.Problem(
        pd.DataFrame(rng.uniform(1.0, 5.0, (m, n)), [f"a{i}" for i in range(m)], names),
        weights=dict(zip(names, rng.dirichlet(np.ones(n)), strict=True)),
        directions=dict(zip(names, ["min", "max"] * n, strict=False)),
        scale=dict.fromkeys(names, (1.0, 5.0)),
    )


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("column", [0, 1])
def test_sums_between_two_places_are_within_their_bounds(method: MethodLike, column: int) -> None:
    problem = random_problem(3, 6, 3)
    scores = column_scores(problem, resolve(method), column)
    assert isinstance(scores, Separate)
    assert scores.monotone
    values = problem.values[:, column]
    places = np.unique([1.0, *values, 5.0])
    columns = np.tile(values[:, None, None], (1, len(values), len(places)))
    columns[np.arange(len(values)), np.arange(len(values))] = places
    bounds = scores.bounds(columns)
    assert bounds is not None
    for row in range(len(values)):
        for k, share in np.ndindex(len(places) - 1, 9):
            between = values[:, None].copy()
            between[row] = places[k] + (share + 1) / 10 * (places[k + 1] - places[k])
            low, high = scores.bounds(np.stack([between, between], axis=2))
            assert (low[0, 0] >= bounds[0][row, k] - 1e-12).all()
            assert (high[0, 0] <= bounds[1][row, k] + 1e-12).all()


@pytest.mark.parametrize("method", METHODS)
def test_what_the_bounds_leave_out_changes_no_number(
    method: MethodLike, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = [random_problem(seed, 12, 3) for seed in (0, 1)]
    found = [critical_scores(problem, method) for problem in problems]
    assert any(frame["winner"].notna().any() for frame in found)
    monkeypatch.setattr(Separate, "bounds", lambda *_: None)
    for problem, frame in zip(problems, found, strict=True):
        pd.testing.assert_frame_equal(frame, critical_scores(problem, method), rtol=1e-12)


def test_a_value_function_with_its_best_inside_the_scale_has_no_bounds() -> None:
    problem = fp.Problem(
        pd.DataFrame({"x": [1.0, 4.0, 2.0], "y": [4.0, 1.0, 5.0]}, list("abc")),
        scale={"y": (1.0, 5.0)},
        values={"x": fp.ValueFunction([(1, 0), (3, 100), (5, 20)], monotone=False)},
    )
    scores = column_scores(problem, resolve("additive_value"), 0)
    assert scores.bounds(problem.values[:, :1, None]) is None
    flips = critical_scores(problem, "additive_value").set_index(["alternative", "criterion"])
    assert flips["flip_score"]["a", "x"] == pytest.approx(2.5)


def test_scores_next_to_the_best_are_no_reason_to_run_the_whole_method() -> None:
    """Their small distances from it keep few digits, and differ by more in relation."""
    problem = random_problem(0, 100, 20)
    matrix = problem.matrix
    matrix.iloc[0] = matrix.max() - 1e-7
    near = problem.with_matrix(matrix)
    every = [column_scores(near, resolve("topsis"), column) for column in range(20)]
    assert all(isinstance(scores, Separate) for scores in every)
