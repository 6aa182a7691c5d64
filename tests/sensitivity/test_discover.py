"""Rules for where an alternative wins."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import WeightSpace, discover, smaa


@pytest.fixture
def corner() -> fp.Problem:
    """Alternative a wins by the weighted sum exactly where x weighs more than 0.6."""
    frame = pd.DataFrame({"x": [1.0, 0.4], "y": [0.0, 0.9], "z": [0.0, 0.9]}, ["a", "b"])
    return fp.Problem(frame, tree={"first": ["x"], "rest": ["y", "z"]})


def additive(problem: fp.Problem) -> fp.Ranking:
    return fp.Ranking.of(
        "additive", problem, problem.values @ problem.weight_vector, steps={}, options={}
    )


def test_a_rule_that_exists_is_found(corner: fp.Problem) -> None:
    rules = discover(corner, "a", additive, nodes=["x", "y", "z"], samples=500)
    assert rules.rules["node"].tolist() == ["x"]
    assert rules.rules["lower"].iloc[0] == pytest.approx(0.6, abs=0.01)
    assert rules.rules["upper"].iloc[0] == 1.0
    assert rules.coverage > 0.97
    assert rules.density > 0.97
    assert rules.share == pytest.approx(0.4, abs=0.02)
    lower = rules.rules["lower"].iloc[0]
    assert rules.headline().startswith(f"additive: a comes first where x >= {lower:.3g} (density ")


def test_a_group_may_carry_the_rule(shipped: fp.Problem) -> None:
    rules = discover(shipped, "CA-Japan", nodes=["geopolitical", "swot"], seed=1)
    assert rules.rules["node"].iloc[0] == "geopolitical"
    assert rules.density > 2.0 * rules.share


def test_coverage_and_density_hold_for_other_draws(shipped: fp.Problem) -> None:
    rules = discover(shipped, "CA-Russia")
    space = WeightSpace.hierarchical(shipped)
    w = space.sample(2**14, seed=99)
    inside = np.ones(len(w), dtype=bool)
    for row in rules.rules.itertuples():
        weight = w[list(shipped.tree.leaves_of(row.node))].sum(axis=1)
        inside &= ((weight >= row.lower) & (weight <= row.upper)).to_numpy()
    wins = np.array([fp.topsis(shipped.with_weights(w.iloc[k])).best for k in range(400)])
    assert (wins[inside[:400]] == "CA-Russia").mean() == pytest.approx(rules.density, abs=0.2)
    first = smaa(shipped).rank_acceptability.loc["CA-Russia", 1]
    assert rules.share == pytest.approx(first, abs=0.01)
    assert rules.share * rules.coverage == pytest.approx(inside.mean() * rules.density, abs=0.01)


def test_a_rule_has_no_more_nodes_than_allowed_and_adds_something(shipped: fp.Problem) -> None:
    for winner in ("CA-China", "CA-EU", "CA-Russia", "CA-Japan"):
        lengths = []
        qualities = []
        for most in (1, 3):
            rules = discover(shipped, winner, most=most)
            lengths.append(len(rules.rules))
            qualities.append(2 * rules.coverage * rules.density / (rules.coverage + rules.density))
            assert len(rules.rules) <= most
            assert (rules.rules["lower"] <= rules.rules["upper"]).all()
        assert lengths[0] == 1
        assert qualities[1] > qualities[0] - 0.02
        assert qualities[0] > 2 * rules.share / (1 + rules.share)


def test_inside_a_constrained_space(shipped: fp.Problem) -> None:
    space = WeightSpace.hierarchical(shipped).where("geopolitical >= 0.3")
    rules = discover(shipped, "CA-Japan", weights=space, samples=4000)
    assert rules.share > 0.3


def test_no_rule_is_needed_where_one_always_wins(corner: fp.Problem) -> None:
    rules = discover(corner.without("b"), "a", samples=200)
    assert rules.rules.empty
    assert (rules.coverage, rules.density, rules.share) == (1.0, 1.0, 1.0)
    assert "a comes first anywhere" in rules.headline()


def test_the_seed_decides(shipped: fp.Problem) -> None:
    one, two = (discover(shipped, "CA-EU", seed=4, samples=2000) for _ in range(2))
    pd.testing.assert_frame_equal(one.rules, two.rules)
    assert one.coverage == two.coverage


def test_bad_arguments(corner: fp.Problem) -> None:
    never = corner.with_matrix(corner.matrix.assign(x=[0.0, 1.0]))
    with pytest.raises(fp.InfeasibleError, match="'a' comes first in none of 128 draws"):
        discover(never, "a", samples=128)
    with pytest.raises(fp.UnknownNameError, match="alternative"):
        discover(corner, "c")
    with pytest.raises(fp.UnknownNameError, match="node"):
        discover(corner, "a", nodes=["x", "w"])
    with pytest.raises(fp.ProblemError, match="expected a list of nodes"):
        discover(corner, "a", nodes="x")
    with pytest.raises(fp.ProblemError, match="found none"):
        discover(corner, "a", nodes=[])
    with pytest.raises(fp.ProblemError, match="most: found 0"):
        discover(corner, "a", most=0)
    with pytest.raises(fp.ProblemError, match="samples: found 10"):
        discover(corner, "a", samples=10)
