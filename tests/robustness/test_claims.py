"""The source's comparisons against the scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.model.ranges import score_tables
from fivepluone_mcda.robustness import check_claims
from fivepluone_mcda.robustness.claims import ClaimsHold
from fivepluone_mcda.sensitivity.score_draws import ScoreDraws


def test_shipped_claims(study: fp.Study) -> None:
    claims = check_claims(study).set_index("claim")
    assert claims["holds"].value_counts().to_dict() == {"yes": 22, "no": 2, "tie": 1}
    assert claims.index[claims["holds"] == "tie"].tolist() == ["c08"]
    assert claims.index[claims["holds"] == "no"].tolist() == ["c19", "c23"]
    assert claims.loc["c08", "gap"] == 0.0


def test_gap_is_in_points_and_positive_for_the_lower_severity(study: fp.Study) -> None:
    claims = check_claims(study).set_index("claim")
    matrix = study.problem().matrix
    assert study.problem().directions["I1"] == "min"
    expected = matrix.loc["CA-Japan", "I1"] - matrix.loc["CA-China", "I1"]
    assert claims.loc["c01", "gap"] == pytest.approx(expected)
    assert expected > 0.0


def test_maximised_criterion_wants_the_higher_score(study: fp.Study) -> None:
    matrix = study.problem().matrix["strengths"]
    claim = (
        study.tables["claims"]
        .head(1)
        .assign(criterion="strengths", better=matrix.idxmax(), worse=matrix.idxmin())
    )
    turned = claim.assign(better=matrix.idxmin(), worse=matrix.idxmax())
    for table, holds, sign in ((claim, "yes", 1), (turned, "no", -1)):
        found = check_claims(replace(study, tables={**study.tables, "claims": table})).iloc[0]
        assert found["holds"] == holds
        assert found["gap"] == pytest.approx(sign * (matrix.max() - matrix.min()))


def test_one_coders_claims(study: fp.Study) -> None:
    claims = check_claims(study, coders=["a"]).set_index("claim")
    matrix = study.problem(coders=["a"]).matrix
    for claim, row in claims.iterrows():
        gap = (
            matrix.loc[row["worse"], row["criterion"]] - matrix.loc[row["better"], row["criterion"]]
        )
        assert row["gap"] == gap, claim


def test_unknown_coder(study: fp.Study) -> None:
    with pytest.raises(fp.UnknownNameError, match="coder"):
        check_claims(study, coders=["z"])


def test_study_without_claims(study: fp.Study) -> None:
    tables = {role: table for role, table in study.tables.items() if role != "claims"}
    found = check_claims(replace(study, tables=tables))
    assert found.empty
    assert found.columns.tolist()[:6] == ["claim", "criterion", "better", "worse", "holds", "gap"]


def test_a_coding_that_rules_a_claim_out_is_left_out_and_nothing_else_changes(
    small: fp.Study,
) -> None:
    problem = small.problem()
    tram, bus = problem.position("tram"), problem.position("bus")
    columns = [problem.criteria.index(name) for name in ("opportunities", "weaknesses")]
    holds = ClaimsHold(
        np.array(columns), np.array([bus, bus]), np.array([tram, tram]), np.array([[1.0], [-1.0]])
    )
    low, _, high = score_tables(problem)
    assert holds.possible(low, high).tolist() == [False, True]
    fast, slow = (
        ScoreDraws.of(problem, "both", condition).draw(20_000, np.random.default_rng(1))
        for condition in (holds, holds.__call__)
    )
    quantiles = np.linspace(0.05, 0.95, 10)
    for values in (fast, slow):
        assert holds(values).all()
    # Ten quantiles of each score agree within the error of 20,000 draws.
    assert np.quantile(fast, quantiles, axis=2) == pytest.approx(
        np.quantile(slow, quantiles, axis=2), abs=0.05
    )
    contrary = replace(holds, column=np.full(2, columns[0]))
    with pytest.raises(fp.InfeasibleError, match="no table of scores satisfies"):
        ScoreDraws.of(problem, "both", contrary)
