"""The nearest reversal: the smallest change of weights that changes the winner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..methods.topsis import topsis
from ..model import MethodError, Problem, Result
from ..model.arrays import Floats
from ..model.text import NOTHING, number, percent
from .leads import distances
from .rivals import Rivals


class Moved(Result):
    """What both results have: weights that moved away from a problem's own."""

    weights: pd.Series
    changes: pd.Series

    def to_frame(self) -> pd.DataFrame:
        """Old weight, new weight and change by criterion, the largest gain first."""
        frame = pd.DataFrame({"base": self.weights - self.changes, "weight": self.weights})
        frame["change"] = self.changes
        return frame.sort_values("change", ascending=False, kind="stable")


@dataclass(frozen=True, eq=False, repr=False)
class Reversal(Moved):
    """The nearest weights at which a rival reaches the winner.

    Attributes
    ----------
    method : str
        The method.
    loser : str
        The winner under the problem's own weights.
    winner : str or None
        The rival that draws level with it or passes it; None where none was found to do so
        under any weights.
    weights : Series by criterion
        The weights at which that happens: a tie or a reversal. The problem's own where there is
        no reversal.
    changes : Series by criterion
        New less old weight.
    node_changes : Series by node
        New less old weight of every node of the tree below the root.
    norm : str
        ``"l2"`` or ``"l1"``: the distance that was minimised.
    distance : float
        Distance between old and new weights in that norm; infinite where there is no reversal.
    mass_moved : float
        The weight that changes hands between criteria: half the L1 distance. With ``norm="l1"``
        it is the least weight that must move.
    certified_radius : float
        Proved: no reweighting at a smaller L2 distance, whatever `norm` is, lets one of the
        rivals considered pass the winner. 0 where the method allows no proof; infinite where no
        weights do.
    exact : bool
        True where no nearer reversal exists: the method is linear in the weights. Else it is
        the nearest that a search found.
    """

    method: str
    loser: str
    winner: str | None
    weights: pd.Series
    changes: pd.Series
    node_changes: pd.Series
    norm: str
    distance: float
    mass_moved: float
    certified_radius: float
    exact: bool

    def headline(self) -> str:
        """One line that says how much it takes."""
        if self.winner is None:
            return f"{self.method}: no weights were found under which {self.loser} is not first"
        level = f"{self.winner} draws level with {self.loser}"
        if self.norm == "l1":
            least = "no less is enough" if self.exact else "the least that was found"
            moved = percent(self.mass_moved)
            return f"{self.method}: {level} once {moved} of the weight moves ({least})"
        distance, radius = number(self.distance, 4), number(self.certified_radius, 4)
        return (
            f"{self.method}: {level} at a Euclidean distance of {distance} between the weights "
            f"(proved safe within {radius})"
        )


