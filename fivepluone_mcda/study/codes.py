"""The raw codes of a study as arrays, and every coder's own performance matrix from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..model import CriteriaTree
from ..model.arrays import Flags, Floats, Rows
from .scenarios import ScoreChange

ITEM = ["alternative", "quadrant", "item"]
INTERVAL = ["low", "best", "high"]

_PLACE = re.compile(r"[^:;/]{1,40}/[^\s:;,]+|Table \d+")


@dataclass(frozen=True)
class _Items:
    """Codes of the SWOT items: where each item counts, its interval and horizon by coder."""

    label: NDArray[np.str_]
    row: Rows
    column: Rows
    values: Floats
    long: Flags


@dataclass(frozen=True)
class Codes:
    """Every coder's codes, in the order of a study's coders, alternatives and criteria.

    Scores, shape (coders, m, n, 3), hold low, best and high, and NaN where a coder gave none or
    the coder's items score the criterion.
    """

    scores: Floats
    items: _Items | None
    places: tuple[tuple[str, ...], ...]  # m x n, where in the source each score comes from

    @classmethod
    def of(
        cls,
        tables: Mapping[str, pd.DataFrame],
        coders: Sequence[str],
        alternatives: Sequence[str],
        criteria: Sequence[str],
    ) -> Codes:
        """The codes in a study's checked tables."""
        codes = tables["scores"]
        cube = np.full((len(coders), len(alternatives), len(criteria), len(INTERVAL)), np.nan)
        cube[
            _positions(codes["coder"], coders),
            _positions(codes["alternative"], alternatives),
            _positions(codes["criterion"], criteria),
        ] = codes[INTERVAL].to_numpy(dtype=np.float64)
        found = codes.groupby(["alternative", "criterion"])["evidence"].agg(main_place).to_dict()
        places = tuple(
            tuple(str(found.get((name, leaf), "")) for leaf in criteria) for name in alternatives
        )
        if "items" not in tables:
            return cls(cube, None, places)
        rows = tables["items"]
        items = rows[ITEM].drop_duplicates()
        which = _positions(pd.MultiIndex.from_frame(rows[ITEM]), pd.MultiIndex.from_frame(items))
        coder = _positions(rows["coder"], coders)
        values = np.full((len(coders), len(items), len(INTERVAL)), np.nan)
        values[coder, which] = rows[INTERVAL].to_numpy(dtype=np.float64)
        lasting = np.zeros(values.shape[:2], dtype=bool)
        lasting[coder, which] = rows["horizon"] == "long"
        tree = tables["criteria"]
        node = dict(zip(tree["quadrant"], tree["id"], strict=True))
        return cls(
            cube,
            _Items(
                label=items["item"].to_numpy(dtype=np.str_),
                row=_positions(items["alternative"], alternatives),
                column=_positions(items["quadrant"].map(node), criteria),
                values=values,
                long=lasting,
            ),
            places,
        )

    @property
    def given(self) -> Flags:
        """Whether each coder scored each cell, shape (coders, m, n)."""
        given = ~np.isnan(self.scores[..., 0])
        if self.items is not None:
            coded = ~np.isnan(self.items.values[..., 0])
            given[:, self.items.row, self.items.column] |= coded
        return given

    def with_items(
        self, changes: Sequence[ScoreChange], alternatives: Sequence[str], low: Floats, high: Floats
    ) -> Codes:
        """The codes after changes of SWOT items, brought back to the scale of their criterion.

        Changes of criteria are passed over; `low` and `high` are infinite without a scale.
        """
        items = self.items
        if items is None or not any(change.items for change in changes):
            return self
        values = items.values.copy()
        names = np.asarray(alternatives)[items.row]
        touched = np.zeros(len(names), dtype=bool)
        for change in changes:
            mine = np.isin(items.label, change.items) & np.isin(names, change.alternatives)
            values[:, mine] = change.of(values[:, mine])
            touched |= mine
        within = items.column[touched, None]
        values[:, touched] = np.clip(values[:, touched], low[within], high[within])
        return replace(self, items=replace(items, values=values))

    def matrices(self, chosen: Sequence[int], horizon: float, value: str) -> Floats:
        """The performance matrix of each chosen coder, shape (chosen, m, n).

        A cell that a coder left out takes the mean of those who did not. The chosen decide
        together which item is long or short; `value` is ``best``, ``low`` or ``high``.
        """
        end = INTERVAL.index(value)
        scores = self.scores[list(chosen), :, :, end]
        if self.items is not None:
            self._score_items(scores, self.items, list(chosen), horizon, end)
        left_out = np.isnan(scores)
        if left_out.any():
            counts = (~left_out).sum(axis=0)
            mean = np.where(left_out, 0.0, scores).sum(axis=0) / np.maximum(counts, 1)
            scores = np.where(left_out & (counts > 0), mean, scores)
        return scores

    @staticmethod
    def _score_items(
        scores: Floats, items: _Items, chosen: list[int], horizon: float, end: int
    ) -> None:
        """Set the scores of the criteria that the coders' items score."""
        coders = [coder for coder in chosen if not np.isnan(items.values[coder]).any()]
        if not coders:
            return
        rows = np.isin(chosen, coders)
        share = items.long[coders].mean(axis=0)
        weight = np.where(share > 0.5, horizon, np.where(share < 0.5, 1.0 - horizon, 0.5))
        for i, j in dict.fromkeys(zip(items.row, items.column, strict=True)):
            mine = (items.row == i) & (items.column == j)
            own = weight[mine]
            # A horizon share of 0 or 1 can leave a quadrant without weight: count all alike.
            own = own if own.sum() > 0.0 else np.ones_like(own)
            intensity = items.values[coders][:, mine, end]
            scores[rows, i, j] = intensity @ (own / own.sum())


