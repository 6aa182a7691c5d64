"""What statistics offices add to a table: flags, scales, identifiers, sections, several years."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import fivepluone_mcda as fp

Write = Callable[..., Path]
ROWS = [["A", 31, 52], ["B", 43, 24], ["C", 12, 41]]


def frame(header: list[object], *rows: list[object]) -> pd.DataFrame:
    return pd.DataFrame([row[1:] for row in rows], [row[0] for row in rows], header, dtype=object)


def questions(source: Path | pd.DataFrame, **options: object) -> list[str]:
    with pytest.raises(fp.StudyError) as error:
        fp.describe_table(source, **options)  # type: ignore[arg-type]
    return [str(defect) for defect in error.value.defects]


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("Grade (1 = best, 6 = worst)", "min"),
        ("Оценка (1 - лучший)", "min"),
        ("Quality, 1 – very good … 5 – poor", "min"),
        ("Quality (5 = worst)", "min"),
        ("Zustand (1 = sehr gut)", "min"),
        ("Quality (0 = worst, 10 = best)", "max"),
        ("Оценка (5 - отлично)", "max"),
    ],
)
def test_a_name_that_says_which_end_of_the_scale_is_best(name: str, way: str) -> None:
    reading = fp.describe_table(frame([name, "y"], *ROWS))
    assert (reading.criteria[0].direction, reading.criteria[0].stated) == (way, "its name")


def test_a_title_that_says_which_end_is_best_is_quoted(text: Write) -> None:
    path = text("Scale from 0 (best) to 6 (worst);;\nCountry;State;Trade\nA;2,1;1\nB;1,9;3\n")
    with pytest.warns(UserWarning, match=r"the title says 'Scale from 0 \(best\).*--direction"):
        fp.read_table(path)
    assert not fp.describe_table(path, directions={"State": "min", "Trade": "min"}).doubts


def test_identifiers_years_of_foundation_and_notes_are_left_out() -> None:
    header = ["BIN", "Reg", "Founded", "Phone", "Notes", "Turnover", "Staff"]
    reading = fp.describe_table(
        frame(
            header,
            ["A", "140940001234", "040940001234", 2001, "+7 727 250", 2022, 31, 52],
            ["B", "151040001235", "151040001235", 1998, "+7 727 251", "2021 data", 43, 24],
        )
    )
    assert [one.label for one in reading.criteria] == ["Turnover", "Staff"]


@pytest.mark.parametrize(
    "names",
    [["2019", "2020", "2021"], ["January", "February", "March"], ["Доход, план", "Доход, факт"]],
)
def test_one_alternative_at_several_times_is_doubtful(names: list[str]) -> None:
    table = frame(["x", "y"], *[[name, *row[1:]] for name, row in zip(names, ROWS, strict=False)])
    doubts = fp.describe_table(table).doubts
    assert any("one alternative at several times" in doubt for doubt in doubts)
    assert not fp.describe_table(table, keep=names).doubts


def test_a_flag_beside_numbers_is_no_unit() -> None:
    reading = fp.describe_table(
        frame(["Debt"], ["Austria", "78.6p"], ["Poland", "49.7"], ["Italy", "134.8 b"])
    )
    assert reading.best[:, 0].tolist() == [78.6, 49.7, 134.8]
    assert reading.criteria[0].unit == ""


def test_a_header_with_periods_above_the_indicators(book: Write) -> None:
    rows = [
        ["TIME", "2023", None, "2023", None],
        ["GEO (Labels)", "Unemployment", None, "Growth", None],
        ["Belgium", "5.5", None, "1.3", "p"],
        ["Germany", "3.1", "b", "-0.3", "p"],
        ["France", "7.3", None, ":", "c"],
        [],
        [":", "not available"],
    ]
    (question,) = questions(book(rows))
    assert (
        "cell D5: found no score; expected --missing drop-alternative (without France)" in question
    )


def test_sections_of_criteria_in_rows_are_groups(book: Write, tmp_path: Path) -> None:
    rows = [
        ["Indicator", "Unit", "Almaty", "Aktau"],
        ["Economy", None, None, None],
        ["Income", "tenge", 450, 310],
        ["Jobs", "thousand", 31, 12],
        ["Environment", None, None, None],
        ["Green area", "m²", 8, 12],
    ]
    reading = fp.describe_table(book(rows))
    assert [one.group for one in reading.criteria] == ["Economy", "Economy", "Environment"]
    assert reading.left_out == []
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=reading))
    assert study.tree.children("goal") == ("Economy", "Environment")


def test_kazakh_words(text: Write) -> None:
    path = text(
        "Аймақ;Халық;Жұмыссыздық\nСалмағы, %;40;60\nАбай;787,9;4,1\nШымкент;945,0;5,2\n"
        "Алматы;2228,7;4,6\nБарлығы;3961,6;4,7\nДереккөз: бюро;;\n"
    )
    reading = fp.describe_table(path)
    assert reading.alternatives == ["Абай", "Шымкент", "Алматы"]
    assert reading.weights == [40.0, 60.0]
    assert "Жұмыссыздық" in reading.doubts[0]


def test_one_exact_sum_and_numbers_that_sum_to_100_are_asked_about() -> None:
    rows = [["A", 787.9, 4.1, 3], ["B", 945.0, 5.2, 5], ["C", 2228.7, 4.6, 4]]
    (question,) = questions(frame(["x", "y", "z"], *rows, ["All", 3961.6, 4.7, 4]))
    assert "'All', the sum of other rows" in question
    (question,) = questions(frame(["x", "y", "z"], ["k", 30, 30, 40], *rows))
    assert "'k', a row that sums to 1 or 100, as weights do" in question


@pytest.mark.parametrize(
    "name", ["Average wage", "Средняя зарплата", "Total area", "Общая площадь", "Средний балл ЕНТ"]
)
def test_a_mean_or_total_of_something_is_a_criterion(name: str) -> None:
    assert fp.describe_table(frame([name, "y"], *ROWS)).criteria[0].label == name
    for result in ("Overall", "Total score", "Итоговый балл"):
        assert "a name as of a total" in questions(frame([result, "y"], *ROWS))[0]


@pytest.mark.parametrize("name", ["Minimum requirement", "ПДК", "Central Asia", "High income"])
def test_requirements_and_groups_of_countries_are_asked_about(name: str) -> None:
    assert f"{name!r}, a name" in questions(frame(["x", "y"], *ROWS, [name, 17, 33]))[0]


def test_weights_in_different_forms_are_a_question(text: Write) -> None:
    path = text("City;x;y;z\nWeight;50%;0,3;20\nA;1;2;5\nB;3;4;6\n")
    assert "cell C2: found '0,3'; expected the unit '%'" in questions(path)[0]


def test_rows_above_indented_ones_are_asked_about(book: Write) -> None:
    rows = [["Region", "Beds", "Rate"], ["North", 900, 4.1], ["  Alpha", 413, 4.4], ["Beta", 7, 4]]
    assert "'North', a name above others that are indented" in questions(book(rows))[0]


def test_names_of_a_text_file_may_be_indented_too(text: Write) -> None:
    path = text("Region;Beds;Rate\nNorth;900;4.1\n  Alpha;413;4.4\nBeta;7;4\n")
    assert "'North', a name above others that are indented" in questions(path)[0]


def test_a_criterion_that_decides_nothing_is_said(text: Write) -> None:
    path = text("City;x;y\nDirection;max;max\nA;1;3\nB;1;5\n")
    assert "x: the same for all, so it decides nothing" in fp.describe_table(path).remarks


def test_shares_and_percentages_without_a_sign_are_doubtful(text: Write) -> None:
    path = text("City;Access, %;Staff\nDirection;max;max\nA;0.55;3\nB;60;5\nC;70;4\n")
    (doubt,) = fp.describe_table(path).doubts
    assert doubt.startswith("Access, %: some numbers are below 1 and others above 10")


def test_a_share_beside_percentages_is_a_question(text: Write) -> None:
    path = text("City;Access, %;Staff\nA;0,55;3\nB;60%;5\nC;70;4\n")
    assert "cell B2: found '0,55'; expected the unit '%'" in questions(path)[0]


def test_a_named_rank_is_a_criterion_and_a_mass_no_weight() -> None:
    header = ["Rank: Corruption", "Weight, kg", "Average rating, points"]
    reading = fp.describe_table(frame(header, ["A", 39, 1.5, 4], ["B", 93, 2.5, 3]))
    assert [one.name for one in reading.criteria] == header
    assert len(reading.doubts) == 1
    assert "more of 'Rank: Corruption' counts as better" in reading.doubts[0]


def test_a_row_of_letters_and_numbers_counts_the_columns(text: Write) -> None:
    path = text("Регион;Код;Площадь;Доход\nА;Б;1;2\nАбай;x1;185;210\nУлытау;x2;188;190\n")
    assert fp.describe_table(path).alternatives == ["Абай", "Улытау"]


def test_a_code_left_of_the_names_is_no_criterion(text: Write) -> None:
    for name in ("Код КАТО", "Level"):
        path = text(f"{name};Region;Income (max)\n110000;Abay;310\n150000;Ulytau;450\n")
        doubts = fp.describe_table(path).doubts
        assert doubts == [] or f"--drop {name!r}" in doubts[0]
        assert len(doubts) == (name == "Level")
        assert not fp.describe_table(path, drop=[name]).doubts


def test_two_numbers_in_a_cell_are_doubtful_and_a_title_of_risks_too(text: Write) -> None:
    path = text("Country;Corruption (rank);Press\nA;39 (93);49\nB;33 (116);37\n")
    assert "words such as '39 (93)'" in fp.describe_table(path).doubts[0]
    path = text("Оценка рисков (1 - низкий, 5 - высокий);;\nCity;x;y\nA;1;3\nB;2;5\n")
    assert "the title says 'Оценка рисков" in fp.describe_table(path).doubts[0]
