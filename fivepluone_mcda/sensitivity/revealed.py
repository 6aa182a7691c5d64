"""Revealed weights: the nearest weights under which a stated alternative comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import InfeasibleError, MethodError, Problem
from ..model.arrays import Floats
from ..model.kernel import Kernel
from ..model.result import TIE
from ..model.text import joined, number, percent
from .leads import Lead, distances, holds
from .nearest import nearest_by_search, nearest_linear
from .reversal import Moved, changes, check_norm


@dataclass(frozen=True, eq=False, repr=False)
class Revealed(Moved):
    """The weights nearest to a problem's own under which a stated alternative comes first.

    Attributes
    ----------
    winner : str
        The alternative that comes first under them.
    weights : Series by criterion
        The weights; they sum to 1.
    base : Series by criterion
        The weights of the problem they were derived from.
    changes : Series by criterion
        New less old weight.
    node_changes : Series by node
        New less old weight of every node of the tree below the root.
    mass_moved : float
        The weight that changes hands between criteria: half the L1 distance. With ``norm="l1"``
        it is the least weight that must move.
    distance : float
        Distance between old and new weights in the norm that was minimised.
    margins : Series by method
        The lead over the best rival in each method.
    exact : bool
        True where no nearer weights exist: the methods that are linear in the weights decide.
        Else the nearest that a search found.
    norm : str
        ``"l2"`` or ``"l1"``: the distance that was minimised.
    """

    winner: str
    weights: pd.Series
    base: pd.Series
    changes: pd.Series
    node_changes: pd.Series
    mass_moved: float
    distance: float
    margins: pd.Series
    exact: bool
    norm: str

    def headline(self) -> str:
        """One line that says how much it takes."""
        first = f"{self.winner} comes first in {joined(self.margins.index)}"
        if self.norm == "l1":
            return f"{first} once {percent(self.mass_moved)} of the weight moves"
        return f"{first} at a Euclidean distance of {number(self.distance, 4)} between the weights"


def revealed_weights(
    problem: Problem,
    winner: str,
    methods: Sequence[MethodLike] = ("topsis", "ahp", "ahp_ideal"),
    margin: float = 0.005,
    norm: str = "l2",
) -> Revealed:
    """The weights nearest to the problem's own under which `winner` comes first.

    Minimises the distance of the leaf weights subject to the winner leading every other
    alternative by `margin` in every listed method.

    Parameters
    ----------
    problem : Problem
        What is ranked; its weights are the starting point.
    winner : str
        The alternative that shall come first.
    methods : sequence of str or callable
        The methods in which it shall.
    margin : float
        The least lead in each method's score, 0 or more.
    norm : {"l2", "l1"}
        Euclidean distance, or the sum of absolute changes: twice the weight that moves.

    Returns
    -------
    Revealed

    Raises
    ------
    InfeasibleError
        If no weights make the winner first by the margin. For methods that are linear in the
        weights (AHP, weighted sum, PROMETHEE II) this is a proof, by linear programming; else
        it says that a search found none.
    MethodError
        If no method is given, the margin is not a number of 0 or more, or the norm is unknown.
    UnknownNameError
        If the winner or a method is unknown.

    Notes
    -----
    With methods that are linear in the weights the solution is the nearest there is. Where
    others do not hold there, a search as in `nearest_reversal` goes on, and the nearest weights
    at which all hold are kept.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> revealed = fp.revealed_weights(fp.load().problem("values"), "CA-EU", methods=["ahp"])
    >>> revealed.margins.round(4).to_dict()
    {'ahp': 0.005}
    """
    expect_problem(problem)
    ahead = problem.position(winner)
    behind = np.array([k for k in range(len(problem.alternatives)) if k != ahead], dtype=np.intp)
    if not methods:
        raise MethodError("revealed_weights: no methods; name at least one")
    if not (np.isfinite(margin) and margin >= 0.0):
        raise MethodError(f"margin: found {margin!r}; expected a number of 0 or more")
    check_norm(norm)
    chosen = [resolve(method) for method in methods]
    leads = [Lead(method.kernel(problem), ahead, behind, margin) for method in chosen]

    base = problem.weight_vector
    found, exact = _nearest_verdict(base, leads, norm)
    if found is None:
        raise InfeasibleError(
            f"no weights make {winner!r} first by {margin:g}: proved by linear programming for "
            "the methods that are linear in the weights"
            if exact
            else f"found no weights under which {winner!r} leads by {margin:g} in "
            f"{', '.join(method.name for method in chosen)} (a search, not a proof)"
        )
    moved = problem.with_weights(dict(zip(problem.criteria, found, strict=True)))
    return Revealed(
        winner=winner,
        weights=moved.weights,
        base=problem.weights,
        **changes(problem, moved),
        mass_moved=float(distances(found, base, "l1") / 2.0),
        distance=float(distances(found, base, norm)),
        margins=pd.Series(
            {
                method.name: _lead_of(method.rank(moved).scores, winner, lead.kernel)
                for method, lead in zip(chosen, leads, strict=True)
            },
            name="margin",
        ),
        exact=exact,
        norm=norm,
    )


def _nearest_verdict(base: Floats, leads: Sequence[Lead], norm: str) -> tuple[Floats | None, bool]:
    """The nearest weights at which all leads hold, if any, and whether that is proved."""
    if holds(leads, base, TIE):
        return base, True
    # The nearest weights for the linear methods alone: where the others hold there as well,
    # nothing nearer can satisfy all of them.
    linear = [lead for lead in leads if lead.rows is not None]
    found = nearest_linear(base, linear, norm) if linear else base
    if found is None or holds(leads, found):
        return found, True
    nearest = nearest_by_search(base, leads, found[None], "l2")
    if nearest is not None and norm == "l1":
        nearest = nearest_by_search(base, leads, nearest[None], "l1")
    return nearest, False


def _lead_of(scores: pd.Series, winner: str, kernel: Kernel) -> float:
    """The winner's lead over its best rival; 0 where it has none."""
    signed = -scores if kernel.lower_is_better else scores
    rivals = signed.drop(winner)
    return float(signed[winner] - rivals.max()) if len(rivals) else 0.0
