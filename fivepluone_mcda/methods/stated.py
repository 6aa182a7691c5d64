"""What a person states of each criterion: points, a rank, a comparison with one of them."""

from __future__ import annotations

import pandas as pd

from ..model import MethodError
from ..model.inputs import Keyed, keyed_by_criterion


def stated_numbers(
    values: Keyed, argument: str, expected: str, least: float, most: float = float("inf")
) -> pd.Series:
    """The numbers by criterion, all finite and from `least` to `most`.

    Parameters
    ----------
    values : mapping or Series by criterion
        What was stated.
    argument, expected : str
        What the argument is called and what it should hold, for the message.
    least, most : float
        The smallest and the largest number that may be stated.

    Raises
    ------
    MethodError
        If there is no criterion, or a number is none or lies outside.
    ProblemError
        If the values have no names, or a name stands twice.
    """
    keyed = keyed_by_criterion(values)
    if not keyed:
        raise MethodError(f"{argument}: found no criteria; expected {expected} of at least one")
    numbers = {}
    for criterion, value in keyed.items():
        try:
            number = float("nan") if isinstance(value, str | bool) else float(value)
        except (TypeError, ValueError, OverflowError):
            number = float("nan")
        if not least <= number <= most or number == float("inf"):
            raise MethodError(f"{argument} of {criterion!r}: found {value!r}; expected {expected}")
        numbers[criterion] = number
    return pd.Series(numbers, name="weight")
