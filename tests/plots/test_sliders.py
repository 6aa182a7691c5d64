"""Sliders are moved as a hand would, and the picture below them is read."""

from __future__ import annotations

import sys
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.axes import Axes

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.pictures import ranking_title
from fivepluone_mcda.plots import sliders as module
from fivepluone_mcda.plots.sliders import STILL, Sliders, parts

FIVE_AND_SWOT = [
    "institutional",
    "political_economic",
    "infrastructure",
    "geopolitical",
    "socio_cultural",
    "swot",
]


def shown(sliders: Sliders) -> pd.Series:
    """What the sliders say, as shares."""
    return pd.Series({node: slider.value for node, slider in sliders.weights.items()}) / 100.0


@pytest.fixture
def titles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the pictures, in the order in which they were drawn."""
    drawn: list[str] = []
    draw = module.ranking

    def noted(*args: object) -> Axes:
        ax = draw(*args)  # type: ignore[arg-type]
        drawn.append(" ".join(ax.get_title().split()))
        return ax

    monkeypatch.setattr(module, "ranking", noted)
    return drawn


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What a running notebook is told to show."""
    shell = InteractiveShell.instance()
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(
        shell.display_pub,
        "publish",
        lambda data, metadata=None, **how: sent.append({"data": data, **how}),  # noqa: ARG005
    )
    yield sent
    InteractiveShell.clear_instance()


def test_they_start_at_the_weights_of_the_problem(shipped: fp.Problem) -> None:
    sliders = Sliders(shipped)
    assert list(sliders.weights) == FIVE_AND_SWOT
    assert sliders.weights["geopolitical"].description == "Geopolitical, %"
    weights = shipped.node_weights[FIVE_AND_SWOT]
    assert shown(sliders).to_dict() == pytest.approx(weights.round(3).to_dict())
    assert sliders.problem == shipped


def test_moving_one_moves_the_others_in_proportion(shipped: fp.Problem) -> None:
    sliders = Sliders(shipped)
    sliders.weights["geopolitical"].value = 30.0
    assert sliders.problem.weights.to_numpy() == pytest.approx(
        shipped.with_weight("geopolitical", 0.3).weights.to_numpy()
    )
    assert shown(sliders).sum() == pytest.approx(1.0, abs=0.003)
    assert shown(sliders)["geopolitical"] == pytest.approx(0.3)


moves = st.lists(
    st.tuples(st.sampled_from(FIVE_AND_SWOT), st.sampled_from([0.0, 0.1, 25.0, 60.0, 100.0])),
    max_size=6,
)


@pytest.mark.slow
@given(moves)
@settings(max_examples=20)
def test_they_always_sum_to_one_and_groups_keep_their_inside(
    shipped: fp.Problem, made: list[tuple[str, float]]
) -> None:
    sliders = Sliders(shipped)
    for node, value in made:
        sliders.weights[node].value = value
        nodes = sliders.problem.node_weights
        assert nodes[node] == pytest.approx(value / 100.0, abs=0.0005)
        np.testing.assert_allclose(shown(sliders), nodes[FIVE_AND_SWOT], rtol=0, atol=0.00051)
        for group in FIVE_AND_SWOT:
            leaves = list(shipped.tree.leaves_of(group))
            inside = shipped.weights[leaves] / shipped.node_weights[group]
            np.testing.assert_allclose(
                sliders.problem.weights[leaves], nodes[group] * inside, atol=1e-12
            )


def test_there_and_back_in_one_drag_is_where_it_began(shipped: fp.Problem) -> None:
    sliders = Sliders(shipped)
    for value in (0.0, 100.0, 100.0 * shipped.node_weights["swot"]):
        sliders.weights["swot"].value = value
    assert sliders.problem.weights.to_numpy() == pytest.approx(shipped.weights.to_numpy())


