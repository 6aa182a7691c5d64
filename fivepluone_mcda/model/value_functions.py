"""Value functions: what each score on a criterion's global scale is worth, in points 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeGuard

import numpy as np

from .arrays import Floats
from .errors import ProblemError, found_value
from .inputs import LARGEST

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class ValueFunction:
    """A piecewise-linear value function of one criterion.

    Parameters
    ----------
    points : sequence of (score, value)
        Scores in rising order, from one end of the criterion's global scale to the other, and
        what each is worth: 0 points for the worst score of the scale, 100 for the best. Between
        two points the value is linear.
    monotone : bool
        Whether the value only rises or only falls, which is checked. ``False`` has to be stated
        for a function with its best or worst score inside the scale.

    Raises
    ------
    ProblemError
        If the points are no value function.

    Examples
    --------
    >>> doctors = ValueFunction([(0, 0), (500, 60), (2000, 100)])
    >>> doctors([250.0, 500.0, 1250.0]).tolist()
    [30.0, 60.0, 80.0]
    """

    points: Points
    monotone: bool = True

    def __post_init__(self) -> None:
        fault = fault_of(self.points, self.monotone)
        if fault is not None:
            raise ProblemError("value function: found {}; expected {}".format(*fault))
        settled = tuple((float(score), float(value)) for score, value in self.points)
        object.__setattr__(self, "points", settled)

    @classmethod
    def linear(cls, low: float, high: float, maximise: bool) -> ValueFunction:
        """The value function that is linear on a scale."""
        worst, best = (0.0, 100.0) if maximise else (100.0, 0.0)
        return cls([(low, worst), (high, best)])

    @property
    def scale(self) -> tuple[float, float]:
        """The ends of the global scale."""
        return self.points[0][0], self.points[-1][0]

    def __call__(self, scores: Any) -> Floats:
        """The value of scores of any shape, 0 to 100."""
        at, values = zip(*self.points, strict=True)
        return np.asarray(np.interp(scores, at, values))


def fault_of(points: object, monotone: bool) -> tuple[str, str] | None:
    """What is wrong with the points of a value function and what is expected, or None."""
    pairs = "two or more points (score, value), such as [[0, 0], [500, 60], [2000, 100]]"
    if not _is_row(points) or len(points) < 2:
        return found_value(points), pairs
    for point in points:
        if not _is_row(point) or len(point) != 2 or not all(map(_is_number, point)):
            return f"the point {found_value(point)}", pairs
    scores, values = zip(*points, strict=True)
    if any(after <= before for before, after in pairwise(scores)):
        return f"the scores {_listed(scores)}", "scores in rising order"
    if min(values) != 0.0 or max(values) != 100.0:
        found = f"values from {min(values):g} to {max(values):g}"
        return found, "0 for the worst score of the scale and 100 for the best"
    steps = np.diff(values)
    if monotone and (steps < 0.0).any() and (steps > 0.0).any():
        expected = "values that only rise or only fall, or monotone = false if this is meant"
        return f"the values {_listed(values)}, which rise and fall", expected
    return None


def _is_row(given: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(given, Sequence | np.ndarray) and not isinstance(given, str)


def _is_number(given: Any) -> bool:
    number = isinstance(given, int | float | np.integer | np.floating)
    return number and not isinstance(given, bool) and bool(abs(given) <= LARGEST)


def _listed(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers)


def against_direction(function: ValueFunction, maximise: bool) -> tuple[str, str] | None:
    """How a value function contradicts its criterion's direction and what is expected, or None."""
    if not function.monotone or (function.points[-1][1] > function.points[0][1]) == maximise:
        return None
    if maximise:
        return "values that fall with the score of a maximised criterion", "values that rise"
    return "values that rise with the score of a minimised criterion", "values that fall"
