"""Tables for a paper: LaTeX and Markdown, in which no label is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from numbers import Integral, Real

import numpy as np
import pandas as pd
from tabulate import tabulate

from ..model.inputs import whole
from ..model.text import shown
from .rows import frame_of, heading_and_rows, is_missing

LINE_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")

LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{mark: rf"\{mark}" for mark in "&%$#_{}"},
        # After the end of a row these are options of it, or in pairs become another character.
        **{mark: f"{{{mark}}}" for mark in "[]*`"},
    }
)

MARKDOWN = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        **{mark: rf"\{mark}" for mark in r"\`*_[]{}|~^$@"},
    }
)


def to_latex(result: object, digits: int = 4) -> str:
    r"""A result as a LaTeX table with the rules of the package booktabs.

    Parameters
    ----------
    result : result, DataFrame or Series
        What is shown; of a result its `to_frame`.
    digits : int
        Decimals of numbers, in columns that hold others than whole ones.

    Returns
    -------
    str
        A ``tabular``; the document needs ``\usepackage{booktabs}``. Characters that mean
        something in LaTeX are escaped; a missing value is an empty cell.

    Raises
    ------
    CriteriaError
        If it is no table, or `digits` is not a whole number, 0 or more.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"share": [0.5, -0.25]}, index=["R&D", "CA_EU"])
    >>> print(fp.to_latex(frame, digits=2))
    \begin{tabular}{lr}
    \toprule
     & share \\
    \midrule
    R\&D & 0.50 \\
    CA\_EU & $-$0.25 \\
    \bottomrule
    \end{tabular}
    """
    frame, numeric = _texts(result, digits, _latex, "$-$", r"$\infty$")
    sides = "".join("r" if number else "l" for number in numeric)
    latex = frame.style.hide(axis="index").to_latex(column_format=sides, hrules=True)
    return str(latex).strip()


def to_markdown(result: object, digits: int = 4) -> str:
    r"""A result as a Markdown table, as GitHub, Jupyter and Pandoc read it.

    Parameters and errors are those of `to_latex`. Characters that mean something in Markdown or
    HTML are escaped; a missing value is an empty cell.

    Returns
    -------
    str
        A pipe table.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"share": [0.5, -0.25]}, index=["a|b", "<c>"])
    >>> print(fp.to_markdown(frame, digits=2))
    |           |   share |
    |:----------|--------:|
    | a\|b      |    0.50 |
    | &lt;c&gt; |   -0.25 |
    """
    frame, numeric = _texts(result, digits, _markdown, "-", "∞")
    return str(
        tabulate(
            frame.to_numpy().tolist(),
            headers=list(frame.columns),
            tablefmt="pipe",
            colalign=["right" if number else "left" for number in numeric] if len(frame) else None,
            disable_numparse=True,
        )
    )


def _texts(
    result: object, digits: int, escape: Callable[[str], str], minus: str, infinite: str
) -> tuple[pd.DataFrame, list[bool]]:
    """The table as escaped text, and which columns hold numbers."""
    decimals = whole(digits, "digits", 0)
    heading, rows = heading_and_rows(frame_of(result))
    columns = list(zip(*rows, strict=True)) or [()] * len(heading)
    places = [0 if _is_whole(column) else decimals for column in columns]

    def text(value: object, decimals: int) -> str:
        if _is_number(value):
            figures = str(value) if isinstance(value, Integral) else f"{value:z.{decimals}f}"
            return figures.replace("inf", infinite).replace("-", minus)
        if isinstance(value, bool | np.bool_):
            return "yes" if value else "no"
        return "" if is_missing(value) else escape(str(value))

    numeric = [all(_is_number(cell) or is_missing(cell) for cell in column) for column in columns]
    texts = [[text(*cell) for cell in zip(row, places, strict=True)] for row in rows]
    return pd.DataFrame(texts, columns=[escape(name) for name in heading], dtype=object), numeric


def _is_whole(column: Sequence[object]) -> bool:
    """Whether no number of a column has decimals."""
    numbers = np.array([value for value in column if _is_number(value)], dtype=np.float64)
    return bool((numbers[np.isfinite(numbers)] % 1.0 == 0.0).all())


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and not is_missing(value)


def _latex(text: str) -> str:
    escaped = shown(LINE_BREAK.sub(" ", text)).translate(LATEX)
    return re.sub("-(?=-)", "-{}", escaped)  # two hyphens would become a dash


def _markdown(text: str) -> str:
    return "<br>".join(shown(line).translate(MARKDOWN) for line in LINE_BREAK.split(text))
