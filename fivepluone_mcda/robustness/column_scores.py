"""The scores of a method while the scores on one criterion change and all others stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..methods.kernels import scores_of_sums
from ..methods.registry import Method
from ..model import CriteriaError, Problem
from ..model.arrays import Floats
from ..model.kernel import Kernel


@dataclass(frozen=True)
class Whole:
    """The whole method, run for each column of scores.

    Attributes
    ----------
    problem : Problem
        What is ranked.
    method : Method
        The method.
    column : int
        Column of the criterion.
    """

    problem: Problem
    method: Method
    column: int

    def __call__(self, columns: Floats) -> Floats:
        """Scores, shape (K, m), for columns of scores of shape (m, K)."""
        values = np.repeat(self.problem.values[:, :, None], columns.shape[1], axis=2)
        values[:, self.column] = columns
        everything = self.method.kernel(self.problem, values=values)
        return everything(np.tile(self.problem.weight_vector, (columns.shape[1], 1)))

    def bounds(self, columns: Floats) -> None:
        """None: nothing is known between two places."""


@dataclass(frozen=True)
class Separate:
    """A method that adds up its criteria: all others are added up once.

    A run takes as long as for one criterion.

    Attributes
    ----------
    alone : Problem
        The problem with one criterion alone.
    method : Method
        The method.
    name : str
        The name of its `Form`.
    weight : float
        What the criterion's part is multiplied by in the form's sums.
    others : list of array, shape (m,)
        The sums over all other criteria.
    monotone : bool
        As in `Kernel`.
    """

    alone: Problem
    method: Method
    name: str
    weight: float
    others: list[Floats]
    monotone: bool

    def __call__(self, columns: Floats) -> Floats:
        """Scores, shape (K, m), for columns of scores of shape (m, K)."""
        return scores_of_sums(self.name, self._sums(columns))

    def bounds(self, columns: Floats) -> tuple[Floats, Floats] | None:
        """Bounds of every alternative while one score moves from each place to the next.

        Parameters
        ----------
        columns : array, shape (m, R, P)
            For each of R alternatives the column with its score at P places, among which are the
            lowest and the highest scores that the others have.

        Returns
        -------
        low, high : array, shape (R, P - 1, m), or None
            Bounds of a number by which the order is that of the scores: a closeness, else the
            weighted sum. None where the parts of the criterion may rise and fall on the way.
        """
        if not self.monotone or columns.min() < 0.0:
            return None
        m, rows, places = columns.shape
        sums = [
            each.reshape(rows, places, m) for each in self._sums(columns.reshape(m, rows * places))
        ]
        low = [np.minimum(each[:, 1:], each[:, :-1]) for each in sums]
        high = [np.maximum(each[:, 1:], each[:, :-1]) for each in sums]
        if self.name != "closeness":
            return low[0], high[0]
        return (
            scores_of_sums(self.name, [high[0], low[1]]),
            scores_of_sums(self.name, [low[0], high[1]]),
        )

    def _sums(self, columns: Floats) -> list[Floats]:
        """The form's sums, shape (K, m) each, for columns of scores of shape (m, K)."""
        form = self.method.kernel(self.alone, values=columns[:, None]).form
        parts = () if form is None else form.arrays
        return [
            other + self.weight * part[:, 0].T
            for other, part in zip(self.others, parts, strict=True)
        ]


def column_scores(problem: Problem, method: Method, column: int) -> Whole | Separate:
    """The scores of all alternatives as a function of what they score on one criterion.

    Parameters
    ----------
    problem : Problem
        What is ranked.
    method : Method
        The method.
    column : int
        Column of the criterion.
    """
    kernel, weights = method.kernel(problem), problem.weight_vector
    alone = _alone(problem, method, column, kernel)
    if alone is None or kernel.form is None:
        return Whole(problem, method, column)
    name, arrays = kernel.form
    power = 2 if name == "closeness" else 1
    rest = np.where(np.arange(weights.size) == column, 0.0, weights) ** power
    others = [array @ rest for array in arrays]
    return Separate(alone, method, name, float(weights[column] ** power), others, kernel.monotone)


def _alone(problem: Problem, method: Method, column: int, kernel: Kernel) -> Problem | None:
    """The problem with one criterion alone, if the method treats it there as in the whole."""
    criterion = problem.criteria[column]
    scale = {name: ends for name, ends in problem.scale.items() if name == criterion}
    values = {name: each for name, each in problem.value_functions.items() if name == criterion}
    alone = Problem(
        problem.matrix[[criterion]],
        directions=problem.directions[[criterion]],
        scale=scale,
        values=values,
    )
    try:
        form = method.kernel(alone).form
    except CriteriaError:  # its options name other criteria
        return None
    if form is None or kernel.form is None or form.name != kernel.form.name:
        return None
    same = [
        _equal(own[:, 0], whole[:, column])
        for own, whole in zip(form.arrays, kernel.form.arrays, strict=True)
    ]
    return alone if all(same) else None


def _equal(own: Floats, whole: Floats) -> bool:
    """Whether two columns differ by rounding at most; small differences of scores keep less."""
    return np.allclose(own, whole, rtol=1e-13, atol=1e-13 * min(1.0, np.abs(whole).max()))
