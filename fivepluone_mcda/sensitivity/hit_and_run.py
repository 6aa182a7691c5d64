"""A Markov chain for sets of weights that are too small to be hit by chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..model.arrays import Floats
from .distributions import Branches

Edges = tuple[Floats, ...]

CHAINS = 512
"""Chains that run side by side."""

VERTICES = 32
"""Most random vertices of a polytope whose edges are the directions of the steps."""

LONGEST = 64
"""Most sweeps between two draws of one chain."""

SPLIT = 4 * CHAINS
"""Chains that look for the set."""

MOVES = 4
"""Sweeps for each tightening of the inequalities."""

TRIES = 8
"""Draws from a whole beta density before one is taken from inside the interval."""

TINY = 1e-300


@dataclass(frozen=True, eq=False)
class Chain:
    """Hit-and-run inside the inequalities, for a density that is a product of powers of shares.

    A step goes along a line to a point drawn from the density on it: uniform, or by slice
    sampling (Neal 2003). The lines follow the edges of the polytope at random vertices, which
    cross it from end to end also where it is narrow or, as a simplex, nothing like a ball.
    Where there are groups, a sweep does this twice: on the shares in each group, in which the
    weights are linear as long as the others rest, and on all weights, whose density is the
    product of the groups' weights to the power of 1 less the number of their children.

    Attributes
    ----------
    branches : Branches
        The tree whose shares move.
    powers : array, shape (rows,)
        Exponent of each share in the density; all 0 where there are groups.
    coefficients, bounds : array, shape (r, n) and (r,)
        The inequalities ``coefficients @ weights <= bounds``.
    shares : array, shape (rows, CHAINS)
        Where the chains start.
    group_edges : tuple of tuple of array, shape (k - 1, k)
        For each group, the edges at each vertex of the polytope of its shares.
    edges : tuple of array, shape (n - 1, n)
        The edges at each vertex of the polytope of the weights.
    thinning : int
        Sweeps between two draws.
    autocorrelation_time : float
        Draws that are worth one independent draw, for the slowest share or inequality.
    """

    branches: Branches
    powers: Floats
    coefficients: Floats
    bounds: Floats
    shares: Floats
    group_edges: tuple[Edges, ...] = ()
    edges: Edges = ()
    thinning: int = 1
    autocorrelation_time: float = 1.0

    @classmethod
    def prepared(
        cls,
        branches: Branches,
        powers: Floats,
        coefficients: Floats,
        bounds: Floats,
        centre: Floats,
        draws: Floats,
    ) -> Chain:
        """A chain that starts in the density inside the inequalities.

        Parameters
        ----------
        branches, powers, coefficients, bounds
            As above.
        centre : array, shape (n,)
            Weights that have room around them.
        draws : array, shape (n, K)
            Weights from the density without the inequalities.
        """
        rng = np.random.default_rng(0)
        rows = np.vstack([coefficients, -np.eye(centre.size)])
        vertices, edges = _vertices(rows, np.concatenate([bounds, np.zeros(centre.size)]), rng)
        at_rest = cls(branches, powers, coefficients, bounds, shares_of(branches, centre[:, None]))
        ready = replace(
            at_rest,
            group_edges=at_rest._edges_of_groups(rng),
            edges=edges if len(branches.groups) > 1 else (),
        )
        draws = draws[:, (draws > 0.0).all(axis=0)]
        if draws.shape[1] >= 2 * SPLIT:
            return replace(ready, shares=ready._split(draws, rng))._settled(rng, forget=False)
        # From far apart, so that chains that do not come together show how slow they are.
        apart = np.exp(2.0 * rng.standard_normal((len(vertices), CHAINS)))
        start = 0.1 * centre[:, None] + 0.9 * vertices.T @ (apart / apart.sum(axis=0))
        return replace(ready, shares=shares_of(branches, start))._settled(rng, forget=True)

    def _split(self, draws: Floats, rng: np.random.Generator) -> Floats:
        """Shares of draws from the density, brought inside the inequalities (splitting).

        All are moved inside inequalities that are relaxed until half of them hold already; the
        other half starts again from these, and the inequalities are tightened (Kahn & Harris
        1951). So every part of the set has its due share of the chains, also where hardly any
        of them would find the way from one part to another.
        """
        size = np.maximum(np.abs(self.coefficients).sum(axis=1), TINY)[:, None]

        def excess(shares: Floats) -> Floats:
            sides = self.coefficients @ self._nodes(shares)[self.branches.leaves]
            return np.asarray(((sides - self.bounds[:, None]) / size).max(axis=0))

        shares = shares_of(self.branches, draws)
        while True:
            over = excess(shares)
            order = np.argsort(over)
            limit = max(float(over[order[min(SPLIT, len(order) // 2) - 1]]), 0.0)
            kept = np.flatnonzero(over <= limit)
            shares = shares[:, kept[rng.permutation(np.resize(rng.permutation(len(kept)), SPLIT))]]
            if limit == 0.0:
                return np.asarray(shares[:, :CHAINS])
            relaxed = replace(self, bounds=self.bounds + limit * size[:, 0])
            for _ in range(MOVES):
                relaxed._sweep(shares, rng)

    def draws(self, rng: np.random.Generator) -> Iterator[Floats]:
        """Blocks of weights without end, shape (n, CHAINS)."""
        shares = self.shares.copy()
        while True:
            for _ in range(self.thinning):
                self._sweep(shares, rng)
            yield self._nodes(shares)[self.branches.leaves]

    def _settled(self, rng: np.random.Generator, forget: bool) -> Chain:
        """The chain after a run, with the thinning and autocorrelation time that the run shows.

        Where it did not start in the density, the run is long enough to forget the start.
        """
        shares = self.shares.copy()
        path = []
        skipped = 2 * LONGEST if forget else LONGEST // 2
        for sweep in range(skipped + 2 * LONGEST):
            self._sweep(shares, rng)
            if sweep >= skipped:
                sides = self.coefficients @ self._nodes(shares)[self.branches.leaves]
                path.append(np.vstack([shares, sides]))
        seen = np.array(path)
        seen -= seen.mean(axis=(0, 2), keepdims=True)
        variance = (seen**2).mean(axis=(0, 2))
        moving = variance > 1e-12 * variance.max()
        worst = 1.0
        for thinning in range(1, LONGEST + 1):
            products = seen[thinning:, moving] * seen[:-thinning, moving]
            worst = max(0.0, float((products.mean(axis=(0, 2)) / variance[moving]).max()))
            if worst < 0.05:
                break
        # Five times the time in which the memory of the start fades to 1/e.
        fading = int(-5.0 * thinning / np.log(np.clip(worst, 0.01, 0.9)))
        for _ in range(fading if forget else 0):
            self._sweep(shares, rng)
        return replace(
            self,
            shares=shares,
            thinning=thinning,
            autocorrelation_time=(1.0 + worst) / max(1.0 - worst, 1e-3),
        )

    def _nodes(self, shares: Floats) -> Floats:
        return self.branches.multiply_down(shares.copy())

    def _sides(self, children: slice, below: dict[int, Floats]) -> Floats:
        """Left-hand sides per unit of each child's share, shape (k, r, 1 or chains)."""
        leaf = {int(row): j for j, row in enumerate(self.branches.leaves)}
        parts = [
            below[row] if row in below else self.coefficients[:, leaf[row], None]
            for row in range(children.start, children.stop)
        ]
        return np.stack(np.broadcast_arrays(*parts))

    def _edges_of_groups(self, rng: np.random.Generator) -> tuple[Edges, ...]:
        """Edges of the polytope that each group's shares have while the others rest."""
        nodes = self._nodes(self.shares)
        slack = self.bounds - self.coefficients @ nodes[self.branches.leaves, 0]
        below: dict[int, Floats] = {}
        edges = []
        for parent, children in reversed(self.branches.groups):
            own = self.shares[children]
            sides = self._sides(children, below)
            rates = sides[:, :, 0].T * (nodes[parent] if parent >= 0 else 1.0)
            rows = np.vstack([rates, -np.eye(len(own))])
            ends = np.concatenate([slack + rates @ own[:, 0], np.zeros(len(own))])
            edges.append(_vertices(rows, ends, rng)[1])
            below[parent] = np.einsum("crk,ck->rk", sides, own)
        return tuple(reversed(edges))

    def _sweep(self, shares: Floats, rng: np.random.Generator) -> None:
        """Move along every edge at one random vertex of each polytope, in place."""
        self._move_shares(shares, rng)
        if self.edges:
            self._move_weights(shares, rng)

    def _move_shares(self, shares: Floats, rng: np.random.Generator) -> None:
        nodes = self._nodes(shares)
        slack = self.bounds[:, None] - self.coefficients @ nodes[self.branches.leaves]
        below: dict[int, Floats] = {}
        for (parent, children), edges in zip(
            reversed(self.branches.groups), reversed(self.group_edges), strict=True
        ):
            own, powers = shares[children], self.powers[children]
            own /= own.sum(axis=0)
            sides = self._sides(children, below)
            for edge in edges[rng.integers(len(edges))]:
                moving = np.flatnonzero(edge)
                rates = np.tensordot(edge[moving], sides[moving], axes=1)
                if parent >= 0:
                    rates = rates * nodes[parent]
                low, high, cut = _line(own[moving], edge[moving, None], slack, rates)
                step = _step(own[moving], edge[moving, None], low, high, powers[moving], rng=rng)
                own[moving] = np.maximum(own[moving] + edge[moving, None] * step, TINY)
                slack[cut] -= rates[cut] * step
            below[parent] = np.einsum("crk,ck->rk", sides, own)

    def _move_weights(self, shares: Floats, rng: np.random.Generator) -> None:
        nodes = self._nodes(shares)
        weights = nodes[self.branches.leaves]
        slack = self.bounds[:, None] - self.coefficients @ weights
        groups = self.branches.groups[1:]
        sums = np.array([nodes[parent] for parent, _ in groups])
        powers = np.array([1.0 - (below.stop - below.start) for _, below in groups])
        member = self.branches.members()
        for edge in self.edges[rng.integers(len(self.edges))]:
            moving, turned = np.flatnonzero(edge), np.flatnonzero(np.abs(member @ edge) > 1e-12)
            rates = (self.coefficients @ edge)[:, None]
            turn = (member @ edge)[turned, None]
            low, high, cut = _line(weights[moving], edge[moving, None], slack, rates)
            step = _step(sums[turned], turn, low, high, powers[turned], rng=rng)
            weights[moving] = np.maximum(weights[moving] + edge[moving, None] * step, TINY)
            sums[turned] += turn * step
            slack[cut] -= rates[cut] * step
        shares[:] = shares_of(self.branches, weights)


