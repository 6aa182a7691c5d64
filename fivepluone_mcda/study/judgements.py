"""Pairwise judgements: a matrix for each group, its consistency, and the weights that follow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from ..methods import PairwiseMatrix, aggregate
from ..model import CriteriaTree, MethodError

CONSISTENCY = ["panel", "judge", "group", "elements", "consistency_ratio", "lambda_max"]
CONSISTENCY += ["a", "b", "value", "consistent"]


def matrices_of(
    rows: pd.DataFrame, tree: CriteriaTree, groups: Mapping[str, str]
) -> dict[str, PairwiseMatrix]:
    """The judgements in some rows, one matrix a group: the geometric mean of several judges.

    `groups` names the comparison of each node's children, two or more.
    """
    stated: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
    for judge, group, *judgement in zip(
        *(rows[column] for column in ("judge", "group", "a", "b", "value")), strict=True
    ):
        stated.setdefault((judge, group), []).append(tuple(judgement))
    judges = rows["judge"].unique()
    matrices = {}
    for node, group in groups.items():
        elements = tree.children(node)
        own = [
            PairwiseMatrix.from_judgements(stated.get((judge, group), []), elements)
            for judge in judges
        ]
        merged = aggregate(own) if len(own) > 1 else own[0]
        assert isinstance(merged, PairwiseMatrix)
        matrices[group] = merged
    return matrices


def consistency_of(matrices: Mapping[str, PairwiseMatrix]) -> Iterator[dict[str, Any]]:
    """The consistency of the judgements of each group, as `Study.consistency` has it."""
    for group, matrix in matrices.items():
        row = {"group": group, "elements": len(matrix.elements)}
        try:
            row |= {"consistency_ratio": matrix.consistency_ratio, "lambda_max": matrix.lambda_max}
            worst = matrix.worst if matrix.stands_out else None
        except MethodError:  # the judgements do not connect the group
            worst = None
        if worst is not None:
            row |= worst._asdict() | {"consistent": on_saaty_scale(worst.consistent)}
        yield row


def on_saaty_scale(value: float) -> float:
    """The judgement from 1/9 to 9 that comes nearest."""
    steps = min(9, max(1, math.floor(max(value, 1.0 / value) + 0.5)))
    return float(steps) if value >= 1.0 else 1.0 / steps


def weights_of(
    stated: Mapping[str, PairwiseMatrix | pd.Series], tree: CriteriaTree, groups: Mapping[str, str]
) -> pd.Series:
    """Leaf weights: each group's priorities, of a matrix its eigenvector, down the tree."""
    weights: dict[str, float] = {tree.root: 1.0}
    for node in tree.nodes:
        children = tree.children(node)
        local: Any = dict.fromkeys(children, 1.0)
        if len(children) > 1:
            own = stated[groups[node]]
            local = own.priorities() if isinstance(own, PairwiseMatrix) else own
        for child in children:
            weights[child] = weights[node] * float(local[child])
    return pd.Series({leaf: weights[leaf] for leaf in tree.leaves}, name="weight")
