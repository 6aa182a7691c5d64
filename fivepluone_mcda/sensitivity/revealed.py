"""Revealed weights: what one would have to value for a stated verdict to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..model import InfeasibleError, MethodError, Problem, Result
from ..model.kernel import Kernel
from ..model.text import joined, percent
from .leads import Lead
from .search import SLACK, holds, nearest_by_programming, nearest_by_search

__all__ = ["Revealed", "revealed_weights"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Revealed(Result):
    """The weights nearest to a problem's own under which a verdict holds.

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
        The weight that changes hands between criteria: half the L1 distance.
    distance : float
        L2 distance between old and new weights.
    margins : Series by method
        The lead over the best rival in each method.
    exact : bool
        True where no nearer weights exist: the methods that are linear in the weights decide.
        Else the nearest that a search found.
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

    def to_frame(self) -> pd.DataFrame:
        """Old weight, new weight and change by criterion, the largest gain first."""
        frame = pd.DataFrame({"base": self.base, "weight": self.weights})
        frame["change"] = self.changes
        return frame.sort_values("change", ascending=False, kind="stable")

    def headline(self) -> str:
        """One line that says what the verdict costs."""
        return (
            f"{self.winner} comes first in {joined(self.margins.index)} once "
            f"{percent(self.mass_moved)} of the weight has moved"
        )


def revealed_weights(
    problem: Problem,
    winner: str,
    methods: Sequence[MethodLike] = ("topsis", "ahp", "ahp_ideal"),
    margin: float = 0.005,
) -> Revealed:
    """The weights nearest to the problem's own under which `winner` comes first.

    Minimises the Euclidean distance of the leaf weights subject to the winner leading every
    other alternative by `margin` in every listed method.

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
        If no method is given or the margin is not a number of 0 or more.
    UnknownNameError
        If the winner or a method is unknown.

    Notes
    -----
    With methods that are linear in the weights the problem is convex and its solution the
    nearest there is. TOPSIS and others make it non-convex: where they do not hold at that
    solution, sequential quadratic programming runs from several starts and the nearest feasible
    end is kept.

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
    chosen = [resolve(method) for method in methods]
    leads = [Lead(method.kernel(problem), ahead, behind, margin) for method in chosen]
    linear = [lead for lead in leads if lead.is_linear]

    _check_feasible(winner, linear, margin)
    base = problem.weight_vector
    found = nearest_by_programming(base, linear, base)
    # The nearest weights for the linear methods alone: where the others hold there as well,
    # nothing nearer can satisfy all of them.
    exact = bool(holds(leads, found))
    if not exact:
        end = nearest_by_search(base, leads, found)
        if end is None:
            raise InfeasibleError(
                f"found no weights under which {winner!r} leads by {margin:g} in "
                f"{', '.join(method.name for method in chosen)} (a search, not a proof)"
            )
        found = end
    moved = problem.with_weights(dict(zip(problem.criteria, found, strict=True)))
    return Revealed(
        winner=winner,
        weights=moved.weights,
        base=problem.weights,
        changes=(moved.weights - problem.weights).rename("change"),
        node_changes=(moved.node_weights - problem.node_weights)
        .drop(problem.tree.root)
        .rename("change"),
        mass_moved=float(np.abs(found - base).sum() / 2.0),
        distance=float(np.sqrt(((found - base) ** 2).sum())),
        margins=pd.Series(
            {
                method.name: _lead_of(method.rank(moved).scores, winner, lead.kernel)
                for method, lead in zip(chosen, leads, strict=True)
            },
            name="margin",
        ),
        exact=exact,
    )


def _lead_of(scores: pd.Series, winner: str, kernel: Kernel) -> float:
    """The winner's lead over its best rival; 0 where it has none."""
    signed = -scores if kernel.lower_is_better else scores
    rivals = signed.drop(winner)
    return float(signed[winner] - rivals.max()) if len(rivals) else 0.0


def _check_feasible(winner: str, linear: Sequence[Lead], margin: float) -> None:
    """Prove, where it is so, that no weights satisfy the linear methods."""
    from scipy.optimize import linprog

    rows = np.vstack([lead.coefficients for lead in linear]) if linear else np.empty((0, 0))
    if not rows.size:
        return
    n = rows.shape[1]
    # The largest t with every lead at least t.
    answer = linprog(
        np.r_[np.zeros(n), -1.0],
        A_ub=np.c_[-rows, np.ones(len(rows))],
        b_ub=np.zeros(len(rows)),
        A_eq=np.r_[np.ones(n), 0.0][None, :],
        b_eq=[1.0],
        bounds=[(0.0, None)] * n + [(None, None)],
    )
    if float(answer.fun) > SLACK:  # type: ignore[arg-type]
        raise InfeasibleError(
            f"no weights make {winner!r} first by {margin:g}: proved by linear programming for "
            "the methods that are linear in the weights"
        )