def shares_of(branches: Branches, weights: Floats) -> Floats:
    """Share of every node in its parent, shape (rows, K), for positive weights (n, K)."""
    nodes = np.zeros((branches.rows, weights.shape[1]))
    nodes[branches.leaves] = weights
    for parent, children in reversed(branches.groups[1:]):
        nodes[parent] = nodes[children].sum(axis=0)
    for _, children in branches.groups:
        nodes[children] /= nodes[children].sum(axis=0)
    return nodes


def _vertices(rows: Floats, ends: Floats, rng: np.random.Generator) -> tuple[Floats, Edges]:
    """Random vertices of ``rows @ x <= ends``, ``sum(x) = 1``, and the edges there (k - 1, k)."""
    from scipy.optimize import linprog

    k = rows.shape[1]
    vertices: list[Floats] = []
    all_edges: list[Floats] = []
    for _ in range(min(VERTICES, 4 * k) if k > 2 else 1):
        found = linprog(
            rng.standard_normal((k,)), rows, ends, np.ones((1, k)), [1.0], bounds=(None, None)
        )
        vertices.append(np.asarray(found.x))
        gaps = ends - rows @ vertices[-1]
        # The inequalities that meet here: each edge leaves one of them and keeps the others.
        meeting = [np.ones(k)]
        plane = np.ones((k, 1)) / np.sqrt(k)
        for row in rows[np.argsort(gaps, kind="stable")]:
            new = row - plane @ (plane.T @ row)
            new -= plane @ (plane.T @ new)
            if np.linalg.norm(new) > 1e-6 * np.linalg.norm(row):
                meeting.append(row / np.linalg.norm(row))
                plane = np.column_stack([plane, new / np.linalg.norm(new)])
        edges = np.linalg.inv(np.array(meeting))[:, 1:].T
        edges[np.abs(edges) < 1e-12 * np.abs(edges).max(axis=1, keepdims=True)] = 0.0
        all_edges.append(edges / np.abs(edges).max(axis=1, keepdims=True))
    return np.maximum(vertices, 0.0), tuple(all_edges)


