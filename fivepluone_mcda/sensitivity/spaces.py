"""Weight spaces: which weights are possible, and how likely each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.normalisation import expect_problem
from ..model import CriteriaTree, InfeasibleError, Problem, ProblemError
from ..model.arrays import Floats
from ..model.errors import listed
from ..model.inputs import whole
from ..model.text import number, percent
from ..study import Study, expect_study
from .constraints import Constraint, conflict, interior, parse, stacked
from .distributions import Around, Branches, Distribution, Judges, Nested, Sampler, Within, cube
from .hit_and_run import Chain
from .parallel import one_thread

PILOT = 2**13
"""Draws that show which share of a distribution satisfies the constraints."""

RARE = 0.01
"""Below this share a Markov chain takes over from rejection."""

SLACK = 1e-12


@dataclass(frozen=True, eq=False, repr=False)
class WeightSpace:
    """A set of weights with a probability distribution on it, to be drawn from.

    Made by one of its constructors, narrowed by `where`, used by `sample`, `smaa` and
    `discover`.

    Attributes
    ----------
    name : str
        How the weights are distributed before the constraints.
    tree : CriteriaTree
        The tree whose nodes the constraints name.
    criteria : tuple of str
        The leaf criteria, in the order of the draws.
    distribution : Distribution
        The distribution before the constraints.
    constraints : tuple of Constraint
        What `where` was given.
    acceptance : float
        Share of the distribution's draws that keep its bounds and the constraints.
    chain : Chain or None
        The Markov chain that draws where hardly any draw of the distribution would be kept.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> from fivepluone_mcda.sensitivity import WeightSpace
    >>> problem = fp.load().problem("values")
    >>> space = WeightSpace.hierarchical(problem).where("geopolitical >= 0.3")
    >>> space.sample(1000, seed=1)[["G1", "G2", "G3", "G4"]].sum(axis=1).min() >= 0.3
    np.True_
    """

    name: str
    tree: CriteriaTree
    criteria: tuple[str, ...]
    distribution: Distribution
    constraints: tuple[Constraint, ...] = ()
    acceptance: float = 1.0
    chain: Chain | None = None

    @classmethod
    def simplex(cls, problem: Problem) -> WeightSpace:
        """All weights, equally likely: uniform on the simplex of the leaf criteria."""
        expect_problem(problem)
        distribution = Nested(Branches.flat(len(problem.criteria)))
        return cls("simplex", problem.tree, tuple(problem.criteria), distribution)

    @classmethod
    def hierarchical(cls, problem: Problem) -> WeightSpace:
        """Uniform inside each group of the tree, multiplied down.

        On average siblings weigh the same, so that a group with many leaves does not weigh more
        than one with few.
        """
        expect_problem(problem)
        criteria = tuple(problem.criteria)
        distribution = Nested(Branches.of(problem.tree, criteria))
        return cls("hierarchical", problem.tree, criteria, distribution)

    @classmethod
    def around(cls, problem: Problem, concentration: float = 100.0) -> WeightSpace:
        """Dirichlet with the problem's weights w as mean; a weight of 0 stays 0.

        Parameters
        ----------
        problem : Problem
            The problem.
        concentration : float
            Above 0; each weight has the variance w (1 - w) / (concentration + 1).

        Raises
        ------
        ProblemError
            If the concentration is not above 0.
        """
        expect_problem(problem)
        size = _positive(concentration, "concentration")
        distribution = Around.of(problem.weight_vector * size)
        name = f"around the weights, concentration {size:g}"
        return cls(name, problem.tree, tuple(problem.criteria), distribution)

    @classmethod
    def within(cls, problem: Problem, percent: float = 20.0) -> WeightSpace:
        """Every node within so many percent of its weight, all such weights equally likely.

        It is enough that every leaf is: the group that holds them then is as well. Groups vary
        less than leaves, whose ups and downs cancel. A weight of 0 stays 0.

        Parameters
        ----------
        problem : Problem
            The problem.
        percent : float
            Above 0; from 100 on weights may sink to 0.

        Raises
        ------
        ProblemError
            If the percentage is not above 0.
        """
        expect_problem(problem)
        share = _positive(percent, "percent") / 100.0
        w = problem.weight_vector
        distribution = Within(np.maximum(1.0 - share, 0.0) * w, (1.0 + share) * w)
        name = f"within {100.0 * share:g} % of the weights"
        return cls(name, problem.tree, tuple(problem.criteria), distribution)._measured()

    @classmethod
    def judges(cls, study: Study, panel: str) -> WeightSpace:
        """The weights that a panel would give had its judges been drawn again (bootstrap).

        Each draw takes as many judges as the panel has, with replacement, aggregates their
        judgements by the geometric mean, and multiplies the eigenvectors down the tree, as
        `Study.weights` does with the whole panel. Pairs that a judge left out are first completed
        from the judge's other judgements; where these do not connect all elements of a group,
        the missing pairs are those of the panel's joint matrix. Where the panel gave points, ranks
        or best-worst comparisons (the first of `Study.ways`) the drawn judges' priorities are
        averaged; a group that a judge left out has the panel's mean.

        Parameters
        ----------
        study : Study
            The study.
        panel : str
            One of its panels.

        Raises
        ------
        UnknownNameError
            If there is no such panel.
        MethodError
            If the answers of the whole panel do not cover all elements of a group.
        """
        expect_study(study)
        criteria = tuple(study.criteria)
        distribution = Judges.of(study, panel, Branches.of(study.tree, criteria))
        return cls(f"judges of panel {panel!r}", study.tree, criteria, distribution)

    def where(self, *constraints: str) -> WeightSpace:
        """The part of the space in which constraints hold, the distribution otherwise unchanged.

        Parameters
        ----------
        *constraints : str
            Linear inequalities in the names of the tree: ``"geopolitical >= 0.3"``,
            ``"E4 >= 2 * G1"``, ``"I1 >= I2 >= I3"``, ``"10% <= E1 + E2 <= 20%"``. A group stands
            for the sum of its leaves; names with blanks or signs may be in quotes.

        Returns
        -------
        WeightSpace
            Draws that break a constraint are rejected. Where fewer than 1 in 100 would pass, a
            Markov chain draws instead, from the same density.

        Raises
        ------
        ProblemError
            If a constraint cannot be read.
        UnknownNameError
            If it names no node of the tree.
        InfeasibleError
            If the constraints leave no room; the message names a smallest set in conflict.
        """
        added = tuple(parse(text, self.tree, self.criteria) for text in constraints)
        space = replace(self, constraints=self.constraints + added, chain=None)
        clash = conflict(space.constraints, *self.distribution.bounds())
        if clash:
            texts = listed(constraint.text for constraint in clash)
            raise InfeasibleError(
                f"{texts}: no weights of the space ({self.name}) satisfy "
                + ("these together" if len(clash) > 1 else "this")
                + ", or none but a set without volume"
            )
        return space._measured()

    def sample(self, n: int, seed: int | None = None, sampler: Sampler = "sobol") -> pd.DataFrame:
        """Draw weights.

        Parameters
        ----------
        n : int
            Number of draws.
        seed : int, optional
            The same seed gives the same draws.
        sampler : {"sobol", "random"}
            Scrambled Sobol points, or pseudo-random numbers. A Markov chain is always
            pseudo-random.

        Returns
        -------
        DataFrame, draws x criteria
            Rows sum to 1. ``attrs["effective_samples"]`` says how many independent draws they
            are worth.
        """
        count = whole(n, "n", 1)
        rng = np.random.default_rng(None if seed is None else whole(seed, "seed", 0))
        with one_thread():
            draws = [weights.T for weights in self.blocks(count, sampler, rng, 2**12)]
        frame = pd.DataFrame(np.vstack(draws), columns=list(self.criteria))
        frame.attrs["effective_samples"] = self.effective(count)
        return frame

    @property
    def autocorrelation_time(self) -> float:
        """Draws that are worth one independent draw; 1 unless a Markov chain draws."""
        return 1.0 if self.chain is None else self.chain.autocorrelation_time

    def effective(self, n: int) -> int:
        """Independent draws that n draws are worth."""
        return max(1, int(n / self.autocorrelation_time))

    def blocks(
        self, count: int, sampler: Sampler, rng: np.random.Generator, size: int
    ) -> Iterator[Floats]:
        """Draws in blocks, for analyses that keep none of them.

        Parameters
        ----------
        count : int
            Number of draws in all.
        sampler : {"sobol", "random"}
            As in `sample`.
        rng : Generator
            Where randomness comes from.
        size : int
            Most points that are taken from the stream at once, a power of two.

        Yields
        ------
        array, shape (n, K)
            Weights; a column sums to 1.
        """
        for weights in self._stream(count, sampler, rng, size):
            yield weights[:, :count]
            count -= weights.shape[1]
            if count <= 0:
                return

    def _stream(
        self, count: int, sampler: Sampler, rng: np.random.Generator, size: int
    ) -> Iterator[Floats]:
        """Draws without end, in blocks that suit so many."""
        if self.chain is not None:
            support = self.distribution.bounds()[1] > 0.0
            for drawn in self.chain.draws(rng):
                weights = np.zeros((support.size, drawn.shape[1]))
                weights[support] = drawn
                yield weights
        take = cube(self.distribution.dimension, sampler, rng)
        coefficients, bounds = self._rejected_by
        size = min(size, 1 << int(count / self.acceptance).bit_length())
        while True:
            weights = self.distribution.draw(take(size))
            if bounds.size:
                kept = (coefficients @ weights <= bounds[:, None] + SLACK).all(axis=0)
                weights = weights[:, kept]
            yield weights

    @property
    def _rejected_by(self) -> tuple[Floats, Floats]:
        """Inequalities that a draw of the distribution may break."""
        coefficients, bounds = stacked(self.constraints, len(self.criteria))
        if not isinstance(self.distribution, Within):
            return coefficients, bounds
        own = np.eye(len(self.criteria))[[self.distribution.widest]]
        ends = np.concatenate([own @ self.distribution.upper, -own @ self.distribution.lower])
        return np.vstack([coefficients, own, -own]), np.concatenate([bounds, ends])

    def _measured(self) -> WeightSpace:
        """The space with its acceptance, and with a chain where that is small."""
        coefficients, bounds = self._rejected_by
        points = cube(self.distribution.dimension, "sobol", np.random.default_rng(0))(PILOT)
        weights = self.distribution.draw(points)
        passed = (coefficients @ weights <= bounds[:, None] + SLACK).all(axis=0).mean()
        density = self.distribution.density()
        if passed >= RARE or (density is None and passed > 0.0):
            return replace(self, acceptance=float(passed))
        if density is None:
            raise InfeasibleError(
                f"{listed(c.text for c in self.constraints)}: none of {PILOT} draws of the space "
                f"({self.name}) satisfies " + ("these" if len(self.constraints) > 1 else "this")
            )
        coefficients, bounds = stacked(self.constraints, len(self.criteria))
        lower, upper = self.distribution.bounds()
        start, _ = interior(coefficients, bounds, lower, upper)
        bounded, support = np.isfinite(upper), upper > 0.0
        sides = np.eye(lower.size)[bounded]
        with one_thread():
            chain = Chain.prepared(
                *density,
                np.vstack([coefficients, sides, -sides])[:, support],
                np.concatenate([bounds, upper[bounded], -lower[bounded]]),
                start[support],
                weights[support],
            )
        return replace(self, acceptance=float(passed), chain=chain)

    def __str__(self) -> str:
        texts = " and ".join(constraint.text for constraint in self.constraints)
        return f"{self.name} where {texts}" if texts else self.name

    def __repr__(self) -> str:
        lines = [f"WeightSpace: {self}, {len(self.criteria)} criteria"]
        if self.chain is not None:
            time = number(self.autocorrelation_time, 2)
            lines.append(f"  drawn by a Markov chain, autocorrelation time {time}")
        elif self.acceptance < 1.0:
            lines.append(f"  {percent(self.acceptance)} of the draws pass")
        return "\n".join(lines)


def matched(space: WeightSpace | None, problem: Problem) -> tuple[WeightSpace, NDArray[np.intp]]:
    """The space (hierarchical when None), and where it has the problem's criteria."""
    if space is None:
        space = WeightSpace.hierarchical(problem)
    if not isinstance(space, WeightSpace):
        raise ProblemError(f"weights: found {type(space).__name__}; expected a WeightSpace")
    if set(space.criteria) != set(problem.criteria):
        raise ProblemError(
            f"weights: the space is over {listed(space.criteria)}; the problem's criteria are "
            f"{listed(problem.criteria)}"
        )
    return space, np.array([space.criteria.index(criterion) for criterion in problem.criteria])


def _positive(value: object, what: str) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        number = np.nan
    if not 0.0 < number <= 1e9:
        raise ProblemError(f"{what}: found {value!r}; expected a number above 0, up to 1e9")
    return number
