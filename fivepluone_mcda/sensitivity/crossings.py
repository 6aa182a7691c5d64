"""The changes of winner between two sets of weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import Problem
from .paths import Path
from .takeovers import takeover

__all__ = ["crossings"]


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
    names, winner, share = problem.alternatives, chosen.rank(problem).best, 0.0
    rows: list[list[object]] = []
    while (change := takeover(path, names, share, 1.0, winner)) is not None:
        if rows and change[0] <= share:
            break  # only scores that jump can tie again where they have just changed
        rows.append([change[0], winner, change[1], path.exact])
        share, winner = change
    columns = ["share", "winner_before", "winner_after", "exact"]
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({"share": float, "exact": bool})
