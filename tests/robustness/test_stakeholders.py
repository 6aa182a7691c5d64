"""Stakeholders side by side, and the compromise between them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import friedmanchisquare, rankdata
from strategies import OWN, problems

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import stakeholders
from fivepluone_mcda.robustness.consensus import concordance

PARTIES = {
    "ann": {"price": 0.6, "speed": 0.2, "comfort": 0.2},
    "bob": {"price": 0.1, "speed": 0.6, "comfort": 0.3},
    "eve": {"price": 1, "speed": 4, "comfort": 5},
}


def test_profiles_of_a_study_are_ranked_as_they_are(study: fp.Study) -> None:
    result = stakeholders(study, method="ahp")
    assert result.weights.index.tolist() == study.profiles
    for name in study.profiles:
        ranking = fp.ahp(study.problem(name))
        assert result.weights.loc[name].tolist() == study.weights(name).tolist()
        assert result.scores.loc[name].tolist() == ranking.scores.tolist()
        assert result.ranks.loc[name].tolist() == ranking.ranks.tolist()
        assert result.winners[name] == ranking.best
    assert stakeholders(study, ["equal", "grounds"]).winners.index.tolist() == ["equal", "grounds"]


@pytest.mark.shipped_numbers
def test_the_shipped_profiles(study: fp.Study) -> None:
    result = stakeholders(study)
    changed = ["values", "implementation", "grounds", "equal"]
    assert result.winners.index[result.winners == "CA-China"].tolist() == changed
    assert result.winners.index[result.winners == "CA-EU"].tolist() == ["paper", "nearest"]
    assert result.positions.index[result.positions["alone"]].tolist() == []
    assert result.positions.index[~result.positions["kept"]].tolist() == changed
    assert result.ranking.best == "CA-EU"
    assert result.consensus["consensus"].idxmin() == "goal"
    assert result.preferred.loc["CA-China", "CA-EU"] == pytest.approx(2 / 3)
    assert ("CA-EU", "CA-Japan") in result.unanimous


def test_judges_of_a_panel_have_their_own_weights_on_its_profile(study: fp.Study) -> None:
    result = stakeholders(study, panel="values")
    assert result.weights.index.tolist() == study.judges("values")
    own = study.weights_of(study.judgements("values", "s"))
    assert result.weights.loc["s"].tolist() == own.tolist()
    ranking = fp.topsis(study.problem("values").with_weights(own))
    assert result.scores.loc["s"].tolist() == ranking.scores.tolist()
    two = stakeholders(study, ["q", "p"], panel="values")
    assert two.weights.index.tolist() == ["q", "p"]


def test_a_panel_without_a_profile_is_taken_on_the_default_scores(study: fp.Study) -> None:
    profiles = {name: study.profile(name) for name in ("equal", "nearest")}
    bare = replace(study, profile_table=profiles)
    result = stakeholders(bare, panel="values")
    judged = bare.problem("equal").with_weights(result.weights.loc["p"])
    assert result.scores.loc["p"].tolist() == fp.topsis(judged).scores.tolist()


def test_weights_for_a_problem(problem: fp.Problem) -> None:
    result = stakeholders(problem, PARTIES)
    assert result.weights.loc["eve"].tolist() == pytest.approx([0.1, 0.4, 0.5])
    for name, weights in PARTIES.items():
        ranking = fp.topsis(problem.with_weights(weights))
        assert result.scores.loc[name].tolist() == ranking.scores.tolist()
    table = stakeholders(problem, pd.DataFrame(PARTIES).T)
    pd.testing.assert_frame_equal(table.to_frame(), result.to_frame())
    left_out = stakeholders(problem, {"ann": {"price": 1}, "bob": {"speed": 2, "comfort": 2}})
    assert left_out.weights.loc["bob"].tolist() == [0.0, 0.5, 0.5]


@pytest.mark.parametrize("how", ["least_squares", "minimax"])
def test_positions_towards_the_compromise(problem: fp.Problem, how: str) -> None:
    result = stakeholders(problem, PARTIES, how=how)
    assert result.compromise.sum() == pytest.approx(1.0)
    ranking = fp.topsis(problem.with_weights(result.compromise))
    assert result.ranking.scores.tolist() == pytest.approx(ranking.scores.tolist())
    for name, row in result.positions.iterrows():
        gap = result.weights.loc[name] - result.compromise
        assert row["moved"] == pytest.approx(gap.abs().sum() / 2)
        assert row["distance"] == pytest.approx(np.linalg.norm(gap))
        own = result.scores.loc[name]
        assert row["behind"] == pytest.approx(own.max() - own[ranking.best])
        assert row["kept"] == (row["winner"] == ranking.best)
        others = result.agreement.loc[name].drop(name)
        assert row["agreement"] == pytest.approx(others.mean())
    if how == "minimax":
        widest = result.positions["distance"].nlargest(2)
        assert widest.iloc[0] == pytest.approx(widest.iloc[1], rel=1e-6)


def test_where_a_low_score_is_good(study: fp.Study) -> None:
    result = stakeholders(study, method="vikor")
    for name, row in result.positions.iterrows():
        own = result.scores.loc[name]
        assert own[row["winner"]] == own.min()
        assert row["behind"] == pytest.approx(own[result.ranking.best] - own.min())


def test_unanimous_pairs(study: fp.Study) -> None:
    result = stakeholders(study)
    for a, b in permutations(study.alternatives, 2):
        above = (result.ranks[a] < result.ranks[b]).mean()
        assert result.preferred.loc[a, b] == pytest.approx(above)
    assert result.unanimous
    for a, b in result.unanimous:
        assert (result.ranks[a] < result.ranks[b]).all()
    assert len(result.unanimous) == (result.preferred == 1.0).to_numpy().sum()


def test_compromise_of_profiles_is_ranked_on_the_mean_of_their_scores(study: fp.Study) -> None:
    result = stakeholders(study, ["values", "equal"])
    one, two = study.problem("values"), study.problem("equal")
    assert study.horizon("values") != study.horizon("equal")
    pd.testing.assert_frame_equal(
        result.ranking.problem.matrix, (one.matrix + two.matrix) / 2, check_exact=False
    )


@given(problems(criteria=(2, 5)), st.sampled_from(OWN), st.data())
def test_stakeholders_who_agree(problem: fp.Problem, method: str, data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.integers(1, 9), min_size=5, max_size=5))
    weights = dict(zip(problem.criteria, parts, strict=False))
    result = stakeholders(problem, dict.fromkeys("abc", weights), method=method)
    assert result.concordance == pytest.approx(1.0)
    assert (result.agreement == 1.0).all(axis=None)
    assert result.consensus_index == pytest.approx(1.0)
    assert result.positions["moved"].max() == pytest.approx(0.0, abs=1e-12)
    assert result.positions["kept"].all()
    assert not result.positions["alone"].any()
    assert not result.to_frame().isna().any(axis=None)


@given(
    st.tuples(st.integers(2, 6), st.integers(3, 7)).flatmap(
        lambda shape: arrays(np.int64, shape, elements=st.integers(0, 4))
    )
)
def test_concordance_is_friedmans_statistic(scores: np.ndarray) -> None:
    """Friedman's chi-square, corrected for ties, is k (m - 1) W; computed by SciPy."""
    if (scores == scores[:, :1]).all():
        return  # undefined there, 1 here
    ranks = pd.DataFrame(rankdata(-scores, method="min", axis=1).astype(int))
    k, m = scores.shape
    assert concordance(ranks) == pytest.approx(
        friedmanchisquare(*scores.T).statistic / (k * (m - 1))
    )


