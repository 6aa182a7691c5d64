"""What is no result for a picture is refused in words; given Axes are drawn on."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from plots.test_layout import PICTURES

import fivepluone_mcda as fp


@pytest.mark.parametrize(
    "name",
    sorted(set(fp.plots.__all__) - {"ternary", "two_nodes"}),
)
@pytest.mark.parametrize("wrong", [None, 3, pd.DataFrame({"a": [1.0]})], ids=str)
def test_a_wrong_thing_is_refused(name: str, wrong: object) -> None:
    if isinstance(wrong, pd.DataFrame) and name in ("sweep", "pairwise_winning"):
        pytest.skip("any table of numbers will do")
    with pytest.raises(fp.CriteriaError, match="expected"):
        getattr(fp.plots, name)(wrong)


@pytest.mark.parametrize("name", ["ternary", "two_nodes"])
def test_maps_want_a_problem(name: str) -> None:
    with pytest.raises(fp.CriteriaError, match="expected a Problem"):
        getattr(fp.plots, name)(pd.DataFrame(), ["a", "b", "c"], "d")


def test_weights_of_other_criteria_are_refused(problem: fp.Problem) -> None:
    with pytest.raises(fp.CriteriaError, match="without 'speed'"):
        fp.plots.ranking(fp.topsis(problem), pd.DataFrame({"price": [1.0], "comfort": [0.0]}))


@pytest.mark.parametrize("name", PICTURES)
def test_given_axes_are_drawn_on_and_nothing_else(name: str, study: fp.Study) -> None:
    figure, axes = plt.subplots(1, 2, figsize=(9.0, 6.0))
    ax = PICTURES[name](study.problem("values"), ax=axes[1])
    assert ax is axes[1]
    assert ax.get_title()
    assert not axes[0].has_data()
    assert figure.get_size_inches().tolist() == [9.0, 6.0]
    assert plt.get_fignums() == [figure.number]


SMALL: dict[str, Callable[[], fp.Problem]] = {
    "one alternative": lambda: fp.Problem(pd.DataFrame({"a": [1.0], "b": [2.0]}, ["x"])),
    "identical": lambda: fp.Problem(pd.DataFrame({"a": [1.0, 1.0], "b": [2.0, 2.0]}, ["x", "y"])),
    "zero weight": lambda: fp.Problem(
        pd.DataFrame({"a": [1.0, 2.0], "b": [2.0, 1.0]}, ["x", "y"]), weights={"a": 1.0, "b": 0.0}
    ),
    "one criterion": lambda: fp.Problem(pd.DataFrame({"a": [1.0, 2.0]}, ["x", "y"])),
}


@pytest.mark.parametrize("kind", SMALL)
@pytest.mark.parametrize(
    "name",
    sorted(set(PICTURES) - {"sweep", "ternary", "two_nodes", "contributions"}),
)
def test_degenerate_problems_are_drawn(
    kind: str, name: str, tidy: Callable[[object], None]
) -> None:
    tidy(PICTURES[name](SMALL[kind]()))
