"""Methods by name: our own, and through the bridge those of pymcdm."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import MethodError, Problem, Ranking
from ..model.errors import unknown_name
from .ahp import ahp, ahp_kernel
from .kernels import Kernel
from .promethee import promethee_ii, promethee_ii_kernel
from .pymcdm_bridge import pymcdm_classes, pymcdm_kernel, pymcdm_names, rank_with_pymcdm
from .topsis import topsis, topsis_kernel
from .vikor import vikor, vikor_kernel
from .weighted_product import weighted_product, weighted_product_kernel
from .weighted_sum import weighted_sum, weighted_sum_kernel

__all__ = [
    "Method",
    "MethodLike",
    "Reranking",
    "list_methods",
    "method_title",
    "rank",
    "resolve",
]

MethodLike = str | Callable[..., Ranking]

OWN: dict[str, tuple[Callable[..., Ranking], Callable[..., Kernel]]] = {
    "topsis": (topsis, topsis_kernel),
    "ahp": (ahp, ahp_kernel),
    "ahp_ideal": (partial(ahp, mode="ideal"), partial(ahp_kernel, mode="ideal")),
    "weighted_sum": (weighted_sum, weighted_sum_kernel),
    "weighted_product": (weighted_product, weighted_product_kernel),
    "vikor": (vikor, vikor_kernel),
    "promethee_ii": (promethee_ii, promethee_ii_kernel),
}
"""Name to (method, its kernel); a new method of our own is a module and a line here."""

TITLES = {
    "topsis": "TOPSIS",
    "ahp": "AHP",
    "ahp_ideal": "AHP (ideal mode)",
    "weighted_sum": "weighted sum",
    "weighted_product": "weighted product",
    "vikor": "VIKOR",
    "promethee_ii": "PROMETHEE II",
}


@dataclass(frozen=True)
class Reranking:
    """The scores of any method as a function of the weights, by running it once a vector.

    Attributes
    ----------
    score : callable
        Problem to scores, shape (m,).
    problem : Problem
        The problem whose weights are replaced.
    lower_is_better : bool
        Whether the lowest score is the best.
    values : array, shape (m, n, K), optional
        Performance matrices, one for each weight vector, in place of the problem's own.
    """

    score: Callable[[Problem], NDArray[np.float64]]
    problem: Problem
    lower_is_better: bool
    values: NDArray[np.float64] | None = None

    def __call__(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores, shape (..., m), for weights of shape (..., n)."""
        names, matrix = self.problem.criteria, self.problem.matrix
        flat = weights.reshape(-1, len(names))
        scores = np.empty((len(flat), len(matrix)))
        for row, vector in enumerate(flat):
            changed = self.problem
            if self.values is not None:
                matrix[:] = self.values[:, :, row]
                changed = changed.with_matrix(matrix)
            changed = changed.with_weights(dict(zip(names, vector, strict=True)))
            scores[row] = self.score(changed)
        return scores.reshape(*weights.shape[:-1], -1)


@dataclass(frozen=True)
class Method:
    """A method with its options settled.

    Attributes
    ----------
    name : str
        Its name.
    rank : callable
        Problem to Ranking.
    """

    name: str
    rank: Callable[[Problem], Ranking]
    _kernel: Callable[..., Kernel] | None = None

    def kernel(self, problem: Problem, values: NDArray[np.float64] | None = None) -> Kernel:
        """The scores of the problem's alternatives as a function of the weights.

        Own methods give their array kernel. Any other method is run once for every weight
        vector, which takes a thousand times longer.

        Parameters
        ----------
        problem : Problem
            The problem.
        values : array, shape (m, n, K), optional
            K performance matrices in place of the problem's own; the kernel then takes weights
            of shape (K, n), one vector for each.
        """
        if self._kernel is not None:
            return self._kernel(problem, values=values)
        lower = self.rank(problem).lower_is_better
        return Reranking(partial(_scores, self.rank), problem, lower, values)


