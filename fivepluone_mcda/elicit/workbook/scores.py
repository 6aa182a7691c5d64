"""The sheet on which alternatives are scored, and what the source says of them."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from ..form import AskedCriterion, Form
from .sheets import Sheet, Words, answer_sheet, as_formula, earlier, figure, number_from, one_of

SCORE, LOW, HIGH, CANNOT, NOTE, EARLIER = range(3, 9)
"""Columns of the answers."""

FEW = 20
"""Steps of a scale up to which its values are a list."""


def sheet(book: Workbook, form: Form, words: Words) -> Sheet:
    """Write the sheet of scores."""
    columns = {
        "alternative": 34, "score": 12, "lowest": 12, "highest": 12, "cannot_say": 12, "note": 40
    }  # fmt: skip
    notes = {"C": words("score_help"), "F": words("cannot_say_help")}
    own = answer_sheet(book, form, words, "scores", columns, **notes)
    for criterion in form.criteria:
        asked = [one for one in form.alternatives if form.asks(criterion.id, one.id)]
        if not asked:
            continue
        own.section(" · ".join([*criterion.path, criterion.label]), _about(criterion, words))
        check = _check(criterion, words)
        for alternative in asked:
            own.key("score", criterion.id, alternative.id)
            own.text(2, alternative.name)
            best = own.answer(SCORE, check)
            for column in (LOW, HIGH):
                own.answer(column, check)
            cannot = own.answer(CANNOT, one_of(["x"], words("cannot_say_help")))
            own.answer(NOTE)
            key = f"{criterion.id}|{alternative.id}"
            if key in form.previous:
                own.text(EARLIER, earlier(form.previous[key], words))
            own.counts(f'OR({best.coordinate}<>"",{cannot.coordinate}<>"")')
            own.row += 1
    return own


def _about(criterion: AskedCriterion, words: Words) -> str:
    """The question, the scale and its direction in one paragraph."""
    texts = [criterion.question] if criterion.question else []
    if criterion.low is not None and criterion.high is not None:
        texts.append(words("scale", low=figure(criterion.low), high=figure(criterion.high)))
    if criterion.unit:
        texts.append(words("unit", unit=criterion.unit))
    texts.append(words("less_is_better" if criterion.direction == "min" else "more_is_better"))
    if criterion.words:
        texts.append(" · ".join(f"{value} {word}" for value, word in criterion.words.items()) + ".")
    return " ".join(texts)


def _check(criterion: AskedCriterion, words: Words) -> DataValidation:
    low, high = criterion.low, criterion.high
    if low is None or high is None:
        return number_from(None, None, words("no_number"))
    error = words("off_scale", low=figure(low), high=figure(high))
    if low.is_integer() and high.is_integer() and high - low < FEW:
        return one_of(range(int(low), int(high) + 1), error)
    return number_from(low, high, error)


def source(book: Workbook, form: Form, words: Words, scored: Sheet) -> None:
    """Write what the source says of a score, shown once it is given, so as not to lead."""
    told = [
        (criterion, alternative, form.evidence[f"{criterion.id}|{alternative.id}"])
        for criterion in form.criteria
        for alternative in form.alternatives
        if form.asks(criterion.id, alternative.id)
        and f"{criterion.id}|{alternative.id}" in form.evidence
    ]
    if not told:
        return
    sheet = Sheet(book, words("source"), (34, 28, 100))
    sheet.across(words("source_note"))
    sheet.headings(words("criterion"), words("alternative"), words("source"))
    hidden = Sheet(book, "_source", (40,))
    hidden.sheet.sheet_state = "hidden"
    for criterion, alternative, passages in told:
        text = "\n".join(": ".join(filter(None, one.values())) for one in passages)
        sheet.text(2, criterion.label)
        sheet.text(3, alternative.name)
        cell = hidden.text(2, text)
        done = scored.done_at["score", criterion.id, alternative.id]
        sheet.text(4, text)  # for the height of the row
        sheet.formula(4, f"IF({done}=1,{hidden.reference(cell)},{as_formula(words('not_yet'))})")
        sheet.row, hidden.row = sheet.row + 1, hidden.row + 1
