"""Many methods on one problem, and how far they agree."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm import correlations

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import compare_methods
from fivepluone_mcda.robustness.comparison import _rank_similarity, rank_correlation


def test_default_has_enough_methods_and_normalisations(study: fp.Study) -> None:
    compared = compare_methods(study.problem("values"))
    names = compared.scores.columns.tolist()
    assert names[:4] == ["topsis", "topsis (minmax)", "topsis (max)", "topsis (sum)"]
    assert len({name.split(" ")[0] for name in names}) >= 10
    assert compared.ranks.columns.tolist() == compared.agreement.index.tolist() == names
    assert compared.agreement.loc["topsis", ["kendall", "spearman", "ws"]].tolist() == [1.0] * 3
    first = compared.ranks == 1
    assert all(first.loc[winner, name] for name, winner in compared.agreement["winner"].items())


def test_every_method_is_the_one_that_rank_runs(study: fp.Study) -> None:
    problem = study.problem("values")
    compared = compare_methods(problem, ["vikor", "edas", partial(fp.ahp, mode="ideal")])
    assert compared.scores.columns.tolist() == ["vikor", "edas", "ahp_ideal (ideal)"]
    assert compared.scores["vikor"].tolist() == fp.vikor(problem).scores.tolist()
    assert compared.ranks["edas"].tolist() == fp.rank(problem, "edas").ranks.tolist()


def test_mapping_gives_the_labels(problem: fp.Problem) -> None:
    compared = compare_methods(problem, {"mine": fp.topsis, "theirs": "pymcdm.topsis"})
    assert compared.agreement.index.tolist() == ["mine", "theirs"]
    assert compared.to_frame().columns.tolist() == [
        "winner", "kendall", "spearman", "ws", "same_as", "car", "bus", "bike"
    ]  # fmt: skip


def test_headline_counts_winners(problem: fp.Problem) -> None:
    compared = compare_methods(problem, ["topsis", "ahp"])
    assert compared.headline() == "First by 2 methods: bike in 1, car in 1"
    assert "bike" in repr(compared)
    assert "<table" in compared._repr_html_()


@given(st.permutations(range(1, 7)), st.permutations(range(1, 7)))
def test_coefficients_agree_with_pymcdm(a: list[int], b: list[int]) -> None:
    x, y = pd.Series(a), pd.Series(b)
    assert rank_correlation(x, y, "spearman") == pytest.approx(
        correlations.spearman(np.array(a), np.array(b))
    )
    assert rank_correlation(x, y, "kendall") == pytest.approx(
        correlations.kendall_tau(np.array(a), np.array(b))
    )
    assert _rank_similarity(x, y) == pytest.approx(correlations.ws(np.array(a), np.array(b)))


def test_tau_b_of_a_published_example() -> None:
    """Kendall, M. G. (1945), with ties: counted by hand, 4 concordant, 0 discordant."""
    x, y = pd.Series([1, 2, 2, 4]), pd.Series([1, 2, 3, 3])
    assert rank_correlation(x, y, "kendall") == pytest.approx(4 / np.sqrt(5 * 5))


def test_rankings_that_tie_everything() -> None:
    level, ranked = pd.Series([1, 1, 1]), pd.Series([1, 2, 3])
    for kind in ("kendall", "spearman"):
        assert rank_correlation(level, level, kind) == 1.0  # type: ignore[arg-type]
        assert rank_correlation(level, ranked, kind) == 0.0  # type: ignore[arg-type]


def test_one_alternative() -> None:
    compared = compare_methods(fp.Problem(pd.DataFrame({"a": [3.0]}, ["x"])))
    assert (compared.ranks == 1).all(axis=None)
    assert (compared.agreement[["kendall", "spearman", "ws"]] == 1.0).all(axis=None)


def test_undefined_methods_are_left_out_of_the_default_only() -> None:
    negative = fp.Problem(pd.DataFrame({"a": [-1.0, 2.0], "b": [3.0, -4.0]}, ["x", "y"]))
    names = compare_methods(negative).agreement.index.tolist()
    assert "topsis" in names
    assert "ahp" not in names
    with pytest.raises(fp.MethodError, match="0 or more"):
        compare_methods(negative, ["topsis", "ahp"])


@pytest.mark.parametrize("methods", [[], {}, "topsis", fp.topsis, ["topsis", "topsis"]])
def test_bad_lists_of_methods(problem: fp.Problem, methods: object) -> None:
    with pytest.raises(fp.MethodError, match="methods"):
        compare_methods(problem, methods)  # type: ignore[arg-type]


def test_unknown_method(problem: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="topsis"):
        compare_methods(problem, ["topsiss"])


def test_one_model_counts_once() -> None:
    rng = np.random.default_rng(2)
    frame = pd.DataFrame(rng.uniform(1, 5, (4, 3)), list("wxyz"), list("abc"))
    compared = compare_methods(fp.Problem(frame))
    same = compared.agreement["same_as"]
    assert same["weighted_sum"] == "ahp"
    assert same["marcos"] == "ahp_ideal"
    assert (same[["topsis", "topsis (minmax)", "vikor", "promethee_ii"]] == "").all()
    assert len(compared.distinct) == len(same) - (same != "").sum()
    assert compared.headline().startswith(f"First by {len(compared.distinct)} methods")
    turned = compare_methods(fp.Problem(frame, directions={"a": "min"}, scale={"a": (1, 5)}))
    assert (turned.agreement.loc[["marcos", "weighted_sum"], "same_as"] == "").all()
    pair = compare_methods(fp.Problem(frame.head(2)), ["topsis", "vikor", "ahp", "weighted_sum"])
    assert pair.agreement["same_as"].tolist() == ["", "", "", "ahp"]
    assert compare_methods(fp.Problem(frame.iloc[[0, 0, 0]].set_axis(list("abc")))).headline()


@pytest.mark.shipped_numbers
def test_the_zero_point_of_the_scale_is_a_choice_that_shows(study: fp.Study) -> None:
    agreement = compare_methods(study.problem("values")).agreement
    assert agreement.loc["topsis", "winner"] == "CA-China"
    assert agreement.loc["topsis (scores from 0)", "winner"] == "CA-EU"
    scores = compare_methods(study.problem("values")).scores
    assert scores["topsis (minmax)"].tolist() == pytest.approx(
        fp.topsis(study.problem("values"), normalization="minmax").scores.tolist()
    )
    flat = fp.Problem(pd.DataFrame({"a": [3.0, 1.0]}, ["x", "y"]))
    assert "topsis (scores from 0)" not in compare_methods(flat).agreement.index
