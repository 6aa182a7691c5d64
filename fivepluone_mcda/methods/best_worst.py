"""Best-worst method: weights from comparisons with the best and with the worst criterion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..model import MethodError
from ..model.arrays import Floats
from ..model.errors import listed
from ..model.inputs import Keyed
from ..model.result import Result
from ..model.text import number
from .stated import stated_numbers


@dataclass(frozen=True, eq=False, repr=False)
class BestWorst(Result):
    """Weights by the best-worst method, and how consistent the comparisons are.

    Attributes
    ----------
    weights : Series by criterion
        The weights; they sum to 1.
    best, worst : str
        The most and the least important criterion.
    xi : float
        The largest difference that the weights leave, the optimum of the linear model: 0 where
        the comparisons agree completely.
    consistency_ratio : float
        Input-based consistency ratio, from 0 (complete agreement) to 1.
    """

    weights: pd.Series
    best: str
    worst: str
    xi: float
    consistency_ratio: float

    def headline(self) -> str:
        """One line with the consistency of the comparisons."""
        ratio, xi = number(self.consistency_ratio), number(self.xi)
        return (
            f"Weights by the best-worst method: consistency ratio {ratio}, largest difference {xi}"
        )

    def to_frame(self) -> pd.DataFrame:
        """The weights in a table."""
        return self.weights.to_frame()


def best_worst(best_to: Keyed, to_worst: Keyed) -> BestWorst:
    """Weights from comparisons with the most and the least important criterion.

    The linear model [2]_: of all weights that sum to 1, those with the smallest xi such that
    ``|w_best - a_j w_j| <= xi`` and ``|w_j - b_j w_worst| <= xi`` for every criterion j, where
    a_j says how many times as important the best criterion is as j, and b_j how many times as
    important j is as the worst [1]_.

    Parameters
    ----------
    best_to : mapping or Series by criterion
        How many times as important the best criterion is as each: 1 to 9, 1 for itself. Where
        several have 1, the first is the best.
    to_worst : mapping or Series by criterion
        How many times as important each criterion is as the worst: 1 to 9, 1 for itself. Where
        several have 1, the last is the worst.

    Returns
    -------
    BestWorst
        ``weights``, ``best``, ``worst``, ``xi``, ``consistency_ratio``.

    Raises
    ------
    MethodError
        If the two are not about the same criteria, a number is not from 1 to 9, none is 1, or
        the best is compared with the worst in two ways.

    Notes
    -----
    The consistency ratio is the input-based one [3]_: the largest of
    ``|a_j b_j - a_worst| / (a_worst^2 - a_worst)``, and 0 where the best is as important as the
    worst. It needs no weights, so it can be shown while a person answers.

    References
    ----------
    .. [1] Rezaei, J. (2015). Best-worst multi-criteria decision-making method. Omega, 53, 49-57.
       https://doi.org/10.1016/j.omega.2014.11.009
    .. [2] Rezaei, J. (2016). Best-worst multi-criteria decision-making method: Some properties
       and a linear model. Omega, 64, 126-130. https://doi.org/10.1016/j.omega.2015.12.001
    .. [3] Liang, F., Brunelli, M., & Rezaei, J. (2020). Consistency issues in the best worst
       method: Measurements and thresholds. Omega, 96, 102175.
       https://doi.org/10.1016/j.omega.2019.102175

    Examples
    --------
    >>> found = best_worst({"price": 2, "safety": 1, "style": 8},
    ...                    {"price": 4, "safety": 8, "style": 1})
    >>> found.weights.round(3).to_dict()
    {'price': 0.308, 'safety': 0.615, 'style': 0.077}
    >>> found.consistency_ratio
    0.0
    """
    expected = "a number from 1 to 9"
    from_best = stated_numbers(best_to, "best_to", expected, 1.0, 9.0)
    above_worst = stated_numbers(to_worst, "to_worst", expected, 1.0, 9.0)
    criteria = [str(criterion) for criterion in from_best.index]
    if sorted(criteria) != sorted(above_worst.index):
        raise MethodError(
            f"to_worst: found {listed(above_worst.index)}; expected the criteria of best_to, "
            f"{listed(criteria)}"
        )
    a, b = from_best.to_numpy(), above_worst[criteria].to_numpy()
    for argument, values, what in (("best_to", a, "best"), ("to_worst", b, "worst")):
        if not (values == 1.0).any():
            raise MethodError(f"{argument}: found no 1; expected 1 for the {what} criterion itself")
    best = int(np.flatnonzero(a == 1.0)[0])
    worst = int(np.flatnonzero(b == 1.0)[-1])
    if a[worst] != b[best]:
        raise MethodError(
            f"found {a[worst]:g} for {criteria[best]!r} against {criteria[worst]!r} in best_to and "
            f"{b[best]:g} in to_worst; expected the same number"
        )
    weights, xi = _linear_model(a, b, best, worst)
    gap = a[worst] ** 2 - a[worst]
    return BestWorst(
        weights=pd.Series(weights, index=criteria, name="weight"),
        best=criteria[best],
        worst=criteria[worst],
        xi=xi,
        consistency_ratio=float(np.abs(a * b - a[worst]).max() / gap) if gap else 0.0,
    )


def _linear_model(a: Floats, b: Floats, best: int, worst: int) -> tuple[Floats, float]:
    """The weights with the smallest largest difference, and this difference."""
    from scipy.optimize import linprog

    n = len(a)
    unit = np.eye(n)
    differences = np.vstack([unit[best] - a[:, None] * unit, unit - b[:, None] * unit[worst]])
    bound = -np.ones((2 * n, 1))
    found = linprog(
        [*np.zeros(n), 1.0],
        A_ub=np.block([[differences, bound], [-differences, bound]]),
        b_ub=np.zeros(4 * n),
        A_eq=[[*np.ones(n), 0.0]],
        b_eq=[1.0],
    )
    *weights, xi = np.maximum(np.asarray(found.x), 0.0)
    return np.asarray(weights) / sum(weights), float(xi)