def test_concordance_without_ties_follows_from_spearman() -> None:
    """W = ((k - 1) r + 1) / k with r the mean of Spearman's rho (Kendall & Babington Smith)."""
    rng = np.random.default_rng(4)
    ranks = pd.DataFrame([rng.permutation(6) + 1 for _ in range(5)])
    rho = ranks.T.corr(method="spearman").to_numpy()
    mean = rho[np.triu_indices(5, 1)].mean()
    assert concordance(ranks) == pytest.approx((4 * mean + 1) / 5)
    opposite = pd.DataFrame([[1, 2, 3], [3, 2, 1]])
    assert concordance(opposite) == 0.0


def test_small_problems() -> None:
    one = fp.Problem(pd.DataFrame({"a": [1.0], "b": [2.0]}, ["x"]))
    result = stakeholders(one, {"p": {"a": 1}, "q": {"b": 1}})
    assert (result.concordance, result.consensus_index) == (1.0, 0.0)
    assert result.unanimous == []
    single = fp.Problem(pd.DataFrame({"a": [1.0, 2.0]}, ["x", "y"]))
    result = stakeholders(single, {"p": {"a": 1}, "q": {"a": 2}}, how="minimax")
    assert (result.ranking.best, result.consensus_index) == ("y", 1.0)


