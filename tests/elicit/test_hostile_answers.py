"""Answers are data from strangers: whatever a file holds, the rest is used and nothing breaks."""

import csv
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.elicit.answers import files

CELL = {"criterion": "cost", "alternative": "tram"}


def said(collected):
    return "\n".join(" | ".join(row) for row in collected.problems.to_numpy())


@pytest.mark.parametrize(
    ("best", "what"),
    [
        (float("nan"), "found nan"),
        (float("inf"), "found"),
        (1e308, "outside|found 1e+308"),
        (10**400, "found 1000"),
        (True, "found True"),
        ("many", "found 'many'"),
        ("9" * 10_000, "found '999"),
        ([3], r"found [3]"),
        ({"a": 1}, "found {"),
        (6, "outside the scale"),
        (-1, "outside the scale"),
        (None, "no score"),
    ],
)
def test_what_is_no_score_is_left_out_and_said(send, small, best, what):
    rows = [{**CELL, "best": best}, {**CELL, "alternative": "bus", "best": 2}]
    collected = fp.collect(small, send("a.json", {"id": "a"}, scores=rows))
    assert list(collected.scores["best"]) == [2.0]
    assert any(one in said(collected) for one in what.split("|"))
    assert (collected.problems["file"] == "a.json").all()
    assert collected.problems["suggestion"].all()


@pytest.mark.parametrize(
    ("row", "kept", "what"),
    [
        ({"best": "3,5"}, (3.5, 3.5, 3.5), "read as 3.5"),
        ({"low": 4, "best": 3, "high": 2}, (3, 3, 3), "ask whether 2, 3, 4 is meant"),
        ({"low": 0, "best": 3, "high": 9}, (3, 3, 3), "best is used alone"),
        ({"low": "x", "best": 3}, (3, 3, 3), "found 'x'"),
        ({"best": 3, "cannot_say": "yes"}, (3, 3, 3), "neither true nor false"),
        ({"best": 3, "confidence": 1}, (3, 3, 3), "unknown: 'confidence'"),
    ],
)
def test_what_can_be_used_of_a_row_is_used(send, small, row, kept, what):
    collected = fp.collect(small, send("a.json", {"id": "a"}, scores=[CELL | row]))
    assert tuple(collected.scores[["low", "best", "high"]].iloc[0]) == kept
    assert what in said(collected)


def test_a_score_and_cannot_say_is_no_score(send, small):
    rows = [CELL | {"best": 3, "cannot_say": True}]
    collected = fp.collect(small, send("a.json", {"id": "a"}, scores=rows))
    assert collected.scores["best"].isna().all()
    assert "ask which of the two" in said(collected)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"value": 10}, "from 1/9 to 9"),
        ({"value": "1/0"}, "from 1/9 to 9"),
        ({"value": 0}, "from 1/9 to 9"),
        ({"b": "cost", "value": 3}, "against itself"),
        ({"b": "tram", "value": 3}, "'tram' is not in the study"),
        ({"group": ["barriers"], "value": 3}, "is not in the study"),
    ],
)
def test_judgements_that_cannot_be(send, small, row, what):
    judgement = {"group": "barriers", "a": "cost", "b": "noise"} | row
    collected = fp.collect(small, send("a.json", {"id": "a"}, judgements=[judgement]))
    assert collected.judgements.empty
    assert what in said(collected)


@pytest.mark.parametrize(
    ("rows", "importance", "what"),
    [
        ([("cost", 60)], "points", "no answer on 'noise'"),
        ([("cost", 60), ("noise", -1)], "points", "points, 0 or more"),
        ([("cost", 0), ("noise", 0)], "swing", "all are 0"),
        ([("cost", 60), ("noise", "?")], "points", "not all answers are numbers"),
        ([("cost", 60), ("noise", 60)], "points", "120 points instead of 100"),
        ([("cost", 60), ("noise", 40), ("noise", 120)], "swing", "answered more than once"),
        ([("cost", 60), ("noise", 60)], "guess", "not 'swing' or 'points'"),
    ],
)
def test_points_that_are_not_whole(send, small, rows, importance, what):
    points = [{"group": "barriers", "criterion": c, "points": value} for c, value in rows]
    answers = send("a.json", {"id": "a"}, points=points, importance=importance)
    collected = fp.collect(small, answers)
    assert what in said(collected)
    used = what.startswith(("120 points", "answered more than once", "not 'swing'"))
    assert collected.points.empty != used


def test_best_worst_comparisons_that_name_two_as_the_best(send, small):
    rows = [
        {"group": "barriers", "criterion": "cost", "best": "cost", "worst": "noise", "best_to": 1},
        {"group": "barriers", "criterion": "noise", "best": "noise", "worst": "noise"},
    ]
    rows[1] |= {"best_to": 3, "to_worst": 1}
    collected = fp.collect(small, send("a.json", {"id": "a"}, best_worst=rows))
    assert "the rows name several best or worst" in said(collected)
    assert collected.points.empty


