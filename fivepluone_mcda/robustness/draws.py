"""Weights around a profile, and scores from the coders' intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..model import CriteriaError, Problem
from ..sensitivity.distributions import Around
from ..study import Study

Floats = NDArray[np.float64]


def around(problem: Problem, concentration: float) -> Around:
    """Dirichlet weights with the problem's as mean and `concentration` as parameters' sum."""
    if not (np.isfinite(concentration) and concentration > 0.0):
        raise CriteriaError(f"concentration: found {concentration!r}; expected more than 0")
    return Around.of(concentration * problem.weight_vector)


def intervals(study: Study, profile: str | None) -> Floats:
    """Low, best and high of every coder and score under a profile, shape (3, coders, m, n)."""
    horizon = study.horizon(profile)
    return np.array(
        [study.scores_by_coder(horizon, value=value) for value in ("low", "best", "high")]
    )


def triangular(low: Floats, best: Floats, high: Floats, u: Floats) -> Floats:
    """Quantiles of triangular distributions; all arguments broadcast."""
    width = high - low
    rising = low + np.sqrt(u * width * (best - low))
    falling = high - np.sqrt((1.0 - u) * width * (high - best))
    return np.where(u * width < best - low, rising, falling)
