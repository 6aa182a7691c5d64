"""The picture of value functions shows every point, and every alternative at its value."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from plots.shown import row_names, title

import fivepluone_mcda as fp
from fivepluone_mcda.plots.value_functions import APART, BAND


@pytest.fixture
def valued() -> fp.Problem:
    frame = pd.DataFrame({"price": [9.0, 9.0], "seats": [500.0, 100.0]}, ["car", "bus"])
    return fp.Problem(
        frame,
        directions={"price": "min"},
        scale={"price": (0, 10)},
        values={"seats": [(0, 0), (300, 80), (500, 100)]},
    )


def test_functions_and_alternatives(valued: fp.Problem) -> None:
    ax = fp.plots.value_functions(valued)
    price, seats, car, bus = (line.get_xydata() for line in ax.lines)
    assert row_names(ax) == ["price", "seats"]
    np.testing.assert_allclose(price[:, 0], [0.0, 1.0])
    np.testing.assert_allclose(seats[:, 0], [0.0, 0.6, 1.0])
    np.testing.assert_allclose(np.diff(seats[:, 1]), [-0.8 * BAND, -0.2 * BAND])
    np.testing.assert_allclose(car[:, 0], [0.9, 1.0])
    np.testing.assert_allclose(bus[:, 0], [0.9, 0.2])
    assert car[0, 1] - bus[0, 1] == pytest.approx(APART)  # equal prices
    assert {"0", "10", "300", "500"} <= {text.get_text() for text in ax.texts}
    assert title(ax) == ("The alternatives differ most in value on seats: 27 to 100 of 100 points")
    assert "equal scores" in ax.get_xlabel()


def test_of_many_criteria_those_with_a_stated_function_are_shown() -> None:
    names = [f"c{j}" for j in range(15)]
    frame = pd.DataFrame([[1.0] * 15, [2.0] * 15], ["x", "y"], names)
    problem = fp.Problem(
        frame, scale=dict.fromkeys(names, (0, 5)), values={"c14": [(0, 0), (1, 50), (5, 100)]}
    )
    ax = fp.plots.value_functions(problem)
    assert row_names(ax) == [*names[:11], "c14"]
    assert "not shown: 3 criteria" in ax.get_xlabel().replace("\n", " ")


def test_a_scale_has_to_be_stated(problem: fp.Problem) -> None:
    with pytest.raises(fp.MethodError, match="global scale"):
        fp.plots.value_functions(problem)
