from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp

SAATY = st.sampled_from([*range(1, 10), *(f"1/{k}" for k in range(2, 10))])


def judged(*rows: tuple[str, str, object], elements: str | list[str] = "abc") -> fp.PairwiseMatrix:
    return fp.PairwiseMatrix.from_judgements(rows, list(elements))


def frame(values: list[list[object]], names: str = "ab", dtype: type | None = None) -> pd.DataFrame:
    return pd.DataFrame(values, list(names), list(names), dtype=dtype)


@st.composite
def matrices(draw: st.DrawFn, least: int = 1, most: int = 7) -> fp.PairwiseMatrix:
    elements = [f"e{i}" for i in range(draw(st.integers(least, most)))]
    rows = [(a, b, draw(SAATY)) for a, b in combinations(elements, 2)]
    return fp.PairwiseMatrix.from_judgements(rows, elements)


# -- priorities and consistency


@given(parts=st.lists(st.integers(1, 99), min_size=1, max_size=12))
def test_consistent_judgements_give_the_weights_back(parts: list[int]) -> None:
    weights = pd.Series(parts, [f"e{i}" for i in range(len(parts))]) / sum(parts)
    ratios = weights.to_numpy()[:, None] / weights.to_numpy()
    matrix = fp.PairwiseMatrix(pd.DataFrame(ratios, weights.index, weights.index))
    for how in ("eigenvector", "geometric"):
        np.testing.assert_allclose(matrix.priorities(how), weights, rtol=1e-10)
    assert matrix.lambda_max == pytest.approx(len(parts), abs=1e-9)
    assert matrix.consistency_index == pytest.approx(0.0, abs=1e-9)
    assert matrix.consistency_ratio == pytest.approx(0.0, abs=1e-9)
    assert matrix.geometric_consistency_index == pytest.approx(0.0, abs=1e-9)


@given(matrix=matrices())
def test_priorities_are_the_principal_eigenvector(matrix: fp.PairwiseMatrix) -> None:
    priorities, n = matrix.priorities(), len(matrix.elements)
    assert priorities.sum() == pytest.approx(1.0)
    assert (priorities > 0.0).all()
    np.testing.assert_allclose(
        matrix.to_frame() @ priorities, matrix.lambda_max * priorities, rtol=1e-9
    )
    assert matrix.lambda_max >= n - 1e-9
    means = np.exp(np.log(matrix.to_frame()).mean(axis=1))
    np.testing.assert_allclose(matrix.priorities("geometric"), means / means.sum(), rtol=1e-9)
    if n <= 3:
        np.testing.assert_allclose(matrix.priorities("geometric"), priorities, rtol=1e-9)


@given(matrix=matrices(), data=st.data())
def test_the_order_of_the_elements_does_not_matter(
    matrix: fp.PairwiseMatrix, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(matrix.elements))
    shuffled = fp.PairwiseMatrix(matrix.to_frame().loc[order, order])
    for how in ("eigenvector", "geometric"):
        np.testing.assert_allclose(
            shuffled.priorities(how)[matrix.elements], matrix.priorities(how), rtol=1e-9
        )
    assert shuffled.consistency_ratio == pytest.approx(matrix.consistency_ratio, abs=1e-9)
    assert shuffled.geometric_consistency_index == pytest.approx(
        matrix.geometric_consistency_index, abs=1e-9
    )


def test_priorities_far_apart_keep_their_digits() -> None:
    chain = [f"e{i}" for i in range(20)]
    matrix = judged(*((a, b, 9) for a, b in pairwise(chain)), elements=chain)
    priorities = matrix.priorities()
    np.testing.assert_allclose(priorities.to_numpy()[:-1] / priorities.to_numpy()[1:], 9.0)
    assert matrix.lambda_max == pytest.approx(20.0)
    extreme = judged(("a", "b", 1e300), elements="ab")
    assert extreme.priorities()["b"] == pytest.approx(1e-300)
    assert extreme.lambda_max == pytest.approx(2.0)


def test_random_index_beyond_ten_elements() -> None:
    names = [f"e{i}" for i in range(11)]
    rows = [(a, b, 1) for a, b in combinations(names, 2)]
    matrix = judged(*rows, elements=names).with_judgement("e0", "e1", 9)
    expected = (matrix.lambda_max - 11) / (2.7699 * 11 - 4.3513 - 11)
    assert matrix.consistency_ratio == pytest.approx(expected)
    assert matrix.consistency_ratio > 0.0


