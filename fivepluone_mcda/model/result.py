"""What every result object shares: a plain and an HTML representation of its main table."""

from __future__ import annotations

from html import escape

import pandas as pd

__all__ = ["TIE", "Result"]

TIE = 1e-12
"""Scores that differ by no more than this are tied: it is what rounding can do."""


class Result:
    """A result with one main table, shown as text on a console and as HTML in a notebook."""

    def to_frame(self) -> pd.DataFrame:
        """The main table."""
        raise NotImplementedError

    def headline(self) -> str:
        """One line that says what the table shows."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{self.headline()}\n{self.to_frame().to_string(float_format='{:.4f}'.format)}"

    def _repr_html_(self) -> str:
        table = self.to_frame().to_html(float_format="{:.4f}".format, border=0)
        return f"<p>{escape(self.headline())}</p>\n{table}"
