"""Which columns of a table are criteria, and what the table says of each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from ...model.text import shown
from ..reading.weight_checks import are_shares, expected_sum
from ..stated_direction import direction_in
from .cells import Cell, text_of
from .clock_times import TIMES, in_units, kind_of, unit_of_durations, without_format
from .columns import Column
from .findings import Findings, among, best_values
from .label_parts import unit_in_label
from .summaries import summaries_of
from .table import is_number, is_text
from .table_reading import Criterion
from .vocabulary import (
    DIRECTION,
    NOTE,
    ORDER,
    PERIOD,
    RESULT,
    UNIT,
    WEIGHT,
    hints_at_result,
    hints_at_summary,
    role_of,
    sounds_costly,
)
from .written_number import is_missing

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
_DIGITS = re.compile(r"\+?[\d ()-]+")
_IDENTIFIER = re.compile(r"0\d{5,}|\+\d[\d ()-]{7,}")
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
        if found.is_among(found.answers.drop, column):
            found.leave_column(column, "as asked for")
        elif kind := kind_of(cells):
            if _are_durations(found, column, kind, cells):
                columns.append(column)
        elif _is_order(label) and not found.is_kept(column):
            found.leave_column(column, f"its name is {label!r}, which no score has")
        elif _are_identifiers(cells) and not found.is_kept(column):
            found.leave_column(column, "digits that identify, no numbers")
        elif numbers and role_of(label) == NOTE and not found.is_kept(column):
            found.leave_column(column, "notes")
        elif (numbers and numbers >= len(texts)) or found.is_kept(column):
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


def _are_durations(found: Findings, column: int, kind: str, cells: Sequence[Cell]) -> bool:
    """Whether a column of times or dates holds durations; its cells are then hours or minutes."""
    label = found.labels[column]
    unit = unit_of_durations(label, cells) if kind == TIMES else ""
    example = next(text_of(cell) for cell in cells if not is_missing(text_of(cell)))
    if unit:
        found.durations[column] = unit
        found.rename(column, without_format(label))
        found.remarks.append(
            f"{found.column(column)}: times such as {example} are read as durations, "
            f"{in_units(example):.4g} {unit}"
        )
        return True
    found.leave_column(column, f"{kind}, no numbers")
    advice = (
        "if they are durations, end its name with h:mm or mm:ss"
        if kind == TIMES
        else "if it is a criterion, write numbers, such as years or days"
    )
    found.doubts.append(
        f"{found.column(column)} is left out because it holds {kind} such as {example}; {advice} "
        f"(if it is none: --drop {label!r})"
    )
    return False


def _is_order(label: str) -> bool:
    """Whether a column numbers, ranks or dates the rows; ``Rank: Corruption`` is a criterion."""
    return role_of(label) in {ORDER, PERIOD} and not re.search(r":\s*\w", label)


def _are_identifiers(cells: Sequence[Cell]) -> bool:
    """Whether texts are numbers of companies or telephones: digits, some after a 0 or a plus."""
    texts = [text_of(cell) for cell in cells if not is_missing(text_of(cell))]
    return all(map(_DIGITS.fullmatch, texts)) and any(map(_IDENTIFIER.fullmatch, texts))


def _may_be_scores(texts: Sequence[str]) -> bool:
    """Whether words may stand for scores: numbers such as ``39 (93)``, or few short words."""
    if not any(re.search(r"[^\W\d_]", text) for text in texts):
        return True
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
        asked = among(found.answers.drop, label)
        why = "as asked for" if asked else "it is to the left of the names"
        found.left_out.append((where, why))
        texts = sorted(text_of(cell).strip(".") for cell in cells)
        counts = texts == sorted(str(place + 1) for place in range(len(texts)))
        numbered = any(role_of(word) in {ORDER, PERIOD} for word in [label, *label.split()])
        if any(map(is_number, cells)) and not (numbered or counts or asked):
            found.doubts.append(
                f"{where} holds numbers and is left out because it is to the left of the names; if "
                f"it is a criterion, move it to their right (if it is none: --drop {label!r})"
            )


def without_sums(
    found: Findings, rows: list[int], columns: list[int], read: dict[int, Column]
) -> list[int]:
    """Without columns that are named as a total or mean of the others, and are it."""
    kept = list(columns)
    scores = best_values(rows, columns, read).T
    kinds = summaries_of(scores, np.ones(len(columns), dtype=bool))
    for column, kind in zip(columns, kinds, strict=True):
        label = found.labels[column]
        kept_so = found.is_kept(column) or column in found.stated
        if role_of(label) == RESULT and len(columns) > 2 and not kept_so:
            found.doubts.append(
                f"{found.column(column)} counts as a criterion; if it follows from the others: "
                f"--drop {label!r} (if not: --keep {label!r})"
            )
        if role_of(label) == WEIGHT and not kept_so and unit_in_label(label)[1] in ("", "%"):
            found.doubts.append(
                f"{found.column(column)} counts as a criterion; if it weighs criteria that are in "
                f"the rows: --transpose (if not: --keep {label!r})"
            )
        if not hints_at_summary(label) or found.is_kept(column):
            continue
        if kind:
            kept.remove(column)
            found.leave_column(column, f"the {kind} of other columns")
        elif hints_at_result(label) and unit_in_label(label)[1] in ("", "%"):
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
    labels = _labels(found, columns)
    for column in columns:
        if not found.labels[column]:
            found.bad(found.header, column, "", "the criterion's name; there are numbers below it")
            continue
        name = found.name(found.header, column, labels[column])
        # What is no letter or digit would have to be quoted on the command line.
        node = node_of(name)
        if name and not node:
            found.bad(found.header, column, name, "a name with letters or digits")
        elif node == ROOT:
            expected = "another name; this one is the whole tree's"
            found.bad(found.header, column, name, expected)
        elif node in places:
            expected = f"a name that differs in letters or digits from {places[node]}"
            found.bad(found.header, column, name, expected)
        elif name:
            places[node] = found.grid.place(found.header, column)
            way, stated = _direction(found, column, name)
            label, unit = unit_in_label(name)
            unit = unit or found.durations.get(column, "")
            if UNIT in found.described:
                unit = text_of(found.about(found.described[UNIT], column)) or unit
            criteria[column] = Criterion(
                id=node,
                name=name,
                label=label,
                group=found.groups.get(column, ""),
                place=found.grid.column_name(column),
                direction=way,
                stated=stated,
                weight=weights.get(column),
                scale=scale.get(column),
                unit=shown(unit or read[column].unit),
            )
    return criteria


def node_of(name: str) -> str:
    """The id of a criterion: the letters and digits of its name."""
    return re.sub(r"\W+", "_", unicodedata.normalize("NFKC", name)).strip("_")


def _labels(found: Findings, columns: Sequence[int]) -> dict[int, str]:
    """The names of criteria, with that of the group where only this tells two of them apart."""
    often = Counter(node_of(found.labels[column]) for column in columns)
    groups = {node_of(found.groups[column]) for column in columns if column in found.groups}
    labels = {}
    for column in columns:
        label = found.labels[column]
        is_alone = often[node_of(label)] == 1 and node_of(label) not in groups
        group = "" if is_alone else found.groups.get(column, "")
        labels[column] = f"{group}, {label}" if group else label
    return labels


def _direction(found: Findings, column: int, label: str) -> tuple[str, str]:
    """The direction of a criterion, and where it is stated."""
    answers = found.answers.directions
    given = next((way for name, way in answers.items() if found.is_among([name], column)), None)
    if given is not None:
        return given, "as asked for"
    ways = {"its name": found.stated[column]} if column in found.stated else {}
    option = f"--direction '{label}=min' or --direction '{label}=max'"
    if (row := found.described.get(DIRECTION)) is not None:
        cell = found.about(row, column)
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
            return _of_each(found, stated) if found.weighs_groups else stated
        return {}
    before = len(found.defects.found)
    first = _first_of_groups(found, row, columns)
    weights = found.numbers(row, {column: first.get(column, column) for column in columns}, decimal)
    if first:
        weights = _of_each(found, weights)
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


def _first_of_groups(found: Findings, row: int, columns: Sequence[int]) -> dict[int, int]:
    """The first column of each one's group, where only these have weights; else nothing."""
    first: dict[str, int] = {}
    for column in columns:
        first.setdefault(found.groups.get(column, found.labels[column]), column)
    filled = {column for column in columns if found.grid.begins(row, column)}
    if filled != set(first.values()) or len(filled) == len(columns):
        return {}
    return {c: first[found.groups.get(c, found.labels[c])] for c in columns}


def _of_each(found: Findings, weights: Mapping[int, float]) -> dict[int, float]:
    """The weights of groups, divided equally among their criteria."""
    sizes = Counter(found.groups.get(column) for column in weights)
    found.remarks.append(
        "the weights are those of the groups, divided equally among the criteria of each"
    )
    return {
        column: weight / sizes[found.groups[column]] if column in found.groups else weight
        for column, weight in weights.items()
    }
