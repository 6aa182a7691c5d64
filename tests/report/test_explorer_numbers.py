"""The numbers of the explorer in a real browser agree with Python's to 1e-9."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from report.explorer_pages import (
    address,
    agrees,
    explorer_page,
    made_study,
    settings_at_random,
)

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import resolve

pytestmark = pytest.mark.slow

PageOf = Callable[..., Any]

OUTCOMES = """(addresses) => addresses.map((address) => {
  const explorer = document.querySelector("#explorer").explorer;
  explorer.open(address);
  const { setting, outcome } = explorer;
  return {
    weights: [...setting.weights], scores: [...outcome.scores], ranks: outcome.ranks,
    order: outcome.order, gap: outcome.gap, bounds: outcome.bounds, nearest: outcome.nearest,
  };
})"""


@pytest.fixture(scope="module")
def shipped_html(study: fp.Study) -> str:
    return explorer_page(study)


def test_numbers_of_the_shipped_study_agree_with_python(
    study: fp.Study, shipped_html: str, page_of: PageOf
) -> None:
    settings = settings_at_random(study, 150, seed=1)
    page = page_of(shipped_html)
    outcomes = page.evaluate(OUTCOMES, [address(study, one, w) for one, w, _ in settings])
    for (setting, weights, problem), found in zip(settings, outcomes, strict=True):
        np.testing.assert_array_equal(found["weights"], weights)
        agrees(found, problem, setting["method"])


@pytest.mark.parametrize(
    ("seed", "alternatives", "criteria", "constant"),
    [(0, 1, 3, False), (1, 2, 2, False), (2, 2, 5, True), (3, 3, 1, False), (4, 3, 4, True),
     *((seed, 2 + seed % 7, 2 + seed % 6, False) for seed in range(5, 17))],
)  # fmt: skip
def test_numbers_of_made_up_studies_agree_with_python(
    tmp_path: Path, page_of: PageOf, seed: int, alternatives: int, criteria: int, constant: bool
) -> None:
    study = made_study(tmp_path / "study", seed, alternatives, criteria, constant)
    settings = settings_at_random(study, 40, seed)
    page = page_of(explorer_page(study))
    outcomes = page.evaluate(OUTCOMES, [address(study, one, w) for one, w, _ in settings])
    for (setting, _, problem), found in zip(settings, outcomes, strict=True):
        agrees(found, problem, setting["method"])


def test_bounds_under_locks_are_ties(study: fp.Study, shipped_html: str, page_of: PageOf) -> None:
    rng = np.random.default_rng(3)
    settings = settings_at_random(study, 40, seed=3)
    nodes = np.array(study.tree.nodes_and_themes[1:])
    locks = [rng.choice(nodes, rng.integers(1, 4), replace=False).tolist() for _ in settings]
    page = page_of(shipped_html)
    found = page.evaluate(
        OUTCOMES,
        [address(study, one, w, lock) for (one, w, _), lock in zip(settings, locks, strict=True)],
    )
    checked = 0
    for (setting, weights, problem), lock, outcome in zip(settings, locks, found, strict=True):
        held = {leaf for node in lock for leaf in study.tree.leaves_of(node)}
        kernel = resolve(setting["method"]).kernel(problem)
        leader = outcome["order"][0]
        for node, bound in zip(nodes, outcome["bounds"], strict=True):
            inside = np.isin(problem.criteria, study.tree.leaves_of(node))
            free = ~np.isin(problem.criteria, list(held))
            assert bound["movable"] == bool((inside & free).any() and (~inside & free).any())
            if not bound["movable"]:
                continue
            for side, end in (("below", "lower"), ("above", "upper")):
                rival = bound[side]
                at = np.array([bound[end], bound[end] + (1e-6 if side == "above" else -1e-6)])
                moved = np.stack([under_locks(weights, inside, free, t) for t in at])
                scores = kernel(moved)
                if rival is None:
                    assert bound[end] == {"lower": bound["low"], "upper": bound["high"]}[end]
                    assert scores[0, leader] >= scores[0].max() - 1e-9
                else:
                    assert scores[0, leader] == pytest.approx(scores[0, rival], abs=1e-9)
                    assert scores[0].max() <= scores[0, leader] + 1e-9
                    assert scores[1, rival] >= scores[1, leader] - 1e-12
                    checked += 1
    assert checked > 200


def test_forty_alternatives_and_sixty_criteria(tmp_path: Path, page_of: PageOf) -> None:
    study = made_study(tmp_path / "study", 40, 40, 60)
    settings = settings_at_random(study, 6, seed=40)
    page = page_of(explorer_page(study), width=380)
    found = page.evaluate(OUTCOMES, [address(study, one, w) for one, w, _ in settings])
    for (setting, _, problem), outcome in zip(settings, found, strict=True):
        agrees(outcome, problem, setting["method"])
    page.get_by_role("button", name="Show all criteria").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def under_locks(weights: np.ndarray, inside: Any, free: Any, goal: float) -> np.ndarray:
    """The rule for locks, written once more: free leaves share what the held ones leave."""
    moved = weights.copy()
    for side, whole in ((inside, goal), (~inside, 1.0 - goal)):
        cells = side & free
        total = weights[cells].sum()
        shares = weights[cells] / total if total > 0 else np.full(cells.sum(), 1 / cells.sum())
        moved[cells] = max(whole - weights[side & ~free].sum(), 0.0) * shares
    return moved
