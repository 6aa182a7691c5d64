"""A folder with a defect is refused, and the error says where it is and what would be right."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.model.text import escaped
from fivepluone_mcda.study.reading import checks, csv_table, text_files
from fivepluone_mcda.study.schema import OPTIONAL, REQUIRED, TABLES

Rows = list[list[str]]
Edit = Callable[[str, str, str], None]
EditRows = Callable[[str, Callable[[Rows], Rows]], None]

FILES = sorted(f"{role}.csv" for role in TABLES)


def defects(folder: Path) -> tuple[fp.Defect, ...]:
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    assert caught.value.defects
    assert escaped(str(folder)) in str(caught.value)
    return caught.value.defects


def only(folder: Path) -> fp.Defect:
    (defect,) = defects(folder)
    return defect


def test_the_untouched_copy_is_fine(folder: Path) -> None:
    assert fp.load(folder).alternatives == ["tram", "bus"]


# -- one cell


@pytest.mark.parametrize(
    ("file", "line", "column", "value", "expected"),
    [
        ("scores.csv", 2, "best", "6", "1 to 5, the scale of 'cost'"),
        ("scores.csv", 2, "low", "0", "1 to 5, the scale of 'cost'"),
        ("scores.csv", 2, "best", "high", "a number"),
        ("scores.csv", 2, "best", "4,5", "a number (with a point, not a comma)"),
        ("scores.csv", 2, "best", "", "a number"),
        ("scores.csv", 2, "best", "nan", "a number"),
        ("scores.csv", 2, "best", "1e999", "a number"),
        ("scores.csv", 2, "best", "-1.1e15", "a number from -1e+15 to 1e+15"),
        ("scores.csv", 2, "best", "\u0664", "a number"),
        ("scores.csv", 2, "best", "3", "low <= best <= high"),
        ("scores.csv", 3, "high", "1", "low <= best <= high"),
        ("scores.csv", 2, "criterion", "costs", "'cost'"),
        ("scores.csv", 2, "criterion", "strengths", "one of 'cost', 'noise'"),
        ("scores.csv", 2, "criterion", "barriers", "one of 'cost', 'noise'"),
        ("scores.csv", 2, "alternative", "ferry", "one of 'tram', 'bus'"),
        ("scores.csv", 2, "alternative", "trams", "'tram'"),
        ("scores.csv", 2, "silent", "yes", "0 or 1"),
        ("scores.csv", 2, "coder", "", "a name"),
        ("items.csv", 2, "quadrant", "X", "one of S, W, O, T"),
        ("items.csv", 2, "alternative", "ferry", "one of 'tram', 'bus'"),
        ("items.csv", 2, "horizon", "middling", "one of short, long"),
        ("items.csv", 2, "dimension", "barrier", "'barriers'"),
        ("items.csv", 2, "high", "9", "1 to 5, the scale of 'strengths'"),
        ("judgements.csv", 2, "value", "0", "a judgement from 1/9 to 9"),
        ("judgements.csv", 2, "value", "1/12", "a judgement from 1/9 to 9"),
        ("judgements.csv", 2, "value", "12", "a judgement from 1/9 to 9"),
        ("judgements.csv", 2, "value", "a third", "a judgement from 1/9 to 9"),
        ("judgements.csv", 2, "value", "1/0", "a judgement from 1/9 to 9"),
        ("judgements.csv", 2, "value", "-3", "a judgement from 1/9 to 9"),
        ("judgements.csv", 2, "value", "", "a judgement from 1/9 to 9"),
        ("judgements.csv", 2, "group", "tops", "'top'"),
        ("judgements.csv", 2, "a", "barrier", "'barriers'"),
        ("judgements.csv", 2, "b", "cost", "one of 'barriers', 'swot'"),
        ("judgements.csv", 2, "b", "barriers", "an element other than a"),
        ("horizons.csv", 2, "weight", "130", "0 to 100 points"),
        ("horizons.csv", 2, "weight", "10", "100 points divided between short and long"),
        ("horizons.csv", 3, "horizon", "short", "it is in line 2 already"),
        ("horizons.csv", 2, "judge", "z", "a judge of the table of judgements"),
        ("weights.csv", 2, "weight", "-0.1", "0 or more"),
        ("weights.csv", 2, "profile", "equal", "'leaflet'"),
        ("weights.csv", 2, "criterion", "costs", "'cost'"),
        ("claims.csv", 2, "criterion", "costs", "'cost'"),
        ("claims.csv", 2, "better", "ferry", "one of 'tram', 'bus'"),
        ("claims.csv", 2, "worse", "bus", "another alternative"),
        ("claims.csv", 2, "kind", "rumour", "one of explicit, figures, has_lacks"),
        ("claims.csv", 3, "claim", "c1", "this row once; it is in line 2 already"),
        ("reference.csv", 2, "alternative", "trams", "'tram'"),
        ("reference.csv", 2, "text", "", "text"),
        ("alternatives.csv", 2, "scored", "yes", "0 or 1"),
        ("alternatives.csv", 3, "id", "tram", "this row once; it is in line 2 already"),
        ("criteria.csv", 6, "id", "cost", "this row once; it is in line 5 already"),
        ("criteria.csv", 5, "direction", "up", "'max' or 'min'"),
        ("criteria.csv", 5, "direction", "", "max or min"),
        ("criteria.csv", 5, "low", "5", "both ends of the scale, low below high, or neither"),
        ("criteria.csv", 5, "high", "", "both ends of the scale, low below high, or neither"),
        ("criteria.csv", 8, "quadrant", "S", "one criterion; 'strengths' has it already"),
        ("criteria.csv", 5, "group", "prices", "nothing: 'cost' has no criteria below it"),
        ("criteria.csv", 5, "parent", "barrier", "the id of another row: 'barriers'"),
        ("criteria.csv", 3, "direction", "min", "nothing: 'barriers' has criteria below it"),
        ("criteria.csv", 3, "group", "top", "a name of its own; 'goal' has it already"),
    ],
)
def test_a_wrong_cell(
    *,
    folder: Path,
    edit_rows: EditRows,
    file: str,
    line: int,
    column: str,
    value: str,
    expected: str,
) -> None:
    def spoil(rows: Rows) -> Rows:
        rows[line - 1][rows[0].index(column)] = value
        return rows

    edit_rows(file, spoil)
    found = [
        defect
        for defect in defects(folder)
        if defect.file == file and column in defect.column and expected in defect.expected
    ]
    assert found
    assert any(f"{file}, line {line}, " in str(defect) for defect in found)


# -- rows and columns


@pytest.mark.parametrize("file", FILES)
def test_missing_columns_are_named_each_by_itself(
    folder: Path, edit_rows: EditRows, file: str
) -> None:
    original = (folder / file).read_text(encoding="utf-8")
    role = file.removesuffix(".csv")
    for column in set(TABLES[role]).difference(OPTIONAL[role]):
        (folder / file).write_text(original, encoding="utf-8")

        def drop(rows: Rows, column: str = column) -> Rows:
            at = rows[0].index(column)
            return [row[:at] + row[at + 1 :] for row in rows]

        edit_rows(file, drop)
        first = next(defect for defect in defects(folder) if defect.file == file)
        assert (first.row, first.column) == (1, column)
        assert column in first.expected


@pytest.mark.parametrize("file", sorted({*FILES} - {"judgements.csv"}))
def test_a_row_twice(folder: Path, edit_rows: EditRows, file: str) -> None:
    edit_rows(file, lambda rows: [*rows, rows[1]])
    found = [defect for defect in defects(folder) if "is in line 2 already" in defect.expected]
    lines = (folder / file).read_text(encoding="utf-8").count("\n")
    assert [(defect.file, defect.row) for defect in found] == [(file, lines)]


@pytest.mark.parametrize(
    ("row", "found", "expected"),
    [
        (
            "experts,p,top,barriers,swot,3,",
            "barriers against swot: 3",
            "line 2 has it already with 2",
        ),
        ("experts,p,top,swot,barriers,2,", "swot against barriers: 2", "already with 0.5"),
        ("experts,p,top,swot,barriers,1/2,", "swot against barriers: 0.5", "has it already"),
    ],
)
def test_a_judgement_twice(folder: Path, row: str, found: str, expected: str) -> None:
    with (folder / "judgements.csv").open("a", encoding="utf-8") as stream:
        stream.write(row + "\n")
    defect = only(folder)
    assert (defect.file, defect.row, defect.column) == ("judgements.csv", 15, "value")
    assert found in defect.found
    assert expected in defect.expected


def test_judgements_that_connect_nothing(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("judgements.csv", lambda rows: [row for row in rows if "threats" not in row])
    defect = only(folder)
    assert "panel 'experts' does not connect all of 'quadrants'" in defect.found
    assert "'threats'" in defect.expected


@pytest.mark.parametrize(
    ("file", "line", "found"),
    [
        ("scores.csv", 9, "coder 'b' without a row for noise / bus"),
        ("items.csv", 21, "coder 'b' without a row for bus / T / Price of fuel"),
        ("weights.csv", 7, "profile 'leaflet' without a row for threats"),
    ],
)
def test_an_incomplete_coder_or_profile(
    folder: Path, edit_rows: EditRows, file: str, line: int, found: str
) -> None:
    edit_rows(file, lambda rows: rows[: line - 1] + rows[line:])
    assert only(folder).file == file
    assert found in only(folder).found


def test_a_coder_of_one_table_only(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("items.csv", lambda rows: [row for row in rows if row[0] != "b"])
    assert only(folder).found == "no row of coder 'b'"


def test_a_quadrant_without_items(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("items.csv", lambda rows: [row for row in rows if row[1:3] != ["bus", "O"]])
    assert only(folder).found == "no opportunities of 'bus'"


def test_weights_that_are_all_0(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("weights.csv", lambda rows: [rows[0], *([*row[:2], "0"] for row in rows[1:])])
    assert only(folder).found == "only weights of 0 for profile 'leaflet'"


def test_nothing_scored(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("alternatives.csv", lambda rows: [rows[0], rows[3]])
    assert ("alternatives.csv", "scored") in {(d.file, d.column) for d in defects(folder)}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("\nswot,goal", "\nswot,", "exactly one root (a node without parent), found 2"),
        ("\ngoal,,", "\ngoal,swot,", "found 0"),
        ("\nbarriers,goal,", "\nbarriers,cost,", "a cycle: 'barriers', 'cost', 'noise'"),
    ],
)
def test_criteria_that_are_no_tree(
    folder: Path, edit: Edit, old: str, new: str, found: str
) -> None:
    edit("criteria.csv", old, new)
    defect = only(folder)
    assert (defect.file, defect.column) == ("criteria.csv", "parent")
    assert found in defect.found


# -- whole files


@pytest.mark.parametrize("file", [*FILES, "study.toml"])
def test_a_missing_file(folder: Path, file: str) -> None:
    (folder / file).unlink()
    first = next(defect for defect in defects(folder) if defect.file == file)
    assert first.found == "no such file"


@pytest.mark.parametrize("file", ["scores.csv", "study.toml"])
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b" \r\n\n", "an empty file"),
        (b"\xef\xbb\xbf", "an empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
        (bytes(range(1, 256)), "bytes that are no UTF-8"),
        ("id,name\n".encode("utf-16"), "text in UTF-16 ('Unicode text')"),
        ("id,name\n".encode("utf-16-le"), "binary data"),
        (b"PK\x03\x04" + bytes(9), "an Excel workbook or other archive"),
        (b"\xd0\xcf\x11\xe0" + bytes(9), "an old Excel workbook"),
        (
            "title = 'Entscheidung für Züge'\n".encode("latin-1"),
            r"bytes that are no UTF-8 (b'\xfc')",
        ),
    ],
)
def test_a_file_that_is_no_text_in_utf8(
    folder: Path, file: str, content: bytes, found: str
) -> None:
    (folder / file).write_bytes(content)
    first = next(defect for defect in defects(folder) if defect.file == file)
    assert found in first.found
    if "UTF-8" in found:
        assert first.row is not None
    if found != "an empty file":
        hint = " (in Excel: save the sheet as 'CSV UTF-8')" if file == "scores.csv" else ""
        assert first.expected == f"a text file in UTF-8{hint}"


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        ("page 2: dear at first", "page 2: dear, at first", 6, "9 cells"),
        ("page 2: quiet", '"page 2: quiet', 9, "broken CSV"),
        ("page 2: quiet", '"page 2": quiet', 8, "broken CSV"),
        (",page 2: quiet", "", 8, "7 cells"),
        ("silent,evidence", "silent,silent", 1, "the column more than once"),
        ("alternative,low", "alternatives,low", 1, "the columns"),
        ("silent,evidence", "silent,evidence,coder", 1, "the column more than once"),
    ],
)
def test_broken_tables(
    *, folder: Path, edit: Edit, old: str, new: str, line: int, found: str
) -> None:
    edit("scores.csv", old, new)
    first = next(defect for defect in defects(folder) if defect.file == "scores.csv")
    assert first.row == line
    assert found in first.found


def test_a_header_without_rows(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("scores.csv", lambda rows: rows[:1])
    assert "a header without rows" in {defect.found for defect in defects(folder)}


def test_too_large_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = max((folder / file).stat().st_size for file in FILES)
    monkeypatch.setattr(csv_table, "MAX_BYTES", largest - 1)
    assert only(folder).found == f"{largest} bytes"
    monkeypatch.setattr(csv_table, "MAX_BYTES", largest)
    assert fp.load(folder).coders == ["a", "b"]


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert str(only(folder)) == (
        "study.toml: found a file that cannot be read (permission denied); expected one that can"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_not_followed(folder: Path) -> None:
    shutil.move(folder / "claims.csv", folder.parent / "elsewhere.csv")
    (folder / "claims.csv").symlink_to(folder.parent / "elsewhere.csv")
    assert only(folder).found == "a link"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_not_opened(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    os.mkfifo(folder / "claims.csv")
    assert only(folder).found == "something that is no file"
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    assert only(folder).found == "something that is no file"


@pytest.mark.parametrize(
    "name", ["../outside.csv", "/etc/passwd", "sub/claims.csv", ".", "..", "", "n" * 300 + ".csv"]
)
def test_no_file_outside_the_folder_is_read(folder: Path, edit: Edit, name: str) -> None:
    (folder.parent / "outside.csv").write_text("claim\n", encoding="utf-8")
    edit("study.toml", '"claims.csv"', f'"{name}"')
    assert only(folder).file == name


@pytest.mark.parametrize("name", ["nowhere", "n" * 5000, "study/study.toml", "nul\0byte"])
def test_a_folder_that_is_none(folder: Path, name: str) -> None:
    assert only(folder.parent / name).expected == "a study folder"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert only(tmp_path).file == "study.toml"
    assert only(tmp_path).found == "no such file"


# -- the manifest


@pytest.mark.parametrize(
    ("old", "new", "column", "expected"),
    [
        ('panel = "experts"', 'panel = "expert"', "profiles.experts.panel", "'experts'"),
        ('horizon = "experts"', 'horizon = "x"', "profiles.equal.horizon", "a number or a panel"),
        ("horizon = 0", "horizon = 1.5", "profiles.leaflet.horizon", "a share between 0 and 1"),
        ("horizon = 0", "horizon = nan", "profiles.leaflet.horizon", "a share between 0 and 1"),
        ("horizon = 0", "horizon = true", "profiles.leaflet.horizon", "a number"),
        ('"stored"', '"stowed"', "profiles.leaflet.weights", "'stored'"),
        ('"stored"', '"equal"', "profiles.leaflet.recipe", 'weights = "stored"'),
        (
            'weights = "equal"',
            'weights = "stored"',
            "profiles.equal.weights",
            "rows of profile 'equal'",
        ),
        ('weights = "equal"', "", "profiles.equal", "weights = "),
        ('weights = "equal"', 'weights = "equal"\npanel = "experts"', "profiles.equal", "one of"),
        ('nearest_to = "experts"', 'nearest_to = "x"', "recipe.nearest_to", "one of"),
        ('nearest_to = "experts"', 'nearest_to = "leaflet"', "recipe.nearest_to", "one of"),
        ('nearest_to = "experts"', "", "recipe.nearest_to", "this key"),
        ('winner = "tram"', 'winner = "ferry"', "recipe.winner", "one of 'tram', 'bus'"),
        ('["topsis", "ahp"]', "[1]", "recipe.methods", "names of methods in quotes"),
        ("margin = 0.01", 'margin = "x"', "recipe.margin", "a number"),
        ("margin = 0.01", "margin = nan", "recipe.margin", "a lead between 0 and 1"),
        ("margin = 0.01", f"margin = 0x{'f' * 9000}", "recipe.margin", "a lead between 0 and 1"),
        ("horizon = 0", f"horizon = 0x{'f' * 9000}", "horizon", "a share between 0 and 1"),
        ("margin = 0.01", "margins = 0.01", "recipe.margins", "'margin'"),
        ('title = "Tram or bus"', "", "title", "this key"),
        ('title = "Tram or bus"', "title = 1", "title", "text in quotes"),
        ('title = "Tram or bus"', 'titel = "Tram"\ntitle = "T"', "titel", "'title'"),
        ('items = "items.csv"', 'item = "items.csv"', "files.item", "'items'"),
        ('items = "items.csv"', "", "files.items", "the file of items that score 'strengths'"),
        ('items = "items.csv"', "items = 1", "files.items", "a file's name in quotes"),
        ('"claims.csv"', '"items.csv"', "files.claims", "a file of its own"),
        ('scores = "scores.csv"', "", "files.scores", 'scores = "NAME.csv"'),
        ('judgements = "judgements.csv"', "", "profiles.experts.panel", "a panel"),
        ("[profiles.equal]", "[profiles]\nequal = 1\n[profiles.level]", ".equal", "a table"),
        ("[files]", "[files", "", "valid TOML"),
        ('"noise", "weaknesses"]', '"noise", "weakness"]', "themes.street", "leaf criteria"),
        ('"noise", "weaknesses"]', '"noise", "noise"]', "themes.street", "each once"),
        ('"noise", "weaknesses"]', "]", "themes.street", "each once"),
        ('["noise", "weaknesses"]', '"noise"', "themes.street.criteria", "a list"),
        ('criteria = ["noise", "weaknesses"]', "", "themes.street.criteria", "this key"),
        ("[themes.street]", "[themes.barriers]", "themes.barriers", "an id of its own"),
        ("[themes.street]", "[themes]\nx = 1\n[themes.street]", "themes.x", "a table"),
        ('base = "experts"', 'base = "expert"', "profiles.residents.base", "'experts'"),
        ('base = "experts"', 'base = "residents"', "profiles.residents.base", "one of"),
        ('base = "experts"', 'base = "experts"\npanel = "experts"', "residents", "one of them"),
        ('base = "experts"', "", "profiles.residents.weights", 'base = "NAME"'),
        ("set = { street", "put = { street", "residents.weights.put", "'set'"),
        ("{ street = 0.6 }", "{ streets = 0.6 }", "residents.weights.set", "'street'"),
        ("{ street = 0.6 }", "{ goal = 0.6 }", "residents.weights.set", "one of"),
        ("{ street = 0.6 }", "{ street = 1.6 }", "weights.set.street", "between 0 and 1"),
        ("{ street = 0.6 }", "{ street = true }", "weights.set.street", "between 0 and 1"),
        ("{ street = 0.6 }", "{ street = 0.6, noise = 0.7 }", "weights.set", "possible together"),
        ("{ street = 0.6 }", "{}", "profiles.residents", "weights.set = "),
        ('inside = "equal"', 'inside = "even"', "residents.inside", "'proportional', 'equal'"),
    ],
)
def test_a_wrong_manifest(
    *, folder: Path, edit: Edit, old: str, new: str, column: str, expected: str
) -> None:
    edit("study.toml", old, new)
    found = [defect for defect in defects(folder) if defect.file == "study.toml"]
    assert any(d.column.endswith(column) and expected in d.expected for d in found)


def test_profiles_that_build_on_one_another_in_a_circle(folder: Path, edit: Edit) -> None:
    edit("study.toml", 'weights = "equal"', 'base = "residents"')
    edit("study.toml", 'base = "experts"', 'base = "equal"')
    found = [defect for defect in defects(folder) if defect.expected == "no cycle of profiles"]
    assert [defect.column for defect in found] == ["profiles.equal.base", "profiles.residents.base"]


@pytest.mark.parametrize("kind", ["themes", "profiles"])
def test_too_many_themes_or_profiles(folder: Path, kind: str) -> None:
    with (folder / "study.toml").open("a", encoding="utf-8") as stream:
        stream.writelines(f"[{kind}.x{number}]\n" for number in range(501))
    assert any(defect.expected == "at most 500" for defect in defects(folder))


def test_what_toml_takes_hours_over_is_refused(folder: Path) -> None:
    manifest = folder / "study.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(f"{text}\na{'.a' * 100_000} = 1\n", encoding="utf-8")
    assert only(folder).found == "100000 points"
    assert only(folder).row == text.count("\n") + 2
    deep = ".a" * 499
    manifest.write_text(f"{text}\n[x{deep}]\nb{deep} = 1\n", encoding="utf-8")
    assert only(folder).column == "x"
    (folder / "scenarios.toml").write_text(f"x = 1\n[y{deep}]\nb{deep} = 1\n", encoding="utf-8")
    manifest.write_text(text, encoding="utf-8")
    assert {defect.file for defect in defects(folder)} == {"scenarios.toml"}
    manifest.write_text(f"{text}#{' ' * text_files.MAX_TOML_BYTES}", encoding="utf-8")
    assert only(folder).expected == "at most 1048576 bytes"


def test_invalid_toml_is_placed(folder: Path, edit: Edit) -> None:
    edit("study.toml", "[files]", "[files")
    assert only(folder).row == 7


# -- all together


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066"])
def test_characters_that_act_on_a_terminal(folder: Path, edit: Edit, character: str) -> None:
    edit("criteria.csv", "Cost", f"Co{character}st")
    found = f"the control character U+{ord(character):04X}"
    defect = only(folder)
    assert (defect.file, defect.found) == ("criteria.csv", found)
    edit("criteria.csv", f"Co{character}st", "Cost")
    edit("study.toml", 'title = "', f'title = "\\u{ord(character):04x}')
    assert (only(folder).file, only(folder).found) == ("study.toml", found)


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column"),
    [
        ("criteria.csv", "noise,barriers", '"no\nise",barriers', 7, "id"),
        ("criteria.csv", "Good transport", '"Good\r\ntransport"', 3, "label"),
        ("alternatives.csv", "ferry,The", '"fer\try",The', 4, "id"),
        ("alternatives.csv", "The ferry", "The\u2028ferry", 4, "name"),
        ("judgements.csv", "experts,p,top", '"ex\nperts",p,top', 3, "panel"),
        ("study.toml", "[profiles.equal]", r'[profiles."eq\nual"]', 57, ""),
    ],
)
def test_names_on_several_lines(
    folder: Path, edit: Edit, file: str, old: str, new: str, row: int, column: str
) -> None:
    edit(file, old, new)
    found = [defect for defect in defects(folder) if "one line" in defect.expected]
    assert [(defect.file, defect.row, defect.column) for defect in found] == [(file, row, column)]


def test_text_may_have_several_lines(folder: Path, edit: Edit) -> None:
    edit("scores.csv", "page 2: dear at first", '"page 2:\ndear at first"')
    assert "page 2:\ndear at first" in set(fp.load(folder).evidence("tram", "cost")["evidence"])


def test_all_defects_are_reported_at_once(folder: Path, edit: Edit) -> None:
    edit("study.toml", 'panel = "experts"', 'panel = "expert"')
    edit("scores.csv", "tram,4,5,5", "tram,4,6,5")
    edit("scores.csv", "noise,bus,3,4,5", "noise,bus,3,4,many")
    edit("items.csv", "a,tram,T,Road lobby,1", "a,tram,Z,Road lobby,1")
    edit("judgements.csv", "q,top,barriers,swot,8", "q,top,barriers,swot,80")
    edit("claims.csv", "noise,tram,bus", "noise,plane,bus")
    (folder / "reference.csv").unlink()
    places = {(d.file, d.row, d.column) for d in defects(folder)}
    assert places >= {
        ("study.toml", None, "profiles.experts.panel"),
        ("scores.csv", 2, "best"),
        ("scores.csv", 5, "high"),
        ("items.csv", 7, "quadrant"),
        ("judgements.csv", 10, "value"),
        ("claims.csv", 3, "better"),
        ("reference.csv", None, ""),
    }


def test_a_long_list_is_cut_in_the_message_and_whole_in_the_error(
    folder: Path, edit_rows: EditRows
) -> None:
    edit_rows(
        "scores.csv",
        lambda rows: [
            rows[0],
            *([*row[:3], *[f"x{i}"] * 4, ""] for i, row in enumerate(rows[1:])),
        ],
    )
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    count = len(caught.value.defects)
    assert count >= 32
    lines = str(caught.value).splitlines()
    assert lines[0] == f"{folder}: {count} defects"
    assert len(lines) == 22
    assert lines[-1] == f"  ... and {count - 20} more (see .defects)"


def test_a_folder_with_very_many_defects_is_given_up(folder: Path, edit_rows: EditRows) -> None:
    edit_rows("claims.csv", lambda rows: [rows[0], *([f"c{i}", *["?"] * 6] for i in range(1100))])
    assert len(defects(folder)) == 1000


def test_more_cells_than_can_be_scored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_CELLS", 4)
    fp.load(folder)
    monkeypatch.setattr(checks, "MOST_CELLS", 3)
    assert only(folder).found == "2 criteria of 2 alternatives to score"


def test_the_shipped_study_is_checked_the_same_way(study: fp.Study, tmp_path: Path) -> None:
    copy = shutil.copytree(study.folder, tmp_path / "shipped")
    barriers = copy / "barriers.csv"
    lines = barriers.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",4,5,5,", ",4,6,5,")
    del lines[804]
    barriers.write_text("\n".join(lines), encoding="utf-8")
    missing, scale, interval = defects(copy)
    assert (scale.file, scale.row, scale.column, scale.found) == ("barriers.csv", 2, "best", "'6'")
    assert (interval.row, interval.found) == (2, "'4, 6, 5'")
    assert "coder 'g' without a row for" in missing.found


# -- what is accepted


def test_byte_order_marks_crlf_blank_lines_spaces_and_extra_columns_are_accepted(
    folder: Path, small: fp.Study, edit_rows: EditRows
) -> None:
    for file in FILES:
        edit_rows(file, lambda rows: [[f" {cell} " for cell in [*row, "mine"]] for row in rows])
    for path in folder.iterdir():
        content = path.read_text(encoding="utf-8").replace("\n", "\n\n")
        path.write_bytes(b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode())
    again = fp.load(folder)
    for profile in small.profiles:
        assert again.problem(profile) == small.problem(profile)


def test_a_minimal_study(folder: Path, edit_rows: EditRows) -> None:
    manifest = (folder / "study.toml").read_text(encoding="utf-8")
    title = tomllib.loads(manifest)["title"]
    roles = "\n".join(f'{role} = "{role}.csv"' for role in REQUIRED)
    (folder / "study.toml").write_text(f'title = "{title}"\n[files]\n{roles}\n', encoding="utf-8")
    edit_rows(
        "criteria.csv",
        lambda rows: [
            rows[0],
            ["goal", *[""] * 2, "Goal", *[""] * (len(rows[0]) - 4)],
            *([row[0], "goal", *row[2:]] for row in rows[4:6]),
        ],
    )
    for file in set(FILES) - {f"{role}.csv" for role in REQUIRED}:
        (folder / file).unlink()
    study = fp.load(folder)
    assert study.profiles == ["equal"]
    assert study.panels == []
    assert study.swot_items.empty
    assert fp.awot(study).empty
    assert study.evidence("bus", "noise", reference=True)["evidence"].tolist() == [
        "",
        "page 3: loud",
    ]
    assert study.problem().matrix.to_dict() == {
        "cost": {"tram": 4.0, "bus": 2.0},
        "noise": {"tram": 1.5, "bus": 4.5},
    }
    assert fp.topsis(study.problem()).best == "tram"
    with pytest.raises(fp.CriteriaError, match="no criterion for its strengths"):
        fp.strategic_position(study)
    with pytest.raises(fp.UnknownNameError, match="unknown panel 'experts'"):
        study.judgements("experts")


def weighed(weights: list[float]) -> Callable[[Rows], Rows]:
    """Put these weights in the third column."""
    texts = ["weight", *map(str, weights)]
    return lambda rows: [[*row[:2], text] for row, text in zip(rows, texts, strict=True)]


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ([0.2, 0.2, 0.2, 0.2, 0.2, 0.2], "1.2"),
        ([35, 20, 25, 20, 10, 0], "110"),
        ([0.1, 0.1, 0.1, 0.1, 0.1, 0.1], "0.6"),
        ([2.5, 1.5, 0, 0, 0, 0], "4"),
    ],
)
def test_weights_that_do_not_add_up(
    folder: Path, edit_rows: EditRows, weights: list[float], total: str
) -> None:
    def put(rows: Rows) -> Rows:
        return [
            rows[0],
            *([*row[:2], str(one)] for row, one in zip(rows[1:], weights, strict=True)),
        ]

    edit_rows("weights.csv", put)
    defect = only(folder)
    assert (defect.file, defect.column) == ("weights.csv", "weight")
    assert defect.found == f"weights of profile 'leaflet' that sum to {total}"
    assert defect.expected.startswith("a sum of 1 or 100: correct a weight, or divide each by ")


@pytest.mark.parametrize(
    "weights",
    [
        [0.3, 0.3, 0.1, 0.1, 0.1, 0.1],
        [30, 30, 10, 10, 10, 10],
        [33.3, 33.3, 33.3, 0, 0, 0],
        [3, 2, 1, 1, 0, 0],
        [100, 90, 10, 40, 20, 10],
    ],
)
def test_shares_percentages_and_points(
    folder: Path, edit_rows: EditRows, weights: list[float]
) -> None:
    edit_rows("weights.csv", weighed(weights))
    expected = [one / sum(weights) for one in weights]
    assert fp.load(folder).weights("leaflet").tolist() == pytest.approx(expected)
