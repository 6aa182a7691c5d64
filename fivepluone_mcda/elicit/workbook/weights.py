"""Weights of a group as they follow from the answers, with bars, and what is to be said of them."""

from __future__ import annotations

from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Font

from .sheets import KEY, Sheet

BAR = "8FB4D9"


def bars(own: Sheet, cells: str) -> None:
    """Show shares as bars, from 0 to 100 %."""
    rule = DataBarRule(
        start_type="num", start_value=0, end_type="num", end_value=1, color=BAR, showValue=True
    )
    own.sheet.conditional_formatting.add(cells, rule)


def state_row(own: Sheet, formula: str) -> None:
    """A computed sentence over the whole width."""
    cell = own.formula(KEY + 1, formula, wide=len(own.widths))
    cell.font = Font(name="Calibri", size=11, italic=True)
    own.row += 1
