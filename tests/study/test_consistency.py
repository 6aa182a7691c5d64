"""Consistency of judgements in one table, also where a judge left pairs out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import fivepluone_mcda as fp


def test_a_row_for_each_panel_judge_and_group(small: fp.Study) -> None:
    table = small.consistency()
    judges = table["judge"].fillna("(joint)")
    assert [*dict.fromkeys(judges)] == ["(joint)", *small.judges("experts")]
    own = table[judges == "p"].set_index("group")
    for group, matrix in small.judgements("experts", "p").items():
        assert own.loc[group, "consistency_ratio"] == matrix.consistency_ratio
        assert own.loc[group, "elements"] == len(matrix.elements)
        assert tuple(own.loc[group, ["a", "b", "value", "consistent"]]) == matrix.worst
    assert table.equals(small.consistency("experts"))
    with pytest.raises(fp.UnknownNameError, match="unknown panel 'x'"):
        small.consistency("x")


def test_a_judge_who_left_pairs_out(folder: Path, edit: Callable[..., None]) -> None:
    edit("judgements.csv", "experts,p,top,barriers,swot,2,\n", "")
    study = fp.load(folder)
    table = study.consistency("experts").set_index(["judge", "group"])
    missing = table["consistency_ratio"].isna()
    assert list(table.index[missing]) == [("p", "top")]
    assert np.isfinite(study.weights("experts")).all()
