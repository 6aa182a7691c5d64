"""The section on a panel: only where somebody answered a questionnaire."""

from __future__ import annotations

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.report.panel import panel


def test_respondents_and_agreement(small: fp.Study) -> None:
    found = panel(Analysis(small))
    assert isinstance(found, dict)
    assert found["heading"] == "tram comes first for both respondents"
    (one,) = found["panels"]
    assert [(row["name"], row["answers"], row["winner"]) for row in one["respondents"]] == [
        ("p", "8 of 8", "tram"), ("q", "5 of 8", "tram")
    ]  # fmt: skip
    assert [row["label"] for row in one["groups"]] == ["SWOT", "Good transport", "Barriers"]
    assert "Panel 'experts': 2 respondents" in one["sentences"][0]
    assert one["picture"].startswith("data:image/svg+xml;base64,")


def test_a_study_without_answers_has_none(study: fp.Study) -> None:
    assert panel(Analysis(study)) == "answers of a panel: nobody has answered a questionnaire"
