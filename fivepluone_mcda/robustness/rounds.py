"""What moved between two rounds of questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..study import Study
from ..study.rounds import oriented

ITEMS = {
    "scores": ["criterion", "alternative"],
    "judgements": ["group", "a", "b"],
    "points": ["group", "criterion"],
}
"""What names an item in each table."""

WHO = {"scores": "coder", "judgements": "judge", "points": "judge"}
VALUE = {"scores": "best", "judgements": "value", "points": "value"}

COLUMNS = [
    "part", "item", "answers", "changed", "before", "after", "spread_before", "spread_after"
]  # fmt: skip

SAME = 1e-9
"""Answers that differ by no more are the same."""


def moved(study: Study, panel: str, respondents: Sequence[str]) -> pd.DataFrame:
    """The items that a later round asked again, and how the answers moved.

    Returns
    -------
    DataFrame
        One row an item that somebody answered again: ``part`` (``scores``, ``judgements`` or
        ``points``), ``item`` (its ids, joined by " | "), ``answers`` (how many respondents
        answered it in both rounds), ``changed`` (how many of them changed their answer), their
        median ``before`` and ``after``, and the interquartile range ``spread_before`` and
        ``spread_after``. Judgements: median of the ratios, and quartile over quartile. Items
        whose spread fell most come first within each part.
    """
    rows = [
        row
        for part in ITEMS
        if len(study.earlier.get(part, ()))
        for row in _moved(study, part, panel, respondents)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _moved(study: Study, part: str, panel: str, respondents: Sequence[str]) -> list[dict[str, Any]]:
    old, new = (
        _answers(tables[part], part, panel, respondents) for tables in (study.earlier, study.tables)
    )
    both = old.to_frame("before").join(new.rename("after"), how="inner").dropna()
    ratios = part == "judgements"
    rows = []
    for item, own in both.groupby(level="item", sort=False):
        values = own.apply(np.log) if ratios else own
        low, median, high = (values.quantile(share) for share in (0.25, 0.5, 0.75))
        spread = high - low
        if ratios:
            spread, median = spread.apply(np.exp), median.apply(np.exp)
        rows.append(
            {
                "part": part,
                "item": str(item),
                "answers": len(own),
                "changed": int(((values["after"] - values["before"]).abs() > SAME).sum()),
                "before": float(median["before"]),
                "after": float(median["after"]),
                "spread_before": float(spread["before"]),
                "spread_after": float(spread["after"]),
            }
        )
    return sorted(rows, key=lambda row: row["spread_after"] - row["spread_before"])


def _answers(table: pd.DataFrame, part: str, panel: str, respondents: Sequence[str]) -> pd.Series:
    """Values by item and respondent, of the newest round in the table; pairs in one order."""
    rows = table[table[WHO[part]].isin(respondents)]
    if "panel" in rows:
        rows = rows[rows["panel"] == panel]
    rows = rows.sort_values("round", kind="stable")
    if part == "judgements":
        rows = oriented(rows)
    item = rows[ITEMS[part]].astype(str).agg(" | ".join, axis=1)
    index = pd.MultiIndex.from_arrays(
        [item, rows[WHO[part]].astype(str)], names=["item", "respondent"]
    )
    found = pd.Series(rows[VALUE[part]].to_numpy(float), index)
    return found[~found.index.duplicated(keep="last")]
