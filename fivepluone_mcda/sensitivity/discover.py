"""Scenario discovery: a simple rule for the weights under which an alternative comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..methods.topsis import topsis
from ..model import InfeasibleError, Problem, ProblemError, Result
from ..model.arrays import Flags, Floats
from ..model.inputs import whole
from ..model.text import joined, percent
from .parallel import one_thread
from .rank_counts import DrawnRanks
from .spaces import WeightSpace, matched

WORTH = 0.01
"""Least quality that a node must add to be in the rule; more where there are few wins."""

PASSES = 3
"""How often the bounds are tuned to each other after a node has come in."""


@dataclass(frozen=True, eq=False, repr=False)
class Rules(Result):
    """A box of node weights in which an alternative mostly comes first.

    Attributes
    ----------
    winner : str
        The alternative.
    method : str
        The method.
    rules : DataFrame
        ``node``, ``lower``, ``upper``: the bounds that hold together; 0 or 1 where a side is
        free. No rows where no bound is worth its place.
    coverage : float
        Share of the draws in which the winner is first that the box holds.
    density : float
        Share of the draws in the box in which the winner is first.
    share : float
        Share of all draws in which the winner is first: the density without a rule.
    """

    winner: str
    method: str
    rules: pd.DataFrame
    coverage: float
    density: float
    share: float

    def to_frame(self) -> pd.DataFrame:
        """The rules."""
        return self.rules

    def headline(self) -> str:
        """One line that states the rule."""
        parts = []
        for node, lower, upper in zip(*(self.rules[column] for column in self.rules), strict=True):
            low = f"{lower:g} <= " if lower > 0.0 else ""
            parts.append(f"{low}{node} <= {upper:g}" if upper < 1.0 else f"{node} >= {lower:g}")
        where = f"where {joined(parts)}" if parts else "anywhere"
        return (
            f"{self.method}: {self.winner} comes first {where} (density {percent(self.density)}, "
            f"coverage {percent(self.coverage)}; {percent(self.share)} of all weights)"
        )


def discover(
    problem: Problem,
    winner: str,
    method: MethodLike = topsis,
    weights: WeightSpace | None = None,
    nodes: Sequence[str] | None = None,
    *,
    most: int = 3,
    samples: int = 2**14,
    seed: int = 0,
) -> Rules:
    """Find a simple rule for the weights under which an alternative comes first.

    The rule is a box, as in bump hunting [1]_: bounds on the weights of a few nodes. Its quality
    is the harmonic mean of coverage and density. The node whose best interval [2]_ adds most
    quality comes in first, then the next, and the bounds are tuned to each other; a node, or an
    end of its interval, that adds next to nothing stays out.

    Parameters
    ----------
    problem : Problem
        The problem; its own weights do not matter.
    winner : str
        The alternative.
    method : str or callable
        The method; other than our own are run draw by draw, which takes a while.
    weights : WeightSpace, optional
        Where the weights come from; `WeightSpace.hierarchical` when left out.
    nodes : sequence of str, optional
        Nodes of the tree that the rule may name; all below the root when left out.
    most : int
        Most nodes in the rule.
    samples : int
        Number of draws, 100 or more; as many again are drawn to measure the rule.
    seed : int
        The same seed gives the same rule.

    Returns
    -------
    Rules

    Raises
    ------
    InfeasibleError
        If the alternative comes first in none of the draws.
    ProblemError
        If a number is out of range or the space has other criteria than the problem.
    UnknownNameError
        If a name is unknown.

    References
    ----------
    .. [1] Friedman, J. H., & Fisher, N. I. (1999). Bump hunting in high-dimensional data.
       Statistics and Computing, 9(2), 123-143. https://doi.org/10.1023/A:1008894516817
    .. [2] Mampaey, M., Nijssen, S., Feelders, A., & Knobbe, A. (2012). Efficient algorithms for
       finding richer subgroup descriptions in numeric and nominal data. IEEE International
       Conference on Data Mining, 499-508. https://doi.org/10.1109/ICDM.2012.117
    .. [3] Bryant, B. P., & Lempert, R. J. (2010). Thinking inside the box: a participatory,
       computer-assisted approach to scenario discovery. Technological Forecasting and Social
       Change, 77(1), 34-49. https://doi.org/10.1016/j.techfore.2009.08.002

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> from fivepluone_mcda.sensitivity import discover
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> print(discover(fp.Problem(frame, directions={"price": "min"}), "bike").headline())
    topsis: bike comes first where price >= 0.685 (density 100 %,
    coverage 99.8 %; 31.6 % of all weights)
    """
    expect_problem(problem)
    row = problem.position(winner)
    resolved = resolve(method)
    space, columns = matched(weights, problem)
    tree = problem.tree
    if isinstance(nodes, str):
        raise ProblemError(f"nodes: found the text {nodes!r}; expected a list of nodes")
    names = [tree.check(node) for node in tree.nodes[1:] if nodes is None] + [
        tree.check(node) for node in nodes or ()
    ]
    if not names:
        raise ProblemError("nodes: found none; expected one or more nodes of the criteria tree")
    limit, count = whole(most, "most", 1), whole(samples, "samples", 100)
    kernel = resolved.kernel(problem)
    below = np.array(
        [[leaf in tree.leaves_of(node) for leaf in problem.criteria] for node in names]
    )

    def drawn(stream: np.random.SeedSequence) -> tuple[Floats, Floats]:
        """Node weights, shape (nodes, count), and the winner's share of the first rank."""
        x, wins = [], []
        with one_thread():
            for block in space.blocks(count, "sobol", np.random.default_rng(stream), 2**12):
                leaves = block[columns]
                ranks = DrawnRanks.of(kernel(leaves.T), kernel.lower_is_better)
                x.append((leaves.T @ below.T).T)
                wins.append(ranks.first[row])
        return np.hstack(x), np.concatenate(wins)

    train, test = np.random.SeedSequence(whole(seed, "seed", 0)).spawn(2)
    x, wins = drawn(train)
    if not wins.any():
        raise InfeasibleError(
            f"{winner!r} comes first in none of {count} draws of the weight space ({space})"
        )
    lower, upper = (_rounded(bounds) for bounds in _box(x, wins, limit))
    x, wins = drawn(test)
    inside = ((x >= lower[:, None]) & (x <= upper[:, None])).all(axis=0)
    bounded = np.isfinite(lower) | np.isfinite(upper)
    return Rules(
        winner=str(winner),
        method=resolved.name,
        rules=pd.DataFrame(
            {
                "node": np.array(names)[bounded],
                "lower": np.maximum(lower, 0.0)[bounded],
                "upper": np.minimum(upper, 1.0)[bounded],
            }
        ),
        coverage=float(wins[inside].sum() / max(wins.sum(), 1e-300)),
        density=float(wins[inside].mean()) if inside.any() else 0.0,
        share=float(wins.mean()),
    )


