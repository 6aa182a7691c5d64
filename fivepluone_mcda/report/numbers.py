"""How the numbers of a report are written, and where they stand on a bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["Axis", "Finding", "number", "records"]

Finding = dict[str, Any] | str
"""What a section shows; or, as a sentence, why the study has none."""

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Axis:
    """Where numbers stand on a bar, in percent of its length."""

    low: float
    high: float

    @classmethod
    def over(cls, numbers: Sequence[float] | pd.Series) -> Axis:
        """The axis that holds 0 and all the numbers."""
        low, high = min(0.0, *numbers), max(0.0, *numbers)
        return cls(low, high if high > low else low + 1.0)

    def at(self, value: float) -> float:
        """The place of a value."""
        return round(100.0 * (value - self.low) / (self.high - self.low), 2)

    def bar(self, start: float, end: float) -> dict[str, float]:
        """Where a bar begins, and how long it is."""
        left, right = sorted((self.at(start), self.at(end)))
        return {"left": left, "width": round(right - left, 2)}


def number(value: float, digits: int = 1) -> str:
    """A number with so many decimals and a true minus sign; from 1000 on a whole one."""
    text = f"{value:.{digits}f}" if abs(value) < 1000.0 else f"{value:,.0f}"
    return text.replace("-", MINUS)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, each as a dict by column; the index is a column of its name."""
    named = frame if frame.index.name is None else frame.reset_index()
    return [{str(key): value for key, value in row.items()} for row in named.to_dict("records")]
