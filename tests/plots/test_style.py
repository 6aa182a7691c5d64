"""Looks, figures and percentages."""

from __future__ import annotations

import pytest
from plots.shown import MINUS

from fivepluone_mcda.plots.style import decimals, looks, percent, signed


def test_first_five_colours_are_okabe_ito() -> None:
    colours = [look.colour for look in looks(list("abcde")).values()]
    assert colours == ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00"]


@pytest.mark.parametrize("trait", ["hatch", "marker", "line"])
def test_forty_alternatives_are_told_apart_by_colour_with_any_other_trait(trait: str) -> None:
    all_looks = looks([f"a{i}" for i in range(40)]).values()
    assert len({(look.colour, getattr(look, trait)) for look in all_looks}) == 40


def test_neighbours_in_greyscale_differ_in_more_than_colour() -> None:
    first = list(looks(list("abcde")).values())
    for trait in ("hatch", "marker", "line"):
        assert len({getattr(look, trait) for look in first}) == 5


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (1.0, "100 %"), (0.228, "22.8 %"), (0.04, "4.0 %"), (0.9996, "100 %")],
)
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


def test_signed_has_a_real_minus() -> None:
    assert (signed(-1.234, 2), signed(0.5, 1)) == (f"{MINUS}1.23", "+0.5")


@pytest.mark.parametrize(
    ("numbers", "figures", "digits"),
    [([5.0, -1.0], 2, 1), ([99.0], 2, 0), ([0.03, float("nan")], 2, 3), ([0.0], 2, 0)],
)
def test_decimals(numbers: list[float], figures: int, digits: int) -> None:
    assert decimals(numbers, figures) == digits
