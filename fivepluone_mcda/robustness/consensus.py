"""How far a group agrees on its weights, and the weights nearest to those of all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from ..model import CriteriaError, CriteriaTree
from ..model.arrays import Floats
from ..model.errors import listed
from ..sensitivity.parallel import one_thread

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
    nobody shares anything. Goepel [1]_ scales it so that 0 stands for the greatest difference
    that judgements on the scale from 1 to 9 allow:

        S* = (exp(alpha - gamma) - c) / (1 - c),  c = exp(alpha_min) / n,

    where alpha_min is the entropy of shares of which one is 9 times each of the others. Weights
    that do not come from such judgements can differ more; they count as 0.

    References
    ----------
    .. [1] Goepel, K. D. (2018). Implementation of an online software tool for the analytic
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
    for node, shares in group_shares(weights, tree).items():
        if len(shares) > 1:
            total = weights[list(tree.leaves_of(node))].sum(axis=1).mean()
            index = _indicator(shares.to_numpy())
            rows[node] = {"weight": total, "consensus": index, "level": level(index)}
    columns = ["weight", "consensus", "level"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("node")


def group_shares(weights: pd.DataFrame, tree: CriteriaTree) -> dict[str, pd.DataFrame]:
    """How stakeholders divide each group of criteria among its children.

    By node with two children or more, from the root down: stakeholders x children, each row
    sums to 1. Stakeholders who give the node no weight are left out.
    """
    found = {}
    for node in tree.nodes:
        children = tree.children(node)
        if len(children) < 2:
            continue
        parts = pd.DataFrame(
            {child: weights[list(tree.leaves_of(child))].sum(axis=1) for child in children}
        )
        parts = parts[parts.sum(axis=1) > 0.0]
        found[node] = parts.div(parts.sum(axis=1), axis=0)
    return found


def concordance(ranks: pd.DataFrame) -> float:
    """Kendall's W of rankings, a row each: how alike they are, corrected for ties.

    1 where all rankings are alike (or every one ties everything), 0 where there is no common
    tendency at all.

    References
    ----------
    .. [1] Kendall, M. G., & Babington Smith, B. (1939). The problem of m rankings. Annals of
       Mathematical Statistics, 10(3), 275-287. https://doi.org/10.1214/aoms/1177732186

    Examples
    --------
    >>> round(concordance(pd.DataFrame({"a": [1, 1, 2], "b": [2, 2, 1], "c": [3, 3, 3]})), 3)
    0.778
    """
    places = ranks.rank(axis=1)  # ties share the mean rank
    k, m = places.shape
    counts = [row.value_counts() for _, row in places.iterrows()]
    ties = sum(float((count**3 - count).sum()) for count in counts)
    largest = k * (k * (m**3 - m) - ties) / 12.0
    return float(((places.sum() - k * (m + 1) / 2.0) ** 2).sum() / largest) if largest else 1.0


def consensus_index(groups: pd.DataFrame) -> float:
    """One number for the whole tree: the mean consensus of its groups, each by its weight.

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


def compromise(weights: Floats, how: str = "least_squares") -> Floats:
    """The weights nearest to several weight vectors.

    Parameters
    ----------
    weights : array, shape (k, n)
        One vector a row; each sums to 1.
    how : {"least_squares", "minimax"}
        Nearest in the sum of the squared Euclidean distances, which is the mean; or in the
        largest distance, so that nobody is farther away than need be: the centre of the smallest
        ball that holds them all.

    Raises
    ------
    CriteriaError
        If there is no such way.

    Examples
    --------
    >>> three = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    >>> compromise(three).round(3).tolist()
    [0.667, 0.333]
    >>> compromise(three, "minimax").round(3).tolist()
    [0.5, 0.5]
    """
    if how not in WAYS:
        raise CriteriaError(f"how: found {how!r}; expected one of {listed(WAYS)}")
    nearest = WAYS[how](weights)
    return np.asarray(nearest / nearest.sum())


def _mean(points: Floats) -> Floats:
    return np.asarray(points.mean(axis=0))


def _centre(points: Floats) -> Floats:
    """Centre of the smallest enclosing ball, right to 1e-7 of its radius.

    The largest squared distance from a place x is |x|^2 + the largest |p|^2 - 2 p.x, which is
    least where |x|^2 + t is, with t held above each |p|^2 - 2 p.x.
    """
    from scipy.optimize import minimize

    middle = points.mean(axis=0)
    moved = points - middle
    size = np.sqrt((moved**2).sum(axis=1).max())
    if size == 0.0:
        return np.asarray(middle)
    moved /= size
    squares = (moved**2).sum(axis=1)
    slopes = np.column_stack([2.0 * moved, np.ones(len(moved))])

    def reach(x: Floats) -> tuple[float, Floats]:
        return float(x[:-1] @ x[:-1] + x[-1]), np.append(2.0 * x[:-1], 1.0)

    outside: Any = {"type": "ineq", "fun": lambda x: slopes @ x - squares, "jac": lambda _: slopes}
    start = np.append(np.zeros(moved.shape[1]), 1.0)
    options: Any = {"ftol": 1e-15, "maxiter": 1000}
    with one_thread():
        found = minimize(
            reach, start, jac=True, method="SLSQP", constraints=outside, options=options
        )
    return np.asarray(np.clip(middle + size * found.x[:-1], 0.0, None))


WAYS: dict[str, Callable[[Floats], Floats]] = {"least_squares": _mean, "minimax": _centre}
