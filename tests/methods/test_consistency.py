"""The consistency of judgements some of which are missing."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.methods.consistency import (
    INCOMPLETE,
    SAATY,
    principal_eigenvectors,
    random_index,
    simulated_index,
)

CHAIN = [("a", "b", 3), ("b", "c", 3), ("a", "c", 1), ("c", "d", 3), ("d", "e", 3), ("e", "f", 3)]


def test_a_contradiction_is_not_diluted_by_pairs_that_nobody_judged() -> None:
    matrix = fp.PairwiseMatrix.from_judgements(CHAIN, list("abcdef"))
    assert 0.36 < matrix.consistency_ratio < 0.45
    assert matrix.worst is not None
    assert {matrix.worst.a, matrix.worst.b} <= set("abc")
    assert "missing" in repr(matrix)
    assert "CR 0.365" in repr(matrix)


@pytest.mark.parametrize(
    "n", [4, 5, *(pytest.param(n, marks=pytest.mark.slow) for n in range(6, 11))]
)
def test_the_simulation_gives_the_table_of_incomplete_judgements(n: int) -> None:
    column = INCOMPLETE[n]
    assert len(column) == (n - 1) * (n - 2) // 2 - 1
    # Those of more than six elements come from the simulation itself: a few will do.
    for missing in range(1, len(column) + 1, 1 if n <= 6 else 17):
        found = simulated_index(n, missing, 2000)
        assert found == pytest.approx(column[missing - 1], abs=0.03)


def test_the_simulation_gives_saatys_table() -> None:
    # Saaty's index of three elements, from few matrices, is known to be high (.525 by others).
    for n in range(4, 11):
        assert simulated_index(n, 0, 2000) == pytest.approx(SAATY[n], abs=0.03)


def test_the_index_falls_with_every_pair_that_is_missing() -> None:
    for n in (5, 7, 12):
        surplus = (n - 1) * (n - 2) // 2
        indices = [random_index(n, missing) for missing in range(0, surplus + 1, 2 if n < 7 else 5)]
        assert indices == sorted(indices, reverse=True)
        assert random_index(n, surplus) == 0.0
    assert random_index(7, 3) == random_index(7, 3)


def test_a_tree_of_judgements_contradicts_nothing() -> None:
    matrix = fp.PairwiseMatrix.from_judgements(CHAIN[:2] + CHAIN[3:], list("abcdef"))
    assert matrix.consistency_ratio == 0.0
    assert matrix.consistency_index == pytest.approx(0.0, abs=1e-9)


def test_judgements_that_do_not_connect_have_no_ratio() -> None:
    matrix = fp.PairwiseMatrix.from_judgements([("a", "b", 3), ("c", "d", 2)], list("abcd"))
    with pytest.raises(fp.MethodError, match=r"nothing compares 'a', 'b' with 'c', 'd'"):
        _ = matrix.consistency_ratio
    assert "CR undefined" in repr(matrix)


def test_with_all_judgements_nothing_has_changed() -> None:
    rows = [(a, b, 1 + k) for k, (a, b) in enumerate(combinations("abcd", 2))]
    matrix = fp.PairwiseMatrix.from_judgements(rows, list("abcd"))
    assert matrix.consistency_ratio == pytest.approx((matrix.lambda_max - 4.0) / 3.0 / 0.90)


def test_missing_judgements_are_completed_to_the_last_digit() -> None:
    rng = np.random.default_rng(0)
    for n in (4, 5, 7, 10, 15, 27):
        for _ in range(4):
            names = [f"c{i}" for i in range(n)]
            pairs = {(i, (i + 1) % n) for i in range(n)} | {(i, (i + n // 2) % n) for i in range(n)}
            rows = {frozenset(p): p for p in pairs if p[0] != p[1]}.values()
            # As contradictory as judgements can be: nothing but 1/9 and 9.
            judged = [(names[i], names[j], float(rng.choice([1 / 9, 9]))) for i, j in rows]
            matrix = fp.PairwiseMatrix.from_judgements(judged, names)
            missing = matrix.to_frame().isna().to_numpy()
            whole = matrix.complete().to_frame().to_numpy()
            right, left = principal_eigenvectors(np.stack([whole, whole.T]))[1]
            potential = np.log(right / left) / 2
            implied = np.exp(potential[:, None] - potential[None, :])
            np.testing.assert_allclose(whole[missing], implied[missing], rtol=1e-11)
