"""Sheets as statistics offices and ministries publish them: each is read right, or asked about."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import fivepluone_mcda as fp

Write = Callable[..., Path]


def asked(path: Path, **options: object) -> str:
    """The questions about a sheet, without the name of the file."""
    with pytest.raises(fp.StudyError) as error:
        fp.read_table(path, **options)  # type: ignore[arg-type]
    return "\n".join(str(one).partition(path.name)[2] for one in error.value.defects)


def scores(problem: fp.Problem) -> dict[str, list[float]]:
    return {name: row.tolist() for name, row in problem.matrix.iterrows()}


def test_a_statistics_office_with_merged_headers_column_numbers_and_footnotes(book: Write) -> None:
    path = book(
        [
            ["1.2. Основные показатели регионов в 2024 году"],
            [None, None, None, None, "млн тенге"],
            ["Регион", "Население¹", "Экономика", None, "Экология"],
            [None, None, "ВРП", "безработица, %", "выбросы, тонн"],
            ["А", 1, 2, 3, 4],
            ["Всего", "2 812,3", "9 300,5", "4,8", "1 100"],
            ["в том числе:"],
            ["Абай", "610,1", "2 400,5", "5,0", "400"],
            ["Жетісу", "698,2", "1 900", "4,7", "250"],
            ["Алматинская²", "1 504,0", "5 000", "4,9", "450"],
            ["¹ На начало года, тыс. человек."],
            ["² Без города Алматы."],
            ["Источник: Бюро национальной статистики"],
        ],
        merged="A3:A4 B3:B4 C3:D3",
    )
    reading = fp.describe_table(path, directions={"Экология, выбросы, тонн": "min"}, drop=[])
    assert scores(reading.problem) == {
        "Абай": [610.1, 2400.5, 5.0, 400.0],
        "Жетісу": [698.2, 1900.0, 4.7, 250.0],
        "Алматинская": [1504.0, 5000.0, 4.9, 450.0],
    }
    assert reading.problem.criteria == [
        "Население",
        "ВРП",
        "безработица, %",
        "Экология, выбросы, тонн",
    ]
    assert reading.problem.tree.children("Экономика") == ("ВРП", "безработица, %")
    left_out = " ".join(what for what, _ in reading.left_out)
    for name in ("Всего", "в том числе:", "На начало", "Без города", "Источник"):
        assert name in left_out
    assert len(reading.doubts) == 1  # of unemployment nobody said that less is better
    assert "--direction 'безработица, %=min'" in reading.doubts[0]


def test_a_ministry_with_criteria_in_the_rows(book: Write) -> None:
    path = book(
        [
            ["Приложение 3. Сравнение вариантов размещения"],
            [],
            ["№", "Критерий", "Ед. изм.", "Вес, %", "Направление", "Алматы", "Астана", "Шымкент"],
            [1, "Аренда", "тенге/м²", 40, "чем меньше, тем лучше", 11000, 9500, 7200],
            [2, "Кадры", "балл", 35, "max", 5, 4, 3],
            [3, "Время в пути", "ч", 25, "мин", "1,5", "2,5", "3"],
            [None, "Итого", None, 100],
        ]
    )
    problem = fp.read_table(path)
    assert problem.alternatives == ["Алматы", "Астана", "Шымкент"]
    assert problem.weights.tolist() == [0.4, 0.35, 0.25]
    assert problem.directions.tolist() == ["min", "max", "min"]
    assert problem.matrix.loc["Астана"].tolist() == [9500.0, 4.0, 2.5]
    assert fp.describe_table(path).turned


def test_two_tables_in_a_sheet_are_asked_about(book: Write) -> None:
    rows = [
        ["Table 1. Offices in 2023"],
        ["City", "Area", "Staff"],
        ["Almaty", 120, 14],
        ["Aktau", 90, 8],
        ["Total", 210, 22],
        [],
        ["Table 2. Offices in 2024"],
        ["City", "Area", "Staff"],
        ["Almaty", 150, 18],
        ["Aktau", 95, 9],
        ["Note: rounded"],
    ]
    path = book(rows)
    assert asked(path) == (
        ": found 2 tables; expected --cells A2:C5 ('Table 1. Offices in 2023') or --cells A8:C10 "
        "('Table 2. Offices in 2024')"
    )
    assert scores(fp.read_table(path, cells="A8:C10")) == {
        "Almaty": [150.0, 18.0],
        "Aktau": [95.0, 9.0],
    }
    beside = [[*left, *[None] * (4 - len(left)), *right] for left, right in zip(
        rows[1:5], rows[7:11], strict=True
    )]  # fmt: skip
    assert "found 2 tables; expected --cells A1:C4 or --cells E1:G3" in asked(book(beside))


def test_totals_of_groups_and_unnamed_ones(text: Write) -> None:
    path = text(
        "Region;Population;Output, mln\n"
        "North;;\n"
        "Abay;610,1;2400,5\n"
        "Pavlodar;750,4;3100,2\n"
        "Total, north;1360,5;5500,7\n"
        "South;;\n"
        "Jambyl;1220,3;1800,1\n"
        "Turkistan;2110,9;2000,4\n"
        "Average of the south;1665,6;1900,3\n"
        ";4691,7;9301,2\n"
    )
    reading = fp.describe_table(path)
    assert reading.alternatives == ["Abay", "Pavlodar", "Jambyl", "Turkistan"]
    assert dict(reading.left_out) == {
        "row 2 ('North')": "no numbers beside it",
        "row 5 ('Total, north')": "a summary of other rows, no alternative",
        "row 6 ('South')": "no numbers beside it",
        "row 9 ('Average of the south')": "the mean of other rows",
        "row 10 ('4691,7')": "the sum of other rows",
    }


def test_a_total_under_another_name_is_asked_about(text: Write) -> None:
    path = text("Region;Population;Output\nAbay;610;2400\nJambyl;1220;1800\nRepublic;1830;4200\n")
    assert asked(path) == (
        ", cell A4: found 'Republic', the sum of other rows; expected --drop 'Republic' if it is "
        "no alternative, or --keep 'Republic'"
    )
    assert fp.read_table(path, drop=["republic"]).alternatives == ["Abay", "Jambyl"]
    assert len(fp.read_table(path, keep=["Republic"]).alternatives) == 3
    named = text("City;Area;Staff\nSum Group;12;34\nAktau;56;7\n")
    assert "'Sum Group', a name as of a total" in asked(named)


def test_a_european_export(text: Write) -> None:
    path = text(
        'sep=;\n"Bericht";;;\n;;;\n'
        "Standort;Miete;Fläche, m²;Anteil\n"
        "Gewicht;;;\nKöln;1.234,50 €;1.500;12,5 %\nBonn;980,00 €;2.250;8 %\n"
        "Type: benefit/cost;cost;benefit;benefit\nWeight;50 %;30 %;20 %\n"
    )
    problem = fp.read_table(path)
    assert scores(problem) == {"Köln": [1234.5, 1500.0, 12.5], "Bonn": [980.0, 2250.0, 8.0]}
    assert problem.directions.tolist() == ["min", "max", "max"]
    assert problem.weights.tolist() == [0.5, 0.3, 0.2]


def test_ranges(text: Write) -> None:
    path = text(
        "Option\tCost ↓\tSupport (higher is better)\nScale\t0–20\t1-10\n"
        "Rail\t5-7\t5 (4-7)\nRoad\t9 ± 2\t6\nAir\t12\t6 [5; 8]\n"
    )
    problem = fp.read_table(path)
    assert problem.matrix["Cost"].tolist() == [6.0, 9.0, 12.0]
    assert problem.low["Cost"].tolist() == [5.0, 7.0, 12.0]
    assert problem.high["Support"].tolist() == [7.0, 6.0, 8.0]
    assert problem.scale == {"Cost": (0.0, 20.0), "Support": (1.0, 10.0)}
    assert problem.directions.tolist() == ["min", "max"]


def test_missing_scores_need_a_choice(text: Write, tmp_path: Path) -> None:
    path = text(
        "GEO;Output;Area\nKazakhstan;261,4;2725\nUzbekistan;n/a;447\nTurkmenistan;..;491\n"
        "Kyrgyzstan;13,9 e;200\n"
    )
    question = asked(path)
    assert question.startswith(
        ", cells B3, B4: found no score; expected --missing drop-alternative"
    )
    assert "(without Uzbekistan, Turkmenistan)" in question
    assert "drop-criterion (without Output)" in question
    without = fp.read_table(path, missing="drop-alternative")
    assert without.alternatives == ["Kazakhstan", "Kyrgyzstan"]
    assert fp.read_table(path, missing="drop-criterion").criteria == ["Area"]
    reading = fp.describe_table(path, missing="range")
    assert reading.low[:, 0].tolist() == [261.4, 13.9, 13.9, 13.9]
    assert reading.high[:, 0].tolist() == [261.4, 261.4, 261.4, 13.9]
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=reading))
    assert study.problem().low.to_numpy() == pytest.approx(reading.low)
    assert "13.9 e" not in str(reading.problem.matrix)


def test_a_workbook_with_a_cover_hidden_parts_and_percent_weights(book: Write) -> None:
    path = book(
        [["Decision support, version", 3], ["Ministry of Transport"]],
        others={
            "Scores": [
                [None, "Option", "Cost", None, "Benefit", "Comment", "Rank"],
                [None, "Unit", "mln USD", None, "points"],
                [None, "Weight", 0.6, None, 0.4],
                [None, "A line", 120, None, 7, "needs a bridge", 2],
                [None, "Old plan", 150, None, 2, "given up", 3],
                [None, "B line", 90, None, 5, None, 1],
            ],
            "Archive": [["City", "x"], ["A", 1]],
        },
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Scores"]
    for cell in ("C3", "E3"):
        sheet[cell].number_format = "0 %"
    sheet.row_dimensions[5].hidden = True
    workbook["Archive"].sheet_state = "hidden"
    workbook.save(path)
    reading = fp.describe_table(path, directions={"cost": "min"})
    assert reading.origin == "book.xlsx, worksheet 'Scores'"
    assert reading.alternatives == ["A line", "B line"]
    assert reading.weights == [60.0, 40.0]
    assert [one.unit for one in reading.criteria] == ["mln USD", "points"]
    said = "\n".join(reading.words())
    assert "Row 5 ('Old plan') is hidden: left out." in said
    assert "Worksheet 'Archive' is hidden: left out." in said
    assert "column F ('Comment'): words, no numbers." in said
    assert "no worksheet 'Score'; expected --sheet 'Sheet' or" in asked(path, sheet="Score")
    # A second sheet with a table is a question.
    workbook["Archive"].sheet_state = "visible"
    workbook.save(path)
    assert asked(path) == (
        ": found tables in 2 worksheets; expected --sheet 'Scores' or --sheet 'Archive'"
    )
    assert fp.read_table(path, sheet="Archive").alternatives == ["A"]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
def test_old_encodings(text: Write, encoding: str) -> None:
    content = "Город;Площадь;Вес\nАлматы;682;1,5\nАстана;797;2,5\nВеса;60;40\n"
    reading = fp.describe_table(text(content, encoding))
    assert scores(reading.problem) == {"Алматы": [682.0, 1.5], "Астана": [797.0, 2.5]}
    assert ("Windows-1251" in " ".join(reading.remarks)) == (encoding == "cp1251")


def test_an_international_bank(text: Write) -> None:
    path = text(
        '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-12-16",\n\n'
        '"Country Name","Country Code","GDP (current US$)","Life expectancy"\n'
        '"Kazakhstan","KAZ","261,421,121,000.5","74.4"\n'
        '"Uzbekistan","UZB","90,889,149,306.0","72.4"\n'
        '"Central Asia average","CAA","176,155,135,153.25","73.4"\n'
    )
    problem = fp.read_table(path)
    assert problem.alternatives == ["Kazakhstan", "Uzbekistan"]
    assert problem.criteria == ["GDP (current US$)", "Life expectancy"]
    assert problem.matrix.iloc[0, 0] == 261421121000.5


def test_a_scoring_matrix_with_totals_in_a_column(text: Write) -> None:
    path = text(
        "No.;Bidder;Price;Quality;Risk;Total\n1;Alpha;35;42;13;90\n2;Beta;38;30;15;83\n"
        "3;Gamma;25;45;17;87\nGoal;;min;max;-;\nMean;;32.7;39;15;86.7\n"
    )
    reading = fp.describe_table(path)
    assert reading.alternatives == ["Alpha", "Beta", "Gamma"]
    assert [one.label for one in reading.criteria] == ["Price", "Quality", "Risk"]
    assert [one.direction for one in reading.criteria] == ["min", "max", "min"]
    assert ("column F ('Total')", "the sum of other columns") in reading.left_out
    short = fp.describe_table(path, drop=["Beta"])
    assert ("row 3 ('Beta')", "as asked for") in short.left_out


def test_names_and_directions_said_twice(text: Write) -> None:
    path = text("City;Rent (min);Staff\nDirection;max;max\nA;1,250;2\nB;3;4\nA;5;6\n")
    questions = asked(path)
    assert "cell A5: found 'A'; expected another name" in questions
    assert "cell B1: found 'min' in its name and 'max' in row 2; expected --direction" in questions
    other = text('City,Rent,Staff\nA,"($1,250.50)",2\nB,$300,4\n')
    with pytest.warns(UserWarning, match=r"--direction 'Rent=min'"):
        assert fp.read_table(other).matrix["Rent"].tolist() == [-1250.5, 300.0]


def test_a_weight_may_be_a_criterion(text: Write) -> None:
    path = text("Laptop;Price (min);Weight (min)\nA;900;1,2\nB;700;2,4\n")
    assert fp.read_table(path).criteria == ["Price", "Weight"]
    path = text("Option;Price (min);Weight\nA;900;1,2\nB;700;2,4\n")
    with pytest.warns(UserWarning, match="if it weighs criteria that are in the rows: --transpose"):
        assert fp.read_table(path).criteria == ["Price", "Weight"]
    path = text(";Weight;A;B\nx;30 %;900;1,2\ny;70 %;700;2,4\nTotal;100 %;;\n")
    assert fp.read_table(path).weights.tolist() == [0.3, 0.7]


def test_words_for_scores_are_doubtful(text: Write) -> None:
    path = text(
        "Option;Area;Support;Capital\nA;900;high;Astana\nB;700;low;Tashkent\nC;1;high;Osh\n"
    )
    with pytest.warns(UserWarning, match="'Support'.* holds words such as 'high'"):
        assert fp.read_table(path).criteria == ["Area"]
    assert fp.read_table(path, drop=["Support"]).criteria == ["Area"]


def test_weights_that_sum_to_something_else_are_doubtful(text: Write, tmp_path: Path) -> None:
    path = text("City;x;y\nA;1;2\nB;3;4\nWeight;0,7;0,5\n")
    with pytest.warns(UserWarning, match=r"the weights .* sum to 1.2; expected a sum of 1 or 100"):
        problem = fp.read_table(path)
    assert problem.weights.tolist() == pytest.approx([0.7 / 1.2, 0.5 / 1.2])
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=fp.describe_table(path)))
    assert study.weights().tolist() == pytest.approx([0.7 / 1.2, 0.5 / 1.2])


def test_charts_only(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    workbook.create_chartsheet("Chart").add_chart(openpyxl.chart.BarChart())
    workbook.save(tmp_path / "charts.xlsx")
    assert asked(tmp_path / "charts.xlsx").startswith(": found no cells; expected a table")
    with zipfile.ZipFile(tmp_path / "text.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "cannot be read as an Excel workbook" in asked(tmp_path / "text.xlsx")


SMALL = "City;Rate;Area\nA;1;2\nB;3;4\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Weight;60;40\n" + SMALL, {"A": [1, 2], "B": [3, 4]}),
        ("City;Rate;Area\n;min;max\nA;1;2\nB;3;4\n", {"A": [1, 2], "B": [3, 4]}),
        (SMALL + "Min;1;2\nMax;3;4\n", {"A": [1, 2], "B": [3, 4]}),
        ("Date;2024\nVersion;3\n\n" + SMALL, {"A": [1, 2], "B": [3, 4]}),
        ("City;Year;Rate;Rank\nA;2023;5;1\nB;2023;4;2\n", {"A": [5], "B": [4]}),
        ("Table 5;;\n;;mln tenge\nRegion;Rate;Area\nA;1;2\nB;3;4\n", {"A": [1, 2], "B": [3, 4]}),
        ("Показатель;Юг;Север\nВВП;1,5;2\nВклады;3;4\n", {"Юг": [1.5, 3], "Север": [2, 4]}),
        ("City;Rate;Area\n\nA;1;2\n\n\nB;3;4\n\nWeight;40;60\n", {"A": [1, 2], "B": [3, 4]}),
        ("City;Rate;Area\nA;1.234;2,5\nB;987;4\n", {"A": [1234, 2.5], "B": [987, 4]}),
        ("Criteria;Rate;Area\nWeights;0,4;0,6\nA;1;2\nB;3;4\n", {"A": [1, 2], "B": [3, 4]}),
        (";A;B;C\nRent (min);5;6;7\nStaff;1;2;3\n", {"A": [5, 1], "B": [6, 2], "C": [7, 3]}),
        (SMALL + "Best;3;4\n", {"A": [1, 2], "B": [3, 4]}),
        ("City;Rate (40%);Area (вес 60 %)\nA;1;2\nB;3;4\n", {"A": [1, 2], "B": [3, 4]}),
    ],
)
def test_small_oddities(text: Write, content: str, expected: dict[str, list[float]]) -> None:
    problem = fp.read_table(text(content))
    assert scores(problem) == expected
    if "40" in content:
        assert sorted(problem.weights) == pytest.approx([0.4, 0.6])


@pytest.mark.parametrize(
    ("content", "question"),
    [
        (SMALL + "Target;5;5\n", "cell A4: found 'Target', a name as of a target; expected --drop"),
        ("City;x;y\nN;300;50,5\nA;100;20,2\nB;200;30,3\nC;9;8\n", "cell A2: found 'N', the sum of"),
        ("City;x;Final score\nA;1;2\nB;3;4\n", "column C: found 'Final score', a name as of"),
        ("Country;2021;2022\nA;1,5;2\nB;3;4\n", "column B, column C: found '2021', '2022': one"),
        (SMALL + "C;high;low\n", "cell B4: found 'high'; expected a number"),
        ("City;Rate\nA;high\nB;2\nC;3\n", "cell B2: found 'high'; expected a number"),
        ("City;Rate;Area\n;0,4;0,6\nA;1;2\nB;3;4\n", "cell A2: found an empty cell; expected a"),
        ("City;Item;Value\nA;x;1\nA;y;2\nB;x;3\n", "cell A3: found 'A'; expected another name"),
    ],
)
def test_small_questions(text: Write, content: str, question: str) -> None:
    assert question in asked(text(content))


def test_numbers_left_of_the_names_are_doubtful(text: Write) -> None:
    with pytest.warns(UserWarning, match="'Price.*to the left of the names"):
        assert fp.read_table(text("Price;City;Area\n5;A;10\n6;B;20\n")).criteria == ["Area"]


def test_a_column_that_may_be_the_result_is_doubtful(text: Write) -> None:
    with pytest.warns(UserWarning, match="if it follows from the others: --drop 'Score'"):
        fp.read_table(text("City;Rate;Area;Score\nA;1;2;0,7\nB;3;4;0,9\n"))


def test_options_that_name_nothing(text: Write) -> None:
    path = text(SMALL)
    for options, message in (
        ({"keep": ["Cc"]}, "unknown row or column 'Cc'"),
        ({"keep": "A"}, "keep: found a text; expected a list of names"),
        ({"directions": {"Rates": "min"}}, "unknown criterion 'Rates'; did you mean 'Rate'?"),
        ({"directions": {"Rate": "up"}}, "directions of 'Rate': found 'up'; expected 'max'"),
        ({"missing": "fill"}, "missing: found 'fill'; expected one of 'drop-alternative'"),
        ({"decimal": ","}, "decimal: found ','; expected one of 'comma', 'point'"),
        ({"cells": "B3"}, "cells: found 'B3'; expected a range such as B3:H9"),
        ({"cells": "C3:A1"}, "expected the upper left and the lower right cell"),
        ({"cells": "X1:Z9"}, "found no cells"),
    ):
        with pytest.raises(fp.CriteriaError, match=re.escape(message)):
            fp.read_table(path, **options)  # type: ignore[arg-type]


def test_a_far_cell_and_a_merge_of_everything(book: Write, tmp_path: Path) -> None:
    path = book([["City", "x"], ["A", 1], ["B", 2], [None] * 16383 + ["far"]])
    merged = b'</sheetData><mergeCells><mergeCell ref="A30:XFD1048576"/></mergeCells>'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "far.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", merged))
    assert fp.read_table(tmp_path / "far.xlsx").alternatives == ["A", "B"]
