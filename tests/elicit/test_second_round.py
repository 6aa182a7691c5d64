"""A second round: what is disputed, and each respondent's own questionnaire."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from elicit.workbooks import filled

import fivepluone_mcda as fp
from fivepluone_mcda.elicit import form_of
from fivepluone_mcda.elicit.form import Form
from fivepluone_mcda.elicit.second_round import disputes, replies, second_round
from fivepluone_mcda.elicit.workbook import answers_from_workbook, workbook

Rows = list[dict[str, Any]]
Send = Callable[..., Path]
QUADRANTS = ("strengths", "weaknesses", "opportunities", "threats")


def score(best: float, alternative: str = "tram", **more: Any) -> dict[str, Any]:
    return {"criterion": "cost", "alternative": alternative, "best": best, **more}


def pair(value: float, a: str = "cost", b: str = "noise") -> dict[str, Any]:
    return {"group": "barriers", "a": a, "b": b, "value": value}


@pytest.fixture
def reply(send: Callable[..., Path]) -> Send:
    """A file of answers in the folder of answers."""

    def write(who: str, number: int = 1, **parts: Rows | str) -> Path:
        respondent = {"id": f"id-{who}", "name": who}
        saved = f"2026-11-2{number}T10:00:00Z"
        more = {"panel": "experts", "round": number, "saved": saved}
        return send(f"{who}-{number}.json", respondent, **more, **parts)

    return write


def test_more_than_one_step_between_the_quartiles_is_a_dispute(small: fp.Study) -> None:
    form = form_of(small)
    tram, bus = [1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 2.0, 3.0, 3.0, 5.0]
    given = [{"cost|tram": a, "cost|bus": b} for a, b in zip(tram, bus, strict=True)]
    items = disputes(form, given)
    assert items.loc["cost|tram", ["median", "low", "high"]].tolist() == [3, 2, 4]
    assert items.index[items["disputed"].astype(bool)].tolist() == ["cost|tram"]
    assert not disputes(form, given[:4])["disputed"].any()  # the quartiles of few tell too much
    assert not disputes(form, [])["disputed"].any()


def test_pairs_are_disputed_by_ratio(small: fp.Study) -> None:
    form = form_of(small, ["judgements"])
    key = "barriers|cost|noise"
    row = disputes(form, [{key: value} for value in (1 / 4, 1.0, 1.0, 2.0, 4.0)]).loc[key]
    assert row["median"] == pytest.approx(1.0)
    assert row["high"] / row["low"] == pytest.approx(2.0)
    assert not row["disputed"]
    apart = [{key: value} for value in (1 / 4, 1.0, 4.0, 4.0, 5.0)]
    assert disputes(form, apart).loc[key, "disputed"]


def test_points_are_asked_again_by_group(small: fp.Study) -> None:
    form = form_of(small, ["judgements"], importance="points")
    given = [
        {"barriers|cost": a, "barriers|noise": 100.0 - a, "top|barriers": b}
        for a, b in ((80.0, 50.0), (80.0, 50.0), (50.0, 52.0), (20.0, 54.0), (20.0, 54.0))
    ]
    items = disputes(form, given)
    assert items.index[items["disputed"].astype(bool)].tolist() == [
        "barriers|cost",
        "barriers|noise",
    ]


def best_worst(*numbers: int) -> Rows:
    """Comparisons of strengths, the best, with three others, and of these with threats."""
    a, b, worst, c, d = numbers
    ends = {"group": "quadrants", "best": "strengths", "worst": "threats"}
    return [
        {**ends, "criterion": "weaknesses", "best_to": a, "to_worst": c},
        {**ends, "criterion": "opportunities", "best_to": b, "to_worst": d},
        {**ends, "criterion": "threats", "best_to": worst},
    ]


def test_best_worst_comparisons_are_asked_again_by_the_weights_that_follow(
    small: fp.Study, reply: Send
) -> None:
    for who, numbers in (
        ("ann", (2, 4, 8, 4, 2)), ("bob", (1, 1, 2, 2, 2)), ("eve", (9, 9, 9, 1, 1)),
        ("kim", (9, 9, 9, 1, 1)), ("lea", (1, 1, 1, 1, 1)),
    ):  # fmt: skip
        folder = reply(who, best_worst=best_worst(*numbers), importance="best_worst")
    form = form_of(small, ["judgements"], importance="best_worst", round=2)
    given = replies(small, folder, "experts")
    assert {"quadrants|strengths", "quadrants|threats"} <= set(
        disputes(form, [one.answers for one in given]).query("disputed").index
    )
    _, own = second_round(form, given)[0]
    assert [group.id for group in own.asked_groups] == ["quadrants"]
    strengths, weaknesses, threats = (
        own.previous[f"quadrants|{one}"] for one in ("strengths", "weaknesses", "threats")
    )
    assert strengths["own"] == pytest.approx(100 * 8 / 15)
    assert (strengths.get("best_to"), strengths["to_worst"]) == (None, 8)
    assert (weaknesses["best_to"], weaknesses["to_worst"]) == (2, 4)
    assert (threats["best_to"], threats.get("to_worst")) == (8, None)
    book = openpyxl.load_workbook(BytesIO(workbook(own)))
    said = [str(cell.value) for cell in book["Importance"]["F"]]
    assert any(text.startswith("Your earlier comparisons: 2 and 4. The") for text in said)
    entries = {("best", "quadrants"): {"C": "Threats"}, ("worst", "quadrants"): {"C": "Strengths"}}
    entries |= {("best_worst", "quadrants", one): {"C": 3, "D": 3} for one in QUADRANTS}
    back = filled(workbook(own), entries, folder / "ann.xlsx")
    assert answers_from_workbook(back)["respondent"]["name"] == "ann"
    collected = fp.collect(small, folder)
    assert collected.problems.empty, collected.problems.to_string()
    rows = collected.points.query("judge == 'ann' and round == 2")
    assert rows["criterion"].tolist()[:: len(rows) - 1] == ["threats", "strengths"]


def test_without_a_scale_the_range_of_the_answers_counts(
    changed_study: Callable[..., fp.Study],
) -> None:
    old = "cost,barriers,,Cost,min,1,5,"
    study = changed_study("criteria.csv", old, "cost,barriers,,Cost,min,,,")
    given = [{"cost|tram": best} for best in (10.0, 10.0, 10.0, 90.0, 90.0)]
    items = disputes(form_of(study), given)
    assert items.loc["cost|tram", "disputed"]
    assert np.isnan(items.loc["cost|bus", "median"])


def test_the_newest_round_counts_item_by_item(small: fp.Study, reply: Send) -> None:
    reply("ann", scores=[score(1), score(2, "bus")], judgements=[pair(3)])
    folder = reply("ann", 2, scores=[score(5)], judgements=[pair(4, "noise", "cost")])
    (one,) = replies(small, folder, "experts")
    assert one.respondent == {"id": "id-ann", "name": "ann"}
    assert one.ways == {"pairwise"}
    assert one.answers == {
        "cost|tram": 5.0, "cost|bus": 2.0, "barriers|cost|noise": 1 / 4, "barriers|noise|cost": 4.0
    }  # fmt: skip
    assert replies(small, folder, "others") == []


def test_each_respondent_gets_an_own_file(small: fp.Study, reply: Send, tmp_path: Path) -> None:
    for who, best in (("ann", 1), ("bob", 3), ("eve", 5), ("kim", 5)):
        folder = reply(who, scores=[score(best)])
    reply("late", scores=[{"criterion": "cost", "alternative": "tram", "cannot_say": True}])
    entries = {("respondent", "name"): {"C": "Zoe"}, ("score", "cost", "tram"): {"C": 4}}
    filled(workbook(form_of(small)), entries, folder / "zoe.xlsx")
    out = fp.questionnaire(small, tmp_path / "again", round=2, answers=folder)
    names = sorted(path.name for path in out.iterdir())
    assert names == [
        *(f"{who}-round-2.html" for who in ("ann", "bob", "eve", "kim", "late")), "zoe-round-2.xlsx"
    ]  # fmt: skip
    page = (out / "bob-round-2.html").read_text(encoding="utf-8")
    start = page.index('{"format":"fivepluone_mcda questionnaire"')
    form = Form.from_dict(json.JSONDecoder().raw_decode(page, start)[0])
    assert form.round == 2
    assert form.respondent == {"id": "id-bob", "name": "bob"}
    assert form.previous == {"cost|tram": {"own": 3.0, "median": 4.0, "low": 3.0, "high": 5.0}}
    assert not any(f'"{other}"' in page for other in ("ann", "eve", "Zoe"))
    late = (out / "late-round-2.html").read_text(encoding="utf-8")
    assert '"own":null' in late
    book = openpyxl.load_workbook(out / "zoe-round-2.xlsx")
    (name,) = (cell for row in book["Start"] for cell in row if cell.value == "Zoe")
    assert name.protection.locked  # another name is another person
    texts = [str(cell.value) for cell in book["Scores"]["H"]]
    assert any("Your earlier answer: 4. All answers: median 4" in text for text in texts)
    back = answers_from_workbook(out / "zoe-round-2.xlsx")
    assert back["round"] == 2
    assert back["respondent"]["name"] == "Zoe"
    (first,) = (one for one in replies(small, folder, "experts") if one.name == "zoe")
    assert back["respondent"]["id"] == first.respondent["id"]


def test_refused(small: fp.Study, reply: Send, tmp_path: Path) -> None:
    folder = reply("ann", scores=[score(3)], judgements=[pair(3)])
    out = tmp_path / "again"
    for arguments, message in (
        ({"round": 2}, "round: found 2 without answers"),
        ({"answers": folder}, "round: found 1 with answers"),
        ({"round": 2, "answers": folder}, "no item that is disputed among 1 respondent"),
        ({"round": 2, "answers": folder, "importance": "swing"}, "answers state it by 'pairwise'"),
        ({"round": 2, "answers": tmp_path / "nowhere"}, "answers: found no file"),
    ):
        with pytest.raises(fp.CriteriaError, match=message):
            fp.questionnaire(small, out, **arguments)
    assert not out.exists()
    for who, best in (("bob", 1), ("eve", 5), ("kim", 1), ("lea", 5)):
        reply(who, scores=[score(best)])
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(fp.CriteriaError, match="again: found a file; expected a folder"):
        fp.questionnaire(small, out, round=2, answers=folder)
    assert second_round(form_of(small), []) == []
