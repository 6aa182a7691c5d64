"""Who comes first once alternatives are ruled out."""

from __future__ import annotations

from functools import reduce

import pytest

import fivepluone_mcda as fp


def test_winners_with_and_without(study: fp.Study) -> None:
    table = fp.screened_winners(study, ["G2 < 4"])
    assert len(table) == 4 * len(study.profiles)
    scores = study.problem().matrix["G2"]
    excluded = scores.index[scores >= 4].tolist()
    assert 0 < len(excluded) < len(scores)
    assert list(table.attrs["excluded"]["paper"]) == excluded
    for row in table.to_dict("records"):
        normalization = "minmax" if row["method"] == "topsis (minmax)" else "vector"
        name = str(row["method"]).partition(" ")[0]
        options = {"normalization": normalization} if name == "topsis" else {}
        problem = study.problem(str(row["profile"]))
        assert row["winner"] == fp.rank(problem, name, **options).best
        left = reduce(fp.Problem.without, excluded, problem)
        assert row["screened_winner"] == fp.rank(left, name, **options).best


@pytest.mark.shipped_numbers
def test_without_much_dependence_one_is_first_everywhere(study: fp.Study) -> None:
    assert set(fp.screened_winners(study, ["G2 < 4"])["screened_winner"]) == {"CA-EU"}


def test_what_is_refused(study: fp.Study) -> None:
    with pytest.raises(fp.CriteriaError, match="conditions: found none"):
        fp.screened_winners(study, [])
    with pytest.raises(fp.InfeasibleError, match="no alternative"):
        fp.screened_winners(study, "G2 < 1")
