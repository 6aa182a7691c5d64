"""The maps show who comes first at which weights, with boundaries where two tie."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from plots.shown import title, words

import fivepluone_mcda as fp
from fivepluone_mcda.model.looks import looks
from fivepluone_mcda.model.text import percent

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])
NODES = ["institutional", "geopolitical", "swot"]


def winner_at(ax: Axes, place: np.ndarray) -> str:
    (name,) = (patch.get_label() for patch in ax.patches if patch.get_path().contains_point(place))
    return name


def circle(ax: Axes) -> np.ndarray:
    (mark,) = (line for line in ax.lines if line.get_marker() == "o")
    return np.array([mark.get_xdata()[0], mark.get_ydata()[0]])


@pytest.mark.parametrize("method", ["topsis", "ahp", "vikor"])
def test_ternary_shows_the_winner_everywhere(study: fp.Study, method: str) -> None:
    problem = study.problem("values")
    ax = fp.plots.ternary(problem, NODES, method)
    total = problem.node_weights[NODES].sum()
    for shares in np.random.default_rng(1).dirichlet(np.ones(3) * 3.0, 25):
        moved = problem.with_node_weights(dict(zip(NODES, total * shares, strict=True)))
        assert winner_at(ax, shares @ CORNERS) == fp.rank(moved, method).best


def test_ternary_circle_and_note_tell_the_weights_as_they_are(study: fp.Study) -> None:
    problem = study.problem("values")
    ax = fp.plots.ternary(problem, NODES)
    weights = problem.node_weights[NODES]
    assert circle(ax) == pytest.approx((weights / weights.sum()).to_numpy() @ CORNERS)
    assert percent(weights.sum()) in ax.get_xlabel()
    assert {"Institutional", "Geopolitical", "SWOT"} <= set(words(ax.texts))
    best = fp.topsis(problem).best
    assert winner_at(ax, circle(ax)) == best
    assert title(ax).startswith(f"{best} comes first under the present weights")


def test_each_scale_points_to_the_corner_whose_share_it_shows(study: fp.Study) -> None:
    problem = study.problem("values")
    ax = fp.plots.ternary(problem, NODES)
    arrows = [text for text in ax.texts if {"←", "→"} & set(text.get_text())]
    assert len(arrows) == 3
    for arrow in arrows:
        name = arrow.get_text().strip("←→ ")
        [corner] = [CORNERS[k] for k, node in enumerate(NODES) if problem.tree.label(node) == name]
        turn = np.radians(arrow.get_rotation())
        way = np.array([np.cos(turn), np.sin(turn)]) * (1 if "→" in arrow.get_text() else -1)
        assert (corner - np.array(arrow.xy)) @ way > 0.0


def test_regions_have_the_looks_of_their_alternatives(study: fp.Study) -> None:
    problem = study.problem("values")
    look = looks(problem.alternatives)
    for patch in fp.plots.ternary(problem, NODES).patches:
        own = look[patch.get_label()]
        assert to_hex(patch.get_facecolor()) == own.colour.lower()
        assert (patch.get_hatch() or "") == own.hatch


@pytest.mark.parametrize(
    ("a", "b"),
    [("institutional", "geopolitical"), ("barriers", "G2"), ("E4", "political_economic")],
)
def test_two_nodes_show_the_winner_everywhere(study: fp.Study, a: str, b: str) -> None:
    problem = study.problem("values")
    ax = fp.plots.two_nodes(problem, a, b)
    for x, y in np.random.default_rng(2).uniform(0.0, 1.0, (60, 2)):
        try:
            moved = problem.with_node_weights({a: x, b: y})
        except fp.ProblemError:  # more than everything, or more inside than the whole
            assert not any(patch.get_path().contains_point((x, y)) for patch in ax.patches)
        else:
            assert winner_at(ax, np.array([x, y])) == fp.topsis(moved).best
    assert circle(ax) == pytest.approx(problem.node_weights[[a, b]].to_numpy())


def test_names_stand_in_their_regions_and_the_others_in_the_legend(study: fp.Study) -> None:
    ax = fp.plots.two_nodes(study.problem("values"), "I1", "G2")
    shown = {patch.get_label() for patch in ax.patches}
    named = {text.get_text(): text.get_position() for text in ax.texts if text.get_text() in shown}
    for name, place in named.items():
        assert winner_at(ax, np.array(place)) == name
    legend = words(ax.get_legend().get_texts()) if ax.get_legend() else []
    assert set(named) | set(legend) == shown
    assert not set(named) & set(legend)


def test_one_winner_everywhere(problem: fp.Problem) -> None:
    ax = fp.plots.two_nodes(problem.without("car").without("bus"), "price", "speed")
    assert title(ax) == "bike comes first everywhere on the map"


def test_a_method_of_another_package(problem: fp.Problem) -> None:
    ax = fp.plots.two_nodes(problem, "price", "speed", "edas")
    moved = problem.with_node_weights({"price": 0.2, "speed": 0.3})
    assert winner_at(ax, np.array([0.2, 0.3])) == fp.rank(moved, "edas").best


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        (["cost", "speed"], "three different nodes"),
        (["cost", "speed", "speed"], "three different nodes"),
        ("speed", "three different nodes"),
        (["cost", "price", "speed"], "have 'price' in common"),
        (["cost", "speed", "comfrot"], "did you mean 'comfort'"),
        (["goal", "speed", "comfort"], "'goal' and 'speed' have 'speed' in common"),
    ],
)
def test_ternary_refuses(problem: fp.Problem, nodes: list[str], message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        fp.plots.ternary(problem, nodes)


def test_ternary_refuses_nodes_without_weight() -> None:
    frame = pd.DataFrame(np.eye(4), list("wxyz"), list("abcd"))
    with pytest.raises(fp.ProblemError, match="weigh nothing"):
        fp.plots.ternary(
            fp.Problem(frame, weights={"a": 0, "b": 0, "c": 0, "d": 1}), ["a", "b", "c"]
        )


@pytest.mark.parametrize(("a", "b"), [("cost", "quality"), ("cost", "price"), ("goal", "cost")])
def test_two_nodes_refuse(problem: fp.Problem, a: str, b: str) -> None:
    with pytest.raises(fp.ProblemError, match="draw a sweep"):
        fp.plots.two_nodes(problem, a, b)


def test_two_nodes_are_two(problem: fp.Problem) -> None:
    with pytest.raises(fp.ProblemError, match="different nodes"):
        fp.plots.two_nodes(problem, "speed", "speed")
