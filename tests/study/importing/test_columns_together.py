"""Columns that belong together, and what the names of columns state beside them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import fivepluone_mcda as fp

Write = Callable[..., Path]


def question(path: Path, **options: object) -> str:
    with pytest.raises(fp.StudyError) as error:
        fp.read_table(path, **options)  # type: ignore[arg-type]
    return "\n".join(map(str, error.value.defects))


def test_durations_are_hours_and_other_times_and_dates_are_left_out(book: Write) -> None:
    rows: list[list[object]] = [["City", "Way there, h:mm", "Opens", "Since", "Score (max)"]]
    rows += [
        [name, datetime.time(hour, 30), datetime.time(9), datetime.datetime(2020, 1, hour), hour]
        for name, hour in (("A", 1), ("B", 2), ("C", 4))
    ]
    reading = fp.describe_table(book(rows), directions={"Way there": "min"})
    assert reading.problem.matrix["Way there"].tolist() == [1.5, 2.5, 4.5]
    assert [one.unit for one in reading.criteria] == ["h", ""]
    assert "01:30:00 are read as durations, 1.5 h" in " ".join(reading.remarks)
    assert len(reading.doubts) == 2
    assert "'Opens') is left out because it holds times of day such as 09:00" in reading.doubts[0]
    assert "'Since') is left out because it holds dates such as 2020-01-01" in reading.doubts[1]


def test_a_duration_of_more_than_a_day() -> None:
    frame = pd.DataFrame({"Transit": ["30:00", "8:15"], "Score": [3, 4]}, list("AB"))
    assert fp.describe_table(frame).problem.matrix["Transit"].tolist() == [30.0, 8.25]


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        (("Cost low, EUR m", "Cost best, EUR m", "Cost high, EUR m"), "Cost"),
        (("Cost (min)", "Cost", "Cost (max)"), "Cost"),
        (("Low cost", "Cost", "High cost"), "Cost"),
        (("Срок, мин", "Срок, наиболее вероятный", "Срок, макс"), "Срок"),
    ],
)
def test_low_best_and_high_are_ranges_of_one_criterion(
    text: Write, columns: tuple[str, ...], name: str
) -> None:
    lines = [";".join(["City", *columns, "Score"]), "A;1;2;4;5", "B;3;4;6;8", "C;2;2;2;7"]
    reading = fp.describe_table(text("\n".join(lines)))
    problem = reading.problem
    assert problem.criteria == [name, "Score"]
    assert problem.matrix[name].tolist() == [2.0, 4.0, 2.0]
    assert problem.low[name].tolist() == [1.0, 3.0, 2.0]
    assert problem.high[name].tolist() == [4.0, 6.0, 2.0]
    assert reading.criteria[0].unit == ("EUR m" if "EUR" in columns[0] else "")
    assert f"are read as ranges of {name!r}" in " ".join(reading.remarks)


def test_ranges_below_a_merged_name_keep_its_weight_and_direction(book: Write) -> None:
    rows = [
        ["City", "Cost", None, None, "Score"],
        [None, "Low", "Best", "High", None],
        ["Weight, %", 60, None, None, 40],
        ["Direction", "min", None, None, "max"],
        ["A", 1, 2, 3, 5],
        ["B", 2, 4, 6, 6],
    ]
    problem = fp.read_table(book(rows, merged="A1:A2 B1:D1 E1:E2 B3:D3 B4:D4"))
    assert problem.weights.round(9).to_dict() == {"Cost": 0.6, "Score": 0.4}
    assert problem.directions.tolist() == ["min", "max"]
    assert problem.high["Cost"].tolist() == [3.0, 6.0]


COSTS = ["Cost, low", "Cost, high"]


def test_two_ends_are_doubtful_and_ends_without_a_name_a_question(text: Write) -> None:
    path = text("City;Cost, low;Cost, high;Staff\nA;1;2;5\nB;2;4;6\n")
    with pytest.warns(UserWarning, match="if each is a criterion: --keep 'Cost, low'"):
        assert fp.read_table(path, directions={"Cost": "min"}).matrix["Cost"].tolist() == [1.5, 3.0]
    kept = fp.read_table(
        path, keep=["Cost, low", "Cost, high"], directions=dict.fromkeys(COSTS, "min")
    )
    assert len(kept.criteria) == 3
    path = text("City;Min;Most likely;Max\nA;2;3;4\nB;2;4;6\n")
    assert "'Min', 'Most likely', 'Max'; expected the criterion's name in a row" in question(path)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("2021;2022;2023", "'2021', '2022', '2023'"),
        ("GDP 2021;GDP 2022;Score", "'GDP 2021', 'GDP 2022'"),
        ("2021 г.;2022 г.;Балл", "'2021 г', '2022 г'"),
        ("Plan;Fact;Score", "'Plan', 'Fact'"),
        ("Охват, план;Охват, факт;Балл", "'Охват, план', 'Охват, факт'"),
        ("Q1 2024;Q2 2024;Score", "'Q1 2024', 'Q2 2024'"),
    ],
)
def test_one_indicator_at_several_times_is_a_question(text: Write, header: str, found: str) -> None:
    path = text(f"Region;{header}\nA;10;11;12\nB;9;12;14\nC;8;8;9\n")
    assert f"found {found}: one indicator at different times" in question(path).replace(".'", "'")
    others = header.split(";")[: header.count("20") - 1 or 1]
    assert fp.read_table(path, drop=others).criteria == header.split(";")[len(others) :]


GROUPS = [
    ["Region", "Economy", None, None, "Social", None],
    [None, "GDP, bn", "Growth, %", "Trade", "Doctors", "Schools"],
    ["A", 10, 11, 2, 3, 1.5],
    ["B", 12, 14, 4, 3, 2.5],
    ["C", 9, 9, 5, 5, 9],
]


def test_merged_headers_are_groups_of_the_tree(book: Write, tmp_path: Path) -> None:
    header, names, *rows = GROUPS
    weights = ["Weight", 70, None, None, 30, None]
    path = book([header, names, weights, *rows], merged="A1:A2 B1:D1 E1:F1 B3:D3 E3:F3")
    reading = fp.describe_table(path)
    assert reading.problem.tree.children("Social") == ("Doctors", "Schools")
    assert reading.problem.weights.round(3).tolist() == [0.233, 0.233, 0.233, 0.15, 0.15]
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=reading))
    assert study.tree.children("goal") == ("Economy", "Social")
    assert study.tree.label("GDP_bn") == "GDP"
    assert study.weights().round(3).tolist() == [0.233, 0.233, 0.233, 0.15, 0.15]
    named = [["Region", "Economy (70%)", None, None, "Social (30%)", None], names, *rows]
    problem = fp.read_table(book(named, merged="A1:A2 B1:D1 E1:F1"))
    assert problem.weights.round(3).tolist() == [0.233, 0.233, 0.233, 0.15, 0.15]
    assert problem.tree.children("goal") == ("Economy", "Social")


@pytest.mark.parametrize(
    ("name", "label", "unit"),
    [
        ("Стоимость, млн тенге", "Стоимость", "млн тенге"),
        ("Cost (EUR m)", "Cost", "EUR m"),
        ("Population, thousand", "Population", "thousand"),
        ("Emissions [t]", "Emissions", "t"),
        ("Rent, USD, per m2", "Rent", "USD per m2"),
        ("Area, net", "Area, net", ""),
    ],
)
def test_units_in_names(text: Write, name: str, label: str, unit: str) -> None:
    path = text(f"City;{name};Score\nA;10,5;11\nB;9;12\n")
    reading = fp.describe_table(path, directions={label: "max"})
    assert [reading.criteria[0].label, reading.criteria[0].unit] == [label, unit]
    assert reading.problem.criteria[0] == name


REGIONS = [["North", 250, 39], ["South", 310, 28], ["East", 281, 31]]


def test_a_country_among_its_regions_is_a_question(book: Write) -> None:
    rows = [*REGIONS, ["Kazakhstan", 277, 33]]
    table = [["Region", "Income", "Doctors"], *rows]
    assert "'Kazakhstan', the name of a country among others" in question(book(table))
    titled = [["Indicators of the regions of Aland"], *table[:-1], ["Aland", 277, 33]]
    assert "'Aland', a name that stands in the title" in question(book(titled))
    path = book([*table[:-1], ["All of them", 277, 33]])
    workbook = openpyxl.load_workbook(path)
    assert fp.read_table(path).alternatives[-1] == "All of them"
    workbook.active["A5"].font = openpyxl.styles.Font(bold=True)
    workbook.save(path)
    assert "'All of them', set off by bold letters or a colour" in question(path)
    assert len(fp.read_table(path, keep=["All of them"]).alternatives) == 4


def test_marks_of_estimates_and_what_offices_publish(text: Write, book: Write) -> None:
    path = text("Country;Growth, %\nAustria;(e) 1.2\nPoland;0.2 (e)\nItaly;0.7p\n")
    assert fp.read_table(path).matrix.iloc[:, 0].tolist() == [1.2, 0.2, 0.7]
    path = text("Регион;ВРП\nРеспублика Казахстан;90\nАбай;20\nУлытау;30\n")
    assert "'Республика Казахстан', the name of a country" in question(path)
    path = text("Регион;ВРП\nГородское население;90\nАбай;20\nУлытау;30\n")
    assert "'Городское население', a name that alternatives seldom have" in question(path)
    path = text("Country;2021 [YR2021];2022 [YR2022]\nA;1;2\nB;3;4\n")
    assert "one indicator at different times" in question(path)
    rows = [["Region", "GDP", None, "Jobs", None], [None, 2022, 2023, 2022, 2023]]
    path = book([*rows, ["A", 5, 2, 3, 4], ["B", 4, 3, 2, 1]], merged="A1:A2 B1:C1 D1:E1")
    assert len(question(path).splitlines()) == 2
