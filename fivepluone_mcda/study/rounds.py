"""Rounds of questions: which rows count, and which a later round has replaced."""

from __future__ import annotations

import pandas as pd

from .schema import ROUNDS


def by_round(table: pd.DataFrame, role: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the newest round of each item, as in `ROUNDS`, and the earlier ones."""
    named = oriented(table) if role == "judgements" else table
    item = named[list(ROUNDS[role])].astype(str)
    newest = table["round"].groupby([item[column] for column in item]).transform("max")
    current = table["round"] == newest
    return table[current].reset_index(drop=True), table[~current].reset_index(drop=True)


def oriented(judgements: pd.DataFrame) -> pd.DataFrame:
    """Judgements with a and b in one order, so that those of two rounds can be compared."""
    turned = judgements.copy()
    swap = (judgements["a"] > judgements["b"]).to_numpy()
    turned.loc[swap, ["a", "b"]] = judgements.loc[swap, ["b", "a"]].to_numpy()
    turned.loc[swap, "value"] = 1.0 / judgements.loc[swap, "value"]
    return turned
