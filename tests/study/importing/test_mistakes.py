"""Sheets as people make them: what is read, and what is said of a mistake."""

from __future__ import annotations

import datetime
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.study.importing import grid, open_workbook

HEADER = [None, "x", "y"]
NAN = float("nan")


def defects(sheet: object) -> list[str]:
    with pytest.raises(fp.StudyError) as error:
        fp.describe_table(sheet)  # type: ignore[arg-type]
    return [str(defect) for defect in error.value.defects]


# -- what is read


def test_rows_that_describe_the_criteria_may_stand_anywhere(book: Callable[..., Path]) -> None:
    sheet = fp.describe_table(
        book(
            [
                [],
                [None, "City", "Rent  (USD)", "Кадры"],
                [None, "LOW", 1, None],
                [None, "Алматы", 3, 5.5],
                [None, "Weights", 3, 1],
                [None, "Өскемен", 2, 4],
                [None, "Direction", "COST", "Benefit "],
                [None, "High", 5, None],
            ],
            others={"Notes": []},
        )
    )
    assert sheet.origin == "book.xlsx, worksheet 'Sheet'"
    assert sheet.cells == "B2:D8"
    assert sheet.alternatives == ["Алматы", "Өскемен"]
    assert [(one.id, one.label) for one in sheet.criteria] == [
        ("Rent_USD", "Rent"),
        ("Кадры", "Кадры"),
    ]
    assert sheet.best.tolist() == [[3.0, 5.5], [2.0, 4.0]]
    assert sheet.places == [["cell C4", "cell D4"], ["cell C6", "cell D6"]]
    assert sheet.weights == [3.0, 1.0]
    assert [one.direction for one in sheet.criteria] == ["min", "max"]
    assert [one.scale for one in sheet.criteria] == [(1.0, 5.0), None]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("c,x,y\nA,1.5,2\nB,3,4\n", "utf-8"),
        ("c;x;y\r\nA;1,5;2\r\nB;3;4\r\n", "utf-8-sig"),
        ("c;x;y\nA;1.5;2\nB;3;4\n", "utf-8"),
        ("c\tx\ty\nA\t1,5\t2\nB\t3\t4\n", "utf-16"),
        ("sep=;\nc;x;y\nA;1,5;2\nB;3;4\n", "utf-8"),
        (";;\nc;x;y;\nA;1,5;2;;\n\nB;3;4;;\n;;\n", "utf-8"),
    ],
)
def test_separators_and_decimal_signs(
    text: Callable[..., Path], content: str, encoding: str
) -> None:
    sheet = fp.describe_table(text(content, encoding))
    assert [one.label for one in sheet.criteria] == ["x", "y"]
    assert sheet.best.tolist() == [[1.5, 2.0], [3.0, 4.0]]
    assert sheet.weights is None
    assert [one.direction for one in sheet.criteria] == ["max", "max"]


def test_commas_in_names_do_not_separate(text: Callable[..., Path]) -> None:
    sheet = fp.describe_table(text("city;Rent, USD, per m2;y\nA;1;2\n"))
    assert [one.label for one in sheet.criteria] == ["Rent", "y"]


