"""The scores while the weight of one node goes from 0 to 1."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, Problem
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
        The scores; the index holds the node's weight and is named after the node.

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
    problem.with_weight(node, 0.0)  # refuses a node that cannot move
    path = Path.of_node(problem, resolve(method).kernel(problem), node)
    shares = np.linspace(0.0, 1.0, int(points))
    return pd.DataFrame(
        path.scores(shares),
        index=pd.Index(shares, name=str(node)),
        columns=problem.alternatives,
    )
