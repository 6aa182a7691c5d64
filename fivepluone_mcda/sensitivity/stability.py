"""Between which weights of a node the winner stays first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import Problem
from ..model.result import with_names
from .paths import Path
from .takeovers import takeover

__all__ = ["room", "stability"]


def stability(
    problem: Problem, method: MethodLike = "topsis", nodes: str | Sequence[str] | None = None
) -> pd.DataFrame:
    """Between which weights of each node the winner stays first, and who takes over beyond.

    One node's weight moves at a time, as in `Problem.with_weight`: the proportions inside the
    node stay, and all other criteria share what is left in the proportions they had.

    Parameters
    ----------
    problem : Problem
        The problem.
    method : str or callable
        As in `rank`.
    nodes : str or sequence of str, optional
        Leaves or groups of the tree; all of them when left out.

    Returns
    -------
    DataFrame by node
        ``weight``: the node's weight. ``lower``, ``upper``: the winner stays for all weights
        between them. ``winner_below``, ``winner_above``: who comes first just beyond; None
        where nobody does down to 0, up to 1. ``exact``: whether the bounds come from a closed
        form, or from a search on a grid.

    Raises
    ------
    UnknownNameError
        If a node or the method is unknown.
    ProblemError
        If a node is the root.

    Notes
    -----
    On the way from weight 0 to weight 1 the scores of the weighted sum, AHP and PROMETHEE II, and
    the logarithms of the weighted product, are linear in the node's weight t, and two of them
    meet at most once. In TOPSIS the squared distances are linear in (1 - t)^2 and t^2; i is ahead
    of k where D-_i^2 D+_k^2 > D-_k^2 D+_i^2, so the two meet at the roots of a quadratic in the
    square of t / (1 - t). For any other method changes are bracketed on a grid (1001 weights for
    VIKOR, 101 for methods of other packages) and refined by Brent's method; one that is undone
    within a step of the grid can be missed.

    The winner stays as long as nobody is strictly ahead of it; of several that tie at the
    problem's weights it is the first in alphabetical order. Where a tie breaks as soon as the
    weight moves, the bound is the weight itself. A node that holds every criterion cannot move.

    At a bound the two alternatives tie, unless scores jump there: those of VIKOR where all
    alternatives come level in S or in R (with two alternatives, at every change), and those of
    the weighted product at weight 0 or 1, where the last weight leaves a score of 0 (a bound of
    1e-300 or so says who comes first at 0 itself; what happens at 1 alone is not reported).

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2], "speed": [8, 9, 3]},
    ...                      ["car", "bus", "bike"])
    >>> stability(fp.Problem(frame, directions={"price": "min"})).round(3)
             weight  lower  upper winner_below winner_above  exact
    node
    price     0.333  0.000  0.547         None          bus   True
    comfort   0.333  0.213  1.000          bus         None   True
    speed     0.333  0.000  0.678         None          bus   True
    """
    chosen = resolve(method)
    kernel, winner = chosen.kernel(problem), chosen.rank(problem).best
    names, weights = problem.alternatives, problem.weight_vector
    rows: dict[str, list[object]] = {}
    for node in np.atleast_1d(problem.tree.nodes[1:] if nodes is None else nodes).tolist():
        path = Path.of_node(problem, kernel, node)
        weight = min(float(weights[problem.columns_of(node)].sum()), 1.0)
        lower, below = takeover(path, names, weight, 0.0, winner) or (0.0, None)
        upper, above = takeover(path, names, weight, 1.0, winner) or (1.0, None)
        rows[str(node)] = [weight, lower, upper, below, above, path.exact]
    columns = ["weight", "lower", "upper", "winner_below", "winner_above", "exact"]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=object)
    types = {"weight": float, "lower": float, "upper": float, "exact": bool}
    return with_names(frame.astype(types).rename_axis("node"), problem, winner=winner)


def room(bounds: pd.DataFrame) -> pd.Series:
    """How far each weight is from the nearer bound at which somebody takes over; NaN where none.

    Parameters
    ----------
    bounds : DataFrame
        What `stability` gives.
    """
    below = (bounds["weight"] - bounds["lower"]).where(bounds["winner_below"].notna())
    above = (bounds["upper"] - bounds["weight"]).where(bounds["winner_above"].notna())
    return pd.concat([below, above], axis=1).min(axis=1)