def _positions(names: pd.Series | pd.MultiIndex, known: Sequence[str] | pd.MultiIndex) -> Rows:
    return np.asarray(pd.Index(known).get_indexer(pd.Index(names)))


def items_table(codes: pd.DataFrame, tree: CriteriaTree) -> pd.DataFrame:
    """The SWOT items with their mean codes, as `Study.swot_items` has them."""
    if codes.empty:
        return pd.DataFrame(
            columns=[*ITEM, "intensity", "low", "high", "dimension", "horizon", "long_share"]
        )
    order = list(tree.nodes)
    rows = []
    for key, group in codes.groupby(ITEM, sort=False):
        votes = group["dimension"].value_counts()
        leading = [str(node) for node in votes.index[votes == votes.max()]]
        share = float((group["horizon"] == "long").mean())
        rows.append(
            {
                **dict(zip(ITEM, key, strict=True)),
                "intensity": group["best"].mean(),
                "low": group["low"].mean(),
                "high": group["high"].mean(),
                "dimension": min(leading, key=order.index),
                "horizon": "long" if share > 0.5 else "short" if share < 0.5 else "split",
                "long_share": share,
            }
        )
    return pd.DataFrame(rows)


def silent_table(
    scores: pd.DataFrame, alternatives: list[str], criteria: list[str]
) -> pd.DataFrame:
    """Share of silent codes of each score, alternatives x criteria; 0 where items score it.

    A coder who gave no score does not count.
    """
    share = scores[scores["best"].notna()].groupby(["alternative", "criterion"])["silent"].mean()
    cells = share.unstack("criterion").reindex(index=alternatives, columns=criteria)
    return cells.astype(float).fillna(0.0).rename_axis(index=None, columns=None)


def main_place(evidence: Iterable[str]) -> str:
    """The place that most of the notes begin with; empty where none names one.

    Examples
    --------
    >>> main_place(["Geopolitical/CA-EU: weak", "Geopolitical/CA-EU weak", "Table 1/CA-EU: x"])
    'Geopolitical/CA-EU'
    """
    found = Counter(match[0] for note in evidence if (match := _PLACE.match(note)))
    return min(found, key=lambda place: (-found[place], place)) if found else ""
