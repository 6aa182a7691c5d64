import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import nearest_reversal, stability

SMOOTH = ["topsis", "ahp", "ahp_ideal", "weighted_sum", "weighted_product", "promethee_ii"]


def leads(problem, method, reversal):
    """Score of the new winner less the old one's at the reversal, higher better."""
    ranking = fp.rank(problem.with_weights(reversal.weights), method)
    gap = ranking.scores[reversal.winner] - ranking.scores[reversal.loser]
    return -gap if ranking.lower_is_better else gap


@pytest.mark.parametrize("method", [*SMOOTH, "vikor"])
@pytest.mark.parametrize("norm", ["l2", "l1"])
def test_the_reversal_is_a_tie_and_no_farther_than_a_one_weight_flip(shipped, method, norm):
    reversal = nearest_reversal(shipped, method, norm=norm)
    assert -1e-9 <= leads(shipped, method, reversal) < 1e-6
    assert reversal.mass_moved == pytest.approx(reversal.changes.abs().sum() / 2)
    length = np.abs if norm == "l1" else np.square
    size = length(reversal.changes).sum() ** (1.0 if norm == "l1" else 0.5)
    assert reversal.distance == pytest.approx(size)
    bounds = stability(shipped, method)
    for side, over in (("lower", "winner_below"), ("upper", "winner_above")):
        for node, at in bounds.loc[bounds[over].notna(), side].items():
            step = shipped.with_weight(node, at).weights - shipped.weights
            flip = length(step).sum() ** (1.0 if norm == "l1" else 0.5)
            assert reversal.distance <= flip + 1e-8


@pytest.mark.parametrize("profile", ["paper", "values", "implementation", "grounds", "equal"])
@pytest.mark.parametrize("method", SMOOTH)
def test_almost_all_of_the_distance_is_proved_safe(study, profile, method):
    reversal = nearest_reversal(study.problem(profile), method)
    assert 0.97 * reversal.distance <= reversal.certified_radius <= reversal.distance


@pytest.mark.slow
@settings(max_examples=25)
@given(
    problems(alternatives=(2, 4), criteria=(2, 4)),
    st.sampled_from(SMOOTH),
    st.integers(0, 2**32 - 1),
)
def test_no_reversal_inside_the_certified_radius_nor_nearer_than_found(problem, method, seed):
    reversal = nearest_reversal(problem, method)
    winner = problem.position(reversal.loser)
    base = problem.weight_vector
    rng = np.random.default_rng(seed)
    draws = rng.dirichlet(np.ones(base.size), 5000)
    shrunk = base + rng.random((len(draws), 1)) * (draws - base)
    points = np.vstack([draws, shrunk])
    scores = fp.methods.resolve(method).kernel(problem)(points)
    lost = scores.max(axis=1) > scores[:, winner] + 1e-9
    distance = np.sqrt(((points[lost] - base) ** 2).sum(axis=1))
    nearest = distance.min() if distance.size else np.inf
    assert nearest >= reversal.certified_radius - 1e-9
    # The search is exact for additive methods and within the certificate's gap for TOPSIS.
    assert nearest >= reversal.distance - 1e-7


def test_a_named_rival_and_the_nearest_of_all(shipped):
    every = {
        rival: nearest_reversal(shipped, rival=rival).distance
        for rival in shipped.alternatives
        if rival != "CA-EU"
    }
    reversal = nearest_reversal(shipped)
    assert reversal.winner == min(every, key=every.get)
    assert reversal.distance == pytest.approx(min(every.values()), rel=1e-6)


@pytest.mark.slow
def test_without_a_rival_that_can_win():
    frame = pd.DataFrame({"x": [3, 1], "y": [3, 1]}, ["best", "worst"])
    for method in ("topsis", "weighted_sum", "vikor"):
        reversal = nearest_reversal(fp.Problem(frame), method)
        assert reversal.winner is None
        assert reversal.distance == reversal.mass_moved == np.inf
        assert (reversal.changes == 0.0).all()
    assert nearest_reversal(fp.Problem(frame), "weighted_sum").certified_radius == np.inf
    assert nearest_reversal(fp.Problem(frame.iloc[:1])).winner is None


def test_a_tie_is_its_own_reversal():
    frame = pd.DataFrame({"x": [3, 1, 3], "y": [2, 3, 2]}, ["a", "b", "c"])
    reversal = nearest_reversal(fp.Problem(frame))
    assert reversal.distance == 0.0
    assert reversal.certified_radius == 0.0


@pytest.mark.slow
def test_methods_of_other_packages_are_searched(shipped):
    reversal = nearest_reversal(shipped, "edas")
    assert leads(shipped, "edas", reversal) >= -1e-9
    assert reversal.certified_radius == 0.0


def test_bad_input(shipped):
    with pytest.raises(fp.MethodError, match="comes first already"):
        nearest_reversal(shipped, rival="CA-EU")
    with pytest.raises(fp.UnknownNameError, match="did you mean 'CA-China'"):
        nearest_reversal(shipped, rival="CA-Chine")
    with pytest.raises(fp.MethodError, match="'l2' or 'l1'"):
        nearest_reversal(shipped, norm="l3")
