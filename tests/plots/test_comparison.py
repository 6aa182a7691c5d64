"""Methods, scenarios and Sobol indices side by side."""

from __future__ import annotations

import pandas as pd
import pytest
from plots.shown import cell_texts, shades, title, words

import fivepluone_mcda as fp


def test_methods_show_ranks_and_agreement(study: fp.Study) -> None:
    comparison = fp.compare_methods(study.problem("values"), ["topsis", "vikor", "promethee_ii"])
    ax = fp.plots.methods(comparison)
    texts, count = cell_texts(ax), len(study.alternatives)
    assert words(ax.get_yticklabels()) == ["TOPSIS", "VIKOR", "PROMETHEE II"]
    for row, method in enumerate(comparison.ranks):
        for column, rank in enumerate(comparison.ranks[method]):
            assert texts[row, column] == str(rank)
        assert texts[row, count] == f"{comparison.agreement['kendall'][method]:.2f}"
    dark = shades(ax)
    ranks = comparison.ranks["topsis"].to_numpy()
    assert dark[0, :count] == pytest.approx((count - ranks) / (count - 1))


@pytest.mark.shipped_numbers
def test_methods_title_counts_the_wins(study: fp.Study) -> None:
    comparison = fp.compare_methods(study.problem("values"), ["topsis", "ahp", "vikor"])
    assert (
        title(fp.plots.methods(comparison)) == "CA-China comes first in 2 of 3 methods, CA-EU in 1"
    )
    one = fp.compare_methods(study.problem("grounds"), ["topsis", "ahp"])
    assert title(fp.plots.methods(one)) == "CA-China comes first in both methods"


@pytest.fixture
def table() -> pd.DataFrame:
    winners = ["a", "b", "a", "c", "d", "e", "a"]
    frame = pd.DataFrame({"winner": winners}, [f"scenario {k}" for k in range(7)])
    for name in "abcde":
        frame[f"{name} score"] = 0.5
        frame[f"{name} rank"] = [1 if winner == name else 2 for winner in winners]
    return frame


def test_scenarios_show_the_rank_of_each_alternative(table: pd.DataFrame) -> None:
    ax = fp.plots.scenarios(table)
    assert words(ax.get_xticklabels()) == list("abcde")
    assert words(ax.get_yticklabels()) == table.index.tolist()
    texts = cell_texts(ax)
    for row, winner in enumerate(table["winner"]):
        assert [texts[row, k] for k in range(5)] == ["1" if n == winner else "2" for n in "abcde"]


def test_scenarios_title_names_the_most_frequent_winners(table: pd.DataFrame) -> None:
    assert title(fp.plots.scenarios(table)) == (
        "a comes first in 3 of 7 scenarios, b in 1, c in 1, d in 1, 1 more in others"
    )


def test_sobol_bars_are_the_indices_with_their_intervals() -> None:
    table = pd.DataFrame(
        {
            "factor": ["coder", "profile"],
            "first": [0.05, 0.4],
            "first_conf": [0.02, 0.1],
            "total": [0.1, 0.6],
            "total_conf": [0.03, 0.12],
        }
    )
    ax = fp.plots.sobol(table)
    assert words(ax.get_yticklabels()) == ["Profile", "Coder"]
    for index, bars in zip(("first", "total"), (ax.patches[:2], ax.patches[2:]), strict=True):
        assert [bar.get_width() for bar in bars] == table[index].tolist()[::-1]
    first, total = (part.get_segments() for part in ax.collections)
    assert first[0][:, 0] == pytest.approx([0.3, 0.5])
    assert total[1][:, 0] == pytest.approx([0.07, 0.13])
    assert title(ax) == (
        "Profile decides most: 40.0 % of the variance alone, 60.0 % with its interactions"
    )


def test_methods_that_are_one_model_say_so(flat: fp.Problem) -> None:
    upwards = fp.Problem(flat.matrix)
    ax = fp.plots.methods(fp.compare_methods(upwards, ["ahp", "topsis", "weighted_sum"]))
    assert words(ax.get_yticklabels())[0] == "AHP"
    same = fp.compare_methods(upwards, ["ahp", "marcos", "ahp_ideal"])
    assert words(fp.plots.methods(same).get_yticklabels())[2] == "AHP (ideal mode) (= MARCOS)"
