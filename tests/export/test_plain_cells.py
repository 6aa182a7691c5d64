import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivepluone_mcda.export.plain_cells import plain, to_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_would_run(text):
    assert plain(text) == f"'{text}"


def test_full_width_signs_and_control_characters():
    assert plain("\uff1d1\uff0b1") == "'\uff1d1\uff0b1"
    assert plain("\x07=1+1") == "'=1+1"
    assert plain("red\x1b") == "red"


@pytest.mark.parametrize("value", ["CA-EU", "", "1/3", -1.5, 3, True, None])
def test_everything_else_stays(value):
    assert plain(value) is value


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n")))
def test_no_cell_or_label_of_a_csv_runs(text):
    frame = pd.DataFrame({text: [text]}, index=pd.Index([text], name=text))
    cells = [cell for row in csv.reader(io.StringIO(to_csv(frame), newline="")) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert cells.count(str(plain(text))) == 4


def test_numbers_keep_their_sign():
    assert to_csv(pd.DataFrame({"gap": [-0.5, 2.0]}), index=False) == "gap\n-0.5\n2.0\n"
