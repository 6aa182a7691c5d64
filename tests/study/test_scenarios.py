"""Scenarios: what they do to a problem, and what their file must not say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.study.importing import new_study
from fivepluone_mcda.study.reading.toml_lines import TomlLines
from fivepluone_mcda.study.scenarios import Scenario, Steps

Edit = Callable[[str, str, str], None]


def test_names_and_texts(small: fp.Study) -> None:
    assert small.scenarios == ["quiet", "dear", "together", "soon", "as-it-is"]
    quiet = small.scenario_table["quiet"]
    assert (quiet.title, quiet.reason) == ("Quiet streets", "Everybody drives less.")
    assert (quiet.place, small.scenario_table["dear"].place) == ("page 5", "")


def test_a_change_is_made_in_every_coders_table_and_kept_on_the_scale(small: fp.Study) -> None:
    before, after = small.problem(), small.problem(scenario="quiet")
    column = before.criteria.index("noise")
    assert after.coding is not None
    assert after.coding.best[:, :, column].tolist() == [[1.0, 2.0], [1.0, 3.0]]
    assert after.coding.high[:, :, column].tolist() == [[1.0, 3.0], [1.0, 3.0]]
    assert after.matrix["noise"].to_dict() == {"tram": 1.0, "bus": 2.5}
    others = [leaf for leaf in before.criteria if leaf != "noise"]
    assert after.matrix[others].equals(before.matrix[others])
    assert after.weights.equals(before.weights)
    assert np.array_equal(after.coding.best.mean(axis=0), after.values)


def test_set_multiply_groups_and_one_alternative(small: fp.Study) -> None:
    before, after = small.problem(), small.problem(scenario="dear")
    assert after.matrix.loc["tram", "cost"] == 5.0
    assert after.coding is not None
    assert after.coding.low[:, 0, 0].tolist() == [5.0, 5.0]
    assert after.matrix.loc["bus", "cost"] == before.matrix.loc["bus", "cost"]
    swot = list(small.tree.leaves_of("swot"))
    codes = before.coding.best[:, 1, 2:]
    assert np.allclose(after.matrix.loc["bus", swot], np.minimum(1.5 * codes, 5.0).mean(axis=0))
    assert after.matrix.loc["tram", swot].equals(before.matrix.loc["tram", swot])


def test_weights_move_towards_profiles_before_nodes_are_set(small: fp.Study) -> None:
    problem = small.problem(scenario="together")
    moved = 0.25 * small.weights() + 0.5 * small.weights("equal") + 0.25 * small.weights("leaflet")
    assert problem.weights["cost"] == pytest.approx(0.1)
    assert problem.weights["noise"] == pytest.approx(0.4)
    swot = list(small.tree.leaves_of("swot"))
    assert np.allclose(problem.weights[swot], 0.5 * moved[swot] / moved[swot].sum())
    assert problem.matrix["noise"].equals(small.problem(scenario="quiet").matrix["noise"])
    assert problem.matrix["cost"].equals(small.problem(scenario="dear").matrix["cost"])


def test_a_horizon_replaces_the_profiles_own(small: fp.Study) -> None:
    assert small.problem("leaflet", scenario="soon") == small.problem("leaflet")
    soon = small.problem("experts", scenario="soon")
    assert soon.matrix.equals(small.problem("leaflet").matrix)
    assert soon.weights.equals(small.weights("experts"))


def test_coders_are_chosen_before_the_change(small: fp.Study) -> None:
    one = small.problem(coders=["b"], scenario="quiet")
    assert one.matrix["noise"].to_dict() == {"tram": 1.0, "bus": 3.0}


def test_an_unknown_scenario(small: fp.Study) -> None:
    with pytest.raises(fp.UnknownNameError, match="did you mean 'quiet'"):
        small.problem(scenario="quite")


def test_the_weights_of_a_profile_are_not_shared(small: fp.Study) -> None:
    weights = small.weights()
    weights[:] = 0.0
    assert small.weights().sum() == pytest.approx(1.0)


@pytest.mark.shipped_numbers
def test_shipped_scenarios(study: fp.Study) -> None:
    assert len(study.scenarios) == 27
    parts = study.scenario_table["recommendations"].builds_on
    assert len(parts) == 5
    problem, together = study.problem(), study.problem(scenario="recommendations")
    assert together.matrix["I1"].tolist() == [1.0] * 5
    assert (together.values <= problem.values + 1e-12).all()
    for name in study.scenarios:
        scenario = study.scenario_table[name]
        assert scenario.place
        changed = study.problem(scenario=name)
        assert changed != problem
        assert changed.coding is not None
        assert scenario.reason.startswith(("Our reading", "The "))


def test_the_example_of_the_readme(study: fp.Study, tmp_path: Path) -> None:
    folder = new_study(tmp_path / "copy", shipped=True)
    examples = re.findall(r"```toml\n(.*?)```", (folder / "README.md").read_text("utf-8"), re.S)
    (example,) = [text for text in examples if "[ports]" in text]
    with (folder / "scenarios.toml").open("a", encoding="utf-8") as stream:
        stream.write(example)
    ports = fp.load(folder).problem(scenario="ports")
    standards = study.problem(scenario="standards")
    assert ports.node_weights["infrastructure"] == pytest.approx(0.2)
    assert ports.matrix.loc["CA-EU", "F2"] == standards.matrix.loc["CA-EU", "F2"]
    assert (ports.matrix["F3"] < standards.matrix["F3"]).all()


WRONG = [
    ('add = -2', 'add = "less"', 10, "quiet.scores.1.add", "a number from -1e+15 to 1e+15"),
    ("add = -2", "add = nan", 10, "quiet.scores.1.add", "a number"),
    ("add = -2", "add = true", 10, "quiet.scores.1.add", "a number"),
    ('title = "Soon"', f"title = 0x{'f' * 9000}", 37, "soon.title", "text in quotes"),
    ("add = -2", "ad = -2", 10, "quiet.scores.1.ad", "'add'"),
    ("add = -2", "", 8, "quiet.scores.1", "criteria or items, with one of set"),
    ("add = -2", "add = -2\nset = 3", 8, "quiet.scores.1", "criteria or items, with"),
    ('criteria = "noise"', "", 8, "quiet.scores.1", "criteria or items, with"),
    ('criteria = "noise"', 'criteria = "nois"', 9, "quiet.scores.1.criteria", "'noise'"),
    ('criteria = "noise"', "criteria = 3", 9, "quiet.scores.1.criteria", "a name in quotes"),
    ("set = 5", "set = 5.5", 19, "dear.scores.1.set", "1 to 5, the scale of 'cost'"),
    ('["tram"]', '["tram", "trm"]', 18, "dear.scores.1.alternatives", "'tram'"),
    ('["tram"]', "[]", 18, "dear.scores.1.alternatives", "at least one name"),
    ('["tram"]', '["ferry"]', 18, "dear.scores.1.alternatives", "one of 'tram', 'bus'"),
    ("multiply = 1.5", "multiply = -1", 24, "dear.scores.2.multiply", "a number from 0"),
    ('"swot"\nalternatives = "bus"', '"goal"', 21, "dear.scores.2", "one change of a score"),
    ('["quiet", "dear"]', '["quiet", "deer"]', 29, "together.builds_on", "'dear'"),
    ("cost = 0.1 }", "cots = 0.1 }", 30, "together.weights.set.cots", "'cost'"),
    ("cost = 0.1 }", "cost = 0.6 }", 30, "together.weights.set", "that are possible together"),
    ("cost = 0.1 }", "goal = 1 }", 30, "together.weights.set.goal", "one of 'barriers'"),
    ("cost = 0.1 }", "cost = 1.1 }", 30, "together.weights.set.cost", "a number from 0 to 1"),
    ("equal = 0.5", "equals = 0.5", 33, "together.weights.towards.equals", "'equal'"),
    ("equal = 0.5", "equal = 0.8", 32, "together.weights.towards", "at most 1"),
    ("horizon = 0.0", "horizon = 2", 39, "soon.weights.horizon", "a number from 0 to 1"),
    ("horizon = 0.0", "horizn = 0.0", 39, "soon.weights.horizn", "'horizon'"),
    ("horizon = 0.0", "", 36, "soon", "a change of weights or scores, or builds_on"),
    ('title = "Soon"', "", 36, "soon.title", "a line of text in quotes"),
    ('title = "Soon"', "title = 3", 37, "soon.title", "text in quotes"),
    ('title = "Soon"', 'titel = "Soon"', 37, "soon.titel", "'title'"),
    ("weights = { horizon = 0.0 }", "weights = 3", 39, "soon.weights", "a table with"),
    ("weights = { horizon = 0.0 }", "scores = 3", 39, "soon.scores", "above each change"),
    ("[soon]", "= 3", 36, "", "valid TOML"),
    ("# Every kind", "quick = 3\n#", 1, "quick", "a table with 'title'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "column", "expected"), WRONG)
def test_a_mistake_is_named_with_its_line(
    *, folder: Path, edit: Edit, old: str, new: str, line: int, column: str, expected: str
) -> None:
    edit("scenarios.toml", old, new)
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    found = [
        (defect.row, defect.column)
        for defect in caught.value.defects
        if defect.file == "scenarios.toml" and expected in defect.expected
    ]
    assert (line, column) in found


def combined(folder: Path, one: str, other: str) -> fp.Study:
    """The small study with two scenarios and a third that builds on both."""
    text = "".join(
        f'[{name}]\ntitle = "t"\nreason = "r"\n{rest}\n'
        for name, rest in (("x", one), ("y", other), ("z", 'builds_on = ["x", "y"]'))
    )
    (folder / "scenarios.toml").write_text(text, encoding="utf-8")
    return fp.load(folder)


SCORES = 'scores = [{{ criteria = "noise", {} }}]'


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("weights.set.cost = 0.1", "weights.set.cost = 0.2", "the weight of 'cost'"),
        ("weights.towards.equal = 0.1", "weights.towards.equal = 0.2", "the shift towards"),
        ("weights.horizon = 0.1", "weights.horizon = 0.2", "the horizon"),
        (SCORES.format("set = 1"), SCORES.format("set = 2"), "the score of 'bus' on 'noise'"),
        (SCORES.format("set = 1"), SCORES.format("add = 2"), "the score of 'bus' on 'noise'"),
        (SCORES.format("multiply = 1"), SCORES.format("add = 2"), "the score of 'bus'"),
    ],
)
def test_conflicts_are_refused_where_scenarios_are_combined(
    folder: Path, one: str, other: str, what: str
) -> None:
    with pytest.raises(fp.StudyError) as caught:
        combined(folder, one, other)
    (defect,) = caught.value.defects
    assert (defect.row, defect.column) == (12, "z.builds_on")
    assert f"'x' and 'y', which both change {what}" in defect.found


def test_what_does_not_conflict_adds_up(folder: Path) -> None:
    study = combined(folder, SCORES.format("add = -1"), SCORES.format("add = -0.5"))
    codes = study.problem().coding
    assert codes is not None
    expected = np.maximum(codes.best[:, :, 1] - 1.5, 1.0).mean(axis=0)
    assert study.problem(scenario="z").matrix["noise"].tolist() == expected.tolist()
    combined(folder, "weights.set.cost = 0.1", "weights.set.cost = 0.1")


def test_its_own_change_comes_on_top_of_what_it_builds_on(folder: Path) -> None:
    own = f'builds_on = "x"\n{SCORES.format("set = 3")}\nweights.set.cost = 0.3'
    study = combined(folder, f"{SCORES.format('add = -1')}\nweights.set.cost = 0.1", own)
    for name in ("y", "z"):
        problem = study.problem(scenario=name)
        assert problem.matrix["noise"].tolist() == [3.0, 3.0]
        assert problem.weights["cost"] == pytest.approx(0.3)


ITEM = "scores = [{{ items = {}, {} }}]"


def test_an_item_changes_before_the_mean_of_its_quadrant(folder: Path) -> None:
    """The long item weighs 0.7, the short one 0.3; both stay on the scale."""
    lanes = ITEM.format('"Own lane"', "add = 2")
    study = combined(folder, lanes, ITEM.format('["New cars"]', "set = 1"))
    before, x, z = (study.problem(scenario=name) for name in (None, "x", "z"))
    assert before.coding is not None
    assert x.matrix.loc["tram", "strengths"] == pytest.approx(0.7 * 5.0 + 0.3 * 3.0)
    assert z.matrix.loc["tram", "strengths"] == pytest.approx(0.7 * 5.0 + 0.3 * 1.0)
    for problem in (x, z):
        assert problem.matrix.loc["bus"].equals(before.matrix.loc["bus"])
        others = problem.matrix.drop(columns="strengths")
        assert others.equals(before.matrix.drop(columns="strengths"))
    own = 'builds_on = "x"\nscores = [{ criteria = "strengths", add = -1 }]'
    on_top = combined(folder, lanes, own).problem(scenario="y")
    expected = (np.array([0.7 * 5 + 0.3 * 2, 0.7 * 5 + 0.3 * 4]) - 1.0).mean()
    assert on_top.matrix.loc["tram", "strengths"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ('items = "Own lanes", add = 1', "items", "'Own lane'"),
        ('items = "Own lane", set = 6', "set", "1 to 5, the scale of 'strengths'"),
        ('items = "Own lane", criteria = "noise", add = 1', "", "criteria or items"),
        ('items = "Jams", alternatives = "tram", add = 1', "alternatives", "one of the items"),
        ('items = ["Jams", "Few stops"], alternatives = "bus", add = 1', "items", "'bus'"),
    ],
)
def test_a_wrong_change_of_an_item(folder: Path, change: str, column: str, expected: str) -> None:
    with pytest.raises(fp.StudyError) as caught:
        combined(folder, f"scores = [{{ {change} }}]", "weights.horizon = 0")
    (defect,) = caught.value.defects
    assert defect.column == f"x.scores.1{'.' if column else ''}{column}"
    assert expected in defect.expected


def test_two_changes_of_an_item_conflict_and_unread_items_are_named_once(
    folder: Path, edit: Edit
) -> None:
    with pytest.raises(fp.StudyError, match="the score of 'tram' on 'Own lane'"):
        combined(folder, ITEM.format('"Own lane"', "set = 1"), ITEM.format('"Own lane"', "add = 1"))
    edit("items.csv", "a,tram,S,Own lane,4", "a,tram,X,Own lane,4")
    with pytest.raises(fp.StudyError) as caught:
        combined(folder, ITEM.format('"Own lane"', "add = 1"), "weights.horizon = 0")
    assert {defect.file for defect in caught.value.defects} == {"items.csv"}


@pytest.mark.parametrize("value", [1e3, 1e15])
def test_a_score_without_a_scale_has_bounds_too(
    folder: Path, edit_rows: Callable[..., None], value: float
) -> None:
    edit_rows("criteria.csv", lambda rows: [[cell.strip("15") for cell in row] for row in rows])
    lots = SCORES.format(f"multiply = {value}")
    study = combined(folder, lots, f'builds_on = "x"\n{lots}')
    if value < 1e15:
        assert study.problem(scenario="z").matrix.loc["bus", "noise"] == 4.5e6
        return
    with pytest.raises(fp.CriteriaError, match=r"'z': found a score as large as [\d.]+e\+30"):
        study.problem(scenario="z")


def test_a_circle_is_refused(folder: Path) -> None:
    with pytest.raises(fp.StudyError) as caught:
        combined(folder, 'builds_on = "z"', "weights.horizon = 0")
    assert [(defect.row, defect.column) for defect in caught.value.defects] == [
        (4, "x.builds_on"),
        (12, "z.builds_on"),
    ]
    with pytest.raises(fp.StudyError, match="no cycle"):
        combined(folder, 'builds_on = "x"', "weights.horizon = 0")


def test_too_many_scenarios_and_huge_numbers(folder: Path) -> None:
    block = '[s{}]\ntitle = "t"\nreason = "r"\nweights.horizon = 0\n'
    path = folder / "scenarios.toml"
    path.write_text("".join(block.format(i) for i in range(201)), encoding="utf-8")
    with pytest.raises(fp.StudyError, match="201 scenarios"):
        fp.load(folder)
    huge = "0x" + "f" * 20_000
    path.write_text(block.format("").replace("= 0", f"= {huge}"), encoding="utf-8")
    with pytest.raises(fp.StudyError, match="a number from 0 to 1"):
        fp.load(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "scenarios.toml").unlink()
    with pytest.raises(fp.StudyError, match=r"scenarios\.toml: found no such file"):
        fp.load(folder)


def test_lines_of_keys() -> None:
    lines = TomlLines(
        '[a]\nx = """\n[no]\n"""\ny.z = 1\n[[a.b]] # first\n[[a.b]]\nc = 2\n["d e".\'f\']\n'
    )
    places = [("a", "x"), ("a", "y", "z"), ("a", "b", 0), ("a", "b", 1, "c"), ("d e", "f")]
    assert [lines[place] for place in places] == [2, 5, 6, 8, 9]
    assert lines[("a", "b", 1, "c", "deeper")] == 8
    assert lines[("no",)] is None


@settings(max_examples=30)
@given(share=st.floats(0.0, 1.0), cost=st.floats(0.0, 1.0))
def test_weights_stay_weights(small: fp.Study, share: float, cost: float) -> None:
    steps = Steps([Scenario("s", "", "", "", (), {"cost": cost}, {"equal": share}, None, ())])
    weights = steps.weights(small.tree, small.weights(), {"equal": small.weights("equal")})
    assert (weights >= 0.0).all()
    assert weights.sum() == pytest.approx(1.0)
    assert weights["cost"] == pytest.approx(cost)
