"""Tables whose cells a spreadsheet takes for what they are: text is never run as a formula."""

from __future__ import annotations

import pandas as pd

__all__ = ["plain", "to_csv"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Text that begins like this is run, or split, by some spreadsheets."""


def plain(value: object) -> object:
    """The value; text that a spreadsheet would run gets an apostrophe in front."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def to_csv(frame: pd.DataFrame, index: bool = True) -> str:
    """A table as CSV, with labels and text that no spreadsheet runs as a formula.

    Parameters
    ----------
    frame : DataFrame
        The table.
    index : bool
        Whether its index is written too.

    Examples
    --------
    >>> frame = pd.DataFrame({"note": ["=1+1", "two"], "gap": [-0.5, 1.0]})
    >>> print(to_csv(frame, index=False))
    note,gap
    '=1+1,-0.5
    two,1.0
    """
    safe = frame.map(plain).rename(index=plain, columns=plain)
    return str(safe.to_csv(index=index, lineterminator="\n"))
