"""Scores are written with three figures, and a part of a whole never as nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivepluone_mcda.model.figures import part_digits, score_digits, score_text

SCORES = st.floats(-1e9, 1e9).map(lambda score: 0.0 if abs(score) < 1e-290 else score)


@given(st.lists(SCORES, min_size=1, max_size=5))
def test_three_figures_of_the_largest_score_can_be_read_back(scores: list[float]) -> None:
    digits, largest = score_digits(scores), max(map(abs, scores))
    for score in scores:
        read = float(score_text(score, digits).replace(",", ""))
        assert abs(read - score) <= 0.0051 * largest


@given(st.lists(st.integers(-1000, 1000), min_size=1).map(lambda many: np.array(many) / 4))
def test_decimals_that_say_nothing_are_left_out(scores: np.ndarray) -> None:
    whole = bool((scores % 1.0 == 0.0).all())
    assert score_digits(scores) == 0 or not whole


@pytest.mark.parametrize("score", [5e-324, 1e-200, 1e15])
def test_tiny_and_huge_scores_are_powers_of_ten(score: float) -> None:
    assert "e" in score_text(score, score_digits([score]))


@given(st.floats(1e-6, 1.0), st.floats(1e-4, 1e4))
def test_a_part_is_never_written_as_nothing(share: float, width: float) -> None:
    part = share * width
    assert float(f"{part:.{part_digits(part, share, 2)}f}") != 0.0
