"""How far a group agrees on its weights: Goepel's consensus indicator, group by group."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model import CriteriaTree

__all__ = ["LEVELS", "consensus", "consensus_index", "level"]

Floats = NDArray[np.float64]

SCALE = 9.0
"""The strongest judgement of the AHP scale."""

LEVELS = {0.5: "very low", 0.65: "low", 0.75: "moderate", 0.85: "high", np.inf: "very high"}
"""Goepel's words (2018, table 2) by the share up to which each is used."""


def consensus(weights: pd.DataFrame, tree: CriteriaTree) -> pd.DataFrame:
    """How far stakeholders agree on the shares inside each group of criteria.

    Parameters
    ----------
    weights : DataFrame, stakeholders x criteria
        Leaf weights of two stakeholders or more; each row sums to 1.
    tree : CriteriaTree
        The tree over the criteria.

    Returns
    -------
    DataFrame by node, from the root down
        ``weight``, the mean weight of the group; ``consensus``, 0..1; ``level``, in words. Groups
        with one child, and those that fewer than two stakeholders give any weight, are left out;
        a stakeholder who gives a group no weight has no say inside it.

    Notes
    -----
    With alpha the mean Shannon entropy of the k stakeholders' shares of the n children and gamma
    the entropy of their mean shares, exp(alpha - gamma) is 1 where all agree and 1/k where
    nobody shares anything. Goepel [1]_, [2]_ scales it so that 0 stands for the greatest
    difference that judgements on the scale from 1 to 9 allow:

        S* = (exp(alpha - gamma) - c) / (1 - c),  c = exp(alpha_min) / n,

    where alpha_min is the entropy of shares of which one is 9 times each of the others. Weights
    that do not come from such judgements can differ more; they count as 0.

    References
    ----------
    .. [1] Goepel, K. D. (2013). Implementing the analytic hierarchy process as a standard method
       for multi-criteria decision making in corporate enterprises - a new AHP Excel template with
       multiple inputs. Proceedings of the International Symposium on the AHP, Kuala Lumpur.
    .. [2] Goepel, K. D. (2018). Implementation of an online software tool for the analytic
       hierarchy process (AHP-OS). International Journal of the Analytic Hierarchy Process,
       10(3), 469-487. https://doi.org/10.13033/ijahp.v10i3.590

    Examples
    --------
    >>> shares = pd.DataFrame({"a": [0.6, 0.5], "b": [0.3, 0.3], "c": [0.1, 0.2]}, ["x", "y"])
    >>> consensus(shares, CriteriaTree.flat(("a", "b", "c"))).round(3)
          weight  consensus      level
    node
    goal     1.0      0.973  very high
    """
    rows = {}
    for node in tree.nodes:
        children = tree.children(node)
        if len(children) < 2:
            continue
        parts = np.column_stack([weights[list(tree.leaves_of(child))].sum(axis=1)
                                 for child in children])  # fmt: skip
        totals = parts.sum(axis=1, keepdims=True)
        shares = parts[totals[:, 0] > 0.0] / totals[totals > 0.0][:, None]
        if len(shares) > 1:
            index = _indicator(shares)
            rows[node] = {"weight": totals.mean(), "consensus": index, "level": level(index)}
    columns = ["weight", "consensus", "level"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("node")


def consensus_index(groups: pd.DataFrame) -> float:
    """One number for the whole tree: the mean over its groups, each as heavy as its weight.

    Parameters
    ----------
    groups : DataFrame
        What `consensus` gives.

    Notes
    -----
    As AHP-OS does, there by the joint priorities (Goepel 2018). The indicator of the leaf weights
    themselves would not do: products of shares can differ more than a single judgement can.
    """
    if groups.empty:  # there is but one criterion, and nothing to disagree about
        return 1.0
    return float(np.average(groups["consensus"], weights=groups["weight"]))


def level(index: float) -> str:
    """Goepel's word for a consensus."""
    return next(word for end, word in LEVELS.items() if index <= end)


def _indicator(shares: Floats) -> float:
    """S* of shares of shape (k, n), k and n at least 2, that sum to 1 in each row."""
    n = shares.shape[1]
    steepest = np.array([SCALE, *[1.0] * (n - 1)]) / (SCALE + n - 1.0)
    alike = np.exp(_entropy(shares).mean() - _entropy(shares.mean(axis=0)))
    least = np.exp(_entropy(steepest)) / n
    return float(np.clip((alike - least) / (1.0 - least), 0.0, 1.0))


def _entropy(shares: Floats) -> Floats:
    """Shannon entropy along the last axis, in natural units."""
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0.0)
    return np.asarray(-(shares * logs).sum(axis=-1))
