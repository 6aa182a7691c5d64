"""The nearest reversal: how little weight must move, over all criteria at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.registry import MethodLike, resolve
from ..methods.topsis import topsis
from ..model import MethodError, Problem, Result
from ..model.result import TIE
from ..model.text import number, percent
from .certificate import certified_radius
from .leads import Lead
from .search import nearest_by_search
from .stability import stability

__all__ = ["Reversal", "nearest_reversal"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Reversal(Result):
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
        The weight that changes hands between criteria: half the L1 distance.
    certified_radius : float
        Proved: no reweighting at a smaller L2 distance lets one of the rivals considered pass
        the winner. 0 where the method allows no proof; infinite where no weights do.
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

    def to_frame(self) -> pd.DataFrame:
        """Old weight, new weight and change by criterion, the largest gain first."""
        frame = pd.DataFrame({"base": self.weights - self.changes, "weight": self.weights})
        frame["change"] = self.changes
        return frame.sort_values("change", ascending=False, kind="stable")

    def headline(self) -> str:
        """One line that says how much it takes."""
        if self.winner is None:
            return f"{self.method}: no weights were found under which {self.loser} is not first"
        return (
            f"{self.method}: {self.winner} draws level with {self.loser} once "
            f"{percent(self.mass_moved)} of the weight has moved "
            f"(distance {number(self.distance, 4)}; "
            f"proved safe within {number(self.certified_radius, 4)})"
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
        Euclidean distance, or the sum of absolute changes (twice the mass moved).
    certify : bool
        Whether the proved radius is computed as well.

    Returns
    -------
    Reversal
        A tie or a reversal at `distance`, and beside it the L2 radius within which no
        reweighting changes the winner.

    Raises
    ------
    MethodError
        If the rival is the winner already, or the norm is unknown.
    UnknownNameError
        If the rival or the method is unknown.

    Notes
    -----
    For methods that are additive in the weights (weighted sum, AHP, PROMETHEE II; weighted
    product in logarithms) the problem is convex and the reversal the nearest there is. For
    TOPSIS it is not: the nearest found by sequential quadratic programming from many starts,
    the exact one-weight flips of `stability` among them, is an upper bound of the true
    distance. The certified radius is a lower bound, from the Lagrangian dual of a relaxation
    that is split until little is left between the two. Other methods are searched without
    derivatives and get no certificate.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> reversal = fp.nearest_reversal(fp.load().problem("implementation"))
    >>> reversal.loser, reversal.winner
    ('CA-China', 'CA-EU')
    """
    if norm not in ("l2", "l1"):
        raise MethodError(f"norm: found {norm!r}; expected 'l2' or 'l1'")
    chosen = resolve(method)
    ranking = chosen.rank(problem)
    kernel = chosen.kernel(problem)
    names, base = problem.alternatives, problem.weight_vector
    first = problem.position(ranking.best)
    if rival is None:
        rivals = [k for k in range(len(names)) if k != first]
    else:
        rivals = [problem.position(rival)]
        if rivals == [first]:
            raise MethodError(f"rival: {rival!r} comes first already; name another alternative")

    starts = _one_weight_flips(problem, chosen) if rivals else base[None, :]
    found: tuple[float, int, Floats] | None = None
    for k in rivals:
        lead = Lead(kernel, k, np.array([first], dtype=np.intp))
        end = _meeting(base, lead, starts, norm)
        if end is None:
            continue
        step = np.abs(end - base).sum() if norm == "l1" else np.sqrt(((end - base) ** 2).sum())
        if found is None or step < found[0]:
            found = (float(step), k, end)

    if found is None:
        distance = mass = euclidean = np.inf
        winner, end = None, base
    else:
        distance, k, end = found
        winner = names[k]
        mass = float(np.abs(end - base).sum() / 2.0)
        euclidean = float(np.sqrt(((end - base) ** 2).sum()))
    moved = problem.with_weights(dict(zip(problem.criteria, end, strict=True)))
    return Reversal(
        method=chosen.name,
        loser=ranking.best,
        winner=winner,
        weights=moved.weights,
        changes=(moved.weights - problem.weights).rename("change"),
        node_changes=(moved.node_weights - problem.node_weights)
        .drop(problem.tree.root)
        .rename("change"),
        norm=norm,
        distance=distance,
        mass_moved=mass,
        certified_radius=(
            certified_radius(kernel, base, first, rivals, euclidean) if certify else 0.0
        ),
    )


def _one_weight_flips(problem: Problem, method: MethodLike) -> Floats:
    """The weights just beyond every bound that `stability` reports, shape (k, n)."""
    bounds = stability(problem, method)
    moved = [problem.weight_vector]
    for side, over in (("lower", "winner_below"), ("upper", "winner_above")):
        for node, at in bounds.loc[bounds[over].notna(), side].items():
            moved.append(problem.with_weight(str(node), float(at)).weight_vector)
    return np.stack(moved)


def _meeting(base: Floats, lead: Lead, starts: Floats, norm: str) -> Floats | None:
    """The nearest weights found at which the lead is there; None where none were found."""
    if lead(base)[0] >= -TIE:
        return base
    end = nearest_by_search(base, [lead], starts, norm)
    if end is None:
        return None
    # A hair further from the base where rounding left the rival behind.
    for step in (0.0, *(1e-12 * 8.0 ** np.arange(12))):
        moved = np.clip(end + step * (end - base), 0.0, None)
        moved /= moved.sum()
        if lead(moved)[0] >= 0.0:
            return np.asarray(moved)
    return end
