"""What happens while weights move along a path: scores, changes of winner, and their bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import Problem
from ..model.inputs import whole
from ..model.result import with_names
from .path import Path, takeover, winner_changes


def sweep(
    problem: Problem, node: str, method: MethodLike = "topsis", points: int = 101
) -> pd.DataFrame:
    """The scores of all alternatives while the weight of one node goes from 0 to 1.

    The weights move as in `Problem.with_weight`: the proportions inside the node stay, and all
    other criteria share what is left in the proportions they had.

    Parameters
    ----------
    problem : Problem
        The problem.
    node : str
        Leaf or group of its tree.
    method : str or callable
        As in `rank`.
    points : int
        How many weights, evenly spaced from 0 to 1; at least 2.

    Returns
    -------
    DataFrame, points x alternatives
        The scores; the index holds the node's weight and is named after the node. ``attrs`` holds
        the present ``weight``, and in ``leads`` who comes first from which weight to which: the
        changes are those of `crossings`.

    Raises
    ------
    UnknownNameError
        If the node or the method is unknown.
    ProblemError
        If the node is the root or holds every criterion, so that its weight is always 1, or
        `points` is not a whole number of 2 or more.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2], "speed": [8, 9, 3]},
    ...                      ["car", "bus", "bike"])
    >>> problem = fp.Problem(frame, directions={"price": "min"})
    >>> sweep(problem, "price", points=3).round(3)
             car    bus   bike
    price
    0.0    0.909  0.512  0.000
    0.5    0.554  0.509  0.431
    1.0    0.000  0.500  1.000
    """
    expect_problem(problem)
    count = whole(points, "points", 2)
    start, end = problem.with_weight(node, 0.0), problem.with_weight(node, 1.0)
    chosen = resolve(method)
    ranking, shares = chosen.rank(start), np.linspace(0.0, 1.0, count)
    scores = Path.of_node(problem, chosen.kernel(problem), node).scores(shares)
    changes = crossings(start, end.weights, method)
    places = [0.0, *changes["share"], 1.0]
    leads = pd.DataFrame({"lower": places[:-1], "upper": places[1:]})
    leads["winner"] = [ranking.best, *changes["winner_after"]]
    return with_names(
        pd.DataFrame(scores, pd.Index(shares, name=str(node)), problem.alternatives),
        problem,
        method=ranking.method,
        lower_is_better=ranking.lower_is_better,
        weight=problem.weight_of(node),
        leads=leads[leads["lower"] < leads["upper"]].to_dict("list"),
    )


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
    The interval from lower to upper is the weight stability interval of the node [1]_.

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

    References
    ----------
    .. [1] Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid. European
       Journal of Operational Research, 33(1), 54-64.

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
    names = problem.alternatives
    rows: dict[str, list[object]] = {}
    for node in np.atleast_1d(problem.tree.nodes[1:] if nodes is None else nodes).tolist():
        path = Path.of_node(problem, kernel, node)
        weight = problem.weight_of(node)
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


def crossings(
    problem: Problem,
    other_weights: Mapping[Any, Any] | pd.Series,
    method: MethodLike = "topsis",
) -> pd.DataFrame:
    """Every change of winner on the straight way from the problem's weights to others.

    Parameters
    ----------
    problem : Problem
        The problem, whose weights are where the way begins.
    other_weights : mapping or Series
        Weight by leaf criterion where it ends, as in `Problem.with_weights`.
    method : str or callable
        As in `rank`.

    Returns
    -------
    DataFrame
        A row a change, in the order of the way. ``share``: how much of the way is done, 0..1;
        the weights there are (1 - share) times the problem's plus share times the others.
        ``winner_before``, ``winner_after``: who comes first just before and beyond. ``exact``:
        as in `stability`.

    Raises
    ------
    UnknownNameError
        If a criterion or the method is unknown.
    ProblemError
        If a weight is negative or not finite, or all are 0.

    Notes
    -----
    As in `stability`; in TOPSIS two alternatives meet at the roots of a polynomial of degree
    four in the share. A tie of the winner at the very beginning that breaks at once counts as a
    change at 0, one at the very end as none.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2], "speed": [8, 9, 3]},
    ...                      ["car", "bus", "bike"])
    >>> problem = fp.Problem(frame, directions={"price": "min"})
    >>> crossings(problem, {"price": 0.8, "comfort": 0.1, "speed": 0.1}).round(3)
       share winner_before winner_after  exact
    0  0.458           car          bus   True
    1  0.520           bus         bike   True
    """
    expect_problem(problem)
    chosen = resolve(method)
    other = problem.with_weights(other_weights)
    path = Path(chosen.kernel(problem), problem.weight_vector, other.weight_vector)
    changes = winner_changes(path, problem.alternatives, chosen.rank(problem).best)
    rows = [(*change, path.exact) for change in changes]
    columns = ["share", "winner_before", "winner_after", "exact"]
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({"share": float, "exact": bool})