@pytest.mark.slow
def test_texts_are_harmless_in_every_file(send, small, small_folder):
    evil = "=cmd|' /C calc'!A0\x1b[31m\u202e\r\n\"quoted\", <script>alert(1)</script>" + "x" * 5000
    who = {"id": evil, "name": "@SUM(1)\x00", "institution": evil, "country": "+1", "field": "-"}
    rows = [CELL | {"best": 3, "note": evil}]
    judgements = [{"group": "barriers", "a": "cost", "b": "noise", "value": 3, "reason": "\t=1"}]
    answers = send("=a,\u202e.json", who, scores=rows, judgements=judgements, panel="=p\n[x]")
    collected = fp.collect(small, answers)
    assert "control characters" in said(collected)
    assert "cut to 2000" in said(collected)
    collected.write(small_folder)
    study = fp.load(small_folder)
    assert study.panels[-1] == "'=p [x]"
    for path in small_folder.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
            assert not [cell for cell in row if "\x1b" in cell or "\u202e" in cell]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"[" * 200_000, "cannot be read"),
        (b"9" * 10_000, "cannot be read"),
        (b'{"a": 1, "b": [{"best": 1, "best": 5}]}', "the key 'best' stands twice"),
        (b"[1, 2]", "no file of answers"),
        (b'{"format": "fivepluone_mcda questionnaire", "version": 1}', "no file of answers"),
        (b'{"format": "fivepluone_mcda answers", "version": 2}', "another version"),
        (b'{"format": "fivepluone_mcda answers", "version": 1}', "no answer that can be used"),
        (b" " * (files.MAX_BYTES + 1), "not opened"),
    ],
)
def test_files_that_hold_no_answers(tmp_path, small, content, what):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    collected = fp.collect(small, path)
    assert what in said(collected)
    assert collected.scores.empty
    assert collected.respondents.empty


@pytest.mark.slow
def test_archives_that_unpack_to_too_much_are_not_opened(tmp_path, small):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    collected = fp.collect(small, tmp_path)
    assert collected.respondents.empty
    assert "cannot be read" in said(collected)


def test_other_files_are_pointed_out_or_passed_over(send, small, tmp_path):
    answers = send("a.json", {"id": "a"}, scores=[CELL | {"best": 3}])
    (answers / "~$open.xlsx").write_bytes(b"lock")
    (answers / "letter.docx").write_bytes(b"text")
    (answers / "folder.json").mkdir()
    collected = fp.collect(
        small, [answers, answers / "a.json", answers / "letter.docx", "gone.json"]
    )
    assert list(collected.problems["what"]) == ["neither .json nor .xlsx; left out", "no such file"]
    assert len(collected.respondents) == 1
    with pytest.raises(fp.CriteriaError, match="found no file"):
        fp.collect(small, tmp_path / "nowhere")


def test_long_lists_and_many_problems_are_cut(send, small):
    rows = [7] * 30_000
    collected = fp.collect(small, send("a.json", {"id": "a"}, scores=rows, judgements="no"))
    assert "the first 20000 are read" in said(collected)
    assert "more problems, not listed" in said(collected)
    assert len(collected.problems) < 300


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = [
    "study",
    "hash",
    "hashes",
    "panel",
    "round",
    "seed",
    "importance",
    "respondent",
    "saved",
    "scores",
    "judgements",
    "points",
    "ranking",
    "best_worst",
]
NAMES = [
    "criterion",
    "alternative",
    "best",
    "low",
    "high",
    "cannot_say",
    "note",
    "group",
    "a",
    "b",
    "value",
    "points",
    "rank",
    "best_to",
    "to_worst",
    "worst",
    "cost",
    "tram",
    "barriers",
]
row = st.dictionaries(st.sampled_from(NAMES), anything | st.sampled_from(NAMES), max_size=8)


value = anything | st.integers(0, 9)
pair = st.sampled_from(["cost", "noise"])
answer = st.fixed_dictionaries(
    {"group": st.just("barriers"), "criterion": pair, "alternative": st.just("bus"), "a": pair},
    optional={"b": pair, "best": pair | value, "worst": pair | value}
    | dict.fromkeys(["points", "rank", "best_to", "to_worst", "value", "low", "high"], value),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.sampled_from(KEYS), anything | st.lists(row | answer, max_size=4)))
def test_whatever_the_data_a_table_of_problems_comes_back(tmp_path, small, data):
    whole = {"format": files.FORMAT, "version": files.VERSION} | data
    (tmp_path / "a.json").write_text(json.dumps(whole), encoding="utf-8")
    collected = fp.collect(small, tmp_path)
    repr(collected)
    assert len(collected.problems) > 0
