"""One mistake is one defect: what follows from it is not said as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fivepluone_mcda as fp

Rows = list[list[str]]
EditRows = Callable[[str, Callable[[Rows], Rows]], None]


def places(folder: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    return [(defect.file, defect.row, defect.column) for defect in caught.value.defects]


@pytest.mark.parametrize(
    ("file", "line", "column", "cell"),
    [
        ("criteria.csv", 5, "direction", "up"),
        ("criteria.csv", 5, "direction", ""),
        ("criteria.csv", 5, "low", "one"),
        ("criteria.csv", 7, "quadrant", "X"),
        ("criteria.csv", 3, "quadrant", "X"),
        ("criteria.csv", 3, "parent", "gaol"),
        ("alternatives.csv", 2, "scored", "yes"),
        ("alternatives.csv", 4, "scored", "no"),
        ("scores.csv", 2, "best", "x"),
        ("scores.csv", 2, "criterion", "costs"),
        ("scores.csv", 2, "alternative", ""),
        ("items.csv", 2, "best", "x"),
        ("items.csv", 7, "quadrant", "X"),
        ("items.csv", 7, "alternative", "metro"),
        ("judgements.csv", 2, "value", "12"),
        ("judgements.csv", 2, "group", "tops"),
        ("judgements.csv", 11, "a", "noises"),
        ("horizons.csv", 2, "weight", "x"),
        ("horizons.csv", 2, "weight", "130"),
        ("weights.csv", 2, "weight", "x"),
        ("weights.csv", 2, "weight", "-1"),
        ("weights.csv", 2, "criterion", "costs"),
        ("claims.csv", 2, "kind", "rumour"),
        ("claims.csv", 2, "better", ""),
    ],
)
def test_a_wrong_cell(
    *, folder: Path, edit_rows: EditRows, file: str, line: int, column: str, cell: str
) -> None:
    def spoil(rows: Rows) -> Rows:
        rows[line - 1][rows[0].index(column)] = cell
        return rows

    edit_rows(file, spoil)
    assert places(folder) == [(file, line, column)]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        *(("criteria.csv", line) for line in range(2, 11)),
        *((f"{role}.csv", 2) for role in ("alternatives", "scores", "items", "judgements")),
        *((f"{role}.csv", 2) for role in ("horizons", "weights", "claims", "reference")),
    ],
)
def test_a_cell_too_many(folder: Path, edit_rows: EditRows, file: str, line: int) -> None:
    edit_rows(file, lambda rows: [*rows[: line - 1], [*rows[line - 1], "x"], *rows[line:]])
    assert places(folder) == [(file, line, "")]


@pytest.mark.parametrize("ends", [("5", "1"), ("1", ""), ("3", "3")])
def test_a_wrong_scale(folder: Path, edit_rows: EditRows, ends: tuple[str, str]) -> None:
    def scaled(row: list[str]) -> list[str]:
        return [*row[:5], *ends, *row[7:]]

    edit_rows("criteria.csv", lambda rows: [*rows[:4], scaled(rows[4]), *rows[5:]])
    assert places(folder) == [("criteria.csv", 5, "low, high")]


def test_no_scale_has_a_lower_end(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("criteria.csv", lambda rows: [rows[0], *([*r[:5], "", *r[6:]] for r in rows[1:])])
    assert places(folder) == [("criteria.csv", line, "low, high") for line in range(5, 11)]


def test_every_direction_wrong_is_said_of_each_once(folder: Path, edit_rows: EditRows) -> None:
    edit_rows(
        "criteria.csv",
        lambda rows: [[{"max": "up", "min": "down"}.get(cell, cell) for cell in r] for r in rows],
    )
    assert places(folder) == [("criteria.csv", line, "direction") for line in range(5, 11)]


def test_a_scenario_whose_only_change_is_refused(folder: Path) -> None:
    path = folder / "scenarios.toml"
    text = path.read_text(encoding="utf-8")
    block = '\n[louder]\ntitle = "t"\nreason = "r"\n{}\n'
    above = block.format('builds_on = "louder"').replace("[louder]", "[later]")
    path.write_text(text + block.format("weights.set = { noisy = 0.5 }") + above, encoding="utf-8")
    assert [column for *_, column in places(folder)] == ["louder.weights.set.noisy"]


def test_a_table_that_cannot_be_read_is_not_missed_by_others(folder: Path) -> None:
    (folder / "judgements.csv").write_text("", encoding="utf-8")
    assert places(folder) == [("judgements.csv", None, "")]


def test_weights_of_a_profile_that_stores_none(folder: Path) -> None:
    manifest = folder / "study.toml"
    text = manifest.read_text(encoding="utf-8")
    start, end = text.index("[profiles.leaflet]"), text.index("[profiles.equal]")
    manifest.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    found = [defect for defect in caught.value.defects if defect.file == "weights.csv"]
    assert {defect.expected for defect in found} == {
        'a profile that study.toml gives weights = "stored"'
    }
