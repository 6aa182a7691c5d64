"""How the scores were made is said of the scores that it is true of, and of no others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.study.importing import new_study
from fivepluone_mcda.study.shipped import shipped_folder


def test_every_coder_has_an_origin(small: fp.Study) -> None:
    table = small.provenance()
    assert table["statement"].tolist() == ["program", "reader"]
    assert table["kind"].tolist() == ["machine", "human"]
    assert table["coders"].tolist() == [["a"], ["b"]]
    assert table["alternatives"].tolist() == [["tram", "bus"]] * 2
    assert table["criteria"].tolist() == [small.criteria] * 2
    assert table["share"].tolist() == [0.5, 0.5]
    one = small.provenance(coders=["b"])
    assert one[["statement", "share"]].to_numpy().tolist() == [["reader", 1.0]]
    with pytest.raises(fp.UnknownNameError, match="unknown coder 'z'"):
        small.provenance(coders=["z"])


def test_nothing_stated(folder: Path) -> None:
    manifest = (folder / "study.toml").read_text(encoding="utf-8")
    before, _, rest = manifest.partition("[provenance.program]")
    text = before + "[profiles" + rest.partition("[profiles")[2]
    (folder / "study.toml").write_text(text, encoding="utf-8")
    table = fp.load(folder).provenance()
    assert table[["statement", "kind", "how", "share"]].to_numpy().tolist() == [["", "", "", 1.0]]


@pytest.mark.shipped_numbers
def test_what_is_added_to_the_shipped_study_is_not_covered(tmp_path: Path) -> None:
    folder = new_study(tmp_path / "mine", shipped=True)
    before = fp.load(folder)
    assert before.provenance()["share"].tolist() == [1.0]
    for file in ("barriers.csv", "swot.csv"):
        table = pd.read_csv(folder / file)
        copied = table[table["alternative"] == "CA-Japan"].assign(alternative="CA-Turkey")
        table = pd.concat([table, copied])
        mine = table[table["coder"] == "a"].assign(coder="me")
        pd.concat([table, mine]).to_csv(folder / file, index=False)
    alternatives = pd.read_csv(folder / "alternatives.csv")
    alternatives.loc[alternatives["id"] == "CA-Turkey", "scored"] = 1
    alternatives.to_csv(folder / "alternatives.csv", index=False)
    table = fp.load(folder).provenance().set_index("statement")
    assert table.loc["passes", "alternatives"] == before.alternatives
    assert table.loc["passes", "coders"] == before.coders
    unknown = table.loc[""]
    assert unknown["kind"].tolist() == ["", ""]
    assert unknown["coders"].tolist() == [before.coders, ["me"]]
    assert unknown["alternatives"].map(len).tolist() == [1, len(before.alternatives) + 1]
    assert table["share"].sum() == pytest.approx(1.0)


def test_a_criterion_in_dollars_is_not_said_to_be_coded_by_a_program(tmp_path: Path) -> None:
    folder = shutil.copytree(shipped_folder("grounds"), tmp_path / "mine")
    with (folder / "criteria.csv").open("a", encoding="utf-8") as stream:
        stream.write('cost,goal,"Cost, USD",min,,,\n')
    scores = pd.read_csv(folder / "scores.csv")
    added = scores[scores["criterion"] == "Q1"].assign(criterion="cost", evidence="")
    added[["low", "best", "high"]] = 1_200_000
    pd.concat([scores, added]).to_csv(folder / "scores.csv", index=False)
    study = fp.load(folder)
    coded, unknown = study.provenance().to_dict("records")
    assert (coded["kind"], coded["criteria"]) == ("machine", study.criteria[:-1])
    assert (unknown["kind"], unknown["how"], unknown["criteria"]) == ("", "", ["cost"])
    assert unknown["cells"] == len(study.coders) * len(study.alternatives)
    with (folder / "study.toml").open("a", encoding="utf-8") as stream:
        stream.write(
            '[provenance.prices]\nkind = "measured"\nhow = "Invoices."\ncriteria = "cost"\n'
        )
    assert fp.load(folder).provenance()["kind"].tolist() == ["machine", "measured"]


def test_a_spreadsheet_is_not_said_to_be_of_one_coder(tmp_path: Path) -> None:
    frame = pd.DataFrame({"Area": [700, 500], "Staff": [5, 4]}, ["Almaty", "Tashkent"])
    study = fp.load(new_study(tmp_path / "mine", sheet=frame))
    assert study.coding == ""
    assert study.provenance()["kind"].tolist() == [""]


@pytest.mark.parametrize(
    ("old", "new", "column", "found"),
    [
        ('kind = "machine"', 'kind = "robot"', "provenance.program.kind", "'robot'"),
        ('how = "A program read the leaflet."\n', "", "provenance.program.how", "nothing"),
        ('coders = "a"', 'coders = "x"', "provenance.program.coders", "'x'"),
        ('coders = "a"', "coders = []", "provenance.program.coders", "[]"),
        ('coders = "a"', "", "provenance.reader", "coder 'b', 'tram', 'cost', which"),
        ('["tram", "bus"]', '["tram", "car"]', "provenance.reader.alternatives", "'car'"),
        ('["barriers", "swot"]', '["barrier"]', "provenance.reader.criteria", "'barrier'"),
    ],
)
def test_statements_that_cannot_be(
    folder: Path, edit: Callable[..., None], old: str, new: str, column: str, found: str
) -> None:
    edit("study.toml", old, new)
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    (defect,) = caught.value.defects
    assert (defect.file, defect.column) == ("study.toml", column)
    assert defect.found.startswith(found)
