"""The answer of a method: scores, ranks, every step, and why one ranks above another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .arrays import Floats
from .errors import MethodError
from .explanation import Explanation
from .kernel import Kernel
from .problem import Problem
from .result import TIE, Result
from .text import joined


def rank_scores(scores: Floats, lower_is_better: bool = False) -> NDArray[np.int64]:
    """Ranks of scores, shape (m,), 1 the best; ties share the better rank.

    Scores count as tied where neighbours in the sorted order differ by no more than `TIE`
    (times the largest score where that exceeds 1).
    """
    signed = scores if lower_is_better else -scores
    order = np.argsort(signed, kind="stable")
    step = np.diff(signed[order]) > TIE * max(1.0, float(np.abs(scores).max()))
    first = np.concatenate(([0], np.where(step, np.arange(1, scores.size), 0)))
    ranks = np.empty(scores.size, dtype=np.int64)
    ranks[order] = np.maximum.accumulate(first) + 1
    return ranks


@dataclass(frozen=True, eq=False, repr=False)
class Ranking(Result):
    """The ranking of a problem's alternatives by one method.

    Attributes
    ----------
    method : str
        Name of the method.
    problem : Problem
        What was ranked.
    scores : Series by alternative
        Scores in the order of the problem; higher is better unless `lower_is_better`.
    ranks : Series by alternative
        Whole numbers, 1 the best; ties share the better rank.
    best : str
        The first of `order`.
    order : list of str
        Alternatives, best first; ties in alphabetical order.
    steps : dict of str to DataFrame
        Every intermediate table, in the order of computation.
    options : dict
        The options that the method was given.
    lower_is_better : bool
        Whether the lowest score is the best.
    kernel : Kernel or None
        The scores as a function of the weights, with all options of the method; None where the
        method gave nothing but scores.
    kernel_of : callable or None
        ``kernel_of(problem, values=None)`` is the kernel of the same method and options for
        another problem, or for K performance matrices, shape (m, n, K), in place of its own.
    """

    method: str
    problem: Problem
    scores: pd.Series
    ranks: pd.Series
    order: list[str]
    steps: dict[str, pd.DataFrame]
    options: dict[str, Any]
    lower_is_better: bool
    kernel: Kernel | None = None
    kernel_of: Callable[..., Kernel] | None = None

    @classmethod
    def of(
        cls,
        method: str,
        problem: Problem,
        scores: Floats,
        *,
        steps: Mapping[str, pd.DataFrame | Floats],
        options: Mapping[str, Any],
        lower_is_better: bool = False,
        kernel: Kernel | None = None,
        kernel_of: Callable[..., Kernel] | None = None,
    ) -> Self:
        """The ranking that follows from scores, shape (m,), in the order of the problem.

        A step may be an array of shape (m, n) in the same order.

        Raises
        ------
        MethodError
            If a score is not a finite number.
        """
        names = problem.alternatives
        if not np.isfinite(scores).all():
            undefined = [names[i] for i in np.flatnonzero(~np.isfinite(scores))]
            raise MethodError(
                f"{method}: no finite score for {', '.join(undefined)}; the method is not "
                "defined for this problem (constant, zero or negative columns are the usual cause)"
            )
        ranks = pd.Series(rank_scores(scores, lower_is_better), index=names, name="rank")
        return cls(
            method=method,
            problem=problem,
            scores=pd.Series(scores, index=names, name="score"),
            ranks=ranks,
            order=sorted(names, key=lambda name: (ranks[name], name)),
            steps={
                name: pd.DataFrame(step, names, problem.criteria)
                if isinstance(step, np.ndarray)
                else step
                for name, step in steps.items()
            },
            options=dict(options),
            lower_is_better=lower_is_better,
            kernel=kernel,
            kernel_of=kernel_of,
        )

    @property
    def best(self) -> str:
        """The alternative that comes first."""
        return self.order[0]

    def explain(self, a: str, b: str) -> Explanation:
        """Why `a` ranks above `b` (or below): the part of each criterion in the difference.

        The parts sum to score a minus score b. How the difference is divided is said by each
        method's own docstring. The answer's `text` says it in three sentences.

        Parameters
        ----------
        a, b : str
            Two alternatives.

        Raises
        ------
        MethodError
            If the method has no decomposition (methods of other packages).
        UnknownNameError
            If an alternative is unknown.
        """
        i, k = self.problem.position(a), self.problem.position(b)
        weights = self.problem.weight_vector
        parts = None if self.kernel is None else self.kernel.contrast(weights, i, k)
        if parts is None:
            raise MethodError(
                f"{self.method}: the difference of two scores cannot be divided among the "
                "criteria for this method"
            )
        return Explanation.of(
            self.problem,
            self.method,
            str(a),
            str(b),
            float(self.scores.iloc[i] - self.scores.iloc[k]),
            pd.Series(parts, index=self.problem.criteria, name="part"),
            self.lower_is_better,
        )

    def to_frame(self) -> pd.DataFrame:
        """Score and rank by alternative, best first."""
        frame = pd.DataFrame({"score": self.scores, "rank": self.ranks})
        return frame.loc[self.order].rename_axis("alternative")

    def headline(self) -> str:
        """One line that says who comes first."""
        first = [name for name in self.order if self.ranks[name] == 1]
        verb = "comes" if len(first) == 1 else "tie for"
        options = ", ".join(f"{key}={value}" for key, value in self.options.items())
        name = f"{self.method} ({options})" if options else self.method
        return f"{name}: {joined(first)} {verb} first"
