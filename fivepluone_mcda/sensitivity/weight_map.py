"""Who comes first while three nodes share their weight, or while two take any weights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import Problem, ProblemError
from ..model.arrays import Floats
from ..model.errors import listed
from ..model.result import TIE, with_names

STEPS, LOOPED_STEPS = 200, 50
"""Steps along a side of the grid; fewer for methods that run once for every weight vector."""


def weight_map(
    problem: Problem, nodes: Sequence[str], method: MethodLike = "topsis"
) -> pd.DataFrame:
    """Who comes first while three nodes share their weight, or while two nodes take any weights.

    The criteria inside each node keep their proportions. Three nodes share what they weigh
    together, and all other criteria keep their weights. Two nodes take any weights, and all
    other criteria share the rest in the proportions that they had; where one node lies inside
    the other it cannot weigh more than it.

    Parameters
    ----------
    problem : Problem
        The problem.
    nodes : sequence of two or three str
        Leaves or groups of the tree, or themes.
    method : str or callable
        As in `rank`.

    Returns
    -------
    DataFrame
        A row for each point of a triangular grid with 200 steps a side (50 for methods that are
        run once for every weight vector): the weight of each node in a column of its name,
        ``winner``, and ``lead``: how far its score is ahead of the next. Each point stands for
        an equal part of the map. ``attrs`` holds the present ``weights`` and ``winner``.

    Raises
    ------
    ProblemError
        If there are not two or three nodes, of three two have criteria in common, or the weights
        of the nodes cannot move.
    UnknownNameError
        If a node or the method is unknown.

    Notes
    -----
    A region smaller than the grid can be missed. Of several that tie the first in alphabetical
    order counts as the winner.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> from fivepluone_mcda.sensitivity.weight_map import weight_map
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2], "speed": [8, 9, 3]},
    ...                      ["car", "bus", "bike"])
    >>> points = weight_map(fp.Problem(frame, directions={"price": "min"}), frame.columns)
    >>> points["winner"].value_counts(normalize=True).round(2).to_dict()
    {'car': 0.62, 'bus': 0.24, 'bike': 0.13}
    """
    expect_problem(problem)
    names = [problem.tree.check(node) for node in ([nodes] if isinstance(nodes, str) else nodes)]
    if len(names) not in (2, 3) or len(set(names)) < len(names):
        raise ProblemError(f"nodes: found {listed(names)}; expected two or three different nodes")
    corners = _shares_of_three(problem, names) if len(names) == 3 else _any_of_two(problem, names)
    chosen = resolve(method)
    kernel = chosen.kernel(problem)
    steps = LOOPED_STEPS if kernel.looped else STEPS
    i, j = (axis.ravel() for axis in np.mgrid[: steps + 1, : steps + 1])
    i, j = i[i + j <= steps], j[i + j <= steps]
    # Half a step inside the border: on it criteria have no weight, and ties are common.
    shares = (np.column_stack([steps - i - j, i, j]) + 0.5) / (steps + 1.5)
    vectors = [problem.with_node_weights(dict(zip(names, x, strict=True))) for x in corners]
    merits = kernel.merits(shares @ np.array([one.weight_vector for one in vectors]))
    order = np.argsort(problem.alternatives)
    best = merits.max(axis=1, keepdims=True)
    tied = merits[:, order] >= best - TIE * np.maximum(1.0, np.abs(best))
    frame = pd.DataFrame(shares @ corners, columns=names)
    frame["winner"] = np.array(problem.alternatives, dtype=object)[order[tied.argmax(axis=1)]]
    frame["lead"] = best[:, 0] - (np.sort(merits, axis=1)[:, -2] if merits.shape[1] > 1 else 0.0)
    weights = {node: problem.weight_of(node) for node in names}
    return with_names(frame, problem, weights=weights, winner=chosen.rank(problem).best)


def _shares_of_three(problem: Problem, nodes: list[str]) -> Floats:
    """The corners of the map, shape (3, 3): each node in turn has all that they weigh together."""
    for a, b in combinations(nodes, 2):
        if common := sorted({*problem.tree.leaves_of(a)} & {*problem.tree.leaves_of(b)}):
            raise ProblemError(
                f"nodes: {a!r} and {b!r} have {listed(common)} in common; expected separate nodes"
            )
    total = min(sum(problem.weight_of(node) for node in nodes), 1.0)
    if total == 0.0:
        raise ProblemError(f"nodes: {listed(nodes)} weigh nothing together; nothing can be shared")
    return total * np.eye(3)


def _any_of_two(problem: Problem, nodes: list[str]) -> Floats:
    """The corners of the map, shape (3, 2), in weights of the two nodes."""
    first, second = (set(problem.tree.leaves_of(node)) for node in nodes)
    if first == second or len(first | second) == len(problem.criteria):
        raise ProblemError(
            f"{nodes[0]!r} and {nodes[1]!r}: the weight of one follows from that of the other, "
            "or is always 1; draw a sweep"
        )
    if first & second:  # the inner node weighs between nothing and all of the outer one
        return np.array([(0.0, 0.0), (1.0, 0.0) if second < first else (0.0, 1.0), (1.0, 1.0)])
    return np.array([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
