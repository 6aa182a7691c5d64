"""Importance stated in points, ranks or best-worst comparisons: priorities group by group."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from ..methods import best_worst, rank_order_centroid, swing_weights
from ..model import CriteriaTree

PRIORITIES: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "swing": lambda rows: swing_weights(rows["value"]),
    "points": lambda rows: swing_weights(rows["value"]),
    "ranking": lambda rows: rank_order_centroid(rows["value"]),
    "best_worst": lambda rows: best_worst(rows["value"], rows["to_worst"]).weights,
}
"""Priorities of the elements of one group from one judge's rows, by how they were stated."""


def priorities_of(rows: pd.DataFrame, how: str) -> pd.Series:
    """One judge's priorities of the elements of one group; they sum to 1."""
    return PRIORITIES[how](rows.set_index("criterion"))


def stated_priorities(
    rows: pd.DataFrame, how: str, tree: CriteriaTree, groups: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Every judge's priorities, judges x elements, by group.

    Parameters
    ----------
    rows : DataFrame
        Rows of a table of points, of one panel.
    how : str
        How they were stated.
    tree : CriteriaTree
        The tree.
    groups : mapping of node to group
        The group in which a node's children are compared.

    Returns
    -------
    dict of str to DataFrame
        A row for each judge who answered the group; groups with one element are left out.
    """
    stated = {}
    for node, group in groups.items():
        elements = list(tree.children(node))
        if len(elements) > 1:
            own = rows[(rows["group"] == group) & (rows["how"] == how)]
            stated[group] = pd.DataFrame(
                {
                    str(judge): priorities_of(part, how)
                    for judge, part in own.groupby("judge", sort=False)
                },
                index=elements,
            ).T
    return stated
