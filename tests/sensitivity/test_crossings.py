"""The changes of winner between two sets of weights."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NORMALIZATIONS, OWN, problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import MethodLike, resolve
from fivepluone_mcda.sensitivity import crossings, stability

METHODS: dict[str, MethodLike] = {name: name for name in OWN if name != "topsis"}
METHODS |= {f"topsis, {name}": partial(fp.topsis, normalization=name) for name in NORMALIZATIONS}

EXAMPLES = settings().max_examples // 4
"""25 as a rule; a hypothesis profile with more examples raises it."""


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@settings(max_examples=EXAMPLES)
@given(problems(alternatives=(1, 6), criteria=(1, 6)), st.data())
def test_changes_are_ties_and_none_is_missed(
    method: MethodLike, problem: fp.Problem, data: st.DataObject
) -> None:
    n = len(problem.criteria)
    parts = st.lists(st.integers(0, 9), min_size=n, max_size=n).filter(any)
    other = dict(zip(problem.criteria, data.draw(parts), strict=True))
    table = crossings(problem, other, method)
    kernel = resolve(method).kernel(problem)
    sign = -1.0 if kernel.lower_is_better else 1.0
    start, end = problem.weight_vector, problem.with_weights(other).weight_vector

    def merits(share: np.ndarray) -> np.ndarray:
        share = np.asarray(share)[..., None]
        return sign * kernel((1 - share) * start + share * end)

    names = problem.alternatives
    best = fp.rank(problem, method).best
    winners = [best, *table["winner_after"]]
    assert table["winner_before"].tolist() == winners[:-1]
    assert (np.diff(table["share"]) > 0.0).all()
    assert (table["exact"] == (method != "vikor")).all()
    if method != "vikor":  # whose scores can jump
        for row in table.itertuples():
            here = merits(row.share)
            before, after = names.index(row.winner_before), names.index(row.winner_after)
            assert abs(here[before] - here[after]) <= 1e-9
    grid = np.linspace(0.0, 1.0, 203)[1:-1]
    ends = [0.0, *table["share"], 1.0]
    for winner, low, high in zip(winners, ends[:-1], ends[1:], strict=True):
        inside = grid[(grid > low + 1e-9) & (grid < high - 1e-9)]
        if inside.size:
            scores = merits(inside)
            assert (scores[:, names.index(winner)] >= scores.max(axis=1) - 1e-11).all()


def test_by_hand() -> None:
    frame = pd.DataFrame({"x": [1, 0.8, 0], "y": [0, 0.8, 1]}, ["a", "b", "c"])
    problem = fp.Problem(frame, weights={"x": 1, "y": 0})
    method = partial(fp.weighted_sum, normalization="max")
    table = crossings(problem, {"y": 1}, method)
    np.testing.assert_allclose(table["share"], [0.2, 0.8], atol=1e-15)
    assert table["winner_before"].tolist() == ["a", "b"]
    assert table["winner_after"].tolist() == ["b", "c"]


def test_one_node_from_0_to_1_is_what_stability_sees(study: fp.Study) -> None:
    problem = study.problem("values")
    low, high = problem.with_weight("G2", 0.0), problem.with_weight("G2", 1.0)
    table = crossings(low, high.weights)
    row = stability(problem, nodes="G2").loc["G2"]
    assert row["upper"] in [pytest.approx(share, abs=1e-12) for share in table["share"]]


def test_the_way_back_crosses_at_the_same_places(study: fp.Study) -> None:
    problem, grounds = study.problem("paper"), study.weights("grounds")
    there = crossings(problem, grounds)
    back = crossings(problem.with_weights(grounds), problem.weights)
    assert len(there) > 0
    np.testing.assert_allclose(there["share"], 1.0 - back["share"][::-1], atol=1e-12)
    assert there["winner_before"].tolist() == back["winner_after"][::-1].tolist()


def test_ties_at_the_ends() -> None:
    frame = pd.DataFrame({"x": [2, 1], "y": [1, 2]}, ["a", "b"])
    tied = fp.Problem(frame)
    assert crossings(tied, {"y": 1}).values.tolist() == [[0.0, "a", "b", True]]
    assert crossings(tied, {"x": 1}).empty
    assert crossings(tied.with_weights({"y": 1}), tied.weights).empty
    assert crossings(tied, tied.weights).empty


def test_refuses_weights(problem: fp.Problem) -> None:
    with pytest.raises(fp.UnknownNameError, match="price"):
        crossings(problem, {"prize": 1})
    with pytest.raises(fp.ProblemError, match=r"-0\.1"):
        crossings(problem, {"price": -0.1, "speed": 1})
    with pytest.raises(fp.ProblemError, match="nan"):
        crossings(problem, {"price": np.nan})
    with pytest.raises(fp.ProblemError, match="expected a mapping"):
        crossings(problem, [0.5, 0.5, 0.0])  # type: ignore[arg-type]
