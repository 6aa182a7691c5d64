"""The command ``collect``."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.elicit import form_of

SMALL = Path(__file__).parents[1] / "data" / "small_study"


@pytest.fixture
def answers(tmp_path, small):
    """A folder with the answers of one respondent, some of which cannot be used."""
    form = form_of(small)
    circle = ["strengths", "weaknesses", "threats", "opportunities", "strengths"]
    judged = [("quadrants", a, b, 5) for a, b in pairwise(circle)]
    content = {
        "format": "fivepluone_mcda answers", "version": 1, "study": form.study,
        "hashes": dict(form.hashes), "panel": "guests", "saved": "2026-11-20T10:00:00Z",
        "respondent": {"id": "a1", "name": "Aliya"},
        "scores": [{"criterion": "cost", "alternative": "tram", "best": 2},
                   {"criterion": "cost", "alternative": "bus", "best": 9}],
        "judgements": [dict(zip(("group", "a", "b", "value"), row, strict=True)) for row in judged],
    }  # fmt: skip
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "aliya.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_answers_go_into_the_study(run, tmp_path, answers):
    folder = shutil.copytree(SMALL, tmp_path / "study")
    code, out, err = run("collect", answers, "--into", folder, "--dry-run")
    assert (code, err) == (0, "")
    assert not (folder / "answers-scores.csv").exists()
    code, out, err = run("collect", answers, "--into", folder)
    assert (code, err) == (0, "")
    assert "1 file with answers, 1 to be taken over: 1 score, 4 judgements" in out
    told = " ".join(out.split())
    assert "aliya.json, scores, row 2 (cost, bus): 9 is outside the scale; it is left out." in told
    assert "To do: ask for a score from 1 to 5." in told
    assert "Consistency ratios above 0.1" in out
    assert "Panel 'guests' has no profile of weights yet" in told
    assert fp.load(folder).coders[-1] == "aliya"
    code, out, err = run("collect", answers / "aliya.json", "--into", folder, "--format", "json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["respondents"][0]["state"] == "already collected"
    assert told["done"][0].startswith("Nothing to write")


def test_wrong_input_is_one_line(run, tmp_path, answers):
    folder = shutil.copytree(SMALL, tmp_path / "study")
    for arguments, word in [
        ([answers], "--into"),
        ([answers, "--into", tmp_path / "gone"], "does not exist"),
        ([tmp_path / "gone", "--into", folder], "found no file"),
        ([answers, "--into", answers], "study.toml"),
        (["--into", folder], "ANSWERS"),
    ]:
        code, out, err = run("collect", *arguments)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert word in err
