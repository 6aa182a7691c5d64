"""Wrapped text is as narrow as asked; labels that are kept apart do not overlap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivepluone_mcda.plots.text import apart, text_width, wrap

WORDS = st.text(st.sampled_from("abcWM -/_%$<&é"), max_size=60)


@given(WORDS, st.floats(20.0, 200.0))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, points: float) -> None:
    wrapped = wrap(text, points)
    assert all(text_width(line) <= points for line in wrapped.split("\n"))
    assert "".join(wrapped.split()) == "".join(text.split())


def test_breaks_stand_between_words_and_after_hyphens() -> None:
    assert wrap("CA-South Korea", 30.0) == "CA-\nSouth\nKorea"


def test_a_number_keeps_its_percent_sign() -> None:
    assert wrap("weighs 0 % to 22.8 %, more", 45.0).split("\n")[1:] == ["to 22.8 %,", "more"]


def test_a_word_that_is_too_long_is_broken_anywhere() -> None:
    assert wrap("Donaudampfschiff", 30.0).replace("\n", "") == "Donaudampfschiff"
    assert "\n" in wrap("Donaudampfschiff", 30.0)


@given(
    st.lists(st.tuples(st.floats(0.0, 1.0), st.floats(0.01, 0.2)), max_size=12),
)
def test_labels_are_apart_in_order_and_inside(labels: list[tuple[float, float]]) -> None:
    places = np.array([place for place, _ in labels])
    sizes = np.array([size for _, size in labels])
    moved = apart(places, sizes, 0.0, 1.0)
    order = np.argsort(places, kind="stable")
    gaps = np.diff(moved[order]) - 0.5 * (sizes[order][1:] + sizes[order][:-1])
    assert (gaps > -1e-12).all()
    if sizes.sum() <= 1.0:
        assert (moved - 0.5 * sizes > -1e-12).all()
        assert (moved + 0.5 * sizes < 1.0 + 1e-12).all()


def test_labels_with_room_stay_where_they_are() -> None:
    places = np.array([0.5, 0.2, 0.8])
    assert apart(places, np.full(3, 0.1), 0.0, 1.0) == pytest.approx(places)


def test_two_labels_at_one_place_move_by_half_their_size_each() -> None:
    assert apart(np.array([0.5, 0.5]), np.full(2, 0.1), 0.0, 1.0) == pytest.approx([0.45, 0.55])
