"""Published worked examples: each file of tests/data/worked with its citation and tolerance."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp

EXAMPLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent.parent / "data" / "worked").glob("*.toml"))
}


def of_kind(*kinds: str) -> pytest.MarkDecorator:
    names = [name for name, example in EXAMPLES.items() if example["kind"] in kinds]
    return pytest.mark.parametrize("name", names)


def close(found: object, example: dict[str, Any], key: str) -> None:
    np.testing.assert_allclose(
        found, example["expected"][key], rtol=0.0, atol=example["tolerance"], err_msg=key
    )


def check_ranking(ranking: fp.Ranking, example: dict[str, Any]) -> None:
    close(ranking.scores[example["alternatives"]], example, "scores")
    if "order" in example["expected"]:
        assert ranking.order == example["expected"]["order"]


def judged(rows: list[list[str]], elements: list[str]) -> fp.PairwiseMatrix:
    return fp.PairwiseMatrix.from_judgements(rows, elements)


def group_matrix(example: dict[str, Any]) -> fp.PairwiseMatrix:
    if "judges" not in example:
        return judged(example["judgements"], example["elements"])
    by_judge = {
        judge: judged(example["judgements"][judge], example["elements"])
        for judge in example["judges"]
    }
    weights = dict(zip(example["judges"], example["judge_weights"], strict=True))
    merged = fp.aggregate(by_judge, weights=weights)
    assert isinstance(merged, fp.PairwiseMatrix)
    return merged


def test_there_are_enough_examples_and_each_has_its_source() -> None:
    kinds = Counter(example["kind"] for example in EXAMPLES.values())
    assert kinds["ahp"] >= 5
    assert min(kinds[kind] for kind in ("topsis", "vikor", "promethee_ii", "pairwise_group")) >= 2
    weighting = {"swing", "rank_order_centroid", "best_worst"}
    ranking = {"ahp", "pairwise", "pairwise_group", "topsis", "vikor", "promethee_ii"}
    ranking |= {"additive_value"}
    assert set(kinds) == ranking | weighting
    assert any("Saaty" in example["citation"] for example in EXAMPLES.values())
    assert all(example["citation"] and example["tolerance"] > 0.0 for example in EXAMPLES.values())


def problem_of(example: dict[str, Any]) -> fp.Problem:
    """The matrix of an example, with its weights, directions and value functions."""
    criteria = example["criteria"]
    return fp.Problem(
        pd.DataFrame(example["matrix"], example["alternatives"], criteria),
        weights=dict(zip(criteria, example["weights"], strict=True)),
        directions=dict(zip(criteria, example["directions"], strict=True)),
        values=example.get("values"),
    )


@of_kind("topsis", "vikor", "promethee_ii")
def test_ranking_of_a_matrix(name: str) -> None:
    example = EXAMPLES[name]
    problem = problem_of(example)
    check_ranking(fp.rank(problem, example["kind"], **example["options"]), example)


@of_kind("ahp")
def test_hierarchy_with_compared_alternatives(name: str) -> None:
    example = EXAMPLES[name]
    criteria, alternatives = example["criteria"], example["alternatives"]
    weights = judged(example["criteria_judgements"], criteria).priorities()
    comparisons = {
        criterion: judged(rows, alternatives)
        for criterion, rows in example["alternative_judgements"].items()
    }
    assert sorted(comparisons) == sorted(criteria)  # so that the ones below stand for nothing
    problem = fp.Problem(pd.DataFrame(1.0, alternatives, criteria), weights)
    check_ranking(fp.ahp(problem, example["mode"], comparisons), example)


@of_kind("additive_value")
def test_additive_value(name: str) -> None:
    example = EXAMPLES[name]
    ranking = fp.additive_value(problem_of(example))
    check_ranking(ranking, example)
    close(ranking.steps["weighted"], example, "weighted")


@of_kind("pairwise", "pairwise_group")
def test_judgements(name: str) -> None:
    example = EXAMPLES[name]
    matrix = group_matrix(example)
    found = {
        "priorities": lambda: matrix.priorities(example["how"])[example["elements"]],
        "lambda_max": lambda: matrix.lambda_max,
        "consistency_ratio": lambda: matrix.consistency_ratio,
        "geometric_consistency_index": lambda: matrix.geometric_consistency_index,
    }
    expected = dict(example["expected"])
    missing = expected.pop("missing", [])
    assert matrix.is_complete == (not missing)
    completed = matrix.complete().to_frame()
    for a, b, value in missing:
        assert completed.loc[a, b] == pytest.approx(value, abs=example["tolerance"])
    for key in expected:
        close(found[key](), example, key)


@of_kind("swing")
def test_swing_weights(name: str) -> None:
    example = EXAMPLES[name]
    points = dict(zip(example["criteria"], example["points"], strict=True))
    close(fp.swing_weights(points)[example["criteria"]], example, "weights")


@of_kind("rank_order_centroid")
def test_rank_order_centroid_weights(name: str) -> None:
    example = EXAMPLES[name]
    for weights in example["expected"]["weights"]:
        ranks = pd.Series(range(1, len(weights) + 1))
        found = fp.rank_order_centroid(ranks)
        np.testing.assert_allclose(found, weights, rtol=0.0, atol=example["tolerance"])


@of_kind("best_worst")
def test_best_worst_weights(name: str) -> None:
    example = EXAMPLES[name]
    best_to, to_worst = (
        dict(zip(example["criteria"], example[key], strict=True)) for key in ("best_to", "to_worst")
    )
    found = fp.best_worst(best_to, to_worst)
    close(found.weights[example["criteria"]], example, "weights")
    close(found.xi, example, "xi")
    close(found.consistency_ratio, example, "consistency_ratio")
