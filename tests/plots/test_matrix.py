"""The heat map and the critical scores show the numbers of the matrix."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from plots.shown import MINUS, cell_texts, shades, title, words

import fivepluone_mcda as fp
from fivepluone_mcda.model import Coding
from fivepluone_mcda.plots.style import looks


def test_heatmap_has_a_row_a_criterion_and_a_column_an_alternative(problem: fp.Problem) -> None:
    ax = fp.plots.heatmap(problem)
    assert words(ax.get_yticklabels()) == ["price ↓", "speed", "comfort"]
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
    assert "7 coders" in ax.get_xlabel()


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
    texts = cell_texts(ax)
    for row in critical.itertuples():
        place = problem.criteria.index(row.criterion), problem.alternatives.index(row.alternative)
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
    assert f"{critical['winner'].notna().sum()} of 135 scores" in text
    assert f"nearest: {first['alternative']} on {label}" in text
    assert f"then {first['winner']} leads" in text


def test_the_darkest_critical_score_is_the_smallest_change(critical: pd.DataFrame) -> None:
    ax = fp.plots.critical_scores(critical)
    dark = shades(ax)
    row, column = np.unravel_index(np.nanargmax(dark), dark.shape)
    assert ax.get_yticklabels()[row].get_text() == critical["criterion"][0]
    assert ax.get_xticklabels()[column].get_text() == critical["alternative"][0]


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
    assert cell_texts(ax)[0, 0] == "1550 ±71"
    text = fp.topsis(problem).explain("x", "y").text
    assert text.endswith("noise for x, with a standard deviation of 2.1, 71 % of the range.")
    scaled = fp.Problem(problem.matrix, scale={"noise": (1, 5)}, coding=coding)
    assert title(fp.plots.heatmap(scaled)).endswith("noise (±2.1)")
    assert fp.topsis(scaled).explain("x", "y").text.endswith("deviation of 2.1 points.")


def test_a_winner_that_no_score_unseats() -> None:
    problem = fp.Problem(pd.DataFrame({"a": [5.0, 1.0], "b": [5.0, 1.0]}, ["x", "y"]))
    ax = fp.plots.critical_scores(problem.without("y"))
    assert title(ax) == "No single score within its range changes the winner"
    assert set(cell_texts(ax).values()) == {""}
