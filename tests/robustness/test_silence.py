"""The ranking with silent cells set in other ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.robustness import silence_sentence

SMALL = Path(__file__).parent.parent / "data" / "small_study"


def test_every_treatment_is_the_ranking_of_that_matrix(study: fp.Study) -> None:
    table = fp.silence(study, "values", "ahp").set_index("silent_cells")
    assert table.index.tolist() == ["as coded", "1", "2", "3", "mean"]
    problem, silent = study.problem("values"), study.silent >= 0.5
    assert table.attrs["cells"] == silent.to_numpy().sum()
    matrices = {str(value): problem.matrix.mask(silent, value) for value in (1, 2, 3)}
    matrices["as coded"] = problem.matrix
    matrices["mean"] = problem.matrix.mask(silent, problem.matrix.mask(silent).mean(), axis=1)
    for how, matrix in matrices.items():
        ranking = fp.ahp(problem.with_matrix(matrix))
        assert table.loc[how, "winner"] == ranking.best
        scores = table.loc[how, problem.alternatives].astype(float)
        np.testing.assert_allclose(scores, ranking.scores)


@pytest.mark.shipped_numbers
def test_the_shipped_study_depends_on_what_silence_is_taken_for(study: fp.Study) -> None:
    winners = {
        name: fp.silence(study, name).set_index("silent_cells")["winner"].to_dict()
        for name in ("paper", "values")
    }
    assert (study.silent >= 0.5).to_numpy().sum() == 23
    assert winners["paper"] == dict(
        zip(["as coded", "1", "2", "3"], ["CA-EU"] * 4, strict=True), mean="CA-China"
    )
    assert winners["values"] == {
        "as coded": "CA-China",
        "1": "CA-EU",
        "2": "CA-EU",
        "3": "CA-China",
        "mean": "CA-China",
    }


def test_where_the_source_speaks_of_every_cell_nothing_changes() -> None:
    table = fp.silence(replace_silence(fp.load(SMALL)), values=[2])
    assert table.attrs["cells"] == 0
    assert table.drop(columns="silent_cells").drop_duplicates().shape[0] == 1


def replace_silence(study: fp.Study) -> fp.Study:
    """The study with a source that is silent nowhere."""
    scores = study.tables["scores"].assign(silent=False)
    return replace(study, tables={**study.tables, "scores": scores})


@pytest.mark.parametrize("value", [7, -1, float("nan"), float("inf")])
def test_a_score_that_cannot_be(study: fp.Study, value: float) -> None:
    with pytest.raises(fp.CriteriaError, match="values: found"):
        fp.silence(study, values=[value])


def test_scores_in_real_units_are_not_set_to_points_of_a_scale(tmp_path: Path) -> None:
    rents = pd.DataFrame({"staff": [800.0, None, 1200.0], "light": [3.0, 5.0, 2.0]}, list("abc"))
    reading = fp.describe_table(rents, missing="range")
    study = fp.load(fp.new_study(tmp_path / "mine", sheet=reading))
    assert study.silent.to_numpy().sum() == 1  # the score that the sheet does not have
    assert fp.silence(study)["silent_cells"].tolist() == ["as coded", "mean"]
    said = silence_sentence(study, study.profiles[0], "topsis", unchanged=True)
    assert said.startswith("On 1 of the 6 scores the source says nothing usable; they are assumed.")
    assert "With all of them at the mean of the criterion's other scores" in said
