"""The smallest changes of weights that change the winner, or bring one about that is stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.normalisation import expect_problem
from ..methods.registry import MethodLike, resolve
from ..methods.topsis import topsis
from ..model import InfeasibleError, MethodError, Problem, Result
from ..model.kernel import Kernel
from ..model.result import TIE
from ..model.text import joined, number, percent
from .nearest import Lead, distances, holds, nearest_by_search, nearest_linear
from .safe_radius import safe_radius
from .stability import stability

Floats = NDArray[np.float64]


class _Moved(Result):
    """What both results have: weights that moved away from a problem's own."""

    weights: pd.Series
    changes: pd.Series

    def to_frame(self) -> pd.DataFrame:
        """Old weight, new weight and change by criterion, the largest gain first."""
        frame = pd.DataFrame({"base": self.weights - self.changes, "weight": self.weights})
        frame["change"] = self.changes
        return frame.sort_values("change", ascending=False, kind="stable")


@dataclass(frozen=True, eq=False, repr=False)
class Reversal(_Moved):
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
    linear one (L1) for each rival [1]_, [2]_. Weighted products of 0 are tied, and on a criterion
    where the winner scores 0 any weight ends its lead: then the distance is next to 0.

    TOPSIS is not convex. Several runs of sequential quadratic programming (L2) or linear
    programming (L1) start from the exact one-weight flips of `stability`, from exchanges of
    weight between two criteria and, for L1, from the L2 solution; the nearest end is an upper
    bound of the true distance, in L1 never above that of any exchange. The certified radius is
    a lower bound in L2, from the Lagrangian dual of a relaxation that is split until little is
    left between the two. Other methods are searched without derivatives and get no certificate.

    References
    ----------
    .. [1] Barron, H., & Schmidt, C. P. (1988). Sensitivity analysis of additive multiattribute
       value models. Operations Research, 36(1), 122-127. https://doi.org/10.1287/opre.36.1.122
    .. [2] Wolters, W. T. M., & Mareschal, B. (1995). Novel types of sensitivity analysis for
       additive MCDM methods. European Journal of Operational Research, 81(2), 281-290.
       https://doi.org/10.1016/0377-2217(93)E0343-V

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> reversal = fp.nearest_reversal(fp.load().problem("implementation"))
    >>> reversal.loser, reversal.winner
    ('CA-China', 'CA-EU')
    """
    _check_norm(norm)
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

    leads = {k: Lead(kernel, k, np.array([first], dtype=np.intp)) for k in rivals}
    exact = all(lead.rows is not None for lead in leads.values())
    starts = base[None] if exact else _one_weight_flips(problem, chosen)
    ends = _level(base, leads, dict.fromkeys(leads, starts), norm if exact else "l2")
    _, closest = _closest(base, ends, "l2")
    if norm == "l1" and not exact:
        ends = _level(base, leads, {k: end[None] for k, end in ends.items()}, norm)
    winner, end = _closest(base, ends, norm)
    moved = problem.with_weights(dict(zip(problem.criteria, end, strict=True)))

    def distance(weights: Floats, norm: str) -> float:
        return np.inf if winner is None else float(distances(weights, base, norm))

    radius = safe_radius(kernel, base, first, rivals, distance(closest, "l2")) if certify else 0.0
    return Reversal(
        method=chosen.name,
        loser=ranking.best,
        winner=None if winner is None else problem.alternatives[winner],
        weights=moved.weights,
        **_changes(problem, moved),
        norm=norm,
        distance=distance(end, norm),
        mass_moved=distance(end, "l1") / 2.0,
        certified_radius=radius,
        exact=exact,
    )


def _check_norm(norm: str) -> None:
    if norm not in ("l2", "l1"):
        raise MethodError(f"norm: found {norm!r}; expected 'l2' or 'l1'")


def _changes(problem: Problem, moved: Problem) -> dict[str, Any]:
    """What changed between two problems, by criterion and by node."""
    nodes = (moved.node_weights - problem.node_weights).drop(problem.tree.root)
    return {
        "changes": (moved.weights - problem.weights).rename("change"),
        "node_changes": nodes.rename("change"),
    }


def _one_weight_flips(problem: Problem, method: MethodLike) -> Floats:
    """The weights at every bound that `stability` reports, shape (k, n)."""
    bounds = stability(problem, method)
    moved = [problem.weight_vector]
    for side, over in (("lower", "winner_below"), ("upper", "winner_above")):
        for node, at in bounds.loc[bounds[over].notna(), side].items():
            moved.append(problem.with_weight(str(node), float(at)).weight_vector)
    return np.stack(moved)


def _closest(base: Floats, ends: Mapping[int, Floats], norm: str) -> tuple[int | None, Floats]:
    """The rival with the nearest weights, and these; no rival and the base where there is none."""
    reach = {k: float(distances(end, base, norm)) for k, end in ends.items()}
    winner = min(reach, key=lambda k: reach[k], default=None)
    return winner, base if winner is None else ends[winner]


def _level(
    base: Floats, leads: Mapping[int, Lead], starts: Mapping[int, Floats], norm: str
) -> dict[int, Floats]:
    """For each rival the nearest weights found at which it is level with the winner."""
    ends: dict[int, Floats] = {}
    for k, lead in leads.items():
        if holds([lead], base, TIE):
            ends[k] = base
            continue
        if lead.rows is not None:
            end = nearest_linear(base, [lead], norm)
        elif k in starts:
            end = nearest_by_search(base, [lead], starts[k], norm)
        else:
            continue
        if end is not None:
            ends[k] = _pushed(base, lead, end)
    return ends


def _pushed(base: Floats, lead: Lead, end: Floats) -> Floats:
    """A hair further from the base where rounding left the rival behind."""
    for step in (0.0, *(1e-12 * 8.0 ** np.arange(12))):
        moved = np.clip(end + step * (end - base), 0.0, None)
        moved /= moved.sum()
        if lead.scores(moved)[0] >= 0.0:
            return np.asarray(moved)
    return end


@dataclass(frozen=True, eq=False, repr=False)
class Revealed(_Moved):
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
    _check_norm(norm)
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
        **_changes(problem, moved),
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
