"""SALib's own analytic test functions through our wrapper."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from SALib.test_functions import Ishigami, Sobol_G

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import sobol_indices

SAMPLES = 2**13


def test_ishigami() -> None:
    """Analytic values for a = 7, b = 0.1 (Ishigami & Homma 1990)."""
    a, b = 7.0, 0.1
    first = np.array([0.5 * (1 + b * np.pi**4 / 5) ** 2, a**2 / 8, 0.0])
    both = b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    variance = first.sum() + both
    found = sobol_indices(
        lambda points: Ishigami.evaluate((2.0 * points - 1.0) * np.pi, a, b),
        {"x1": 1, "x2": 1, "x3": 1},
        SAMPLES,
        seed=0,
    )
    assert found["factor"].tolist() == ["x1", "x2", "x3"]
    assert found["first"].to_numpy() == pytest.approx(first / variance, abs=0.015)
    total = first + np.array([both, 0.0, both])
    assert found["total"].to_numpy() == pytest.approx(total / variance, abs=0.015)


def test_sobol_g() -> None:
    a = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])
    found = sobol_indices(
        lambda points: Sobol_G.evaluate(points, a), {f"x{k}": 1 for k in range(8)}, SAMPLES, seed=1
    )
    assert found["first"].to_numpy() == pytest.approx(Sobol_G.sensitivity_index(a), abs=0.015)
    assert found["total"].to_numpy() == pytest.approx(Sobol_G.total_sensitivity_index(a), abs=0.015)
    slack = found["first_conf"] + found["total_conf"]
    assert (found["total"] + slack >= found["first"]).all()


def test_coordinates_of_a_factor_move_together() -> None:
    """x1 + x2 x3 with the last two as one factor: the product is part of its first index."""
    found = sobol_indices(
        lambda points: points[:, 0] + points[:, 1] * points[:, 2],
        {"sum": 1, "product": 2},
        SAMPLES,
        seed=2,
    )
    product = 1 / 9 - 1 / 16
    expected = np.array([1 / 12, product]) / (1 / 12 + product)
    assert found["factor"].tolist() == ["sum", "product"]
    assert found["first"].to_numpy() == pytest.approx(expected, abs=0.01)
    assert found["total"].to_numpy() == pytest.approx(expected, abs=0.01)


def test_order_of_the_factors_is_kept() -> None:
    found = sobol_indices(lambda points: points[:, 0], {"z": 1, "a": 2, "m": 1}, 256, seed=0)
    assert found["factor"].tolist() == ["z", "a", "m"]
    assert found["total"].to_numpy() == pytest.approx([1.0, 0.0, 0.0], abs=0.01)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    truth = np.array([0.8, 0.2])
    held = [
        np.abs(found["first"] - truth) <= found["first_conf"]
        for seed in range(20)
        for found in [
            sobol_indices(
                lambda points: 2.0 * points[:, 0] + points[:, 1], {"x": 1, "y": 1}, 256, seed
            )
        ]
    ]
    assert np.mean(held) >= 0.9


def test_constant_output() -> None:
    found = sobol_indices(lambda points: np.ones(len(points)), {"x": 1, "y": 3}, 16, seed=0)
    assert (found.drop(columns="factor") == 0.0).all(axis=None)


def test_same_seed_same_numbers() -> None:
    one, two, other = (
        sobol_indices(lambda points: points[:, 0] ** 2, {"x": 1}, 64, seed) for seed in (0, 0, 1)
    )
    assert one.equals(two)
    assert not one.equals(other)


@pytest.mark.parametrize("samples", [0, 1, 1000, 64.0, "64"])
def test_bad_sample_size(samples: object) -> None:
    with pytest.raises(fp.CriteriaError, match="power of two"):
        sobol_indices(lambda points: points[:, 0], {"x": 1}, samples, 0)  # type: ignore[arg-type]


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.sample.sobol", None)
    with pytest.raises(fp.MissingDependencyError, match=r"pip install SALib .*\[robustness\]"):
        sobol_indices(lambda points: points[:, 0], {"x": 1}, 16, seed=0)
