"""Numbers and names as a reader is shown them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivepluone_mcda.model.text import (
    MINUS,
    decimals,
    estimated,
    joined,
    number,
    part_digits,
    percent,
    score_digits,
    signed,
)

SCORES = st.floats(-1e9, 1e9).map(lambda score: 0.0 if abs(score) < 1e-290 else score)


@given(st.lists(SCORES, min_size=1, max_size=5))
def test_three_figures_of_the_largest_score_can_be_read_back(scores: list[float]) -> None:
    digits, largest = score_digits(scores), max(map(abs, scores))
    for score in scores:
        read = float(number(score, digits).replace(",", "").replace(MINUS, "-"))
        assert abs(read - score) <= 0.0051 * largest


@given(st.lists(st.integers(-1000, 1000), min_size=1).map(lambda many: np.array(many) / 4))
def test_decimals_that_say_nothing_are_left_out(scores: np.ndarray) -> None:
    whole = bool((scores % 1.0 == 0.0).all())
    assert score_digits(scores) == 0 or not whole


@pytest.mark.parametrize("score", [5e-324, 1e-200, 1e15])
def test_tiny_and_huge_scores_are_powers_of_ten(score: float) -> None:
    assert "e" in number(score, score_digits([score]))


@given(st.floats(1e-6, 1.0), st.floats(1e-4, 1e4))
def test_a_part_is_never_written_as_nothing(share: float, width: float) -> None:
    part = share * width
    assert float(f"{part:.{part_digits(part, share, 2)}f}") != 0.0


@pytest.mark.parametrize(
    ("numbers", "figures", "digits"),
    [([5.0, -1.0], 2, 1), ([99.0], 2, 0), ([0.03, float("nan")], 2, 3), ([0.0], 2, 0)],
)
def test_decimals(numbers: list[float], figures: int, digits: int) -> None:
    assert decimals(numbers, figures) == digits


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"),
        (-0.0, "0 %"),
        (1e-15, "0 %"),
        (0.0004, "<0.1 %"),
        (0.04, "4.0 %"),
        (0.228, "22.8 %"),
        (0.9994, "99.9 %"),
        (0.9996, ">99.9 %"),
        (1.0, "100 %"),
        (1.25, "125.0 %"),
        (-0.031, f"{MINUS}3.1 %"),
    ],
)
def test_only_none_and_all_are_written_as_0_and_100_percent(share: float, text: str) -> None:
    assert percent(share) == text


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_only_zero_is_written_as_zero(value: float, digits: int) -> None:
    zero = float(number(value, digits).replace(",", "").replace(MINUS, "-")) == 0.0
    assert zero == (abs(value) < 1e-12)


def test_zero_has_no_sign() -> None:
    texts = [write(zero, 2) for write in (number, signed) for zero in (0.0, -0.0, -1e-17)]
    assert set(texts) == {"0.00"}


def test_signed_has_a_true_minus() -> None:
    assert (signed(-1.234, 2), signed(0.5, 1)) == (f"{MINUS}1.23", "+0.5")


def test_a_share_without_error_claims_none() -> None:
    assert estimated(1.0, 0.0) == "100 %"
    assert estimated(0.25, 0.005) == "25.0 % ± 1.0"


@pytest.mark.parametrize(
    ("names", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_joined(names: list[str], text: str) -> None:
    assert joined(names) == text
