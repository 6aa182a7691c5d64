"""What is said about scores and weights is true of the scores and weights that are shown."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative import basis
from fivepluone_mcda.narrative.provenance import (
    consistency_sentences,
    scores_limit,
    scores_made,
)
from fivepluone_mcda.study.judgements import on_saaty_scale
from fivepluone_mcda.study.provenance import Statement

SMALL = Path(__file__).parent.parent / "data" / "small_study"


def test_fitted_weights_are_said_to_be_fitted(study):
    words = " ".join(basis(study, "nearest"))
    moved = (study.weights("nearest") - study.weights("values")).abs().sum() / 2
    assert moved == pytest.approx(0.07, abs=0.001)
    assert f"{100 * moved:.1f} % of the weight differs" in words
    assert "debt" not in words  # labels of criteria, not sentences of the source
    assert "“Financial dependence”" in words


@pytest.mark.parametrize("profile", ["values", "implementation", "grounds", "equal"])
def test_every_other_profile_is_named_with_its_leader(study, profile):
    last = basis(study, profile)[-1]
    assert profile not in last.split(":", 1)[1]
    assert "paper: CA-EU" in last


def test_what_a_profile_changes_in_its_base_is_said(study):
    words = " ".join(basis(study))
    assert "profile 'values' with “Strategic dependence” at 25.0 % (shared equally" in words
    assert "11.4 % of the weight differs" in words
    assert "fitted" not in words


def test_weights_that_were_changed_are_not_said_to_be_fitted(study):
    by_hand = " ".join(basis(study, "nearest", set_weights={"G1": 1.0}))
    assert f"Weights set by hand: “{study.tree.label('G1')}” 100 %; the others" in by_hand
    assert "fitted" not in by_hand
    name = next(
        name
        for name in study.scenarios
        if not study.problem("nearest", scenario=name).weights.equals(study.weights("nearest"))
    )
    in_scenario = " ".join(basis(study, "nearest", scenario=name))
    assert f"Scenario {name!r} changes the weights." in in_scenario
    assert "fitted" not in in_scenario


def test_scores_of_several_origins_are_told_apart():
    small = fp.load(SMALL)
    words = " ".join(scores_made(small))
    assert "50.0 % of the scores (scores by coder a): coded by a program." in words
    assert "scored by people. A person read the leaflet." in words
    silent = dataclasses.replace(small, statements={}, coding="")
    assert scores_made(silent) == ["The study does not say how its scores were made."]
    assert scores_limit(silent).endswith("they are not measurements.")


def test_what_no_statement_is_about_is_said_to_be_of_unknown_origin():
    small = fp.load(SMALL)
    prices = Statement("prices", "measured", "Prices in USD.", criteria=("cost",))
    some = dataclasses.replace(small, statements={"prices": prices})
    label = small.tree.label("cost")
    words = scores_made(some)
    assert words[0].startswith(f"16.7 % of the scores (scores on “{label}”): measured. Prices")
    assert words[1].startswith("The study does not say how the scores on “")
    assert words[1].endswith(" were made (83.3 %).")
    assert scores_limit(some).startswith("The scores that were not measured")
    whole = dataclasses.replace(small, statements={"m": Statement("m", "measured", "In USD.")})
    assert (scores_made(whole), scores_limit(whole)) == (["In USD."], "")


def test_judgements_that_contradict_one_another_are_named():
    small = fp.load(SMALL)
    assert consistency_sentences(small) == []
    table = small.tables["judgements"].copy()
    rows = table.index[(table["judge"] == "p") & (table["b"] == "threats")]
    table.loc[rows[0], "value"] = 0.125
    changed = dataclasses.replace(small, tables={**small.tables, "judgements": table})
    worst = changed.judgements("experts", "p")["quadrants"].worst
    said = consistency_sentences(changed, "experts")[0]
    assert said.startswith("Panel 'experts', judge p, on “")
    assert "above 0.1" in said
    assert small.tree.label(worst.a) in said
    assert said.endswith(" would agree best with them.")


def test_no_judgement_is_named_where_none_stands_out():
    small = fp.load(SMALL)
    table = small.tables["judgements"]
    own = (table["judge"] == "p") & (table["group"] == "quadrants")
    circle = table[own].head(4).copy()
    names = ["strengths", "weaknesses", "opportunities", "threats"]
    circle["a"], circle["b"], circle["value"] = names, names[1:] + names[:1], 5.0
    joined = pd.concat([table[~own], circle], ignore_index=True)
    changed = dataclasses.replace(small, tables={**small.tables, "judgements": joined})
    more = consistency_sentences(changed, "experts", most=1)
    assert more[1:] == ["1 more comparison has a consistency ratio above 0.1."]
    said = consistency_sentences(changed, "experts")[0]
    assert said.endswith("contradict one another, but no single one stands out.")


def test_suggested_judgements_are_on_the_scale():
    assert [on_saaty_scale(value) for value in (0.0776, 0.3, 1.0, 2.6, 13.0)] == [
        1 / 9, 1 / 3, 1.0, 3.0, 9.0
    ]  # fmt: skip
