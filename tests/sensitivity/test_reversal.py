import warnings
from functools import partial
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import nearest_reversal, stability
from fivepluone_mcda.sensitivity.rivals import Rivals

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
    assert 0.998 * reversal.distance <= reversal.certified_radius <= reversal.distance


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


def test_rounding_errors_are_no_changes(shipped):
    least = nearest_reversal(shipped, norm="l1")
    for moved in (least.changes, least.node_changes):
        assert (moved[moved != 0.0].abs() > 1e-9).all()
    assert (least.changes == 0.0).sum() > 20


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


def exact_mass(problem, values, winner, rival):
    """The least weight that must move in an additive method, by an independent LP."""
    base, gap = problem.weight_vector, values[rival] - values[winner]
    n = base.size
    answer = linprog(
        np.r_[np.zeros(n), np.ones(n)],
        A_ub=np.vstack(
            [np.r_[-gap, np.zeros(n)], np.c_[np.eye(n), -np.eye(n)], np.c_[-np.eye(n), -np.eye(n)]]
        ),
        b_ub=np.r_[0.0, base, -base],
        A_eq=np.r_[np.ones(n), np.zeros(n)][None],
        b_eq=[1.0],
    )
    return answer.fun / 2 if answer.status == 0 else np.inf


def small(seed, m, n):
    rng = np.random.default_rng(seed)
    names = [f"c{j}" for j in range(n)]
    matrix = pd.DataFrame(rng.integers(1, 10, (m, n)), [f"a{i}" for i in range(m)], names)
    directions = {name: "min" for name in names if rng.random() < 0.4}
    return fp.Problem(matrix, dict(zip(names, rng.dirichlet(np.ones(n)), strict=True)), directions)


@pytest.mark.parametrize("method", ["weighted_sum", "ahp", "ahp_ideal", "promethee_ii"])
@pytest.mark.parametrize("seed", range(6))
def test_the_least_weight_moved_is_that_of_a_linear_programme(seed, method):
    problem = small(seed, 4, 15)
    reversal = nearest_reversal(problem, method, norm="l1", certify=False)
    values = fp.methods.resolve(method).kernel(problem).additive_values
    winner = problem.position(reversal.loser)
    exact = [exact_mass(problem, values, winner, k) for k in range(4) if k != winner]
    assert reversal.exact
    assert reversal.mass_moved == pytest.approx(min(exact), abs=1e-8)


@pytest.mark.shipped_numbers
@pytest.mark.parametrize(("method", "most"), [("weighted_sum", 0.0606), ("topsis", 0.00103)])
def test_the_least_weight_moved_from_the_values_of_the_paper(study, method, most):
    reversal = nearest_reversal(study.problem("values"), method, norm="l1", certify=False)
    assert reversal.mass_moved == pytest.approx(most, rel=1e-2)


def least_exchange(problem, method, winner, points=2001):
    """The least weight that changes the winner when one criterion gives it to another."""
    base, kernel = problem.weight_vector, fp.methods.resolve(method).kernel(problem)
    least = np.inf
    for j, k in permutations(range(base.size), 2):
        moved = np.linspace(0.0, base[j], points)
        weights = np.tile(base, (points, 1))
        weights[:, j] -= moved
        weights[:, k] += moved
        merits = kernel.merits(weights)
        others = np.delete(merits, winner, axis=1).max(axis=1)
        passed = moved[others >= merits[:, winner]]
        least = min(least, passed.min(initial=np.inf))
    return least


@pytest.mark.parametrize("method", ["topsis", "vikor"])
@pytest.mark.parametrize("seed", range(5))
def test_no_exchange_between_two_criteria_moves_less(seed, method):
    problem = small(seed, 4, 7)
    reversal = nearest_reversal(problem, method, norm="l1", certify=False)
    least = least_exchange(problem, method, problem.position(reversal.loser))
    assert reversal.mass_moved <= least + 1e-9


@pytest.mark.parametrize("normalization", ["vector", "minmax", "sum"])
@pytest.mark.parametrize("seed", range(4))
def test_no_random_weights_are_nearer_by_topsis(seed, normalization):
    problem = small(100 + seed, 3, 4)
    method = partial(fp.topsis, normalization=normalization)
    kernel, base = fp.methods.resolve(method).kernel(problem), problem.weight_vector
    rng = np.random.default_rng(seed)
    points = rng.dirichlet(np.full(4, 0.7), 20_000)
    points = np.vstack([points, base + rng.random((20_000, 1)) * (points - base)])
    scores = kernel(points)
    for norm, size in (("l1", 1), ("l2", 2)):
        reversal = nearest_reversal(problem, method, norm=norm, certify=False)
        winner = problem.position(reversal.loser)
        lost = (np.delete(scores, winner, axis=1) >= scores[:, [winner]]).any(axis=1)
        reach = np.linalg.norm(points[lost] - base, ord=size, axis=1).min(initial=np.inf)
        assert reversal.distance <= reach + 1e-9


