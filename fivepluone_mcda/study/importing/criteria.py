"""Which columns of a table are criteria, and what the table says of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ...model.text import shown
from ..reading.weight_checks import are_shares, expected_sum
from .cells import text_of
from .columns import Column
from .find_table import is_number, is_text
from .findings import Findings, among, best_values, same
from .summaries import summary_of
from .table_reading import Criterion
from .vocabulary import (
    DIRECTION,
    NOTE,
    ORDER,
    PERIOD,
    RESULT,
    UNIT,
    WEIGHT,
    direction_in,
    hints_at_summary,
    role_of,
    sounds_costly,
)

ROOT = "goal"
"""The id of the criteria tree's root."""

SHORT = 12
"""Words that are longer are notes and no scores in words."""

_SCORE_IN_WORDS = re.compile(
    r"[+±*-]+|(very )?(high|medium|moderate|low|good|bad|poor|fair|excellent|strong|weak|large"
    r"|small|yes|no|true|false|positive|negative)|(очень )?(высок|средн|умерен|низк|хорош|плох"
    r"|отличн|удовл|сильн|слаб)\w*|да|нет",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[=#].*|\d{4}-\d\d-\d\d|TRUE|FALSE")
"""A formula without a result, an error or a date: a number went wrong."""


def possible_criteria(found: Findings, rows: list[int]) -> list[int]:
    """The columns of numbers; the others are left out with a reason."""
    columns = []
    _say_what_is_left_of_names(found, rows)
    for column in found.table.columns:
        label = found.labels[column]
        cells = [found.grid.at(row, column) for row in rows]
        texts = [text_of(cell) for cell in cells if is_text(cell)]
        broken = sum(_NO_WORD.fullmatch(text) is not None for text in texts)
        numbers = sum(map(is_number, cells)) + 2 * broken
        if among(found.answers.drop, label):
            found.leave_column(column, "as asked for")
        elif role_of(label) in {ORDER, PERIOD} and not among(found.answers.keep, label):
            found.leave_column(column, f"its name is {label!r}, which no score has")
        elif (numbers and numbers >= len(texts)) or among(found.answers.keep, label):
            columns.append(column)
        elif texts:
            found.leave_column(column, "words, no numbers")
            if numbers or (_may_be_scores(texts) and role_of(label) not in {NOTE, ORDER}):
                found.doubts.append(
                    f"{found.column(column)} is left out because it holds words such as "
                    f"{texts[0][:40]!r}; if it is a criterion, write numbers (if it is none: "
                    f"--drop {label!r})"
                )
        elif rows and label:
            found.leave_column(column, "no numbers")
    return columns


def _may_be_scores(texts: Sequence[str]) -> bool:
    """Whether words may stand for scores: they are short, and come again or say how much."""
    repeated = len(set(texts)) < len(texts) and max(map(len, texts)) <= SHORT
    return repeated or any(_SCORE_IN_WORDS.fullmatch(text) for text in texts)


def _say_what_is_left_of_names(found: Findings, rows: list[int]) -> None:
    """Columns before the names are no criteria; if they hold numbers, that is worth a look."""
    for column in range(found.table.names):
        cells = [found.grid.at(row, column) for row in rows]
        label = found.grid.text(found.header, column)
        if not label and not any(map(is_number, cells)):
            continue
        where = f"{found.grid.column_name(column)} ({label!r})"
        found.left_out.append((where, "it is to the left of the names"))
        texts = sorted(text_of(cell).strip(".") for cell in cells)
        counts = texts == sorted(str(place + 1) for place in range(len(texts)))
        if any(map(is_number, cells)) and role_of(label) not in {ORDER, PERIOD} and not counts:
            found.doubts.append(
                f"{where} holds numbers and is left out because it is to the left of the names; if "
                "it is a criterion, move it to their right"
            )


def without_sums(
    found: Findings, rows: list[int], columns: list[int], read: dict[int, Column]
) -> list[int]:
    """Without columns that are named as a total or mean of the others, and are it."""
    kept = list(columns)
    scores = best_values(rows, columns, read).T
    for place, column in enumerate(columns):
        label = found.labels[column]
        kept_so = among(found.answers.keep, label) or column in found.stated
        if role_of(label) == RESULT and len(columns) > 2 and not kept_so:
            found.doubts.append(
                f"{found.column(column)} counts as a criterion; if it follows from the others: "
                f"--drop {label!r} (if not: --keep {label!r})"
            )
        if role_of(label) == WEIGHT and not kept_so:
            found.doubts.append(
                f"{found.column(column)} counts as a criterion; if it weighs criteria that are in "
                f"the rows: --transpose (if not: --keep {label!r})"
            )
        if not hints_at_summary(label) or among(found.answers.keep, label):
            continue
        if kind := summary_of(scores, place, named=True):
            kept.remove(column)
            found.leave_column(column, f"the {kind} of other columns")
        else:
            where = found.grid.column_name(column)
            found.ask(where, f"{label!r}, a name as of a total", label, "criterion")
    return kept


def criteria_of(
    found: Findings,
    columns: list[int],
    read: dict[int, Column],
    scale: dict[int, tuple[float, float]],
    decimal: str | None,
) -> dict[int, Criterion]:
    """The criteria by column; two names that give one id are refused."""
    weights = _weights(found, columns, decimal)
    criteria: dict[int, Criterion] = {}
    places: dict[str, str] = {}
    for column in columns:
        if not found.labels[column]:
            found.bad(found.header, column, "", "the criterion's name; there are numbers below it")
            continue
        label = found.name(found.header, column, found.labels[column])
        # What is no letter or digit would have to be quoted on the command line.
        node = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", label)).strip("_")
        if label and not node:
            found.bad(found.header, column, label, "a name with letters or digits")
        elif node == ROOT:
            expected = "another name; this one is the whole tree's"
            found.bad(found.header, column, label, expected)
        elif node in places:
            expected = f"a name that differs in letters or digits from {places[node]}"
            found.bad(found.header, column, label, expected)
        elif label:
            places[node] = found.grid.place(found.header, column)
            way, stated = _direction(found, column, label)
            unit = found.grid.text(found.described[UNIT], column) if UNIT in found.described else ""
            criteria[column] = Criterion(
                id=node,
                label=label,
                place=found.grid.column_name(column),
                direction=way,
                stated=stated,
                weight=weights.get(column),
                scale=scale.get(column),
                unit=shown(unit or read[column].unit),
            )
    return criteria


def _direction(found: Findings, column: int, label: str) -> tuple[str, str]:
    """The direction of a criterion, and where it is stated."""
    answers = found.answers.directions
    given = next((way for name, way in answers.items() if same(name, label)), None)
    if given is not None:
        return given, "as asked for"
    ways = {"its name": found.stated[column]} if column in found.stated else {}
    option = f"--direction '{label}=min' or --direction '{label}=max'"
    if (row := found.described.get(DIRECTION)) is not None:
        cell = found.grid.at(row, column)
        if way := direction_in(text_of(cell), signs=True):
            ways[found.grid.row_name(row).partition(" (")[0]] = way
        elif cell != "" or not ways:
            found.bad(row, column, cell, f"'max' or 'min' ('benefit' or 'cost'), or {option}")
            return "max", ""
    if len(set(ways.values())) > 1:
        both = " and ".join(f"{way!r} in {place}" for place, way in ways.items())
        place = found.grid.place(found.header, column)
        found.defects.note(found.grid.name, None, place, both, option)
    for place, way in ways.items():
        return way, place
    if sounds_costly(label):
        found.doubts.append(
            f"more of {label!r} counts as better, because no direction is stated; if less is "
            f"better: --direction '{label}=min'"
        )
    return "max", ""


def _weights(found: Findings, columns: list[int], decimal: str | None) -> dict[int, float]:
    """The weights as in the sheet; a sum that is none of a whole is doubtful."""
    row = found.described.get(WEIGHT)
    if row is None:
        stated = {column: found.weights[column] for column in columns if column in found.weights}
        if len(stated) == len(columns):
            found.remarks.append("the weights are the percentages in the names of the criteria")
            return stated
        return {}
    before = len(found.defects.found)
    weights = {column: found.number(row, column, decimal) for column in columns}
    for column, weight in weights.items():
        if weight < 0.0:
            found.bad(row, column, weight, "0 or more")
    if len(found.defects.found) > before:
        return {}
    total = sum(weights.values())
    place = found.grid.place(row, columns[0])
    if not any(weights.values()):
        found.bad(row, columns[0], 0.0, "at least one positive weight in this row")
    elif expected := expected_sum(list(weights.values())):
        found.doubts.append(
            f"the weights ({place} and beside it) sum to {total:.10g}; expected {expected}; as "
            "they are, each is divided by their sum"
        )
    elif not are_shares(total):
        found.remarks.append(
            f"the weights are points that sum to {total:g}, not to 1 or 100: each is "
            "divided by their sum"
        )
    return weights