def _box(x: Floats, wins: Floats, most: int) -> tuple[Floats, Floats]:
    """Bounds of the nodes: the best interval of one node after the other."""
    lower, upper = np.full(len(x), -np.inf), np.full(len(x), np.inf)
    orders = np.argsort(x, axis=1, kind="stable")
    quality = _quality(wins, np.ones(len(wins), dtype=bool))
    worth = max(WORTH, 1.0 / np.sqrt(wins.sum()))
    chosen: list[int] = []

    def tuned(node: int) -> tuple[float, float, float]:
        """Quality with the best interval of a node, and its ends if each is worth its place."""
        left = np.ones(len(wins), dtype=bool)
        for other in chosen:
            if other != node:
                left &= (x[other] >= lower[other]) & (x[other] <= upper[other])
        order = orders[node][left[orders[node]]]
        low, high = _interval(x[node, order], wins[order], wins.sum())
        ends = [(low, high), (-np.inf, high), (low, np.inf)]
        qualities = [_quality(wins, left & (x[node] >= a) & (x[node] <= b)) for a, b in ends]
        simple = int(np.argmax(qualities[1:])) + 1
        pick = simple if qualities[simple] > qualities[0] - 0.5 * worth else 0
        return qualities[pick], *ends[pick]

    for _ in range(min(most, len(x))):
        tries = {node: tuned(node) for node in range(len(x)) if node not in chosen}
        node = max(tries, key=lambda each: tries[each][0])
        if tries[node][0] < quality + worth:
            break
        chosen.append(node)
        for _ in range(PASSES):
            for each in reversed(chosen):
                quality, lower[each], upper[each] = tuned(each)
    return lower, upper


def _quality(wins: Floats, inside: Flags) -> float:
    """Harmonic mean of coverage and density."""
    return float(2.0 * wins[inside].sum() / (wins.sum() + np.count_nonzero(inside)))


def _interval(values: Floats, wins: Floats, total: float) -> tuple[float, float]:
    """The interval of rising values of best quality, an end infinite where it cuts nothing off.

    The quality is a ratio, 2 wins / (total + draws). That with the greatest 2 wins - q draws has
    at least the quality q; from interval to interval q rises to the best one (Dinkelbach 1967).
    """
    hits = 2.0 * np.concatenate([[0.0], np.cumsum(wins)])
    draws = np.arange(hits.size)
    start, stop, best = 0, values.size, -1.0
    while (quality := (hits[stop] - hits[start]) / (total + stop - start)) > best:
        best = quality
        gain = hits - best * draws
        stop = int(np.argmax(gain - np.minimum.accumulate(gain)))
        start = int(np.argmin(gain[: stop + 1]))
    low = -np.inf if start == 0 else values[start]
    high = np.inf if stop == values.size else values[stop - 1]
    return float(low), float(high)


def _rounded(bounds: Floats) -> Floats:
    """Bounds to three significant digits, as they are read out."""
    return np.array([float(f"{bound:.3g}") for bound in bounds])
