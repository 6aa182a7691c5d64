"""The headline of a brief, and the sentences on its data."""

from pathlib import Path

import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.model.text import percent
from fivepluone_mcda.narrative import summary


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ({"only": [1.0, 2.0]}, "only is the only alternative"),
        ({"x": [2.0, 2.0], "y": [2.0, 2.0]}, "x and y tie for first place"),
        (
            {"x": [2.0, 2.0], "y": [1.0, 1.0]},
            "x stays first whatever any one criterion or group weighs",
        ),
    ],
)
def test_headlines_without_a_condition(tmp_path: Path, scores: dict[str, list[float]], said: str):
    frame = pd.DataFrame(scores, index=["speed", "use"]).T
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=frame))
    assert summary.headline(Analysis(study)) == said


def test_the_condition_is_true(small: fp.Study) -> None:
    """The headline names the bound beyond which another one leads."""
    analysis = Analysis(small)
    [(node, row)] = analysis.decisive_bound.iterrows()
    label, upper = small.tree.label(node), row["upper"]
    assert summary.headline(analysis) == (
        f"{analysis.winner} comes first while “{label}” weighs less than {percent(upper)}"
    )
    beyond = fp.topsis(analysis.problem.with_weight(node, upper + 0.01))
    assert beyond.best == row["winner_above"]


def test_a_winner_that_more_methods_do_not_share_is_said(tmp_path: Path) -> None:
    frame = pd.DataFrame({"x": [4.0, 2, 5], "y": [3.0, 5, 1], "z": [5.0, 4, 4]}, list("abc"))
    analysis = Analysis(fp.load(fp.new_study(tmp_path / "mine", sheet=frame)))
    counts = analysis.comparison.distinct["winner"].value_counts()
    assert counts["a"] > counts[analysis.winner]
    assert summary.headline(analysis).startswith("b comes first by TOPSIS (by more methods: a)")


def test_beyond_a_bound_means_next_to_it(small: fp.Study) -> None:
    """Further away a third alternative may lead."""
    analysis = Analysis(small)
    upper = percent(analysis.decisive_bound["upper"].iloc[0])
    assert any(f"leads just above {upper}" in text for text in summary.answer_sentences(analysis))


def test_the_theme_that_a_profile_sets_decides(small: fp.Study) -> None:
    assert Analysis(small).decisive_theme is None
    analysis = Analysis(small, "residents")
    assert analysis.decisive_theme == "street"
    assert list(analysis.decisive_bound.index) == ["street"]
    assert Analysis(small, "residents", set_weights={"street": 0.2}).decisive_theme is None


def test_agreement(small: fp.Study) -> None:
    table = fp.reliability(small).set_index("block")["alpha"].loc[small.criteria]
    said = summary.agreement_sentence(Analysis(small))
    assert f"“{small.tree.label(table.idxmin())}”" in said
    assert f"on {(table < 0.8).sum()} of {table.notna().sum()} criteria" in said
