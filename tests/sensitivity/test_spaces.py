"""Weight spaces: uniform where they say so, inside their bounds, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from strategies import problems

import fivepluone_mcda as fp
from fivepluone_mcda.sensitivity import WeightSpace
from fivepluone_mcda.sensitivity.hit_and_run import Chain

MAKERS: dict[str, Callable[[fp.Problem], WeightSpace]] = {
    "simplex": WeightSpace.simplex,
    "hierarchical": WeightSpace.hierarchical,
    "around": WeightSpace.around,
    "within": WeightSpace.within,
}
MANY = 2**15


def of_size(n: int, **options: object) -> fp.Problem:
    frame = pd.DataFrame(np.ones((1, n)), columns=[f"c{j}" for j in range(n)])
    return fp.Problem(frame, **options)  # type: ignore[arg-type]


def near(found: float, exact: float, draws: int = MANY) -> bool:
    """Whether a share lies within four standard errors of pseudo-random sampling."""
    return abs(found - exact) <= 4.0 * np.sqrt(exact * (1.0 - exact) / draws) + 1e-12


@given(problem=problems())
def test_every_draw_is_a_weight_vector(problem: fp.Problem) -> None:
    for name, maker in MAKERS.items():
        for sampler in ("sobol", "random"):
            drawn = maker(problem).sample(100, seed=1, sampler=sampler)  # type: ignore[arg-type]
            assert list(drawn.columns) == problem.criteria, name
            assert drawn.shape == (100, len(problem.criteria))
            assert (drawn.to_numpy() >= 0.0).all(), name
            np.testing.assert_allclose(drawn.sum(axis=1), 1.0, rtol=0.0, atol=1e-12)
            if name in ("around", "within"):
                assert (drawn.loc[:, problem.weights == 0.0] == 0.0).all(axis=None), name


@pytest.mark.parametrize("sampler", ["sobol", "random"])
@pytest.mark.parametrize("n", [2, 3, 6])
def test_the_simplex_is_uniform(n: int, sampler: str) -> None:
    w = WeightSpace.simplex(of_size(n)).sample(MANY, seed=2, sampler=sampler)  # type: ignore[arg-type]
    for bound in (0.1, 0.3, 0.5):
        assert near((w["c0"] > bound).mean(), (1.0 - bound) ** (n - 1))
    inner = sum((-1) ** k * comb(n, k) * max(1.0 - 0.5 * k, 0.0) ** (n - 1) for k in range(n + 1))
    assert near((w.max(axis=1) <= 0.5).mean(), inner)
    assert near((w["c0"] > w["c1"]).mean(), 0.5)
    if n > 2:
        assert near(((w["c0"] > w["c1"]) & (w["c1"] > w["c2"])).mean(), 1.0 / 6.0)
        assert near(
            (w["c0"] + w["c1"] <= 0.5).mean(), 1 - (n + 1) / 2 ** (n - 1) + 1 / 2 ** (n - 1)
        )


def test_siblings_weigh_the_same_on_average_in_the_hierarchical_space(shipped: fp.Problem) -> None:
    space = WeightSpace.hierarchical(shipped)
    assert space.distribution.dimension == 34
    w = space.sample(MANY, seed=3)
    tree = shipped.tree
    expected = {tree.root: 1.0}
    for node in tree.nodes:
        children = tree.children(node)
        expected |= {child: expected[node] / len(children) for child in children}
    for node in tree.nodes:
        weight = w[list(tree.leaves_of(node))].sum(axis=1)
        assert weight.mean() == pytest.approx(expected[node], rel=0.01), node
    share = w[list(tree.leaves_of("geopolitical"))].sum(axis=1) / w[
        list(tree.leaves_of("barriers"))
    ].sum(axis=1)
    assert near((share > 0.4).mean(), 0.6**4)


def test_a_group_of_one_passes_its_weight_on(problem: fp.Problem) -> None:
    w = WeightSpace.hierarchical(problem).sample(MANY, seed=1)
    for bound in (0.2, 0.7):
        assert near((w["price"] > bound).mean(), 1.0 - bound)


@pytest.mark.parametrize("concentration", [0.5, 5.0, 100.0, 5000.0])
def test_around_has_the_moments_of_a_dirichlet(concentration: float) -> None:
    base = of_size(4, weights={"c0": 0.6, "c1": 0.3, "c2": 0.1, "c3": 0.0})
    w = WeightSpace.around(base, concentration).sample(MANY, seed=4)
    expected = base.weights * (1.0 - base.weights) / (concentration + 1.0)
    np.testing.assert_allclose(w.mean(), base.weights, atol=0.005)
    np.testing.assert_allclose(w.var(), expected, rtol=0.03, atol=1e-12)


def test_around_agrees_with_the_beta_distribution() -> None:
    from scipy.stats import beta, kstest

    base = of_size(3, weights={"c0": 0.7, "c1": 0.28, "c2": 0.02})
    w = WeightSpace.around(base, 30.0).sample(2**13, seed=5, sampler="random")
    for name, weight in base.weights.items():
        assert kstest(w[name], beta(30.0 * weight, 30.0 * (1.0 - weight)).cdf).pvalue > 1e-3


@settings(max_examples=30)
@given(problem=problems(criteria=(2, 8)))
def test_every_node_stays_within_its_percentage(problem: fp.Problem) -> None:
    grouped = fp.Problem(
        problem.matrix,
        problem.weights,
        problem.directions,
        tree={"left": problem.criteria[:1], "right": problem.criteria[1:]},
    )
    for percent in (1.0, 20.0, 150.0):
        w = WeightSpace.within(grouped, percent).sample(200, seed=1)
        for node, base in grouped.node_weights.items():
            weight = w[list(grouped.tree.leaves_of(str(node)))].sum(axis=1)
            assert (abs(weight - base) <= percent / 100.0 * base + 1e-12).all()


def test_within_is_uniform() -> None:
    # Three equal weights w (1 + d) with d1 + d2 + d3 = 0 and |d| <= p: a hexagon, in which each d
    # has the density (2 - |d| / p) / 3p.
    w = WeightSpace.within(of_size(3), 30.0).sample(MANY, seed=6)
    d = w / (1.0 / 3.0) - 1.0
    for name in w:
        for share in (0.25, 0.5, 0.75):
            exact = (4.0 * share - share**2) / 3.0
            assert near((d[name].abs() <= 0.3 * share).mean(), exact)


def test_resampled_judges(study: fp.Study) -> None:
    space = WeightSpace.judges(study, "values")
    w = space.sample(2**12, seed=7)
    assert abs(w.mean() - study.weights("values")).max() < 0.003
    once = (np.arange(5) + 0.5)[None] / 5.0
    np.testing.assert_allclose(
        space.distribution.draw(once)[:, 0], study.weights("values"), atol=1e-14
    )
    for k, judge in enumerate(study.judges("values")):
        alone = space.distribution.draw(np.full((1, 5), (k + 0.5) / 5.0))[:, 0]
        own = study.weights_of(study.judgements("values", judge))
        np.testing.assert_allclose(alone, own, atol=1e-14)


def test_judgements_that_are_missing_are_completed(study: fp.Study) -> None:
    rows = study.tables["judgements"]
    first = study.judges("grounds")[0]
    mine = (rows["panel"] == "grounds") & (rows["judge"] == first) & (rows["group"] == "swot")
    fewer = replace(
        study, tables={**study.tables, "judgements": rows.drop(index=rows.index[mine][0])}
    )
    law = WeightSpace.judges(fewer, "grounds").distribution
    alone = law.draw(np.full((1, 4), 0.01))[:, 0]
    own = fewer.weights_of(fewer.judgements("grounds", first))
    np.testing.assert_allclose(alone, own, atol=1e-9)


def test_pairs_that_a_judge_does_not_connect_are_those_of_the_panel(study: fp.Study) -> None:
    rows = study.tables["judgements"]
    first = study.judges("grounds")[0]
    mine = (rows["panel"] == "grounds") & (rows["judge"] == first) & (rows["group"] == "swot")
    kept = rows.index[mine][0]
    fewer = replace(
        study,
        tables={**study.tables, "judgements": rows[~mine | (rows.index == kept)]},
    )
    joint = fewer.judgements("grounds")["swot"]
    filled = joint.with_judgement(*rows.loc[kept, ["a", "b", "value"]])
    own = {**fewer.judgements("grounds", first), "swot": filled}
    law = WeightSpace.judges(fewer, "grounds").distribution
    np.testing.assert_allclose(
        law.draw(np.full((1, 4), 0.01))[:, 0], fewer.weights_of(own), atol=1e-14
    )


@pytest.mark.parametrize("name", MAKERS)
def test_constraints_hold_and_keep_the_law(name: str, study: fp.Study) -> None:
    space = MAKERS[name](study.problem("values"))
    whole = space.sample(MANY, seed=8)
    bound = float(whole["I1"].quantile(0.9))
    part = space.where(f"I1 >= {bound:.6f}", "I2 <= 0.5")
    assert part.chain is None
    assert part.acceptance == pytest.approx(0.1 * space.acceptance, rel=0.1)
    w = part.sample(2000, seed=9)
    assert len(w) == 2000
    assert w.attrs["effective_samples"] == 2000
    assert (w["I1"] >= round(bound, 6) - 1e-12).all()
    expected = whole[whole["I1"] >= bound].mean()
    assert abs(w.mean() - expected).max() < 0.01


def test_where_adds_to_what_holds_already(problem: fp.Problem) -> None:
    space = WeightSpace.simplex(problem).where("price >= 0.5").where("speed >= comfort")
    w = space.sample(500, seed=1)
    assert [constraint.text for constraint in space.constraints] == [
        "price >= 0.5",
        "speed >= comfort",
    ]
    assert (w["price"] >= 0.5 - 1e-12).all()
    assert (w["speed"] >= w["comfort"] - 1e-12).all()
    assert space.acceptance == pytest.approx(1.0 / 8.0, abs=0.01)


def test_the_seed_decides(problem: fp.Problem) -> None:
    for name, maker in MAKERS.items():
        space = maker(problem)
        one, two = space.sample(100, seed=5), space.sample(100, seed=5)
        pd.testing.assert_frame_equal(one, two)
        assert not one.equals(space.sample(100, seed=6)), name
        assert not space.sample(100).equals(space.sample(100)), name


def test_a_single_criterion_always_weighs_1() -> None:
    lone = of_size(1)
    for maker in MAKERS.values():
        assert (maker(lone).sample(5, seed=0) == 1.0).all(axis=None)
        assert (maker(lone).where("c0 >= 0.5").sample(5, seed=0) == 1.0).all(axis=None)


def test_an_empty_space_names_the_constraints_in_conflict(shipped: fp.Problem) -> None:
    space = WeightSpace.hierarchical(shipped)
    with pytest.raises(fp.InfeasibleError) as caught:
        space.where("I1 >= I2", "geopolitical >= 0.6", "swot >= 0.5", "E1 <= 0.2")
    message = str(caught.value)
    assert "'geopolitical >= 0.6', 'swot >= 0.5'" in message
    assert "I1" not in message
    zero = shipped.with_weights({"E1": 0.5, "E2": 0.5})
    with pytest.raises(fp.InfeasibleError, match=r"'G1 >= 0\.1': no weights of the space"):
        WeightSpace.around(zero).where("G1 >= 0.1")
    with pytest.raises(fp.InfeasibleError, match=r"'E1 >= 0\.7'"):
        WeightSpace.within(zero).where("E1 >= 0.7")


def test_judges_that_never_satisfy_a_constraint(study: fp.Study) -> None:
    space = WeightSpace.judges(study, "values")
    with pytest.raises(fp.InfeasibleError, match="none of 8192 draws"):
        space.where("geopolitical >= 0.5")


@pytest.mark.parametrize("value", [0, -1, np.nan, np.inf, "much", None])
def test_sizes_must_be_positive(value: object, problem: fp.Problem) -> None:
    with pytest.raises(fp.ProblemError, match="concentration"):
        WeightSpace.around(problem, value)  # type: ignore[arg-type]
    with pytest.raises(fp.ProblemError, match="percent"):
        WeightSpace.within(problem, value)  # type: ignore[arg-type]


def test_bad_arguments_of_sample(problem: fp.Problem, study: fp.Study) -> None:
    space = WeightSpace.simplex(problem)
    for bad in (0, -5, 2.5, "ten", True, None):
        with pytest.raises(fp.ProblemError, match="n: found"):
            space.sample(bad)  # type: ignore[arg-type]
    with pytest.raises(fp.ProblemError, match="seed"):
        space.sample(5, seed=-1)
    with pytest.raises(fp.CriteriaError, match="sampler: found 'halton'"):
        space.sample(5, sampler="halton")  # type: ignore[arg-type]
    with pytest.raises(fp.UnknownNameError, match="panel"):
        WeightSpace.judges(study, "value")
    assert len(space.sample(1e2, seed=1)) == 100  # type: ignore[arg-type]


def test_a_space_says_what_it_is(problem: fp.Problem) -> None:
    space = WeightSpace.simplex(problem).where("price >= 0.5")
    assert str(space) == "simplex where price >= 0.5"
    assert "simplex where price >= 0.5, 3 criteria" in repr(space)
    assert "% of the draws pass" in repr(space)


@pytest.mark.slow
def test_two_parts_far_from_each_other_get_their_shares_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Either group may carry the constraint, hardly ever both: no chain crosses from one."""
    names = [f"c{j}" for j in range(20)]
    frame = pd.DataFrame(np.ones((2, 20)), ["a", "b"], names)
    problem = fp.Problem(frame, tree={"g": names[:10], "h": names[10:]})
    sweeps, sweep = [], Chain._sweep
    monkeypatch.setattr(Chain, "_sweep", lambda *given: (sweeps.append(1), sweep(*given)))
    space = WeightSpace.hierarchical(problem).where("c0 + c10 >= 0.8")
    assert len(sweeps) < 500
    monkeypatch.undo()
    draws = space.sample(1024, seed=0)
    assert ((draws["c0"] + draws["c10"]) >= 0.8 - 1e-9).all()
    assert draws[names[:10]].sum(axis=1).gt(0.5).mean() == pytest.approx(0.5, abs=0.1)
