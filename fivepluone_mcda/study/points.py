"""Importance stated in points, ranks or best-worst comparisons: priorities, alone and joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from ..methods import (
    BestWorst,
    PairwiseMatrix,
    aggregate,
    best_worst,
    rank_order_centroid,
    swing_weights,
)
from ..model import CriteriaTree, MethodError
from ..model.errors import listed
from .schema import PRIORITIES

Stated = PairwiseMatrix | pd.Series
"""What a judge stated in a group: judgements, or the priorities that follow from the answers."""

FROM_NUMBERS: dict[str, Callable[[pd.Series], pd.Series]] = {
    "swing": swing_weights,
    "points": swing_weights,
    "ranking": rank_order_centroid,
}
"""Priorities that follow from one number for each element, by how it was stated."""


def priorities_of(rows: pd.DataFrame, how: str) -> pd.Series:
    """One judge's priorities of the elements of one group; they sum to 1."""
    if how == "best_worst":
        return best_worst_of(rows).weights
    return FROM_NUMBERS[how](rows.set_index("criterion")["value"])


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


def first_of_each(
    ways: Iterable[Mapping[str, Mapping[str, Stated]]],
) -> dict[str, dict[str, Stated]]:
    """What judges stated in several ways: in each group the first that gives priorities."""
    found: dict[str, dict[str, Stated]] = {}
    for stated in ways:
        for judge, answers in stated.items():
            own = found.setdefault(judge, {})
            for group, one in answers.items():
                if group not in own or not gives_priorities(own[group]):
                    own[group] = one
    return found


def answers_of(stated: Mapping[str, Mapping[str, Stated]], group: str) -> dict[str, Stated]:
    """What gives priorities in a group, by judge."""
    return {
        judge: own[group]
        for judge, own in stated.items()
        if group in own and gives_priorities(own[group])
    }


def gives_priorities(one: Stated) -> bool:
    """Whether priorities follow; not from judgements that do not connect their group."""
    return isinstance(one, pd.Series) or one.is_connected


def joint_priorities(
    stated: Mapping[str, Stated], counts: Mapping[str, float] | None = None
) -> pd.Series:
    """The priorities of several judges in one group made one; they sum to 1.

    The weighted geometric mean where all follow from judgements, as in `aggregate`; else the
    weighted arithmetic mean, because points may be 0. `counts` says how much each judge counts.

    Raises
    ------
    MethodError
        If all count 0.
    """
    matrices = {judge: one for judge, one in stated.items() if isinstance(one, PairwiseMatrix)}
    if len(matrices) == len(stated):
        return pd.Series(aggregate(matrices, PRIORITIES, counts))
    shares = pd.DataFrame(
        {**stated, **{judge: matrix.priorities() for judge, matrix in matrices.items()}}
    )[list(stated)]
    weights = [1.0 if counts is None else counts[judge] for judge in stated]
    if not sum(weights) > 0.0:
        raise MethodError(f"weights: found 0 for each of {listed(stated)}; expected one above 0")
    return pd.Series(np.average(shares, axis=1, weights=weights), shares.index, name="priority")


def joint_by_group(
    stated: Mapping[str, Mapping[str, Stated]],
    groups: Iterable[str],
    counts: Mapping[str, float] | None = None,
) -> dict[str, pd.Series]:
    """`joint_priorities` of each group, of the judges whose answers give any.

    Raises
    ------
    MethodError
        If nobody's do, or those whose do count 0.
    """
    joint = {}
    for group in groups:
        own = answers_of(stated, group)
        if not own:
            raise MethodError(f"nobody's answers give weights inside group {group!r}")
        joint[group] = joint_priorities(own, counts and {judge: counts[judge] for judge in own})
    return joint