def _line(
    own: Floats, direction: Floats, slack: Floats, rates: Floats
) -> tuple[Floats, Floats, NDArray[np.intp]]:
    """Ends of the steps that keep all inequalities, and those that a step changes at all."""
    low, high = _interval(own, -direction)
    cut = np.flatnonzero(rates.any(axis=1))
    if cut.size:
        low_cut, high_cut = _interval(np.maximum(slack[cut], 0.0), rates[cut])
        low, high = np.maximum(low, low_cut), np.minimum(high, high_cut)
    return low, high, cut


def _interval(room: Floats, rates: Floats) -> tuple[Floats, Floats]:
    """Ends of the steps for which ``rates * step <= room``, where the room is not negative."""
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = room / rates
    high = np.where(rates > 0.0, steps, np.inf).min(axis=0)
    low = np.where(rates < 0.0, steps, -np.inf).max(axis=0)
    return low, high


def _step(
    own: Floats,
    direction: Floats,
    low: Floats,
    high: Floats,
    powers: Floats,
    *,
    rng: np.random.Generator,
) -> Floats:
    """A step for every chain, from the density of the shares between the ends."""
    step = low + (high - low) * rng.random(low.size)
    if not powers.any():
        return step
    chains = np.arange(step.size)
    if direction[:, 0].tolist() in ([1.0, -1.0], [-1.0, 1.0]) and powers.min() > -1.0:
        # Two shares exchange: the first has a beta density, cut off at the ends.
        for _ in range(TRIES):
            gamma = rng.standard_gamma(powers[:, None] + 1.0, (2, chains.size))
            with np.errstate(invalid="ignore"):
                share = own[:, chains].sum(axis=0) * gamma[0] / gamma.sum(axis=0)
            step[chains] = (share - own[0, chains]) * direction[0]
            inside = (low[chains] <= step[chains]) & (step[chains] <= high[chains])
            chains = chains[~inside]
        step[chains] = (low + (high - low) * rng.random(low.size))[chains]

    def density(steps: Floats, chains: NDArray[np.intp]) -> Floats:
        return np.asarray(powers @ np.log(np.maximum(own[:, chains] + direction * steps, TINY)))

    # Slice sampling: under a random height below the density, shrink the interval to the start.
    start = density(np.zeros(chains.size), chains)
    height = np.empty_like(step)
    height[chains] = start - rng.standard_exponential(chains.size)
    while chains.size:
        chains = chains[density(step[chains], chains) < height[chains]]
        missed = step[chains]
        low[chains] = np.where(missed < 0.0, missed, low[chains])
        high[chains] = np.where(missed < 0.0, high[chains], missed)
        step[chains] = low[chains] + (high - low)[chains] * rng.random(chains.size)
    return step
