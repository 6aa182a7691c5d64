"""Sweeps of one weight."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from strategies import OWN

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import sweep


@pytest.mark.parametrize("method", OWN)
@pytest.mark.parametrize("node", ["quality", "price"])
@pytest.mark.parametrize("base", [0.0, 0.3, 1.0])
def test_each_row_is_the_ranking_at_that_weight(
    problem: fp.Problem, method: str, node: str, base: float
) -> None:
    problem = problem.with_weight(node, base)
    table = sweep(problem, node, method, points=5)
    assert table.index.name == node
    for weight, scores in table.iterrows():
        ranking = fp.rank(problem.with_weight(node, weight), method)
        pd.testing.assert_series_equal(scores, ranking.scores, check_names=False)


def test_methods_of_other_packages_and_functions_can_be_swept(problem: fp.Problem) -> None:
    by_name = sweep(problem, "price", "edas", points=3)
    by_function = sweep(problem, "price", lambda p: fp.rank(p, "edas"), points=3)
    pd.testing.assert_frame_equal(by_name, by_function)


def test_default_is_topsis_in_101_steps(problem: fp.Problem) -> None:
    table = sweep(problem, "price")
    np.testing.assert_allclose(table.index, np.linspace(0.0, 1.0, 101))
    assert table.columns.tolist() == problem.alternatives


@pytest.mark.parametrize("points", [1, 0, -3, 2.5, "ten", True, None])
def test_refuses_points(problem: fp.Problem, points: object) -> None:
    with pytest.raises(fp.CriteriaError, match=r"points: found .* whole number, 2 or more"):
        sweep(problem, "price", points=points)  # type: ignore[arg-type]


def test_refuses_nodes(problem: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="did you mean 'quality'"):
        sweep(problem, "qualty")
    with pytest.raises(fp.ProblemError, match="root"):
        sweep(problem, "goal")
    only = fp.Problem(pd.DataFrame({"price": [1, 2]}, ["a", "b"]))
    with pytest.raises(fp.ProblemError, match="nothing else"):
        sweep(only, "price")
    with pytest.raises(fp.UnknownNameError, match="unknown method"):
        sweep(problem, "price", "topsiss")


def test_a_theme_is_swept_and_named(problem: fp.Problem) -> None:
    themed = fp.Problem(
        problem.matrix, problem.weights, problem.directions, themes={"daily": ["price", "comfort"]}
    )
    frame = sweep(themed, "daily", points=11)
    assert frame.attrs["weight"] == pytest.approx(0.7)
    for low, high, winner in zip(*frame.attrs["leads"].values(), strict=True):
        middle = themed.with_weight("daily", 0.5 * (low + high))
        assert fp.topsis(middle).best == winner
