"""The source's comparisons against the scores."""

from __future__ import annotations

from dataclasses import replace

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.robustness import check_claims


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
