"""The sheet of points or ranks, with weights by formulas."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from ...methods import rank_order_centroid
from ..form import Form
from .sheets import Sheet, Words, answer_sheet, as_formula, earlier, number_from, one_of
from .weights import bars, state_row

VALUE, WEIGHT, EARLIER = range(3, 6)
"""Columns of the answers, of the weights, and of earlier answers."""


def sheet(book: Workbook, form: Form, words: Words, numbers: Any) -> Sheet:
    """Write the sheet; `numbers` is the hidden sheet for what is computed on the way."""
    heading = "rank" if form.importance == "ranking" else "points"
    columns = {"element": 44, heading: 16, "weight": 30}
    own = answer_sheet(book, form, words, "importance", columns, [f"{form.importance}_question"])
    for group in form.asked_groups:
        own.section(group.label, group.question)
        n = len(group.elements)
        first = own.row
        cells = f"$C${first}:$C${first + n - 1}"
        weight, state = _formulas(form, cells, n, numbers, words)
        for element in group.elements:
            own.key(form.importance, group.id, element.id)
            own.note(own.text(2, element.label), element.question)
            answer = f"$C${own.row}"
            own.answer(VALUE, _check(form, n, words))
            own.counts(f"ISNUMBER({answer})")
            own.formula(WEIGHT, weight.replace("@", answer), "0.0%")
            if form.previous:
                said = earlier(form.previous[f"{group.id}|{element.id}"], words)
                own.text(EARLIER, said)
            own.row += 1
        bars(own, f"D{first}:D{first + n - 1}")
        state_row(own, state)
        own.row += 1
    return own


def _check(form: Form, n: int, words: Words) -> DataValidation:
    if form.importance == "ranking":
        return one_of(range(1, n + 1), words("off_scale", low=1, high=n))
    return number_from(0, 100, words("off_scale", low=0, high=100))


def _formulas(form: Form, cells: str, n: int, numbers: Any, words: Words) -> tuple[str, str]:
    """The weight of an element whose cell is ``@``, and what is to be said of the group."""
    if form.importance == "ranking":
        row = numbers.max_row + 1
        for place, weight in enumerate(rank_order_centroid({str(k): k for k in range(1, n + 1)})):
            numbers.cell(row + place, 1, float(weight))
        table = f"'{numbers.title}'!$A${row}:$A${row + n - 1}"
        # Tied elements share the mean of the weights of their places.
        before, ties = f'COUNTIF({cells},"<"&@)', f"COUNTIF({cells},@)"
        places = f"INDEX({table},{before}+1):INDEX({table},{before}+{ties})"
        weight = f'IF(COUNT({cells})={n},SUM({places})/{ties},"")'
        right, opened = as_formula(words("ranking_right")), as_formula(words("ranking_open"))
        return weight, f"IF(COUNT({cells})={n},{right},{opened})"
    weight = f'IF(AND(COUNT({cells})={n},SUM({cells})>0),@/SUM({cells}),"")'
    if form.importance == "swing":
        right, opened = as_formula(words("swing_right")), as_formula(words("swing_open"))
        return weight, f"IF(MAX({cells})=100,{right},{opened})"
    right = as_formula(words("points_right"))
    rest = words.formula("points_left", rest=f"ROUND(100-SUM({cells}),6)")
    return weight, f"IF(ABS(SUM({cells})-100)<0.000001,{right},{rest})"
