"""Which uncertain input decides the result: Sobol indices over weights, scores and methods."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..methods import topsis
from ..methods.normalisation import NORMALIZATIONS
from ..methods.registry import OWN, Method, MethodLike, resolve
from ..model import CriteriaError, MethodError, Problem
from ..model.arrays import Floats, Rows
from ..model.optional import needed
from ..model.ranges import score_tables
from ..model.result import TIE
from ..sensitivity.distributions import Around
from ..study import Study, expect_study
from .draws import around, triangular


def decompose(
    study: Study,
    target: str = "gap",
    *,
    winner: str | None = None,
    profiles: Sequence[str] | None = None,
    methods: Sequence[MethodLike] | None = None,
    concentration: float = 100.0,
    samples: int = 4096,
    seed: int = 0,
) -> pd.DataFrame:
    """Which uncertain input decides the result: a variance decomposition.

    All choices behind a ranking are drawn at once and independently, and the variance of the
    result is divided among them. A factor's first-order index is the share of the variance that
    would go if it alone were known; its total index the share that would stay if everything
    else were known. Their difference is its part in interactions.

    Parameters
    ----------
    study : Study
    target : {"gap", "first"}
        What is explained. ``gap``: score of the winner less that of the best of the others,
        divided by the range of all scores (so that methods with different units compare; 0
        where all scores are level). ``first``: 1 where nobody is ahead of the winner, else 0.
    winner : str, optional
        The alternative in question; when left out the one that TOPSIS puts first under the
        default profile.
    profiles, methods : sequence, optional
        What may be chosen; when left out all profiles of the study, and all methods of this
        package that are defined for the scores. Methods of pymcdm take minutes.
    concentration : float
        How closely the weights within a profile stay at it, see below.
    samples : int
        Base sample size N, a power of two; there are 8 N rankings.
    seed : int

    Returns
    -------
    DataFrame
        One row a factor: ``factor``, ``first``, ``first_conf``, ``total``, ``total_conf``; the
        conf columns are half the width of 95 % bootstrap intervals.

    Raises
    ------
    CriteriaError
        If the target is unknown, a list is empty, or a number is out of range.
    MissingDependencyError
        If SALib is not installed.
    UnknownNameError
        If the winner, a profile or a method is unknown.

    Notes
    -----
    What is drawn by each factor:

    - ``profile``: one of the profiles, as the centre of the weights and for its horizon share in
      the SWOT scores.
    - ``weights``: Dirichlet with the profile's weights as mean and `concentration` as the sum of
      its parameters; a criterion without weight stays without.
    - ``coder``: one of the coders, with his or her whole table.
    - ``interval``: each score from the triangular distribution on that coder's low, best, high.
    - ``method``: one of the methods.
    - ``normalisation``: vector, minmax, max or sum, for the methods that take one; without effect
      on the others.

    References
    ----------
    .. [1] Saisana, M., Saltelli, A., & Tarantola, S. (2005). Uncertainty and sensitivity
       analysis techniques as tools for the quality assessment of composite indicators. Journal
       of the Royal Statistical Society A, 168(2), 307-323.
       https://doi.org/10.1111/j.1467-985X.2005.00350.x

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> shares = fp.decompose(fp.load(), samples=256).set_index("factor")
    >>> shares["total"].idxmax()
    'profile'
    """
    expect_study(study)
    if target not in ("gap", "first"):
        raise CriteriaError(f"target: found {target!r}; expected 'gap' or 'first'")
    if winner is None:
        winner = topsis(study.problem()).best
    profiles = study.profiles if profiles is None else list(profiles)
    methods = _defined(study.problem()) if methods is None else list(methods)
    for name, given in (("profiles", profiles), ("methods", methods)):
        if not given:
            raise CriteriaError(f"{name}: found none; expected one or more")
    problems = [study.problem(profile) for profile in profiles]
    model = _Model(
        problem=problems[0],
        laws=[around(problem, concentration) for problem in problems],
        codes=np.array([score_tables(problem) for problem in problems]),
        methods=[variant for method in methods for variant in _variants(method)],
        winner=problems[0].position(winner),
        target=target,
    )
    return sobol_indices(model, model.factors, samples, seed)


def _defined(problem: Problem) -> list[MethodLike]:
    """Our own methods that are defined for the problem's scores."""
    found: list[MethodLike] = []
    for method in OWN.values():
        try:
            method.kernel(problem)
        except MethodError:
            continue
        found.append(method)
    return found


