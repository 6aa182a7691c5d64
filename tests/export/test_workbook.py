"""The workbook: every table, real numbers, nothing that runs."""

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.export import export
from fivepluone_mcda.export.tables import TABLES, every_table
from fivepluone_mcda.study.importing import new_study

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def mine(tmp_path):
    """The folder of a small study."""
    return new_study(tmp_path / "mine")


def rows(path, sheet):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


@pytest.fixture(scope="module")
def results(study, tmp_path_factory):
    """The workbook of the shipped study."""
    return export(study, tmp_path_factory.mktemp("shipped") / "results.xlsx")


@pytest.mark.slow
def test_every_table_of_the_shipped_study(results, shipped):
    book = openpyxl.load_workbook(results)
    shown = [name for name, _, _ in TABLES if name != "robust choice"]  # TOPSIS has no regret
    assert book.sheetnames == ["about", *shown]
    about = {str(row[0]): row[1] for row in rows(results, "about")}
    assert any("machine-coded" in str(row[1]) for row in rows(results, "about"))
    assert about["profile"] == "paper"
    assert all(about[f"sheet: {name}"] for name, _, _ in TABLES)
    header, *ranking = rows(results, "ranking")
    assert header == ["alternative", "topsis score", "topsis rank", "ahp score", "ahp rank"]
    scores = fp.topsis(shipped).scores
    assert {row[0]: row[1] for row in ranking} == pytest.approx(scores.to_dict(), abs=1e-15)
    _, *codes = rows(results, "codes")
    assert len(codes) == 805
    assert {type(row[4]) for row in codes} <= {int, float}
    assert [path.name for path in results.parent.iterdir()] == ["results.xlsx"]


@pytest.mark.slow
def test_tables_of_several_results(results):
    header, *ways = rows(results, "crossings")
    assert header == ["towards", "share", "winner_before", "winner_after", "exact"]
    changed = ["values", "implementation", "grounds", "equal"]  # CA-EU leads under nearest too
    assert [row[0] for row in ways] == changed
    assert {row[3] for row in ways} == {"CA-China"}
    header, *rules = rows(results, "rules")
    found = {row[0]: row[header.index("share")] for row in rules}
    _, *shares = rows(results, "ranks any weights")
    assert found == pytest.approx({row[0]: row[1] for row in shares}, abs=0.02)


def test_what_is_not_known_is_an_empty_cell(results):
    sheets = openpyxl.load_workbook(results)
    cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert not {"<NA>", "nan", "None"} & cells


def test_what_a_study_lacks_is_said(mine, tmp_path):
    study = fp.load(mine)
    path = export(study, tmp_path / "results.xlsx", "equal", "weighted_sum")
    about = dict(row[:2] for row in rows(path, "about"))
    assert about["sheet: claims"].startswith("left out, there is nothing to show")
    assert about["sheet: strategic position"].startswith("left out: the study has no criterion")
    assert "claims" not in openpyxl.load_workbook(path).sheetnames
    assert (about["profile"], about["method"]) == ("equal", "weighted sum")
    missing = {table.name for table in every_table(study) if table.frame is None}
    assert missing == {
        "SWOT codes", "SWOT items", "strategic position", "crossings", "claims", "robust choice"
    }  # fmt: skip
    assert about["sheet: robust choice"].startswith("left out: regret compares scores of different")


def test_nothing_runs(mine, tmp_path):
    for file in ("scores.csv", "alternatives.csv", "study.toml"):
        text = (mine / file).read_text(encoding="utf-8")
        text = text.replace("Almaty", "=Almaty").replace("three offers", "@SUM(A1)")
        text = text.replace('title = "In', 'title = "=In')
        (mine / file).write_text(text, encoding="utf-8")
    path = export(fp.load(mine), tmp_path / "results.xlsx")
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value).startswith(("=", "@"))
    assert "'=Almaty" in [row[0] for row in rows(path, "ranking")]
    assert any("'@SUM(A1)" in row for row in rows(path, "codes"))


def test_wrong_input_writes_nothing(mine, tmp_path):
    small = fp.load(mine)
    with pytest.raises(fp.CriteriaError, match=r"results\.xlsx"):
        export(small, tmp_path / "results.csv")
    with pytest.raises(fp.UnknownNameError):
        export(small, tmp_path / "results.xlsx", "boards")
    with pytest.raises(fp.CriteriaError, match="did you mean 'topsis'"):
        export(small, tmp_path / "results.xlsx", method="topsi")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
