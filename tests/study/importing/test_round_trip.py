"""A clean table, written as messily as people do, reads back the same."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp

CITIES = ["Almaty", "Astana", "Aktau", "Семей", "Өскемен", "Санкт-Петербург", "St. Louis, MO"]
CRITERIA = ["Population, thousand", "Площадь", "Output (USD mln)", "Support ratio", "Score 1"]


@dataclass(frozen=True)
class Style:
    """How a table is written."""

    decimal: str
    thousands: str
    separator: str
    encoding: str
    title: bool
    blank_column: bool
    numbered: bool
    notes: bool
    total: str
    weights: str
    direction: tuple[str, str, str]
    turned: bool

    def number(self, value: float) -> str:
        text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
        return text.translate(str.maketrans({",": self.thousands, ".": self.decimal}))


STYLES = st.builds(
    Style,
    decimal=st.sampled_from([".", ","]),
    thousands=st.sampled_from(["", " ", "\u00a0", "\u202f", "'"]),
    separator=st.sampled_from([";", "\t", ","]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    title=st.booleans(),
    blank_column=st.booleans(),
    numbered=st.booleans(),
    notes=st.booleans(),
    total=st.sampled_from(["", "Total", "Итого", "Sum:"]),
    weights=st.sampled_from(["", "Weight", "Вес, %", "Weights (%)"]),
    direction=st.sampled_from(
        [("", "", ""), ("Direction", "max", "min"), ("Направление", "больше", "меньше")]
    ),
    turned=st.booleans(),
)


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.lists(st.sampled_from(CITIES), min_size=2, max_size=5, unique=True))
    columns = draw(st.lists(st.sampled_from(CRITERIA), min_size=2, max_size=4, unique=True))
    cells = st.integers(0, 5_000_000).map(lambda cents: cents / 100)
    values = [[draw(cells) for _ in columns] for _ in rows]
    return pd.DataFrame(values, rows, columns)


def written(frame: pd.DataFrame, style: Style) -> str:
    """The table in the style; weights fall, directions alternate."""
    rows = [
        [name, *map(style.number, row)] for name, row in zip(frame.index, frame.values, strict=True)
    ]
    if style.total:
        rows.append([style.total, *map(style.number, frame.sum().round(2))])
    if style.weights:
        share = 100 // frame.shape[1]
        first = 100 - share * (frame.shape[1] - 1)
        rows.append([style.weights, *map(str, [first, *[share] * (frame.shape[1] - 1)])])
    if style.direction[0]:
        ways = [style.direction[1 + place % 2] for place in range(frame.shape[1])]
        rows.insert(0, [style.direction[0], *ways])
    rows.insert(0, ["Criterion" if style.turned else "City", *frame.columns])
    if style.turned:
        rows = [list(cells) for cells in zip(*rows, strict=True)]
    if style.numbered:
        rows = [[str(place) if place else "№", *row] for place, row in enumerate(rows)]
    if style.blank_column:
        rows = [[*row[:-1], "", row[-1]] for row in rows]
    if style.title:
        rows = [["Table 3. Cities in 2024"], [], *rows]
    if style.notes:
        rows += [[], ["* Rounded."], ["Source: 12 offices"]]
    text = io.StringIO()
    csv.writer(text, delimiter=style.separator).writerows(rows)
    return text.getvalue()


@given(frame=frames(), style=STYLES)
def test_a_table_in_any_style_reads_back_the_same(frame: pd.DataFrame, style: Style) -> None:
    sign = {".": "point", ",": "comma"}[style.decimal]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "table.csv"
        path.write_text(written(frame, style), encoding=style.encoding)
        problem = fp.read_table(path, decimal=sign, keep=list(frame.index))
    pd.testing.assert_frame_equal(problem.matrix, frame, check_exact=True)
    assert (problem.weights.is_monotonic_decreasing) or not style.weights
    alternating = ["max", "min"] * frame.shape[1]
    expected = alternating[: frame.shape[1]] if style.direction[0] else ["max"] * frame.shape[1]
    assert problem.directions.tolist() == expected