def test_stored_results_of_formulas_are_read(book: Callable[..., Path], tmp_path: Path) -> None:
    path = book([HEADER, ["A", "=1+1", 2]])
    changed = tmp_path / "computed.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
            new.writestr(name, content.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    assert fp.describe_table(changed).best.tolist() == [[2.0, 2.0]]
    mend = "a number; save the workbook in Excel, so that the result is stored"
    assert defects(path) == [f"book.xlsx, cell B2: found '=1+1'; expected {mend}"]


# -- what is refused


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["A", "high", 2], ["B", 3, 4]], ["cell B2: found 'high'; expected a number"]),
        ([["A", True, 2]], ["cell B2: found 'TRUE'; expected a number"]),
        ([["A", "#DIV/0!", 2]], ["cell B2: found '#DIV/0!'; expected a number"]),
        (
            [["A", datetime.datetime(2025, 2, 1), 2]],
            ["cell B2: found '2025-02-01'; expected a number (a spreadsheet made a date of it)"],
        ),
        (
            [["A", "25%", "1,500"], ["B", 1, "2,500"]],
            [
                "cell B3: found '1'; expected the unit '%', as in other cells of the column",
                "cell C2: found '1,500'; expected --decimal comma or --decimal point",
                "cell C3: found '2,500'",
            ],
        ),
        (
            [["A", "3 km", "5 million"], ["B", "2 miles", 7]],
            [
                "cell B3: found '2 miles'; expected the unit 'km'",
                "cell C3: found '7'; expected the unit 'million'",
            ],
        ),
        (
            [["A", "(5)", "7-5"], ["B", 6, "4 (5-6)"]],
            [
                "cell B2: found '(5)'; expected -5, or the number without parentheses",
                "cell C2: found '7-5'; expected a range from a lower to a higher number",
                "cell C3: found '4 (5-6)'; expected a range",
            ],
        ),
        ([["A", 1e16, 2]], ["cell B2: found '1e+16'; expected a number from -1e+15 to 1e+15"]),
        ([["A", 1, 2], ["a ", 1, 2]], ["cell A3: found 'a'; expected another name", "cell A2"]),
        (
            [["A", 1, 2], ["weight", 1, 2], ["Weights", 1, 3]],
            ["cell A4: found 'Weights'; expected it once; cell A3 has it"],
        ),
        (
            [[None, 1, 2], ["A", 1, 2]],
            ["cell A2: found an empty cell; expected a name (or nothing in the whole row)"],
        ),
        ([["=1&2", 1, 2]], ["cell A2: found '=1&2'; expected a name, not a formula"]),
        (
            [["A\u202eB", 1, 2]],
            [r"cell A2: found 'A\u202eB'; expected a name without control characters"],
        ),
        ([["A" * 201, 1, 2]], ["cell A2", "a name of at most 200 characters"]),
        (
            [["A", 1, 2], ["weight", -1, None]],
            ["cell B3: found '-1'; expected 0 or more", "cell C3: found an empty cell"],
        ),
        (
            [["A", 1, 2], ["weight", 0, 0]],
            ["cell B3: found '0'; expected at least one positive weight in this row"],
        ),
        (
            [["A", 1, 2], ["direction", "left", None]],
            [
                "cell B3: found 'left'; expected 'max' or 'min' ('benefit' or 'cost')",
                "or --direction 'y=min' or --direction 'y=max'",
            ],
        ),
        (
            [["A", 1, 2], ["low", 2, 4], ["high", 5, 3]],
            [
                "cell B2: found '1'; expected 2 to 5, the scale that the sheet states",
                "cell C4: found '3'; expected more than 4, the low end",
            ],
        ),
        ([["A", 1, 2], ["low", 1, 1]], ["cell B3: found '1'; expected low and high", "cell C3"]),
        ([["A", 1, 2], ["scale", "1-5", "5-1"]], ["cell C3: found '5-1'; expected the lower"]),
        ([["weight", 1, 2]], [": found no table of names and numbers; expected a table: names"]),
        (
            [["A", 7, 9], ["Min", 1, 2]],
            ["cell A3: found 'Min', a name as of the end of a scale (then call it 'low'"],
        ),
    ],
)
def test_mistakes_are_named_with_their_cell(
    book: Callable[..., Path], rows: list[list[object]], expected: list[str]
) -> None:
    found = defects(book([HEADER, *rows]))
    assert len(found) == len(expected) or len(found) == 1
    assert all(part in "\n".join(found) for part in expected)
    assert all(line.startswith("book.xlsx") for line in found)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["city"], "found no header above cell A2; expected a row that names the criteria"),
        ([], "found no header above cell A1"),
        ([None, "x", None], "cell C1: found an empty cell; expected the criterion's name"),
        ([None, "x", "x "], "cell C1: found 'x'; expected a name that differs"),
        ([None, "x +", "x -"], "cell C1: found 'x -'; expected a name that differs in letters"),
        ([None, "€", "y"], "cell B1: found '€'; expected a name with letters or digits"),
        ([None, "goal", "y"], "cell B1: found 'goal'; expected another name"),
    ],
)
def test_a_header_that_names_no_criteria_is_refused(
    book: Callable[..., Path], header: list[object], expected: str
) -> None:
    found = defects(book([*([header] if header else []), ["A", 1, 2], ["B", 3, 4]]))
    assert len(found) == 1
    assert expected in found[0]


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        ("", "utf-8", ["sheet.csv: found an empty file; expected a header and rows"]),
        ("city;price\nKöln;1\n", "cp1252", ["save the sheet as 'CSV UTF-8'"]),
        ("c;x\nA;1.234\n", "utf-8", ["cell B2: found '1.234'", "--decimal", "1234 or 1.234"]),
        ("c\tx\nA\t1,234\n", "utf-8", ["cell B2: found '1,234'", "1.234 or 1234"]),
        ("c,x\nA,1,2\n", "utf-8", ["cell C1: found an empty cell"]),
        ("nothing here\n", "utf-8", ["found no table of names and numbers"]),
        ("PK\x03\x04", "utf-8", ["cannot be read as an Excel workbook"]),
        ("\xd0\xcf\x11\xe0", "latin-1", ["an old or locked Excel workbook", "a password"]),
        ("%PDF-1.7\n\xe2\xe3\0", "latin-1", ["binary data"]),
    ],
)
def test_texts_that_are_no_sheet(
    text: Callable[..., Path], content: str, encoding: str, expected: list[str]
) -> None:
    found = defects(text(content, encoding))
    assert len(found) == 1
    assert all(part in found[0] for part in expected)


