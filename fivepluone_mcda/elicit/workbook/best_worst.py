"""The sheet of best-worst comparisons, with weights and consistency by formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from ..form import AskedGroup, Form
from .sheets import Sheet, Words, answer_sheet, as_formula, one_in, one_of
from .weights import bars, state_row

BEST_TO, TO_WORST, WEIGHT, EARLIER = range(3, 7)
"""Columns of the answers (the first one also of best and worst), weights, earlier answers."""

NONE = "\N{EN DASH}"
"""What was not compared."""

LEFT_OUT = PatternFill("solid", bgColor="D9D9D9")
"""Where an element would be compared with itself, or the best once more with the worst."""


def sheet(book: Workbook, form: Form, words: Words, numbers: Any) -> Sheet:
    """Write the sheet; `numbers` is the hidden sheet for what is computed on the way."""
    columns = {"element": 44, "best_to": 26, "to_worst": 26, "weight": 30}
    intro = ("best_worst_question", "strengths")
    own = answer_sheet(book, form, words, "importance", columns, intro)
    for group in form.asked_groups:
        own.section(group.label, group.question)
        _group(own, form, group, words, numbers)
        own.row += 1
    return own


def _group(own: Sheet, form: Form, group: AskedGroup, words: Words, numbers: Any) -> None:
    n = len(group.elements)
    first, last = own.row + 2, own.row + 1 + n
    best, worst, names = f"$C${first - 2}", f"$C${first - 1}", f"$B${first}:$B${last}"
    for which in ("best", "worst"):
        own.key(which, group.id)
        own.text(2, words(f"{which}_one"), bold=True)
        own.answer(BEST_TO, one_in(names, words("choose_listed")))
        own.row += 1
    for cells, empty in (
        (f"C{first}:C{last}", f"$B{first}={best}"),
        (f"D{first}:D{last}", f"OR($B{first}={best},$B{first}={worst})"),
    ):
        rule = FormulaRule(formula=[empty], fill=LEFT_OUT)
        own.sheet.conditional_formatting.add(cells, rule)
    found = _Model(numbers, f"'{own.sheet.title}'!", first, n)
    strength = one_of(range(1, 10), words("choose_strength"))
    for at, element in enumerate(group.elements):
        own.key("best_worst", group.id, element.id)
        own.note(own.text(2, element.label), element.question)
        own.answer(BEST_TO, strength)
        own.answer(TO_WORST, strength)
        own.counts(f"COUNT({found.compared(at)})=2")
        own.formula(WEIGHT, f'IF({found.whole},{found.weight(at)},"")', "0.0%")
        if form.previous:
            own.text(EARLIER, _earlier(form.previous[f"{group.id}|{element.id}"], words))
        own.row += 1
    bars(own, f"E{first}:E{last}")
    ratio = words.formula("best_worst_ratio", ratio=f'TEXT({found.ratio},"0.00")')
    state_row(own, f"IF({found.whole},{ratio},{as_formula(words('best_worst_open'))})")


class _Model:
    """The linear model of one group on the hidden sheet; `whole` says whether all is answered.

    With u = w_worst / xi and v = w_best / xi every constraint is a line v = s u + c or
    v = s u - c. The smallest xi is the largest sum of all w / xi, which lies where the lowest
    upper line meets the highest lower one. The columns hold best_to, to_worst, the difference that
    the consistency ratio is made of, s, c, v on the upper line, w / xi, and then u where this
    upper line meets each lower one. They meet nowhere if the comparisons agree completely.
    """

    def __init__(self, numbers: Any, page: str, first: int, n: int) -> None:
        self.title, self.n = numbers.title, n
        self.top = int(numbers.max_row) + 2
        best, worst = f"{page}$C${first - 2}", f"{page}$C${first - 1}"
        names = f"{page}$B${first}:$B${first + n - 1}"
        below = self.top + n
        between, u, v = (self._cell(column, below) for column in (1, 2, 3))
        meetings = self._cells(8, 7 + n)
        numbers.cell(below, 1, f"=INDEX({self._cells(1, 1)},MATCH({worst},{names},0))")
        numbers.cell(below, 2, f"=MIN({meetings})")
        numbers.cell(below, 3, f"=MIN({self._cells(6, 6)})")
        self.whole = f"AND({best}<>{worst},COUNT({self._cells(1, 2)})={2 * n})"
        self.ratio = f"IF({between}=1,0,MAX({self._cells(3, 3)})/({between}^2-{between}))"
        for row, asked in zip(range(self.top, below), range(first, first + n), strict=True):
            is_best, is_worst = (f"{page}$B${asked}={end}" for end in (best, worst))
            best_to, to_worst = (
                f'IF(ISNUMBER({page}${column}${asked}),{page}${column}${asked},"")'
                for column in "CD"
            )
            a, b, slope, shift = (self._cell(column, row) for column in (1, 2, 4, 5))
            scaled = f"IF({is_best},{v},IF({is_worst},{u},MIN(({v}+1)/{a},{b}*{u}+1)))"
            formulas = [
                f"IF({is_best},1,{best_to})",
                f"IF({is_worst},1,IF({is_best},{between},{to_worst}))",
                f"ABS({a}*{b}-{between})",
                f'IF({is_best},"",IF({is_worst},{between},{a}*{b}))',
                f'IF({is_best},"",IF({is_worst},1,{a}+1))',
                f'IF({is_best},"",{slope}*{u}+{shift})',
                f"IF(COUNT({meetings})=0,1/{a},{scaled})",
            ]
            for other in range(self.top, below):
                lower, down = self._cell(4, other), self._cell(5, other)
                meets = f'IF({lower}>{slope},({shift}+{down})/({lower}-{slope}),"")'
                formulas.append(f'IF(COUNT({slope},{lower})=2,{meets},"")')
            for column, formula in enumerate(formulas, 1):
                numbers.cell(row, column, f"={formula}")

    def compared(self, at: int) -> str:
        """Both comparisons of an element, stated or following."""
        row = self.top + at
        return f"{self._cell(1, row)}:$B${row}"

    def weight(self, at: int) -> str:
        """The weight of an element."""
        return f"{self._cell(7, self.top + at)}/SUM({self._cells(7, 7)})"

    def _cell(self, column: int, row: int) -> str:
        return f"'{self.title}'!${get_column_letter(column)}${row}"

    def _cells(self, column: int, last: int) -> str:
        """Columns of all elements."""
        end = f"${get_column_letter(last)}${self.top + self.n - 1}"
        return f"{self._cell(column, self.top)}:{end}"


def _earlier(parts: Mapping[str, float | None], words: Words) -> str:
    """One's own comparisons of an element in an earlier round, and everybody's weights."""
    own = {name: f"{parts[name]:g}" if name in parts else NONE for name in ("best_to", "to_worst")}
    share = {name: f"{value:.1f} %" for name, value in parts.items() if value is not None}
    mine = "earlier_compared" if "own" in share else "earlier_none"
    return f"{words(mine, **share | own)} {words('earlier_weights', **share)}"
