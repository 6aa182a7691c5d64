"""What the report says of each alternative that does not come first."""

from __future__ import annotations

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.report.rivals import rivals


def test_methods_are_counted_as_in_the_heading_on_methods(study: fp.Study) -> None:
    analysis = Analysis(study)
    agreement, distinct = analysis.comparison.agreement, analysis.comparison.distinct
    assert len(distinct) < len(agreement)  # some are one model
    found = rivals(analysis)
    assert found["methods"] == len(distinct)
    assert {row["name"]: row["methods"] for row in found["rows"]} == {
        name: (distinct["winner"] == name).sum() for name in analysis.ranking.order[1:]
    }
