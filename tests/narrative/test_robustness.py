"""Sentences say what was looked at, in the singular where there is one."""

import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.robustness import cells_sentence, claims_sentence

BETWEEN = "between the lowest and the highest score of the criterion"


@pytest.mark.parametrize(
    ("scale", "where"),
    [
        ({"price": (1, 5), "speed": (1, 5), "comfort": (1, 5)}, "inside the scale"),
        ({}, BETWEEN),
        ({"price": (1, 5)}, f"inside the scale or, where none is stated, {BETWEEN}"),
    ],
)
def test_scores_move_inside_a_scale_only_where_one_is_stated(problem, scale, where):
    same = fp.Problem(problem.matrix, problem.weights, problem.directions, scale)
    cells = fp.critical_scores(same).dropna(subset="winner")
    said = cells_sentence(cells.head(1), same)
    assert (
        said
        == f"1 of the 9 scores can change the winner alone, if it is changed far enough {where}."
    )
    none = cells_sentence(cells.head(0), same)
    assert none == f"None of the 9 scores can change the winner alone by a value {where}."


def test_claims_are_counted_in_singular_and_plural():
    claims = pd.DataFrame({"holds": ["yes"]})
    assert claims_sentence(claims).startswith("Of the 1 comparison that the source itself makes")
    claims = pd.DataFrame({"holds": ["yes", "yes", "tie", "no"]})
    assert "the scores agree with 2, show a tie for 1 and contradict 1." in claims_sentence(claims)