def resolve(method: MethodLike, /, **options: Any) -> Method:
    """The method that a name, a function of this package or a partial of one stands for.

    Parameters
    ----------
    method : str or callable
        ``"topsis"``, ``fp.topsis``, ``partial(fp.topsis, normalization="minmax")``, the name of
        a pymcdm method (``pymcdm.NAME`` where we have one of the same name; with options as
        ``partial(fp.rank, method=NAME, ...)``), or any function from Problem to Ranking.
    **options
        Options of the method.

    Raises
    ------
    MethodError
        If an option is unknown.
    UnknownNameError
        If there is no such method.
    """
    if isinstance(method, partial):
        if method.args:
            raise MethodError("a partial of a method may set options by name only")
        return resolve(method.func, **{**method.keywords, **options})
    if isinstance(method, str):
        name = method.lower().replace("-", "_").replace(" ", "_")
        if name in OWN:
            return _own(name, options)
        plain = name.removeprefix("pymcdm.")
        if plain in pymcdm_classes():
            settled: dict[str, Any] = {"name": plain, "options": options}
            return Method(
                plain, partial(rank_with_pymcdm, **settled), partial(_pymcdm_kernel, **settled)
            )
        raise unknown_name("method", method, list_methods())
    if method is rank:
        return resolve(options.pop("method", topsis), **options)
    if not callable(method):
        raise MethodError(
            f"method: found {type(method).__name__}; expected a name, a function of this "
            "package, or a partial of one"
        )
    for name, (function, _) in OWN.items():
        if function is method:
            return _own(name, options)
    return Method(getattr(method, "__name__", "method"), partial(method, **options))


def _pymcdm_kernel(
    problem: Problem,
    values: NDArray[np.float64] | None = None,
    *,
    name: str,
    options: dict[str, Any],
) -> Kernel:
    if values is None:
        return pymcdm_kernel(problem, name, options)
    return Reranking(partial(_pymcdm_scores, name, options), problem, False, values)


def _pymcdm_scores(name: str, options: dict[str, Any], problem: Problem) -> NDArray[np.float64]:
    return pymcdm_kernel(problem, name, options)(problem.weight_vector)


def _scores(run: Callable[[Problem], Ranking], problem: Problem) -> NDArray[np.float64]:
    return run(problem).scores.to_numpy()


def _own(name: str, options: dict[str, Any]) -> Method:
    function, kernel = OWN[name]
    accepted = list(inspect.signature(function).parameters)[1:]
    for option in options:
        if option not in accepted:
            raise MethodError(
                f"{name}: unknown option {option!r}; expected {', '.join(accepted) or 'none'}"
            )
    if name == "ahp" and options.get("mode") == "ideal":
        name = "ahp_ideal"
    return Method(name, partial(function, **options), partial(kernel, **options))


def rank(problem: Problem, method: MethodLike = topsis, **options: Any) -> Ranking:
    """Rank a problem by any method.

    Parameters
    ----------
    problem : Problem
        What is to be ranked.
    method : str or callable
        A name from `list_methods`, ``pymcdm.NAME`` for pymcdm's version of a method that this
        package has itself, or a function.
    **options
        Options of the method.

    Raises
    ------
    MethodError
        If an option is unknown or the method is not defined for the problem.
    UnknownNameError
        If there is no such method.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
    >>> fp.rank(fp.Problem(frame, directions={"price": "min"}), "edas").best
    'car'
    """
    return resolve(method, **options).rank(problem)


def method_title(name: str) -> str:
    """A method's name as it stands in a sentence; options in brackets stay as they are.

    Examples
    --------
    >>> method_title("topsis (minmax)"), method_title("cocoso"), method_title("my_method")
    ('TOPSIS (minmax)', 'COCOSO', 'my_method')
    """
    base, bracket, options = name.partition(" (")
    if base in TITLES:
        return TITLES[base] + bracket + options
    return str(getattr(pymcdm_classes().get(base), "__name__", base)) + bracket + options


def list_methods() -> list[str]:
    """Names that `rank` takes and that need nothing but a problem: our own first, then pymcdm's.

    Examples
    --------
    >>> list_methods()[:4]
    ['topsis', 'ahp', 'ahp_ideal', 'weighted_sum']
    """
    return [*OWN, *pymcdm_names()]