@pytest.mark.parametrize(
    ("matrix", "weights", "directions", "most"),
    [
        # At (.42, 0, .58) the score of 0 no longer counts: a distance of .482.
        ([[4, 3, 5], [2, 0, 3]], [0.7, 0.1, 0.2], "max max min", 0.482),
        ([[0, 3], [2, 0]], [0.2, 0.8], "max max", 0.0),  # both products are 0
        # Any weight on the second criterion makes the winner's product 0.
        ([[3, 0], [2, 5]], [1.0, 0.0], "max max", 1e-11),
    ],
)
@pytest.mark.parametrize("norm", ["l2", "l1"])
def test_products_with_a_score_of_0(matrix, weights, directions, most, norm):
    names = ["x", "y", "z"][: len(weights)]
    problem = fp.Problem(
        pd.DataFrame(matrix, ["a1", "a2"], names),
        dict(zip(names, weights, strict=True)),
        dict(zip(names, directions.split(), strict=True)),
    )
    reversal = nearest_reversal(problem, "weighted_product", norm=norm)
    assert leads(problem, "weighted_product", reversal) >= -1e-9
    assert np.sqrt((reversal.changes**2).sum()) <= (most if norm == "l2" else 1.2 * most)
    assert reversal.certified_radius <= reversal.distance
    if norm == "l2":
        assert reversal.certified_radius == pytest.approx(reversal.distance, abs=1e-6)


def test_vikor_does_not_warn():
    frame = pd.DataFrame({"x": [3, 1], "y": [1, 2]}, ["a", "b"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for norm in ("l2", "l1"):
            nearest_reversal(fp.Problem(frame), "vikor", norm=norm)


def test_the_line_names_the_norm(shipped):
    assert "of the weight moves (no less is enough)" in (
        nearest_reversal(shipped, "ahp", norm="l1").headline()
    )
    assert "%" not in nearest_reversal(shipped, "ahp").headline()


@pytest.mark.shipped_numbers
def test_the_least_weight_that_moves_on_the_shipped_study(study):
    """Shares of the weight that a review found sufficient; the search must find as little."""
    for profile, method, share in (
        ("nearest", "topsis", 0.0259),
        ("values", "topsis", 0.00104),
        ("values", "weighted_sum", 0.0606),
    ):
        least = nearest_reversal(study.problem(profile), method, norm="l1", certify=False)
        assert least.mass_moved <= share + 5e-5, (profile, method)


def spread_out(seed, m, n):
    """A problem with scores of very different size, and its base weights."""
    rng = np.random.default_rng(seed)
    names = [f"c{j}" for j in range(n)]
    matrix = pd.DataFrame(np.exp(rng.normal(0, 1.5, (m, n))), [f"a{i}" for i in range(m)], names)
    directions = {name: "min" for name in names if rng.random() < 0.5}
    return fp.Problem(matrix, dict(zip(names, rng.dirichlet(np.ones(n)), strict=True)), directions)


@pytest.mark.parametrize("normalization", ["vector", "minmax", "max", "sum"])
@pytest.mark.parametrize("seed", [0, 1])
def test_nothing_nearer_is_found_than_what_is_proved(normalization, seed):
    method = partial(fp.topsis, normalization=normalization)
    for problem in (small(seed, 6, 12), spread_out(seed, 6, 12)):
        reversal = nearest_reversal(problem, method)
        assert reversal.distance == np.inf or (
            0.98 * reversal.distance <= reversal.certified_radius <= reversal.distance
        )


def test_most_rivals_are_never_searched(monkeypatch):
    searched = []
    search = Rivals._searched

    def counted(self, k, norm):
        searched.append(k)
        return search(self, k, norm)

    monkeypatch.setattr(Rivals, "_searched", counted)
    reversal = nearest_reversal(small(3, 25, 8))
    assert reversal.certified_radius >= 0.98 * reversal.distance
    assert len(searched) < 8
