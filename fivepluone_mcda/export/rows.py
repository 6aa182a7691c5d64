"""The one table of whatever is handed in, as a heading and rows of cells."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..model import CriteriaError


def frame_of(result: object) -> pd.DataFrame:
    """The main table of a result; a table stays itself, a Series becomes its only column."""
    if isinstance(result, pd.DataFrame):
        return result
    if isinstance(result, pd.Series):
        return result.to_frame("value" if result.name is None else result.name)
    make = getattr(result, "to_frame", None)
    if make is None:
        raise CriteriaError(
            f"found {type(result).__name__}; expected a result of this package, a DataFrame or "
            "a Series"
        )
    return pd.DataFrame(make())


def heading_and_rows(frame: pd.DataFrame) -> tuple[list[str], list[list[object]]]:
    """Names of the columns, and the cells row by row; the index among them unless it only counts.

    Labels of several levels are joined in the heading and stand in columns of their own at the
    left.
    """
    index = frame.index
    cells: list[list[object]] = frame.astype(object).to_numpy().tolist()
    heading = [
        " / ".join(map(str, label)) if isinstance(label, tuple) else str(label)
        for label in frame.columns
    ]
    if isinstance(index, pd.RangeIndex) and index.name is None:
        return heading, cells
    names = ["" if name is None else str(name) for name in index.names]
    labels = [list(label) if index.nlevels > 1 else [label] for label in index]
    return names + heading, [[*label, *row] for label, row in zip(labels, cells, strict=True)]


def is_missing(cell: Any) -> bool:
    """Whether nothing is known of a cell: None, NaN or one of pandas' own signs for it."""
    return bool(pd.api.types.is_scalar(cell) and pd.isna(cell))
