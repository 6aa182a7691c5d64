"""The ranking and the waterfall show the numbers of their results."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from plots.shown import MINUS, title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.model.looks import looks
from fivepluone_mcda.robustness import stakeholders


def test_bars_are_the_scores_best_first(study: fp.Study) -> None:
    ranking = fp.topsis(study.problem("values"))
    ax = fp.plots.ranking(ranking)
    assert widths(ax) == pytest.approx(ranking.scores[ranking.order].tolist())
    expected = [f"{ranking.ranks[name]}. {name}" for name in ranking.order]
    assert words(ax.get_yticklabels()) == expected
    assert words(ax.texts) == [f"{ranking.scores[name]:.3f}" for name in ranking.order]


def test_bars_have_the_colours_of_their_alternatives(study: fp.Study) -> None:
    problem = study.problem("values")
    ranking = fp.topsis(problem)
    look = looks(problem.alternatives)
    colours = [to_hex(bar.get_facecolor()) for bar in fp.plots.ranking(ranking).patches]
    assert colours == [look[name].colour.lower() for name in ranking.order]


def test_intervals_over_given_weights(problem: fp.Problem) -> None:
    draws = fp.WeightSpace.hierarchical(problem).sample(200, seed=1)
    ranking = fp.weighted_sum(problem)
    ax = fp.plots.ranking(ranking, draws)
    drawn = pd.DataFrame(
        [fp.weighted_sum(problem.with_weights(row)).scores for _, row in draws.iterrows()]
    )
    (lines,) = (part for part in ax.collections if part.get_label() == "interval")
    for name, line in zip(ranking.order, lines.get_segments(), strict=True):
        assert line[:, 0] == pytest.approx(drawn[name].quantile([0.05, 0.95]).to_numpy())
    assert "200 draws" in ax.get_xlabel()


def test_intervals_over_the_coders(study: fp.Study) -> None:
    problem = study.problem("values")
    ranking = fp.ahp(problem)
    ax = fp.plots.ranking(ranking)
    tables = [
        pd.DataFrame(table, problem.alternatives, problem.criteria) for table in problem.coding.best
    ]
    own = pd.DataFrame([fp.ahp(problem.with_matrix(table)).scores for table in tables])
    (lines,) = (part for part in ax.collections if part.get_label() == "interval")
    for name, line in zip(ranking.order, lines.get_segments(), strict=True):
        assert line[:, 0] == pytest.approx(own[name].quantile([0.05, 0.95]).to_numpy())


def test_the_interval_keeps_the_options_of_the_ranking(study: fp.Study) -> None:
    """AHP with pairwise comparisons of the alternatives: bars and intervals are of one method."""
    problem = study.problem("values")
    names = problem.alternatives
    values = np.resize([1, 2, 9, 3, 4], len(names))
    judged = values[:, None] / values
    comparisons = {"I1": fp.PairwiseMatrix(pd.DataFrame(judged, names, names))}
    ranking = fp.ahp(problem, comparisons=comparisons)
    draws = fp.WeightSpace.around(problem, 5000).sample(200, seed=0)
    for ax in (fp.plots.ranking(ranking), fp.plots.ranking(ranking, draws)):
        (lines,) = (part for part in ax.collections if part.get_label() == "interval")
        for bar, line in zip(ax.patches, lines.get_segments(), strict=True):
            assert line[0, 0] - 0.02 < bar.get_width() < line[1, 0] + 0.02
    assert abs(ranking.scores - fp.ahp(problem).scores).max() > 0.01


def test_no_intervals_without_coders_and_weights(problem: fp.Problem) -> None:
    ax = fp.plots.ranking(fp.topsis(problem))
    assert not ax.collections
    assert ax.get_xlabel() == "TOPSIS score"


def test_title_of_a_lead_a_tie_and_one_alone(problem: fp.Problem) -> None:
    ranking = fp.topsis(problem)
    lead = ranking.scores[ranking.order[0]] - ranking.scores[ranking.order[1]]
    text = f"{ranking.best} comes first, {lead:.3f} ahead of {ranking.order[1]}"
    assert title(fp.plots.ranking(ranking)) == text
    tied = fp.Problem(pd.DataFrame({"a": [1.0, 1.0]}, ["x", "y"]))
    assert title(fp.plots.ranking(fp.topsis(tied))) == "x and y tie for first place"
    alone = fp.plots.ranking(fp.topsis(tied.without("y")))
    assert title(alone) == "x is the only alternative"


def test_lower_scores_are_said_to_be_better(problem: fp.Problem) -> None:
    ranking = fp.vikor(problem)
    ax = fp.plots.ranking(ranking)
    assert ax.get_xlabel() == "VIKOR score, lower is better"
    assert widths(ax) == sorted(widths(ax))


def test_negative_scores_stay_readable(problem: fp.Problem) -> None:
    ax = fp.plots.ranking(fp.promethee_ii(problem.with_weight("cost", 0.2)))
    assert min(widths(ax)) < 0.0
    assert [text.startswith(MINUS) for text in words(ax.texts)] == [w < 0 for w in widths(ax)]


def test_waterfall_steps_lead_from_nothing_to_the_difference(study: fp.Study) -> None:
    problem = study.problem("values")
    explanation = fp.topsis(problem).explain("CA-EU", "CA-USA")
    ax = fp.plots.contributions(explanation, problem)
    steps, total = ax.patches[:-1], ax.patches[-1]
    place = 0.0
    for step in steps:
        assert step.get_x() == pytest.approx(place)
        place = step.get_x() + step.get_width()
    assert place == pytest.approx(explanation.difference)
    assert (total.get_x(), total.get_width()) == pytest.approx((0.0, explanation.difference))


def test_waterfall_shows_twelve_criteria_and_sums_up_the_rest(study: fp.Study) -> None:
    problem = study.problem("values")
    explanation = fp.topsis(problem).explain("CA-EU", "CA-USA")
    ax = fp.plots.contributions(explanation, problem)
    assert words(ax.get_yticklabels())[-2:] == ["15 other criteria", "Difference"]
    largest = explanation.parts[explanation.parts.abs().nlargest(12).index]
    shown = widths(ax)[:12]
    assert shown == pytest.approx(sorted(largest, reverse=True))
    assert widths(ax)[12] == pytest.approx(explanation.parts.sum() - largest.sum())


def test_waterfall_colours_say_for_whom_a_criterion_speaks(study: fp.Study) -> None:
    problem = study.problem("values")
    ax = fp.plots.contributions(fp.topsis(problem).explain("CA-EU", "CA-USA"), problem)
    look = looks(problem.alternatives)
    for bar in ax.patches:
        favoured = "CA-EU" if bar.get_width() >= 0.0 else "CA-USA"
        assert to_hex(bar.get_facecolor()) == look[favoured].colour.lower()
        assert bool(bar.get_hatch()) == (favoured == "CA-USA")
    assert words(ax.get_legend().get_texts()) == ["for CA-EU", "for CA-USA"]


def test_waterfall_where_lower_is_better(problem: fp.Problem) -> None:
    explanation = fp.vikor(problem).explain("car", "bike")
    ax = fp.plots.contributions(explanation, problem)
    look = looks(problem.alternatives)
    for bar in ax.patches:
        favoured = "car" if bar.get_width() <= 0.0 else "bike"
        if bar.get_width() != 0.0:
            assert to_hex(bar.get_facecolor()) == look[favoured].colour.lower()


def test_waterfall_title_names_the_strongest_reasons(problem: fp.Problem) -> None:
    explanation = fp.topsis(problem).explain("bike", "car")
    ahead, sign = ("bike", 1.0) if explanation.difference > 0.0 else ("car", -1.0)
    behind = {"bike": "car", "car": "bike"}[ahead]
    favour = sign * explanation.parts
    assert title(fp.plots.contributions(explanation)) == (
        f"{ahead} is {abs(explanation.difference):.3f} ahead of {behind}, mainly because of its "
        f"better score on {favour.idxmax()}; {favour.idxmin()} counts most against it"
    )


def test_waterfall_of_two_that_are_level() -> None:
    twins = fp.Problem(pd.DataFrame({"a": [1.0, 1.0], "b": [2.0, 2.0]}, ["x", "y"]))
    ax = fp.plots.contributions(fp.topsis(twins).explain("x", "y"))
    assert title(ax) == "x and y are level"
    assert np.abs(widths(ax)).max() == 0.0


def places(ax: Axes) -> np.ndarray:
    """Where the marks are: of each alternative first those that win, then the others."""
    return np.vstack([part.get_offsets() for part in ax.collections])


def test_a_row_a_stakeholder_and_the_compromise_below(study: fp.Study) -> None:
    result = stakeholders(study)
    ax = fp.plots.stakeholders(result)
    assert words(ax.get_yticklabels()) == [
        *(f"{name}: {winner}" for name, winner in result.winners.items()),
        f"Compromise: {result.ranking.best}",
    ]
    expected = {(score, row) for row, name in enumerate(study.profiles)
                for score in result.scores.loc[name]}  # fmt: skip
    expected |= {(score, len(study.profiles)) for score in result.ranking.scores}
    assert {(score, round(row)) for score, row in places(ax)} == expected
    assert len({round(row - int(row + 0.5), 9) for _, row in places(ax)}) == len(study.alternatives)
    assert words(ax.get_legend().get_texts()) == study.alternatives


@pytest.mark.parametrize("width", [3.35, 7.0])
def test_no_mark_hides_another(study: fp.Study, width: float) -> None:
    ax = fp.plots.stakeholders(fp.stakeholders(study), width=width)
    ax.figure.draw_without_rendering()
    marks = [
        (*ax.transData.transform(place) * 72.0 / ax.figure.dpi, 0.5 * size**0.5)
        for points in ax.collections
        for place in points.get_offsets()
        for size in points.get_sizes()
    ]
    for (x, y, a), (u, v, b) in combinations(marks, 2):
        assert np.hypot(x - u, y - v) > 0.9 * (a + b)


def test_winners_are_larger(study: fp.Study) -> None:
    result = stakeholders(study)
    ax = fp.plots.stakeholders(result)
    large = [part for part in ax.collections if part.get_sizes()[0] > 20.0]
    rows = {round(row): score for part in large for score, row in part.get_offsets()}
    assert rows == {
        **dict(enumerate(result.scores.max(axis=1))),
        len(study.profiles): result.ranking.scores.max(),
    }  # fmt: skip


def test_titles(study: fp.Study) -> None:
    one = fp.plots.stakeholders(stakeholders(study, panel="implementation"))
    assert title(one) == "CA-China comes first for all 7 stakeholders and in the compromise"
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
    assert "VIKOR score, lower is better" in note
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


def test_marks_are_the_weights_of_the_respondents(small: fp.Study) -> None:
    result = fp.panel(small)
    ax = fp.plots.panel(result)
    assert result.views is not None
    rows = words(ax.get_yticklabels())
    assert rows == ["Barriers", "Cost", "Noise", "SWOT", "Strengths", "Weaknesses",
                    "Opportunities", "Threats"]  # fmt: skip
    places = np.concatenate([marks.get_offsets() for marks in ax.collections])
    cost = sorted(places[np.round(places[:, 1]) == rows.index("Cost"), 0].tolist())
    assert cost == pytest.approx(sorted(result.views.weights["cost"]))
    joint = [line.get_xdata()[0] for line in ax.lines]
    assert joint == pytest.approx([result.ranking.problem.node_weights[node] for node in
                                   ("barriers", "cost", "noise", "swot", "strengths", "weaknesses",
                                    "opportunities", "threats")])  # fmt: skip
    assert title(ax) == "tram comes first for both respondents; they agree least on “SWOT”"
