"""The workbook put together."""

from __future__ import annotations

import datetime
import json
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from ..form import Form
from ..order import in_order
from . import best_worst, pairwise, rated, scores
from .sheets import Sheet, Words

FORM, NUMBERS = "_form", "_numbers"
"""Hidden sheets: the questionnaire as JSON, and what formulas compute on the way."""

CHUNK = 30_000
"""Characters of JSON in one cell, which can hold 32,767."""

SHEETS = {"pairwise": pairwise.sheet, "best_worst": best_worst.sheet}
"""How importance is asked, where it is not by one number for each element."""

MADE = datetime.datetime(2000, 1, 1)
"""When a workbook says it was made: the same questionnaire gives the same file."""


def workbook(form: Form) -> bytes:
    """The questionnaire as an Excel workbook.

    Answers go into yellow cells, with lists to choose from where there are few values; all other
    cells are locked, without a password. Formulas show weights and consistency while the answers
    are filled in. Pairwise comparisons give weights by logarithmic least squares as soon as they
    connect a group, and once all its pairs are compared the principal eigenvector and Saaty's
    consistency ratio; best-worst comparisons those of the linear model, with the input-based
    ratio. The order of questions follows from the seed: one for all in a first round, the
    respondent's own in a later one. A hidden sheet holds the questionnaire itself, so that
    `answers_from_workbook` knows what was asked.

    Parameters
    ----------
    form : Form
        What is asked.

    Returns
    -------
    bytes
        The file.
    """
    form, words = in_order(form), Words(form.language)
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "fivepluone_mcda"
    book.properties.created = MADE
    start = Sheet(book, words("start"), (30, 70))
    numbers = book.create_sheet(NUMBERS)
    numbers.sheet_state = "hidden"
    asked = []
    if "scores" in form.parts:
        asked.append(scores.sheet(book, form, words))
    if "judgements" in form.parts:
        asked.append(SHEETS.get(form.importance, rated.sheet)(book, form, words, numbers))
    _start(start, form, words, asked)
    if "scores" in form.parts:
        scores.source(book, form, words, asked[0])
    book.move_sheet(numbers, len(book.worksheets))
    _embed(book.create_sheet(FORM), form)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _start(start: Sheet, form: Form, words: Words, asked: list[Sheet]) -> None:
    """The first sheet: what to do, who answers, and how much is answered."""
    start.across(form.study, bold=True, height=2)
    start.row += 1
    for text in form.note.split("\n"):
        if text.strip():
            start.across(text)
    if form.round > 1:
        start.across(words("later_round", round=form.round))
    start.across(words("how"))
    start.across(words("send"))
    start.row += 1
    start.across(words("who"), bold=True, filled=True)
    start.across(words("anonymous" if form.anonymous else "who_note"))
    for what in ("name",) if form.anonymous else ("name", "institution", "country", "field"):
        start.key("respondent", what)
        start.text(2, words("code" if form.anonymous else what))
        known = form.respondent.get(what)
        if known and what == "name":
            start.text(3, known)  # locked: another name is another person
        else:
            start.answer(3).value = known
            start.sheet.cell(start.row, 3).data_type = "s"
        start.row += 1
    start.row += 1
    start.across(words("progress"), bold=True, filled=True)
    for sheet in asked:
        start.text(2, sheet.sheet.title)
        start.formula(3, f'{sheet.answered}&" {words("of")} {len(sheet.done_at)}"')
        start.row += 1


def _embed(sheet: Any, form: Form) -> None:
    """The questionnaire as JSON in a sheet that users do not see."""
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    text = json.dumps(form.to_dict(), ensure_ascii=False)
    for row, at in enumerate(range(0, len(text), CHUNK), 1):
        # The first letter keeps spreadsheets from taking a piece for a formula or a number.
        sheet.cell(row, 1, f"|{text[at : at + CHUNK]}").data_type = "s"
