from __future__ import annotations

import inspect
from functools import partial

import numpy as np
import pandas as pd
import pytest
from pymcdm import methods, normalizations
from pymcdm.methods.comet_tools import MethodExpert
from strategies import pymcdm_arrays

import fivepluone_mcda as fp
from fivepluone_mcda.methods import resolve
from fivepluone_mcda.methods.pymcdm_bridge import UNSOUND, pymcdm_classes
from fivepluone_mcda.methods.registry import OWN

OTHERS = fp.list_methods()[len(OWN) :]
LOWEST_FIRST = {"lopm", "mairca", "spotis", "balancedspotis"}


@pytest.fixture(scope="module")
def shipped(study: fp.Study) -> fp.Problem:
    return study.problem("values")


def raw_scores(name: str, problem: fp.Problem) -> np.ndarray:
    """What pymcdm itself gives, told by hand what the scale of 1 to 5 implies."""
    best = np.where(problem.maximise, 5.0, 1.0)
    known = {
        "bounds": np.array([[1.0, 5.0]] * len(best)),
        "esp": best,
        "ideal": best,
        "anti_ideal": 6.0 - best,
        "ref_point": problem.values.mean(axis=0),
    }
    cls = pymcdm_classes()[name]
    wanted = {key: known[key] for key in inspect.signature(cls).parameters if key in known}
    return np.asarray(cls(**wanted)(*pymcdm_arrays(problem)), dtype=float)


def test_own_methods_come_first_and_nothing_is_listed_twice() -> None:
    assert fp.list_methods()[: len(OWN)] == list(OWN)
    assert len(set(fp.list_methods())) == len(fp.list_methods())
    assert len(OTHERS) >= 19
    assert not set(OTHERS) & {"comet", *UNSOUND}


@pytest.mark.parametrize("name", OTHERS)
def test_listed_methods_give_the_scores_of_pymcdm(name: str, shipped: fp.Problem) -> None:
    ranking = fp.rank(shipped, name)
    sign = -1.0 if name in LOWEST_FIRST else 1.0
    np.testing.assert_allclose(
        ranking.scores, sign * raw_scores(name, shipped), rtol=0.0, atol=1e-12
    )
    assert ranking.method == name
    assert not ranking.lower_is_better
    assert ranking.order[0] == ranking.scores.idxmax()
    assert ranking.steps


@pytest.mark.parametrize("name", OTHERS)
def test_the_ideal_alternative_comes_first(name: str, shipped: fp.Problem) -> None:
    """It is the best on every criterion, so a method that ranks upside down would show."""
    matrix = shipped.matrix
    matrix.loc["ideal"] = np.where(shipped.maximise, 4.9, 1.1)
    assert fp.rank(shipped.with_matrix(matrix), name).best == "ideal"


def test_tables_of_the_steps_carry_the_names_of_the_problem(problem: fp.Problem) -> None:
    normalised = fp.rank(problem, "wsm").steps["Normalized decision matrix"]
    assert list(normalised.index) == problem.alternatives
    assert list(normalised.columns) == problem.criteria


@pytest.mark.parametrize("name", UNSOUND)
def test_methods_that_may_prefer_the_dominated_warn(name: str, shipped: fp.Problem) -> None:
    with pytest.warns(UserWarning, match=f"{name} of pymcdm can put a dominated alternative"):
        ranking = fp.rank(shipped, name)
    np.testing.assert_allclose(ranking.scores, raw_scores(name, shipped))


def test_but_not_where_there_is_nothing_to_warn_of(shipped: fp.Problem) -> None:
    maximised = fp.Problem(shipped.matrix, shipped.weights)
    assert fp.rank(maximised, "aroman").method == "aroman"


def test_why_these_warn() -> None:
    """A case in which pymcdm puts a dominated alternative first."""
    matrix = pd.DataFrame(
        {
            "c0": [0.5849141617190219, 2.115017091102506, 0.5851708407525379],
            "c1": [2.098043367730601, 0.17488365410900852, 2.1060125062562154],
            "c2": [13.500636078069778, 0.5067350609499339, 13.504991418440534],
            "c3": [0.9522186472199379, 0.14414524097163744, 0.9525597214245025],
            "c4": [0.006013441616290898, 1.071677089063482, 0.005195425209752382],
        },
        ["dominated", "other", "dominating"],
    )
    weights = dict(zip(matrix, [0.45, 0.06, 0.28, 0.09, 0.12], strict=True))
    problem = fp.Problem(matrix, weights, {"c4": "min"})
    better = np.where(problem.maximise, 1.0, -1.0) * (matrix.loc["dominating"] - matrix.iloc[0])
    assert (better > 0.0).all()
    with pytest.warns(UserWarning, match="codas"):
        assert fp.rank(problem, "codas").best == "dominated"


def test_pymcdms_own_version_of_our_methods(shipped: fp.Problem) -> None:
    ours = fp.topsis(shipped, "minmax").scores
    for method in ("pymcdm.topsis", "pymcdm.TOPSIS"):
        np.testing.assert_allclose(fp.rank(shipped, method).scores, ours, atol=1e-12)
    theirs = fp.rank(shipped, "pymcdm.vikor")
    np.testing.assert_allclose(theirs.scores, -fp.vikor(shipped).scores, atol=1e-12)
    flows = fp.rank(shipped, "pymcdm.promethee_ii", preference_function="usual").scores
    np.testing.assert_allclose(flows, fp.promethee_ii(shipped).scores, atol=1e-12)


