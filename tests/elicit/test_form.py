"""What a questionnaire asks, and the hashes that say later what has changed."""

import json

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.elicit import Form, form_of, item_hashes


def test_a_form_asks_every_criterion_alternative_and_comparison(small):
    form = form_of(small, importance="swing", seed=3, anonymous=True, note="Thank you.")
    assert [one.id for one in form.alternatives] == small.alternatives
    assert [one.id for one in form.criteria] == small.criteria
    assert [(one.id, one.node) for one in form.groups] == [
        ("top", "goal"),
        ("barriers", "barriers"),
        ("quadrants", "swot"),
    ]
    cost = form.criteria[0]
    assert (cost.label, cost.direction, cost.low, cost.high) == ("Cost", "min", 1.0, 5.0)
    assert cost.path == ("Barriers",)
    assert [element.id for element in form.groups[1].elements] == ["cost", "noise"]
    assert form.evidence["cost|tram"][0] == {"place": "page 2", "paraphrase": "dear"}
    assert (form.panel, form.seed, form.anonymous) == ("experts", 3, True)


def test_a_form_goes_through_json(small):
    form = form_of(small, "judgements", panel="board", language="ru")
    data = json.loads(json.dumps(form.to_dict()))
    assert Form.from_dict(data) == form
    assert data["parts"] == ["judgements"]
    assert data["evidence"] == {}
    assert data["hash"] == form.hash


def test_hashes_change_with_what_is_asked_and_with_nothing_else(small, changed_study):
    before = item_hashes(small)
    assert item_hashes(small) == before
    assert "node:cost" in before
    asked = changed_study("criteria.csv", "What does it cost?", "What does it cost a year?")
    after = item_hashes(asked)
    assert [key for key in before if before[key] != after[key]] == ["node:cost"]
    scored = item_hashes(changed_study("scores.csv", "a,cost,tram,4,5,5", "a,cost,tram,3,4,5"))
    assert scored == before


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"parts": ()}, "parts"),
        ({"parts": ("scores", "weights")}, "parts"),
        ({"importance": "guess"}, "importance"),
        ({"language": "fr"}, "language"),
        ({"seed": -1}, "seed"),
        ({"round": 0}, "round"),
        ({"panel": "two\nlines"}, "panel"),
    ],
)
def test_wrong_arguments_are_named(small, options, named):
    with pytest.raises(fp.CriteriaError, match=named):
        form_of(small, **options)


def test_other_data_is_no_form(small):
    data = form_of(small).to_dict()
    for broken in ({}, {**data, "version": 2}, {**data, "groups": [{"id": "top"}]}):
        with pytest.raises(fp.CriteriaError):
            Form.from_dict(broken)
