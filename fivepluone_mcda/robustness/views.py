"""Views of a panel: who is far from the others, and which respondents weigh alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model.arrays import Floats

FEWEST = 4
"""Respondents that it takes to speak of outliers or of clusters."""

WHISKER = 1.5
"""Interquartile ranges above the upper quartile from which a distance is an outlier (Tukey)."""

NEAR = 0.1
"""Distances up to this are never outliers, however near one another the others are."""

STRUCTURE = 0.25
"""Mean silhouette up to which there are no clusters to speak of (Kaufman & Rousseeuw 1990)."""

MOST = 5
"""Clusters at most: more views than this are no summary."""


def distances(answers: pd.DataFrame, measured: pd.Series | None = None) -> pd.DataFrame:
    """How far each respondent is from the mean of the others, and who is an outlier.

    Parameters
    ----------
    answers : DataFrame, respondents x answers
        Shares of a whole, or scores; NaN where somebody did not answer.
    measured : Series by answer, optional
        Length of the scale of each answer. The distance is then the mean difference in shares of
        the scale; else it is half the sum of the differences: the share that has to move.

    Returns
    -------
    DataFrame by respondent
        ``distance``, NaN for who answered nothing that another one answered; ``limit``, the upper
        quartile plus 1.5 interquartile ranges, as in Tukey's box plots, but 0.1 at least (NaN
        with fewer than four distances); ``outlier``, whether the distance is above it.

    Examples
    --------
    >>> shares = pd.DataFrame({"a": [0.5, 0.5, 0.6, 0.5, 0.1], "b": [0.5, 0.5, 0.4, 0.5, 0.9]})
    >>> distances(shares)["outlier"].tolist()
    [False, False, False, False, True]
    """
    table = answers.to_numpy(dtype=np.float64)
    there = np.isfinite(table)
    others = there.sum(axis=0) - there
    total = np.nansum(table, axis=0) - np.where(there, table, 0.0)
    mean = np.divide(total, others, out=np.full(table.shape, np.nan), where=others > 0)
    gaps = pd.DataFrame(np.abs(table - mean), answers.index, answers.columns)
    if measured is None:
        distance = gaps.sum(axis=1, min_count=1) / 2.0
    else:
        distance = (gaps / measured).mean(axis=1)
    limit = np.nan
    if distance.count() >= FEWEST:
        lower, upper = distance.quantile([0.25, 0.75])
        limit = max(upper + WHISKER * (upper - lower), NEAR)
    return pd.DataFrame(
        {"distance": distance, "limit": limit, "outlier": distance > limit}, answers.index
    )


@dataclass(frozen=True)
class Clusters:
    """Groups of respondents who weigh alike.

    Attributes
    ----------
    of : Series by respondent
        The cluster of each, 1 for the largest; 1 for all where there are no clusters.
    silhouette : float
        Mean silhouette of this division: 1 where clusters are far apart, 0 or less where nobody is
        nearer to the own cluster than to another; NaN where nothing was divided.
    """

    of: pd.Series
    silhouette: float


def clusters(weights: pd.DataFrame) -> Clusters:
    """Divide respondents into clusters of like weights.

    Parameters
    ----------
    weights : DataFrame, respondents x criteria
        Leaf weights.

    Returns
    -------
    Clusters

    Notes
    -----
    Hierarchical clustering by Ward's method [1]_ on the Euclidean distances of the weights, cut
    into two to five clusters, whichever division has the largest mean silhouette [2]_. Where no
    silhouette is above 0.25 ("no substantial structure" [3]_), or there are fewer than four
    respondents, all are one cluster.

    References
    ----------
    .. [1] Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. Journal of
       the American Statistical Association, 58(301), 236-244.
       https://doi.org/10.1080/01621459.1963.10500845
    .. [2] Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and
       validation of cluster analysis. Journal of Computational and Applied Mathematics, 20, 53-65.
       https://doi.org/10.1016/0377-0427(87)90125-7
    .. [3] Kaufman, L., & Rousseeuw, P. J. (1990). Finding Groups in Data, table 4. Wiley.
       https://doi.org/10.1002/9780470316801

    Examples
    --------
    >>> table = pd.DataFrame({"a": [0.9, 0.8, 0.85, 0.1], "b": [0.1, 0.2, 0.15, 0.9]}, list("pqrs"))
    >>> clusters(table).of.to_dict()
    {'p': 1, 'q': 1, 'r': 1, 's': 2}
    """
    from scipy.cluster.hierarchy import fcluster, ward
    from scipy.spatial.distance import pdist, squareform

    found = Clusters(pd.Series(1, weights.index, name="cluster"), np.nan)
    points = weights.to_numpy(dtype=np.float64)
    if len(points) < FEWEST or not (apart := pdist(points)).any():
        return found
    tree, square = ward(apart), squareform(apart)
    least = STRUCTURE
    for count in range(2, min(MOST, len(points) - 1) + 1):
        labels = fcluster(tree, count, "maxclust")
        width = silhouette(square, labels)
        if width > least:
            least = width
            ordered = pd.Series(labels).value_counts(sort=True).index
            names = {label: place for place, label in enumerate(ordered, 1)}
            found = Clusters(
                pd.Series([names[label] for label in labels], weights.index, name="cluster"), width
            )
    return found


def silhouette(apart: Floats, labels: NDArray[np.integer[Any]]) -> float:
    """Mean silhouette (Rousseeuw 1987) of a division; that of a cluster of one is 0.

    Parameters
    ----------
    apart : array, shape (n, n)
        Distances.
    labels : array, shape (n,)
        The cluster of each; two or more.
    """
    member = labels[:, None] == np.unique(labels)
    size = member.sum(axis=0)
    total = apart @ member
    own_size = size[member.argmax(axis=1)]
    own = total[member] / np.maximum(own_size - 1, 1)
    other = np.where(member, np.inf, total / size).min(axis=1)
    largest = np.maximum(own, other)
    width = np.divide(other - own, largest, out=np.zeros_like(own), where=largest > 0.0)
    return float(np.where(own_size > 1, width, 0.0).mean())
