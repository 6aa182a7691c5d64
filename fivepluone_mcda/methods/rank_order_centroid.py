"""Rank-order centroid: the weights in the middle of all that agree with a ranking."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..model.inputs import Keyed
from .stated import stated_numbers


def rank_order_centroid(ranks: Keyed) -> pd.Series:
    """Weights from a ranking of criteria by importance.

    The centroid of all weights that agree with the ranking: of n criteria, the one at place k
    weighs ``(1/k + 1/(k+1) + ... + 1/n) / n`` [1]_. Tied criteria share the mean of their places'
    weights, the centroid of the weights in which they are equal or in either order.

    Parameters
    ----------
    ranks : mapping or Series by criterion
        Ranks, 1 for the most important. Only their order counts: ``1, 2, 2, 4`` and
        ``1, 2, 2, 3`` mean the same.

    Returns
    -------
    Series
        Weights by criterion, in the order of the ranks given; they sum to 1.

    Raises
    ------
    MethodError
        If a rank is no finite number of 1 or more.

    References
    ----------
    .. [1] Barron, F. H., & Barrett, B. E. (1996). Decision quality using ranked attribute
       weights. Management Science, 42(11), 1515-1523. https://doi.org/10.1287/mnsc.42.11.1515

    Examples
    --------
    >>> rank_order_centroid({"price": 2, "safety": 1, "style": 3}).round(3).to_dict()
    {'price': 0.278, 'safety': 0.611, 'style': 0.111}
    >>> rank_order_centroid({"price": 1, "safety": 1, "style": 2}).round(3).to_dict()
    {'price': 0.444, 'safety': 0.444, 'style': 0.111}
    """
    stated = stated_numbers(ranks, "rank", "a rank, 1 for the most important", 1.0)
    n = len(stated)
    centroid = np.cumsum(1.0 / np.arange(n, 0, -1))[::-1] / n
    places = pd.Series(centroid, index=stated.sort_values(kind="stable").index)
    return places.groupby(stated).transform("mean")[stated.index].rename("weight")
