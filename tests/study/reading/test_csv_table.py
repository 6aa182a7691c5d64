"""What spreadsheets write is read, and where it is not, the error says what a spreadsheet did."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study.schema import OPTIONAL, REQUIRED, TABLES

Rows = list[list[str]]
Edit = Callable[[str, str, str], None]
EditRows = Callable[[str, Callable[[Rows], Rows]], None]

DATED = (
    "a judgement from 1/9 to 9, such as 3, 1/3 or 0.5 "
    "(a spreadsheet made a date of it: write 0.5 for 1/2, or swap a and b)"
)

PERCENT = {"0.125": "12.5", "0.375": "37.5", "0.25": "25", "0": "0"}


def only(folder: Path) -> fp.Defect:
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    (defect,) = caught.value.defects
    return defect


def separated(folder: Path, delimiter: str, comma: bool) -> None:
    """Write all tables with another separator, numbers with a comma if asked for."""
    for path in folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        if comma:
            rows = [[cell.replace("0.", "0,") for cell in row] for row in rows]
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=delimiter).writerows(rows)
        path.write_text(stream.getvalue(), encoding="utf-8", newline="")


def column(name: str, change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """Change the cells of one column."""

    def changed(rows: Rows) -> Rows:
        at = rows[0].index(name)
        return [rows[0], *([*row[:at], change(row[at]), *row[at + 1 :]] for row in rows[1:])]

    return changed


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("first", ["", "sep=;\n"])
def test_semicolons_and_tabs(
    *, folder: Path, small: fp.Study, delimiter: str, comma: bool, first: str
) -> None:
    separated(folder, delimiter, comma)
    for path in folder.glob("*.csv"):
        path.write_text(first + path.read_text(encoding="utf-8"), encoding="utf-8")
    study = fp.load(folder)
    assert study.problem("leaflet") == small.problem("leaflet")
    assert study.barrier_codes.equals(small.barrier_codes)


def test_a_line_for_excel_counts_as_a_line(folder: Path) -> None:
    path = folder / "scores.csv"
    text = path.read_text(encoding="utf-8").replace("a,cost,tram,4", "a,cost,tram,x")
    path.write_text(f"sep=,\n{text}", encoding="utf-8")
    assert (only(folder).row, only(folder).column) == (3, "low")
    path.write_text("sep=,\n", encoding="utf-8")
    assert (only(folder).row, only(folder).found) == (2, "the columns none")


def test_a_comma_between_tabs_may_part_thousands(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("weights.csv", column("weight", lambda cell: "1.250" if cell == "0.25" else cell))
    separated(folder, "\t", False)
    path = folder / "weights.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1.250", "1,250"), encoding="utf-8")
    assert only(folder).expected == "a number (without thousands separators)"


def test_headers_and_directions_in_any_case(
    folder: Path, small: fp.Study, edit_rows: EditRows
) -> None:
    for path in folder.glob("*.csv"):
        edit_rows(path.name, lambda rows: [[cell.title() for cell in rows[0]], *rows[1:]])
    words = {"max": "Benefit", "min": "COST"}
    edit_rows(
        "criteria.csv",
        lambda rows: [[words.get(cell, cell) for cell in row] for row in rows],
    )
    assert fp.load(folder).problem() == small.problem()


def test_weights_in_percent(folder: Path, small: fp.Study, edit_rows: EditRows) -> None:
    edit_rows("weights.csv", column("weight", PERCENT.__getitem__))
    assert fp.load(folder).weights("leaflet").equals(small.weights("leaflet"))


EMPTY = "a number (empty only where silent is 1: this coder gives no score)"


@pytest.mark.parametrize("role", TABLES)
def test_optional_columns_may_be_missing_or_empty(
    folder: Path, edit_rows: EditRows, role: str
) -> None:
    """A column that is not there is the same as one whose cells are empty."""
    optional = set(OPTIONAL[role])
    if role == "criteria":
        optional -= {"group", "quadrant"}  # other tables of this study speak of them
    if role == "alternatives":
        edit_rows("alternatives.csv", lambda rows: rows[:-1])  # else the ferry would be scored
        edit_rows("reference.csv", lambda rows: rows[:-1])

    def emptied(rows: Rows) -> Rows:
        for name in optional.intersection(rows[0]):
            rows = column(name, lambda _: "")(rows)
        return rows

    edit_rows(f"{role}.csv", emptied)
    empty = fp.load(folder)
    edit_rows(
        f"{role}.csv",
        lambda rows: [
            [cell for name, cell in zip(rows[0], row, strict=True) if name not in optional]
            for row in rows
        ],
    )
    missing = fp.load(folder)
    assert missing.tables[role].equals(empty.tables[role])
    assert missing.problem() == empty.problem()


def test_what_empty_cells_stand_for(folder: Path, edit_rows: EditRows) -> None:
    for file, name in (
        ("criteria.csv", "label"),
        ("alternatives.csv", "name"),
        *((file, name) for file in ("scores.csv", "items.csv") for name in ("low", "high")),
        ("scores.csv", "silent"),
    ):
        edit_rows(file, column(name, lambda _: ""))
    study = fp.load(folder)
    assert study.tree.label("noise") == "noise"
    assert study.alternative_table.loc["bus", "name"] == "bus"
    for codes in (study.barrier_codes, study.swot_codes):
        assert codes["low"].equals(codes["best"])
        assert codes["high"].equals(codes["best"])
    assert not study.barrier_codes["silent"].any()


@pytest.mark.parametrize(
    ("file", "name", "cell", "found", "expected"),
    [
        ("scores.csv", "best", "", "an empty cell", EMPTY),
        ("scores.csv", "coder", "", "an empty cell", "a name"),
        ("scores.csv", "best", "high", "'high'", "a number"),
        ("scores.csv", "best", "4,5", "'4,5'", "a number (with a point, not a comma)"),
        ("scores.csv", "best", "80%", "'80%'", "a number (without a percent sign)"),
        ("scores.csv", "best", "1 200", "'1 200'", "a number (without thousands separators)"),
        ("scores.csv", "best", "1,200.5", "'1,200.5'", "a number (without thousands separators)"),
        (
            "scores.csv",
            "best",
            "04. Feb",
            "'04. Feb'",
            "a number (a spreadsheet made a date of it)",
        ),
        ("scores.csv", "best", "Feb-04", "'Feb-04'", "a number (a spreadsheet made a date of it)"),
        *(
            (
                "judgements.csv",
                "value",
                cell,
                repr(cell),
                DATED,
            )
            for cell in ("04.Feb", "2-Jan", "01.02.2025", "2025-02-01", "1-\u0444\u0435\u0432")
        ),
        ("judgements.csv", "a", "cost", "'cost'", "one of 'barriers', 'swot'"),
    ],
)
def test_a_cell_as_a_spreadsheet_leaves_it(
    *, folder: Path, edit_rows: EditRows, file: str, name: str, cell: str, found: str, expected: str
) -> None:
    def spoil(rows: Rows) -> Rows:
        rows[1][rows[0].index(name)] = cell
        return rows

    edit_rows(file, spoil)
    defect = only(folder)
    assert (defect.file, defect.row, defect.column) == (file, 2, name)
    assert (defect.found, defect.expected) == (found, expected)


def test_a_comma_too_many(folder: Path, edit: Edit) -> None:
    edit("scores.csv", "a,cost,tram,4,5,5", "a,cost,tram,4,2,5,5")
    assert only(folder).expected == "8 (quote a cell that holds a comma, write 4.2 for 4,2)"
    edit("scores.csv", "a,cost,tram,4,2,5,5", "a,cost,tram,4,5,5")
    separated(folder, ";", False)
    edit("scores.csv", "page 2: dear at first", "page 2: dear; at first")
    assert only(folder).expected == "8 (quote a cell that holds a semicolon)"


@pytest.mark.parametrize(
    ("old", "new", "name", "expected"),
    [
        (",best,", ",score,", "best", "also 'best' (is it 'score'?)"),
        (",best,", ",notes,", "best", "also 'best' (is it 'notes'?)"),
        (
            ",criterion,alternative",
            ",criteria,alternatives",
            "criterion, alternative",
            "criteria'?)",
        ),
        ("silent,evidence", "silnt,evidence", "silnt", "'silent', or for a column of your own"),
    ],
)
def test_a_renamed_column(
    *, folder: Path, edit: Edit, old: str, new: str, name: str, expected: str
) -> None:
    edit("scores.csv", old, new)
    defect = only(folder)
    assert (defect.row, defect.column) == (1, name)
    assert expected in defect.expected


def test_a_workbook_in_place_of_a_table(folder: Path) -> None:
    (folder / "scores.csv").rename(folder / "scores.xlsx")
    assert only(folder).expected == (
        "a file of this name in the study's folder: save the sheet in scores.xlsx as 'CSV UTF-8'"
    )


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('title = "Tram or bus', "(is a quotation mark missing?)"),
        ("title = \u201cTram or bus\u201d", "(use straight quotation marks)"),
        ('title = "Tram\u201d', "(is a quotation mark missing?; use straight quotation marks)"),
        ('title = ["line 99', "valid TOML"),
    ],
)
def test_quotation_marks_in_toml(folder: Path, edit: Edit, line: str, hint: str) -> None:
    edit("study.toml", 'title = "Tram or bus"', line)
    assert only(folder).expected.endswith(hint) or hint == "valid TOML"
    assert only(folder).row == 1


def test_the_roles_of_the_schema_agree() -> None:
    for role, columns in OPTIONAL.items():
        assert set(columns) < set(TABLES[role])
        for name in columns:
            TABLES[role][name]("")
    assert set(REQUIRED) <= set(TABLES)
