"""Importance stated in points, ranks or best-worst comparisons: priorities group by group."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from ..methods import BestWorst, best_worst, rank_order_centroid, swing_weights
from ..model import CriteriaTree

PRIORITIES: dict[str, Callable[[pd.Series], pd.Series]] = {
    "swing": swing_weights,
    "points": swing_weights,
    "ranking": rank_order_centroid,
}
"""Priorities that follow from one number for each element, by how it was stated."""


def priorities_of(rows: pd.DataFrame, how: str) -> pd.Series:
    """One judge's priorities of the elements of one group; they sum to 1."""
    if how == "best_worst":
        return best_worst_of(rows).weights
    return PRIORITIES[how](rows.set_index("criterion")["value"])


def best_worst_of(rows: pd.DataFrame) -> BestWorst:
    """What follows from one judge's best-worst comparisons of one group."""
    own = rows.set_index("criterion")
    return best_worst(own["value"], own["to_worst"])


def stated_priorities(
    rows: pd.DataFrame, how: str, tree: CriteriaTree, groups: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Every judge's priorities in one panel's rows, judges x elements, by group.

    `groups` names the comparison of each node's children, two or more. A judge who did not answer
    a group has no row in it.
    """
    stated = {}
    for node, group in groups.items():
        own = rows[(rows["group"] == group) & (rows["how"] == how)]
        stated[group] = pd.DataFrame(
            {
                str(judge): priorities_of(part, how)
                for judge, part in own.groupby("judge", sort=False)
            },
            index=list(tree.children(node)),
        ).T
    return stated
