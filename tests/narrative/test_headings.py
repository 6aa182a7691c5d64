"""The headings of the report that state a finding."""

from pathlib import Path

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.narrative.headings import draws_heading

OPTIONS = """Option;Cost low;Cost best;Cost high;Benefit low;Benefit best;Benefit high
Bridge;8;10;15;5;7;8
Tunnel;12;14;25;7;9;10
Ferry;2;3;4;2;3;5
Direction;min;;;max;;
Weight;40;;;60;;
"""


def test_another_leader_once_scores_are_drawn_is_said(tmp_path: Path) -> None:
    sheet = tmp_path / "options.csv"
    sheet.write_text(OPTIONS, encoding="utf-8")
    analysis = Analysis(fp.load(fp.new_study(tmp_path / "mine", sheet=sheet)))
    assert analysis.winner == "Tunnel"
    assert analysis.joint.rank_acceptability[1].idxmax() == "Bridge"
    assert "; with scores drawn as well, Bridge most often (" in draws_heading(analysis)


def test_the_same_leader_is_not_said_twice(small: fp.Study) -> None:
    analysis = Analysis(small)
    assert analysis.joint.rank_acceptability[1].idxmax() == analysis.winner
    assert "drawn as well" not in draws_heading(analysis)
