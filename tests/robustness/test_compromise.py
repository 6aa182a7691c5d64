"""The weights nearest to several."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import nnls

import fivepluone_mcda as fp
from fivepluone_mcda.robustness.compromise import compromise

WEIGHTS = (
    st.tuples(st.integers(1, 9), st.integers(1, 8))
    .flatmap(lambda shape: arrays(np.float64, shape, elements=st.integers(0, 30).map(float)))
    .filter(lambda rows: rows.any(axis=1).all())
    .map(lambda rows: rows / rows.sum(axis=1, keepdims=True))
)


@given(WEIGHTS)
def test_the_centre_lies_in_the_hull_of_the_farthest(weights: np.ndarray) -> None:
    """That is what marks the centre of the smallest ball; checked by another solver."""
    centre = compromise(weights, "minimax")
    distances = np.linalg.norm(weights - centre, axis=1)
    radius = distances.max()
    farthest = weights[distances >= radius * (1.0 - 1e-5) - 1e-9]
    hull = np.vstack([farthest.T, np.ones(len(farthest))])
    assert nnls(hull, np.append(centre, 1.0))[1] <= 1e-6 * radius + 1e-12


@given(WEIGHTS, st.integers(0, 2**32 - 1))
def test_no_other_weights_are_nearer(weights: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed)
    others = np.vstack([weights, rng.dirichlet(np.ones(weights.shape[1]), 20)])
    for how, size in (("least_squares", np.sum), ("minimax", np.max)):
        nearest = compromise(weights, how)
        assert (nearest >= 0.0).all()
        assert nearest.sum() == pytest.approx(1.0)
        others = np.vstack([others, nearest + 1e-3 * (others - nearest)])
        squares = ((weights - others[:, None, :]) ** 2).sum(axis=2)
        reached = size(((weights - nearest) ** 2).sum(axis=1))
        assert reached <= size(squares, axis=1).min() * (1.0 + 1e-6) + 1e-15


def test_corners_and_copies() -> None:
    corners = np.eye(4)
    for how in ("least_squares", "minimax"):
        assert compromise(corners, how) == pytest.approx(0.25)
        assert compromise(corners[:1], how) == pytest.approx(corners[0])
        assert compromise(np.repeat(corners[1:2], 3, axis=0), how) == pytest.approx(corners[1])
    crowd = np.vstack([corners[:1]] * 9 + [corners[1:2]])
    assert compromise(crowd) == pytest.approx([0.9, 0.1, 0.0, 0.0])
    assert compromise(crowd, "minimax") == pytest.approx([0.5, 0.5, 0.0, 0.0])


def test_a_thousand_stakeholders() -> None:
    weights = np.random.default_rng(1).dirichlet(np.ones(27), 1000)
    distances = np.linalg.norm(weights - compromise(weights, "minimax"), axis=1)
    assert np.sort(distances)[-5:] == pytest.approx(distances.max(), rel=1e-6)


def test_unknown_way() -> None:
    with pytest.raises(fp.CriteriaError, match=r"'mean'; expected one of 'least_squares', 'min"):
        compromise(np.eye(2), "mean")
