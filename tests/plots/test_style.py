"""One look for each alternative, told by more than its colour."""

from __future__ import annotations

import pytest

from fivepluone_mcda.model.looks import looks


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
