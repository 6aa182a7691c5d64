"""Roots of polynomials between 0 and 1."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fivepluone_mcda.methods.roots import linear_roots, quadratic_roots, unit_roots


def from_roots(*roots: float) -> np.ndarray:
    """Coefficients in (1 - u, u) of the product of all (u - root)."""
    c = np.array([1.0])
    for root in roots:
        c = np.convolve(c, [-root, 1.0 - root])
    return c[None]


@given(st.lists(st.integers(-500, 1500), min_size=4, max_size=4, unique=True))
def test_every_root_inside_is_found(thousandths: list[int]) -> None:
    roots = np.sort(np.array(thousandths) / 1000)
    found = unit_roots(from_roots(*roots))
    inside = roots[(roots > 0.0) & (roots < 1.0)]
    within = found[(found > 0.0) & (found < 1.0)]
    np.testing.assert_allclose(np.sort(within), inside, atol=1e-9)


def test_roots_that_lie_close_are_both_found() -> None:
    found = unit_roots(from_roots(0.3, 0.3 + 1e-6, -2.0, 5.0))
    np.testing.assert_allclose(np.sort(found[~np.isnan(found)]), [0.3, 0.3 + 1e-6], atol=1e-9)


def test_a_triple_root_is_found_and_a_double_root_is_no_change_of_sign() -> None:
    triple = unit_roots(from_roots(0.5, 0.5, 0.5, 2.0))
    np.testing.assert_allclose(triple[~np.isnan(triple)], 0.5, atol=1e-5)
    lifted = from_roots(0.25, 0.25, 2.0, 3.0) + np.array([[1e-9, 0.0, 0.0, 0.0, 1e-9]])
    assert np.isnan(unit_roots(lifted)).all()


def test_roots_at_the_ends_are_exact() -> None:
    found = unit_roots(from_roots(0.0, 1.0, 0.5, 3.0))
    assert set(found[~np.isnan(found)].round(12)) <= {0.0, 0.5, 1.0}
    assert not ((found > 0.0) & (found < 1e-9)).any()
    assert not ((found < 1.0) & (found > 1.0 - 1e-9)).any()


def test_linear_roots() -> None:
    found = linear_roots(np.array([[1.0, -3.0], [1.0, 3.0], [0.0, 0.0], [-1e300, 1.0]]))
    np.testing.assert_array_equal(found[:, 0], [0.25, np.nan, np.nan, 1.0])


def test_quadratic_ratios_do_not_cancel() -> None:
    # (y - 1e9 x)(y - 1e-9 x): the small root would lose all digits in the school formula.
    pairs = quadratic_roots(np.array([[1.0, -(1e9 + 1e-9), 1.0], [1.0, 0.0, 1.0]]))
    ratios = np.sort(pairs[0, :, 1] / pairs[0, :, 0])
    np.testing.assert_allclose(ratios, [1e-9, 1e9], rtol=1e-14)
    assert np.isnan(pairs[1]).all()


def test_no_polynomial_has_no_root() -> None:
    assert unit_roots(np.empty((0, 5))).shape == (0, 4)
    assert quadratic_roots(np.empty((0, 3))).shape == (0, 2, 2)
