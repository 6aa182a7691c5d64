"""The section on scenarios shows regret only where scores mean the same in all of them."""

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.report.scenarios import scenarios


def test_regret_by_additive_value_only(small: fp.Study) -> None:
    found = scenarios(Analysis(small, method="additive_value"))
    assert isinstance(found, dict)
    assert found["no_regret"] == ""
    assert {row["name"] for row in found["choice"]} == set(small.alternatives)
    found = scenarios(Analysis(small))
    assert isinstance(found, dict)
    assert found["choice"] == []
    assert "scores of TOPSIS have no common scale across scenarios" in found["no_regret"]


def test_changes_in_words_are_those_of_the_table(small: fp.Study) -> None:
    analysis = Analysis(small)
    assert analysis.scenario_changes == analysis.scenarios["change"].to_dict()
