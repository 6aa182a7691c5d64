"""The sheet of points, ranks or best-worst comparisons, with weights by formulas."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from ...methods import rank_order_centroid
from ..form import AskedGroup, Form
from .sheets import Sheet, Words, as_formula, earlier, number_from, one_in, one_of
from .weights import bars, state_row

VALUE, SECOND = 3, 4
"""Columns of the answers: the points or rank; of best-worst both comparisons."""

WEIGHT, EARLIER = 4, 5


def sheet(book: Workbook, form: Form, words: Words, numbers: Any) -> Sheet:
    """Write the sheet; `numbers` is the hidden sheet for what is computed on the way."""
    if form.importance == "best_worst":
        return _best_worst(book, form, words, numbers)
    heading = "rank" if form.importance == "ranking" else "points"
    widths, titles = [44, 16, 30], ["element", heading, "weight"]
    if form.previous:
        widths, titles = [*widths, 50], [*titles, "earlier"]
    own = Sheet(book, words("importance"), widths)
    own.across(words(f"{form.importance}_question"))
    own.headings(*map(words, titles))
    for group in form.groups:
        asked = [one for one in group.elements if form.asks(group.id, one.id)]
        if not asked:
            continue
        own.across(group.label, bold=True, filled=True)
        if group.question:
            own.across(group.question)
        n = len(asked)
        first = own.row
        cells = f"$C${first}:$C${first + n - 1}"
        for element in asked:
            own.key(form.importance, group.id, element.id)
            own.note(own.text(2, element.label), element.question)
            own.answer(VALUE, _check(form, n, words))
            own.counts(f"ISNUMBER($C${own.row})")
            key = f"{group.id}|{element.id}"
            if key in form.previous:
                said = earlier(form.previous[key], words)
                own.text(EARLIER, said)
                own.room(said, 50)
            own.row += 1
        whole = n == len(group.elements)  # no weights follow from a part of a group
        if whole:
            weight, state = _formulas(form, cells, n, numbers, words)
            for row in range(first, first + n):
                place, own.row = own.row, row
                own.formula(WEIGHT, weight.replace("@", f"$C${row}"), "0.0%")
                own.row = place
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


def _best_worst(book: Workbook, form: Form, words: Words, numbers: Any) -> Sheet:
    own = Sheet(book, words("importance"), [44, 26, 26])
    own.across(words("best_worst_question"))
    own.across(words("strengths"))
    own.headings(words("element"), words("best_to"), words("to_worst"))
    for group in () if form.previous else form.groups:
        _best_worst_group(own, group, words, numbers)
    return own


def _best_worst_group(own: Sheet, group: AskedGroup, words: Words, numbers: Any) -> None:
    own.across(group.label, bold=True, filled=True)
    if group.question:
        own.across(group.question)
    n = len(group.elements)
    first = own.row + 2
    names = f"$B${first}:$B${first + n - 1}"
    for which in ("best", "worst"):
        own.key(which, group.id)
        own.text(2, words(f"{which}_one"), bold=True)
        own.answer(VALUE, one_in(names, words("choose_listed")))
        own.row += 1
    worst = f"$C${first - 1}"
    strength = one_of(range(1, 10), words("choose_strength"))
    top = numbers.max_row + 1
    page = f"'{own.sheet.title}'!"
    to = f"INDEX({page}$C${first}:$C${first + n - 1},MATCH({page}{worst},{page}{names},0))"
    for at, element in enumerate(group.elements):
        own.key("best_worst", group.id, element.id)
        own.note(own.text(2, element.label), element.question)
        own.answer(VALUE, strength)
        own.answer(SECOND, strength)
        own.counts(f"COUNT($C${own.row}:$D${own.row})=2")
        numbers.cell(top + at, 1, f"=ABS({page}$C${own.row}*{page}$D${own.row}-{to})")
        own.row += 1
    gaps = f"'{numbers.title}'!$A${top}:$A${top + n - 1}"
    numbers.cell(top + n, 1, f"=IF({to}=1,0,MAX({gaps})/({to}^2-{to}))")
    ratio = f"'{numbers.title}'!$A${top + n}"
    whole = f"COUNT($C${first}:$D${first + n - 1})={2 * n}"
    text = f'TEXT({ratio},"0.00")'
    said, opened = words.formula("best_worst_ratio", ratio=text), words("best_worst_open")
    state_row(own, f"IF(AND({whole},ISNUMBER({ratio})),{said},{as_formula(opened)})")
    own.row += 1
