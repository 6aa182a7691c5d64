"""The workbook: what it holds, what comes back, and its formulas as LibreOffice computes them."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import combinations
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from elicit.workbooks import SOFFICE, Entries, filled, recalculated, shown

import fivepluone_mcda as fp
from fivepluone_mcda.elicit.form import LANGUAGES
from fivepluone_mcda.elicit.form_of_study import form_of
from fivepluone_mcda.elicit.workbook import answers_from_workbook, workbook
from fivepluone_mcda.elicit.workbook.sheets import Words

QUADRANTS = ["strengths", "weaknesses", "opportunities", "threats"]
JUDGED = {
    ("strengths", "weaknesses"): 3.0,
    ("weaknesses", "opportunities"): 2.0,
    ("opportunities", "threats"): 1 / 4,
    ("strengths", "threats"): 5.0,
    ("strengths", "opportunities"): 1 / 3,
    ("weaknesses", "threats"): 1.0,
}
"""Complete, and inconsistent."""


def compared(group: str, judged: dict[tuple[str, str], float], study: fp.Study) -> Entries:
    """Entries of judgements, as somebody chooses them from the lists."""
    label = study.tree.label
    return {
        ("judgement", group, a, b): {
            "D": label(a) if value >= 1.0 else label(b),
            "E": round(max(value, 1.0 / value)),
        }
        for (a, b), value in judged.items()
    }


def test_scores_and_judgements_come_back(small: fp.Study, tmp_path: Path) -> None:
    form = form_of(small, note="Please answer by Friday.\nThank you.")
    entries = {
        ("respondent", "name"): {"C": "  Ann Lee "},
        ("respondent", "country"): {"C": "Kazakhstan"},
        ("score", "cost", "tram"): {"C": 4},
        ("score", "cost", "bus"): {"C": 2, "D": 1, "E": 3, "G": "=a guess"},
        ("score", "noise", "tram"): {"F": "x"},
        ("score", "noise", "bus"): {"C": "loud"},
        ("judgement", "barriers", "cost", "noise"): {"D": "Noise", "E": 3, "F": "at night"},
        ("judgement", "top", "barriers", "swot"): {"E": 1},
        ("judgement", "quadrants", "strengths", "weaknesses"): {"D": "Strengths"},
    }
    found = answers_from_workbook(filled(workbook(form), entries, tmp_path / "ann.xlsx"))
    assert found["format"] == "fivepluone_mcda answers"
    assert (found["hash"], found["hashes"]) == (form.hash, dict(form.hashes))
    assert found["respondent"]["name"] == "Ann Lee"
    assert found["respondent"]["country"] == "Kazakhstan"
    say = {"cannot_say": False}
    order = ["cost|tram", "cost|bus", "noise|tram", "noise|bus"]
    by_item = {f"{one['criterion']}|{one['alternative']}": one for one in found["scores"]}
    assert [by_item[item] for item in order] == [
        {"criterion": "cost", "alternative": "tram", **say, "best": 4, "low": 4, "high": 4},
        {"criterion": "cost", "alternative": "bus", **say, "best": 2, "low": 1, "high": 3,
         "note": "=a guess"},
        {"criterion": "noise", "alternative": "tram", "cannot_say": True},
        {"criterion": "noise", "alternative": "bus", **say, "best": "loud", "low": "loud",
         "high": "loud"},
    ]  # fmt: skip
    top, barriers, quadrants = found["judgements"]
    assert (top["group"], top["value"], top["reason"]) == ("top", 1, "")
    assert (barriers["group"], barriers["reason"]) == ("barriers", "at night")
    assert barriers["value"] == (3 if barriers["a"] == "noise" else 1 / 3)
    assert (quadrants["group"], quadrants["value"]) == ("quadrants", "Strengths")
    assert found["points"] == found["ranking"] == found["best_worst"] == []


def test_the_same_name_is_the_same_respondent(small: fp.Study, tmp_path: Path) -> None:
    content = workbook(form_of(small, ["judgements"]))
    names = ["Ann Lee", "ann  LEE", "Bob", None, None]
    scores = [1, 2, 3, 4, 5]
    ids = [
        answers_from_workbook(
            filled(
                content,
                {("respondent", "name"): {"C": name},
                 ("judgement", "top", "barriers", "swot"): {"D": "SWOT", "E": k}},
                tmp_path / f"{k}.xlsx",
            )
        )["respondent"]["id"]
        for name, k in zip(names, scores, strict=True)
    ]  # fmt: skip
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4
    anonymous = workbook(form_of(small, ["judgements"], anonymous=True))
    path = filled(anonymous, {("respondent", "name"): {"C": "K7"}}, tmp_path / "code.xlsx")
    assert list(answers_from_workbook(path)["respondent"]) == ["id"]


@pytest.mark.parametrize(
    ("importance", "part", "entries", "expected"),
    [
        ("swing", "points", {("swing", "barriers", "cost"): {"C": 100},
                             ("swing", "barriers", "noise"): {"C": "40"}},
         [{"group": "barriers", "criterion": "cost", "points": 100},
          {"group": "barriers", "criterion": "noise", "points": 40.0}]),
        ("points", "points", {("points", "top", "swot"): {"C": 12.5}},
         [{"group": "top", "criterion": "swot", "points": 12.5}]),
        ("ranking", "ranking", {("ranking", "quadrants", "threats"): {"C": 2}},
         [{"group": "quadrants", "criterion": "threats", "rank": 2}]),
        ("best_worst", "best_worst", {("best", "barriers"): {"C": "Noise"},
                                      ("worst", "barriers"): {"C": "Cost"},
                                      ("best_worst", "barriers", "cost"): {"C": 4, "D": 1},
                                      ("best_worst", "barriers", "noise"): {"C": 1}},
         [{"group": "barriers", "criterion": "cost", "best": "noise", "worst": "cost",
           "best_to": 4}]),
    ],
)  # fmt: skip
def test_other_ways_to_state_importance(
    importance: str, part: str, entries: Entries, expected: object, small: fp.Study, tmp_path: Path
) -> None:
    content = workbook(form_of(small, ["judgements"], importance=importance))
    found = answers_from_workbook(filled(content, entries, tmp_path / "a.xlsx"))
    assert found["importance"] == importance
    assert sorted(found[part], key=lambda row: row["criterion"]) == expected


def test_rows_are_found_by_their_keys(small: fp.Study, tmp_path: Path) -> None:
    path = filled(
        workbook(form_of(small)), {("score", "noise", "bus"): {"C": 5}}, tmp_path / "a.xlsx"
    )
    book = openpyxl.load_workbook(path)
    book["Scores"].title = "My scores"
    book["My scores"].insert_rows(3, 2)
    book.move_sheet("My scores", 3)
    book.save(path)
    (score,) = answers_from_workbook(path)["scores"]
    assert (score["criterion"], score["alternative"], score["best"]) == ("noise", "bus", 5)


def test_only_answers_can_be_changed_and_nothing_runs(changed_study) -> None:
    study = changed_study("criteria.csv", "What does it cost?", "=HYPERLINK(1)")
    content = workbook(form_of(study, note="=1+1"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [sheet.title for sheet in book] == [
        "Start", "Scores", "Importance", "Source", "_source", "_numbers", "_form"
    ]  # fmt: skip
    hidden = {sheet.title for sheet in book if sheet.sheet_state != "visible"}
    assert hidden == {"_source", "_numbers", "_form"}
    for sheet in book:
        if sheet.title not in hidden:
            assert sheet.protection.sheet
            unlocked = [c for row in sheet for c in row if not c.protection.locked]
            assert unlocked or sheet.title == "Source"
            assert not any(cell.value for cell in unlocked)
    formulas = [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"]
    assert not any("HYPERLINK" in formula or formula == "=1+1" for formula in formulas)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any("vba" in name or "external" in name for name in archive.namelist())


def test_a_choice_of_values_where_there_are_few(small: fp.Study) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(form_of(small))))
    checks = {one.formula1: str(one.sqref) for one in
              book["Scores"].data_validations.dataValidation}  # fmt: skip
    assert set(checks) == {'"1,2,3,4,5"', '"x"'}
    pairs = [one.formula1 for one in book["Importance"].data_validations.dataValidation]
    assert '"1,2,3,4,5,6,7,8,9"' in pairs
    assert len(pairs) == 1 + 8  # and the two names of each pair


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence(language: str, small: fp.Study) -> None:
    words, english = Words(language)._words, Words("en")._words
    assert words.keys() == english.keys()
    for key, text in words.items():
        parts = {name for name in ("low", "high", "ratio", "rest", "round", "own", "median")
                 if f"{{{name}}}" in english[key]}  # fmt: skip
        assert all(f"{{{name}}}" in text for name in parts), key
        assert len(text) <= 255  # a formula's text can be no longer
    book = openpyxl.load_workbook(io.BytesIO(workbook(form_of(small, language=language))))
    assert book.worksheets[0].title == words["start"]


def test_a_later_round_asks_what_was_disputed(small: fp.Study, tmp_path: Path) -> None:
    earlier = {"own": None, "median": 3.0, "low": 2.0, "high": 4.5}
    form = form_of(small, round=2)
    data = form.to_dict() | {
        "previous": {
            "cost|tram": earlier,
            "barriers|noise|cost": {"own": 3.0, "median": 0.5, "low": 0.25, "high": 2.0},
        },
        "respondent": {"id": "abc", "name": "Ann"},
    }
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(type(form).from_dict(json.loads(json.dumps(data)))))
    book = openpyxl.load_workbook(path)
    texts = [str(c.value) for sheet in book for row in sheet for c in row if c.value is not None]
    said = "You did not answer this before. All answers: median 3, from 2 to 4.5."
    assert said in texts
    times = "\N{MULTIPLICATION SIGN}"
    assert (
        f"Your earlier answer: Noise {times} 3. All answers: median Cost {times} 2, from Cost "
        f"{times} 4 to Noise {times} 2." in texts
    )
    keys = [json.loads(text) for text in texts if text.startswith('["')]
    assert [key for key in keys if key[0] != "respondent"] == [
        ["score", "cost", "tram"], ["judgement", "barriers", "cost", "noise"]
    ]  # fmt: skip
    assert answers_from_workbook(path)["respondent"]["id"] == "abc"


@pytest.mark.parametrize("kind", ["text", "empty", "other", "bomb", "form", "big"])
def test_other_files_are_refused(
    kind: str, small: fp.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fivepluone_mcda.elicit.workbook import read
    from fivepluone_mcda.study.importing import open_workbook

    path = tmp_path / "file.xlsx"
    path.write_bytes(b"hello" if kind == "text" else b"")
    if kind in ("bomb", "form", "big"):
        path.write_bytes(workbook(form_of(small)))
    if kind == "bomb":
        monkeypatch.setattr(open_workbook, "MAX_UNPACKED", 1000)
    if kind == "big":
        monkeypatch.setattr(read, "MOST_BYTES", 1000)
    if kind == "other":
        openpyxl.Workbook().save(path)
    if kind == "form":
        book = openpyxl.load_workbook(path)
        book["_form"]["A1"] = '|{"format": "fivepluone_mcda questionnaire", "version": 9}'
        book.save(path)
    with pytest.raises(fp.CriteriaError, match=r"file\.xlsx: found .*expected a questionnaire"):
        answers_from_workbook(path)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_formulas_agree_with_python(small: fp.Study, tmp_path: Path) -> None:
    entries = {
        **compared("top", {("barriers", "swot"): 1 / 4}, small),
        **compared("quadrants", JUDGED, small),
        ("score", "cost", "tram"): {"C": 3},
        ("score", "cost", "bus"): {"C": "=1+1"},
    }
    path = recalculated(filled(workbook(form_of(small)), entries, tmp_path / "a.xlsx"))
    found = answers_from_workbook(path)
    assert sorted(score["best"] for score in found["scores"]) == [2, 3]
    rows = shown(path, "Importance")
    matrix = fp.PairwiseMatrix.from_judgements(
        [(a, b, value) for (a, b), value in JUDGED.items()], QUADRANTS
    )
    weights = {row[1]: row[2] for row in rows if isinstance(row[2], float)}
    expected = matrix.priorities()
    for leaf in QUADRANTS:
        assert weights[small.tree.label(leaf)] == pytest.approx(expected[leaf], abs=1e-9)
    assert weights["SWOT"] == pytest.approx(0.8, abs=1e-12)
    ratios = [value for row in shown(path, "_numbers") for value in row[1:2]
              if isinstance(value, float)]  # fmt: skip
    assert min(abs(np.array(ratios) - matrix.consistency_ratio)) < 1e-9
    said = [str(row[1]) for row in rows]
    assert any(f"Consistency ratio {matrix.consistency_ratio:.2f}: your" in text for text in said)
    assert said.count("Compare the pairs of this group.") == 1  # nothing of cost against noise
    worst = matrix.worst
    assert worst is not None
    (remark,) = (row for row in rows if row[6] and str(row[6]).startswith("Fits least"))
    assert {remark[1], remark[2]} == {small.tree.label(worst.a), small.tree.label(worst.b)}
    start = [row[2] for row in shown(path, "Start")]
    assert {"2 of 12", "7 of 8"} <= set(start)
    revealed = [row[3] for row in shown(path, "Source")]
    assert sum("page 2" in str(text) for text in revealed) == 1


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_weights_of_ranks(small: fp.Study, tmp_path: Path) -> None:
    ranks = dict(zip(QUADRANTS, [2, 1, 2, 4], strict=True))
    content = workbook(form_of(small, ["judgements"], importance="ranking"))
    entries: Entries = {("ranking", "quadrants", leaf): {"C": ranks[leaf]} for leaf in QUADRANTS}
    rows = shown(recalculated(filled(content, entries, tmp_path / "r.xlsx")), "Importance")
    weights = {row[1]: row[3] for row in rows if isinstance(row[3], float)}
    expected = fp.rank_order_centroid(ranks)
    assert weights == pytest.approx(
        {small.tree.label(leaf): expected[leaf] for leaf in QUADRANTS}, abs=1e-12
    )


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_best_worst_weights_are_those_of_the_linear_model(study: fp.Study, tmp_path: Path) -> None:
    form = form_of(study, ["judgements"], importance="best_worst")
    rng = np.random.default_rng(0)
    entries: dict[tuple[str, ...], dict[str, object]] = {}
    expected: dict[str, float] = {}
    ratios = []
    for group in form.groups:
        best, *others, worst = rng.permutation([one.id for one in group.elements])
        best_to = {best: 1, worst: int(rng.integers(2, 10))}
        best_to |= {one: int(rng.integers(1, 10)) for one in others}
        to_worst = {best: best_to[worst], worst: 1}
        to_worst |= {one: int(rng.integers(1, 10)) for one in others}
        entries["best", group.id] = {"C": study.tree.label(best)}
        entries["worst", group.id] = {"C": study.tree.label(worst)}
        entries |= {
            ("best_worst", group.id, one): {
                "C": None if one == best else best_to[one],
                "D": None if one in (best, worst) else to_worst[one],
            }
            for one in best_to
        }
        found = fp.best_worst(
            {best: 1, **{one: best_to[one] for one in others}, worst: best_to[worst]}, to_worst
        )
        expected |= {study.tree.label(one): weight for one, weight in found.weights.items()}
        ratios.append(f"Consistency ratio {found.consistency_ratio:.2f}; 0 is full agreement.")
    path = recalculated(filled(workbook(form), entries, tmp_path / "b.xlsx"))
    rows = shown(path, "Importance")
    weights = {row[1]: row[4] for row in rows if isinstance(row[4], float)}
    assert weights == pytest.approx(expected, abs=1e-9)
    assert sorted(str(row[1]) for row in rows if str(row[1]).startswith("Cons")) == sorted(ratios)
    answers = answers_from_workbook(path)
    assert len(answers["best_worst"]) == sum(len(group.elements) - 1 for group in form.groups)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_weights_appear_as_soon_as_the_comparisons_connect(study: fp.Study, tmp_path: Path) -> None:
    form = form_of(study, ["judgements"])
    rng = np.random.default_rng(1)
    entries: dict[tuple[str, ...], dict[str, object]] = {}
    expected: dict[str, float] = {}
    for group in form.groups:
        ids = [one.id for one in group.elements]
        pairs = list(combinations(ids, 2))
        kept = [pairs[k] for k in rng.permutation(len(pairs))[: rng.integers(1, len(pairs) + 1)]]
        judged = {pair: float(rng.choice([1 / 7, 1 / 2, 1, 3, 9])) for pair in kept}
        entries |= compared(group.id, judged, study)
        matrix = fp.PairwiseMatrix.from_judgements([(*pair, v) for pair, v in judged.items()], ids)
        if matrix.is_connected:
            found = matrix.priorities("eigenvector" if matrix.is_complete else "geometric")
            expected |= {study.tree.label(one): weight for one, weight in found.items()}
    path = recalculated(filled(workbook(form), entries, tmp_path / "p.xlsx"))
    rows = shown(path, "Importance")
    weights = {row[1]: row[2] for row in rows if isinstance(row[2], float)}
    assert 3 < len(weights) < len(study.tree.nodes) - 1  # some groups are not connected
    assert weights == pytest.approx(expected, abs=1e-9)
