"""Every picture, on three studies: text inside the figure, nothing on top of anything else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

import fivepluone_mcda as fp

Picture = Callable[..., Axes]


def made_scenarios(problem: fp.Problem) -> pd.DataFrame:
    names = problem.alternatives
    ranks = [np.roll(np.arange(1, len(names) + 1), k) for k in range(8)]
    frame = pd.DataFrame(
        ranks,
        ["As it is, " + "with a reason given at length, " * (k % 3) + str(k) for k in range(8)],
        [f"{name} rank" for name in names],
    )
    frame.insert(0, "winner", [names[list(row).index(1)] for row in ranks])
    return frame


def made_positions(problem: fp.Problem) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    return pd.DataFrame(
        rng.normal(size=(len(problem.alternatives), 2)),
        problem.alternatives,
        ["internal", "external"],
    )


def scaled(problem: fp.Problem) -> fp.Problem:
    """The problem on scales a little wider than its columns, two of the corners near each other."""
    low, high = problem.matrix.min() - 1.0, problem.matrix.max() + 1.0
    corners = [(0.0, 0.0), (0.3, 70.0), (0.33, 70.0), (0.8, 75.0), (1.0, 100.0)]
    return fp.Problem(
        problem.matrix,
        scale={name: (low[name], high[name]) for name in problem.criteria},
        tree=problem.tree,
        values={
            name: [(low[name] + (high[name] - low[name]) * at, value) for at, value in corners]
            for name in problem.criteria[::2]
        },
    )


PICTURES: dict[str, Picture] = {
    "heatmap": lambda p, ax=None: fp.plots.heatmap(p, ax=ax),
    "ranking": lambda p, ax=None: fp.plots.ranking(
        fp.topsis(p), fp.WeightSpace.around(p).sample(64, seed=0), ax=ax
    ),
    "contributions": lambda p, ax=None: fp.plots.contributions(
        fp.topsis(p).explain(*fp.topsis(p).order[:2]), p, ax=ax
    ),
    "swot": lambda p, ax=None: fp.plots.swot(made_positions(p), ax=ax),
    "sweep": lambda p, ax=None: fp.plots.sweep(p, p.tree.groups[-1], ax=ax),
    "stability": lambda p, ax=None: fp.plots.stability(p, ax=ax),
    "reversal": lambda p, ax=None: fp.plots.reversal(
        fp.nearest_reversal(p, "weighted_sum", certify=False), p, ax=ax
    ),
    "rank_acceptability": lambda p, ax=None: fp.plots.rank_acceptability(
        fp.smaa(p, samples=512), ax=ax
    ),
    "central_weights": lambda p, ax=None: fp.plots.central_weights(
        fp.smaa(p, samples=512), p, ax=ax
    ),
    "pairwise_winning": lambda p, ax=None: fp.plots.pairwise_winning(
        fp.smaa(p, samples=512), ax=ax
    ),
    "methods": lambda p, ax=None: fp.plots.methods(
        fp.compare_methods(p, ["topsis", "ahp", "vikor", "promethee_ii"]), ax=ax
    ),
    "scenarios": lambda p, ax=None: fp.plots.scenarios(made_scenarios(p), ax=ax),
    "ternary": lambda p, ax=None: fp.plots.ternary(p, p.tree.groups[-3:], ax=ax),
    "two_nodes": lambda p, ax=None: fp.plots.two_nodes(p, *p.tree.groups[-2:], ax=ax),
    "criteria_tree": lambda p, ax=None: fp.plots.criteria_tree(p, ax=ax),
    "value_functions": lambda p, ax=None: fp.plots.value_functions(scaled(p), ax=ax),
    "critical_scores": lambda p, ax=None: fp.plots.critical_scores(p, "weighted_sum", ax=ax),
}


@pytest.mark.shipped_numbers
@pytest.mark.parametrize("name", PICTURES)
def test_shipped_study(name: str, study: fp.Study, tidy: Callable[[Axes], None]) -> None:
    ax = PICTURES[name](study.problem("values"))
    tidy(ax)
    assert ax.figure.get_figwidth() == pytest.approx(3.5, abs=0.02)
    assert ax.figure.get_figheight() < 9.3


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_long_labels(name: str, long_labels: fp.Problem, tidy: Callable[[Axes], None]) -> None:
    tidy(PICTURES[name](long_labels))


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_twelve_alternatives_and_sixty_criteria(
    name: str, many: fp.Problem, tidy: Callable[[Axes], None]
) -> None:
    tidy(PICTURES[name](many))