def test_alternatives_may_be_called_like_columns() -> None:
    names = ["winner", "moved", "alone"]
    matrix = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [3.0, 2.0, 1.0]}, names)
    result = stakeholders(fp.Problem(matrix), {"p": {"a": 1}, "compromise": {"b": 1}})
    assert result.to_frame().columns.tolist() == [*result.positions.columns, *names]
    assert "alone first for p; winner first for compromise" in repr(result)


def test_said_in_one_line(problem: fp.Problem) -> None:
    result = stakeholders(problem, PARTIES)
    line = result.headline()
    assert line.startswith(
        "bike first for ann; car first for bob and eve. Compromise: car. Consensus"
    )
    assert line.endswith(f"Kendall's W of the rankings {result.concordance:.2f}")
    assert "ann" in repr(result)
    assert "<table" in result._repr_html_()


@pytest.mark.parametrize(
    ("who", "panel", "message"),
    [
        (["values"], None, "found 'values'; expected two or more"),
        ([], None, "found none; expected two or more"),
        ("values", None, "found 'values'; expected a list of names"),
        (["values", "valus"], None, "unknown profile 'valus'; did you mean 'values'"),
        (["values", "equal", "values"], None, "'values' stands twice"),
        (["p", "z"], "values", "unknown judge of panel 'values' 'z'"),
        (None, "valus", "unknown panel 'valus'; did you mean 'values'"),
        (PARTIES, None, r"pass a problem: stakeholders\(study.problem\(\), weights\)"),
    ],
)
def test_bad_stakeholders_of_a_study(
    study: fp.Study, who: object, panel: str | None, message: str
) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        stakeholders(study, who, panel)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "message"),
    [
        (None, "found NoneType; expected each stakeholder's weights"),
        (["ann", "bob"], "found list; expected each stakeholder's weights"),
        ({"ann": PARTIES["ann"]}, "found 'ann'; expected two or more"),
        ({"ann": {"prise": 1}}, "stakeholder 'ann': unknown criterion 'prise'; did you mean"),
        ({"ann": {"price": -1}}, "stakeholder 'ann': weight of 'price': found -1"),
        ({"ann": {"price": 0}}, "stakeholder 'ann': weights: all are 0"),
        ({"ann": 3}, "stakeholder 'ann': found int; expected a mapping"),
        ({1: PARTIES["ann"], "1": PARTIES["bob"]}, "'1' stands twice"),
        (pd.DataFrame(PARTIES), "stakeholder 'price': unknown criterion 'ann'"),
    ],
)
def test_bad_weights(problem: fp.Problem, who: object, message: str) -> None:
    with pytest.raises(fp.CriteriaError, match=message):
        stakeholders(problem, who)  # type: ignore[arg-type]


def test_other_bad_arguments(study: fp.Study, problem: fp.Problem) -> None:
    with pytest.raises(fp.CriteriaError, match="found DataFrame; expected a Study or a Problem"):
        stakeholders(problem.matrix, PARTIES)  # type: ignore[arg-type]
    with pytest.raises(fp.CriteriaError, match="panel: a problem has none; pass the study"):
        stakeholders(problem, PARTIES, "values")
    with pytest.raises(fp.CriteriaError, match="how: found 'mean'"):
        stakeholders(problem, PARTIES, how="mean")
    with pytest.raises(fp.UnknownNameError, match="unknown method"):
        stakeholders(study, method="topsi")


def test_a_judge_whose_judgements_do_not_connect_is_named(study: fp.Study) -> None:
    rows = study.tables["judgements"]
    lost = (rows["panel"] == "values") & (rows["judge"] == "r") & (rows["group"] == "swot")
    broken = replace(study, tables={**study.tables, "judgements": rows[~lost]})
    with pytest.raises(fp.MethodError, match=r"judge 'r' of panel 'values': .*or name the judges"):
        stakeholders(broken, ["q", "r"], panel="values")
    assert len(stakeholders(broken, ["p", "q"], panel="values").winners) == 2
    everybody = stakeholders(broken, panel="values")
    assert everybody.left_out == ("r",)
    assert list(everybody.winners.index) == ["p", "q", "s", "t"]
    assert stakeholders(study, panel="values").left_out == ()
