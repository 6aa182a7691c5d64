"""The variance of the verdict, divided among the choices behind it."""

from __future__ import annotations

import sys
from functools import partial

import numpy as np
import pytest
from SALib.sample.sobol import sample
from SALib.test_functions import Ishigami, Sobol_G

import fivepluone_mcda as fp
from fivepluone_mcda.model.ranges import score_tables
from fivepluone_mcda.robustness import decompose, sobol_indices
from fivepluone_mcda.robustness.decomposition import _level, _Model, _variants, exchanged
from fivepluone_mcda.robustness.draws import around

FACTORS = ["profile", "weights", "coder", "interval", "method", "normalisation"]


def model_of(study: fp.Study, methods: list[object], target: str = "gap") -> _Model:
    posed = [study.problem(profile) for profile in study.profiles]
    return _Model(
        problem=posed[0],
        laws=[around(one, 1e6) for one in posed],
        codes=np.array([score_tables(one) for one in posed]),
        methods=[variant for method in methods for variant in _variants(method)],
        winner=study.alternatives.index("CA-EU"),
        target=target,
    )


def point(model: _Model, **level: float) -> np.ndarray:
    """A point of the unit cube with every coordinate of a factor at the same level."""
    return np.concatenate(
        [np.full(count, level.get(name, 0.5)) for name, count in model.factors.items()]
    )[None]


@pytest.mark.parametrize("target", ["gap", "first"])
def test_shipped_study(study: fp.Study, target: str) -> None:
    found = decompose(study, target, samples=512)
    assert found["factor"].tolist() == FACTORS
    slack = found["first_conf"] + found["total_conf"]
    assert (found["total"] + slack >= found["first"]).all()
    assert (found["first"] >= -found["first_conf"] - 0.02).all()
    assert found["first"].sum() <= 1.0 + found["first_conf"].sum()
    assert found.set_index("factor")["total"].idxmax() == "profile"


def test_a_point_is_one_ranking(study: fp.Study) -> None:
    """Weights at their mean, the third coder at the top of the intervals: that very ranking."""
    model = model_of(study, ["vikor", "topsis"])
    profile = study.profiles[1]
    base = study.problem(profile)
    matrix = base.matrix
    matrix[:] = study.scores_by_coder(study.horizon(profile), value="high")[2]
    problem = base.with_matrix(matrix)
    expected = {
        0.2: fp.vikor(problem),
        0.8: fp.topsis(problem, normalization="max"),
    }
    for level, ranking in expected.items():
        found = model(
            point(
                model,
                profile=1.5 / len(study.profiles),
                coder=2.5 / len(study.coders),
                interval=1.0,
                method=level,
                normalisation=0.6,
            )
        )
        scores = -ranking.scores if ranking.lower_is_better else ranking.scores
        gap = scores["CA-EU"] - scores.drop("CA-EU").max()
        assert found[0] == pytest.approx(gap / np.ptp(scores), abs=1e-3)


def test_first_is_one_where_the_gap_is_not_negative(study: fp.Study) -> None:
    methods = ["topsis", "ahp", "vikor"]
    points = np.random.default_rng(0).random((300, sum(model_of(study, methods).factors.values())))
    gap = model_of(study, methods)(points)
    first = model_of(study, methods, "first")(points)
    assert set(first) == {0.0, 1.0}
    assert ((gap >= 0.0) == (first == 1.0)).all()
    assert np.abs(gap).max() <= 1.0


def test_a_single_choice_explains_nothing(study: fp.Study) -> None:
    found = decompose(
        study, profiles=["values"], methods=["ahp"], concentration=500, samples=256
    ).set_index("factor")
    for factor in ("profile", "method", "normalisation"):
        assert found.loc[factor, ["first", "total"]].tolist() == [0.0, 0.0]
    assert found.loc["interval", "total"] > 0.1


def test_normalisation_counts_only_where_the_method_takes_one(study: fp.Study) -> None:
    found = decompose(study, profiles=["values"], methods=["topsis"], samples=256)
    assert found.set_index("factor").loc["normalisation", "total"] > 0.1
    assert [method.name for method in _variants("vikor")] == ["vikor"] * 4
    assert len({id(method) for method in _variants(fp.topsis)}) == 4


def test_narrow_weights_explain_less(study: fp.Study) -> None:
    wide, narrow = (
        decompose(study, concentration=c, samples=256).set_index("factor").loc["weights", "total"]
        for c in (20, 2000)
    )
    assert narrow < wide


def test_levels_split_the_unit_interval_evenly() -> None:
    u = np.array([[0.0], [0.33], [0.34], [0.99], [1.0]])
    assert _level(u, 3).tolist() == [0, 0, 1, 2, 2]


def test_winner_by_name(study: fp.Study) -> None:
    default = decompose(study, samples=64)
    named = decompose(study, winner="CA-EU", samples=64)
    other = decompose(study, winner="CA-China", samples=64)
    assert default.equals(named)
    assert not default.equals(other)


