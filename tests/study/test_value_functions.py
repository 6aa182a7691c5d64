"""Value functions, units and the method that a study states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis

Edit = Callable[[str, str, str], None]

COST = "[values.cost]\npoints = [[1, 100], [2, 80], [5, 0]]\n"


@pytest.fixture
def stating(folder: Path) -> Callable[..., fp.Study]:
    """The study with lines at the top and at the end of its manifest."""

    def load(top: str = "", end: str = "") -> fp.Study:
        manifest = folder / "study.toml"
        text = manifest.read_text(encoding="utf-8")
        manifest.write_text(f"{top}\n{text}\n{end}", encoding="utf-8")
        return fp.load(folder)

    return load


def test_a_value_function_goes_to_every_problem(stating: Callable[..., fp.Study]) -> None:
    study = stating(end=COST)
    function = fp.ValueFunction([(1, 100), (2, 80), (5, 0)])
    for problem in (study.problem(), study.problem("equal", scenario=study.scenarios[0])):
        assert problem.value_functions == {"cost": function}
        assert fp.additive_value(problem).steps["values"]["cost"].to_numpy() == pytest.approx(
            function(problem.matrix["cost"])
        )
    assert study.criteria_table["unit"]["noise"] == "dB"


def test_the_method_of_a_study_is_used_where_none_is_asked_for(
    stating: Callable[..., fp.Study],
) -> None:
    study = stating(top='method = "additive_value"')
    assert Analysis(study).method.name == "additive_value"
    assert Analysis(study, method="ahp").method.name == "ahp"
    for default, stated in (
        (fp.scenario_grid(study), fp.scenario_grid(study, method="additive_value")),
        (fp.coder_rankings(study), fp.coder_rankings(study, method="additive_value")),
        (fp.silence(study), fp.silence(study, method="additive_value")),
    ):
        assert default.equals(stated)


@pytest.mark.parametrize(
    ("top", "end", "where", "expected"),
    [
        ("", COST.replace("cost", "costs"), "values.costs", "'cost'"),
        ("", COST.replace("cost", "barriers"), "values.barriers", "one of 'cost', 'noise'"),
        ("", COST.replace("5, 0", "6, 0"), "values.cost.points", "the same ends in both"),
        ("", COST.replace("2, 80", "2, 180"), "values.cost.points", "0 for the worst score"),
        ("", COST.replace("2, 80", "2"), "values.cost.points", "two or more points"),
        ("", COST.replace("100", "0").replace(" 0]]", " 100]]"), "values.cost.points", "fall"),
        ("", COST + "monotone = 1", "values.cost.monotone", "true or false"),
        ("", "[values.cost]\nmonotone = false", "values.cost.points", "this key"),
        ("", "[values]\ncost = [[1, 100], [5, 0]]", "values.cost", "a table"),
        ('method = "additive"', "", "method", "'additive_value'"),
    ],
)
def test_wrong_statements_are_refused(
    stating: Callable[..., fp.Study], top: str, end: str, where: str, expected: str
) -> None:
    with pytest.raises(fp.StudyError) as caught:
        stating(top, end)
    (defect,) = caught.value.defects
    assert (defect.file, defect.column) == ("study.toml", where)
    assert expected in defect.expected


def test_additive_value_needs_every_scale(stating: Callable[..., fp.Study], edit: Edit) -> None:
    edit("criteria.csv", "noise,barriers,,Noise,min,1,5", "noise,barriers,,Noise,min,,")
    with pytest.raises(
        fp.StudyError, match=r"low, high: found no scale of 'noise'; expected the w"
    ):
        stating('method = "additive_value"')


def test_a_sheet_with_units_and_scales_begins_with_additive_value(tmp_path: Path) -> None:
    sheet = pd.DataFrame(
        {"Rent": ["min", 200, 1500, "USD", 700, 450], "Doctors": ["max", 0, 2000, "", 900, 300]},
        ["direction", "low", "high", "unit", "Almaty", "Bishkek"],
    )
    study = fp.load(fp.new_study(tmp_path / "scaled", sheet=sheet))
    assert study.method == "additive_value"
    assert study.criteria_table["unit"]["Rent"] == "USD"
    without = sheet.drop(index=["low", "high"])
    assert fp.load(fp.new_study(tmp_path / "plain", sheet=without)).method == "topsis"
