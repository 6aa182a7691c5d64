"""The batched kernels give pymcdm's own scores."""

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.methods.pymcdm_bridge import Scorer
from fivepluone_mcda.methods.pymcdm_kernels import BATCHED
from fivepluone_mcda.methods.registry import OWN, resolve


def drawn(seed, m, n, scale=False, constant=False):
    rng = np.random.default_rng(seed)
    names = [f"c{j}" for j in range(n)]
    frame = pd.DataFrame(rng.uniform(1, 5, (m, n)), [f"a{i}" for i in range(m)], names)
    if constant:
        frame[names[0]] = 2.0
    return fp.Problem(
        frame,
        dict(zip(names, rng.dirichlet(np.ones(n)), strict=True)),
        {name: "min" for name in names if rng.random() < 0.5},
        scale=dict.fromkeys(names, (1, 5)) if scale else None,
    )


PROBLEMS = [drawn(0, 5, 7), drawn(1, 2, 3), drawn(2, 30, 4, scale=True), drawn(3, 6, 5, True, True)]


@pytest.mark.parametrize("name", BATCHED)
@pytest.mark.parametrize("problem", PROBLEMS)
def test_one_vector_many_vectors_and_drawn_scores(name, problem):
    (m, n), rng = problem.values.shape, np.random.default_rng(4)
    if (name, m) == ("cocoso", 2):
        pytest.skip("not defined where an alternative is the worst on every criterion")
    score = Scorer.of(problem, name, {})
    kernel = resolve(name).kernel(problem)
    weights = np.vstack([rng.dirichlet(np.ones(n), 20), problem.weight_vector])
    expected = np.array([score(vector) for vector in weights])
    np.testing.assert_allclose(kernel(weights), expected, rtol=0, atol=1e-10)
    np.testing.assert_allclose(kernel(weights[0]), expected[0], rtol=0, atol=1e-10)
    values = rng.uniform(1, 5, (m, n, len(weights)))
    drawn_kernel = resolve(name).kernel(problem, values=values)
    expected = [
        score(vector, matrix)
        for vector, matrix in zip(weights, np.moveaxis(values, 2, 0), strict=True)
    ]
    np.testing.assert_allclose(drawn_kernel(weights), expected, rtol=0, atol=1e-10)


@pytest.mark.parametrize("name", BATCHED)
def test_they_are_what_the_analyses_run(name):
    problem = PROBLEMS[0]
    assert not resolve(name).kernel(problem).looped
    assert fp.rank(problem, name).steps
    with_options = {"normalization_function": "vector"} if name in ("mabac", "waspas") else {}
    if with_options:
        assert resolve(name, **with_options).kernel(problem).looped


@pytest.mark.parametrize("name", [*OWN, *BATCHED])
def test_the_outcome_has_the_scores_of_the_ranking(name):
    method = resolve(name)
    outcome, ranking = method.outcome(PROBLEMS[2]), method.rank(PROBLEMS[2])
    assert outcome.method == ranking.method
    assert outcome.lower_is_better == ranking.lower_is_better
    pd.testing.assert_series_equal(outcome.scores, ranking.scores)
    assert outcome.order == ranking.order


@pytest.mark.parametrize("name", ["mabac", "aras", "marcos"])
def test_changes_of_winner_in_closed_form(name):
    problem = PROBLEMS[0]
    bounds = fp.stability(problem, name)
    assert bounds["exact"].all()
    moving = bounds[bounds["winner_above"].notna()]
    assert len(moving)
    for node, row in moving.iterrows():
        scores = fp.rank(problem.with_weight(node, row["upper"]), name).scores
        best = fp.rank(problem, name).best
        assert scores[row["winner_above"]] == pytest.approx(scores[best], abs=1e-9)
