"""What a picture is made from, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..model import CriteriaError
from ..model.errors import listed

__all__ = ["expect_columns"]


def expect_columns(result: object, columns: Sequence[str], source: str) -> pd.DataFrame:
    """The table, refused if it lacks one of these columns.

    Raises
    ------
    CriteriaError
        If the result is no table, or lacks columns.
    """
    if not isinstance(result, pd.DataFrame):
        raise CriteriaError(f"found {type(result).__name__}; expected {source}")
    missing = [column for column in columns if column not in result.columns]
    if missing:
        raise CriteriaError(f"a table without {listed(missing)}; expected {source}")
    return result
