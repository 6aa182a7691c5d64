"""The sweep shows the scores, the exact changes of lead, and the weight as it is."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.axes import Axes
from plots.shown import title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.model.looks import looks
from fivepluone_mcda.model.text import number, percent


def changes_of(ax: Axes) -> list[tuple[float, float]]:
    marks = [line for line in ax.lines if line.get_label() == "change of lead"]
    return [(float(mark.get_xdata()[0]), float(mark.get_ydata()[0])) for mark in marks]


def marked(ax: Axes) -> list[str]:
    return words(ax.child_axes[0].get_xticklabels())


def test_lines_are_the_swept_scores_in_the_colours_of_the_study(study: fp.Study) -> None:
    problem = study.problem("values")
    ax = fp.plots.sweep(problem, "institutional", "ahp")
    frame = fp.sweep(problem, "institutional", "ahp")
    for name, look in looks(problem.alternatives).items():
        (line,) = (line for line in ax.lines if line.get_label() == name)
        assert line.get_ydata() == pytest.approx(frame[name].to_numpy())
        assert (line.get_color(), line.get_linestyle()[0]) == (look.colour, line.get_linestyle()[0])
    assert set(problem.alternatives) == set(words(ax.texts))


def test_points_are_exact_ties_of_the_lead(study: fp.Study) -> None:
    problem = study.problem("values")
    found = changes_of(fp.plots.sweep(problem, "institutional"))
    bounds = fp.stability(problem, nodes="institutional").loc["institutional"]
    assert any(weight == pytest.approx(bounds["lower"], abs=1e-12) for weight, _ in found)
    for weight, _ in found:
        best, second = fp.topsis(problem.with_weight("institutional", weight)).scores.nlargest(2)
        assert best - second == pytest.approx(0.0, abs=1e-9)


def test_changes_are_written_along_the_top(study: fp.Study) -> None:
    ax = fp.plots.sweep(study.problem("values"), "institutional")
    assert marked(ax) == [percent(weight) for weight, _ in changes_of(ax)]


def test_title_and_note_tell_the_interval_and_the_weight(study: fp.Study) -> None:
    problem = study.problem("values")
    ax = fp.plots.sweep(problem, "institutional")
    bounds = fp.stability(problem, nodes="institutional").loc["institutional"]
    assert title(ax) == (
        f"{fp.topsis(problem).best} stays first while Institutional weighs "
        f"{percent(bounds['lower'])} to {percent(bounds['upper'])}"
    )
    assert percent(bounds["weight"]) in ax.get_xlabel()


def test_a_winner_that_nothing_unseats(problem: fp.Problem) -> None:
    scores = problem.matrix
    scores.loc["car", "price"] = 1
    better = problem.with_matrix(scores)
    ax = fp.plots.sweep(better, "cost")
    assert title(ax) == "car stays first at any weight of cost"
    assert changes_of(ax) == []


def test_the_table_is_drawn_as_the_problem(study: fp.Study) -> None:
    problem = study.problem("values")
    ax, same = (
        fp.plots.sweep(problem, "institutional"),
        fp.plots.sweep(fp.sweep(problem, "institutional")),
    )
    assert changes_of(ax) == changes_of(same)
    assert (title(ax), ax.get_xlabel()) == (title(same), same.get_xlabel())


def test_a_table_from_elsewhere_shows_the_scores_only(study: fp.Study) -> None:
    table = pd.DataFrame(fp.sweep(study.problem("values"), "institutional").to_dict())
    ax = fp.plots.sweep(table.rename_axis("institutional"))
    assert title(ax) == "Scores while the weight of institutional changes"
    assert not changes_of(ax)


def test_a_method_for_which_lower_is_better_says_so(problem: fp.Problem) -> None:
    assert fp.plots.sweep(problem, "cost", "vikor").get_ylabel() == "VIKOR score, lower is better"


def test_a_weight_of_nearly_all(problem: fp.Problem) -> None:
    ax = fp.plots.sweep(problem.with_weight("cost", 1.0), "cost")
    assert "100 %" in ax.get_xlabel()


def test_a_problem_needs_a_node(problem: fp.Problem) -> None:
    with pytest.raises(fp.MethodError, match="node"):
        fp.plots.sweep(problem)


def test_one_alternative() -> None:
    alone = fp.Problem(pd.DataFrame({"a": [1.0], "b": [2.0]}, ["x"]))
    assert title(fp.plots.sweep(alone, "a")) == "x stays first at any weight of a"


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


def test_criteria_that_do_not_move_are_summed_up(study: fp.Study) -> None:
    problem = study.problem()
    reversal = fp.nearest_reversal(problem, norm="l1", certify=False)
    ax = fp.plots.reversal(reversal, problem)
    moved = int((reversal.changes.abs() > 1e-6).sum())
    assert moved < 12
    assert words(ax.get_yticklabels())[moved:] == [f"{27 - moved} other criteria"]


def test_title_says_how_much_moves_and_between_which_criteria(study: fp.Study) -> None:
    problem = study.problem("implementation")
    label = problem.tree.label
    for norm in ("l1", "l2"):
        reversal = fp.nearest_reversal(problem, "ahp", norm=norm, certify=False)
        least, most = label(reversal.changes.idxmin()), label(reversal.changes.idxmax())
        assert title(fp.plots.reversal(reversal, problem)) == (
            f"{reversal.winner} draws level with {reversal.loser} "
            + (
                f"when {percent(reversal.mass_moved)} of the weight moves, most of it "
                if norm == "l1"
                else f"at a Euclidean distance of {number(reversal.distance, 4)} between the "
                "weights; most weight moves "
            )
            + f"from {least} to {most}"
        )


def test_no_reversal() -> None:
    alone = fp.Problem(pd.DataFrame({"a": [1.0], "b": [2.0]}, ["x"]))
    ax = fp.plots.reversal(fp.nearest_reversal(alone))
    assert title(ax) == "No weights were found under which x is not first"
    assert widths(ax) == [0.0, 0.0]


def test_a_tie_from_the_start() -> None:
    twins = fp.Problem(pd.DataFrame({"a": [1.0, 1.0], "b": [2.0, 2.0]}, ["x", "y"]))
    ax = fp.plots.reversal(fp.nearest_reversal(twins))
    assert title(ax) == "y draws level with x under the present weights"


def test_revealed_weights(study: fp.Study) -> None:
    revealed = fp.revealed_weights(study.problem("values"), "CA-EU", methods=["ahp"])
    ax = fp.plots.reversal(revealed, study.problem())
    assert title(ax).startswith("CA-EU comes first by AHP at a Euclidean distance of")
    assert sum(widths(ax)) == pytest.approx(0.0, abs=1e-9)
    assert max(widths(ax)) == pytest.approx(revealed.changes.max())