def nearest_reversal(
    problem: Problem,
    method: MethodLike = topsis,
    rival: str | None = None,
    norm: str = "l2",
    certify: bool = True,
) -> Reversal:
    """The smallest change of the leaf weights at which a rival reaches the winner.

    Parameters
    ----------
    problem : Problem
        What is ranked.
    method : str or callable
        The method.
    rival : str, optional
        The alternative that shall reach the winner; whichever is nearest when left out.
    norm : {"l2", "l1"}
        Euclidean distance, or the sum of absolute changes. The latter is twice the weight that
        moves: take it to say how much weight must move.
    certify : bool
        Whether the proved radius is computed as well.

    Returns
    -------
    Reversal
        A tie or a reversal at `distance`, and the L2 radius within which no reweighting changes
        the winner.

    Raises
    ------
    MethodError
        If the rival is the winner already, or the norm is unknown.
    UnknownNameError
        If the rival or the method is unknown.

    Notes
    -----
    For methods that are additive in the weights (weighted sum, AHP, PROMETHEE II; weighted
    product in logarithms) the reversal is the nearest there is: a quadratic programme (L2) or a
    linear one (L1) for each rival [1]_, [2]_, [3]_. Weighted products of 0 are tied, and
    on a criterion where the winner scores 0 any weight ends its lead: then the distance is next
    to 0.

    TOPSIS is not convex. Every rival gets a lower bound of its distance, from the Lagrangian dual
    of a relaxation that is split where little is proved (branch and bound). In the order of these
    bounds rivals are searched by sequential quadratic programming, in L2 from the points that the
    bounds rest on, in L1 from the L2 solution and from exchanges of weight between two criteria,
    until the next bound is beyond what was found. What is found is an upper bound of the true
    distance, in L1 never above that of any exchange; the certified radius is a lower bound in L2,
    and usually .999 of the distance found. Other methods are searched without derivatives, every
    rival, and get no certificate.

    References
    ----------
    .. [1] Barron, H., & Schmidt, C. P. (1988). Sensitivity analysis of additive multiattribute
       value models. Operations Research, 36(1), 122-127. https://doi.org/10.1287/opre.36.1.122
    .. [2] Wolters, W. T. M., & Mareschal, B. (1995). Novel types of sensitivity analysis for
       additive MCDM methods. European Journal of Operational Research, 81(2), 281-290.
       https://doi.org/10.1016/0377-2217(93)E0343-V
    .. [3] Rios Insua, D., & French, S. (1991). A framework for sensitivity analysis in discrete
       multi-objective decision-making. European Journal of Operational Research, 54(2), 176-190.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> reversal = fp.nearest_reversal(fp.load().problem("implementation"))
    >>> reversal.loser, reversal.winner
    ('CA-China', 'CA-EU')
    """
    check_norm(norm)
    chosen = resolve(method)
    ranking = chosen.rank(problem)
    kernel = chosen.kernel(problem)
    base = problem.weight_vector
    first = problem.position(ranking.best)
    # In the order of the ranking, so that of several at the same distance the best one counts.
    names = ranking.order[1:] if rival is None else [rival]
    rivals = [problem.position(name) for name in names]
    if first in rivals:
        raise MethodError(f"rival: {rival!r} comes first already; name another alternative")

    search = Rivals(problem, chosen, kernel, first, rivals)
    nearest = search.nearest("l2")
    winner, end = _closest(base, nearest if norm == "l2" else search.nearest(norm), norm)
    moved = problem.with_weights(dict(zip(problem.criteria, end, strict=True)))

    def distance(weights: Floats, norm: str) -> float:
        return np.inf if winner is None else float(distances(weights, base, norm))

    _, closest = _closest(base, nearest, "l2")
    radius = search.safe_radius(distance(closest, "l2")) if certify else 0.0
    return Reversal(
        method=chosen.name,
        loser=ranking.best,
        winner=None if winner is None else problem.alternatives[winner],
        weights=moved.weights,
        **changes(problem, moved),
        norm=norm,
        distance=distance(end, norm),
        mass_moved=distance(end, "l1") / 2.0,
        certified_radius=radius,
        exact=search.exact,
    )


def check_norm(norm: str) -> None:
    """Refuse a norm that there is not."""
    if norm not in ("l2", "l1"):
        raise MethodError(f"norm: found {norm!r}; expected 'l2' or 'l1'")


def changes(problem: Problem, moved: Problem) -> dict[str, Any]:
    """What changed between two problems, by criterion and by node."""
    nodes = (moved.node_weights - problem.node_weights).drop(problem.tree.root)
    both = {"changes": moved.weights - problem.weights, "node_changes": nodes}
    return {
        name: change.where(change.abs() >= NOTHING, 0.0).rename("change")
        for name, change in both.items()
    }


def _closest(base: Floats, ends: Mapping[int, Floats], norm: str) -> tuple[int | None, Floats]:
    """The rival with the nearest weights, and these; no rival and the base where there is none."""
    reach = {k: float(distances(end, base, norm)) for k, end in ends.items()}
    winner = min(reach, key=lambda k: reach[k], default=None)
    return winner, base if winner is None else ends[winner]
