"""Methods by name: our own, and through the bridge those of pymcdm."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from ..model import MethodError, Problem, Ranking
from ..model.arrays import Floats
from ..model.errors import unknown_name
from ..model.kernel import Kernel
from .additive_value import additive_value, additive_value_kernel
from .ahp import ahp, ahp_kernel
from .kernels import Looped
from .promethee import promethee_ii, promethee_ii_kernel
from .pymcdm_bridge import pymcdm_classes, pymcdm_kernel, pymcdm_names, rank_with_pymcdm
from .pymcdm_kernels import BATCHED
from .topsis import topsis, topsis_kernel
from .vikor import vikor, vikor_kernel
from .weighted_product import weighted_product, weighted_product_kernel
from .weighted_sum import weighted_sum, weighted_sum_kernel

MethodLike = str | Callable[..., Ranking]


@dataclass(frozen=True)
class Method:
    """A method with its options settled; it may stand wherever a method is asked for.

    Both `rank` and `kernel` take a problem; the kernel also ``values``, shape (m, n, K), of K
    performance matrices in place of the problem's own, and then weights of shape (K, n), one
    vector for each.
    """

    name: str
    title: str  # as it stands in a sentence
    rank: Callable[..., Ranking]
    kernel: Callable[..., Kernel]

    def __call__(self, problem: Problem) -> Ranking:
        """The ranking of a problem."""
        return self.rank(problem)

    def outcome(self, problem: Problem) -> Ranking:
        """The ranking without its intermediate tables and options: for many problems in a row."""
        kernel = self.kernel(problem)
        return Ranking.of(
            self.name,
            problem,
            kernel(problem.weight_vector),
            steps={},
            options={},
            lower_is_better=kernel.lower_is_better,
            kernel=kernel,
            kernel_of=self.kernel,
        )


OWN = {
    method.name: method
    for method in (
        Method("topsis", "TOPSIS", topsis, topsis_kernel),
        Method("ahp", "AHP", ahp, ahp_kernel),
        Method(
            "ahp_ideal",
            "AHP (ideal mode)",
            partial(ahp, mode="ideal"),
            partial(ahp_kernel, mode="ideal"),
        ),
        Method("weighted_sum", "weighted sum", weighted_sum, weighted_sum_kernel),
        Method("weighted_product", "weighted product", weighted_product, weighted_product_kernel),
        Method("vikor", "VIKOR", vikor, vikor_kernel),
        Method("promethee_ii", "PROMETHEE II", promethee_ii, promethee_ii_kernel),
        Method("additive_value", "additive value", additive_value, additive_value_kernel),
    )
}
"""Our own methods by name; a new one is a module and a line here."""


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
    if isinstance(method, Method) and not options:
        return method
    if isinstance(method, partial):
        if method.args:
            raise MethodError("a partial of a method may set options by name only")
        return resolve(method.func, **{**method.keywords, **options})
    if isinstance(method, str):
        return _named(method, options)
    if method is rank:
        return resolve(options.pop("method", topsis), **options)
    if not callable(method):
        raise MethodError(
            f"method: found {type(method).__name__}; expected a name, a function of this "
            "package, or a partial of one"
        )
    for own in OWN.values():
        if method in (own, own.rank):
            return _with_options(own, options)
    name = getattr(method, "__name__", "method")
    run = partial(method, **options)
    return Method(name, name, partial(_rank_by, run), partial(_loop_over, run))


def _named(given: str, options: dict[str, Any]) -> Method:
    """The method of a name, our own or pymcdm's."""
    name = given.lower().replace("-", "_").replace(" ", "_")
    if name in OWN:
        return _with_options(OWN[name], options)
    name = name.removeprefix("pymcdm.")
    if name not in BATCHED and name not in pymcdm_classes():
        raise unknown_name("method", given, list_methods())
    settled: dict[str, Any] = {"name": name, "options": options}
    return Method(
        name,
        name.upper() if name in BATCHED else pymcdm_classes()[name].__name__,
        partial(rank_with_pymcdm, **settled),
        partial(pymcdm_kernel, **settled),
    )


def _with_options(method: Method, options: dict[str, Any]) -> Method:
    """One of our own methods with its options settled."""
    accepted = list(inspect.signature(method.rank).parameters)[1:]
    for option in options:
        if option not in accepted:
            raise MethodError(
                f"{method.name}: unknown option {option!r}; expected "
                f"{', '.join(accepted) or 'none'}"
            )
    if method.name == "ahp" and options.get("mode") == "ideal":
        method = OWN["ahp_ideal"]
    return replace(
        method,
        rank=partial(method.rank, **options),
        kernel=partial(method.kernel, **options),
    )


def _rank_by(run: Callable[[Problem], Ranking], problem: Problem) -> Ranking:
    """The ranking of a user's function, with a kernel."""
    ranking = run(problem)
    kernel = Looped(partial(_score, run, problem), None, ranking.lower_is_better)
    return replace(ranking, kernel=kernel, kernel_of=partial(_loop_over, run))


def _loop_over(
    run: Callable[[Problem], Ranking], problem: Problem, values: Floats | None = None
) -> Looped:
    """The kernel of a user's function."""
    return Looped(partial(_score, run, problem), values, run(problem).lower_is_better)


def _score(
    run: Callable[[Problem], Ranking],
    problem: Problem,
    weights: Floats,
    values: Floats | None = None,
) -> Floats:
    if values is not None:
        frame = pd.DataFrame(values, problem.alternatives, problem.criteria)
        problem = problem.with_matrix(frame)
    weighted = problem.with_weights(dict(zip(problem.criteria, weights, strict=True)))
    return run(weighted).scores.to_numpy()


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
    known = base in OWN or base in BATCHED or base in pymcdm_classes()
    return (resolve(base).title if known else base) + bracket + options


def list_methods() -> list[str]:
    """Names that `rank` takes and that need nothing but a problem: our own first, then pymcdm's.

    Examples
    --------
    >>> list_methods()[:4]
    ['topsis', 'ahp', 'ahp_ideal', 'weighted_sum']
    """
    return [*OWN, *pymcdm_names()]
