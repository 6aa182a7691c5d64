"""A second round: what is disputed, and each respondent's own questionnaire."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.elicit.form import form_of
from fivepluone_mcda.elicit.second_round import disputes, latest, second_round

Answer = dict[str, Any]


def answer(who: str, round: int = 1, saved: str = "2026-11-24T10:00:00Z", **parts: Any) -> Answer:  # noqa: A002
    empty: Answer = {
        part: [] for part in ("scores", "judgements", "points", "ranking", "best_worst")
    }
    return {
        **empty,
        "round": round,
        "saved": saved,
        "respondent": {"id": who, "name": who},
        **parts,
    }


def score(best: Any, alternative: str = "tram", **more: Any) -> Answer:
    return {"criterion": "cost", "alternative": alternative, "best": best, **more}


def pair(value: float, a: str = "cost", b: str = "noise") -> Answer:
    return {"group": "barriers", "a": a, "b": b, "value": value, "reason": ""}


def test_more_than_one_step_between_the_quartiles_is_a_dispute(small: fp.Study) -> None:
    form = form_of(small)
    bests = {"tram": [1, 2, 3, 4, 5], "bus": [2, 2, 3, 3, 5]}
    answers = [
        answer(f"r{k}", scores=[score(bests[name][k], name) for name in bests]) for k in range(5)
    ]
    answered, items = disputes(form, answers)
    assert answered["cost|tram"].tolist() == bests["tram"]
    assert items.loc["cost|tram", ["median", "low", "high"]].tolist() == [3, 2, 4]
    assert items.index[items["disputed"].astype(bool)].tolist() == ["cost|tram"]
    assert not disputes(form, answers[:2])[1]["disputed"].any()


def test_pairs_in_either_order_and_by_ratio(small: fp.Study) -> None:
    form = form_of(small, ["judgements"])
    answers = [
        answer("p", judgements=[pair(4)]),
        answer("q", judgements=[pair(4, "noise", "cost")]),
        answer("r", judgements=[pair(1)]),
        answer("s", judgements=[pair(1)]),
    ]
    answered, items = disputes(form, answers)
    assert answered["barriers|cost|noise"].tolist() == [4, 1 / 4, 1, 1]
    row = items.loc["barriers|cost|noise"]
    assert row["median"] == pytest.approx(1.0)
    assert row["high"] / row["low"] == pytest.approx(2.0)  # the quartiles: the roots of 4 and 1/4
    assert not row["disputed"]
    answers[2]["judgements"] = [pair(5)]
    assert disputes(form, answers)[1].loc["barriers|cost|noise", "disputed"]


def test_points_are_asked_again_by_group(small: fp.Study) -> None:
    form = form_of(small, ["judgements"], importance="points")
    given = {"barriers": {"cost": [80, 50, 20], "noise": [20, 50, 80]},
             "top": {"barriers": [50, 52, 54]}}  # fmt: skip
    answers = [
        answer(str(k), points=[{"group": group, "criterion": name, "points": points[k]}
                               for group, rows in given.items() for name, points in rows.items()])
        for k in range(3)
    ]  # fmt: skip
    forms = second_round(form, answers)
    assert set(forms[0].previous) == {"barriers|cost", "barriers|noise"}
    expected = {"own": 80.0, "median": 50.0, "low": 35.0, "high": 65.0}
    assert forms[0].previous["barriers|cost"] == expected


def test_the_newest_round_counts_item_by_item() -> None:
    first = answer("p", scores=[score(1), score(2, "bus")], judgements=[pair(3)])
    again = answer("p", saved="2026-11-25T10:00:00Z", scores=[score(2)])
    second = answer("p", round=2, saved="", scores=[], judgements=[pair(5, "noise", "cost")])
    (merged,) = latest([second, again, first])
    assert [(row["alternative"], row["best"]) for row in merged["scores"]] == [
        ("tram", 2), ("bus", 2)
    ]  # fmt: skip
    assert merged["judgements"] == second["judgements"]
    assert merged["round"] == 2


def test_each_respondent_gets_an_own_questionnaire(small: fp.Study) -> None:
    form = form_of(small, round=2)
    answers = [answer(f"r{k}", scores=[score(best)]) for k, best in enumerate([1, 3, 5])]
    answers.append(answer("late", scores=[score(None, cannot_say=True)]))
    answers.append(answer("odd", scores=[score("five")]))
    forms = {one.respondent["id"]: one for one in second_round(form, answers)}
    assert list(forms) == ["r0", "r1", "r2", "late", "odd"]
    own = {who: one.previous["cost|tram"]["own"] for who, one in forms.items()}
    assert own == {"r0": 1.0, "r1": 3.0, "r2": 5.0, "late": None, "odd": None}
    for one in forms.values():
        assert one.asks("cost", "tram")
        assert not one.asks("cost", "bus")
        assert one.hash == form.hash
        assert not any(other in str(one.previous) for other in forms)  # anonymous


def test_nothing_disputed(small: fp.Study) -> None:
    answers = [answer(f"r{k}", scores=[score(3)]) for k in range(5)]
    assert second_round(form_of(small), answers) == []
    assert second_round(form_of(small), []) == []


def test_without_a_scale_the_range_of_the_answers_counts(changed_study) -> None:
    study = changed_study(
        "criteria.csv", "cost,barriers,,Cost,min,1,5,", "cost,barriers,,Cost,min,,,"
    )
    answers = [answer(str(k), scores=[score(best)]) for k, best in enumerate([10.0, 10.0, 90.0])]
    items = disputes(form_of(study), answers)[1]
    assert items.loc["cost|tram", "disputed"]
    assert np.isnan(items.loc["cost|bus", "median"])
