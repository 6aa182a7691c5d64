"""The pictures of SMAA show its indices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.container import BarContainer
from plots.shown import cell_texts, shades, title, words

import fivepluone_mcda as fp
from fivepluone_mcda.model.text import percent


@pytest.fixture(scope="module")
def result(study: fp.Study) -> fp.Smaa:
    return fp.smaa(study.problem("values"), samples=1024)


def test_bars_are_the_acceptabilities_most_often_first_on_top(result: fp.Smaa) -> None:
    ax = fp.plots.rank_acceptability(result)
    order = [label.split(": ")[0] for label in words(ax.get_yticklabels())]
    shares = result.rank_acceptability
    first = shares[1][order[0]]
    assert words(ax.get_yticklabels())[0] == f"{order[0]}: {percent(first)}"
    assert order == shares.sort_values(list(shares.columns), ascending=False).index.tolist()
    stacks = [part for part in ax.containers if isinstance(part, BarContainer)]
    for rank, bars in zip(shares.columns, stacks, strict=True):
        assert bars.get_label() == f"rank {rank}"
        assert [bar.get_width() for bar in bars] == pytest.approx(shares.loc[order, rank].tolist())
    assert ax.patches[-1].get_x() + ax.patches[-1].get_width() == pytest.approx(1.0)
    assert words(ax.get_legend().get_texts()) == [f"rank {rank}" for rank in shares.columns]


def test_whiskers_are_two_standard_errors(result: fp.Smaa) -> None:
    ax = fp.plots.rank_acceptability(result)
    order = [label.split(": ")[0] for label in words(ax.get_yticklabels())]
    first = next(part for part in ax.collections if isinstance(part, LineCollection))
    shares, errors = result.rank_acceptability[1][order], result.standard_error[1][order]
    shown = {round(line[0, 1] - 0.42): line[:, 0] for line in first.get_segments()}
    for y, (share, error) in enumerate(zip(shares, errors, strict=True)):
        if share > 0.0:
            assert shown[y] == pytest.approx([share - 2 * error, share + 2 * error])


def test_acceptability_title(result: fp.Smaa) -> None:
    first = result.rank_acceptability[1].sort_values(ascending=False)
    error = result.standard_error[1][first.index[0]]
    assert title(fp.plots.rank_acceptability(result)) == (
        f"{first.index[0]} comes first in {percent(first.iloc[0])} of the draws "
        f"(±{percent(2 * error)}), {first.index[1]} in {percent(first.iloc[1])}"
    )


def test_central_weights_stand_in_their_cells(study: fp.Study, result: fp.Smaa) -> None:
    ax = fp.plots.central_weights(result, study.problem())
    central = result.central_weights.dropna()
    texts = cell_texts(ax)
    for column, name in enumerate(central.index):
        for row, criterion in enumerate(central.columns):
            assert texts[row, column] == f"{100 * central.loc[name, criterion]:.1f}"
    columns = [name.replace("- ", "-") for name in words(ax.get_xticklabels())]
    assert columns == [*central.index, "all draws"]
    assert words(ax.get_yticklabels())[0] == "No permanent secretariat"


def test_the_mean_over_all_draws_joins_the_central_weights(result: fp.Smaa) -> None:
    ax = fp.plots.central_weights(result)
    first = result.rank_acceptability[1]
    mean = (result.central_weights.fillna(0.0).mul(first, axis=0)).sum()
    texts = cell_texts(ax)
    column = words(ax.get_xticklabels()).index("all draws")
    assert [texts[row, column] for row in range(27)] == [f"{100 * share:.1f}" for share in mean]


def test_central_weights_are_darker_above_the_mean(result: fp.Smaa) -> None:
    dark = shades(fp.plots.central_weights(result))[:, :-1]
    central = result.central_weights.dropna()
    mean = central.mul(result.rank_acceptability[1][central.index], axis=0).sum()
    assert ((dark > 0.5) == (central > mean).to_numpy().T).all()


def test_who_never_leads_has_no_central_weights(problem: fp.Problem) -> None:
    worst = problem.matrix.loc["bus"] + [1, -1, -1]
    frame = problem.matrix
    frame.loc["mule"] = worst
    result = fp.smaa(problem.with_matrix(frame), samples=64)
    assert "mule" not in words(fp.plots.central_weights(result).get_xticklabels())


def test_pairwise_winning_indices_stand_in_their_cells(result: fp.Smaa) -> None:
    ax = fp.plots.pairwise_winning(result)
    table = result.pairwise_winning.to_numpy()
    for place, text in cell_texts(ax).items():
        assert text == ("" if place[0] == place[1] else percent(table[place]))
    assert np.isnan(np.diag(shades(ax))).all()


def test_pairwise_title_names_who_stands_before_everybody(problem: fp.Problem) -> None:
    table = fp.exact_pairwise_winning(problem)
    ax = fp.plots.pairwise_winning(table)
    least = {name: table.loc[name].drop(name).min() for name in table.index}
    best = max(least, key=least.get)
    if least[best] > 0.5:
        assert percent(least[best]) in title(ax)
        assert title(ax).startswith(best)
    else:
        assert title(ax).startswith("No alternative")


def test_a_circle_of_majorities() -> None:
    names = ["a", "b", "c"]
    circle = pd.DataFrame([[0.5, 0.6, 0.4], [0.4, 0.5, 0.6], [0.6, 0.4, 0.5]], names, names)
    ax = fp.plots.pairwise_winning(circle)
    assert title(ax) == "No alternative ranks above every other more often than not"
