"""SMAA against the numbers of the papers that introduced it."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.model import Coding, Ranking
from fivepluone_mcda.sensitivity import WeightSpace, smaa
from fivepluone_mcda.sensitivity.smaa import centroid

DATA = Path(__file__).parent.parent / "data" / "smaa"
ROUNDING = 0.5
"""Percentages are printed whole."""

TABLES = 2**12
"""Drawn performance matrices; each stands in for the table of one coder."""


def published(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def utilities(case: dict[str, Any], reach: np.ndarray, seed: int) -> np.ndarray:
    """Drawn linear partial values, shape (TABLES, m, n)."""
    matrix = np.array(case["matrix"], dtype=float)
    sign = np.where(np.array(case["directions"]) == "max", 1.0, -1.0)
    uniform = np.random.default_rng(seed).uniform(-1.0, 1.0, (TABLES, *matrix.shape))
    worst, best = (matrix * sign).min(axis=0), (matrix * sign).max(axis=0)
    return ((matrix + reach * uniform) * sign - worst) / (best - worst)


def drawn(names: list[str], tables: np.ndarray) -> fp.Problem:
    frame = pd.DataFrame(tables.mean(axis=0), names)
    coders = tuple(str(k) for k in range(len(tables)))
    return fp.Problem(frame, coding=Coding(coders, tables, tables, tables))


@pytest.mark.slow
def test_municipal_plan() -> None:
    case = published("lahdelma_1998")
    matrix = np.array(case["matrix"])
    reach = np.array(case["absolute"]) + np.array(case["relative"]) * np.abs(matrix)
    problem = drawn(case["alternatives"], utilities(case, reach, seed=1998))

    def additive(p: fp.Problem) -> fp.Ranking:
        scores = p.values @ p.weight_vector
        return Ranking.of("additive", p, scores, steps={}, options={})

    result = smaa(problem, additive, WeightSpace.simplex(problem), scores="coders", samples=2**9)
    expected = pd.Series(case["expected"]["first"], case["alternatives"])
    found = 100.0 * result.rank_acceptability[1]
    assert ((found - expected).abs() <= ROUNDING + 300.0 * result.standard_error[1]).all()
    for name, percent in case["expected"]["confidence"].items():
        assert abs(100.0 * result.confidence[name] - percent) < 3.0
    assert np.isnan(result.confidence["V"])
    assert result.central_weights.loc["V"].isna().all()


@pytest.mark.slow
def test_helsinki_harbour() -> None:
    case = published("lahdelma_2001")
    matrix = np.array(case["matrix"], dtype=float)
    tables = utilities(case, np.ptp(matrix, axis=0) / 10.0, seed=2001)
    # Values reach from -0.1 to 1.1. Two more alternatives at these ends make the minimum-maximum
    # normalisation the same for every draw; they take the first and the last rank.
    ends = np.broadcast_to([[[1.1], [-0.1]]], (TABLES, 2, matrix.shape[1]))
    names = [*case["alternatives"], "all best", "all worst"]
    problem = drawn(names, np.concatenate([tables, ends], axis=1))
    result = smaa(
        problem,
        partial(fp.weighted_sum, normalization="minmax"),
        WeightSpace.simplex(problem),
        scores="coders",
        samples=2**14,
    )
    found = 100.0 * result.rank_acceptability.iloc[:-2, 1:-1].to_numpy()
    error = 100.0 * result.standard_error.iloc[:-2, 1:-1].to_numpy()
    expected = np.array(case["expected"]["ranks"])
    assert (np.abs(found - expected) <= ROUNDING + 0.6 + 3.0 * error).all()
    holistic = found @ centroid(len(expected))
    assert np.abs(holistic - case["expected"]["holistic"]).max() <= ROUNDING + 0.6
