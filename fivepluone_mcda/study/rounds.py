"""Rounds of questions: which rows count, and which a later round has replaced."""

from __future__ import annotations

import pandas as pd

from .schema import ROUNDS


def by_round(table: pd.DataFrame, role: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the newest round of each item, as in `ROUNDS`, and the earlier ones."""
    item = table[list(ROUNDS[role])].astype(str)
    if role == "judgements":
        item[["a", "b"]] = [sorted(pair) for pair in item[["a", "b"]].to_numpy()]
    newest = table["round"].groupby([item[column] for column in item]).transform("max")
    current = table["round"] == newest
    return table[current].reset_index(drop=True), table[~current].reset_index(drop=True)
