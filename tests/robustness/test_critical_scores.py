"""Every flip is a tie inside the scale, the nearest one, and none is missed."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial
from scipy.optimize import brentq, minimize_scalar
from strategies import NORMALIZATIONS, OWN, problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import MethodLike, resolve
from fivepluone_mcda.narrative.robustness import cells_sentence
from fivepluone_mcda.robustness import critical_scores

SMOOTH = [
    *(partial(fp.topsis, normalization=name) for name in NORMALIZATIONS),
    "ahp",
    "ahp_ideal",
    "weighted_sum",
    "weighted_product",
]


def changed(problem: fp.Problem, alternative: str, criterion: str, score: float) -> fp.Problem:
    matrix = problem.matrix
    matrix.loc[alternative, criterion] = score
    return problem.with_matrix(matrix)


def lead(problem: fp.Problem, method: MethodLike, best: str) -> float:
    """Lead of an alternative over the best of the others."""
    ranking = resolve(method).rank(problem)
    scores = -ranking.scores if ranking.lower_is_better else ranking.scores
    return float(scores[best] - scores.drop(best).max())


@pytest.mark.parametrize("method", [*SMOOTH, "vikor"])
@pytest.mark.parametrize("profile", ["values", "equal"])
def test_flips_of_the_shipped_study_are_ties_inside_the_scale(
    study: fp.Study, method: MethodLike, profile: str
) -> None:
    problem = study.problem(profile)
    best = resolve(method).rank(problem).best
    found = critical_scores(problem, method)
    assert len(found) == problem.values.size
    flips = found[found["flip_score"].notna()]
    assert flips["share"].abs().is_monotonic_increasing
    assert flips["share"].tolist() == (flips["change"] / 4.0).tolist()
    assert found["flip_score"].iloc[len(flips) :].isna().all()
    assert flips["flip_score"].between(1.0, 5.0).all()
    for row in flips.head(8).itertuples():
        at = changed(problem, row.alternative, row.criterion, row.flip_score)
        assert row.tie
        assert abs(lead(at, method, best)) <= 1e-9
        beyond = row.flip_score + 1e-6 * np.sign(row.change)
        if 1.0 < beyond < 5.0:
            after = changed(problem, row.alternative, row.criterion, beyond)
            assert resolve(method).rank(after).best == row.winner != best


@pytest.mark.slow
@given(problems(alternatives=(1, 5), criteria=(1, 3)), st.sampled_from(SMOOTH), st.data())
def test_no_score_nearer_changes_the_winner(
    problem: fp.Problem, method: MethodLike, data: st.DataObject
) -> None:
    found = critical_scores(problem, method)
    row = found.iloc[data.draw(st.integers(0, len(found) - 1))]
    column = problem.matrix[row["criterion"]]
    reach = abs(row["change"]) if row["winner"] else np.inf
    best = resolve(method).rank(problem).best
    scan = np.linspace(column.min(), column.max(), 41)
    for score in scan[np.abs(scan - row["score"]) < reach - 1e-9]:
        at = changed(problem, row["alternative"], row["criterion"], float(score))
        assert len(column) == 1 or lead(at, method, best) >= -1e-11
    if row["winner"]:
        assert column.min() <= row["flip_score"] <= column.max()
        at = changed(problem, row["alternative"], row["criterion"], row["flip_score"])
        assert row["tie"] == (abs(lead(at, method, best)) <= 1e-9)
        assert row["tie"] or resolve(method).rank(at).best == row["winner"]


def exact_flips(problem: fp.Problem, i: int, j: int) -> list[float]:
    """All scores at which vector TOPSIS changes its winner, from roots of polynomials.

    Times s^2 = t^2 + c every squared distance is a polynomial of degree two in the score t as
    long as the ends of the column stay the same, so that D-_a^2 D+_b^2 - D-_b^2 D+_a^2 is one of
    degree four.
    """
    x, w = problem.values, problem.weight_vector
    others = np.delete(x[:, j], i)
    kernel = resolve("topsis").kernel(problem)
    keep = np.arange(len(w)) != j
    best = problem.position(fp.topsis(problem).best)
    t = Polynomial([0.0, 1.0])
    size = t**2 + (others**2).sum()
    flips = []
    knots = np.unique([1.0, 5.0, *others])
    for low, high in pairwise(knots):
        middle = 0.5 * (low + high)
        column = [Polynomial([value]) for value in x[:, j]]
        column[i] = t
        place = [float(term(middle)) for term in column]
        ends = column[int(np.argmax(place))], column[int(np.argmin(place))]
        top, bottom = ends if problem.maximise[j] else ends[::-1]
        plus, minus = (
            [
                size * float(squares[k, keep] @ w[keep] ** 2) + (end - column[k]) ** 2 * w[j] ** 2
                for k in range(len(x))
            ]
            for squares, end in ((kernel.to_best, top), (kernel.to_worst, bottom))
        )
        for k in range(len(x)):
            ahead = minus[best] * plus[k] - minus[k] * plus[best]
            for root in ahead.roots() if k != best else []:
                if abs(root.imag) < 1e-7 and low - 1e-9 <= root.real <= high + 1e-9:
                    flips.append(float(root.real))
    return flips


@given(
    st.integers(0, 2**32 - 1), st.integers(2, 6), st.integers(2, 4), st.sampled_from([0.1, 1.0, 4])
)
def test_topsis_flips_are_the_exact_roots(seed: int, m: int, n: int, even: float) -> None:
    rng = np.random.default_rng(seed)
    names = [f"c{j}" for j in range(n)]
    problem = fp.Problem(
        pd.DataFrame(rng.uniform(1.0, 5.0, (m, n)), [f"a{i}" for i in range(m)], names),
        weights=dict(zip(names, rng.dirichlet(np.full(n, even)) + 0.1, strict=True)),
        directions=dict(zip(names, rng.choice(["max", "min"], n), strict=True)),
        scale=dict.fromkeys(names, (1.0, 5.0)),
    )
    best = fp.topsis(problem).best
    row = critical_scores(problem).sample(1, random_state=seed).iloc[0]
    where = row["alternative"], row["criterion"]
    roots = np.array(exact_flips(problem, problem.position(where[0]), names.index(where[1])))
    reach = np.inf if row["winner"] is None else abs(row["change"])
    for root in roots[np.abs(roots - row["score"]) < reach - 1e-4]:
        # It is no flip unless the winner is behind on one side of it.
        for side in np.clip([root - 1e-5, root + 1e-5], 1.0, 5.0):
            assert lead(changed(problem, *where, side), "topsis", best) >= -1e-9
    if row["winner"]:
        assert np.abs(roots - row["flip_score"]).min() < 1e-6


@pytest.mark.parametrize("depth", [1e-3, 1e-6, 1e-9])
def test_a_rival_who_leads_only_between_two_points_of_the_scan_is_found(depth: float) -> None:
    def problem(height: float, score: float = 2.7) -> fp.Problem:
        return fp.Problem(
            pd.DataFrame(
                {"x": [score, 1.3, 4.8], "y": [height, 4.5, 2.0]}, ["rival", "best", "last"]
            ),
            weights={"x": 0.02, "y": 0.98},
            scale={"x": (1, 5), "y": (1, 5)},
        )

    def deepest(height: float) -> float:
        """The least lead of the winner, near 3.46, where the rival comes nearest."""
        return float(
            minimize_scalar(
                lambda score: lead(problem(height, score), "topsis", "best"),
                bounds=(3.2, 3.7),
                method="bounded",
                options={"xatol": 1e-9},
            ).fun
        )

    height = brentq(lambda height: deepest(height) + depth, 4.4, 4.5)
    found = critical_scores(problem(height)).set_index(["alternative", "criterion"])
    flip = found.loc[("rival", "x")]
    assert flip["winner"] == "rival"
    assert flip["tie"]
    assert 2.7 < flip["flip_score"] < 4.8
    assert abs(lead(problem(height, flip["flip_score"]), "topsis", "best")) <= 1e-9


def peak(problem: fp.Problem) -> fp.Ranking:
    """A method without an array kernel: b leads only where its score is within 0.01 of 3."""
    scores = np.array([0.0, 1e-4 - (problem.matrix.loc["b", "x"] - 3.0) ** 2])
    return fp.Ranking.of("peak", problem, scores, options={}, steps={})


def test_methods_without_a_kernel() -> None:
    problem = fp.Problem(pd.DataFrame({"x": [1.0, 2.0]}, ["a", "b"]), scale={"x": (0, 5)})
    found = critical_scores(problem, peak).set_index("alternative")
    assert found.loc["b", "flip_score"] == pytest.approx(2.99, abs=1e-9)
    assert found.loc["b", "winner"] == "b"
    assert np.isnan(found.loc["a", "flip_score"])


def test_a_method_that_jumps_gives_the_first_score_of_the_new_winner() -> None:
    frame = pd.DataFrame({"x": [1.0, 2.0, 3.0], "y": [3.0, 2.0, 1.0]}, ["a", "b", "c"])
    problem = fp.Problem(frame, {"x": 0.4, "y": 0.6}, scale={"x": (1, 5), "y": (1, 5)})
    assert fp.promethee_ii(problem).best == "a"
    found = critical_scores(problem, "promethee_ii").set_index(["alternative", "criterion"])
    flip = found.loc[("b", "y")]
    assert flip["winner"] == "b"
    assert not flip["tie"]
    at = changed(problem, "b", "y", flip["flip_score"])
    assert fp.promethee_ii(at).best == "b"
    before = changed(problem, "b", "y", flip["flip_score"] - 1e-9)
    assert fp.promethee_ii(before).best == "a"


def test_options_by_criterion_stay_with_their_criterion(problem: fp.Problem) -> None:
    method = partial(
        fp.promethee_ii, preference="v_shape", p={"price": 4.0, "speed": 6.0, "comfort": 9.0}
    )
    best = resolve(method).rank(problem).best
    flips = critical_scores(problem, method).query("tie")
    assert len(flips)
    for row in flips.itertuples():
        at = changed(problem, row.alternative, row.criterion, row.flip_score)
        assert abs(lead(at, method, best)) <= 1e-9


def test_no_score_within_the_scale_flips(study: fp.Study) -> None:
    found = critical_scores(study.problem("implementation"))
    nowhere = found[found["flip_score"].isna()]
    assert len(nowhere)
    assert nowhere["change"].isna().all()
    assert all(winner is None for winner in nowhere["winner"])
    assert not nowhere["tie"].any()


def test_without_a_scale_the_observed_range_bounds_the_score(problem: fp.Problem) -> None:
    free = fp.Problem(problem.matrix, problem.weights, problem.directions)
    found = critical_scores(free)
    ranges = free.matrix.agg(["min", "max"])
    for row in found.dropna(subset="flip_score").itertuples():
        assert (
            ranges.loc["min", row.criterion] <= row.flip_score <= ranges.loc["max", row.criterion]
        )


def test_level_alternatives_flip_at_once() -> None:
    frame = pd.DataFrame({"x": [2.0, 2.0], "y": [3.0, 3.0]}, ["a", "b"])
    problem = fp.Problem(frame, scale={"x": (1, 5), "y": (1, 5)})
    found = critical_scores(problem)
    assert (found["change"] == 0.0).all()
    assert (found["winner"] == "b").all()
    assert found["tie"].all()


def test_one_alternative_and_columns_without_range() -> None:
    one = critical_scores(fp.Problem(pd.DataFrame({"x": [2.0]}, ["a"]), scale={"x": (1, 5)}))
    assert one["flip_score"].isna().all()
    flat = critical_scores(fp.Problem(pd.DataFrame({"x": [2.0, 2.0]}, ["a", "b"])))
    assert flat["flip_score"].isna().all()


def test_weightless_criterion_never_flips(problem: fp.Problem) -> None:
    found = critical_scores(problem.with_weights({"price": 0.6, "speed": 0.4}))
    assert found.query("criterion == 'comfort'")["flip_score"].isna().all()


@pytest.mark.parametrize("method", OWN)
def test_columns(problem: fp.Problem, method: str) -> None:
    found = critical_scores(problem, method)
    assert found.columns.tolist() == [
        "alternative", "criterion", "score", "flip_score", "change", "winner", "tie", "share",
            "in_range",
    ]  # fmt: skip
    assert len(found) == 9
    flips = found.dropna(subset="flip_score")
    assert flips["change"].tolist() == (flips["flip_score"] - flips["score"]).tolist()


def test_unknown_method(problem: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="topsis"):
        critical_scores(problem, "topsiss")


def test_changes_in_other_units_have_the_same_share_and_order(problem: fp.Problem) -> None:
    """Cents in place of dollars change neither which score comes first nor how near it is."""
    found = critical_scores(problem)
    matrix = problem.matrix.assign(price=100 * problem.matrix["price"])
    cents = fp.Problem(
        matrix, problem.weights, problem.directions, {"price": (100, 500)}, problem.tree
    )
    other = critical_scores(cents)
    columns = ["alternative", "criterion", "winner"]
    pd.testing.assert_frame_equal(found[columns], other[columns])
    np.testing.assert_allclose(found["share"], other["share"], rtol=1e-9)
    price = found["criterion"] == "price"
    np.testing.assert_allclose(100 * found["change"][price], other["change"][price], rtol=1e-9)


def test_share_is_of_the_scale_or_else_of_the_column(problem: fp.Problem) -> None:
    found = critical_scores(problem).dropna(subset="share")
    width = {"price": 4.0, "speed": 3.0, "comfort": 4.0}  # price on 1 to 5; speed between 2 and 5
    assert found["share"].tolist() == pytest.approx(
        (found["change"] / found["criterion"].map(width)).tolist()
    )


def test_a_tie_for_first_place_is_no_flip() -> None:
    frame = pd.DataFrame({"price": [3, 3, 1], "comfort": [3, 3, 2]}, list("ABC"))
    problem = fp.Problem(frame, scale={"price": (1, 5), "comfort": (1, 5)})
    flip = critical_scores(problem).set_index(["alternative", "criterion"]).loc[("C", "price")]
    assert flip["winner"] == "C"
    assert flip["tie"]
    assert flip["flip_score"] == pytest.approx(4.2857142857, abs=1e-9)


@pytest.mark.parametrize("method", ["topsis", "ahp", "weighted_sum", "vikor"])
def test_tied_winners_against_a_fine_scan(method: str) -> None:
    rng = np.random.default_rng(1)
    steps = np.linspace(1.0, 5.0, 401)
    for _ in range(8):
        rows = rng.integers(1, 6, (3, 2)).astype(float)
        rows = rows[[0, 0, 1, 2]]
        names = list(rng.permutation(list("ABCD")))
        frame = pd.DataFrame(rows, names, ["x", "y"])
        problem = fp.Problem(frame, scale={"x": (1, 5), "y": (1, 5)})
        best = fp.rank(problem, method).best
        for row in critical_scores(problem, method).itertuples():
            values = np.repeat(problem.values[:, :, None], steps.size, axis=2)
            values[problem.position(row.alternative), "xy".index(row.criterion)] = steps
            kernel = resolve(method).kernel(problem, values=values)
            merits = kernel.merits(np.tile(problem.weight_vector, (steps.size, 1)))
            leads = merits[:, [names.index(best)]] - merits
            behind = steps[leads.min(axis=1) < -1e-9]
            if row.winner is None:
                assert behind.size == 0
                continue
            nearest = behind[np.abs(behind - row.score).argmin()]
            assert abs(row.change) <= abs(nearest - row.score) + 1e-9
            assert abs(row.change) >= abs(nearest - row.score) - 0.0101
            just = row.flip_score + 1e-7 * np.sign(nearest - row.score)
            if 1.0 < just < 5.0:
                after = fp.rank(changed(problem, row.alternative, row.criterion, just), method)
                assert after.ranks[row.winner] == 1
                assert after.ranks[best] > 1


def test_flips_inside_the_stated_ranges() -> None:
    frame = pd.DataFrame({"price": [4.0, 2.0], "comfort": [5.0, 3.0]}, ["car", "bus"])
    problem = fp.Problem(
        frame,
        directions={"price": "min"},
        scale={"price": (1, 5), "comfort": (1, 5)},
        low={"price": {"car": 3.5}},
        high={"price": {"bus": 3.0}},
    )
    cells = critical_scores(problem, "weighted_sum").set_index(["alternative", "criterion"])
    assert cells["flip_score"]["bus", "price"] == pytest.approx(2.4)
    assert cells["in_range"].to_dict() == {
        ("bus", "price"): True,
        ("bus", "comfort"): False,
        ("car", "price"): False,  # 3.33 is below 3.5
        ("car", "comfort"): False,
    }
    assert "1 of them can do so inside the range of the score itself." in cells_sentence(
        cells.dropna(subset=["winner"]), problem
    )


def test_a_score_moves_within_its_range_where_no_scale_is_stated() -> None:
    frame = pd.DataFrame({"price": [4.0, 3.0], "comfort": [3.0, 3.0]}, ["car", "bus"])
    wide = fp.Problem(frame, high={"price": {"bus": 6.0}})
    flips = [
        critical_scores(each, "weighted_sum").set_index(["alternative", "criterion"])["flip_score"]
        for each in (wide, fp.Problem(frame))
    ]
    assert flips[0]["bus", "price"] == pytest.approx(4.0)
    assert flips[0]["car", "comfort"] != flips[0]["car", "comfort"]
    assert flips[1].notna().sum() <= flips[0].notna().sum()
