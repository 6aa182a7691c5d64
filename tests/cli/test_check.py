"""What ``check`` warns of is no defect: it says where to look, and ends with status 0."""

import shutil
from pathlib import Path

import numpy as np
import pytest

SMALL = Path(__file__).parent.parent / "data" / "small_study"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SMALL, tmp_path / "study")


def replace(file, old, new):
    content = file.read_text(encoding="utf-8")
    assert content.count(old) == 1
    file.write_text(content.replace(old, new), encoding="utf-8")


def test_nothing_to_warn_of(run, folder):
    status, out, err = run("check", folder)
    assert (status, err) == (0, "")
    assert "no defects" in out
    assert "Warning" not in out


def test_judgements_that_contradict_each_other(run, folder):
    place = "experts,p,quadrants,weaknesses,threats,"
    replace(folder / "judgements.csv", f"{place}4", f"{place}1/4")
    status, out, err = run("check", folder)
    assert (status, err) == (0, "")
    (warning,) = (line for line in out.splitlines() if line.startswith("Warning"))
    # Strengths, weaknesses, opportunities, threats; the random index of 4 elements is 0.90.
    matrix = np.array(
        [[1, 2, 4, 8], [1 / 2, 1, 2, 1 / 4], [1 / 4, 1 / 2, 1, 2], [1 / 8, 4, 1 / 2, 1]]
    )
    values, vectors = np.linalg.eig(matrix)
    largest = values.real.argmax()
    ratio = (values.real[largest] - 4) / 3 / 0.90
    weights = np.abs(vectors[:, largest].real)
    assert "panel 'experts', judge 'p', group 'quadrants'" in warning
    assert f"consistency ratio {ratio:.2f}, more than 0.1" in warning
    assert "threats against weaknesses: 4, " in warning
    nearest = f"{weights[3] / weights[1]:.0f}"
    assert f"where {nearest} would agree best with the others" in warning


def test_no_judgement_is_named_where_several_contradict_equally(run, folder):
    place = "experts,q,quadrants,opportunities,threats,1,\n"
    replace(folder / "judgements.csv", place, f"{place}experts,q,quadrants,threats,strengths,9,\n")
    status, out, _ = run("check", folder)
    (warning,) = (line for line in out.splitlines() if line.startswith("Warning"))
    assert status == 0
    assert warning.endswith("more than 0.1; no single judgement stands out")


def test_a_judge_who_left_a_group_out(run, folder):
    replace(folder / "judgements.csv", "experts,p,top,barriers,swot,2,\n", "")
    status, out, _ = run("check", folder)
    assert status == 0
    assert "Warning: panel 'experts', judge 'p': the judgements do not connect" in out
    assert "'top'" in out


def test_weights_in_points(run, folder):
    file = folder / "weights.csv"
    header, *rows = file.read_text(encoding="utf-8").splitlines()
    points = [",".join([*row.split(",")[:2], "3"]) for row in rows]
    file.write_text("\n".join([header, *points]), encoding="utf-8")
    status, out, _ = run("check", folder)
    assert status == 0
    assert "Warning: profile 'leaflet': weights in points that sum to 18; each is divided" in out


def test_texts_that_the_tables_contradict(run, folder):
    replace(
        folder / "study.toml", "The tram is better.", "The ferry is the best of five alternatives."
    )
    replace(
        folder / "study.toml",
        "Nobody has ridden",
        "Two coders did not try the ferry; nobody has ridden",
    )
    replace(folder / "criteria.csv", ",Noise,min", ",Noise (the higher the better),min")
    with (folder / "claims.csv").open("a", encoding="utf-8") as stream:
        stream.write("c3,cost,tram,bus,explicit,page 9,The tram is cheaper\n")
    status, out, _ = run("check", folder)
    warnings = [line for line in out.splitlines() if line.startswith("Warning")]
    assert status == 0
    expected = (
        "study.toml, hypothesis: speaks of 'five alternatives'; the study has 2 alternatives",
        "study.toml, hypothesis: speaks of 'ferry', which is not scored",
        "study.toml, limitations: speaks of 'ferry', which is not scored",
        "criterion 'noise': its label 'Noise (the higher the better)' says 'max', its direction",
        "claims 'c1' and 'c3' contradict each other: on 'cost' one puts 'bus' above 'tram', the",
    )
    for warning, start in zip(warnings, expected, strict=True):
        assert warning.startswith(f"Warning: {start}")
