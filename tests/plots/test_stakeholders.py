"""Stakeholders side by side."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from plots.shown import title, words

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import stakeholders


def places(ax: Axes) -> np.ndarray:
    """Where the marks are: of each alternative first those that win, then the others."""
    return np.vstack([part.get_offsets() for part in ax.collections[1:]])


def test_a_row_a_stakeholder_and_the_compromise_below(study: fp.Study) -> None:
    result = stakeholders(study)
    ax = fp.plots.stakeholders(result)
    assert words(ax.get_yticklabels()) == [
        *(f"{name}: {winner}" for name, winner in result.winners.items()),
        "Compromise: CA-China",
    ]
    expected = {(score, row) for row, name in enumerate(study.profiles)
                for score in result.scores.loc[name]}  # fmt: skip
    expected |= {(score, len(study.profiles)) for score in result.ranking.scores}
    assert {tuple(place) for place in places(ax)} == expected
    assert words(ax.get_legend().get_texts()) == study.alternatives


def test_winners_are_larger(study: fp.Study) -> None:
    result = stakeholders(study)
    ax = fp.plots.stakeholders(result)
    large = [part for part in ax.collections[1:] if part.get_sizes()[0] > 30.0]
    rows = {int(row): score for part in large for score, row in part.get_offsets()}
    assert rows == {
        **dict(enumerate(result.scores.max(axis=1))), 5: result.ranking.scores.max()
    }  # fmt: skip


def test_titles(study: fp.Study) -> None:
    assert title(fp.plots.stakeholders(stakeholders(study))) == (
        "CA-China comes first for 4 of 5 stakeholders, CA-EU for 1; CA-China in the compromise"
    )
    # Both extremes put one first that is none for what lies between them.
    middle = fp.Problem(
        pd.DataFrame({"a": [10.0, 6.0, 0.0], "b": [0.0, 6.0, 10.0]}, ["x", "y", "z"])
    )
    same = fp.plots.stakeholders(
        stakeholders(middle, {"p": {"a": 1}, "q": {"b": 1}}, method="weighted_sum")
    )
    assert title(same) == "x comes first for 1 of 2 stakeholders, z for 1; y in the compromise"


def test_low_scores_are_said_to_be_good(study: fp.Study) -> None:
    ax = fp.plots.stakeholders(stakeholders(study, panel="values", method="vikor", how="minimax"))
    note = ax.get_xlabel().replace("\n", " ")
    assert "VIKOR score, the lower the better" in note
    assert note.endswith("(minimax)")


@pytest.mark.parametrize("kind", ["shipped", "long_labels", "many"])
def test_text_is_clear_of_other_text(
    kind: str, request: pytest.FixtureRequest, tidy: Callable[[Axes], None]
) -> None:
    problem: fp.Problem = request.getfixturevalue(kind)
    draws = np.random.default_rng(6).dirichlet(np.ones(len(problem.criteria)), 10)
    names = [f"Ministry {k} of interregional cooperation and development" for k in range(10)]
    result = stakeholders(problem, pd.DataFrame(draws, names, problem.criteria))
    tidy(fp.plots.stakeholders(result))


def test_given_axes_are_drawn_on(study: fp.Study) -> None:
    figure, axes = plt.subplots(1, 2, figsize=(9.0, 6.0))
    ax = fp.plots.stakeholders(stakeholders(study), ax=axes[1])
    assert ax is axes[1]
    assert not axes[0].has_data()
    assert figure.get_size_inches().tolist() == [9.0, 6.0]