@pytest.mark.parametrize("rows", [[], [("a", "b", 7)]])
def test_one_or_two_elements_cannot_contradict(rows: list[tuple[str, str, int]]) -> None:
    matrix = judged(*rows, elements="ab" if rows else "a")
    assert matrix.consistency_ratio == 0.0
    assert matrix.geometric_consistency_index == 0.0
    assert matrix.priorities().sum() == pytest.approx(1.0)


def test_worst_is_the_judgement_furthest_from_the_priorities() -> None:
    weights = {"a": 8, "b": 4, "c": 2, "d": 1}
    right = judged(
        *((x, y, weights[x] / weights[y]) for x, y in combinations("abcd", 2)), elements="abcd"
    )
    matrix = right.with_judgement("a", "d", "1/4")
    worst = matrix.worst
    assert worst is not None
    assert (worst.a, worst.b, worst.value) == ("d", "a", 4.0)
    priorities = matrix.priorities()
    assert worst.consistent == pytest.approx(priorities["d"] / priorities["a"])
    mended = matrix.with_judgement(worst.a, worst.b, worst.consistent)
    assert mended.consistency_ratio < matrix.consistency_ratio
    assert judged(elements="a").worst is None


def test_of_judgements_that_share_the_largest_departure_the_first_is_the_worst() -> None:
    for value in (2.0, 3.0, 5.0, 7.0):
        cycle = [("a", "b", value), ("b", "c", value), ("c", "d", value), ("d", "a", value)]
        matrix = fp.PairwiseMatrix.from_judgements(cycle, list("abcd"))
        assert matrix.worst is not None
        assert (matrix.worst.a, matrix.worst.b) == ("a", "b")
        assert not matrix.stands_out
        assert matrix.with_judgement("a", "c", 9.0).stands_out


# -- missing judgements


def test_completion_is_where_lambda_max_is_least() -> None:
    matrix = judged(("a", "b", 2), ("b", "c", 3), ("c", "d", "1/5"), ("a", "d", 4), elements="abcd")
    assert not matrix.is_complete
    completed = matrix.complete()
    assert completed.is_complete
    assert completed.lambda_max == matrix.lambda_max

    ratios = np.geomspace(0.05, 20.0, 25)
    grid = [
        completed.with_judgement("a", "c", ac).with_judgement("b", "d", bd).lambda_max
        for ac in ratios
        for bd in ratios
    ]
    assert completed.lambda_max <= min(grid) + 1e-9
    assert min(grid) == pytest.approx(completed.lambda_max, abs=1e-2)

    given_ = matrix.to_frame().notna().to_numpy()
    np.testing.assert_array_equal(
        completed.to_frame().to_numpy()[given_], matrix.to_frame().to_numpy()[given_]
    )


@given(matrix=matrices(least=4), data=st.data())
def test_no_single_missing_judgement_can_be_filled_better(
    matrix: fp.PairwiseMatrix, data: st.DataObject
) -> None:
    pairs = data.draw(st.sets(st.sampled_from(list(combinations(matrix.elements, 2))), max_size=3))
    pairs = {pair for pair in pairs if "e0" not in pair}  # e0 links all elements
    incomplete = matrix.to_frame()
    for a, b in pairs:
        incomplete.loc[a, b] = incomplete.loc[b, a] = np.nan
    found = fp.PairwiseMatrix(incomplete).complete()
    for a, b in pairs:
        for factor in (0.99, 1.01):
            moved = found.with_judgement(a, b, found.to_frame().loc[a, b] * factor)
            assert moved.lambda_max >= found.lambda_max - 1e-9


def test_a_tree_of_judgements_is_completed_consistently() -> None:
    matrix = judged(("a", "b", 2), ("b", "c", 3))
    assert matrix.complete().to_frame().loc["a", "c"] == pytest.approx(6.0)
    assert matrix.geometric_consistency_index == 0.0
    for how in ("eigenvector", "geometric"):
        np.testing.assert_allclose(matrix.priorities(how), [0.6, 0.3, 0.1])


def test_judgements_that_do_not_connect_all_elements_are_an_error() -> None:
    matrix = judged(("a", "b", 2), ("c", "d", 2), elements="abcd")
    assert "some judgements missing" in repr(matrix)
    for ask in (
        matrix.complete,
        matrix.priorities,
        lambda: matrix.priorities("geometric"),
        lambda: matrix.lambda_max,
    ):
        with pytest.raises(fp.MethodError, match="nothing compares 'a', 'b' with 'c', 'd'"):
            ask()


# -- building a matrix


