"""Paths that are built to be awkward, and how many points a search on a grid takes."""

from __future__ import annotations

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.methods.kernels import Additive, Compromise, Distances
from fivepluone_mcda.sensitivity.path import Path, overtakings, takeover

START, END = np.array([1.0, 0.0]), np.array([0.0, 1.0])


def lines(*ends: tuple[float, float]) -> Path:
    """Scores that go in straight lines between two values each."""
    return Path(Additive(np.array(ends)), START, END)


def touching() -> Path:
    """TOPSIS in which b draws level with a at 0.5 and falls back: D- D+ differ by (s - 1)^2."""
    worst, best = np.array([[1.0, 1.0], [0.0, 4.0]]), np.array([[1.0, 0.0], [1.0, 1.0]])
    return Path(Distances(best, worst), START, END)


def test_a_touch_is_no_change() -> None:
    path = touching()
    assert np.ptp(path.merits(0.5)) < 1e-15
    assert takeover(path, ["a", "b"], 0.1, 1.0, "a") is None
    assert takeover(path, ["a", "b"], 0.9, 0.0, "a") is None


def test_a_tied_winner_that_loses_on_both_sides_has_no_room() -> None:
    path = touching()
    assert takeover(path, ["b", "a"], 0.5, 1.0, "a") == (0.5, "b")
    assert takeover(path, ["b", "a"], 0.5, 0.0, "a") == (0.5, "b")


def test_of_three_that_meet_the_one_that_leads_beyond_takes_over() -> None:
    path = lines((1.0, 0.0), (0.5, 0.5), (0.0, 1.0), (0.2, 0.4))
    place, name = takeover(path, ["a", "b", "c", "d"], 0.2, 1.0, "a") or (None, None)
    assert place == pytest.approx(0.5)
    assert name == "c"


def test_of_identical_ones_the_first_by_name_takes_over() -> None:
    path = lines((1.0, 0.0), (0.0, 1.0), (0.0, 1.0))
    assert takeover(path, ["a", "z", "b"], 0.0, 1.0, "a") == (0.5, "b")


def test_noise_is_no_lead() -> None:
    path = lines((1.0, 1.0), (1.0 - 1e-14, 1.0 + 1e-14))
    assert takeover(path, ["a", "b"], 0.2, 1.0, "a") is None


def test_overtakings_start_at_the_base_where_a_tie_breaks() -> None:
    path = lines((1.0, 0.0), (0.0, 1.0))
    pair = np.array([0]), np.array([1])
    assert overtakings(path, 0.5, 1.0, *pair) == [0.5]
    assert np.isnan(overtakings(path, 0.5, 0.0, *pair)).all()
    assert np.isnan(overtakings(path, 1.0, 1.0, *pair)).all()


def test_a_search_finds_what_the_closed_form_finds() -> None:
    # With v = 1 and a third alternative that stays worst, VIKOR is a stretched weighted sum.
    regret = np.array([[0.0, 1.0], [0.7, 0.2], [1.0, 1.0]])
    searched = takeover(Path(Compromise(regret, 1.0), START, END), list("abc"), 0.1, 1.0, "a")
    exact = takeover(Path(Additive(-regret), START, END), list("abc"), 0.1, 1.0, "a")
    assert searched is not None
    assert exact is not None
    assert searched[0] == pytest.approx(exact[0], abs=1e-11)
    assert searched[1] == exact[1] == "b"


@pytest.mark.parametrize(("method", "points"), [("mairca", 101), ("vikor", 1001)])
def test_methods_that_run_once_a_weight_get_fewer_points(
    problem: fp.Problem, method: str, points: int
) -> None:
    path = Path.of_node(problem, fp.methods.resolve(method).kernel(problem), "price")
    assert len(path.grid[0]) == points
