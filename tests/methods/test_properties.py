"""What must hold for every method on every problem."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import NORMALIZATIONS, OWN, measured, problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods import resolve
from fivepluone_mcda.methods.promethee import PREFERENCES
from fivepluone_mcda.model.result import TIE

UNIT_FREE = {
    **{name: name for name in OWN},
    **{f"topsis {name}": partial(fp.topsis, normalization=name) for name in NORMALIZATIONS},
    **{f"sum {name}": partial(fp.weighted_sum, normalization=name) for name in NORMALIZATIONS},
}
METHODS = UNIT_FREE | {
    f"promethee {name}": partial(fp.promethee_ii, preference=name, q=1.0, p=2.0, s=1.5)
    for name in PREFERENCES
}
TAKE_NEGATIVES = {
    name
    for name in METHODS
    if name.split()[0] in ("vikor", "promethee", "promethee_ii")
    or name in ("topsis", "topsis vector", "topsis minmax", "sum vector", "sum minmax")
}


def close(one: pd.Series, other: pd.Series, name: str) -> None:
    np.testing.assert_allclose(other[one.index], one, rtol=0.0, atol=1e-9, err_msg=name)


@given(problem=problems(lowest=0), data=st.data())
def test_any_problem_has_finite_scores_that_explain_themselves(
    problem: fp.Problem, data: st.DataObject
) -> None:
    a, b = (data.draw(st.sampled_from(problem.alternatives)) for _ in "ab")
    for name, method in METHODS.items():
        ranking = fp.rank(problem, method)
        assert np.isfinite(ranking.scores).all(), name
        assert sorted(ranking.order) == sorted(problem.alternatives)
        assert list(ranking.ranks[ranking.order]) == sorted(ranking.ranks), name
        explanation = ranking.explain(a, b)
        assert explanation.difference == ranking.scores[a] - ranking.scores[b]
        assert explanation.parts.sum() == pytest.approx(explanation.difference, abs=1e-10), name
        assert (explanation.parts[problem.weights == 0.0] == 0.0).all(), name


@given(problem=problems(), data=st.data())
def test_the_order_of_rows_and_columns_does_not_matter(
    problem: fp.Problem, data: st.DataObject
) -> None:
    rows = data.draw(st.permutations(problem.alternatives))
    columns = data.draw(st.permutations(problem.criteria))
    shuffled = fp.Problem(
        problem.matrix.loc[rows, columns], problem.weights, problem.directions, problem.scale
    )
    for name, method in METHODS.items():
        one, other = fp.rank(problem, method), fp.rank(shuffled, method)
        close(one.scores, other.scores, name)
        assert one.order == other.order, name


@given(problem=problems(), data=st.data())
def test_units_do_not_matter(problem: fp.Problem, data: st.DataObject) -> None:
    n = len(problem.criteria)
    factors = data.draw(st.lists(measured(), min_size=n, max_size=n))
    scaled = problem.with_matrix(problem.matrix * factors)
    for name, method in UNIT_FREE.items():
        close(fp.rank(problem, method).scores, fp.rank(scaled, method).scores, name)


@given(problem=problems(alternatives=(1, 6), lowest=0), data=st.data())
def test_identical_alternatives_tie(problem: fp.Problem, data: st.DataObject) -> None:
    a = data.draw(st.sampled_from(problem.alternatives))
    matrix = problem.matrix
    matrix.loc["copy"] = matrix.loc[a]
    problem = problem.with_matrix(matrix)
    for name, method in METHODS.items():
        ranking = fp.rank(problem, method)
        assert ranking.scores["copy"] == pytest.approx(ranking.scores[a], abs=TIE), name
        assert ranking.ranks["copy"] == ranking.ranks[a], name


def dominated_pair(problem: fp.Problem, data: st.DataObject) -> tuple[fp.Problem, str, str]:
    """The problem with one alternative made no better than another on any criterion."""
    better, worse = data.draw(st.permutations(problem.alternatives))[:2]
    matrix = problem.matrix
    both = matrix.loc[[better, worse]]
    matrix.loc[worse] = np.where(problem.maximise, both.min(), both.max())
    return problem.with_matrix(matrix), better, worse


@given(problem=problems(alternatives=(2, 6), lowest=0), data=st.data())
def test_a_dominated_alternative_is_never_ahead(problem: fp.Problem, data: st.DataObject) -> None:
    problem, better, worse = dominated_pair(problem, data)
    for name, method in METHODS.items():
        ranks = fp.rank(problem, method).ranks
        assert ranks[better] <= ranks[worse], name


@pytest.mark.slow
@given(problem=problems(alternatives=(2, 6)), data=st.data())
def test_nor_is_it_in_the_listed_methods_of_pymcdm(
    problem: fp.Problem, data: st.DataObject
) -> None:
    problem, better, worse = dominated_pair(problem, data)
    for name in [name for name in fp.list_methods() if name not in OWN]:
        try:
            scores = fp.rank(problem, name).scores
        except fp.MethodError:  # not defined for this problem
            continue
        assert scores[worse] - scores[better] <= 1e-9 * scores.abs().max(), name  # 0 but rounding


@given(problem=problems(alternatives=(2, 6)), data=st.data())
def test_a_copy_changes_no_order_in_ideal_ahp(problem: fp.Problem, data: st.DataObject) -> None:
    matrix = problem.matrix
    matrix.loc["copy"] = matrix.loc[data.draw(st.sampled_from(problem.alternatives))]
    alone = fp.ahp(problem, "ideal")
    assume((np.diff(np.sort(alone.scores)) > 1e-9).all())  # what is level, rounding may order
    copied = fp.ahp(problem.with_matrix(matrix), "ideal")
    assert [name for name in copied.order if name != "copy"] == alone.order


@given(problem=problems(lowest=0), seed=st.integers(0, 99))
def test_a_stack_of_weights_gives_what_single_runs_give(problem: fp.Problem, seed: int) -> None:
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(problem.criteria)), size=(1, 2))
    reweighted = [
        problem.with_weights(dict(zip(problem.criteria, row, strict=True))) for row in weights[0]
    ]
    for name, method in METHODS.items():
        kernel = resolve(method).kernel(problem)
        rankings = [fp.rank(one, method) for one in reweighted]
        expected = [[ranking.scores for ranking in rankings]]
        np.testing.assert_allclose(kernel(weights), expected, rtol=0.0, atol=1e-10, err_msg=name)
        assert kernel.lower_is_better == rankings[0].lower_is_better


EXTREMES = {
    "one alternative": [[3.0, 4.0]],
    "one cell": [[0.0]],
    "identical alternatives": [[2.0, 5.0]] * 3,
    "constant column": [[2.0, 5.0], [2.0, 1.0]],
    "all zero": [[0.0, 0.0], [0.0, 0.0]],
    "zero column": [[0.0, 1.0], [0.0, 2.0]],
    "best and worst in everything": [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]],
    "huge": [[1e300, 1.0], [1e299, 2.0], [1e300, 3.0]],
    "tiny": [[1e-300, 1.0], [3e-300, 2.0], [2e-300, 2.0]],
    "subnormal": [[5e-324, 1.0], [1e-323, 2.0]],
    "huge and tiny": [[1e300, 1.0], [1e-300, 2.0]],
}


@pytest.mark.parametrize("direction", ["max", "min"])
@pytest.mark.parametrize("case", EXTREMES)
def test_degenerate_problems_have_a_defined_result(case: str, direction: str) -> None:
    matrix = pd.DataFrame(EXTREMES[case]).add_prefix("c")
    problem = fp.Problem(matrix, directions=dict.fromkeys(matrix, direction))
    for name, method in METHODS.items():
        ranking = fp.rank(problem, method)
        for table in (ranking.scores, *ranking.steps.values()):
            assert np.isfinite(table.to_numpy(dtype=float)).all(), name
        explanation = ranking.explain("0", problem.alternatives[-1])
        assert explanation.parts.sum() == pytest.approx(explanation.difference, abs=1e-10), name
        assert ranking.headline() in repr(ranking)
        if case in ("one alternative", "one cell", "identical alternatives", "all zero"):
            assert (ranking.ranks == 1).all(), name


def test_columns_without_spread_or_weight_contribute_nothing() -> None:
    matrix = pd.DataFrame({"level": [2.0, 2.0], "idle": [1.0, 5.0]}, ["a", "b"])
    problem = fp.Problem(matrix, weights={"level": 1, "idle": 0})
    for name, method in METHODS.items():
        ranking = fp.rank(problem, method)
        assert ranking.ranks.to_dict() == {"a": 1, "b": 1}, name
        assert (ranking.explain("a", "b").parts == 0.0).all(), name


@pytest.mark.parametrize("name", METHODS)
def test_negative_scores_are_ranked_or_refused(name: str) -> None:
    matrix = pd.DataFrame({"x": [-3.0, -1.0, -2.0], "y": [-1e300, 1e300, 0.0]}, ["a", "b", "c"])
    if name in TAKE_NEGATIVES:
        assert fp.rank(fp.Problem(matrix), METHODS[name]).order == ["b", "c", "a"]
    else:
        with pytest.raises(fp.MethodError, match="found -3 for 'a' on 'x'"):
            fp.rank(fp.Problem(matrix), METHODS[name])


def test_level_sums_are_not_blown_up_by_rounding() -> None:
    """VIKOR stretches S to 0..1, here 11/22 and 11/22, which rounding makes a little unlike."""
    matrix = pd.DataFrame([[1, 1, 0, 0, 0], [0, 0, 1, 1, 1]], ["a", "b"]).add_prefix("c")
    problem = fp.Problem(matrix, dict(zip(matrix, [9, 2, 3, 1, 7], strict=True)))
    measures = fp.vikor(problem).steps["measures"]
    assert measures["S"].tolist() == pytest.approx([0.5, 0.5])
    assert measures["R"].tolist() == pytest.approx([7 / 22, 9 / 22])
    assert measures["Q"].tolist() == [0.0, 0.5]
