"""Setting the weights of nodes and themes: the others keep their proportions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .arrays import Floats
from .errors import ProblemError, listed
from .inputs import float_or_nan
from .tree import CriteriaTree

INSIDE = ("proportional", "equal")


def check_share(value: object, what: str) -> float:
    """The value as a float between 0 and 1, or an error that names it."""
    share = float_or_nan(value)
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
    inside: str = "proportional",
) -> Floats:
    """Leaf weights, shape (n,), under which every node or theme in `targets` has its weight.

    Leaves move in proportion: those of a target keep their proportions inside it, and what the
    targets leave over is shared by the other leaves in the proportions they had. Leaves that
    share something but weighed nothing get equal parts of it. Arguments and errors are those of
    `Problem.with_node_weights`.
    """
    if inside not in INSIDE:
        raise ProblemError(f"inside: found {inside!r}; expected one of {listed(INSIDE)}")
    goals = {tree.root: 1.0}
    for node, value in targets.items():
        if tree.check(node) == tree.root:
            raise ProblemError(f"the weight of the root {tree.root!r} is always 1")
        goals[str(node)] = check_share(value, f"weight of {node!r}")

    # From the largest set of leaves to the smallest: every target comes after all that hold it.
    place = {node: number for number, node in enumerate(tree.nodes_and_themes)}
    names = sorted(goals, key=lambda node: (-len(tree.leaves_of(node)), place[node]))
    position = {criterion: j for j, criterion in enumerate(criteria)}
    owner = np.full(len(criteria), tree.root, dtype=object)
    inner: dict[str, list[str]] = {node: [] for node in names}
    for node in names[1:]:
        leaves = [position[leaf] for leaf in tree.leaves_of(node)]
        holder = max(owner[leaves], key=names.index)
        shared = [criteria[j] for j in leaves if owner[j] == holder]
        if len(shared) < len(leaves):
            raise ProblemError(
                f"{holder!r} and {node!r} share {listed(shared)} and neither holds the other, so "
                "that their weights cannot both be set; set those of their criteria instead"
            )
        inner[holder].append(node)
        owner[leaves] = node

    moved = np.array(weights, dtype=np.float64)
    for node in names:
        goal = goals[node]
        rest = goal - sum(goals[child] for child in inner[node])
        free = owner == node
        parts = ", ".join(inner[node])
        if rest < -1e-12:
            raise ProblemError(
                f"the weights set for {parts} sum to {goal - rest:.6g}, more than the "
                f"{goal:.6g} of {node!r} that holds them"
            )
        if free.any():
            alike = inside == "equal" and node != tree.root
            moved[free] = max(rest, 0.0) * proportions(weights[free] * (not alike))
        elif rest > 1e-12:
            raise ProblemError(
                f"the weights set for {parts} sum to {goal - rest:.6g}, and nothing else in "
                f"{node!r} can take the remaining {rest:.6g}"
            )
    return np.asarray(moved / moved.sum())
