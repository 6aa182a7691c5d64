"""The map of winners agrees with the methods themselves, and its points stand for equal parts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity.weight_map import weight_map


@pytest.mark.parametrize("method", ["topsis", "weighted_product", "vikor", "edas"])
@pytest.mark.parametrize("nodes", [["price", "speed", "comfort"], ["price", "speed"]])
def test_winners_are_those_of_the_method(
    problem: fp.Problem, nodes: list[str], method: str
) -> None:
    points = weight_map(problem, nodes, method)
    for _, row in points.sample(25, random_state=0).iterrows():
        ranking = fp.rank(problem.with_node_weights(row[nodes].to_dict()), method)
        ordered = ranking.scores[ranking.order]
        assert row["winner"] == ranking.best
        assert row["lead"] == pytest.approx(abs(ordered.iloc[0] - ordered.iloc[1]), abs=1e-9)


def test_three_specialists_share_the_map_alike() -> None:
    problem = fp.Problem(pd.DataFrame(np.eye(3), list("xyz"), list("abc")))
    points = weight_map(problem, list("abc"))
    assert len(points) == 201 * 202 / 2
    shares = points["winner"].value_counts(normalize=True)
    assert shares.to_dict() == pytest.approx(dict.fromkeys("xyz", 1 / 3), abs=0.005)
    assert points[list("abc")].sum(axis=1).to_numpy() == pytest.approx(np.ones(len(points)))


def test_the_present_weights_and_names_come_with_it(problem: fp.Problem) -> None:
    known = weight_map(problem, ["cost", "speed"], "ahp").attrs
    assert known["weights"] == pytest.approx({"cost": 0.5, "speed": 0.3})
    assert known["winner"] == fp.ahp(problem).best
    assert known["alternatives"] == ["car", "bus", "bike"]


def test_a_node_inside_another_weighs_no_more_than_it(study: fp.Study) -> None:
    points = weight_map(study.problem("values"), ["barriers", "G2"])
    assert (points["G2"] < points["barriers"]).all()
    assert points["barriers"].max() > 0.99


def test_ties_go_to_the_first_in_alphabetical_order() -> None:
    twins = fp.Problem(pd.DataFrame(np.ones((2, 3)), ["y", "x"], list("abc")))
    assert set(weight_map(twins, list("abc"))["winner"]) == {"x"}


def test_one_alternative(problem: fp.Problem) -> None:
    alone = problem.without("car").without("bus")
    assert set(weight_map(alone, ["price", "speed"])["winner"]) == {"bike"}


@pytest.mark.parametrize("nodes", [["price"], ["price", "price"], ["price"] * 3, "price"])
def test_two_or_three_nodes_are_wanted(problem: fp.Problem, nodes: list[str]) -> None:
    with pytest.raises(fp.ProblemError, match="two or three different nodes"):
        weight_map(problem, nodes)


def test_themes_are_nodes_too(problem: fp.Problem) -> None:
    themed = fp.Problem(
        problem.matrix, problem.weights, problem.directions, themes={"daily": ["price", "comfort"]}
    )
    with pytest.raises(fp.ProblemError, match="have 'price' in common"):
        weight_map(themed, ["daily", "price", "speed"])
    inside = weight_map(themed, ["daily", "price"])
    assert (inside["price"] < inside["daily"]).all()
    assert inside.attrs["weights"] == pytest.approx({"daily": 0.7, "price": 0.5})
