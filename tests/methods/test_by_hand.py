"""Small problems worked out by hand: what the other tests of the methods leave open."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from strategies import OWN

import fivepluone_mcda as fp


def one_column(values: list[float], direction: str = "max", **more: object) -> fp.Problem:
    frame = pd.DataFrame({"x": values}, list("abcdefgh")[: len(values)])
    return fp.Problem(frame, directions={"x": direction}, **more)  # type: ignore[arg-type]


def test_topsis_of_what_is_alike_is_half_way() -> None:
    assert fp.topsis(one_column([2.0, 2.0])).scores.tolist() == [0.5, 0.5]
    assert fp.topsis(one_column([2.0])).scores.tolist() == [0.5]


def test_topsis_steps(flat: fp.Problem) -> None:
    ranking = fp.topsis(flat)
    assert list(ranking.steps) == ["normalised", "weighted", "ideals", "distances"]
    ideals, weighted = ranking.steps["ideals"], ranking.steps["weighted"]
    away = np.sqrt(((weighted - ideals.loc["anti-ideal"]) ** 2).sum(axis=1))
    to = np.sqrt(((weighted - ideals.loc["ideal"]) ** 2).sum(axis=1))
    np.testing.assert_allclose(ranking.steps["distances"], np.column_stack([to, away]))
    np.testing.assert_allclose(ranking.scores, away / (away + to))


def test_ahp_turns_a_minimised_score_round_its_scale() -> None:
    scaled = one_column([1.0, 2.0, 5.0], "min", scale={"x": (1, 5)})
    assert fp.ahp(scaled).scores.tolist() == pytest.approx([5 / 10, 4 / 10, 1 / 10])
    assert fp.ahp(one_column([1.0, 2.0, 4.0], "min")).scores.tolist() == pytest.approx(
        [4 / 7, 2 / 7, 1 / 7]
    )
    assert fp.ahp(one_column([0.0, 0.0, 4.0], "min")).scores.tolist() == [0.5, 0.5, 0.0]
    at_the_end = one_column([4.0, 4.0], "min", scale={"x": (0, 4)})
    assert fp.ahp(at_the_end).scores.tolist() == [0.5, 0.5]


def test_ahp_modes(flat: fp.Problem) -> None:
    local = fp.ahp(flat).steps["local priorities"]
    np.testing.assert_allclose(local.sum(), 1.0)
    ideal = fp.ahp(flat, "ideal")
    np.testing.assert_allclose(ideal.steps["local priorities"], local / local.max())
    together = (local / local.max()) @ flat.weights
    np.testing.assert_allclose(ideal.scores, together / together.sum())
    assert (fp.ahp(flat).method, ideal.method) == ("ahp", "ahp_ideal")


def test_ahp_with_comparisons_of_the_alternatives(flat: fp.Problem) -> None:
    rows = [("bus", "car", 2), ("bus", "bike", 6), ("car", "bike", 3)]
    judged = fp.PairwiseMatrix.from_judgements(rows, ["bike", "bus", "car"])
    ranking = fp.ahp(flat, comparisons={"comfort": judged})
    column = ranking.steps["local priorities"]["comfort"]
    assert column.to_dict() == pytest.approx({"car": 0.3, "bus": 0.6, "bike": 0.1})
    with pytest.raises(fp.UnknownNameError, match="unknown criterion 'comfrot'"):
        fp.ahp(flat, comparisons={"comfrot": judged})
    with pytest.raises(
        fp.ProblemError, match=r"are over .*; expected the alternatives 'car', 'bike'"
    ):
        fp.ahp(flat.without("bus"), comparisons={"comfort": judged})
    with pytest.raises(fp.MethodError, match="expected 'distributive' or 'ideal'"):
        fp.ahp(flat, "perfect")


def test_the_random_index_is_saatys() -> None:
    table = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
    for n, index in table.items():
        names = [f"e{i}" for i in range(n)]
        rows = [(a, b, 1) for a, b in combinations(names, 2)]
        matrix = fp.PairwiseMatrix.from_judgements(rows, names).with_judgement("e0", "e1", 9)
        assert matrix.consistency_index == pytest.approx((matrix.lambda_max - n) / (n - 1))
        assert matrix.consistency_ratio == pytest.approx(matrix.consistency_index / index)


def test_a_weighted_zero_makes_the_product_zero_and_an_idle_one_does_not() -> None:
    frame = pd.DataFrame({"x": [0.0, 1.0], "y": [3.0, 1.0]}, ["a", "b"])
    ranking = fp.weighted_product(fp.Problem(frame))
    assert ranking.scores.tolist() == [0.0, pytest.approx(0.5)]
    assert ranking.explain("b", "a").parts.tolist() == [pytest.approx(0.5), 0.0]
    idle = fp.weighted_product(fp.Problem(frame, {"x": 0, "y": 1}))
    assert idle.scores.tolist() == pytest.approx([0.75, 0.25])


def test_vikor_says_whether_the_first_stands_alone() -> None:
    clear = fp.vikor(one_column([3.0, 1.0, 1.2])).steps["compromise"]
    assert clear["holds"].tolist() == [True, True]
    assert clear.loc["acceptable advantage", "needed"] == 0.5
    close = fp.vikor(one_column([3.0, 2.9, 1.0])).steps["compromise"]
    assert close["holds"].tolist() == [False, True]
    assert fp.vikor(one_column([3.0])).steps["compromise"]["holds"].tolist() == [True, True]
    frame = pd.DataFrame({"x": [5, 0, 2], "y": [0, 5, 2], "z": [4, 4, 5]}, ["a", "b", "c"])
    for v, first in ((0.0, "c"), (1.0, "c")):
        assert fp.vikor(fp.Problem(frame), v).best == first


def test_preference_functions_at_their_thresholds() -> None:
    """a against b differs by 1, against c by 2; the net flow of a is the mean preference."""
    problem = one_column([3.0, 2.0, 1.0])
    for preference, thresholds, flow in (
        ("usual", {}, 1.0),
        ("u_shape", {"q": 1}, 0.5),
        ("v_shape", {"p": 2}, 0.75),
        ("v_shape", {"p": 0}, 1.0),
        ("level", {"q": 1, "p": 1.5}, 0.5),
        ("level", {"q": 0.5, "p": 1}, 0.75),
        ("linear", {"q": 0, "p": 4}, 0.375),
        ("linear", {"q": 1, "p": 1}, 0.5),
        ("gaussian", {"s": 1}, 1.0 - (np.exp(-0.5) + np.exp(-2.0)) / 2),
    ):
        ranking = fp.promethee_ii(problem, preference, **thresholds)
        assert ranking.scores["a"] == pytest.approx(flow), preference
        assert ranking.scores.sum() == pytest.approx(0.0)


def test_preferences_by_criterion(flat: fp.Problem) -> None:
    mixed = fp.promethee_ii(
        flat, {"price": "v_shape", "speed": "u_shape"}, q=pd.Series({"speed": 1}), p={"price": 3}
    ).steps["net flows"]
    for criterion, one in (
        ("price", fp.promethee_ii(flat, "v_shape", p=3)),
        ("speed", fp.promethee_ii(flat, "u_shape", q=1)),
        ("comfort", fp.promethee_ii(flat)),
    ):
        pd.testing.assert_series_equal(mixed[criterion], one.steps["net flows"][criterion])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"preference": "steep"}, "found 'steep'; expected one of usual, u_shape"),
        ({"preference": ["usual"]}, "expected one of usual"),
        ({"preference": "u_shape"}, "'price': the preference function 'u_shape' needs the thresh"),
        ({"preference": "u_shape", "q": {"price": 1}}, "'speed': .* needs the threshold q"),
        ({"preference": "u_shape", "q": -1}, "threshold q of 'price': found -1"),
        ({"preference": "u_shape", "q": np.nan}, "expected a number of 0 or more"),
        ({"preference": "u_shape", "q": "x"}, "found 'x'"),
        ({"preference": "u_shape", "q": 10**400}, "threshold q of 'price'"),
        ({"preference": "gaussian", "s": 0}, "found 0; expected a number above 0"),
        ({"preference": "level", "q": 2, "p": 1}, "q = 2 is above the preference threshold p = 1"),
        ({"preference": "u_shape", "q": {"prize": 1}}, "in q 'prize'; did you mean 'price'"),
        ({"preference": {"prize": "usual"}}, "in preference 'prize'"),
    ],
)
def test_wrong_preferences_are_refused(
    flat: fp.Problem, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        fp.promethee_ii(flat, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", [fp.topsis, fp.weighted_sum])
def test_an_unknown_normalisation_is_refused(flat: fp.Problem, method: object) -> None:
    with pytest.raises(fp.MethodError, match="found 'maxmin'; expected one of vector, minmax"):
        fp.rank(flat, method, normalization="maxmin")  # type: ignore[arg-type]


@pytest.mark.parametrize("v", [-0.1, 1.1, np.nan, "x", None])
def test_a_wrong_v_is_refused(flat: fp.Problem, v: float) -> None:
    with pytest.raises(fp.ProblemError, match=r"v: found .* expected a number between 0 and 1"):
        fp.vikor(flat, v)


@pytest.mark.parametrize("method", [*OWN, "edas"])
def test_a_table_is_no_problem(problem, method):
    with pytest.raises(fp.MethodError, match="found DataFrame; expected a Problem"):
        fp.rank(problem.matrix, method)


def test_the_compromise_set_of_vikor() -> None:
    assert fp.vikor(one_column([3.0, 1.0, 1.2])).compromise_set == ["a"]
    # Without an acceptable advantage: all that are less than 1 / (m - 1) behind the first.
    assert fp.vikor(one_column([3.0, 2.9, 2.5, 1.0])).compromise_set == ["a", "b", "c"]
    assert fp.vikor(one_column([3.0])).compromise_set == ["a"]
    # Opricovic & Tzeng (2004): only the stability fails, so the first two.
    frame = pd.DataFrame(
        {"x": [1.0, 0.0, 0.5], "y": [0.0, 1.0, 0.5], "z": [0.0, 0.4, 0.5]}, list("abc")
    )
    for weight in np.linspace(0.05, 0.9, 18):
        problem = fp.Problem(frame, {"x": weight, "y": 0.5 * (1 - weight), "z": 0.5 * (1 - weight)})
        ranking = fp.vikor(problem, v=0.5)
        measures = ranking.steps["measures"].loc[ranking.order]
        gap = measures["Q"].iloc[1] - measures["Q"].iloc[0]
        stable = (measures[["S", "R"]].idxmin() == ranking.best).any()
        size = 1 if gap >= 0.5 and stable else 2 if gap >= 0.5 else None
        if size is None:
            size = int((measures["Q"] - measures["Q"].iloc[0] < 0.5).sum())
        assert ranking.compromise_set == ranking.order[:size]


def test_promethee_shows_both_flows_and_what_they_leave_open() -> None:
    frame = pd.DataFrame({"x": [3, 2, 1, 1], "y": [1, 2, 1, 1]}, list("abcd"))
    ranking = fp.promethee_ii(fp.Problem(frame))
    flows = ranking.flows
    # a beats three others on x and none on y, and b beats it on y.
    assert flows.loc["a"].tolist() == pytest.approx([0.5, 1 / 6, 1 / 3])
    assert flows.loc["b"].tolist() == pytest.approx([5 / 6, 1 / 6, 2 / 3])
    pd.testing.assert_series_equal(
        flows["net"], ranking.scores[ranking.order].rename("net"), check_exact=False
    )
    order = ranking.partial_order
    assert order.loc["b"].tolist() == ["preferred", "indifferent", "preferred", "preferred"]
    assert order.loc["a", "b"] == "outranked"
    assert order.loc["c", "d"] == "indifferent"
    two = fp.promethee_ii(fp.Problem(pd.DataFrame({"x": [3, 1, 1], "y": [1, 2, 1]}, list("abc"))))
    assert two.flows.loc["a"].tolist() == pytest.approx([0.5, 0.25, 0.25])
    assert two.flows.loc["b"].tolist() == pytest.approx([0.5, 0.25, 0.25])
    gentle = pd.DataFrame({"x": [9.0, 5.0, 0.0], "y": [0.0, 3.0, 3.0]}, list("abc"))
    flows = fp.promethee_ii(fp.Problem(gentle), "v_shape", p=9.0)
    assert flows.partial_order.loc["a", "b"] == "incomparable"
