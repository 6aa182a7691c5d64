"""Distributions of weights: points in the unit cube, transformed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods import PairwiseMatrix
from ..methods.consistency import principal_eigenvectors
from ..model import CriteriaError, CriteriaTree, MethodError
from ..model.arrays import Floats
from ..study import Study
from ..study.points import answers_of, joint_priorities
from ..study.schema import PAIRWISE

Sampler = Literal["sobol", "random"]

LOG_ODDS = np.linspace(-40.0, 40.0, 801)
"""The log-odds of every number that a stream of points can give lie between the ends."""


def cube(dimension: int, sampler: Sampler, rng: np.random.Generator) -> Callable[[int], Floats]:
    """A stream of points strictly inside the unit cube.

    Parameters
    ----------
    dimension : int
        Number of coordinates; may be 0.
    sampler : {"sobol", "random"}
        A Sobol sequence with a random linear matrix scramble and digital shift (Matoušek 1998),
        or pseudo-random numbers.
    rng : Generator
        Where the scramble, or the numbers, come from.

    Returns
    -------
    callable
        ``take(count)`` gives the next points, shape (count, dimension). Sobol points are
        balanced when every count is the same power of two.

    Raises
    ------
    CriteriaError
        If there is no such sampler.
    """
    if sampler not in ("sobol", "random"):
        raise CriteriaError(f"sampler: found {sampler!r}; expected 'sobol' or 'random'")
    if sampler == "random" or dimension == 0:
        # The generator can give 0, whose logarithm is infinite; the shift keeps it off both ends.
        return lambda count: rng.random((count, dimension)) * (1.0 - 2.0**-53) + 2.0**-54
    from scipy.stats.qmc import Sobol

    engine = Sobol(dimension, seed=rng)

    def take(count: int) -> Floats:
        points = engine.random(1 << (count - 1).bit_length())[:count]
        points += 2.0**-31  # half a step of the sequence's grid
        return points

    return take


class Distribution(Protocol):
    """A distribution of weights, drawn by a transformation of the unit cube."""

    @property
    def dimension(self) -> int:
        """Number of coordinates that one draw takes."""
        ...

    def draw(self, points: Floats) -> Floats:
        """Weights, shape (n, K), for points of shape (K, dimension)."""
        ...

    def bounds(self) -> tuple[Floats, Floats]:
        """Lower and upper bound of each weight, shape (n,); infinite where there is no upper."""
        ...

    def density(self) -> tuple[Branches, Floats] | None:
        """The tree of the criteria that can have weight, and the exponent of each node's share.

        The density is the product of the shares to these powers. None where there is no density.
        """
        ...


@dataclass(frozen=True)
class Branches:
    """A criteria tree as arrays. Every node but the root has a row; siblings are neighbours.

    Attributes
    ----------
    groups : tuple of (int, slice)
        Row of each parent (-1 for the root) and rows of its children, parents first.
    leaves : array of int, shape (n,)
        Row of each criterion.
    """

    groups: tuple[tuple[int, slice], ...]
    leaves: NDArray[np.intp]

    @classmethod
    def of(cls, tree: CriteriaTree, criteria: tuple[str, ...]) -> Branches:
        """The arrays of a tree, its leaves in the order of `criteria`."""
        row = {tree.root: -1}
        groups = []
        for node in row_order(tree):
            children = tree.children(node)
            if children:
                start = len(row) - 1
                row.update((child, start + place) for place, child in enumerate(children))
                groups.append((row[node], slice(start, start + len(children))))
        return cls(tuple(groups), np.array([row[criterion] for criterion in criteria]))

    @classmethod
    def flat(cls, size: int) -> Branches:
        """The tree of so many criteria directly under the root."""
        return cls(((-1, slice(0, size)),), np.arange(size))

    @property
    def rows(self) -> int:
        """Number of nodes below the root."""
        return int(self.groups[-1][1].stop)

    def members(self) -> Floats:
        """1 where a criterion lies below a group, shape (groups but the root, n)."""
        inside = np.eye(self.rows)
        for parent, children in reversed(self.groups[1:]):
            inside[parent] += inside[children].sum(axis=0)
        return inside[[parent for parent, _ in self.groups[1:]]][:, self.leaves]

    def multiply_down(self, shares: Floats) -> Floats:
        """Weight of every node, shape (rows, K), from its share in its parent; in place."""
        for parent, children in self.groups[1:]:
            shares[children] *= shares[parent]
        return shares


def row_order(tree: CriteriaTree) -> list[str]:
    """The nodes of a tree, level by level."""
    order = [tree.root]
    for node in order:
        order.extend(tree.children(node))
    return order


@dataclass(frozen=True)
class Nested:
    """Uniform inside each group, multiplied down the tree; a flat tree gives the simplex."""

    branches: Branches

    @property
    def dimension(self) -> int:
        """Number of coordinates that one draw takes."""
        return self.branches.rows

    def bounds(self) -> tuple[Floats, Floats]:
        """Nothing but 0."""
        size = self.branches.leaves.size
        return np.zeros(size), np.full(size, np.inf)

    def density(self) -> tuple[Branches, Floats]:
        """The whole tree; the shares are uniform."""
        return self.branches, np.zeros(self.branches.rows)

    def draw(self, points: Floats) -> Floats:
        """Weights, shape (n, K), for points of shape (K, dimension)."""
        # Exponential variables divided by their sum are uniform on the simplex; the signs cancel.
        shares = np.log(points.T, order="C")
        for _, children in self.branches.groups:
            shares[children] /= shares[children].sum(axis=0)
        return np.asarray(self.branches.multiply_down(shares)[self.branches.leaves])


@dataclass(frozen=True)
class Around:
    """Dirichlet with the given parameters; a criterion with parameter 0 always weighs 0.

    Attributes
    ----------
    alpha : array, shape (n,)
        Parameters.
    spline : array, shape (4, intervals, positive parameters)
        Cubic pieces of the logarithm of each gamma quantile over the log-odds of the
        probability, twenty times faster than the inverse of the incomplete gamma function.
        Weights are right to 1e-9 at a concentration of 100, to 2e-5 at 0.01.
    """

    alpha: Floats
    spline: Floats

    @classmethod
    def of(cls, alpha: Floats) -> Around:
        """The distribution with the splines that belong to it."""
        from scipy.interpolate import CubicSpline
        from scipy.special import expit, gammainccinv, gammaincinv, gammaln

        a = alpha[alpha > 0.0]
        odds = LOG_ODDS[:, None]
        less, more = odds[LOG_ODDS < 0.0], odds[LOG_ODDS >= 0.0]
        quantiles = np.vstack([gammaincinv(a, expit(less)), gammainccinv(a, expit(-more))])
        # Small parameters give quantiles below the smallest float; their logarithms have a limit.
        logs = (np.log(expit(odds)) + gammaln(a + 1.0)) / a
        np.log(quantiles, out=logs, where=quantiles > 1e-100)
        return cls(alpha, CubicSpline(LOG_ODDS, logs).c)

    @property
    def dimension(self) -> int:
        """Number of coordinates that one draw takes."""
        return int(np.count_nonzero(self.alpha))

    def bounds(self) -> tuple[Floats, Floats]:
        """Nothing but 0, from both sides where the parameter is 0."""
        return np.zeros(self.alpha.size), np.where(self.alpha > 0.0, np.inf, 0.0)

    def density(self) -> tuple[Branches, Floats]:
        """A flat tree of the criteria with weight, and the Dirichlet exponents."""
        return Branches.flat(self.dimension), self.alpha[self.alpha > 0.0] - 1.0

    def draw(self, points: Floats) -> Floats:
        """Weights, shape (n, K), for points of shape (K, dimension)."""
        odds = np.log(points.T, order="C") - np.log1p(-points.T, order="C")
        piece = ((odds - LOG_ODDS[0]) / (LOG_ODDS[1] - LOG_ODDS[0])).astype(np.intp)
        step = odds - LOG_ODDS[piece]
        c3, c2, c1, c0 = self.spline[:, piece, np.arange(len(piece))[:, None]]
        logs = ((c3 * step + c2) * step + c1) * step + c0
        weights = np.zeros((self.alpha.size, len(points)))
        weights[self.alpha > 0.0] = np.exp(logs - logs.max(axis=0))
        return np.asarray(weights / weights.sum(axis=0))


@dataclass(frozen=True)
class Within:
    """Every criterion uniform between its bounds but the widest, which takes what is left.

    The points at which that one is inside its bounds as well are uniform on the whole set of
    weights that keep all bounds; the others are to be rejected.
    """

    lower: Floats
    upper: Floats

    @property
    def _free(self) -> NDArray[np.intp]:
        return np.flatnonzero(np.arange(self.upper.size) != self.widest)

    @property
    def widest(self) -> int:
        """The criterion that takes what is left."""
        return int(np.argmax(self.upper - self.lower))

    @property
    def dimension(self) -> int:
        """Number of coordinates that one draw takes."""
        return self.upper.size - 1

    def draw(self, points: Floats) -> Floats:
        """Weights, shape (n, K), for points of shape (K, dimension)."""
        free = self._free
        weights = np.empty((self.upper.size, len(points)))
        low, high = self.lower[free, None], self.upper[free, None]
        weights[free] = low + (high - low) * points.T
        weights[self.widest] = 1.0 - weights[free].sum(axis=0)
        return weights

    def bounds(self) -> tuple[Floats, Floats]:
        """The bounds."""
        return self.lower, self.upper

    def density(self) -> tuple[Branches, Floats]:
        """A flat tree of the criteria with weight; uniform."""
        size = int(np.count_nonzero(self.upper))
        return Branches.flat(size), np.zeros(size)


@dataclass(frozen=True)
class Judges:
    """A panel whose judges are drawn with replacement, as many as there are.

    Attributes
    ----------
    branches : Branches
        The tree.
    stated : tuple of array
        What the judges stated for every group of the tree, in its order: logarithms of their
        matrices, shape (judges, k, k), or their priorities, shape (judges, k).
    """

    branches: Branches
    stated: tuple[Floats, ...]

    @classmethod
    def of(cls, study: Study, panel: str, branches: Branches) -> Judges:
        """The judges of a study's panel, with what each left out filled."""
        how = study.ways(panel)[0]
        judges = study.judges(panel, how)
        nodes = [node for node in row_order(study.tree) if study.tree.children(node)]
        if how != PAIRWISE:
            return cls(branches, _priorities(study, panel, how, nodes))
        joint = study.judgements(panel)
        judged = [study.judgements(panel, judge) for judge in judges]

        def logs(node: str) -> Floats:
            children = list(study.tree.children(node))
            if len(children) == 1:
                return np.zeros((len(judged), 1, 1))
            group = study.groups[node]
            matrices = [_filled(own[group], joint[group]) for own in judged]
            return np.log([frame.loc[children, children] for frame in matrices])

        return cls(branches, tuple(logs(node) for node in nodes))

    @property
    def dimension(self) -> int:
        """Number of coordinates that one draw takes."""
        return len(self.stated[0])

    def bounds(self) -> tuple[Floats, Floats]:
        """Nothing but 0."""
        size = self.branches.leaves.size
        return np.zeros(size), np.full(size, np.inf)

    def density(self) -> None:
        """None: there are finitely many resampled panels."""

    def draw(self, points: Floats) -> Floats:
        """Weights, shape (n, K), for points of shape (K, dimension)."""
        judges = self.dimension
        drawn = (points * judges).astype(np.intp)
        counts = (drawn[:, :, None] == np.arange(judges)).sum(axis=1) / judges
        shares = np.empty((self.branches.rows, len(points)))
        for (_, children), stated in zip(self.branches.groups, self.stated, strict=True):
            mean = np.tensordot(counts, stated, axes=1)
            if stated.ndim == 3:
                mean = principal_eigenvectors(np.exp(mean))[1]
            shares[children] = mean.T
        return np.asarray(self.branches.multiply_down(shares)[self.branches.leaves])


def _priorities(study: Study, panel: str, how: str, nodes: Sequence[str]) -> tuple[Floats, ...]:
    """The judges' priorities of each node's children; the panel's mean where one left them out."""
    given = study.stated(panel, how)
    stated = []
    for node in nodes:
        children = list(study.tree.children(node))
        if len(children) == 1:
            stated.append(np.ones((len(given), 1)))
            continue
        own = answers_of(given, study.groups[node])
        if not own:
            raise MethodError(f"panel {panel!r}: found no {how} answers for {node!r}")
        table = pd.DataFrame({judge: joint_priorities({judge: one}) for judge, one in own.items()})
        stated.append(table.T.reindex(list(given)).fillna(table.T.mean())[children].to_numpy())
    return tuple(stated)


def _filled(own: PairwiseMatrix, joint: PairwiseMatrix) -> pd.DataFrame:
    """A judge's matrix without gaps: from the judge's own judgements, else the panel's."""
    try:
        return own.complete().to_frame()
    except MethodError:  # they do not connect all elements
        return own.to_frame().fillna(joint.complete().to_frame())
