"""What the numbers on each criterion mean: which way is better, the scale, the value function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .arrays import Flags
from .errors import ProblemError, expect
from .inputs import Keyed, keyed_by_known, maximised, read_only, scale_ends
from .value_functions import Points, ValueFunction, against_direction

ScaleEnds = Mapping[Any, tuple[float, float]]
Values = Mapping[Any, ValueFunction | Points]


@dataclass(frozen=True, eq=False)
class Scales:
    """Direction of every criterion, and the scale and value function of those that state one."""

    criteria: tuple[str, ...]
    maximise: Flags
    ends: dict[str, tuple[float, float]]  # low and high end of the scale
    functions: dict[str, ValueFunction]  # each from one end of the scale to the other

    @classmethod
    def of(
        cls,
        criteria: tuple[str, ...],
        directions: Keyed | None,
        scale: ScaleEnds | None,
        values: Values | None,
    ) -> Scales:
        """The scales that are stated; a value function states the scale of its criterion."""
        maximise = read_only(maximised(directions, criteria))
        ends, functions = scale_ends(scale, criteria), _functions(values, criteria)
        for criterion, function in functions.items():
            if ends.setdefault(criterion, function.scale) != function.scale:
                raise ProblemError(
                    "values of {!r}: found points from {:g} to {:g} on a scale from {:g} to {:g}; "
                    "expected points from one end of the scale to the other".format(
                        criterion, *function.scale, *ends[criterion]
                    )
                )
            fault = against_direction(function, bool(maximise[criteria.index(criterion)]))
            if fault is not None:
                raise ProblemError(
                    "values of {!r}: found {}; expected {}".format(criterion, *fault)
                )
        return cls(criteria, maximise, ends, functions)


def _functions(values: Values | None, criteria: tuple[str, ...]) -> dict[str, ValueFunction]:
    if values is None:
        return {}
    expect(values, Mapping, "a mapping of criteria to points", "values", ProblemError)
    functions = {}
    for criterion, given in keyed_by_known(values, criteria).items():
        try:
            functions[criterion] = (
                given if isinstance(given, ValueFunction) else ValueFunction(given)
            )
        except ProblemError as error:
            raise ProblemError(f"values of {criterion!r}: {error}") from None
    return functions
