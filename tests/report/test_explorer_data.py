"""The data of the explorer: every problem of a study, each number once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.export.html_page import json_block
from fivepluone_mcda.methods.registry import resolve
from fivepluone_mcda.report.explorer import explorer_data


def table(data: dict, profile: int, scenario: int, method: str) -> list[np.ndarray]:
    """The tables of a kernel, alternatives x criteria, as the page puts them together."""
    kernel = data["kernels"][data["problems"][profile][scenario][1]][method]
    columns = data["columns"]
    return [np.array([columns[place] for place in places]).T for places in kernel["tables"]]


@pytest.fixture(scope="module")
def data(study: fp.Study) -> dict:
    return json.loads(json_block(explorer_data(Analysis(study))))


def test_every_problem_of_the_shipped_study_comes_out_to_the_last_digit(
    study: fp.Study, data: dict
) -> None:
    for p, profile in enumerate(study.profiles):
        for s, scenario in enumerate([None, *study.scenarios]):
            problem = study.problem(profile, scenario=scenario)
            weights = data["weights"][data["problems"][p][s][0]]
            np.testing.assert_array_equal(weights, problem.weight_vector)
            distances = resolve("topsis").kernel(problem)
            best, worst = table(data, p, s, "topsis")
            np.testing.assert_array_equal(best, distances.to_best)
            np.testing.assert_array_equal(worst, distances.to_worst)
            for method in ("ahp", "ahp_ideal", "additive_value"):
                (values,) = table(data, p, s, method)
                np.testing.assert_array_equal(values, resolve(method).kernel(problem).values)


def test_tree_and_names(study: fp.Study, data: dict) -> None:
    tree = study.tree
    nodes = [node for node in data["nodes"] if not node["theme"]]
    themes = [node for node in data["nodes"] if node["theme"]]
    assert [node["id"] for node in nodes] == list(tree.nodes[1:])
    assert [node["id"] for node in themes] == list(tree.themes)
    for node in themes:
        assert node["parent"] is None
        leaves = [tree.leaves[leaf] for leaf in node["leaves"]]
        assert leaves == list(tree.leaves_of(node["id"]))
    for node in nodes:
        above = tree.root if node["parent"] is None else data["nodes"][node["parent"]]["id"]
        assert above == tree.parent(node["id"])
        assert [data["criteria"][leaf] for leaf in node["leaves"]] == list(
            tree.leaves_of(node["id"])
        )
    shown = data["alternatives"]
    assert [one["id"] for one in shown] == study.alternatives
    ordered = sorted(shown, key=lambda one: one["alphabetical"])
    assert [one["id"] for one in ordered] == sorted(study.alternatives)
    assert len({(one["colour"], one["shape"]) for one in shown}) == len(shown)


@pytest.mark.shipped_numbers
def test_the_shipped_study_takes_little_room(data: dict) -> None:
    assert len(json_block(data)) < 150_000
    assert len({tuple(column) for column in data["columns"]}) == len(data["columns"])
    assert len({tuple(vector) for vector in data["weights"]}) == len(data["weights"])


def test_opens_where_it_is_told(study: fp.Study) -> None:
    start = explorer_data(Analysis(study, "values", "japan-summit", fp.ahp))["start"]
    assert start["profile"] == study.profiles.index("values")
    assert start["scenario"] == 1 + study.scenarios.index("japan-summit")
    assert start["method"] == 1
    assert explorer_data(Analysis(study, method="vikor"))["start"] == {
        "profile": 0, "scenario": 0, "method": 0, "weights": None,
    }  # fmt: skip


def test_opens_at_weights_set_by_hand(study: fp.Study) -> None:
    start = explorer_data(Analysis(study, set_weights={"swot": 0.8}))["start"]
    np.testing.assert_array_equal(
        start["weights"], study.problem().with_node_weights({"swot": 0.8}).weight_vector
    )


def test_ahp_is_left_out_where_scores_are_negative(tmp_path: Path) -> None:
    folder = fp.new_study(tmp_path / "mine")
    for name, old, new in (
        ("scores.csv", ",rent,Almaty,4,4,5,", ",rent,Almaty,-5,-5,5,"),
        ("criteria.csv", "Rent,min,1,5", "Rent,min,-5,5"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    assert [one["name"] for one in explorer_data(Analysis(fp.load(folder)))["methods"]] == [
        "topsis",
        "additive_value",
    ]


def test_no_more_of_a_folder_than_its_name_is_told(study: fp.Study, tmp_path: Path) -> None:
    own = fp.load(fp.new_study(tmp_path / "my study"))
    assert explorer_data(Analysis(own))["load"] == 'fp.load("my study")'
    assert str(tmp_path) not in json_block(explorer_data(Analysis(own)))
    assert explorer_data(Analysis(study))["load"] == "fp.load()"
    copy = shutil.copytree(study.folder, tmp_path / "copy")
    assert explorer_data(Analysis(fp.load(copy)))["load"] == 'fp.load("copy")'


def test_a_block_of_data_cannot_end_its_element() -> None:
    hostile = [
        "</script><script>alert(1)</script>",
        "<!--",
        "]]>",
        "&amp;",
        "\u2028\u2029",
        'a"\\b',
    ]
    block = json_block({"labels": hostile, "numbers": [0.1, 1 / 3, 5e-324, -0.0, 1e308]})
    assert not set(block) & set("<>&\u2028\u2029")
    back = json.loads(block)
    assert back["labels"] == hostile
    assert back["numbers"] == [0.1, 1 / 3, 5e-324, -0.0, 1e308]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_block([number])