def test_partial_with_options(study: fp.Study) -> None:
    method = partial(fp.promethee_ii, preference="linear", q=0.5, p=2.0)
    found = decompose(study, methods=[method], samples=64)
    assert found["factor"].tolist() == FACTORS


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"target": "closeness"}, "target"),
        ({"winner": "CA-Turkey"}, "CA-Turkey"),
        ({"profiles": ["valuse"]}, "values"),
        ({"profiles": []}, "profiles"),
        ({"methods": []}, "methods"),
        ({"methods": ["topsiss"]}, "topsis"),
        ({"concentration": 0.0}, "concentration"),
        ({"concentration": float("nan")}, "concentration"),
        ({"samples": 100}, "power of two"),
    ],
)
def test_bad_arguments(study: fp.Study, options: dict[str, object], message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        decompose(study, **options)  # type: ignore[arg-type]


SAMPLES = 2**13


def test_ishigami() -> None:
    """Analytic values for a = 7, b = 0.1 (Ishigami & Homma 1990)."""
    a, b = 7.0, 0.1
    first = np.array([0.5 * (1 + b * np.pi**4 / 5) ** 2, a**2 / 8, 0.0])
    both = b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    variance = first.sum() + both
    found = sobol_indices(
        lambda points: Ishigami.evaluate((2.0 * points - 1.0) * np.pi, a, b),
        {"x1": 1, "x2": 1, "x3": 1},
        SAMPLES,
        seed=0,
    )
    assert found["factor"].tolist() == ["x1", "x2", "x3"]
    assert found["first"].to_numpy() == pytest.approx(first / variance, abs=0.015)
    total = first + np.array([both, 0.0, both])
    assert found["total"].to_numpy() == pytest.approx(total / variance, abs=0.015)


def test_sobol_g() -> None:
    a = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])
    found = sobol_indices(
        lambda points: Sobol_G.evaluate(points, a), {f"x{k}": 1 for k in range(8)}, SAMPLES, seed=1
    )
    assert found["first"].to_numpy() == pytest.approx(Sobol_G.sensitivity_index(a), abs=0.015)
    assert found["total"].to_numpy() == pytest.approx(Sobol_G.total_sensitivity_index(a), abs=0.015)
    slack = found["first_conf"] + found["total_conf"]
    assert (found["total"] + slack >= found["first"]).all()


def test_coordinates_of_a_factor_move_together() -> None:
    """x1 + x2 x3 with the last two as one factor: the product is part of its first index."""
    found = sobol_indices(
        lambda points: points[:, 0] + points[:, 1] * points[:, 2],
        {"sum": 1, "product": 2},
        SAMPLES,
        seed=2,
    )
    product = 1 / 9 - 1 / 16
    expected = np.array([1 / 12, product]) / (1 / 12 + product)
    assert found["factor"].tolist() == ["sum", "product"]
    assert found["first"].to_numpy() == pytest.approx(expected, abs=0.01)
    assert found["total"].to_numpy() == pytest.approx(expected, abs=0.01)


def test_order_of_the_factors_is_kept() -> None:
    found = sobol_indices(lambda points: points[:, 0], {"z": 1, "a": 2, "m": 1}, 256, seed=0)
    assert found["factor"].tolist() == ["z", "a", "m"]
    assert found["total"].to_numpy() == pytest.approx([1.0, 0.0, 0.0], abs=0.01)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    truth = np.array([0.8, 0.2])
    held = [
        np.abs(found["first"] - truth) <= found["first_conf"]
        for seed in range(20)
        for found in [
            sobol_indices(
                lambda points: 2.0 * points[:, 0] + points[:, 1], {"x": 1, "y": 1}, 256, seed
            )
        ]
    ]
    assert np.mean(held) >= 0.9


def test_constant_output() -> None:
    found = sobol_indices(lambda points: np.ones(len(points)), {"x": 1, "y": 3}, 16, seed=0)
    assert (found.drop(columns="factor") == 0.0).all(axis=None)


def test_same_seed_same_numbers() -> None:
    one, two, other = (
        sobol_indices(lambda points: points[:, 0] ** 2, {"x": 1}, 64, seed) for seed in (0, 0, 1)
    )
    assert one.equals(two)
    assert not one.equals(other)


@pytest.mark.parametrize("samples", [0, 1, 1000, 64.0, "64"])
def test_bad_sample_size(samples: object) -> None:
    with pytest.raises(fp.CriteriaError, match="power of two"):
        sobol_indices(lambda points: points[:, 0], {"x": 1}, samples, 0)  # type: ignore[arg-type]


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "SALib.analyze.sobol", None)
    with pytest.raises(fp.MissingDependencyError, match=r"pip install SALib .*\[robustness\]"):
        sobol_indices(lambda points: points[:, 0], {"x": 1}, 16, seed=0)


def test_the_points_are_those_of_salib():
    problem = {"num_vars": 4, "names": list("abcd"), "groups": ["x", "y", "y", "z"]}
    problem["bounds"] = [[0.0, 1.0]] * 4
    expected = sample(problem, 64, calc_second_order=False, seed=3)
    np.testing.assert_array_equal(exchanged({"x": 1, "y": 2, "z": 1}, 64, 3), expected)