def test_one_side_of_a_pair_is_enough() -> None:
    half = fp.PairwiseMatrix(frame([[np.nan, "1/3"], [None, 1]]))
    assert half == fp.PairwiseMatrix(frame([[1, 1 / 3], [3, 1]]))
    assert hash(half) == hash(judged(("b", "a", 3), elements="ab"))
    assert half.to_frame().loc["b", "a"] == pytest.approx(3.0)


def test_labels_become_strings_and_columns_may_stand_in_any_order() -> None:
    matrix = fp.PairwiseMatrix(pd.DataFrame([[2.0, 1.0], [1.0, 0.5]], [1, 2], ["2", "1"]))
    assert matrix.elements == ["1", "2"]
    assert matrix.to_frame().loc["1", "2"] == 2.0


def test_a_matrix_never_changes() -> None:
    matrix = judged(("a", "b", 2), ("a", "c", 3), ("b", "c", 2))
    table = matrix.to_frame()
    table.loc["a", "b"] = 9.0
    matrix.elements.append("d")
    changed = matrix.with_judgement("a", "b", "1/2")
    assert matrix.to_frame().loc["a", "b"] == 2.0
    assert matrix.elements == ["a", "b", "c"]
    assert changed.to_frame().loc["b", "a"] == 2.0
    assert "CR" in repr(matrix)
    assert "<table" in matrix._repr_html_()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[1, 2]], "found list; expected a square DataFrame"),
        (pd.DataFrame(), "named once each: found none"),
        (pd.DataFrame([[1, 2], [0.5, 1]], ["a", "a"], ["a", "a"]), "named once each"),
        (pd.DataFrame([[1, 2], [0.5, 1]], ["a", "b"], ["a", "c"]), "rows and columns differ"),
        (frame([[1, 2], [2, 1]]), r"'b' against 'a': found 2; expected 1 / 2 = 0.5"),
        (frame([[1, 0], [None, 1]]), "'a' against 'b': found 0; expected a positive number"),
        (frame([[1, -3], [None, 1]]), "found -3"),
        (frame([[1, np.inf], [None, 1]]), "found inf"),
        (frame([[1, "a third"], [None, 1]]), "found 'a third'"),
        (frame([[1, 10**400], [None, 1]], dtype=object), "expected a positive number"),
        (frame([[2, 3], [None, 1]]), "'a' against itself: found 2; expected 1"),
    ],
)
def test_what_is_no_reciprocal_matrix_is_refused(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(fp.ProblemError, match=message):
        fp.PairwiseMatrix(table)


def test_judgements_may_be_tuples_mappings_or_a_table() -> None:
    rows = [("a", "b", "1/3"), ("c", "a", 2)]
    table = pd.DataFrame(rows, columns=["a", "b", "value"])
    assert judged(*rows) == judged(*table.to_dict("records"))  # type: ignore[arg-type]
    assert judged(*rows) == fp.PairwiseMatrix.from_judgements(table, ["a", "b", "c"])
    twice = judged(*rows, ("b", "a", 3), ("a", "c", 0.5))
    np.testing.assert_allclose(twice.to_frame(), judged(*rows).to_frame())


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        (("a", "b", 2), fp.ProblemError, "'a' against 'b': given twice, as 3 and as 2"),
        (("b", "a", 3), fp.ProblemError, "'b' against 'a': given twice, as 0.333333 and as 3"),
        (("a", "c", 0), fp.ProblemError, "found 0; expected a positive number"),
        (("a", "c", None), fp.ProblemError, "found None"),
        (("a", "c", "1/0"), fp.ProblemError, "found '1/0'"),
        (("a", "a", 3), fp.ProblemError, "'a' against itself"),
        (("a", "d", 3), fp.UnknownNameError, "unknown element 'd'"),
        (("a", "c"), fp.ProblemError, "expected a, b and value"),
        ({"a": "a", "b": "c"}, fp.ProblemError, "expected a, b and value"),
    ],
)
def test_wrong_judgements_are_refused(
    row: tuple[str, str, object], error: type[fp.CriteriaError], message: str
) -> None:
    with pytest.raises(error, match=message):
        judged(("a", "b", 3), row)


def test_elements_named_twice_are_refused() -> None:
    with pytest.raises(fp.ProblemError, match="named once each"):
        judged(("a", "b", 3), elements="aba")


def test_wrong_requests_are_refused() -> None:
    matrix = judged(("a", "b", 3), elements="ab")
    with pytest.raises(fp.MethodError, match="expected 'eigenvector' or 'geometric'"):
        matrix.priorities("mean")
    with pytest.raises(fp.UnknownNameError, match="unknown element 'c'"):
        matrix.with_judgement("a", "c", 3)
    with pytest.raises(fp.ProblemError, match="cannot be compared with itself"):
        matrix.with_judgement("a", "a", 3)
    with pytest.raises(fp.ProblemError, match="found 'x'"):
        matrix.with_judgement("a", "b", "x")


