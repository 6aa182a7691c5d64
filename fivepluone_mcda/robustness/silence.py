"""The ranking when scores on which the source says nothing are set in other ways."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, Problem
from ..model.coding import SILENT
from ..study import Study, expect_study
from .coders import rankings_table

ORDINAL = (1.0, 2.0, 3.0)
"""Good, fair and middling on the usual scale of five points."""


def silence(
    study: Study,
    profile: str | None = None,
    method: MethodLike | None = None,
    values: Sequence[float] | None = None,
) -> pd.DataFrame:
    """The ranking with the silent cells as coded, at fixed scores, and at the criterion's mean.

    A cell of the performance matrix is silent where at least half of the coders found nothing
    in the source on it and inferred the score (see `Study.silent`).

    Parameters
    ----------
    study : Study
    profile, method : optional
        The weight profile and the method; the study's own when left out.
    values : sequence of float, optional
        Scores that all silent cells are given, one after the other. When left out: 1, 2 and 3
        where the scale of every criterion with silent cells has them, else none.

    Returns
    -------
    DataFrame
        One row a treatment: ``silent_cells`` (``as coded``, each of the values, ``mean``: the
        mean of the criterion's other cells; a cell without others stays as coded), then columns as
        in `leave_one_coder_out`. ``attrs["cells"]`` is the number of silent cells.

    Raises
    ------
    CriteriaError
        If a value is no finite number or outside the scale of a criterion with silent cells.
    UnknownNameError
        If the profile or the method is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.silence(fp.load(), "implementation")["winner"].unique().tolist()
    ['CA-China']
    """
    expect_study(study)
    problem, chosen = study.problem(profile), resolve(method or study.method)
    silent = study.silent.to_numpy() >= SILENT
    if values is None:
        asked = np.array(problem.criteria)[silent.any(axis=0)]
        scales = [problem.scale.get(one, (0.0, 0.0)) for one in asked]
        values = ORDINAL if all(low <= 1.0 and high >= 3.0 for low, high in scales) else ()
    treated = {"as coded": problem.values}
    for value in values:
        _check(problem, silent, value)
        treated[f"{value:g}"] = np.where(silent, value, problem.values)
    others = (~silent).sum(axis=0)
    means = np.where(silent, 0.0, problem.values).sum(axis=0) / np.maximum(others, 1)
    treated["mean"] = np.where(silent & (others > 0), means, problem.values)
    rankings = {}
    for how, scores in treated.items():
        frame = pd.DataFrame(scores, problem.alternatives, problem.criteria)
        rankings[how] = chosen.rank(problem.with_matrix(frame))
    table = rankings_table(rankings.items(), "silent_cells")
    table.attrs["cells"] = int(silent.sum())
    return table


def _check(problem: Problem, silent: NDArray[np.bool_], value: float) -> None:
    """Refuse a score that a silent cell cannot have."""
    if not np.isfinite(value):
        raise CriteriaError(f"values: found {value!r}; expected finite numbers")
    for criterion, (low, high) in problem.scale.items():
        if silent[:, problem.criteria.index(criterion)].any() and not low <= value <= high:
            raise CriteriaError(
                f"values: found {value!r}; expected {low:g} to {high:g}, the scale of {criterion!r}"
            )
