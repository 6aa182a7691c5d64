"""The stability chart shows each interval, the weight as it is, and who takes over."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from plots.shown import title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.plots.style import looks, percent


@pytest.fixture(scope="module")
def table(study: fp.Study) -> pd.DataFrame:
    return fp.stability(study.problem("values"))


def room(table: pd.DataFrame) -> pd.Series:
    down = (table["weight"] - table["lower"]).where(table["winner_below"].notna())
    up = (table["upper"] - table["weight"]).where(table["winner_above"].notna())
    return pd.concat([down, up], axis=1).min(axis=1)


def test_bars_reach_from_bound_to_bound_nearest_change_first(
    study: fp.Study, table: pd.DataFrame
) -> None:
    ax = fp.plots.stability(study.problem("values"))
    ordered = table.loc[room(table).sort_values(kind="stable").index]
    assert words(ax.get_yticklabels()) == [study.tree.label(node) for node in ordered.index]
    assert [bar.get_x() for bar in ax.patches] == pytest.approx(ordered["lower"].tolist())
    assert widths(ax) == pytest.approx((ordered["upper"] - ordered["lower"]).tolist())
    colour = looks(study.alternatives)[fp.topsis(study.problem("values")).best].colour.lower()
    assert {to_hex(bar.get_facecolor()) for bar in ax.patches} == {colour}


def test_strokes_stand_at_the_weights(study: fp.Study, table: pd.DataFrame) -> None:
    ax = fp.plots.stability(study.problem("values"))
    ordered = table.loc[room(table).sort_values(kind="stable").index]
    strokes = [part.get_segments()[0] for part in ax.collections[1:]]
    assert [stroke[0, 0] for stroke in strokes] == pytest.approx(ordered["weight"].tolist())


def test_who_takes_over_is_marked_and_named_at_each_end(
    study: fp.Study, table: pd.DataFrame
) -> None:
    ax = fp.plots.stability(study.problem("values"))
    expected = {
        (place, name)
        for bound, over in (("lower", "winner_below"), ("upper", "winner_above"))
        for place, name in zip(table[bound], table[over], strict=True)
        if name is not None
    }
    assert set(words(ax.texts)) == {f"{percent(place)} {name}" for place, name in expected}
    marks = {(float(line.get_xdata()[0]), line.get_marker()) for line in ax.lines}
    look = looks(study.alternatives)
    assert marks == {(place, look[name].marker) for place, name in expected}


def test_title_counts_the_free_nodes_and_names_the_nearest_change(
    study: fp.Study, table: pd.DataFrame
) -> None:
    text = title(fp.plots.stability(study.problem("values")))
    free = int((table["winner_below"].isna() & table["winner_above"].isna()).sum())
    best = fp.topsis(study.problem("values")).best
    assert text.startswith(f"{best} stays first at any weight of {free} of {len(table)} nodes")
    nearest = room(table).idxmin()
    assert f"{study.tree.label(nearest)} ({percent(table['weight'][nearest])})" in text


def test_a_table_has_neither_colours_nor_labels(table: pd.DataFrame) -> None:
    ax = fp.plots.stability(table)
    assert words(ax.get_yticklabels())[0] == room(table).idxmin()
    assert {line.get_color() for line in ax.lines} == {"#757575"}
    assert title(ax).startswith("The winner stays first")


def test_chosen_nodes_only(problem: fp.Problem) -> None:
    ax = fp.plots.stability(problem, "ahp", ["cost", "comfort"])
    assert sorted(words(ax.get_yticklabels())) == ["comfort", "cost"]


def test_nobody_takes_over() -> None:
    alone = fp.Problem(pd.DataFrame({"a": [1.0], "b": [2.0]}, ["x"]))
    ax = fp.plots.stability(alone)
    assert title(ax) == "x stays first at any weight of 2 of 2 nodes"
    assert widths(ax) == [1.0, 1.0]
    assert not np.any(words(ax.texts))
