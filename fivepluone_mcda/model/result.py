"""What every result object shares: a plain and an HTML representation of its main table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from .text import shown

if TYPE_CHECKING:
    from .problem import Problem

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
        return as_text(self.headline(), self.to_frame(), "{:.4f}")

    def _repr_html_(self) -> str:
        return as_html(self.headline(), self.to_frame(), "{:.4f}")


def as_text(headline: str, frame: pd.DataFrame, number: str) -> str:
    """A headline and a table, its numbers in a format, in which no label moves the cursor."""
    table = frame.to_string(float_format=number.format)
    return "\n".join(map(shown, (headline, *table.split("\n"))))


def as_html(headline: str, frame: pd.DataFrame, number: str) -> str:
    """The same for a notebook, in which no label is taken for HTML or a formula either."""
    table = frame.to_html(float_format=number.format, border=0)
    # The classes by which pandas tells notebooks that a dollar sign is a dollar sign.
    return "\n".join(
        [
            f'<div class="tex2jax_ignore mathjax_ignore"><p>{escape(shown(headline))}</p>',
            *map(shown, table.split("\n")),
            "</div>",
        ]
    )


def with_names(frame: pd.DataFrame, problem: Problem, **facts: Any) -> pd.DataFrame:
    """A result about a problem, with what a picture needs to know beside it in its ``attrs``.

    The facts are what else the table itself does not say, such as the present winner.
    """
    tree = problem.tree
    frame.attrs = {
        "alternatives": problem.alternatives,
        "criteria": problem.criteria,
        "labels": {node: tree.label(node) for node in tree.nodes_and_themes},
        "groups": [*tree.groups, *tree.themes],
    }
    frame.attrs.update(facts)
    return frame
