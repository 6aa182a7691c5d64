"""Sobol indices of any model by SALib: how much of an output's variance each factor explains."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model import CriteriaError
from ..model.optional import needed

__all__ = ["sobol_indices"]

Floats = NDArray[np.float64]


def sobol_indices(
    model: Callable[[Floats], Floats], factors: Mapping[str, int], samples: int, seed: int
) -> pd.DataFrame:
    """First-order and total Sobol indices of a model with independent uniform inputs.

    Parameters
    ----------
    model : callable
        Takes points in the unit cube, shape (K, d), and gives outputs, shape (K,).
    factors : mapping of str to int
        Number of coordinates of each factor; their sum is d. All coordinates of a factor are
        exchanged together, so that its index is that of the group.
    samples : int
        Size N of the two base samples, a power of two; the model is evaluated at N (k + 2)
        points for k factors.
    seed : int
        Seed of the Sobol sequence's scramble and of the bootstrap.

    Returns
    -------
    DataFrame
        One row a factor: ``factor``; ``first``, the share of the variance that disappears when
        the factor alone is fixed; ``total``, the share that is left when all others are fixed;
        ``first_conf`` and ``total_conf``, half the width of their 95 % bootstrap intervals. An
        output that never varies has indices 0.

    Raises
    ------
    CriteriaError
        If `samples` is no power of two.
    MissingDependencyError
        If SALib is not installed.

    References
    ----------
    .. [1] Saltelli, A., Annoni, P., Azzini, I., Campolongo, F., Ratto, M., & Tarantola, S.
       (2010). Variance based sensitivity analysis of model output. Computer Physics
       Communications, 181(2), 259-270. https://doi.org/10.1016/j.cpc.2009.09.018
    .. [2] Iwanaga, T., Usher, W., & Herman, J. (2022). Toward SALib 2.0. Socio-Environmental
       Systems Modelling, 4, 18155. https://doi.org/10.18174/sesmo.18155
    """
    if not isinstance(samples, int) or samples < 2 or samples & (samples - 1):
        raise CriteriaError(f"samples: found {samples!r}; expected a power of two such as 1024")
    names = [name for name, count in factors.items() for _ in range(count)]
    problem = {
        "num_vars": len(names),
        "names": [f"{name} {place}" for place, name in enumerate(names)],
        "groups": names,
        "bounds": [[0.0, 1.0]] * len(names),
    }
    points = needed("SALib.sample.sobol").sample(
        problem, samples, calc_second_order=False, seed=seed
    )
    output = model(points)
    if np.ptp(output) == 0.0:
        indices = dict.fromkeys(("S1", "S1_conf", "ST", "ST_conf"), np.zeros(len(factors)))
    else:
        # SALib takes a seed of 0 for none.
        indices = needed("SALib.analyze.sobol").analyze(
            problem, output, calc_second_order=False, seed=seed + 1
        )
    return pd.DataFrame(
        {
            "factor": list(factors),
            "first": indices["S1"],
            "first_conf": indices["S1_conf"],
            "total": indices["ST"],
            "total_conf": indices["ST_conf"],
        }
    )