@pytest.mark.parametrize(("text", "value"), [("3", 3.0), (" 1 / 4 ", 0.25), ("0.5", 0.5), (7, 7.0)])
def test_a_judgement_may_be_a_fraction(text: object, value: float) -> None:
    matrix = judged(("a", "b", text), elements="ab")
    assert matrix.to_frame().loc["a", "b"] == value


# -- groups of judges


@given(group=st.integers(2, 5).flatmap(lambda n: st.lists(matrices(n, n), min_size=1, max_size=4)))
def test_both_ways_of_aggregating_are_geometric_means(group: list[fp.PairwiseMatrix]) -> None:
    merged = fp.aggregate(group)
    assert isinstance(merged, fp.PairwiseMatrix)
    logs = np.mean([np.log(matrix.to_frame()) for matrix in group], axis=0)
    np.testing.assert_allclose(merged.to_frame(), np.exp(logs), rtol=1e-9)
    mean = np.exp(np.mean([np.log(matrix.priorities()) for matrix in group], axis=0))
    np.testing.assert_allclose(fp.aggregate(group, "priorities"), mean / mean.sum(), rtol=1e-9)


def test_weights_of_the_judges() -> None:
    group = {"u": judged(("a", "b", 2), elements="ab"), "v": judged(("a", "b", 8), elements="ab")}

    def together(weights: object, how: str = "judgements") -> float:
        merged = fp.aggregate(group, how, weights)  # type: ignore[arg-type]
        if isinstance(merged, pd.Series):
            return float(merged["a"] / merged["b"])
        return float(merged.to_frame().loc["a", "b"])

    for how in ("judgements", "priorities"):
        assert together(None, how) == pytest.approx(4.0)
        assert together({"v": 3, "u": 1}, how) == pytest.approx(2.0**0.25 * 8.0**0.75)
        assert together([1, 0], how) == pytest.approx(2.0)


def test_the_judges_who_judged_a_pair_decide_it() -> None:
    one = judged(("a", "b", 2), ("b", "c", 2), ("a", "c", 4))
    other = judged(("a", "b", 8))
    merged = fp.aggregate([one, other]).to_frame()
    assert merged.loc["a", "b"] == pytest.approx(4.0)
    assert merged.loc["b", "c"] == pytest.approx(2.0)
    assert np.isnan(fp.aggregate([one, other], weights=[0, 1]).to_frame().loc["b", "c"])


def test_judges_may_order_the_elements_differently() -> None:
    one, other = judged(("a", "b", 2), elements="ab"), judged(("a", "b", 8), elements="ba")
    assert fp.aggregate([one, other]).to_frame().loc["a", "b"] == pytest.approx(4.0)
    priorities = fp.aggregate([one, other], "priorities")
    assert isinstance(priorities, pd.Series)
    assert priorities.to_dict() == pytest.approx({"a": 0.8, "b": 0.2})


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"matrices": []}, fp.MethodError, "no matrices"),
        ({"how": "mean"}, fp.MethodError, "expected 'judgements' or 'priorities'"),
        ({"weights": [1]}, fp.MethodError, "expected 2 finite numbers"),
        ({"weights": [1, -1]}, fp.MethodError, "0 or more"),
        ({"weights": [0, 0]}, fp.MethodError, "not all 0"),
        ({"weights": [1, np.nan]}, fp.MethodError, "finite"),
        ({"weights": ["x", 1]}, fp.MethodError, "expected 2 finite numbers"),
        ({"weights": {"judge 1": 1}}, fp.MethodError, "one for each judge"),
        ({"weights": {"judge 3": 1}}, fp.UnknownNameError, "unknown judge 'judge 3'"),
    ],
)
def test_wrong_groups_are_refused(
    arguments: dict[str, object], error: type[fp.CriteriaError], message: str
) -> None:
    group = [judged(("a", "b", 2), elements="ab")] * 2
    with pytest.raises(error, match=message):
        fp.aggregate(**{"matrices": group, **arguments})  # type: ignore[arg-type]


def test_judges_must_compare_the_same_elements() -> None:
    with pytest.raises(fp.ProblemError, match="judge 2 compares 'a', 'c'; the first compares"):
        fp.aggregate([judged(("a", "b", 2), elements="ab"), judged(("a", "c", 2), elements="ac")])
