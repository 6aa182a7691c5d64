"""How far the weight of one criterion must move to change the ranking."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import Problem
from ..model.arrays import Floats
from .path import Path, overtakings, takeover


def critical_weights(problem: Problem, method: MethodLike = "topsis") -> pd.DataFrame:
    """The smallest change of each criterion's weight that changes the ranking.

    As in [1]_, one criterion's weight changes by delta while the others stay, and all are then
    rescaled to sum 1. The proportions among the others stay, as in `Problem.with_weight`.

    Parameters
    ----------
    problem : Problem
        The problem.
    method : str or callable
        As in `rank`.

    Returns
    -------
    DataFrame by leaf criterion
        ``weight``: the criterion's weight. ``change_top``, ``percent_top``, ``weight_top``,
        ``winner``: the smallest change, before rescaling, after which another alternative comes
        first; the same in percent of the weight; the criterion's weight after rescaling; and
        that alternative. ``change_any``, ``percent_any``, ``weight_any``, ``pair``: the same for
        any two alternatives that change places, written "B over A". ``sensitivity``:
        1 / abs(percent_any). Increases are positive. Where no change possible does it, the
        numbers and names are missing (``pd.NA`` and None) and the sensitivity is 0. The
        percentage is missing for a weight of 0 too; where a tie breaks with any change, the
        change is 0 and the sensitivity infinite.

    Raises
    ------
    UnknownNameError
        If the method is unknown.

    Notes
    -----
    In [1]_ the smallest absolute values in the columns ``change_top``, ``change_any``,
    ``percent_top`` and ``percent_any`` show the absolute-top, absolute-any, percent-top and
    percent-any critical criterion; the smallest ``abs(percent_any)`` of a criterion is its
    criticality degree, and 1 over it its sensitivity coefficient. There decreases are positive.
    A weight w that becomes w' after rescaling has changed by (w' - w) / (1 - w') before it. How
    places are found, and what counts with ties, is said in `stability`.

    References
    ----------
    .. [1] Triantaphyllou, E., & Sanchez, A. (1997). A sensitivity analysis approach for some
       deterministic multi-criteria decision making methods. Decision Sciences, 28(1), 151-194.
       https://doi.org/10.1111/j.1540-5915.1997.tb01306.x

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2], "speed": [8, 9, 3]},
    ...                      ["car", "bus", "bike"])
    >>> critical = critical_weights(fp.Problem(frame, directions={"price": "min"}))
    >>> critical[["change_top", "weight_top", "winner", "sensitivity"]].round(3)
               change_top  weight_top winner  sensitivity
    criterion
    price           0.471       0.547    bus        0.007
    comfort        -0.153       0.213    bus        0.022
    speed            1.07       0.678    bus        0.003
    """
    chosen = resolve(method)
    kernel, ranking = chosen.kernel(problem), chosen.rank(problem)
    names = problem.alternatives
    order = [names.index(name) for name in ranking.order]
    above, below = np.array(list(combinations(order, 2)), dtype=np.intp).reshape(-1, 2).T
    passed, passers = (np.tile(np.array(names, dtype=object)[row], 2) for row in (above, below))
    rows: dict[str, list[object]] = {}
    for criterion, weight in zip(problem.criteria, problem.weight_vector.tolist(), strict=True):
        path = Path.of_node(problem, kernel, criterion)
        ends = (0.0, 1.0)
        tops = [takeover(path, names, weight, end, ranking.best) or (np.nan, None) for end in ends]
        *top, first = _smallest(np.array([place for place, _ in tops]), weight)
        pairs = np.concatenate([overtakings(path, weight, end, above, below) for end in ends])
        *change, pair = _smallest(pairs, weight)
        winner = None if first is None else tops[first][1]
        passing = None if pair is None else f"{passers[pair]} over {passed[pair]}"
        rows[criterion] = [weight, *top, winner, *change, passing]
    columns = ["weight", "change_top", "percent_top", "weight_top", "winner",
               "change_any", "percent_any", "weight_any", "pair"]  # fmt: skip
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=object)
    frame = frame.astype({name: "Float64" for name in columns if name not in ("winner", "pair")})
    degree = frame["percent_any"].abs().to_numpy(dtype=float, na_value=np.inf)
    with np.errstate(divide="ignore"):
        frame["sensitivity"] = 1.0 / degree
    return frame.astype({"weight": float}).rename_axis("criterion")


def _smallest(
    places: Floats, weight: float
) -> tuple[float | None, float | None, float | None, int | None]:
    """The smallest change, in percent too, the weight it leads to, and which place that is."""
    possible = np.flatnonzero(places < 1.0)
    if not possible.size:
        return None, None, None, None
    changes = (places[possible] - weight) / (1.0 - places[possible])
    least = int(np.abs(changes).argmin())
    moved, place, which = float(changes[least]), float(places[possible[least]]), possible[least]
    if weight == 0.0:
        return moved, None if moved else 0.0, place, int(which)
    return moved, 100.0 * moved / weight, place, int(which)
