"""Regions of a triangle of weights: areas, boundaries and holes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import resolve
from fivepluone_mcda.model.kernel import Kernel
from fivepluone_mcda.plots.regions import INSIDE, Region, regions


def found(problem: fp.Problem, method: str = "weighted_sum") -> list[Region]:
    return regions(resolve(method).kernel(problem), problem.alternatives, np.eye(3))


def test_three_specialists_share_the_triangle_alike() -> None:
    problem = fp.Problem(pd.DataFrame(np.eye(3), list("xyz"), list("abc")))
    assert [region.winner for region in found(problem)] == ["x", "y", "z"]
    assert [region.share for region in found(problem)] == pytest.approx([1 / 3] * 3, abs=1e-4)


def test_a_straight_boundary_is_exact() -> None:
    # x leads where its criterion weighs more than 0.4: a corner of 0.6 ** 2 of the area
    frame = pd.DataFrame([[1.0, 0.0, 0.0], [0.4, 0.4, 0.4]], ["x", "y"], list("abc"))
    normalised = fp.Problem(frame)
    kernel = resolve("ahp").kernel(normalised)  # shares of the columns, linear in the weights
    x, y = regions(kernel, ["x", "y"], np.eye(3))
    boundary = np.array([p for p in x.rings[0] if p.min() > 2.0 * INSIDE])
    scores = kernel(boundary)
    inner = np.abs(scores[:, 0] - scores[:, 1])
    assert inner.max() < 1e-11
    assert x.share + y.share == pytest.approx(1.0, abs=1e-8)


def test_ties_go_to_the_first_in_alphabetical_order() -> None:
    twins = fp.Problem(pd.DataFrame(np.ones((2, 3)), ["y", "x"], list("abc")))
    (region,) = found(twins)
    assert region.winner == "x"
    assert region.share == pytest.approx(1.0, abs=1e-8)


class Bump(Kernel):
    """Scores by which one alternative leads on a disc in the middle of the triangle."""

    lower_is_better = False

    def __call__(self, weights: np.ndarray) -> np.ndarray:
        distance = ((weights - 1.0 / 3.0) ** 2).sum(axis=-1)
        return np.stack([0.02 - distance, np.zeros_like(distance)], axis=-1)


def test_a_region_may_have_a_hole() -> None:
    disc, rest = regions(Bump(), ["disc", "rest"], np.eye(3))
    area = 0.02 * np.pi / (np.sqrt(3.0) / 2.0)  # the triangle's sides are the square root of 2
    assert [len(disc.rings), len(rest.rings)] == [1, 2]
    assert [disc.share, rest.share] == pytest.approx([area, 1.0 - area], abs=5e-4)
    radius = np.sqrt(((disc.rings[0] - 1.0 / 3.0) ** 2).sum(axis=1))
    assert radius == pytest.approx(np.sqrt(0.02), abs=1e-9)


@given(problems(alternatives=(1, 6), criteria=(3, 3)), st.sampled_from(["topsis", "ahp"]))
@settings(max_examples=15)
def test_regions_cover_the_triangle_and_their_winners_lead(
    problem: fp.Problem, method: str
) -> None:
    kernel = resolve(method).kernel(problem)
    whole = regions(kernel, problem.alternatives, np.eye(3))
    assert sum(region.share for region in whole) == pytest.approx(1.0, abs=1e-9)
    for region in whole:
        assert all((ring[0] == ring[-1]).all() for ring in region.rings)
        scores = kernel(region.inner)
        row = problem.alternatives.index(region.winner)
        assert (scores.max(axis=1, initial=0.0) - scores[:, row] < 1e-11).all()


@given(problems(alternatives=(2, 2), criteria=(3, 3)), st.sampled_from(["topsis", "ahp"]))
@settings(max_examples=15)
def test_between_two_alternatives_the_whole_boundary_is_a_tie(
    problem: fp.Problem, method: str
) -> None:
    kernel = resolve(method).kernel(problem)
    for region in regions(kernel, problem.alternatives, np.eye(3)):
        for ring in region.rings:
            scores = kernel(ring[ring.min(axis=1) > 2.0 * INSIDE])
            assert (np.abs(scores[:, 0] - scores[:, 1]) < 1e-9).all()
