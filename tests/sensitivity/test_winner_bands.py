"""Winner bands: exact against a fine grid, and the windows of the shipped study."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import NORMALIZATIONS, problems

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import MethodLike, resolve
from fivepluone_mcda.sensitivity.winner_bands import bands_of, common_windows

SMALL = Path(__file__).parent.parent / "data" / "small_study"
EXACT: list[MethodLike] = [
    *(partial(fp.topsis, normalization=name) for name in NORMALIZATIONS),
    *("ahp", "ahp_ideal", "weighted_sum", "promethee_ii"),
]


def lead(problem: fp.Problem, method: MethodLike, winner: str) -> float:
    """How far the winner is ahead of the best of the others, or behind it."""
    scores = fp.rank(problem, method).scores
    return float(scores[winner] - scores.max())


def agree(problem: fp.Problem, node: str, method: MethodLike, inside: str) -> None:
    """The bands cover 0 to 1, and their winners are first on a grid and close to every change."""
    bands = bands_of(problem, node, resolve(method), inside)
    assert all(exact for *_, exact in bands)
    assert [bands[0][0], bands[-1][1]] == [0.0, 1.0]
    for before, after in pairwise(bands):
        assert before[1] == after[0]
        assert before[2] != after[2]
    for lower, upper, winner, _ in bands:
        places = [*np.linspace(0.0, 1.0, 41), lower + 1e-6, upper - 1e-6]
        for share in places:
            if lower + 1e-6 <= share <= upper - 1e-6:
                assert lead(problem.with_weight(node, share, inside), method, winner) >= -1e-9


@settings(max_examples=60, deadline=None)
@given(
    problem=problems(alternatives=(2, 6), criteria=(3, 8)),
    method=st.sampled_from(EXACT),
    inside=st.sampled_from(["equal", "proportional"]),
    data=st.data(),
)
@pytest.mark.slow
def test_bands_agree_with_a_fine_grid(
    problem: fp.Problem, method: MethodLike, inside: str, data: st.DataObject
) -> None:
    criteria = problem.criteria
    members = data.draw(st.lists(st.sampled_from(criteria), min_size=1, unique=True))
    assume(len(members) < len(criteria))
    themed = fp.Problem(
        problem.matrix, problem.weights, problem.directions, themes={"theme": members}
    )
    agree(themed, "theme", method, inside)


@pytest.mark.parametrize("node", ["street", "noise", "swot"])
@pytest.mark.parametrize("inside", ["equal", "proportional"])
def test_the_small_study(node: str, inside: str) -> None:
    small = fp.load(SMALL)
    for method in EXACT:
        agree(small.problem("equal"), node, method, inside)
    bands = fp.winner_bands(small, node, inside=inside)
    assert bands["profile"].unique().tolist() == ["experts", "equal"]
    assert bands["method"].unique().tolist() == ["topsis", "topsis (minmax)", "ahp", "ahp_ideal"]
    ends = bands.groupby(["profile", "method"], sort=False)
    assert (ends["lower"].first() == 0.0).all()
    assert (ends["upper"].last() == 1.0).all()
    assert bands.attrs["label"] == small.tree.label(node)
    weights = small.weights("experts")[list(small.tree.leaves_of(node))].sum()
    assert bands.attrs["weights"]["experts"] == pytest.approx(weights)


def test_methods_and_profiles_that_are_named() -> None:
    small = fp.load(SMALL)
    bands = fp.winner_bands(small, "street", "leaflet", [partial(fp.vikor, v=0.3), "ahp"])
    assert bands["method"].unique().tolist() == ["vikor (0.3)", "ahp"]
    assert bands["profile"].unique().tolist() == ["leaflet"]
    assert bands[bands["method"] == "ahp"]["exact"].all()
    assert not bands[bands["method"] != "ahp"]["exact"].any()
    named = fp.winner_bands(small, "street", ["equal"], {"mine": "topsis"})
    assert named["method"].unique().tolist() == ["mine"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"node": "streets"}, "did you mean 'street'"),
        ({"node": "goal"}, "the root 'goal' is always 1"),
        ({"profiles": ["expert"]}, "did you mean 'experts'"),
        ({"profiles": []}, "profiles: found none; expected one or more, each once"),
        ({"profiles": ["equal", "equal"]}, "each once"),
        ({"methods": []}, "methods: found none"),
        ({"methods": ["ahp", "ahp"]}, "each once"),
        ({"methods": ["topsies"]}, "did you mean 'topsis'"),
        ({"inside": "even"}, "inside: found 'even'"),
    ],
)
def test_what_is_refused(arguments: dict[str, object], message: str) -> None:
    given: dict[str, object] = {"node": "street", **arguments}
    with pytest.raises(fp.CriteriaError, match=message):
        fp.winner_bands(fp.load(SMALL), **given)  # type: ignore[arg-type]


# -- the shipped study; first and last whole thousandth at which CA-EU leads

WINDOWS = {
    ("values", "topsis"): (133, 563),
    ("values", "topsis (minmax)"): (56, 1000),
    ("values", "ahp"): (214, 1000),
    ("values", "ahp_ideal"): (184, 1000),
    ("implementation", "topsis"): (131, 585),
    ("implementation", "topsis (minmax)"): (143, 1000),
    ("implementation", "ahp"): (231, 1000),
    ("implementation", "ahp_ideal"): (204, 1000),
    ("grounds", "topsis"): (223, 653),
    ("grounds", "topsis (minmax)"): (343, 1000),
    ("grounds", "ahp"): (247, 1000),
    ("grounds", "ahp_ideal"): (244, 1000),
    ("equal", "topsis"): (132, 441),
    ("equal", "topsis (minmax)"): (169, 1000),
    ("equal", "ahp"): (257, 1000),
    ("equal", "ahp_ideal"): (246, 1000),
}


@pytest.mark.shipped_numbers
def test_the_windows_of_strategic_dependence(study: fp.Study) -> None:
    bands = fp.winner_bands(study, "strategic_dependence")
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for key, rows in bands.groupby(["profile", "method"], sort=False):
        winners = rows["winner"].tolist()
        assert winners == ["CA-China", "CA-EU", "CA-Japan"][: len(winners)]
        (own,) = rows[rows["winner"] == "CA-EU"].to_dict("records")
        found[key] = (int(np.ceil(1000.0 * own["lower"])), int(1000.0 * own["upper"]))
    assert found == WINDOWS
    assert bands["exact"].all()
    europe = bands[bands["winner"] == "CA-EU"]
    assert europe["lower"].max() == pytest.approx(0.3422, abs=5e-5)
    assert europe["upper"].min() == pytest.approx(0.4420, abs=5e-5)


def test_a_profile_on_another_has_the_bands_of_its_base(study: fp.Study) -> None:
    columns = ["lower", "upper", "winner"]
    own, base = (
        fp.winner_bands(study, "strategic_dependence", name)[columns]
        for name in ("paper", "values")
    )
    pd.testing.assert_frame_equal(own, base)


def test_common_windows_are_where_every_band_has_one_winner(study: fp.Study) -> None:
    bands = fp.winner_bands(study, "strategic_dependence")
    windows = common_windows(bands)
    ends = np.unique(bands[["lower", "upper"]])
    for middle in (ends[1:] + ends[:-1]) / 2:
        leaders = bands[(bands["lower"] < middle) & (middle < bands["upper"])]["winner"].unique()
        inside = windows[(windows["lower"] < middle) & (middle < windows["upper"])]
        assert inside["winner"].tolist() == (list(leaders) if len(leaders) == 1 else [])
