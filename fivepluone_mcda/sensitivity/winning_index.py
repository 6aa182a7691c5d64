"""Exact pairwise winning indices of additive methods under all weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..methods.weighted_sum import weighted_sum
from ..model import MethodError, Problem
from ..model.arrays import Floats
from ..model.result import TIE


def exact_pairwise_winning(problem: Problem, method: MethodLike = weighted_sum) -> pd.DataFrame:
    """Probability that an alternative beats another under weights uniform on the simplex.

    With an additive method the row beats the column where w . d > 0, d the differences of their
    values. That part of the simplex has a closed volume [1]_, [2]_; no weights are drawn.

    Parameters
    ----------
    problem : Problem
        The problem; its own weights do not matter.
    method : str or callable
        An additive method: weighted sum, weighted product, AHP or PROMETHEE II.

    Returns
    -------
    DataFrame, alternatives x alternatives
        Row against column; a tie is half, so that both directions sum to 1.

    Raises
    ------
    MethodError
        If the method is not additive.

    Notes
    -----
    The volume is a divided difference of a truncated power, sum of d_j^(n-1) / prod (d_j - d_k)
    over the positive d_j, which cancels badly where differences are nearly equal. It obeys a
    recursion in which every step is a mean of two volumes, weighted by a positive and a negative
    difference: P = (x P(without y) + y P(without x)) / (x + y) for d = x and d = -y. Equal
    differences need no care, and no digits are lost.

    References
    ----------
    .. [1] Varsi, G. (1973). The multidimensional content of the frustum of the simplex. Pacific
       Journal of Mathematics, 46(1), 303-314. https://doi.org/10.2140/pjm.1973.46.303
    .. [2] Ali, M. M. (1973). Content of the frustum of a simplex. Pacific Journal of
       Mathematics, 48(2), 313-322. https://doi.org/10.2140/pjm.1973.48.313

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> from fivepluone_mcda.sensitivity import exact_pairwise_winning
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> exact_pairwise_winning(fp.Problem(frame, directions={"price": "min"})).round(3)
            car    bus   bike
    car   0.500  0.827  0.704
    bus   0.173  0.500  0.514
    bike  0.296  0.486  0.500
    """
    resolved = resolve(method)
    values = resolved.kernel(problem).additive_values
    if values is None:
        raise MethodError(
            f"{resolved.name} is not additive; exact winning indices exist for weighted_sum, "
            "weighted_product, ahp, ahp_ideal and promethee_ii. Use smaa"
        )
    winning = np.full((len(values), len(values)), 0.5)
    for i in range(len(values)):
        for k in range(i):
            winning[i, k] = positive_share(values[i] - values[k])
            winning[k, i] = 1.0 - winning[i, k]
    return pd.DataFrame(winning, problem.alternatives, problem.alternatives)


def positive_share(d: Floats) -> float:
    """Share of the simplex in which ``weights @ d`` is above 0; a half where all d are 0."""
    x, y = d[d > TIE], -d[d < -TIE]
    if x.size + y.size == 0:
        return 0.5
    # Volumes for none of the negative differences and the first 0, 1, ... positive ones.
    volumes = np.ones(x.size + 1)
    volumes[0] = 0.0
    for negative in y:
        for k, positive in enumerate(x, start=1):
            volumes[k] = (positive * volumes[k] + negative * volumes[k - 1]) / (positive + negative)
    return float(volumes[-1])
