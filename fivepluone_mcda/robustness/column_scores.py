"""The scores of a method while the scores on one criterion change and all others stay."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..methods.kernels import scores_of_sums
from ..methods.registry import Method
from ..model import CriteriaError, Problem
from ..model.kernel import Kernel

Floats = NDArray[np.float64]

ColumnScores = Callable[[Floats], Floats]
"""Columns of scores, shape (m, K), to the scores of the alternatives, shape (K, m)."""


def column_scores(problem: Problem, method: Method, column: int) -> ColumnScores:
    """The scores of all alternatives as a function of what they score on one criterion.

    Where the method adds up its criteria, all others are added up once: a run then takes as long
    as for one criterion.

    Parameters
    ----------
    problem : Problem
        What is ranked.
    method : Method
        The method.
    column : int
        Column of the criterion.
    """
    kernel, weights = method.kernel(problem), problem.weight_vector
    alone = _alone(problem, method, column, kernel)
    if alone is None or kernel.form is None:

        def run_whole(columns: Floats) -> Floats:
            values = np.repeat(problem.values[:, :, None], columns.shape[1], axis=2)
            values[:, column] = columns
            everything = method.kernel(problem, values=values)
            return everything(np.tile(weights, (columns.shape[1], 1)))

        return run_whole

    name, arrays = kernel.form
    power = 2 if name == "closeness" else 1
    rest = np.where(np.arange(weights.size) == column, 0.0, weights) ** power
    own, others = weights[column] ** power, [array @ rest for array in arrays]

    def run_column(columns: Floats) -> Floats:
        moved = method.kernel(alone, values=columns[:, None]).form
        parts = () if moved is None else moved.arrays
        sums = [other + own * part[:, 0].T for other, part in zip(others, parts, strict=True)]
        return scores_of_sums(name, sums)

    return run_column


def _alone(problem: Problem, method: Method, column: int, kernel: Kernel) -> Problem | None:
    """The problem with one criterion alone, if the method treats it there as in the whole."""
    criterion = problem.criteria[column]
    scale = {name: ends for name, ends in problem.scale.items() if name == criterion}
    alone = Problem(
        problem.matrix[[criterion]], directions=problem.directions[[criterion]], scale=scale
    )
    try:
        form = method.kernel(alone).form
    except CriteriaError:  # its options name other criteria
        return None
    if form is None or kernel.form is None or form.name != kernel.form.name:
        return None
    same = [
        np.allclose(own[:, 0], whole[:, column], rtol=1e-13, atol=0.0)
        for own, whole in zip(form.arrays, kernel.form.arrays, strict=True)
    ]
    return alone if all(same) else None
