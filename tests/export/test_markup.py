"""Tables for a paper: no label is taken for markup, and the renderer gives it back as it was."""

import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import fivepluone_mcda as fp

FRAME = pd.DataFrame(
    {
        "share": [0.5, -0.25, np.nan, np.inf],
        "count": [1, -20, 3, 4],
        "note": ["50 % of A&B", None, "a|b", "two\nlines"],
        "fine": [True, False, True, False],
    },
    index=pd.Index(["CA_EU", "$x^2$", "[y]", "<b>"], name="who"),
)


def test_latex():
    assert fp.to_latex(FRAME, digits=2).split("\n") == [
        r"\begin{tabular}{lrrll}",
        r"\toprule",
        r"who & share & count & note & fine \\",
        r"\midrule",
        r"CA\_EU & 0.50 & 1 & 50 \% of A\&B & yes \\",
        r"\$x\textasciicircum{}2\$ & $-$0.25 & $-$20 &  & no \\",
        r"{[}y{]} &  & 3 & a\textbar{}b & yes \\",
        r"\textless{}b\textgreater{} & $\infty$ & 4 & two lines & no \\",
        r"\bottomrule",
        r"\end{tabular}",
    ]


def test_markdown():
    assert fp.to_markdown(FRAME, digits=2).split("\n") == [
        "| who       |   share |   count | note            | fine   |",
        "|:----------|--------:|--------:|:----------------|:-------|",
        "| CA\\_EU    |    0.50 |       1 | 50 % of A&amp;B | yes    |",
        "| \\$x\\^2\\$  |   -0.25 |     -20 |                 | no     |",
        "| \\[y\\]     |         |       3 | a\\|b            | yes    |",
        "| &lt;b&gt; |       ∞ |       4 | two<br>lines    | no     |",
    ]


def test_columns_of_whole_numbers_have_no_decimals():
    frame = pd.DataFrame({"rent": [1500.0, np.nan, -0.0], "days": [2.0, 3.5, np.inf]})
    assert fp.to_markdown(frame, digits=1).split("\n")[2:] == [
        "|   1500 |    2.0 |",
        "|        |    3.5 |",
        "|      0 |      ∞ |",
    ]
    assert r"1500 & 2.0 \\" in fp.to_latex(frame, digits=1)
    assert fp.to_markdown(frame.iloc[:0]).count("\n") == 1


@pytest.mark.parametrize("write", [fp.to_latex, fp.to_markdown, fp.to_csv])
def test_everything_with_a_table_is_taken(write, problem):
    ranking = fp.topsis(problem)
    judged = fp.PairwiseMatrix.from_judgements([("a", "b", 3)], ["a", "b"])
    for result in (ranking, ranking.explain("car", "bus"), problem, judged):
        assert write(result) == write(result.to_frame())
    assert write(ranking.scores) == write(ranking.scores.to_frame())
    assert "value" in write(pd.Series([1.0, 2.0]))
    for wrong in (3, "text", problem.tree, None):
        with pytest.raises(fp.CriteriaError, match="expected a result of this package"):
            write(wrong)


@pytest.mark.parametrize("write", [fp.to_latex, fp.to_markdown])
def test_numbers(write, problem):
    assert "0.0000" in write(pd.Series([-1e-9], name="x"))
    assert "-0.0000" not in write(pd.Series([-1e-9], name="x")).replace("$", "")
    assert "0.12 " in write(pd.Series([0.1234], name="x"), digits=2)
    assert re.search(r"\b7 ", write(pd.Series([np.int64(7), None], dtype=object, name="x")))
    for digits in (-1, 1.5, "2", True):
        with pytest.raises(fp.CriteriaError, match="digits: found"):
            write(problem, digits=digits)


def test_only_labels_that_say_something_are_written():
    assert fp.to_markdown(pd.DataFrame({"a": ["x"]})).startswith("| a   |\n")
    levels = pd.MultiIndex.from_tuples([("x", 1), ("y", 2)], names=["one", None])
    frame = pd.DataFrame([[1, 2], [3, 4]], levels, pd.MultiIndex.from_product([["p"], ["q", "r"]]))
    assert fp.to_markdown(frame).split("\n")[0] == "| one   |    |   p / q |   p / r |"
    assert fp.to_latex(frame.iloc[:0]).count(r"\\") == 1


class Cells(HTMLParser):
    """The text of every cell, and which tags there were."""

    def __init__(self, html):
        super().__init__()
        self.cells, self.tags = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the name is the parser's
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")
        if tag == "br":
            self.cells[-1] += "\n"

    def handle_data(self, data):
        if self.cells:
            self.cells[-1] += data


ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)


@given(ASCII, ASCII)
@example("\\|", "|\\")
@example("`a|b`", "![x](y)")
@example("&lt;b&gt;", "<script>")
def test_markdown_gives_every_label_back(one, other):
    text = fp.to_markdown(pd.DataFrame({f"c{other}": [f"{one}"]}, index=[f"{other}"]))
    page = Cells(MarkdownIt("commonmark").enable("table").render(text))
    assert page.tags == {"table", "thead", "tbody", "tr", "th", "td"}
    cells = [cell.strip("\n") for cell in page.cells]
    assert cells == ["", f"c{other}".strip(), other.strip(), one.strip()]


SPECIAL = re.compile(
    r"\\textbackslash\{\}|\\text(?:asciitilde|asciicircum|less|greater|bar)\{\}|\\[&%$#_{}]"
    r"|\{[][*`]\}|-\{\}|[^\\&%$#_{}~^<>|`*[\]]"
)


@given(st.text(max_size=20))
@example("[1]")
@example("* \\\\ %")
@example("a---b")
def test_latex_leaves_no_character_that_means_something(label):
    lines = fp.to_latex(pd.DataFrame({"x": [1]}, index=[label])).split("\n")
    assert len(lines) == 7
    cell = lines[4].removesuffix(r" & 1 \\")
    assert SPECIAL.sub("", cell) == ""
    assert "--" not in cell
