"""Rank reversal: whether other alternatives decide the order of two."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.registry import MethodLike, resolve
from ..model import Problem
from .coders import order_text

COLUMNS = ["test", "alternative", "winner", "winner_changed", "pairs_changed", "changed", "order"]


def rank_reversal(problem: Problem, method: MethodLike = "topsis") -> pd.DataFrame:
    """Whether the order of the alternatives changes with what else is on the list.

    Three tests, each on one alternative at a time, after which all others should stand in the
    order they had:

    - ``leave out``: the alternative is taken off the list;
    - ``copy``: a second one with the same scores is added (the first stays among those compared);
    - ``worsen``: an alternative that does not come first becomes worse: each of its scores moves
      half way to the worst end of the criterion's scale, or to the worst score of the column
      where no scale is stated.

    Parameters
    ----------
    problem : Problem
    method : str or callable

    Returns
    -------
    DataFrame
        One row a test: ``test``, ``alternative``, ``winner`` (after the change, a copy never
        counted), ``winner_changed``, ``pairs_changed`` (how many pairs stand in another order
        than before, a tie being an order of its own; pairs with a worsened alternative do not
        count), ``changed`` (those pairs as they stood before), ``order`` (after the change). No
        rows for a single alternative.

    Notes
    -----
    The tests follow the test criteria of Wang and Triantaphyllou, who replace a non-optimal
    alternative by a worse one at random; half way to the worst end makes the test repeatable.

    References
    ----------
    .. [1] Wang, X., & Triantaphyllou, E. (2008). Ranking irregularities when evaluating
       alternatives by using some ELECTRE methods. Omega, 36(1), 45-63.
       https://doi.org/10.1016/j.omega.2005.12.003

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> tests = fp.rank_reversal(fp.load().problem("implementation"))
    >>> tests.groupby("test", sort=False)["pairs_changed"].sum().to_dict()
    {'leave out': 0, 'copy': 2, 'worsen': 2}
    """
    rank = resolve(method).rank
    base = rank(problem)
    rows = []
    for test, alternative, changed in _changes(problem, base.best):
        after = rank(changed).ranks
        listed = [name for name in problem.alternatives if name in after.index]
        before, after = base.ranks[listed], after[listed]
        others = [name for name in listed if test != "worsen" or name != alternative]
        pairs = [
            order_text(before[[others[i], others[k]]])
            for i, k in np.argwhere(_signs(before[others]) != _signs(after[others]))
            if i < k
        ]
        winner = _first(after)
        moved = (winner != _first(before), len(pairs), "; ".join(pairs))
        rows.append((test, alternative, winner, *moved, order_text(after)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _changes(problem: Problem, best: str) -> Iterator[tuple[str, str, Problem]]:
    """Test, alternative and the changed problem."""
    matrix, names = problem.matrix, problem.alternatives
    if len(names) == 1:
        return
    for name in names:
        yield "leave out", name, problem.without(name)
    new = f"{max(names, key=len)} copy"
    for name in names:
        copy = matrix.loc[[name]].set_axis([new])
        yield "copy", name, problem.with_matrix(pd.concat([matrix, copy]))
    worst = pd.Series(
        np.where(problem.maximise, matrix.min(), matrix.max()), index=problem.criteria
    )
    for criterion, (low, high) in problem.scale.items():
        worst[criterion] = low if problem.directions[criterion] == "max" else high
    for name in names:
        if name != best:
            worse = matrix.copy()
            worse.loc[name] = 0.5 * (worse.loc[name] + worst)
            yield "worsen", name, problem.with_matrix(worse)


def _signs(ranks: pd.Series) -> NDArray[np.int64]:
    """Who ranks above whom: -1, 0 or 1 for each pair."""
    r = ranks.to_numpy(dtype=np.int64)
    return np.asarray(np.sign(r[:, None] - r))


def _first(ranks: pd.Series) -> str:
    return str(min(ranks.index[ranks == ranks.min()]))