@dataclass(frozen=True)
class _Model:
    """The target as a function of uniform numbers.

    `laws` are the weights around each profile, `codes`, shape (profiles, 3, coders, m, n), low,
    best and high, `methods` each method under each normalisation, `winner` a row.
    """

    problem: Problem
    laws: list[Around]
    codes: Floats
    methods: list[Method]
    winner: int
    target: str

    @property
    def factors(self) -> dict[str, int]:
        """Number of coordinates of each factor."""
        n, cells = len(self.problem.criteria), self.problem.values.size
        counts = {"weights": n, "coder": 1, "interval": cells, "method": 1, "normalisation": 1}
        return {"profile": 1, **counts}

    def __call__(self, points: Floats) -> Floats:
        """The target, shape (K,), at points of the unit cube, shape (K, d)."""
        ends = np.cumsum(list(self.factors.values()))[:-1]
        profile, weights, coder, interval, method, normalisation = np.split(points, ends, axis=1)
        which = _level(profile, len(self.laws))
        whose = _level(coder, self.codes.shape[2])
        kinds = len(NORMALIZATIONS)
        setting = _level(method, len(self.methods) // kinds) * kinds
        setting += _level(normalisation, kinds)
        output = np.empty(len(points))
        for place, chosen in enumerate(self.methods):
            rows = np.flatnonzero(setting == place)
            if rows.size:
                values = self._scores(which[rows], whose[rows], interval[rows])
                kernel = chosen.kernel(self.problem, values=values)
                scores = kernel(self._weights(which[rows], weights[rows]))
                output[rows] = self._lead(-scores if kernel.lower_is_better else scores)
        return output

    def _weights(self, which: Rows, u: Floats) -> Floats:
        """Weights, shape (K, n), around the chosen profiles."""
        weights = np.empty_like(u)
        for place, law in enumerate(self.laws):
            rows = np.flatnonzero(which == place)
            if rows.size:
                inside = np.clip(u[np.ix_(rows, law.alpha > 0.0)], 1e-12, 1.0 - 1e-12)
                weights[rows] = law.draw(inside).T
        return weights

    def _scores(self, which: Rows, whose: Rows, u: Floats) -> Floats:
        """Performance matrices, shape (m, n, K), in the chosen coders' intervals."""
        low, best, high = np.moveaxis(self.codes[which, :, whose], (1, 0), (0, -1))
        return triangular(low, best, high, u.T.reshape(low.shape))

    def _lead(self, scores: Floats) -> Floats:
        """The target, shape (K,), from scores of shape (K, m), higher better."""
        others = np.delete(scores, self.winner, axis=1)
        gap = scores[:, self.winner] - others.max(axis=1, initial=-np.inf)
        if self.target == "first":
            return np.where(gap >= -TIE, 1.0, 0.0)
        width = np.ptp(scores, axis=1)
        return np.asarray(np.divide(gap, width, out=np.zeros_like(gap), where=width > TIE))


def _level(u: Floats, levels: int) -> Rows:
    """The level, 0 to levels - 1, that a uniform number stands for."""
    return np.minimum((u[:, 0] * levels).astype(np.intp), levels - 1)


def _variants(method: MethodLike) -> list[Method]:
    """A method under each normalisation; the same one each time where it takes none."""
    chosen = resolve(method)
    if "normalization" in inspect.signature(chosen.rank).parameters:
        return [resolve(method, normalization=name) for name in NORMALIZATIONS]
    return [chosen] * len(NORMALIZATIONS)


def sobol_indices(
    model: Callable[[Floats], Floats], factors: Mapping[str, int], samples: int, seed: int
) -> pd.DataFrame:
    """First-order and total Sobol indices of a model with independent uniform inputs.

    Parameters
    ----------
    model : callable
        Takes points in the unit cube, shape (K, d), and gives outputs, shape (K,).
    factors : mapping of str to int
        Number of coordinates of each factor; their sum is d. All coordinates of a factor are
        exchanged together, so that its index is that of the group.
    samples : int
        Size N of the two base samples, a power of two; the model is evaluated at N (k + 2)
        points for k factors.
    seed : int

    Returns
    -------
    DataFrame
        As in `decompose`. An output that never varies has indices 0.

    Raises
    ------
    CriteriaError
        If `samples` is no power of two.
    MissingDependencyError
        If SALib is not installed.

    References
    ----------
    .. [1] Saltelli, A., Annoni, P., Azzini, I., Campolongo, F., Ratto, M., & Tarantola, S.
       (2010). Variance based sensitivity analysis of model output. Computer Physics
       Communications, 181(2), 259-270. https://doi.org/10.1016/j.cpc.2009.09.018
    .. [2] Iwanaga, T., Usher, W., & Herman, J. (2022). Toward SALib 2.0. Socio-Environmental
       Systems Modelling, 4, 18155. https://doi.org/10.18174/sesmo.18155
    """
    if not isinstance(samples, int) or samples < 2 or samples & (samples - 1):
        raise CriteriaError(f"samples: found {samples!r}; expected a power of two such as 1024")
    names = [name for name, count in factors.items() for _ in range(count)]
    problem = {
        "num_vars": len(names),
        "names": [f"{name} {place}" for place, name in enumerate(names)],
        "groups": names,
        "bounds": [[0.0, 1.0]] * len(names),
    }
    analyze = needed("SALib.analyze.sobol").analyze
    output = model(exchanged(factors, samples, seed))
    if np.ptp(output) == 0.0:
        indices = dict.fromkeys(("S1", "S1_conf", "ST", "ST_conf"), np.zeros(len(factors)))
    else:
        # SALib takes a seed of 0 for none.
        indices = analyze(problem, output, calc_second_order=False, seed=seed + 1)
    columns = {"first": "S1", "first_conf": "S1_conf", "total": "ST", "total_conf": "ST_conf"}
    table = {name: indices[salib] for name, salib in columns.items()}
    return pd.DataFrame({"factor": list(factors), **table})


def exchanged(factors: Mapping[str, int], samples: int, seed: int) -> Floats:
    """The points of SALib's `sample`, without its loops: two base samples and what lies between.

    To each point of the first sample come those with one factor's coordinates exchanged for the
    second's, factor by factor, and the second's own.
    """
    from scipy.stats.qmc import Sobol

    ends = np.cumsum(list(factors.values()))
    first, second = np.split(Sobol(2 * ends[-1], seed=seed).random(samples), 2, axis=1)
    points = np.repeat(first[:, None], len(factors) + 2, axis=1)
    for place, columns in enumerate(np.split(np.arange(ends[-1]), ends[:-1]), 1):
        points[:, place, columns] = second[:, columns]
    points[:, -1] = second
    return points.reshape(-1, ends[-1])
