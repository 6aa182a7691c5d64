"""Consistency of judgements in one table, also where a judge left pairs out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study.judgements import on_saaty_scale


def test_a_row_for_each_panel_judge_and_group(small: fp.Study) -> None:
    table = small.consistency()
    judges = table["judge"].fillna("(joint)")
    assert [*dict.fromkeys(judges)] == ["(joint)", *small.judges("experts")]
    own = table[judges == "p"].set_index("group")
    for group, matrix in small.judgements("experts", "p").items():
        assert own.loc[group, "consistency_ratio"] == matrix.consistency_ratio
        assert own.loc[group, "elements"] == len(matrix.elements)
    assert table.equals(small.consistency("experts"))
    with pytest.raises(fp.UnknownNameError, match="unknown panel 'x'"):
        small.consistency("x")


def test_the_most_inconsistent_judgement_is_named_where_it_stands_out_alone(
    small: fp.Study, folder: Path, edit: Callable[..., None]
) -> None:
    named = ["a", "b", "value", "consistent"]
    alone = small.consistency().set_index("judge").loc[["p", "q"], named]
    assert alone.isna().to_numpy().all()  # neither contradicts himself
    place = "experts,p,quadrants,weaknesses,threats,"
    edit("judgements.csv", f"{place}4", f"{place}1/4")
    study = fp.load(folder)
    own = study.consistency().set_index(["judge", "group"]).loc[("p", "quadrants"), named]
    worst = study.judgements("experts", "p")["quadrants"].worst
    assert worst is not None
    assert tuple(own)[:3] == worst[:3]
    assert own["consistent"] == on_saaty_scale(worst.consistent) != worst.consistent


def test_a_judge_who_left_pairs_out(folder: Path, edit: Callable[..., None]) -> None:
    edit("judgements.csv", "experts,p,top,barriers,swot,2,\n", "")
    study = fp.load(folder)
    table = study.consistency("experts").set_index(["judge", "group"])
    missing = table["consistency_ratio"].isna()
    assert list(table.index[missing]) == [("p", "top")]
    assert np.isfinite(study.weights("experts")).all()
