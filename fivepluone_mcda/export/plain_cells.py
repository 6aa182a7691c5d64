"""Tables whose cells a spreadsheet takes for what they are: text is never run as a formula."""

from __future__ import annotations

import re

from .rows import frame_of

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Text that begins like this is run, or split, by some spreadsheets; the last four are full-width
forms of the first."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no cell can hold."""


def plain(value: object) -> object:
    """The value; text that a spreadsheet would run gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = CONTROL.sub("", value)
    return f"'{text}" if text.startswith(FORMULA) else text


def to_csv(result: object, index: bool = True) -> str:
    """A result as CSV, with labels and text that no spreadsheet runs as a formula.

    Parameters
    ----------
    result : result, DataFrame or Series
        What is written; of a result its `to_frame`.
    index : bool
        Whether the labels of the rows are written too.

    Raises
    ------
    CriteriaError
        If it is no table.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"note": ["=1+1", "two"], "gap": [-0.5, 1.0]})
    >>> print(fp.to_csv(frame, index=False))
    note,gap
    '=1+1,-0.5
    two,1.0
    """
    frame = frame_of(result)
    safe = frame.map(plain).rename(index=plain, columns=plain)
    safe.index.names = [plain(name) for name in safe.index.names]
    return str(safe.to_csv(index=index, lineterminator="\n"))
