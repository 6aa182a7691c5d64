"""Own methods give what pymcdm gives, wherever pymcdm is defined."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pymcdm import methods, normalizations
from strategies import NORMALIZATIONS, problems, pymcdm_arrays

import fivepluone_mcda as fp

Floats = NDArray[np.float64]

positive = problems(alternatives=(2, 8))


def normalization(name: str) -> Callable[..., Floats]:
    return getattr(normalizations, f"{name}_normalization")


def run(method: Callable[..., Floats], problem: fp.Problem) -> Floats:
    with np.errstate(all="ignore"):
        return method(*pymcdm_arrays(problem), validation=False)


def agree(ranking: fp.Ranking, expected: Floats) -> None:
    np.testing.assert_allclose(
        ranking.scores, expected, rtol=0.0, atol=1e-10, err_msg=ranking.headline()
    )


@given(problem=positive)
def test_topsis(problem: fp.Problem) -> None:
    for name in NORMALIZATIONS:
        expected = run(methods.TOPSIS(normalization(name)), problem)
        assume(np.isfinite(expected).all())  # 0 / 0 where no weighted column has any spread
        agree(fp.topsis(problem, name), expected)


@given(problem=positive)
def test_weighted_sum(problem: fp.Problem) -> None:
    for name in NORMALIZATIONS:
        agree(fp.weighted_sum(problem, name), run(methods.WSM(normalization(name)), problem))


@given(problem=positive)
def test_weighted_product(problem: fp.Problem) -> None:
    agree(fp.weighted_product(problem), run(methods.WPM(), problem))


@given(problem=positive, v=st.floats(0.0, 1.0))
def test_vikor(problem: fp.Problem, v: float) -> None:
    ranking = fp.vikor(problem, v)
    measures = ranking.steps["measures"][["S", "R"]]
    assume((np.ptp(measures, axis=0) > 1e-5).all())  # below, pymcdm blows rounding up to 0..1
    varies = np.ptp(problem.values, axis=0) > 0.0  # it refuses other columns; they add nothing
    matrix, weights, types = pymcdm_arrays(problem)
    agree(
        ranking,
        methods.VIKOR(v=v)(matrix[:, varies], weights[varies], types[varies], validation=False),
    )


@given(problem=positive, data=st.data())
def test_promethee_ii(problem: fp.Problem, data: st.DataObject) -> None:
    n = len(problem.criteria)
    rises = st.lists(st.integers(1, 4), min_size=n, max_size=n)
    q = data.draw(rises, "q")
    p = [low + rise for low, rise in zip(q, data.draw(rises, "p - q"), strict=True)]
    for ours, theirs, thresholds in (
        ("usual", "usual", {}),
        ("u_shape", "ushape", {"q": q}),
        ("v_shape", "vshape", {"p": p}),
        ("level", "level", {"q": q, "p": p}),
        ("linear", "vshape_2", {"q": q, "p": p}),
    ):
        named = {
            name: dict(zip(problem.criteria, values, strict=True))
            for name, values in thresholds.items()
        }
        agree(
            fp.promethee_ii(problem, ours, **named),
            run(methods.PROMETHEE_II(theirs, **thresholds), problem),
        )


@given(problem=positive, s=st.floats(0.1, 10.0))
def test_gaussian_preference_which_pymcdm_lacks(problem: fp.Problem, s: float) -> None:
    signed = np.where(problem.maximise, problem.values, -problem.values)
    d = signed[:, None, :] - signed[None, :, :]
    preferred = np.where(d > 0.0, 1.0 - np.exp(-(d**2) / (2.0 * s**2)), 0.0) @ problem.weight_vector
    flows = (preferred.sum(axis=1) - preferred.sum(axis=0)) / (len(signed) - 1)
    agree(fp.promethee_ii(problem, "gaussian", s=s), flows)
