"""The value of knowing one input, against cases whose answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import value_of_information
from fivepluone_mcda.robustness.draws import triangular
from fivepluone_mcda.robustness.information import _worth


def two_choices(count: int, share: float, lean: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A standard normal input, and which of two is first: the sign of lean + the weighted sum
    of that input and of a second one that stays unknown."""
    x, y = np.random.default_rng(seed).standard_normal((2, count))
    ahead = lean + share * x + np.sqrt(1.0 - share**2) * y > 0.0
    return x, np.column_stack([ahead, ~ahead]).astype(float)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.95])
@pytest.mark.parametrize("lean", [0.0, 0.4, 2.0])
def test_two_normal_inputs(share: float, lean: float) -> None:
    """EVPPI = E max(p(x), 1 - p(x)) - max(p, 1 - p), where p(x) is a normal probability."""
    grid = np.linspace(-8.0, 8.0, 20001)
    chance = norm.cdf((lean + share * grid) / np.sqrt(1.0 - share**2))
    best = np.maximum(chance, 1.0 - chance)
    exact = np.trapezoid(best * norm.pdf(grid), grid) - norm.cdf(lean)
    known, correct = two_choices(40_000, share, lean, seed=3)
    value, error = _worth(known, correct, usual=0)
    assert value == pytest.approx(exact, abs=3.0 * error + 1e-3)


def test_no_flattery() -> None:
    """An input that says nothing is worth nothing, on average not more than noise."""
    values = []
    for seed in range(30):
        known = np.random.default_rng(seed).standard_normal(2000)
        _, correct = two_choices(2000, 0.5, 0.02, seed + 100)
        values.append(_worth(known, correct, usual=0)[0])
    assert np.mean(values) < 0.01


def test_a_constant_input_is_worth_nothing() -> None:
    _, correct = two_choices(1000, 0.5, 0.0, seed=0)
    assert _worth(np.full(1000, 3.0), correct, usual=0) == (0.0, 0.0)


@pytest.mark.shipped_numbers
def test_shipped_study(study: fp.Study) -> None:
    found = value_of_information(study, "values", samples=2**13)
    assert found["kind"].value_counts().to_dict() == {"score": 135, "weight": 27, "everything": 1}
    assert found["kind"].iloc[0] == "everything"
    assert found["value"].is_monotonic_decreasing
    assert found["value"].between(0.0, 1.0).all()
    assert (found["error"] >= 0.0).all()
    weights = found.query("kind == 'weight'")
    assert weights["criterion"].iloc[0] == "G2"
    assert weights["value"].iloc[0] > 0.1
    assert (weights["alternative"] == "").all()


@pytest.mark.shipped_numbers
def test_everything_is_worth_the_chance_of_a_wrong_choice(study: fp.Study) -> None:
    sure = value_of_information(study, "implementation", concentration=1e6, samples=500)
    unsure = value_of_information(study, "values", samples=500)
    assert sure["value"].iloc[0] < 0.01
    assert unsure["value"].iloc[0] > 0.3


def test_more_certain_weights_are_worth_less(study: fp.Study) -> None:
    loose, tight = (
        value_of_information(study, "values", concentration=c, samples=4000)
        .query("kind == 'weight'")["value"]
        .sum()
        for c in (50, 5000)
    )
    assert tight < loose


def test_another_method_and_seeds(study: fp.Study) -> None:
    one, two, other = (
        value_of_information(study, "values", "vikor", samples=400, seed=seed) for seed in (0, 0, 1)
    )
    assert one.equals(two)
    assert not one.equals(other)


def test_ranges_of_a_problem_without_a_study() -> None:
    """Only the score that has a range, and decides, is worth knowing."""
    frame = pd.DataFrame({"price": [5.0, 4.0], "comfort": [2.0, 2.5]}, ["car", "bus"])
    problem = fp.Problem(frame, low={"price": {"car": 1.0}}, high={"price": {"car": 6.0}})
    found = value_of_information(problem, concentration=1e6, samples=2000)
    worth = found.set_index(["kind", "criterion", "alternative"])["value"]
    assert worth["everything", "", ""] > 0.2
    assert 0.15 < worth["score", "price", "car"] <= worth["everything", "", ""]
    assert worth["score", "price", "bus"] == worth["score", "comfort", "car"] == 0.0
    with pytest.raises(fp.CriteriaError, match=r"^profile: found 'paper' beside a problem"):
        value_of_information(problem, "paper")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"profile": "valuse"}, "values"),
        ({"method": "topsiss"}, "topsis"),
        ({"concentration": -1.0}, "concentration"),
        ({"samples": 99}, "samples"),
        ({"samples": 1e4}, "samples"),
    ],
)
def test_bad_arguments(study: fp.Study, options: dict[str, object], message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        value_of_information(study, **options)  # type: ignore[arg-type]


def test_triangular_quantiles() -> None:
    u = np.linspace(0.0, 1.0, 10001)
    low, best, high = np.float64(1.0), np.float64(2.0), np.float64(5.0)
    drawn = triangular(low, best, high, u)
    assert (np.diff(drawn) >= 0.0).all()
    assert drawn[[0, -1]].tolist() == [1.0, 5.0]
    assert drawn.mean() == pytest.approx(8.0 / 3.0, abs=1e-3)
    assert triangular(low, best, high, np.float64(0.25)) == pytest.approx(2.0)
    for ends in ((3.0, 3.0, 3.0), (1.0, 1.0, 4.0), (1.0, 4.0, 4.0)):
        edges = triangular(*(np.float64(end) for end in ends), u)
        assert np.isfinite(edges).all()
        assert edges.min() >= ends[0]
        assert edges.max() <= ends[2]
