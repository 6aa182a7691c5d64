"""The picture of a reversal shows from where to where the weight moves."""

from __future__ import annotations

import pandas as pd
import pytest
from plots.shown import title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.plots.style import percent


def test_bars_are_the_changes_with_the_weights_beside(problem: fp.Problem) -> None:
    reversal = fp.nearest_reversal(problem, "weighted_sum")
    ax = fp.plots.reversal(reversal)
    frame = reversal.to_frame()
    assert words(ax.get_yticklabels()) == frame.index.tolist()
    assert widths(ax) == pytest.approx(frame["change"].tolist())
    for text, (base, weight, _) in zip(words(ax.texts), frame.to_numpy(), strict=True):
        start, end = text.removesuffix(" %").split(" → ")
        assert [float(start), float(end)] == pytest.approx([100 * base, 100 * weight], abs=0.06)


def test_losses_are_hatched(problem: fp.Problem) -> None:
    ax = fp.plots.reversal(fp.nearest_reversal(problem, "weighted_sum"))
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [w < 0 for w in widths(ax)]


def test_twelve_criteria_and_the_rest_account_for_everything(study: fp.Study) -> None:
    problem = study.problem("implementation")
    reversal = fp.nearest_reversal(problem, "ahp", certify=False)
    ax = fp.plots.reversal(reversal, problem)
    assert len(ax.patches) == 13
    assert words(ax.get_yticklabels())[-1] == "15 other criteria"
    assert sum(widths(ax)) == pytest.approx(0.0, abs=1e-9)
    largest = reversal.changes.abs().nlargest(12)
    assert sorted(map(abs, widths(ax)[:12])) == pytest.approx(sorted(largest))


def test_title_says_how_much_moves_and_between_which_criteria(study: fp.Study) -> None:
    problem = study.problem("implementation")
    reversal = fp.nearest_reversal(problem, "ahp", certify=False)
    label = problem.tree.label
    assert title(fp.plots.reversal(reversal, problem)) == (
        f"{reversal.winner} draws level with {reversal.loser} once "
        f"{percent(reversal.mass_moved)} of the weight has moved, most of it from "
        f"{label(reversal.changes.idxmin())} and to {label(reversal.changes.idxmax())}"
    )


def test_no_reversal() -> None:
    alone = fp.Problem(pd.DataFrame({"a": [1.0], "b": [2.0]}, ["x"]))
    ax = fp.plots.reversal(fp.nearest_reversal(alone))
    assert title(ax) == "No weights were found under which x is not first"
    assert widths(ax) == [0.0, 0.0]


def test_a_tie_from_the_start() -> None:
    twins = fp.Problem(pd.DataFrame({"a": [1.0, 1.0], "b": [2.0, 2.0]}, ["x", "y"]))
    ax = fp.plots.reversal(fp.nearest_reversal(twins))
    assert title(ax) == "y draws level with x under the weights as they are"


def test_revealed_weights(study: fp.Study) -> None:
    revealed = fp.revealed_weights(study.problem("values"), "CA-EU", methods=["ahp"])
    ax = fp.plots.reversal(revealed, study.problem())
    assert title(ax).startswith("CA-EU comes first by ahp once")
    assert sum(widths(ax)) == pytest.approx(0.0, abs=1e-9)
    assert max(widths(ax)) == pytest.approx(revealed.changes.max())
