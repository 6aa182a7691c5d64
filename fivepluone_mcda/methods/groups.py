"""A group of judges: their pairwise judgements or priorities taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..model import MethodError, ProblemError
from ..model.arrays import Floats
from ..model.errors import listed, unknown_name
from .pairwise import PairwiseMatrix


def aggregate(
    matrices: Sequence[PairwiseMatrix] | Mapping[str, PairwiseMatrix],
    how: str = "judgements",
    weights: Sequence[float] | Mapping[str, float] | None = None,
) -> PairwiseMatrix | pd.Series:
    """The judgements or the priorities of a group of judges taken together.

    Parameters
    ----------
    matrices : sequence of PairwiseMatrix, or mapping by judge
        One matrix a judge, all over the same elements.
    how : {"judgements", "priorities"}
        Weighted geometric mean of the judgements pair by pair (of the judges who judged the
        pair), which gives a matrix; or of each judge's eigenvector priorities, which gives a
        Series that sums to 1. Both keep reciprocity and ratios (Aczél & Saaty 1983; Forman &
        Peniwati 1998).
    weights : sequence, or mapping by judge, optional
        Weight of each judge, not negative; equal when left out.

    Raises
    ------
    MethodError
        If there are no matrices, `how` is unknown, or the weights do not fit.
    ProblemError
        If the matrices are over different elements.

    References
    ----------
    .. [1] Forman, E., & Peniwati, K. (1998). Aggregating individual judgments and priorities with
       the Analytic Hierarchy Process. European Journal of Operational Research, 108(1),
       165-169. https://doi.org/10.1016/S0377-2217(97)00244-0

    Examples
    --------
    >>> one = PairwiseMatrix.from_judgements([("a", "b", 2)], ["a", "b"])
    >>> two = PairwiseMatrix.from_judgements([("a", "b", 8)], ["a", "b"])
    >>> float(aggregate([one, two]).to_frame().loc["a", "b"])
    4.0
    """
    if isinstance(matrices, Mapping):
        judges, group = [str(judge) for judge in matrices], list(matrices.values())
    else:
        group = list(matrices)
        judges = [f"judge {number}" for number in range(1, len(group) + 1)]
    if not group:
        raise MethodError("aggregate: no matrices")
    shares = _judge_weights(judges, weights)
    elements = group[0].elements
    judged = []
    for judge, matrix in zip(judges, group, strict=True):
        if sorted(matrix.elements) != sorted(elements):
            raise ProblemError(
                f"{judge} compares {listed(matrix.elements)}; the first compares {listed(elements)}"
            )
        order = [matrix.elements.index(element) for element in elements]
        judged.append(matrix.values[np.ix_(order, order)])
    if how == "judgements":
        logs = np.log(np.stack(judged))
        mass = np.where(np.isnan(logs), 0.0, shares[:, None, None])
        total = mass.sum(axis=0)
        mean = np.divide(
            np.nansum(mass * logs, axis=0), total, out=np.full(total.shape, np.nan), where=total > 0
        )
        # One half decides, so that the other is its exact reciprocal.
        upper = np.where(np.tri(len(elements), k=0, dtype=bool), np.nan, np.exp(mean))
        return PairwiseMatrix.of(upper, elements)
    if how == "priorities":
        logs = np.log(np.stack([m.priorities()[elements].to_numpy() for m in group]))
        vector = np.exp(shares @ logs)
        return pd.Series(vector / vector.sum(), index=elements, name="priority")
    raise MethodError(f"how: found {how!r}; expected 'judgements' or 'priorities'")


def _judge_weights(
    judges: list[str], weights: Sequence[float] | Mapping[str, float] | None
) -> Floats:
    if weights is None:
        return np.full(len(judges), 1.0 / len(judges))
    if isinstance(weights, Mapping):
        for judge in weights:
            if str(judge) not in judges:
                raise unknown_name("judge", judge, judges)
        given = {str(judge): weight for judge, weight in weights.items()}
        weights = [given.get(judge, np.nan) for judge in judges]
    try:
        vector = np.asarray(weights, dtype=np.float64)
    except (TypeError, ValueError):
        vector = np.array(np.nan)
    fits = vector.shape == (len(judges),) and np.isfinite(vector).all() and (vector >= 0.0).all()
    if not fits or vector.sum() <= 0.0:
        raise MethodError(
            f"weights: expected {len(judges)} finite numbers, 0 or more and not all 0, one for "
            f"each judge; found {weights!r}"
        )
    return np.asarray(vector / vector.sum())
