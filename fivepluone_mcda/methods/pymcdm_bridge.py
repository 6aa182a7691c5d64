"""The bridge to pymcdm: any of its methods by name, with what a problem knows filled in."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from ..model import MethodError, Problem, Ranking
from ..model.arrays import Floats
from ..model.kernel import Kernel
from ..model.reweight import proportions
from .kernels import Looped
from .normalisation import expect_problem
from .pymcdm_kernels import batched_kernel

COVERED = {"topsis", "vikor", "promethee_ii"}
"""Methods of which this package has its own, listed under their own name."""

NEED_MORE = {"comet"}
"""Methods that ask for an expert's answers beyond what a problem holds."""

ADDS_COSTS = "its formula adds what minimised criteria cost"

UNSOUND = {
    "aroman": ADDS_COSTS,
    "copras": ADDS_COSTS,
    "codas": "it counts taxicab distances only between alternatives far enough apart",
    "probid": "it rewards nearness to what is second best and less",
    "sprobid": "it rewards nearness to what is second best and less",
}
"""Methods that, as pymcdm 1.4 computes them, can put a dominated alternative first."""

ERRORS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""What pymcdm raises when it cannot do what it is asked."""

LOWER_IS_BETTER = {"lopm"}
"""Methods in which the lowest score is the best although pymcdm 1.4 ranks them the other way."""


def pymcdm_names() -> list[str]:
    """Names of the sound pymcdm methods that need nothing but a problem and are not our own."""
    return sorted(set(pymcdm_classes()) - COVERED - NEED_MORE - set(UNSOUND))


@dataclass(frozen=True)
class Scorer:
    """A method of pymcdm on one problem: weights in, scores out, one run of it a call."""

    name: str
    options: Mapping[str, Any]  # those asked for
    whole: Problem  # what is ranked
    method: Any  # the pymcdm object, its options settled
    problem: Problem  # without the columns that have no spread, where the method cannot take them
    columns: list[int]  # those left; without any, all scores are 0

    @classmethod
    def of(cls, problem: Problem, name: str, options: Mapping[str, Any]) -> Scorer:
        """The method with what the problem knows filled in, as `pymcdm_kernel` says."""
        arguments = _arguments(problem, name, options)
        varying = [int(j) for j in np.flatnonzero(np.ptp(problem.values, axis=0) > 0.0)]
        everything = list(range(len(problem.criteria)))
        columns = everything if varying else []
        scorer = cls(name, options, problem, _made(name, arguments), problem, columns)
        if not varying or varying == everything:
            return scorer
        try:
            scorer(problem.weight_vector)
        except MethodError:
            if set(options) & set(_FROM_PROBLEM):
                raise
            left = _columns(problem, varying)
            arguments |= {
                key: _FROM_PROBLEM[key](left) for key in arguments if key in _FROM_PROBLEM
            }
            return cls(name, options, problem, _made(name, arguments), left, varying)
        return scorer

    def run(self, weights: Floats, **options: Any) -> Any:
        """What pymcdm answers for one weight vector, shape (n,)."""
        types = np.where(self.problem.maximise, 1, -1)
        own = proportions(weights[self.columns])
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                return self.method(self.problem.values, own, types, **options)
        except ERRORS as error:
            raise MethodError(f"{self.name} of pymcdm cannot rank this problem: {error}") from error

    def __call__(self, weights: Floats, values: Floats | None = None) -> Floats:
        """Scores, higher better, shape (m,), for weights of shape (n,) and other scores."""
        if values is not None:
            frame = pd.DataFrame(values, self.whole.alternatives, self.whole.criteria)
            return Scorer.of(self.whole.with_matrix(frame), self.name, self.options)(weights)
        if not self.columns:
            return np.zeros(len(self.problem.alternatives))
        scores = np.asarray(self.run(weights, validation=False), dtype=np.float64)
        if not np.isfinite(scores).all():
            raise MethodError(
                f"{self.name} of pymcdm gives no finite score for this problem; zero or negative "
                "scores are the usual cause"
            )
        lower = self.name in LOWER_IS_BETTER or not self.method._reverse_ranking
        return -scores if lower else scores


def pymcdm_kernel(
    problem: Problem, name: str, options: Mapping[str, Any], *, values: Floats | None = None
) -> Kernel:
    """A method of pymcdm, ready to be run on any weights of the problem.

    Methods that ask for the bounds of the criteria get the stated scale, or the lowest and
    highest score; those that ask for an ideal, the best end of it; ERVD's reference point is
    the mean score. Scores of methods in which the lowest is the best come out negated, so that
    higher is better. Where a method cannot take the columns without spread, they are left out;
    where no column has any, all scores are 0.

    The name is that of the class in lower case, the options are its arguments:
    ``normalization_function`` may be the name of one (``"minmax"``), arrays follow the order of
    the criteria. `values`, shape (m, n, K), take the place of the problem's own matrix. A warning
    says where the method can put a dominated alternative first.
    """
    expect_problem(problem)
    sound = UNSOUND.get(name) == ADDS_COSTS and problem.maximise.all()
    if name in UNSOUND and not sound:
        warnings.warn(
            f"{name} of pymcdm can put a dominated alternative first: {UNSOUND[name]}",
            stacklevel=3,
        )
    kernel = None if options else batched_kernel(problem, name, values)
    return Looped(Scorer.of(problem, name, options), values) if kernel is None else kernel


def rank_with_pymcdm(problem: Problem, name: str, options: Mapping[str, Any]) -> Ranking:
    """Rank by a method of pymcdm; options, errors and warnings as for `pymcdm_kernel`."""
    kernel = pymcdm_kernel(problem, name, options)
    weights = problem.weight_vector
    return Ranking.of(
        name,
        problem,
        kernel(weights),
        options=options,
        steps=_steps(Scorer.of(problem, name, options), weights),
        kernel=kernel,
        kernel_of=partial(pymcdm_kernel, name=name, options=options),
    )


def _arguments(problem: Problem, name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """What the class is called with: the options, and what it asks of the problem."""
    from pymcdm import normalizations

    accepted = inspect.signature(pymcdm_classes()[name]).parameters
    for key in options:
        if key not in accepted:
            raise MethodError(
                f"{name}: unknown option {key!r}; expected {', '.join(accepted) or 'none'}"
            )
    arguments = {
        key: make(problem) for key, make in _FROM_PROBLEM.items() if key in accepted
    } | dict(options)
    if isinstance(arguments.get("normalization_function"), str):
        arguments["normalization_function"] = _normalization(
            normalizations, arguments["normalization_function"]
        )
    return arguments


def _made(name: str, arguments: Mapping[str, Any]) -> Any:
    try:
        return pymcdm_classes()[name](**arguments)
    except ERRORS as error:
        raise MethodError(f"{name} of pymcdm cannot take these options: {error}") from error


def _steps(scorer: Scorer, weights: Floats) -> dict[str, pd.DataFrame]:
    """Every table of one checked run, labelled with names in place of A1, C1 and so on."""
    if not scorer.columns:
        return {}
    named = {
        f"${letter}_{{{number}}}$": label
        for letter, labels in (("A", scorer.problem.alternatives), ("C", scorer.problem.criteria))
        for number, label in enumerate(labels, 1)
    }

    def labels(generated: Sequence[str] | None) -> list[str] | None:
        return None if generated is None else [named.get(label, label) for label in generated]

    return {
        table.desc.caption: pd.DataFrame(
            table.data, index=labels(table.row_labels), columns=labels(table.col_labels)
        )
        for table in scorer.run(weights, verbose=True).results
    }


def _columns(problem: Problem, keep: list[int]) -> Problem:
    """The problem with only some of its criteria, directly under the root."""
    names = [problem.criteria[j] for j in keep]
    weights = problem.weights[names]
    return Problem(
        problem.matrix[names],
        weights=weights if weights.sum() > 0.0 else None,
        directions=problem.directions[names],
        scale={name: ends for name, ends in problem.scale.items() if name in names},
    )


@cache
def pymcdm_classes() -> dict[str, Callable[..., Any]]:
    """The classes of pymcdm by their names in lower case."""
    from pymcdm import methods
    from pymcdm.methods.mcda_method import MCDA_method

    return {
        key.lower(): cls
        for key, cls in inspect.getmembers(methods, inspect.isclass)
        if issubclass(cls, MCDA_method) and not inspect.isabstract(cls)
    }


def _normalization(module: ModuleType, name: str) -> Callable[..., Any]:
    names = [key.removesuffix("_normalization") for key in module.__all__]
    if name not in names:
        raise MethodError(
            f"normalization_function: found {name!r}; expected one of {', '.join(names)}"
        )
    function: Callable[..., Any] = getattr(module, f"{name}_normalization")
    return function


def _bounds(problem: Problem) -> Floats:
    low, high = problem.values.min(axis=0), problem.values.max(axis=0)
    high = np.where(high > low, high, low + 1.0)
    bounds = np.column_stack([low, high])
    for criterion, ends in problem.scale.items():
        bounds[problem.criteria.index(criterion)] = ends
    return bounds


def _best_ends(problem: Problem) -> Floats:
    low, high = _bounds(problem).T
    return np.asarray(np.where(problem.maximise, high, low))


def _worst_ends(problem: Problem) -> Floats:
    low, high = _bounds(problem).T
    return np.asarray(np.where(problem.maximise, low, high))


_FROM_PROBLEM: dict[str, Callable[[Problem], Floats]] = {
    "bounds": _bounds,
    "esp": _best_ends,
    "ideal": _best_ends,
    "anti_ideal": _worst_ends,
    "ref_point": lambda problem: problem.values.mean(axis=0),
}