def test_the_button_brings_them_back(shipped: fp.Problem) -> None:
    sliders = Sliders(shipped)
    sliders.weights["swot"].value = 100.0
    sliders.weights["geopolitical"].value = 50.0
    sliders.reset.click()
    assert sliders.problem == shipped
    assert shown(sliders)["swot"] == round(shipped.node_weights["swot"], 3)


def test_what_a_browser_rounds_is_no_move(shipped: fp.Problem) -> None:
    sliders = Sliders(shipped)
    sliders.weights["swot"].value = 50.0
    moved = sliders.problem
    for node, slider in sliders.weights.items():
        slider.value = 100.0 * moved.node_weights[node]
        slider.value = round(slider.value, 1)
    assert sliders.problem is moved


def test_a_scenario_to_start_from(study: fp.Study, shipped: fp.Problem) -> None:
    summit = study.problem(scenario="japan-summit")
    sliders = Sliders({"as it is": shipped, "summit": summit})
    sliders.weights["swot"].value = 90.0
    sliders.choice.value = "summit"
    assert sliders.problem == summit
    sliders.weights["swot"].value = 50.0
    expected = summit.with_weight("swot", 0.5).weights.to_numpy()
    assert sliders.problem.weights.to_numpy() == pytest.approx(expected)
    sliders.reset.click()
    assert sliders.problem == summit


def test_the_picture_follows(
    shipped: fp.Problem, titles: list[str], messages: list[dict[str, Any]]
) -> None:
    sliders = Sliders(shipped)
    assert not titles, "nothing is drawn before it is shown"
    sliders._ipython_display_()
    sliders.weights["geopolitical"].value = 30.0
    moved = shipped.with_weight("geopolitical", 0.3)
    assert titles == [ranking_title(fp.topsis(problem)) for problem in (shipped, moved)]
    controls, first, second = (message["data"] for message in messages)
    assert controls["text/plain"] == STILL
    view = controls["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == sliders._controls.model_id
    assert list(first) == list(second) == ["image/png"], "it stays where there is no kernel"
    assert b64decode(first["image/png"]).startswith(b"\x89PNG")
    assert first != second
    assert messages[2]["update"]
    assert messages[1]["transient"] == messages[2]["transient"]


def test_another_method(shipped: fp.Problem, titles: list[str], messages: list[object]) -> None:
    Sliders(shipped, method="ahp")._ipython_display_()
    assert titles == [ranking_title(fp.ahp(shipped))]
    assert len(messages) == 2


@pytest.mark.parametrize(
    ("nested", "expected"),
    [
        ({"a": None, "b": None}, ["a", "b"]),
        ({"all": ["a", "b"]}, ["a", "b"]),
        ({"g": ["a", "b"], "c": None}, ["g", "c"]),
        ({"g": {"h": ["a", "b"], "c": None}, "d": None}, ["h", "c", "d"]),
    ],
)
def test_the_parts_divide_all_criteria(nested: dict[str, object], expected: list[str]) -> None:
    tree = fp.CriteriaTree.from_nested(nested)
    assert parts(tree) == expected
    assert tuple(leaf for node in expected for leaf in tree.leaves_of(node)) == tree.leaves


@pytest.mark.parametrize("wrong", [None, 3, {}, {"a": 1}, pd.DataFrame({"a": [1.0]})], ids=str)
def test_a_wrong_thing_is_refused(wrong: object) -> None:
    with pytest.raises(fp.CriteriaError, match="expected a Problem"):
        Sliders(wrong)  # type: ignore[arg-type]


def test_different_trees_are_refused(problem: fp.Problem, flat: fp.Problem) -> None:
    with pytest.raises(fp.CriteriaError, match="different criteria trees"):
        Sliders({"a": problem, "b": flat})


def test_one_criterion_is_refused() -> None:
    with pytest.raises(fp.CriteriaError, match="'a' is the only criterion"):
        Sliders(fp.Problem(pd.DataFrame({"a": [1.0, 2.0]}, ["x", "y"])))


def test_without_ipywidgets_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, problem: fp.Problem
) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(fp.MissingDependencyError, match="pip install ipywidgets"):
        Sliders(problem)
