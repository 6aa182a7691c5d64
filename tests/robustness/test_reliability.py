"""Krippendorff's published examples, and blocks of a study that lack something."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import fivepluone_mcda as fp
from fivepluone_mcda.model.text import number
from fivepluone_mcda.robustness import krippendorff_alpha, reliability

GAP = np.nan

# Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability: sections A (two observers,
# binary), B (two observers, nominal), C and D (four observers, any level, missing codes).
BINARY = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
NOMINAL = [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]]
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]


@pytest.mark.parametrize(
    ("codes", "level", "published"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
    ],
)
def test_published_examples(codes: list[list[float]], level: str, published: float) -> None:
    assert round(krippendorff_alpha(codes, level), 3) == published


@given(arrays(np.float64, (3, 8), elements=st.integers(1, 5).map(float)))
def test_ordinal_alpha_is_its_definition(codes: np.ndarray) -> None:
    values, frequency = np.unique(codes, return_counts=True)
    below = np.concatenate([[0.0], np.cumsum(frequency)])
    middle = dict(zip(values, below[:-1] + frequency / 2, strict=True))
    place = np.vectorize(middle.__getitem__)(codes)
    spots = place.ravel()
    by_chance = [(a - b) ** 2 for a, b in permutations(spots, 2)]
    within = [(place[a] - place[b]) ** 2 for a, b in permutations(range(3), 2)]
    alpha = krippendorff_alpha(codes)
    if values.size == 1:
        assert np.isnan(alpha)
    else:
        assert alpha == pytest.approx(1.0 - np.mean(within) / np.mean(by_chance))


def test_alpha_ignores_who_coded_and_the_names_of_ordered_values() -> None:
    codes = np.array(FOUR)
    assert krippendorff_alpha(codes[::-1]) == pytest.approx(krippendorff_alpha(codes))
    assert krippendorff_alpha(codes**3) == pytest.approx(krippendorff_alpha(codes))


@pytest.mark.parametrize("codes", [[[1, 2, 3]], [[1, 1], [1, 1]], [[1, GAP], [GAP, 2]], [[], []]])
def test_alpha_is_undefined_without_pairs_or_variation(codes: list[list[float]]) -> None:
    assert np.isnan(krippendorff_alpha(codes))


@pytest.mark.parametrize("codes", ["text", [1, 2], [[1, "x"]], [[1, np.inf], [1, 2]]])
def test_bad_codes_are_refused(codes: object) -> None:
    with pytest.raises(fp.CriteriaError, match="coders x cells"):
        krippendorff_alpha(codes)  # type: ignore[arg-type]


def test_unknown_level_is_refused() -> None:
    with pytest.raises(fp.CriteriaError, match="nominal, ordinal, interval, ratio"):
        krippendorff_alpha(FOUR, "fancy")


@pytest.mark.shipped_numbers
def test_shipped_study(study: fp.Study) -> None:
    agreement = reliability(study).set_index("block")
    groups = ["institutional", "political_economic", "infrastructure"]
    blocks = ["all", *groups, "geopolitical", "socio_cultural", "items"]
    assert agreement.index.tolist() == [*blocks, *study.criteria]
    assert agreement.loc[blocks, "cells"].tolist() == [115, 25, 25, 20, 20, 25, 100]
    assert (agreement["low"] <= agreement["alpha"]).all()
    assert (agreement["alpha"] <= agreement["high"]).all()
    assert (agreement.loc[blocks, "low"] < agreement.loc[blocks, "high"]).all()
    codes = study.barrier_codes
    table = codes.pivot(index="coder", columns=["criterion", "alternative"], values="best")
    assert agreement.loc["all", "alpha"] == krippendorff_alpha(table)
    assert agreement.loc["all", "silent"] == pytest.approx(codes["silent"].astype(float).mean())
    assert agreement.loc[blocks, "note"].str.startswith("pooled over").all()
    assert (agreement.loc["I2", "note"], agreement.loc["I5", "note"]) == ("", "identical codes")
    barriers = agreement.loc[
        [leaf for leaf in study.criteria if leaf not in study.quadrants.values()]
    ]
    assert (barriers["alpha"] < 0.8).sum() == 6
    assert agreement.loc["all", "lowest"] == barriers["alpha"].idxmin() == "C3"
    assert round(agreement.loc["all", "lowest_alpha"], 2) == 0.62


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_interval_holds_alpha(study: fp.Study, data: st.DataObject) -> None:
    """With as few as two coders, and criteria in different units or on one scale."""
    scores = study.tables["scores"].query("coder in ['a', 'b']").copy()
    codes = arrays(np.int64, len(scores), elements=st.integers(1, 5))
    scores["best"] = data.draw(codes).astype(float)
    alike = data.draw(st.floats(0.0, 1.0))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    one = scores.query("coder == 'a'").set_index(["criterion", "alternative"])["best"]
    keys = pd.MultiIndex.from_frame(scores[["criterion", "alternative"]])
    scores["best"] = np.where(rng.random(len(scores)) < alike, one[keys], scores["best"])
    both = with_scores(study, scores)
    units = dict.fromkeys(study.tree.children("geopolitical"), 100.0)
    for each in (both, in_units(both, units)):
        agreement = reliability(each, samples=400).dropna(subset=["alpha"])
        assert (agreement["low"] <= agreement["alpha"] + 1e-9).all()
        assert (agreement["alpha"] <= agreement["high"] + 1e-9).all()


def test_same_seed_same_interval(study: fp.Study) -> None:
    pd.testing.assert_frame_equal(reliability(study, 50, seed=3), reliability(study, 50, seed=3))


@pytest.mark.slow
def test_bootstrap_interval_covers(study: fp.Study) -> None:
    """The interval from a fifth of the cells holds the alpha of all of them, mostly."""
    table = study.barrier_codes.pivot(
        index="coder", columns=["criterion", "alternative"], values="best"
    )
    whole = krippendorff_alpha(table)
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(20):
        cells = rng.choice(table.columns.size, 40, replace=False)
        some = table.iloc[:, cells]
        rows = some.melt(ignore_index=False, value_name="best").reset_index()
        scores = study.tables["scores"].merge(
            rows[["coder", "criterion", "alternative"]], on=["coder", "criterion", "alternative"]
        )
        part = reliability(with_scores(study, scores), samples=200).iloc[0]
        assert part["cells"] == 40
        held += part["low"] <= whole <= part["high"]
    assert held >= 15


def with_scores(study: fp.Study, scores: pd.DataFrame) -> fp.Study:
    return replace(study, tables={**study.tables, "scores": scores})


def test_single_coder_is_explained(study: fp.Study) -> None:
    tables = {
        **study.tables,
        **{role: study.tables[role].query("coder == 'a'") for role in ("scores", "items")},
    }
    agreement = reliability(replace(study, tables=tables))
    assert agreement[["alpha", "low", "high"]].isna().all(axis=None)
    assert (agreement["note"] == "one coder: agreement needs two").all()


def test_identical_coders_are_explained(study: fp.Study) -> None:
    one = study.tables["scores"].query("coder == 'a'")
    agreement = reliability(with_scores(study, pd.concat([one, one.assign(coder="twin")])))
    items = ["items", *study.quadrants.values()]
    same = agreement[~agreement["block"].isin(items)]
    assert (same[["alpha", "low", "high"]] == 1.0).all(axis=None)
    assert (same["note"] == "identical codes").all()


def test_cell_that_nobody_coded_is_left_out_and_named(study: fp.Study) -> None:
    scores = study.tables["scores"]
    gone = (scores["criterion"] == "I1") & (scores["alternative"] == "CA-EU")
    agreement = reliability(with_scores(study, scores[~gone])).set_index("block")
    inside = len(study.tree.children("institutional")) * len(study.alternatives)
    assert agreement.loc["all", "cells"] == scores.groupby(["criterion", "alternative"]).ngroups - 1
    assert agreement.loc["institutional", "cells"] == inside - 1
    left_out = "cells with fewer than two codes left out: 1"
    assert agreement.loc["all", "note"].startswith(f"{left_out}; pooled")
    assert agreement.loc["I1", "note"] == left_out
    assert "left out" not in agreement.loc["geopolitical", "note"]


def test_codes_without_variation_are_explained(study: fp.Study) -> None:
    scores = study.tables["scores"].assign(best=3.0)
    agreement = reliability(with_scores(study, scores), samples=10).set_index("block")
    assert np.isnan(agreement.loc["all", "alpha"])
    assert "without variation" in agreement.loc["all", "note"]


def test_an_added_human_coder_counts(study: fp.Study) -> None:
    scores = study.tables["scores"]
    human = scores.query("coder == 'a'").assign(coder="human", best=lambda row: 6 - row["best"])
    mixed = reliability(with_scores(study, pd.concat([scores, human])), samples=10)
    alone = reliability(study, samples=10)
    assert mixed["alpha"].iloc[0] < alone["alpha"].iloc[0]


@pytest.mark.parametrize("samples", [0, -1, 2.5, "many"])
def test_bad_number_of_samples(study: fp.Study, samples: object) -> None:
    with pytest.raises(fp.CriteriaError, match="samples"):
        reliability(study, samples=samples)  # type: ignore[arg-type]


def test_missing_package_is_named(study: fp.Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(
        fp.MissingDependencyError, match=r"pip install krippendorff .*\[robustness\]"
    ):
        reliability(study)


def in_units(study: fp.Study, factor: dict[str, float]) -> fp.Study:
    """The study with these criteria in other units, on no stated scale."""
    scores, criteria = study.tables["scores"].copy(), study.tables["criteria"].copy()
    for leaf, size in factor.items():
        scores.loc[scores["criterion"] == leaf, ["low", "best", "high"]] *= size
        criteria.loc[criteria["id"] == leaf, ["low", "high"]] = np.nan
    return replace(study, tables={**study.tables, "scores": scores, "criteria": criteria})


def test_codes_of_different_units_are_not_compared(study: fp.Study) -> None:
    """Two coders in opposite order never agree, however far apart their criteria's units lie."""
    inside = study.tree.children("geopolitical")
    one = study.tables["scores"].query("coder == 'a'")
    turned = one.assign(coder="turned", best=lambda row: 6 - row["best"])
    both = with_scores(study, pd.concat([one, turned]))
    apart = reliability(in_units(both, dict(zip(inside, [1, 100, 10_000, 1e6], strict=True))))
    row = apart.set_index("block").loc["geopolitical"]
    assert row["alpha"] < 0.0
    assert row["cells"] == len(inside) * len(study.alternatives)
    codes = pd.concat([one, turned]).pivot(
        index="coder", columns=["criterion", "alternative"], values="best"
    )
    alphas = pd.Series({study.tree.label(leaf): krippendorff_alpha(codes[leaf]) for leaf in inside})
    assert row["alpha"] == pytest.approx(alphas.mean())
    assert row["low"] <= row["alpha"] <= row["high"]
    assert row["note"] == (
        f"mean of the alphas of 4 criteria, which share no scale, lowest {alphas.idxmin()} "
        f"({number(alphas.min())})"
    )


def test_blocks_with_one_scale_stay_as_they_are(study: fp.Study) -> None:
    mixed = reliability(in_units(study, {"I1": 100.0}), samples=20).set_index("block")
    alone = reliability(study, samples=20).set_index("block")
    assert mixed.loc[["all", "institutional"], "note"].str.startswith("mean of").all()
    rest = mixed.index.drop(["all", "institutional"])
    assert mixed.loc["I1", "alpha"] == alone.loc["I1", "alpha"]
    pd.testing.assert_frame_equal(mixed.loc[rest], alone.loc[rest])


def test_criterion_without_variation_is_left_out_of_the_mean(study: fp.Study) -> None:
    scores = study.tables["scores"].copy()
    scores.loc[scores["criterion"] == "I1", "best"] = 3.0
    mixed = in_units(with_scores(study, scores), {"I1": 100.0})
    note = reliability(mixed, samples=5).set_index("block").loc["institutional", "note"]
    assert "mean of the alphas of 4 criteria" in note
    assert note.endswith("criteria without variation left out: 1")
