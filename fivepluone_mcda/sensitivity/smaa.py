"""SMAA-2: how often each alternative takes each rank when the weights (and scores) are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods.normalisation import expect_problem
from ..methods.registry import Method, MethodLike, resolve
from ..methods.topsis import topsis
from ..model import Problem, ProblemError, Result
from ..model.arrays import Floats
from ..model.inputs import whole
from ..model.kernel import Kernel
from ..model.text import estimated
from .distributions import Sampler
from .parallel import spread
from .path import tolerance
from .rank_counts import DrawnRanks, RankCounts, Replicates
from .score_draws import Condition, ScoreDraws
from .spaces import WeightSpace, matched

REPLICATES = 32
"""Independent runs that an analysis is divided into; the spread of their results is its error."""

BLOCK_BYTES = 2**20
"""About so much memory the arrays of a block take: they should stay in the cache."""

CONFIDENCE_DRAWS = 2**12
"""Draws of the scores for the confidence factors."""

PAIRWISE = 200
"""Alternatives up to which pairwise winning indices are counted without being asked for."""

QUANTILES = np.array([0.05, 0.5, 0.95])


@dataclass(frozen=True, eq=False, repr=False)
class Smaa(Result):
    """Stochastic multicriteria acceptability indices, with the error of their estimation.

    Attributes
    ----------
    method : str
        The method.
    space : str
        The weight space.
    rank_acceptability : DataFrame, alternatives x ranks 1..m
        Share of the draws in which an alternative takes a rank. Ties share the ranks that they
        span, so that rows and columns sum to 1.
    standard_error : DataFrame, alternatives x ranks 1..m
        Standard error of each acceptability, from independent replicates; never below 1.5 /
        effective draws, so that two of them also cover what no draw happened to show.
    central_weights : DataFrame, alternatives x criteria
        Mean of the weights under which an alternative comes first; NaN where it never does.
    confidence : Series by alternative
        Probability that it comes first at its own central weights when the scores are drawn;
        with fixed scores 1 or 0, NaN where it never comes first.
    wins : DataFrame, alternatives x alternatives, or None
        What `pairwise_winning` gives; None where it was not counted.
    holistic : Series by alternative
        Rank acceptabilities added with rank-order centroid weights, the first of which is 1.
    rank_interval : DataFrame, alternatives x (low, median, high)
        The 5 %, 50 % and 95 % quantiles of the rank.
    samples : int
        Number of draws.
    effective_samples : int
        Independent draws that they are worth; fewer than `samples` only for a Markov chain.
    """

    method: str
    space: str
    rank_acceptability: pd.DataFrame
    standard_error: pd.DataFrame
    central_weights: pd.DataFrame
    confidence: pd.Series
    wins: pd.DataFrame | None = field(metadata={"name": "pairwise_winning"})
    holistic: pd.Series
    rank_interval: pd.DataFrame
    samples: int
    effective_samples: int

    @property
    def pairwise_winning(self) -> pd.DataFrame:
        """Share of the draws in which the row ranks above the column; a tie is half.

        Raises
        ------
        ProblemError
            If it was not counted, as it is not for many alternatives unless asked for.
        """
        if self.wins is None:
            raise ProblemError(
                f"pairwise_winning: not counted for {len(self.holistic)} alternatives, because it "
                "takes most of the time; ask for it with smaa(..., pairwise=True)"
            )
        return self.wins

    def to_frame(self) -> pd.DataFrame:
        """The rank acceptabilities."""
        return self.rank_acceptability

    def headline(self) -> str:
        """One line that says who comes first most often."""
        first = self.rank_acceptability[1]
        row = int(first.to_numpy().argmax())
        error = self.standard_error[1].iloc[row]
        return (
            f"SMAA-2, {self.method}, {self.space}, {self.samples} draws: {first.index[row]} comes "
            f"first in {estimated(first.iloc[row], error)}"
        )


@dataclass(frozen=True)
class _Run:
    """Everything that a replicate needs, so that any process can carry it out."""

    problem: Problem
    method: Method
    kernel: Kernel
    space: WeightSpace
    columns: NDArray[np.intp]
    scores: ScoreDraws | None
    sampler: Sampler
    pairwise: bool

    def replicate(self, seed: np.random.SeedSequence, count: int) -> RankCounts:
        """Count the ranks of so many draws."""
        m, n = self.problem.values.shape
        tally = RankCounts(m, n, self.pairwise)
        rng = np.random.default_rng(seed)
        size = block_size(m * n if self.scores else 2 * (m + n))
        for drawn in self.space.blocks(count, self.sampler, rng, size):
            weights = drawn[self.columns]
            kernel = self.kernel
            if self.scores:
                values = self.scores.draw(weights.shape[1], rng)
                kernel = self.method.kernel(self.problem, values=values)
            scores = kernel(weights.T)
            tally.add(DrawnRanks.of(scores, kernel.lower_is_better), weights)
        return tally

    def leads(self, seed: np.random.SeedSequence, count: int, central: Floats) -> Floats:
        """How often each alternative is first at its own weights (m, n), in so many draws."""
        led = np.flatnonzero(np.isfinite(central[:, 0]))
        rng = np.random.default_rng(seed)
        size = block_size(central.size)
        leads = np.zeros(len(central))
        if self.scores is None:
            for rows in np.array_split(led, 1 + led.size // size):
                merits = self.kernel.merits(central[rows])
                ahead = merits - merits[np.arange(rows.size), rows][:, None]
                leads[rows] = count * (ahead.max(axis=1) <= tolerance(merits))
            return leads
        for start in range(0, count, size):
            draws = min(size, count - start)
            kernel = self.method.kernel(self.problem, values=self.scores.draw(draws, rng))
            for i in led:
                scores = kernel(np.tile(central[i], (draws, 1)))
                ranks = DrawnRanks.of(scores, kernel.lower_is_better)
                leads[i] += np.count_nonzero(ranks.place[i] == 0)
        return leads


def smaa(
    problem: Problem,
    method: MethodLike = topsis,
    weights: WeightSpace | None = None,
    scores: Literal["coders", "intervals", "both"] | None = None,
    samples: int = 2**14,
    sampler: Sampler = "sobol",
    seed: int = 0,
    n_jobs: int = 1,
    progress: bool = False,
    *,
    condition: Condition | None = None,
    pairwise: bool | None = None,
) -> Smaa:
    """Stochastic multicriteria acceptability analysis (SMAA-2).

    Draws weights, and scores if asked to, ranks the alternatives under each draw, and counts.
    Only counters are kept: memory does not grow with the number of draws.

    Parameters
    ----------
    problem : Problem
        The problem; its own weights do not matter.
    method : str or callable
        The method. Own methods rank some millions of draws a second, any other (pymcdm's, or a
        function) a few thousand.
    weights : WeightSpace, optional
        Where the weights come from; `WeightSpace.hierarchical` when left out.
    scores : {"coders", "intervals", "both"}, optional
        How scores are drawn. ``"intervals"``: each score is triangular on its low, best and
        high: those of the problem's `low` and `high`, in a study the means of the coders'.
        ``"coders"``: each draw takes one coder's whole table; ``"both"``: one coder's table,
        each score triangular on that coder's own interval; for these the problem must come from
        a study. Left out, scores are those of the problem.
    samples : int
        Number of draws, 32 or more.
    sampler : {"sobol", "random"}
        Scrambled Sobol points for the weights, or pseudo-random numbers; scores are always
        pseudo-random.
    seed : int
        The same seed gives the same numbers, whatever `n_jobs` and the machine that runs them.
    n_jobs : int
        Processes that share the work, by joblib; -1 takes all cores. Inside
        ``joblib.parallel_config(backend="dask")`` the work is spread over that cluster.
    progress : bool
        Whether a terminal shows a progress bar.
    condition : callable, optional
        Which of the drawn scores count: it takes matrices of shape (m, n, K), in the order of
        the problem's labels, and gives K times True or False. Others are drawn again.
    pairwise : bool, optional
        Whether the pairwise winning indices are counted, which takes most of the time where there
        are many alternatives; left out, up to 200 of them.

    Returns
    -------
    Smaa

    Raises
    ------
    ProblemError
        If a number is out of range, the space has other criteria than the problem, or `scores`
        is asked of a problem without ranges or without coders.
    UnknownNameError
        If there is no such way to draw scores, or no such method.
    InfeasibleError
        If hardly any drawn scores satisfy the condition.

    Notes
    -----
    The draws are divided into 32 replicates with scramblings (or seeds) of their own; their
    spread gives the standard errors. The holistic index follows [1]_ with meta-weights
    proportional to the sums of 1/k over k = r..m.

    References
    ----------
    .. [1] Lahdelma, R., & Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability
       analysis for group decision making. Operations Research, 49(3), 444-454.
       https://doi.org/10.1287/opre.49.3.444.11220
    .. [2] Tervonen, T., & Lahdelma, R. (2007). Implementing stochastic multicriteria
       acceptability analysis. European Journal of Operational Research, 178(2), 500-513.
       https://doi.org/10.1016/j.ejor.2005.12.037

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> from fivepluone_mcda.sensitivity import smaa
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> result = smaa(fp.Problem(frame, directions={"price": "min"}))
    >>> result.rank_acceptability[1].round(2).to_dict()
    {'car': 0.68, 'bus': 0.0, 'bike': 0.32}
    """
    expect_problem(problem)
    if condition is not None and scores is None:
        raise ProblemError(
            "condition: it chooses among drawn scores, and none are drawn; set scores"
        )
    resolved = resolve(method)
    space, columns = matched(weights, problem)
    count = whole(samples, "samples", REPLICATES)
    seeds = np.random.SeedSequence(whole(seed, "seed", 0)).spawn(2 * REPLICATES)
    if n_jobs != -1:
        whole(n_jobs, "n_jobs", 1)
    run = _Run(
        problem=problem,
        method=resolved,
        kernel=resolved.kernel(problem),
        space=space,
        columns=columns,
        scores=None if scores is None else ScoreDraws.of(problem, scores, condition),
        sampler=sampler,
        pairwise=len(problem.alternatives) <= PAIRWISE if pairwise is None else pairwise,
    )
    tasks = list(zip(seeds[::2], even_shares(count), strict=True))
    m, n = problem.values.shape
    counted = Replicates(m, n, run.pairwise)
    for tally in spread(run.replicate, tasks, n_jobs, progress):
        counted.add(tally)
    draws, firsts = counted.draws, counted.ranks[:, 0].copy()
    effective = space.effective(draws)
    errors = counted.standard_errors(1.5 / effective)
    acceptability = np.divide(counted.ranks, draws, out=counted.ranks)

    led = firsts > 0.0
    central = np.full(problem.values.shape, np.nan)
    central[led] = counted.weights[led] / firsts[led, None]
    trials = even_shares(min(count, CONFIDENCE_DRAWS)) if scores else [1]
    trial = [(seed, part, central) for seed, part in zip(seeds[1::2], trials, strict=False)]
    leads = np.sum(list(spread(run.leads, trial, n_jobs)), axis=0)
    confidence = np.where(led, leads / sum(trials), np.nan)

    names, order = problem.alternatives, list(range(1, len(led) + 1))
    wins = None if counted.wins is None else pd.DataFrame(counted.wins / draws, names, names)
    return Smaa(
        method=resolved.name,
        space=str(space),
        rank_acceptability=pd.DataFrame(acceptability, names, order),
        standard_error=pd.DataFrame(errors, names, order),
        central_weights=pd.DataFrame(central, names, problem.criteria),
        confidence=pd.Series(confidence, names, name="confidence"),
        wins=wins,
        holistic=pd.Series(acceptability @ centroid(len(led)), names, name="holistic"),
        rank_interval=pd.DataFrame(quantiles(acceptability), names, ["low", "median", "high"]),
        samples=draws,
        effective_samples=effective,
    )


def quantiles(acceptability: Floats) -> NDArray[np.intp]:
    """The ranks at which each row's acceptabilities add up to the quantiles, shape (m, 3)."""
    places = [np.searchsorted(np.cumsum(row), QUANTILES - 1e-9) for row in acceptability]
    return 1 + np.array(places)


def centroid(m: int) -> Floats:
    """Rank-order centroid weights of m ranks, scaled so that the first is 1."""
    sums = np.cumsum(1.0 / np.arange(m, 0, -1))[::-1]
    return np.asarray(sums / sums[0])


def block_size(width: int) -> int:
    """Draws in a block, a power of two, when each has so many numbers."""
    return 1 << max(5, (BLOCK_BYTES // (8 * width)).bit_length() - 1)


def even_shares(count: int) -> list[int]:
    """So many draws divided among the replicates."""
    return [count // REPLICATES + (r < count % REPLICATES) for r in range(REPLICATES)]
