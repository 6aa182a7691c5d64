import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import revealed_weights


@pytest.mark.shipped_numbers
def test_the_nearest_weights_are_derived_again(study):
    recipe = study.profile("nearest").recipe
    revealed = revealed_weights(
        study.problem(recipe.nearest_to), recipe.winner, recipe.methods, recipe.margin
    )
    assert revealed.exact
    np.testing.assert_allclose(revealed.weights, study.weights("nearest"), atol=1e-4)
    assert revealed.mass_moved == pytest.approx(0.07, abs=0.001)
    assert revealed.margins.min() == pytest.approx(recipe.margin, abs=1e-8)


@pytest.mark.parametrize("method", ["topsis", "ahp", "weighted_product", "vikor"])
@pytest.mark.parametrize("winner", ["CA-USA", "CA-Russia"])
def test_the_verdict_holds_under_the_weights_found(study, method, winner):
    problem = study.problem("values")
    revealed = revealed_weights(problem, winner, [method])
    changed = problem.with_weights(revealed.weights)
    assert fp.rank(changed, method).best == winner
    assert revealed.margins[method] >= 0.005 - 1e-6
    assert revealed.weights.sum() == pytest.approx(1.0)
    assert (revealed.weights >= 0.0).all()
    assert revealed.mass_moved == pytest.approx(revealed.changes.abs().sum() / 2)
    moved = changed.node_weights - problem.node_weights
    np.testing.assert_allclose(revealed.node_changes, moved.drop("goal"), atol=1e-12)


def test_a_verdict_that_holds_already_costs_nothing(study):
    revealed = revealed_weights(study.problem("implementation"), "CA-China")
    assert revealed.mass_moved == pytest.approx(0.0, abs=1e-9)
    assert revealed.exact


def test_impossible_verdicts():
    frame = pd.DataFrame({"x": [3, 1, 2], "y": [3, 1, 2]}, ["best", "worst", "middle"])
    problem = fp.Problem(frame)
    with pytest.raises(fp.InfeasibleError, match="proved by linear programming"):
        revealed_weights(problem, "worst", ["weighted_sum"])
    with pytest.raises(fp.InfeasibleError, match="a search, not a proof"):
        revealed_weights(problem, "worst", ["topsis"])


def test_bad_input(shipped):
    with pytest.raises(fp.UnknownNameError, match="did you mean 'CA-EU'"):
        revealed_weights(shipped, "CA-UE")
    with pytest.raises(fp.MethodError, match="name at least one"):
        revealed_weights(shipped, "CA-EU", [])
    for margin in (-0.1, np.nan):
        with pytest.raises(fp.MethodError, match="margin"):
            revealed_weights(shipped, "CA-EU", margin=margin)


@given(problems(alternatives=(2, 5), criteria=(2, 5)), st.randoms(use_true_random=False))
def test_nothing_nearer_is_found_at_random(problem, random):
    winner = problem.alternatives[-1]
    try:
        revealed = revealed_weights(problem, winner, ["ahp"], margin=0.0)
    except fp.InfeasibleError:
        return
    base = problem.weight_vector
    rng = np.random.default_rng(random.randrange(2**32))
    values = fp.ahp(problem).steps["local priorities"].to_numpy()
    draws = rng.dirichlet(np.ones(base.size), 2000)
    draws = np.vstack([draws, base + 0.3 * (draws - base)])
    scores = draws @ values.T
    first = scores[:, -1] >= scores.max(axis=1)
    nearest = np.sqrt(((draws[first] - base) ** 2).sum(axis=1))
    assert not nearest.size or nearest.min() >= revealed.distance - 1e-7


@pytest.mark.parametrize("methods", [["ahp"], ["topsis"], ["topsis", "ahp", "ahp_ideal"]])
def test_the_least_weight_moved_is_no_more_than_that_of_the_nearest_weights(study, methods):
    problem = study.problem("values")
    second = fp.rank(problem, methods[0]).order[1]
    least = revealed_weights(problem, second, methods, norm="l1")
    nearest = revealed_weights(problem, second, methods)
    assert least.mass_moved < nearest.mass_moved
    assert least.distance == pytest.approx(2 * least.mass_moved)
    assert least.margins.min() >= 0.005 - 1e-8
    assert "of the weight moves" in least.headline()
    assert "%" not in nearest.headline()


def test_a_verdict_by_products_with_a_score_of_0():
    frame = pd.DataFrame({"x": [0, 2, 4], "y": [3, 5, 1]}, ["a1", "a2", "a3"])
    problem = fp.Problem(frame, {"x": 0.6, "y": 0.4}, {"y": "min"})
    with pytest.raises(fp.InfeasibleError, match="proved by linear programming"):
        revealed_weights(problem, "a2", ["weighted_product"], 0.0)
    revealed = revealed_weights(problem, "a3", ["weighted_product"], 0.0)
    assert revealed.mass_moved == 0.0


@pytest.mark.shipped_numbers
@pytest.mark.parametrize(
    ("methods", "norm", "margin", "percent"),
    [
        (["topsis"], "l2", 0.0, 0.2),
        (["topsis"], "l2", 0.005, 0.4),
        (["topsis"], "l1", 0.0, 0.1),
        (["topsis"], "l1", 0.005, 0.2),
        (["topsis", "ahp", "ahp_ideal"], "l2", 0.005, 7.0),
        (["topsis", "ahp", "ahp_ideal"], "l1", 0.005, 5.5),
    ],
)
def test_the_prices_of_the_verdict_on_the_values_profile(study, methods, norm, margin, percent):
    revealed = revealed_weights(study.problem("values"), "CA-EU", methods, margin, norm=norm)
    assert 100.0 * revealed.mass_moved == pytest.approx(percent, abs=0.05)


@pytest.mark.shipped_numbers
def test_the_least_weight_moved_for_a_verdict_on_a_curved_edge(study):
    # Sequential linear programming alone zigzags along the edge and stops at .24257.
    revealed = revealed_weights(study.problem("paper"), "CA-USA", ["topsis"], 0.0, norm="l1")
    assert revealed.distance == pytest.approx(0.241924, abs=1e-6)
    assert revealed.margins.min() >= -1e-8


@pytest.mark.shipped_numbers
def test_the_least_weight_moved_where_quadratic_programming_ends_early(study):
    # From several starts the solver gives up; linear programming goes on from there.
    revealed = revealed_weights(study.problem("values"), "CA-Japan", ["topsis"], 0.0, norm="l1")
    assert revealed.distance == pytest.approx(0.076735, abs=1e-6)
