"""The bridge to pymcdm: any of its methods by name, with what a problem knows filled in."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model import MethodError, Problem, Ranking

__all__ = ["pymcdm_classes", "pymcdm_names", "rank_with_pymcdm"]

Floats = NDArray[np.float64]

COVERED = {"topsis", "vikor", "promethee_ii"}
"""Methods of which this package has its own, listed under their own name."""

NEED_MORE = {"comet"}
"""Methods that ask for an expert's answers beyond what a problem holds."""

UNSOUND = {
    "aroman": "its formula adds what minimised criteria cost",
    "copras": "its formula adds what minimised criteria cost",
}
"""Methods that, as pymcdm 1.4 computes them, can put a dominated alternative first."""

LOWER_IS_BETTER = {"lopm"}
"""Methods in which the lowest score is the best although pymcdm 1.4 ranks them the other way."""


def pymcdm_names() -> list[str]:
    """Names of the sound pymcdm methods that need nothing but a problem and are not our own."""
    return sorted(set(pymcdm_classes()) - COVERED - NEED_MORE - set(UNSOUND))


def rank_with_pymcdm(problem: Problem, name: str, options: Mapping[str, Any]) -> Ranking:
    """Rank by a method of pymcdm.

    Methods that ask for the bounds of the criteria get the stated scale, or the lowest and
    highest score; those that ask for an ideal, the best end of it; ERVD's reference point is
    the mean score. Scores of methods in which the lowest is the best come out negated, so that
    higher is better. Where a method cannot take the columns without spread, they are left out;
    where no column has any, all scores are 0.

    Parameters
    ----------
    problem : Problem
        What is to be ranked.
    name : str
        Class name of the method in lower case.
    options : mapping
        Arguments of the class. ``normalization_function`` may be the name of one
        (``"minmax"``); arrays follow the order of the problem's criteria.

    Raises
    ------
    MethodError
        If an option is unknown, or the method gives no finite scores.

    Warns
    -----
    UserWarning
        If the method can put a dominated alternative first.
    """
    from pymcdm import normalizations

    cls = pymcdm_classes()[name]
    if name in UNSOUND and not problem.maximise.all():
        warnings.warn(
            f"{name} of pymcdm can put a dominated alternative first: {UNSOUND[name]}",
            stacklevel=3,
        )
    accepted = inspect.signature(cls).parameters
    unknown = [key for key in options if key not in accepted]
    if unknown:
        raise MethodError(
            f"{name}: unknown option {unknown[0]!r}; expected {', '.join(accepted) or 'none'}"
        )
    arguments = {
        key: make(problem) for key, make in _FROM_PROBLEM.items() if key in accepted
    } | dict(options)
    if isinstance(arguments.get("normalization_function"), str):
        arguments["normalization_function"] = _normalization(
            normalizations, arguments["normalization_function"]
        )
    varies = np.ptp(problem.values, axis=0) > 0.0
    if not varies.any():
        level = np.zeros(len(problem.alternatives))
        return Ranking.of(name, problem, level, options=options, steps={})
    try:
        scores, steps = _run(cls, problem, name, arguments)
    except MethodError:
        if varies.all() or set(options) & set(_FROM_PROBLEM):
            raise
        without = _columns(problem, varies)
        arguments |= {key: _FROM_PROBLEM[key](without) for key in arguments if key in _FROM_PROBLEM}
        scores, steps = _run(cls, without, name, arguments)
    return Ranking.of(name, problem, scores, options=options, steps=steps)


def _run(
    cls: Callable[..., Any], problem: Problem, name: str, arguments: Mapping[str, Any]
) -> tuple[Floats, dict[str, pd.DataFrame]]:
    """Scores, higher better, and every table of one run."""
    types = np.where(problem.maximise, 1, -1)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            method = cls(**arguments)
            tables = method(problem.values, problem.weight_vector, types, verbose=True).results
    except (ValueError, TypeError, ZeroDivisionError, IndexError) as error:
        raise MethodError(f"{name} of pymcdm cannot rank this problem: {error}") from error
    scores = np.asarray(tables[-1].data, dtype=np.float64).ravel()
    if not np.isfinite(scores).all():
        raise MethodError(
            f"{name} of pymcdm gives no finite score for this problem; zero or negative scores "
            "are the usual cause"
        )
    named = {
        f"${letter}_{{{number}}}$": name
        for letter, names in (("A", problem.alternatives), ("C", problem.criteria))
        for number, name in enumerate(names, 1)
    }

    def labels(generated: Sequence[str] | None) -> list[str] | None:
        return None if generated is None else [named.get(label, label) for label in generated]

    steps = {
        table.desc.caption: pd.DataFrame(
            table.data, index=labels(table.row_labels), columns=labels(table.col_labels)
        )
        for table in tables
    }
    lower = name in LOWER_IS_BETTER or not method._reverse_ranking
    return (-scores if lower else scores), steps


def _columns(problem: Problem, keep: NDArray[np.bool_]) -> Problem:
    """The problem with only some of its criteria, directly under the root."""
    names = [criterion for criterion, kept in zip(problem.criteria, keep, strict=True) if kept]
    weights = problem.weights[names]
    return Problem(
        problem.matrix[names],
        weights=weights if weights.sum() > 0.0 else None,
        directions=problem.directions[names],
        scale={name: ends for name, ends in problem.scale.items() if name in names},
    )


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
