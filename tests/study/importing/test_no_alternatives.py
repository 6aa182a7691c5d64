"""What is no alternative is never ranked in silence."""

from __future__ import annotations

import pandas as pd
import pytest

import fivepluone_mcda as fp


def questions(rows: list[list[object]], **options: object) -> str:
    """The questions about a table whose first row is its header."""
    frame = pd.DataFrame([row[1:] for row in rows[1:]], [row[0] for row in rows[1:]], rows[0][1:])
    with pytest.raises(fp.StudyError) as error:
        fp.describe_table(frame, **options)  # type: ignore[arg-type]
    return "\n".join(map(str, error.value.defects))


def test_a_total_beside_a_rate_is_asked_about() -> None:
    rows = [
        ["Region", "Doctors", "Schools", "Rate, %"],
        ["North", 104, 33, 5.1],
        ["South", 203, 44, 4.0],
        ["East", 54, 14, 6.0],
        ["Kazakhstan", 361, 91, 4.8],
    ]
    assert "'Kazakhstan', the sum of other rows" in questions(rows)


def test_a_total_that_was_rounded_is_asked_about() -> None:
    rows = [
        ["Region", "Output", "Area"],
        ["North", 10.4, 20.1],
        ["South", 20.3, 30.2],
        ["East", 5.4, 11.3],
        ["Kazakhstan", 36.2, 61.5],
    ]
    assert "'Kazakhstan', the sum of other rows" in questions(rows)


GROUPS = [
    ["Country", "Trade", "Inv"],
    ["World", 75, 87],
    ["Europe", 60, 70],
    ["Germany", 10, 30],
    ["France", 20, 20],
    ["Italy", 30, 20],
    ["Asia", 15, 17],
    ["China", 8, 9],
    ["Japan", 7, 8],
]


@pytest.mark.parametrize("drop", [[], ["Asia"]])
def test_all_totals_are_asked_about_at_once(drop: list[str]) -> None:
    found = questions(GROUPS, drop=drop)
    names = {"World", "Europe", "Asia"} - set(drop)
    assert len(found.splitlines()) == len(names)
    assert all(f"{name!r}, the sum of other rows" in found for name in names)


def test_scores_on_a_short_scale_are_no_totals() -> None:
    rows = [[3, 2, 4, 1], [2, 1, 2, 3], [1, 2, 2, 5], [5, 3, 4, 2]]
    frame = pd.DataFrame(rows, list("ABCD"), list("wxyz"))
    assert fp.read_table(frame).alternatives == list("ABCD")


@pytest.mark.parametrize(
    "name",
    [
        "w",
        "Wt.",
        "Share",
        "Max points",
        "Приоритет",
        "Баллы макс.",
        "Target 2030",
        "EU-27",
        "n",
        "Variance",
        "Growth %",
        "Previous year",
        "План",
        "из них город",
        "Benchmark",
    ],
)
def test_a_name_that_alternatives_seldom_have_is_asked_about(name: str) -> None:
    found = questions([["", "x", "y"], ["A", 31, 52], ["B", 43, 24], [name, 60, 40]])
    assert repr(name.strip()) in found


@pytest.mark.parametrize("code", [-99, -999, 999, 9999, 99999])
def test_codes_of_missing_scores_are_doubtful(code: int) -> None:
    frame = pd.DataFrame({"x": [31, 52, code], "y": [4, 2, 3]}, list("ABC"))
    with pytest.warns(UserWarning, match="if it stands for a missing score"):
        fp.read_table(frame)


@pytest.mark.parametrize(
    "name",
    [
        "Deaths",
        "Accidents",
        "CO2 emitted",
        "rank (1 = best)",
        "PM2.5",
        "Noise",
        "Distance",
        "Negative impact",
        "Time",
        "Аварии",
        "Травматизм",
        "Срок",
        "Отток",
        "Ветхое жильё",
    ],
)
def test_what_is_usually_better_low_is_doubtful(name: str) -> None:
    frame = pd.DataFrame({name: [31, 52], "y": [4, 2]}, list("AB"))
    reading = fp.describe_table(frame)
    said = [*reading.doubts, *(what for what, _ in reading.left_out)]
    assert any(name in one for one in said)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("Better", "lower", "higher"),
        ("Желаемое значение", "меньше", "больше"),
        ("Desired", "дестимулятор", "стимулятор"),
        ("Better", "less", "more"),
        ("Better if", "lower", "higher"),
    ],
)
def test_directions_under_other_names(name: str, low: str, high: str) -> None:
    frame = pd.DataFrame({"x": [low, 31, 52], "y": [high, 4, 2]}, [name, "A", "B"], dtype=object)
    assert fp.read_table(frame).directions.tolist() == ["min", "max"]
    assert fp.read_table(frame.T.rename_axis("Критерий")).directions.tolist() == ["min", "max"]


def test_a_row_that_counts_the_columns_is_asked_about() -> None:
    rows = [["", "x", "y", "z"], ["A", 1, 2, 3], ["North", 31, 52, 5], ["South", 43, 24, 7]]
    assert "'A', a row that counts 1, 2, 3" in questions(rows)
