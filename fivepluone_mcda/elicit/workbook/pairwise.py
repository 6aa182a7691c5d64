"""The sheet of pairwise comparisons, with weights and consistency by formulas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from openpyxl import Workbook

from ...narrative.provenance import ACCEPTED
from ..form import AskedElement, AskedGroup, Form
from ..order import pairs_of, random_for
from .consistency import Found, consistency
from .sheets import Sheet, Words, answer_sheet, as_formula, earlier, one_in, one_of
from .weights import bars, state_row

WHICH, HOW_MUCH, REASON, REMARK, EARLIER = range(4, 9)
"""Columns of the answers, of the remark on a comparison, and of earlier answers."""

TIMES = "\N{MULTIPLICATION SIGN}"


class Compared(NamedTuple):
    """A row of the sheet: what it compares, and the cell with the judgement as a number."""

    row: int
    a: AskedElement
    b: AskedElement
    judgement: str


def sheet(book: Workbook, form: Form, words: Words, numbers: Any) -> Sheet:
    """Write the sheet; `numbers` is the hidden sheet for what is computed on the way."""
    columns = {"first": 40, "second": 40, "which": 40, "how_much": 16, "reason": 34, "remark": 64}
    intro = ("pairwise_question", "strengths")
    own = answer_sheet(book, form, words, "importance", columns, intro)
    for group in form.groups:
        first, rest = pairs_of(group.elements, random_for(form, f"pairs|{group.id}"))
        pairs = [(a, b) for a, b in first + rest if form.asks(group.id, a.id, b.id)]
        if not pairs:
            continue
        own.section(group.label, group.question)
        rows: list[Compared] = []
        for a, b in pairs:
            rows.append(Compared(own.row, a, b, _value(own, numbers, form, group, a, b, words)))
            own.row += 1
        if not form.previous:  # some pairs of a group, asked again, give no weights
            judgements = {(row.a.id, row.b.id): row.judgement for row in rows}
            found = consistency(numbers, [one.id for one in group.elements], judgements)
            alone = _remarks(own, numbers, rows, found, words)
            state = _state(found, alone, len(group.elements), words)
            state_row(own, state)
            first_row = own.row
            for element in group.elements:
                own.text(2, element.label, color="595959")
                own.formula(3, found.weights[element.id], "0.0%")
                own.row += 1
            bars(own, f"C{first_row}:C{own.row - 1}")
        own.row += 1
    return own


def _value(
    own: Sheet, numbers: Any, form: Form, group: AskedGroup, a: AskedElement, b: AskedElement,
    words: Words,
) -> str:  # fmt: skip
    """A row that compares two elements; the cell that holds the judgement as a number."""
    own.key("judgement", group.id, a.id, b.id)
    for column, element in ((2, a), (3, b)):
        own.note(own.text(column, element.label), element.question)
    which = own.answer(WHICH, one_in(f"$B${own.row}:$C${own.row}", words("choose_one")))
    much = own.answer(HOW_MUCH, one_of(range(1, 10), words("choose_strength")))
    own.answer(REASON)
    for first, second in ((a, b), (b, a)):
        key = f"{group.id}|{first.id}|{second.id}"
        if key in form.previous:
            favour = partial(_favour, a=first, b=second)
            own.text(EARLIER, earlier(form.previous[key], words, favour))
    one, other = (own.reference(own.sheet.cell(own.row, column)) for column in (2, 3))
    chosen, times = own.reference(which), own.reference(much)
    row = numbers.max_row + 1
    numbers.cell(
        row,
        1,
        f'=IF(NOT(ISNUMBER({times})),"",IF({times}=1,1,IF({chosen}={one},{times},'
        f'IF({chosen}={other},1/{times},""))))',
    )
    place = f"'{numbers.title}'!$A${row}"
    own.counts(f"ISNUMBER({place})")
    return place


def _favour(value: float, a: AskedElement, b: AskedElement) -> str:
    """A judgement in words: which is more important, and how many times."""
    one, times = (a, value) if value >= 1.0 else (b, 1.0 / value)
    return f"{one.label} {TIMES} {times:.3g}"


def _state(found: Found, alone: str, n: int, words: Words) -> str:
    """What is to be said of a group: whether enough is compared, and how consistently."""
    number = f'TEXT({found.ratio},"0.00")'
    agree = words.formula("consistent", ratio=number)
    differ = words.formula("inconsistent", ratio=number)
    none = as_formula(words("none_stands_out"))
    differ = f'{differ}&IF({alone},""," "&{none})'
    whole = f"IF({found.ratio}<=0.1,{agree},{differ})"
    if n == 2:
        whole = as_formula(words("complete_two"))
    enough, nothing = as_formula(words("enough")), as_formula(words("none_yet"))
    return f"IF(ISNUMBER({found.ratio}),{whole},IF({found.enough},{enough},{nothing}))"


def _remarks(own: Sheet, numbers: Any, rows: Sequence[Compared], found: Found, words: Words) -> str:
    """A remark beside the comparison that departs most from the weights, and what would fit.

    There is none where several depart equally; returns the formula of whether one does alone.
    """
    first = numbers.max_row + 1
    errors = f"'{numbers.title}'!$A${first}:$A${first + len(rows) - 1}"
    alone = f"SUMPRODUCT(--({errors}>=MAX({errors})*(1-1E-9)))=1"
    below = own.row
    for at, (row, a, b, judgement) in enumerate(rows, first):
        implied = f"{found.weights[a.id]}/{found.weights[b.id]}"
        error = f"ABS(LN({judgement}/({implied})))"
        numbers.cell(at, 1, f"=IF(ISNUMBER({found.ratio}),{error},0)")
        fits = (  # to the nearest step of the scale
            f"IF(MAX({implied},1/({implied}))<1.5,{as_formula(words('equal'))},"
            f'IF({implied}>1,$B{row}&" {TIMES} "&ROUND(MIN(9,{implied}),0),'
            f'$C{row}&" {TIMES} "&ROUND(MIN(9,1/({implied})),0)))'
        )
        worst = f"'{numbers.title}'!$A${at}=MAX({errors})"
        said = words.formula("would_fit", ratio=fits)
        own.row = row
        own.formula(
            REMARK, f'IF(N({found.ratio})>{ACCEPTED},IF(AND({worst},{alone}),{said},""),"")'
        )
    own.row = below
    return alone
