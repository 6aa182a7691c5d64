"""Sentences about rankings."""

from __future__ import annotations

import shutil
from pathlib import Path

import fivepluone_mcda as fp
from fivepluone_mcda.narrative.ranking import units_sentence


def test_values_are_suggested_where_criteria_have_units(
    study: fp.Study, small: fp.Study, tmp_path: Path
) -> None:
    assert units_sentence(study, ["topsis"]) == ""
    assert units_sentence(small, ["additive_value"]) == ""
    sentence = units_sentence(small, ["topsis", "ahp"])
    assert sentence.startswith("Some criteria have units (dB). The method additive_value suits")
    assert "--method additive_value" in sentence
    folder = shutil.copytree(small.folder, tmp_path / "study")
    table = folder / "criteria.csv"
    text = table.read_text("utf-8").replace("Cost,min,1,5", "Cost,min,,")
    table.write_text(text, "utf-8")
    assert "for which low and high of 'Cost' have to be stated" in units_sentence(
        fp.load(folder), ["topsis"]
    )
