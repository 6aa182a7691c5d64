"""Conjunctive screening: what is left out, and conditions that cannot be read."""

from __future__ import annotations

import pandas as pd
import pytest

import fivepluone_mcda as fp

FRAME = pd.DataFrame({"price": [9.0, 7.0, 5.0], "comfort": [9.0, 4.0, 2.0]}, ["car", "bus", "bike"])
PROBLEM = fp.Problem(
    FRAME,
    tree=fp.CriteriaTree(
        {"goal": None, "money": "goal", "price": "money", "comfort": "goal"},
        {"price": "Price (a ticket)", "comfort": "Comfort"},
        {"both": {"criteria": ["comfort"], "label": "A theme"}},
    ),
)


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        ("price < 7", ["bike"]),
        ("price <= 7", ["bus", "bike"]),
        ("price > 7", ["car"]),
        ("price>=7.0", ["car", "bus"]),
        ("price ≤ 7", ["bus", "bike"]),
        ("price ≥ 7e0", ["car", "bus"]),
        ("Price (a ticket) < 7", ["bike"]),
        ("  Comfort   >  3 ", ["car", "bus"]),
        ("comfort > -1", ["car", "bus", "bike"]),
    ],
)
def test_one_condition(condition: str, left: list[str]) -> None:
    screened = PROBLEM.screened(condition)
    assert screened.alternatives == left
    assert screened == fp.Problem(FRAME.loc[left], tree=PROBLEM.tree)
    out = [name for name in PROBLEM.alternatives if name not in left]
    assert screened.excluded == {name: (condition.strip(),) for name in out}
    assert PROBLEM.excluded == {}


def test_several_conditions_and_later_changes() -> None:
    screened = PROBLEM.screened("price < 9", "comfort > 3")
    assert screened.alternatives == ["bus"]
    assert screened.excluded == {"car": ("price < 9",), "bike": ("comfort > 3",)}
    assert screened.with_weight("price", 0.2).excluded == screened.excluded
    assert PROBLEM.screened("price < 9").screened("comfort > 3").excluded == screened.excluded
    assert PROBLEM.screened() == PROBLEM


def test_means_that_rounding_moved_off_a_bound() -> None:
    problem = fp.Problem(pd.DataFrame({"a": [0.1 + 0.2, 0.3]}, ["x", "y"]))
    assert problem.screened("a <= 0.3").alternatives == ["x", "y"]
    with pytest.raises(fp.InfeasibleError):
        problem.screened("a > 0.3")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("prize < 4", "unknown node of the criteria tree 'prize'; did you mean 'price'"),
        ("price = 4", "condition: found 'price = 4'; expected a criterion, one of < <= > >="),
        ("price == 4", "expected a criterion"),
        ("price < four", "expected a criterion"),
        ("price < nan", "expected a criterion"),
        ("price <", "such as 'price < 4'"),
        ("4 > price", "expected a criterion"),
        ("2 < price < 4", "unknown node of the criteria tree|expected a criterion"),
        ("money < 4", "'money' has no scores of its own; expected one of its criteria 'price'"),
        ("A theme < 4", "'both' has no scores of its own"),
        (4, "condition: found 4"),
    ],
)
def test_conditions_that_cannot_be_read(condition: str, message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        PROBLEM.screened(condition)


def test_nothing_left() -> None:
    with pytest.raises(fp.InfeasibleError, match="no alternative satisfies every") as error:
        PROBLEM.screened("price < 7", "comfort > 3")
    assert "'car' fails 'price < 7'" in str(error.value)
    assert "'bike' fails 'comfort > 3'" in str(error.value)


@pytest.mark.shipped_numbers
def test_coders_of_those_that_are_left(study: fp.Study) -> None:
    problem = study.problem()
    screened = problem.screened("G2 < 4", "Financial dependence <= 2")
    assert list(screened.excluded) == ["CA-China", "CA-Russia"]
    assert screened.coding is not None
    assert screened.coding.best.shape == (len(study.coders), 3, 27)
    assert len(screened.coding.places) == 3
    assert (screened.coding.best.mean(axis=0) == screened.values).all()
