"""What a person states of each criterion: points, a rank, a comparison with one of them."""

from __future__ import annotations

import pandas as pd

from ..model import MethodError
from ..model.inputs import Keyed, float_or_nan, keyed_by_criterion


def stated_numbers(
    values: Keyed, argument: str, expected: str, least: float, most: float = float("inf")
) -> pd.Series:
    """The numbers by criterion, all finite and from `least` to `most`.

    `argument` and `expected` say in a message where they were stated, and what should be there.
    """
    keyed = keyed_by_criterion(values)
    if not keyed:
        raise MethodError(f"{argument}: found no criteria; expected {expected} of at least one")
    numbers = {}
    for criterion, value in keyed.items():
        number = float("nan") if isinstance(value, str | bool) else float_or_nan(value)
        if not least <= number <= most or number == float("inf"):
            raise MethodError(f"{argument} of {criterion!r}: found {value!r}; expected {expected}")
        numbers[criterion] = number
    return pd.Series(numbers, name="weight")
