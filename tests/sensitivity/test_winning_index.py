"""Exact pairwise winning indices: rational arithmetic, ties, sampling."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods.weighted_product import LOG_ZERO
from fivepluone_mcda.sensitivity import WeightSpace, exact_pairwise_winning, smaa
from fivepluone_mcda.sensitivity.winning_index import positive_share


def by_the_formula(differences: list[int]) -> float:
    """The closed formula for distinct differences, in rational numbers."""
    d = [Fraction(value) for value in differences]
    total = Fraction(0)
    for j, one in enumerate(d):
        if one > 0:
            product = Fraction(1)
            for k, other in enumerate(d):
                product *= (one - other) if k != j else 1
            total += one ** (len(d) - 1) / product
    return float(total)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30, unique=True))
def test_the_formula_for_distinct_differences(differences: list[int]) -> None:
    found = positive_share(np.array(differences, dtype=float))
    assert found == pytest.approx(by_the_formula(differences), abs=1e-14)


def test_nearly_equal_differences_lose_no_digits() -> None:
    rng = np.random.default_rng(0)
    d = rng.integers(-3, 4, 27).astype(float)
    near = d + 1e-9 * rng.standard_normal(27) * (d != 0.0)
    assert positive_share(near) == pytest.approx(positive_share(d), abs=1e-8)


@pytest.mark.parametrize(
    ("d", "share"),
    [
        ([0.0, 0.0, 0.0], 0.5),
        ([1.0, 0.0, 0.0], 1.0),
        ([-2.0, 0.0], 0.0),
        ([3.0], 1.0),
        ([1.0, -1.0], 0.5),
        ([1.0, -3.0], 0.25),
        ([1.0, 1.0, -1.0], 0.75),
        ([2.0, 0.0, -2.0], 0.5),
        ([1.0, LOG_ZERO], 0.0),
        ([-LOG_ZERO, LOG_ZERO], 0.5),
    ],
)
def test_small_cases_by_hand(d: list[float], share: float) -> None:
    assert positive_share(np.array(d)) == pytest.approx(share, abs=1e-15)


def test_many_ties_at_27_criteria_against_sampling() -> None:
    rng = np.random.default_rng(5)
    weights = rng.dirichlet(np.ones(27), 400_000)
    for _ in range(5):
        d = rng.integers(-2, 3, 27).astype(float)
        share = (weights @ d > 0.0).mean()
        assert positive_share(d) == pytest.approx(share, abs=4.0 * 0.5 / np.sqrt(400_000))


@given(problem=problems())
def test_both_directions_sum_to_1(problem: fp.Problem) -> None:
    for method in ("weighted_sum", "weighted_product", "ahp", "ahp_ideal", "promethee_ii"):
        winning = exact_pairwise_winning(problem, method)
        assert list(winning.index) == list(winning.columns) == problem.alternatives
        assert ((winning >= 0.0) & (winning <= 1.0)).all(axis=None)
        np.testing.assert_allclose(winning + winning.T, 1.0, atol=1e-15)


@pytest.mark.parametrize(
    "method", ["weighted_sum", "weighted_product", "ahp_ideal", "promethee_ii"]
)
def test_smaa_agrees_within_its_error(shipped: fp.Problem, method: str) -> None:
    exact = exact_pairwise_winning(shipped, method)
    samples = 2**14
    found = smaa(shipped, method, WeightSpace.simplex(shipped), samples=samples).pairwise_winning
    error = np.sqrt(exact * (1.0 - exact) / samples)
    assert ((found - exact).abs() <= 4.0 * error + 2.0 / samples).all(axis=None)


def test_a_method_that_is_not_additive_is_refused(shipped: fp.Problem) -> None:
    with pytest.raises(fp.MethodError, match="vikor is not additive"):
        exact_pairwise_winning(shipped, fp.vikor)


def test_one_alternative() -> None:
    lone = exact_pairwise_winning(fp.Problem(pd.DataFrame({"x": [1.0]}, ["a"])))
    assert lone.loc["a", "a"] == 0.5
