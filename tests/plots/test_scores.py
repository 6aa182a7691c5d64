"""The ranking and the waterfall show the numbers of their results."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from plots.shown import MINUS, title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.plots.style import looks


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
    assert ax.get_xlabel() == "VIKOR score, the lower the better"
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
    assert words(ax.get_legend().get_texts()) == ["speaks for CA-EU", "speaks for CA-USA"]


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
        f"{ahead} is {abs(explanation.difference):.3f} ahead of {behind}, most through "
        f"{favour.idxmax()}; what counts most against it: {favour.idxmin()}"
    )


def test_waterfall_of_two_that_are_level() -> None:
    twins = fp.Problem(pd.DataFrame({"a": [1.0, 1.0], "b": [2.0, 2.0]}, ["x", "y"]))
    ax = fp.plots.contributions(fp.topsis(twins).explain("x", "y"))
    assert title(ax) == "x and y are level"
    assert np.abs(widths(ax)).max() == 0.0