def test_a_normalisation_by_name_or_as_function(shipped: fp.Problem) -> None:
    named = fp.rank(shipped, "waspas", normalization_function="minmax").scores
    given = fp.rank(
        shipped, "waspas", normalization_function=normalizations.minmax_normalization
    ).scores
    pd.testing.assert_series_equal(named, given)
    assert not np.allclose(named, fp.rank(shipped, "waspas").scores)


def test_comet_with_its_expert(problem: fp.Problem) -> None:
    _, weights, types = pymcdm_arrays(problem)
    expert = MethodExpert(methods.TOPSIS(), weights, types)
    values = [[1.0, 5.0]] * 3
    scores = fp.rank(problem, "comet", cvalues=values, expert_function=expert).scores
    np.testing.assert_allclose(scores, methods.COMET(values, expert)(problem.values))
    with pytest.raises(fp.MethodError, match="missing 2 required positional arguments"):
        fp.rank(problem, "comet")


def test_what_pymcdm_cannot_take_is_a_clear_error(problem: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="did you mean 'edas'"):
        fp.rank(problem, "edass")
    with pytest.raises(fp.MethodError, match="edas: unknown option 'v'; expected none"):
        fp.rank(problem, "edas", v=1)
    with pytest.raises(fp.MethodError, match="found 'maxmin'; expected one of minmax"):
        fp.rank(problem, "waspas", normalization_function="maxmin")
    with pytest.raises(fp.MethodError, match="cannot take these options"):
        fp.rank(problem, "pymcdm.promethee_ii", preference_function="steep")
    with pytest.raises(fp.MethodError, match="moora: found no minimised criterion"):
        fp.rank(fp.Problem(problem.matrix), "moora")
    with pytest.raises(fp.MethodError, match="cannot be divided among the criteria"):
        fp.rank(problem, "edas").explain("car", "bus")
    zeros = fp.Problem(pd.DataFrame({"x": [0.0, 1.0], "y": [1.0, 2.0]}))
    with pytest.raises(fp.MethodError, match="requires all positive values"):
        fp.rank(zeros, "wsm")


@pytest.mark.parametrize("name", OTHERS)
def test_columns_without_spread(name: str, problem: fp.Problem) -> None:
    level = problem.with_matrix(problem.matrix * 0.0 + 2.0)
    assert fp.rank(level, name).scores.to_dict() == {"car": 0.0, "bus": 0.0, "bike": 0.0}
    one = problem.matrix.assign(comfort=2.0)
    assert np.isfinite(fp.rank(problem.with_matrix(one), name).scores).all()


def test_the_kernel_of_a_foreign_method_runs_it_again_for_every_vector(
    problem: fp.Problem,
) -> None:
    kernel = resolve("edas").kernel(problem)
    weights = np.array([[0.2, 0.3, 0.5], [0.5, 0.5, 0.0]])
    for row, vector in zip(kernel(weights), weights, strict=True):
        one = problem.with_weights(dict(zip(problem.criteria, vector, strict=True)))
        np.testing.assert_array_equal(row, fp.rank(one, "edas").scores)
    assert not kernel.lower_is_better


def test_ways_to_name_a_method(problem: fp.Problem) -> None:
    expected = fp.topsis(problem, "minmax").scores
    for method in (
        partial(fp.topsis, normalization="minmax"),
        partial(fp.rank, method="topsis", normalization="minmax"),
        lambda problem: fp.topsis(problem, "minmax"),
    ):
        pd.testing.assert_series_equal(fp.rank(problem, method).scores, expected)
    pd.testing.assert_series_equal(
        fp.rank(problem, "TOPSIS", normalization="minmax").scores, expected
    )
    assert fp.rank(problem).method == "topsis"
    assert fp.rank(problem, "Promethee-II").method == "promethee_ii"
    assert resolve(fp.ahp, mode="ideal").name == "ahp_ideal"
    assert resolve(partial(fp.rank, method="edas")).name == "edas"
    assert fp.rank(problem, fp.ahp, mode="ideal").method == "ahp_ideal"


def test_what_is_no_method_is_refused(problem: fp.Problem) -> None:
    with pytest.raises(fp.MethodError, match="found NoneType; expected a name"):
        fp.rank(problem, None)  # type: ignore[arg-type]
    with pytest.raises(fp.MethodError, match="options by name only"):
        fp.rank(problem, partial(fp.topsis, problem))
    with pytest.raises(fp.MethodError, match="topsis: unknown option 'v'; expected normalization"):
        fp.rank(problem, "topsis", v=1)


def test_a_method_that_is_run_for_every_weight_vector_says_so(problem: fp.Problem) -> None:
    assert resolve("mairca").kernel(problem).looped
    assert not resolve("topsis").kernel(problem).looped
    runs = 0

    def counted(changed: fp.Problem) -> fp.Ranking:
        nonlocal runs
        runs += 1
        return fp.topsis(changed)

    fp.stability(problem, counted, nodes=[problem.criteria[0]])
    assert runs < 250  # a grid of 101 places, and the refinement of the two changes
