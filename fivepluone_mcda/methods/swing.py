"""Swing weighting and direct points: weights in proportion to the points of each criterion."""

from __future__ import annotations

import pandas as pd

from ..model import MethodError
from ..model.inputs import Keyed
from .stated import stated_numbers


def swing_weights(points: Keyed) -> pd.Series:
    """Weights in proportion to points.

    With swing weighting the criterion whose change from worst to best matters most has 100 points
    and every other one the share of 100 that its own change matters [1]_. With direct points a
    person divides 100 among the criteria. Both give weights by dividing by the sum.

    Parameters
    ----------
    points : mapping or Series by criterion
        Points, 0 or more and not all 0.

    Returns
    -------
    Series
        Weights by criterion, in the order of the points; they sum to 1.

    Raises
    ------
    MethodError
        If the points are no finite numbers, negative, or all 0.

    References
    ----------
    .. [1] von Winterfeldt, D., & Edwards, W. (1986). Decision Analysis and Behavioral Research.
       Cambridge University Press.

    Examples
    --------
    >>> swing_weights({"price": 100, "safety": 80, "style": 20}).to_dict()
    {'price': 0.5, 'safety': 0.4, 'style': 0.1}
    """
    stated = stated_numbers(points, "points", "points, 0 or more", 0.0)
    largest = stated.max()
    if largest == 0.0:
        raise MethodError("points: all are 0; expected points above 0 for at least one criterion")
    shares: pd.Series = stated / largest
    return shares.div(shares.sum())
