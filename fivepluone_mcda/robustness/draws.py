"""Weights around a profile, and scores from their intervals."""

from __future__ import annotations

import numpy as np

from ..model import CriteriaError, Problem
from ..model.arrays import Floats
from ..sensitivity.distributions import Around


def around(problem: Problem, concentration: float) -> Around:
    """Dirichlet weights with the problem's as mean and `concentration` as parameters' sum."""
    if not (np.isfinite(concentration) and concentration > 0.0):
        raise CriteriaError(f"concentration: found {concentration!r}; expected more than 0")
    return Around.of(concentration * problem.weight_vector)


def triangular(low: Floats, best: Floats, high: Floats, u: Floats) -> Floats:
    """Quantiles of triangular distributions; all arguments broadcast."""
    width = high - low
    rises = u * width < best - low
    way = np.sqrt(np.where(rises, u * width * (best - low), (1.0 - u) * width * (high - best)))
    return np.where(rises, low + way, high - way)
