"""The stability chart shows each interval, the weight as it is, and who takes over."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from plots.shown import title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.model.looks import looks
from fivepluone_mcda.model.text import percent
from fivepluone_mcda.sensitivity.winner_bands import common_windows


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
    problem = study.problem("values")
    ax = fp.plots.stability(problem, nodes=list(problem.tree.nodes[1:]))
    ordered = table.loc[room(table).sort_values(kind="stable").index]
    assert words(ax.get_yticklabels()) == [study.tree.label(node) for node in ordered.index]
    assert [bar.get_x() for bar in ax.patches] == pytest.approx(ordered["lower"].tolist())
    assert widths(ax) == pytest.approx((ordered["upper"] - ordered["lower"]).tolist())
    colour = looks(study.alternatives)[fp.topsis(study.problem("values")).best].colour.lower()
    assert {to_hex(bar.get_facecolor()) for bar in ax.patches} == {colour}


def test_groups_come_first_and_criteria_far_from_a_change_are_left_out(
    study: fp.Study, table: pd.DataFrame
) -> None:
    ax = fp.plots.stability(study.problem("values"))
    shown = words(ax.get_yticklabels())
    distance = room(table).sort_values(kind="stable")
    groups = [node for node in distance.index if node in study.tree.groups]
    criteria = [node for node in distance.dropna().index if node not in groups][:12]
    assert shown == [study.tree.label(node) for node in groups + criteria]
    assert f"{len(table) - len(shown)} criteria farther from a change" in ax.get_xlabel().replace(
        "\n", " "
    )


def test_strokes_stand_at_the_weights(study: fp.Study, table: pd.DataFrame) -> None:
    ax = fp.plots.stability(study.problem("values"), nodes=list(table.index))
    ordered = table.loc[room(table).sort_values(kind="stable").index]
    strokes = ax.collections[1].get_segments()
    assert [stroke[0, 0] for stroke in strokes] == pytest.approx(ordered["weight"].tolist())


def test_who_takes_over_is_marked_and_named_at_each_end(
    study: fp.Study, table: pd.DataFrame
) -> None:
    ax = fp.plots.stability(study.problem("values"), nodes=list(table.index))
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


def test_the_table_is_drawn_as_the_problem(study: fp.Study, table: pd.DataFrame) -> None:
    ax, other = fp.plots.stability(table), fp.plots.stability(study.problem("values"))
    assert title(ax) == title(other)
    assert words(ax.get_yticklabels()) == words(other.get_yticklabels())


def test_a_table_from_elsewhere_has_neither_colours_nor_labels(table: pd.DataFrame) -> None:
    ax = fp.plots.stability(pd.DataFrame(table.to_dict()))
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


@pytest.fixture
def bands() -> pd.DataFrame:
    """Bands of two profiles and two methods; b leads in all of them from 0.4 to 0.5."""
    rows = [
        ("one", "topsis", (0.0, 0.2, 0.5, 1.0), "abc"),
        ("one", "ahp", (0.0, 0.3, 1.0), "ab"),
        ("two", "topsis", (0.0, 0.1, 0.9, 1.0), "abc"),
        ("two", "ahp", (0.0, 0.4, 1.0), "ab"),
    ]
    frame = pd.DataFrame(
        [
            (profile, method, low, high, winner, True)
            for profile, method, ends, winners in rows
            for low, high, winner in zip(ends[:-1], ends[1:], winners, strict=True)
        ],
        columns=["profile", "method", "lower", "upper", "winner", "exact"],
    )
    frame.attrs = {
        "label": "Dependence",
        "weights": {"one": 0.25, "two": 0.05},
        "alternatives": list("abcd"),
    }
    return frame


def test_bands_have_their_ends_and_the_looks_of_their_winners(bands: pd.DataFrame) -> None:
    ax = fp.plots.winner_bands(bands)
    look = looks(list("abcd"))
    assert words(ax.get_yticklabels()) == ["", "one", "TOPSIS", "AHP", "two", "TOPSIS", "AHP"]
    for bar, band in zip(ax.patches, bands.itertuples(), strict=True):
        assert (bar.get_x(), bar.get_width()) == pytest.approx(
            (band.lower, band.upper - band.lower)
        )
        assert to_hex(bar.get_facecolor()) == look[band.winner].colour.lower()
        assert (bar.get_hatch() or "") == look[band.winner].hatch
    assert words(ax.get_legend().get_texts()) == ["a", "b", "c"]


def test_bands_tell_who_leads_in_all_and_each_profile_s_weight(bands: pd.DataFrame) -> None:
    ax = fp.plots.winner_bands(bands)
    assert title(ax) == (
        "In all 4 rows a leads while Dependence weighs up to 10.0 % and b leads while it weighs "
        "40.0 % to 50.0 %"
    )
    assert {"25.0 %", "5.0 %"} <= set(words(ax.texts))
    lines = {segment[0][0] for part in ax.collections if hasattr(part, "get_segments")
             for segment in part.get_segments()}  # fmt: skip
    assert {0.25, 0.05, 0.1, 0.4, 0.5} <= lines


def test_bands_without_a_common_winner(bands: pd.DataFrame) -> None:
    bands = bands[bands["profile"] == "one"].copy()
    bands.loc[bands["method"] == "ahp", "winner"] = "d"
    assert title(fp.plots.winner_bands(bands)) == (
        "At no weight of Dependence does the same alternative lead in all 2 rows"
    )


@pytest.mark.parametrize("width", [3.5, 7.0])
def test_bands_keep_their_text_in_place(
    bands: pd.DataFrame, width: float, tidy: Callable[[Axes], None]
) -> None:
    ax = fp.plots.winner_bands(bands, width=width)
    tidy(ax)
    assert ax.figure.get_figwidth() == width


@pytest.mark.shipped_numbers
def test_bands_of_a_study(study: fp.Study, tidy: Callable[[Axes], None]) -> None:
    result = fp.winner_bands(study, "strategic_dependence")
    ax = fp.plots.winner_bands(result)
    tidy(ax)
    label = study.tree.label("strategic_dependence")
    assert title(ax).startswith(f"In all {len(result[['profile', 'method']].drop_duplicates())} ")
    assert ax.get_xlabel().replace("\n", " ").startswith(f"Weight of {label}; black line")
    shares = [percent(study.weights(name)[["I3", "E4", "G2"]].sum()) for name in result["profile"]]
    assert set(shares) <= set(words(ax.texts))
    windows = common_windows(result)
    for name in windows["winner"]:
        assert name in words(ax.texts)
