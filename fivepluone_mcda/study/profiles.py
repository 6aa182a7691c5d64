"""Weight profiles: what a study.toml says of them, and the weights that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..methods import PairwiseMatrix
from ..model import CriteriaTree

__all__ = ["Profile", "Recipe", "weights_down"]


@dataclass(frozen=True)
class Recipe:
    """How stored weights were derived: the nearest to a profile under which a verdict holds.

    Attributes
    ----------
    nearest_to : str
        The profile they stay near.
    winner : str
        The alternative that comes first under them.
    methods : tuple of str
        The methods in which it does.
    margin : float
        The least lead in each.
    """

    nearest_to: str
    winner: str
    methods: tuple[str, ...]
    margin: float


@dataclass(frozen=True)
class Profile:
    """One set of weights with the question behind it.

    Attributes
    ----------
    name : str
        Its name.
    question : str
        What somebody who weighs like this asks.
    panel : str or None
        The panel whose judgements give the weights.
    stored : bool
        Whether the weights stand in the study's table of weights.
    horizon : float
        Share of lasting results against short-term ones, 0..1; 0.5 is no difference.
    recipe : Recipe or None
        How stored weights were derived.

    Notes
    -----
    A profile with neither panel nor stored weights weighs all leaf criteria equally.
    """

    name: str
    question: str
    panel: str | None
    stored: bool
    horizon: float
    recipe: Recipe | None


def weights_down(tree: CriteriaTree, local: Mapping[str, pd.Series]) -> pd.Series:
    """Leaf weights: local priorities multiplied down the tree.

    Parameters
    ----------
    tree : CriteriaTree
        The tree.
    local : mapping of node to Series
        Priorities of each node's children; a node that is left out has one child.
    """
    weights: dict[str, float] = {tree.root: 1.0}
    for node in tree.nodes:
        for child in tree.children(node):
            share: Any = local[node][child] if node in local else 1.0
            weights[child] = weights[node] * float(share)
    return pd.Series({leaf: weights[leaf] for leaf in tree.leaves}, name="weight")


def local_priorities(
    tree: CriteriaTree, matrices: Mapping[str, PairwiseMatrix], nodes: Mapping[str, str]
) -> dict[str, pd.Series]:
    """Eigenvector priorities of every node's children.

    Parameters
    ----------
    tree : CriteriaTree
        The tree.
    matrices : mapping of group to PairwiseMatrix
        Judgements by group of comparison.
    nodes : mapping of node to group
        The group in which a node's children are compared.
    """
    return {
        node: matrices[nodes[node]].priorities()
        for node in tree.nodes
        if len(tree.children(node)) > 1
    }
