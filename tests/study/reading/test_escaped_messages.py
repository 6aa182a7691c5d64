"""No control character of a file, a name or a folder reaches a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.model.text import UNSEEN
from fivepluone_mcda.study.reading.defects import Defects
from fivepluone_mcda.study.reading.manifest import check_manifest

HOSTILE = "a\rb\x1b[31m\u202ec\nd\x85e\u2028f\x00"


def assert_readable(error: fp.CriteriaError) -> None:
    lines = str(error).split("\n")
    assert isinstance(error, fp.StudyError) or len(lines) == 1
    lines += getattr(error, "lines", ())
    assert [line for line in lines if UNSEEN.search(line)] == []


@given(
    st.text(st.characters() | st.sampled_from(HOSTILE), min_size=1),
    st.sampled_from(["", "files", "profiles", "provenance"]),
)
def test_any_key_of_the_manifest(key: str, table: str) -> None:
    data = {key: 1} if not table else {table: {key: 1}}
    defects = Defects(key)
    check_manifest(data, defects)
    with pytest.raises(fp.StudyError) as caught:
        defects.raise_if_any()
    assert_readable(caught.value)
    assert all(UNSEEN.search(str(defect)) is None for defect in caught.value.defects)


@given(st.text(st.characters() | st.sampled_from(HOSTILE)))
def test_any_message(text: str) -> None:
    for kind in (fp.CriteriaError, fp.ProblemError, fp.MethodError, fp.UnknownNameError):
        assert_readable(kind(text))


def test_a_carriage_return_in_a_key(folder: Path) -> None:
    with (folder / "study.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n["profiles"."x\\r\\u0085y"]\nweights = "none"\n')
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    assert_readable(caught.value)


@pytest.mark.parametrize("file", ["scores.csv", "scenarios.toml"])
def test_a_carriage_return_in_an_id_or_a_scenario(
    folder: Path, edit: Callable[..., None], file: str
) -> None:
    if file == "scores.csv":
        edit(file, "a,cost,tram", '"a\u2028b\n","co\rst",tram')
    else:
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write('\n["x\\ry"]\n"odd\\rkey" = 1\n')
    with pytest.raises(fp.StudyError) as caught:
        fp.load(folder)
    assert_readable(caught.value)


def test_names_of_folders_sheets_and_columns(tmp_path: Path) -> None:
    for call in (
        lambda: fp.load(tmp_path / "no\r\x1b[1mfolder"),
        lambda: fp.describe_table(tmp_path / "no\r\x1b[1msheet.xlsx"),
        lambda: fp.describe_table(pd.DataFrame({"a\r\x1bb": ["x"]}, ["o\u202ene"])),
        lambda: fp.Problem(pd.DataFrame({"a\rb": ["x"]}, ["o\x1bne"])),
        lambda: fp.load().weights("o\rther\x1b"),
    ):
        with pytest.raises(fp.CriteriaError) as caught:
            call()
        assert_readable(caught.value)


def test_what_is_escaped_can_still_be_read() -> None:
    assert str(fp.CriteriaError("a\rb \x1b[31m")) == r"a\rb \x1b[31m"
    assert re.fullmatch(r"é — 你好 ✓", str(fp.CriteriaError("é — 你好 ✓")))
