"""The scores while the weight of one node goes from 0 to 1."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, Problem
from ..model.result import with_names
from .crossings import crossings
from .paths import Path

__all__ = ["sweep"]


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
        If the node is the root or holds every criterion, so that its weight is always 1.
    CriteriaError
        If `points` is not a whole number of 2 or more.

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
    if isinstance(points, bool) or not isinstance(points, int | np.integer) or points < 2:
        raise CriteriaError(f"points: found {points!r}; expected a whole number, 2 or more")
    start, end = problem.with_weight(node, 0.0), problem.with_weight(node, 1.0)
    chosen = resolve(method)
    ranking, shares = chosen.rank(start), np.linspace(0.0, 1.0, int(points))
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
