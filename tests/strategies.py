"""Random decision problems for the property tests."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import fivepluone_mcda as fp

NORMALIZATIONS = ("vector", "minmax", "max", "sum")
# Methods that rank any problem; additive_value needs a scale and has tests of its own.
OWN = ("topsis", "ahp", "ahp_ideal", "weighted_sum", "weighted_product", "vikor", "promethee_ii")

LIKERT = st.integers(1, 5).map(float)
"""Many ties, no zeros."""


def measured(lowest: int = 1) -> st.SearchStrategy[float]:
    """Numbers with three decimals: what differs at all differs by more than rounding."""
    return st.integers(lowest, 10**6).map(lambda number: number / 1000)


@st.composite
def problems(
    draw: st.DrawFn,
    alternatives: tuple[int, int] = (1, 8),
    criteria: tuple[int, int] = (1, 8),
    lowest: int = 1,
) -> fp.Problem:
    """A problem with ties, minimised and constant columns, copies and weights of 0.

    Scores are on a scale of 1 to 5, or have three decimals and start at `lowest` thousandths.
    """
    m, n = draw(st.integers(*alternatives)), draw(st.integers(*criteria))
    cells = draw(st.sampled_from([LIKERT, measured(lowest)]))
    matrix = draw(arrays(np.float64, (m, n), elements=cells))
    if draw(st.booleans()):
        matrix[:, draw(st.integers(0, n - 1))] = matrix[0, 0]
    if draw(st.booleans()):
        matrix[draw(st.integers(0, m - 1))] = matrix[0]
    names = [f"c{j}" for j in range(n)]
    parts = st.lists(st.integers(0, 9), min_size=n, max_size=n).filter(any)
    directions = st.lists(st.sampled_from(["max", "min"]), min_size=n, max_size=n)
    return fp.Problem(
        pd.DataFrame(matrix, [f"a{i}" for i in range(m)], names),
        weights=dict(zip(names, draw(parts), strict=True)),
        directions=dict(zip(names, draw(directions), strict=True)),
    )


def pymcdm_arrays(problem: fp.Problem) -> tuple[Any, Any, Any]:
    """Matrix, weights and types as pymcdm takes them."""
    return problem.values, problem.weight_vector, np.where(problem.maximise, 1, -1)
