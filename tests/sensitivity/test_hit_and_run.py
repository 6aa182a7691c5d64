"""The Markov chain: exact means where they are known, rejection where it can be had."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import WeightSpace

DRAWS = 2**13


def of_size(n: int, **options: object) -> fp.Problem:
    frame = pd.DataFrame(np.ones((1, n)), columns=[f"c{j}" for j in range(n)])
    return fp.Problem(frame, **options)  # type: ignore[arg-type]


def by_chain(space: WeightSpace, *texts: str) -> pd.DataFrame:
    narrowed = space.where(*texts)
    assert narrowed.chain is not None
    assert narrowed.acceptance < 0.01
    drawn = narrowed.sample(DRAWS, seed=1)
    assert (drawn.to_numpy() >= 0.0).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1.0, rtol=0.0, atol=1e-12)
    assert drawn.attrs["effective_samples"] == int(DRAWS / narrowed.autocorrelation_time)
    for constraint in narrowed.constraints:
        sides = drawn.to_numpy() @ constraint.coefficients.T
        assert (sides <= constraint.bounds + 1e-9).all()
    return drawn


def assert_same_mean(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Means within four standard errors, the draws counted as they are worth."""
    worth = [frame.attrs["effective_samples"] for frame in (one, other)]
    error = np.sqrt(one.var() / worth[0] + other.var() / worth[1])
    assert (abs(one.mean() - other.mean()) <= 4.0 * error + 1e-12).all()
    spread = np.sqrt(2.0 * one.var() ** 2 * (1.0 / worth[0] + 1.0 / worth[1]))
    assert (abs(one.var() - other.var()) <= 8.0 * spread + 1e-12).all()


def test_a_full_order_has_the_rank_order_centroid_as_mean() -> None:
    # Barron & Barrett (1996): the centroid of w1 >= ... >= wn.
    n = 8
    w = by_chain(WeightSpace.simplex(of_size(n)), " >= ".join(f"c{j}" for j in range(n)))
    centroid = [sum(1.0 / k for k in range(j, n + 1)) / n for j in range(1, n + 1)]
    error = np.sqrt(w.var() / w.attrs["effective_samples"])
    assert (abs(w.mean() - centroid) <= 4.0 * error).all()


def test_a_corner_of_the_simplex_is_a_small_simplex() -> None:
    # w1 >= b leaves a simplex of edge 1 - b: (w1 - b) / (1 - b) is uniform on a simplex again.
    w = by_chain(WeightSpace.simplex(of_size(6)), "c0 >= 0.7")
    inner = (w - [0.7, 0, 0, 0, 0, 0]) / 0.3
    worth = w.attrs["effective_samples"]
    for bound in (0.1, 0.3, 0.5):
        exact = (1.0 - bound) ** 5
        for name in inner:
            found = (inner[name] > bound).mean()
            assert abs(found - exact) <= 4.0 * np.sqrt(exact * (1.0 - exact) / worth)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("simplex", ("geopolitical >= 0.35",)),
        pytest.param("hierarchical", ("geopolitical >= 0.35", "E4 >= G1"), marks=pytest.mark.slow),
        pytest.param("hierarchical", ("E1 >= 0.18",), marks=pytest.mark.slow),
        pytest.param("around", ("E1 + E2 >= 0.1", "I1 >= I2"), marks=pytest.mark.slow),
        pytest.param("within", ("geopolitical >= 0.17",), marks=pytest.mark.slow),
    ],
)
def test_the_chain_draws_what_rejection_would(
    name: str, texts: tuple[str, ...], study: fp.Study
) -> None:
    whole = getattr(WeightSpace, name)(study.problem("values"))
    drawn = by_chain(whole, *texts)
    narrowed = whole.where(*texts)
    coefficients = np.vstack([c.coefficients for c in narrowed.constraints])
    bounds = np.concatenate([c.bounds for c in narrowed.constraints])
    rng = np.random.default_rng(3)
    kept = []
    for block in whole.blocks(2**19, "random", rng, 2**14):
        kept.append(block[:, (coefficients @ block <= bounds[:, None]).all(axis=0)].T)
    rejected = pd.DataFrame(np.vstack(kept), columns=drawn.columns)
    assert len(rejected) > 300
    rejected.attrs["effective_samples"] = len(rejected)
    assert_same_mean(drawn, rejected)


def test_small_dirichlet_parameters() -> None:
    base = of_size(4, weights={"c0": 0.6, "c1": 0.3, "c2": 0.1, "c3": 0.0})
    w = by_chain(WeightSpace.around(base, 3.0), "c2 >= 0.8")
    assert (w["c3"] == 0.0).all()
    rng = np.random.default_rng(0)
    free = rng.dirichlet([1.8, 0.9, 0.3], 4_000_000)
    kept = pd.DataFrame(free[free[:, 2] >= 0.8], columns=["c0", "c1", "c2"])
    kept.attrs["effective_samples"] = len(kept)
    assert_same_mean(w[["c0", "c1", "c2"]], kept)


def test_a_narrow_band_is_crossed_from_end_to_end() -> None:
    space = WeightSpace.simplex(of_size(6)).where("c0 - 2 * c1 <= 0.001", "c0 >= 2 * c1")
    w = space.sample(DRAWS, seed=2)
    assert space.chain is not None
    assert space.autocorrelation_time < 1.2
    # Across the band nearly uniform; along it c0 + c1 = 3 c1 and the other four weights are
    # uniform on a simplex of five parts.
    assert (w["c0"] - 2.0 * w["c1"]).mean() == pytest.approx(0.0005, rel=0.03)
    assert (3.0 * w["c1"]).mean() == pytest.approx(1.0 / 5.0, rel=0.03)
    assert w["c1"].max() > 0.25


def test_a_band_between_two_groups() -> None:
    # Shares s and t of one leaf in each group: A s = (1 - A) t, so that given the weight A of
    # the first group and s, the band has the thickness 1 / (1 - A).
    problem = fp.Problem(
        pd.DataFrame(np.ones((1, 4)), columns=["a1", "a2", "b1", "b2"]),
        tree={"a": ["a1", "a2"], "b": ["b1", "b2"]},
    )
    space = WeightSpace.hierarchical(problem).where("a1 - b1 <= 0.002", "b1 - a1 <= 0.002")
    w = space.sample(DRAWS, seed=4)
    assert space.chain is not None
    a, s = (axis.ravel() for axis in np.meshgrid(*2 * [(np.arange(2000) + 0.5) / 2000]))
    thickness = np.where(a * s <= 1.0 - a, 1.0 / (1.0 - a), 0.0)
    for found, exact in ((w["a1"] + w["a2"], a), (w["a1"], a * s)):
        expected = (exact * thickness).sum() / thickness.sum()
        error = found.std() / np.sqrt(w.attrs["effective_samples"])
        assert abs(found.mean() - expected) <= 4.0 * error + 0.002


def test_a_chain_is_reproducible_and_seeds_differ() -> None:
    space = WeightSpace.simplex(of_size(5)).where("c0 >= 0.8")
    pd.testing.assert_frame_equal(space.sample(700, seed=3), space.sample(700, seed=3))
    again = WeightSpace.simplex(of_size(5)).where("c0 >= 0.8")
    pd.testing.assert_frame_equal(space.sample(700, seed=3), again.sample(700, seed=3))
    assert not space.sample(700, seed=3).equals(space.sample(700, seed=4))
    assert "Markov chain, autocorrelation time" in repr(space)
