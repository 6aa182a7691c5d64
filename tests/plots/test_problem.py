"""The heat map and the critical scores show the numbers of the matrix."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from plots.shown import MINUS, cell_texts, row_names, shades, title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.model import Coding
from fivepluone_mcda.model.looks import looks
from fivepluone_mcda.model.text import percent


def test_heatmap_has_a_row_a_criterion_and_a_column_an_alternative(problem: fp.Problem) -> None:
    ax = fp.plots.heatmap(problem)
    assert words(ax.get_yticklabels()) == ["cost", "price ↓", "quality", "speed", "comfort"]
    assert row_names(ax) == ["price ↓", "speed", "comfort"]
    assert words(ax.get_xticklabels()) == ["car", "bus", "bike"]
    assert cell_texts(ax)[0, 0] == "4"
    assert cell_texts(ax)[2, 1] == "3"


def test_heatmap_is_darker_where_the_score_is_better(problem: fp.Problem) -> None:
    dark = shades(fp.plots.heatmap(problem))
    # price: minimised on a scale of 1 to 5; speed: maximised between 2 and 5
    assert dark[0] == pytest.approx([0.25, 0.75, 1.0])
    assert dark[1] == pytest.approx([1.0, 1 / 3, 0.0])


def test_heatmap_title_counts_who_is_best(problem: fp.Problem) -> None:
    assert title(fp.plots.heatmap(problem)) == "car scores best on 2 of 3 criteria"


def test_heatmap_shows_the_coders_spread(study: fp.Study) -> None:
    problem = study.problem()
    ax = fp.plots.heatmap(problem)
    spread = problem.coding.best.std(axis=0, ddof=1)
    for (j, i), text in cell_texts(ax).items():
        value, *deviation = text.split(" ±")
        assert float(value) == pytest.approx(problem.values[i, j], abs=0.0501)
        assert deviation == ([f"{spread[i, j]:.1f}"] if spread[i, j] >= 0.05 else [])
    assert f"{len(study.coders)} coders" in ax.get_xlabel()


def test_heatmap_of_one_coder_tells_no_spread(study: fp.Study) -> None:
    ax = fp.plots.heatmap(study.problem(coders=study.coders[0]))
    assert "±" not in ax.get_xlabel() + ax.get_title()


def test_scores_keep_two_figures_in_any_unit() -> None:
    frame = pd.DataFrame(
        {"a": [1500000.0, 2.0], "b": [0.0004, 0.0], "c": [12.34, 99.9]}, ["x", "y"]
    )
    texts = cell_texts(fp.plots.heatmap(fp.Problem(frame)))
    assert [texts[j, 0] for j in range(3)] == ["1.5e+06", "0.0004", "12"]


@pytest.fixture(scope="module")
def critical(study: fp.Study) -> pd.DataFrame:
    return fp.critical_scores(study.problem("values"))


def test_critical_scores_show_each_change_in_its_cell(
    study: fp.Study, critical: pd.DataFrame
) -> None:
    problem = study.problem("values")
    ax = fp.plots.critical_scores(problem)
    texts, rows = cell_texts(ax), row_names(ax)
    for row in critical.itertuples():
        label = study.tree.label(row.criterion)
        if label not in rows:
            assert np.isnan(row.change)
            continue
        place = rows.index(label), problem.alternatives.index(row.alternative)
        shown = texts[place].replace(MINUS, "-")
        if np.isnan(row.change):
            assert shown == ""
        else:
            assert float(shown) == pytest.approx(row.change, abs=0.00501)


def test_critical_scores_mark_who_takes_over(study: fp.Study, critical: pd.DataFrame) -> None:
    problem = study.problem("values")
    ax = fp.plots.critical_scores(problem)
    for line in ax.lines:
        own = critical[critical["winner"] == line.get_label()]
        assert len(line.get_xdata()) == len(own)
        look = looks(problem.alternatives)[line.get_label()]
        assert (line.get_marker(), line.get_color()) == (look.marker, look.colour)
    assert {line.get_label() for line in ax.lines} == set(critical["winner"].dropna())


def test_critical_scores_title_names_the_nearest(study: fp.Study, critical: pd.DataFrame) -> None:
    text = title(fp.plots.critical_scores(study.problem("values")))
    first = critical.iloc[0]
    label = study.tree.label(first["criterion"])
    assert f"{critical['winner'].notna().sum()} of {len(critical)} scores" in text
    assert f"the smallest change: {first['alternative']} on {label} by" in text
    assert f"then {first['winner']} leads" in text


def test_the_darkest_critical_score_is_the_smallest_change(
    study: fp.Study, critical: pd.DataFrame
) -> None:
    ax = fp.plots.critical_scores(critical)
    dark = np.nan_to_num(shades(ax))
    row, column = np.unravel_index(dark.argmax(), dark.shape)
    assert words(ax.get_yticklabels())[row] == study.tree.label(critical["criterion"][0])
    assert study.alternatives[column] == critical["alternative"][0]


def test_critical_scores_of_different_units() -> None:
    frame = pd.DataFrame({"rent": [1500.0, 900.0, 1700.0], "share": [0.9, 0.5, 0.1]}, list("xyz"))
    problem = fp.Problem(frame, {"rent": 0.7, "share": 0.3}, {"rent": "min"})
    table = fp.critical_scores(problem)
    ax = fp.plots.critical_scores(problem)
    dark, texts = shades(ax), cell_texts(ax)
    flips = table.dropna(subset="share")
    assert set(flips["criterion"]) == {"rent", "share"}
    for row in flips.itertuples():
        place = problem.criteria.index(row.criterion), problem.alternatives.index(row.alternative)
        assert dark[place] == pytest.approx(1.0 - abs(row.share) / flips["share"].abs().max())
        shown = float(texts[place].replace(MINUS, "-"))
        assert shown == pytest.approx(row.change, rel=0.01)


def test_the_coders_are_compared_by_share_of_the_range() -> None:
    """One coder is a hundred dollars off on rents of thousands, and 3 of 5 points on noise."""
    frame = pd.DataFrame({"rent": [1500.0, 5500.0], "noise": [2.0, 4.0]}, ["x", "y"])
    best = np.stack([frame.to_numpy(), frame.to_numpy()])
    best[1] += [[100.0, 3.0], [0.0, 0.0]]
    coding = Coding(("a", "b"), best, best, best)
    problem = fp.Problem(best.mean(axis=0) + 0.0 * frame, coding=coding)
    ax = fp.plots.heatmap(problem)
    assert title(ax).endswith("differ most on x, noise (±2.1, 70.7 % of the range)")
    assert cell_texts(ax)[0, 0] == "1,550 ±71"
    text = fp.topsis(problem).explain("x", "y").text
    assert text.endswith("noise for x, with a standard deviation of 2.1, 70.7 % of the range.")
    scaled = fp.Problem(problem.matrix, scale={"noise": (1, 5)}, coding=coding)
    assert title(fp.plots.heatmap(scaled)).endswith("noise (±2.1)")
    assert fp.topsis(scaled).explain("x", "y").text.endswith("deviation of 2.1 points.")


def test_a_winner_that_no_score_unseats() -> None:
    problem = fp.Problem(pd.DataFrame({"a": [5.0, 1.0], "b": [5.0, 1.0]}, ["x", "y"]))
    ax = fp.plots.critical_scores(problem.without("y"))
    assert title(ax) == "No change of a single score within its range changes the winner"
    assert set(cell_texts(ax).values()) == {""}


def test_every_node_but_the_root_has_its_weight_as_a_bar(study: fp.Study) -> None:
    problem = study.problem("values")
    ax = fp.plots.criteria_tree(problem)
    nodes = problem.tree.nodes[1:]
    assert widths(ax) == pytest.approx(problem.weights[list(problem.tree.leaves)].tolist())
    texts = words(ax.texts)
    assert texts[1::2] == [problem.tree.label(node) for node in nodes]
    assert texts[::2] == [percent(problem.node_weights[node]) for node in nodes]


def test_children_are_indented_and_held_together(problem: fp.Problem) -> None:
    ax = fp.plots.criteria_tree(problem)
    indent = {text.get_text(): text.xyann[0] for text in ax.texts}
    assert indent["cost"] == indent["quality"] < indent["speed"] == indent["comfort"]
    spans = [tuple(line.get_ydata().round(2)) for line in ax.lines]
    assert spans == [(0.45, 1.4), (2.45, 4.4)]  # below cost: price; below quality: both others


def test_groups_are_bold_and_have_no_bar(problem: fp.Problem) -> None:
    ax = fp.plots.criteria_tree(problem)
    bold = [text.get_text() for text in ax.texts if text.get_weight() == "bold"]
    assert bold == ["50.0 %", "cost", "50.0 %", "quality"]
    assert len(ax.patches) == 3


def test_title_names_what_weighs_most(problem: fp.Problem, flat: fp.Problem) -> None:
    with_groups = title(fp.plots.criteria_tree(problem.with_weight("cost", 0.4)))
    assert with_groups == "price weighs most of 3 criteria: 40.0 %; of the groups, quality: 60.0 %"
    assert title(fp.plots.criteria_tree(flat)) == "price weighs most of 3 criteria: 50.0 %"


def test_silent_cells_are_framed(problem: fp.Problem) -> None:
    best = np.stack([problem.values, problem.values])
    silent = np.zeros(best.shape[1:])
    silent[1, 0], silent[2, 1] = 1.0, 0.4  # of the bus everybody found nothing on the price
    coded = fp.Problem(
        problem.matrix, tree=problem.tree, coding=Coding(("a", "b"), best, best, best, (), silent)
    )
    ax = fp.plots.heatmap(coded)
    assert "Dotted frame: the source says nothing." in ax.get_xlabel().replace("\n", " ")
    assert {round(frame.get_x() + 0.5 * frame.get_width()) for frame in ax.patches} == {1}
    (row,) = {frame.get_y() + 0.5 * frame.get_height() for frame in ax.patches}
    assert row == pytest.approx(ax.get_yticks()[1])
    assert not fp.plots.heatmap(problem).patches
    assert not fp.plots.heatmap(coded.without("bus")).patches


def test_the_shipped_problem_knows_its_silent_cells(study: fp.Study) -> None:
    ax = fp.plots.heatmap(study.problem())
    assert len(ax.patches) == 2 * (study.silent >= 0.5).to_numpy().sum()
