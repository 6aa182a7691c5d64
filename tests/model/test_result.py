"""What results look like on a console and in a notebook, whatever their labels are."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda.model.result import as_html, as_text
from fivepluone_mcda.model.text import shown


@given(st.text())
def test_shown_text_is_one_line_that_any_file_can_hold(text):
    line = shown(text)
    assert len(line.splitlines()) <= 1
    line.encode("utf-8")
    assert shown(line) == line


@pytest.mark.parametrize("text", ["CA-EU", "Алматы", "שלום", "two  spaces", "é ± €", ""])
def test_plain_text_is_shown_as_it_is(text):
    assert shown(text) == text


FRAME = pd.DataFrame({"<b>$x$": [0.5]}, index=pd.Index(["a\x1b[2J\u202e"], name="<i>"))


def test_text():
    assert as_text("head\nline", FRAME, "{:.2f}").split("\n") == [
        "head line",
        "        <b>$x$",
        "<i>           ",
        "a [2J     0.50",
    ]


def test_html():
    html = as_html("<script>\u202e", FRAME, "{:.2f}")
    assert html.startswith('<div class="tex2jax_ignore mathjax_ignore"><p>&lt;script&gt; </p>\n')
    assert "<td>0.50</td>" in html
    assert "&lt;b&gt;$x$" in html
    assert not any(mark in html for mark in ("<b>", "<i>", "\x1b", "\u202e"))


def test_alternatives_with_the_names_of_columns():
    names = ["weight", "direction", "part"]
    frame = pd.DataFrame({"x": [1, 2, 3], "y": [3, 1, 2]}, names)
    problem = fp.Problem(frame, {"x": 1, "y": 1}, {"x": "max"})
    assert list(problem.to_frame().columns) == ["weight", "direction", *names]
    explanation = fp.topsis(problem).explain("weight", "part")
    frame = explanation.to_frame()
    assert list(frame.columns) == ["weight", "weight", "part", "part"]
    assert frame.iloc[:, -1].sum() == pytest.approx(explanation.difference)
    for one in (problem, explanation):
        assert repr(one)
        assert one._repr_html_()
        assert fp.to_latex(one)