def test_a_mistake_in_a_table_is_named_by_its_labels() -> None:
    frame = pd.DataFrame({"x": [1.5, NAN], "y": [1, 2]}, index=["A", "B"])
    (found,) = defects(frame)
    assert found.startswith("DataFrame, row 'B', column 'x': found no score; expected --missing")
    assert "found no cells" in defects(pd.DataFrame())[0]


def test_what_is_too_large_is_refused(
    book: Callable[..., Path], text: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book([HEADER, ["A", 1, 2], ["B", 1, 2]])
    monkeypatch.setattr(grid, "MOST_CELLS", 7)
    for sheet in (path, text("c,x,y\nA,1,2\nB,1,2\n"), pd.DataFrame([[1] * 8], ["A"])):
        assert "found more than 7 cells" in defects(sheet)[0]
    monkeypatch.setattr(open_workbook, "MAX_UNPACKED", 1000)
    assert "bytes unpacked, more than 1000" in defects(path)[0]
    monkeypatch.setattr(grid, "MAX_BYTES", 10)
    assert "expected at most 10 bytes" in defects(path)[0]


# -- whatever is in it


NAMES = st.text(max_size=8) | st.sampled_from(["x", "Weight", "low", 'a"b', "a;b", "a.b", "é"])
CELLS = st.floats() | st.integers(-9, 99) | st.sampled_from(["min", "1,5", "", "x"])


@given(data=st.data(), width=st.integers(1, 3))
def test_any_table_is_refused_or_makes_a_study_that_loads(data: st.DataObject, width: int) -> None:
    cells = st.integers(0, 9) if data.draw(st.booleans()) else CELLS
    row = st.lists(cells, min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    index = data.draw(st.lists(NAMES, min_size=len(rows), max_size=len(rows)))
    columns = data.draw(st.lists(NAMES, min_size=width, max_size=width))
    frame = pd.DataFrame(rows, index, columns, dtype=object)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "mine"
        try:
            reading = fp.describe_table(frame)
            fp.new_study(folder, sheet=reading)
        except fp.StudyError:
            assert list(Path(place).iterdir()) == []
            return
        study = fp.load(folder)
        problem = study.problem()
        assert problem.matrix.to_numpy().tolist() == reading.best.tolist()
        assert problem.weights.sum() == pytest.approx(1.0)
        assert fp.topsis(problem).best in problem.alternatives
