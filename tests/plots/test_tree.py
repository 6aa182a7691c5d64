"""The criteria tree shows every node with its weight."""

from __future__ import annotations

import pytest
from plots.shown import title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.plots.style import percent


def test_every_node_but_the_root_has_its_weight_as_a_bar(study: fp.Study) -> None:
    problem = study.problem("values")
    ax = fp.plots.criteria_tree(problem)
    nodes = problem.tree.nodes[1:]
    assert widths(ax) == pytest.approx(problem.node_weights[list(nodes)].tolist())
    texts = words(ax.texts)
    assert texts[1::2] == [problem.tree.label(node) for node in nodes]
    assert texts[::2] == [percent(problem.node_weights[node]) for node in nodes]


def test_children_are_indented_and_held_together(problem: fp.Problem) -> None:
    ax = fp.plots.criteria_tree(problem)
    indent = {text.get_text(): text.xyann[0] for text in ax.texts}
    assert indent["cost"] == indent["quality"] < indent["speed"] == indent["comfort"]
    spans = [tuple(line.get_ydata().round(2)) for line in ax.lines]
    assert spans == [(0.45, 1.4), (2.45, 4.4)]  # below cost: price; below quality: both others


def test_groups_are_lighter_than_leaves(problem: fp.Problem) -> None:
    ax = fp.plots.criteria_tree(problem)
    light = [sum(bar.get_facecolor()[:3]) > 1.5 for bar in ax.patches]
    assert light == [True, False, True, False, False]


def test_title_names_what_weighs_most(problem: fp.Problem, flat: fp.Problem) -> None:
    with_groups = title(fp.plots.criteria_tree(problem.with_weight("cost", 0.4)))
    assert with_groups == "price weighs most of 3 criteria: 40.0 %; of the groups, quality: 60.0 %"
    assert title(fp.plots.criteria_tree(flat)) == "price weighs most of 3 criteria: 50.0 %"
