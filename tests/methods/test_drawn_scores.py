"""A kernel over many performance matrices gives what each of them gives by itself."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from strategies import NORMALIZATIONS, OWN, problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods import resolve
from fivepluone_mcda.methods.promethee import PREFERENCES

METHODS = [
    *OWN,
    *(partial(fp.topsis, normalization=name) for name in NORMALIZATIONS),
    *(partial(fp.weighted_sum, normalization=name) for name in NORMALIZATIONS),
    *(partial(fp.promethee_ii, preference=name, q=1.0, p=2.0, s=1.5) for name in PREFERENCES),
]


@given(problem=problems())
def test_each_weight_vector_meets_its_own_matrix(problem: fp.Problem) -> None:
    rng = np.random.default_rng(0)
    values = problem.values[:, :, None] * rng.integers(1, 3, (1, 1, 6))
    values += rng.integers(0, 3, values.shape)
    weights = rng.dirichlet(np.ones(len(problem.criteria)), 6)
    for name in METHODS:
        method = resolve(name)
        together = method.kernel(problem, values=values)(weights)
        for k, vector in enumerate(weights):
            alone = problem.with_matrix(
                pd.DataFrame(values[:, :, k], problem.alternatives, problem.criteria)
            )
            np.testing.assert_allclose(
                together[k], method.kernel(alone)(vector), rtol=1e-10, atol=1e-12
            )


def test_a_method_without_a_kernel_is_run_once_a_draw(flat: fp.Problem) -> None:
    def foreign(problem: fp.Problem) -> fp.Ranking:
        return fp.topsis(problem)

    values = np.repeat(flat.values[:, :, None], 3, axis=2) + np.arange(3)
    weights = np.random.default_rng(1).dirichlet(np.ones(3), 3)
    looped = resolve(foreign).kernel(flat, values=values)(weights)
    np.testing.assert_allclose(looped, resolve("topsis").kernel(flat, values=values)(weights))


def test_a_comparison_of_alternatives_stays_as_it_is(problem: fp.Problem) -> None:
    judged = fp.PairwiseMatrix.from_judgements(
        [("car", "bus", 3), ("bus", "bike", 2)], ["car", "bus", "bike"]
    )
    method = resolve(partial(fp.ahp, comparisons={"speed": judged}))
    values = np.repeat(problem.values[:, :, None], 2, axis=2)
    weights = np.tile(problem.weight_vector, (2, 1))
    together = method.kernel(problem, values=values)(weights)
    np.testing.assert_allclose(together, [method.rank(problem).scores] * 2)


def test_a_negative_draw_is_refused_by_name(problem: fp.Problem) -> None:
    values = np.repeat(problem.values[:, :, None], 2, axis=2)
    values[1, 2, 1] = -0.5
    with pytest.raises(fp.MethodError, match=r"-0\.5 for 'bus' on 'comfort'"):
        resolve("ahp").kernel(problem, values=values)
