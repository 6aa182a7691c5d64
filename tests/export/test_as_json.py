"""Every result of the package is standard JSON, with all digits."""

from __future__ import annotations

import inspect
import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda import to_json

NO_RESULT = {
    "brief",
    "claims_hold",  # a condition for smaa
    "collect",  # takes files; tests/elicit and tests/test_hostile_labels.py have its result
    "describe_table",
    "export",
    "load",
    "new_study",
    "questionnaire",
    "read_table",
    "report",
    "to_csv",
    "to_json",
    "to_latex",
    "to_markdown",
}
"""Functions that give a study, a file, a text or a condition."""

SMALL = {"samples": 128, "panel": "values"}
"""Arguments that may be left out, and are given where a function takes them."""

FUNCTIONS = [
    name for name in fp.__all__ if name not in NO_RESULT and inspect.isfunction(getattr(fp, name))
]


def read(result: object) -> object:
    """What a program finds that reads standard JSON only."""
    return json.loads(to_json(result), parse_constant=pytest.fail)


@pytest.mark.slow
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_every_public_function_gives(name: str, study: fp.Study, shipped: fp.Problem) -> None:
    known = {
        "study": study,
        "source": study,
        "problem": shipped,
        "winner": "CA-EU",
        "node": "geopolitical",
        "conditions": "G2 < 4",
        "other_weights": study.weights("values"),
        "matrices": [study.judgements(panel)["top"] for panel in study.panels],
        "points": {"E4": 100, "G2": 50},
        "ranks": {"E4": 1, "G2": 2},
        "best_to": {"E4": 1, "G2": 3},
        "to_worst": {"E4": 3, "G2": 1},
    }
    function = getattr(fp, name)
    takes = inspect.signature(function).parameters
    required = [
        key
        for key, one in takes.items()
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    ]
    missing = set(required) - known.keys()
    assert not missing, f"say above what {name} is to be called with: {missing}"
    given = {key: known[key] for key in required}
    given |= {key: value for key, value in SMALL.items() if key in takes}
    assert read(function(**given))


def test_a_ranking(problem: fp.Problem) -> None:
    ranking = fp.topsis(problem)
    found = read(ranking)
    assert pd.Series(found["scores"]["data"], found["scores"]["index"]).to_dict() == (
        ranking.scores.to_dict()
    )
    assert found["order"] == ranking.order
    assert "kernel" not in found
    assert fp.topsis(fp.Problem.from_dict(found["problem"])).scores.equals(ranking.scores)


def test_pandas_reads_a_table(problem: fp.Problem) -> None:
    frame = fp.topsis(problem).to_frame()
    pd.testing.assert_frame_equal(
        pd.DataFrame(**read(frame)), frame, check_names=False, check_exact=True
    )


def test_numbers_that_are_none() -> None:
    cells = [1, 0.1, math.nan, None, pd.NA, math.inf, -math.inf, np.float64(2.5), np.True_]
    expected = [1, 0.1, None, None, None, "infinity", "-infinity", 2.5, True]
    assert read(pd.Series(cells, dtype=object, name="x"))["data"] == expected
    assert read(np.array([[1.0, math.nan]])) == [[1.0, None]]
    assert read({("a", 1): (2, "é")}) == {"('a', 1)": [2, "é"]}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_plain_values_stay_what_they_are(value: object) -> None:
    assert read(value) == value


@pytest.mark.parametrize(
    ("result", "place"),
    [
        ({"when": pd.DataFrame({"day": pd.to_datetime(["2024-01-01"])})}, r"data\[0\]\[0\]: found"),
        ({"f": [print]}, r"result\.f\[0\]: found builtin_function"),
        (fp.load, "result: found function"),
    ],
)
def test_what_cannot_be_written(result: object, place: str) -> None:
    with pytest.raises(fp.CriteriaError, match=place):
        to_json(result)
