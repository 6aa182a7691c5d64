"""Moving weight between the nodes of a criteria tree: one rule for every scenario."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .errors import ProblemError
from .tree import CriteriaTree

__all__ = ["check_share", "proportions", "set_node_weights"]

Floats = NDArray[np.float64]


def check_share(value: object, what: str) -> float:
    """The value as a float between 0 and 1, or an error that names it."""
    try:
        share = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        share = np.nan
    if not 0.0 <= share <= 1.0:
        raise ProblemError(f"{what}: found {value!r}; expected a number between 0 and 1")
    return share


def proportions(weights: Floats) -> Floats:
    """The weights scaled to sum 1; equal shares where they are all zero."""
    total = weights.sum()
    if total > 0.0:
        return np.asarray(weights / total)
    return np.full(weights.shape, 1.0 / weights.size)


def set_node_weights(
    tree: CriteriaTree,
    criteria: tuple[str, ...],
    weights: Floats,
    targets: Mapping[str, float],
) -> Floats:
    """Leaf weights under which every node in `targets` has its stated weight.

    Leaves move in proportion: those below a target keep their proportions inside it, and what
    a target leaves over is shared by the leaves outside in the proportions they had. Leaves
    that share something but weighed nothing get equal parts of it.

    Parameters
    ----------
    tree : CriteriaTree
        The tree.
    criteria : tuple of str, length n
        The leaves in the order of `weights`.
    weights : array, shape (n,)
        Weights that sum to 1.
    targets : mapping of str to float
        Weight in 0..1 of each node that is set; targets may lie inside one another.

    Returns
    -------
    array, shape (n,)
        The new weights; they sum to 1.

    Raises
    ------
    ProblemError
        If a target is the root, is outside 0..1, or the targets cannot hold together.
    UnknownNameError
        If a node is not in the tree.
    """
    goals = {tree.root: 1.0}
    for node, value in targets.items():
        if tree.check(node) == tree.root:
            raise ProblemError(f"the weight of the root {tree.root!r} is always 1")
        goals[str(node)] = check_share(value, f"weight of {node!r}")

    position = {criterion: j for j, criterion in enumerate(criteria)}
    owner = np.empty(len(criteria), dtype=object)
    inner: dict[str, list[str]] = {node: [] for node in goals}
    for node in tree.nodes:
        if node not in goals:
            continue
        for leaf in tree.leaves_of(node):
            owner[position[leaf]] = node
        above = tree.parent(node)
        while above is not None and above not in goals:
            above = tree.parent(above)
        if above is not None:
            inner[above].append(node)

    moved = np.array(weights, dtype=np.float64)
    for node, goal in goals.items():
        rest = goal - sum(goals[child] for child in inner[node])
        free = owner == node
        inside = ", ".join(inner[node])
        if rest < -1e-12:
            raise ProblemError(
                f"the weights set for {inside} sum to {goal - rest:.6g}, more than the "
                f"{goal:.6g} of {node!r} that holds them"
            )
        if free.any():
            moved[free] = max(rest, 0.0) * proportions(weights[free])
        elif rest > 1e-12:
            raise ProblemError(
                f"the weights set for {inside} sum to {goal - rest:.6g}, and nothing else in "
                f"{node!r} can take the remaining {rest:.6g}"
            )
    return np.asarray(moved / moved.sum())
