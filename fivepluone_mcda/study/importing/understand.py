"""From the parts of a table to what they mean: alternatives, criteria, weights, directions."""

from __future__ import annotations

import numpy as np

from ..stated_direction import direction_of_scale
from .column_groups import ask_about_periods, doubt_times_in_rows, merged_ranges
from .columns import Column, decimal_sign, read_column
from .criteria import criteria_of, possible_criteria, without_sums
from .findings import Answers, Findings
from .rows import names_of, possible_alternatives, without_summaries
from .scores import scales_of, without_missing
from .table import Table
from .table_reading import TableReading
from .vocabulary import sounds_costly
from .written_number import POINT

CODES = {99.0, 999.0, 9999.0, 99999.0}
"""What often stands for a missing score, also with a minus."""

FAR = 3.0
"""So many times the largest other score is far from it."""


def understand(table: Table, answers: Answers) -> TableReading:
    """What a table means.

    Raises
    ------
    StudyError
        With everything that is wrong or has two meanings, each with the option that decides it.
    """
    found = Findings(table, answers)
    rows = possible_alternatives(found)
    columns = possible_criteria(found, rows)
    decimal = _decimal(found, rows, columns)
    read = {
        column: read_column(
            {row: found.score(row, column) for row in rows}, decimal, found.labels[column]
        )
        for column in columns
    }
    columns = merged_ranges(found, columns, read)
    found.check_answers(columns)
    ask_about_periods(found, columns)
    rows = without_summaries(found, rows, columns, read)
    columns = without_sums(found, rows, columns, read)
    _refuse_nothing(found, rows, columns)
    _report_cells(found, rows, columns, read)
    names = names_of(found, rows)
    scales = scales_of(found, rows, columns, read, decimal)
    criteria = criteria_of(found, columns, read, scales, decimal)
    rows, columns = without_missing(found, rows, criteria, read)
    found.defects.raise_if_any()
    doubt_times_in_rows(found, rows)
    _doubt_codes(found, rows, columns, read)
    scores = np.array([[read[column].values[row] for column in columns] for row in rows])
    found.remarks += [
        f"{found.labels[column]}: all alternatives have the same score"
        for column, of_column in zip(columns, scores.transpose(1, 0, 2), strict=True)
        if len(rows) > 1 and (of_column == of_column[0]).all()
    ]
    reading = TableReading(
        name=found.grid.name,
        origin=found.grid.origin,
        cells=table.area,
        title=table.title,
        turned=found.grid.turned,
        alternatives=[names[row] for row in rows],
        criteria=[criteria[column] for column in columns],
        low=scores[:, :, 0],
        best=scores[:, :, 1],
        high=scores[:, :, 2],
        missing=np.array([[row in read[column].missing for column in columns] for row in rows]),
        places=[[found.grid.place(row, column) for column in columns] for row in rows],
        left_out=found.left_out,
        remarks=[*found.remarks, *found.grid.remarks],
        doubts=found.doubts,
    )
    speaks = direction_of_scale(table.title) or sounds_costly(table.title)
    if speaks and (doubt := reading.doubt_of_directions):
        reading.doubts.append(f"the title says {table.title!r}, and {doubt}")
    return reading


def _doubt_codes(
    found: Findings, rows: list[int], columns: list[int], read: dict[int, Column]
) -> None:
    """Numbers of nines far from all others often stand for a missing score."""
    for column in columns:
        numbers = {row: read[column].values[row][1] for row in rows}
        others = [value for value in numbers.values() if abs(value) not in CODES]
        codes = {row: value for row, value in numbers.items() if abs(value) in CODES}
        largest = max(map(abs, others), default=np.inf) if codes else np.inf
        for row, value in codes.items():
            if value < 0.0 <= min(others, default=0.0) or abs(value) > FAR * largest:
                found.doubts.append(
                    f"{found.grid.place(row, column)} holds {value:g}, far from the other scores; "
                    "if it stands for a missing score, leave the cell empty"
                )


def _refuse_nothing(found: Findings, rows: list[int], columns: list[int]) -> None:
    if not rows or not columns:
        what = "criterion" if rows else "alternative"
        expected = "a column of numbers, named above" if rows else "at least one below the header"
        found.defects.note(found.grid.name, None, "", f"no {what}", expected)
        found.defects.raise_if_any()


def _decimal(found: Findings, rows: list[int], columns: list[int]) -> str | None:
    """The decimal sign of texts that do not show it: as asked for, or as in the whole table."""
    if found.answers.sign is not None:
        return found.answers.sign
    # A comma between the digits of a comma-separated file had to be quoted.
    usual = POINT if found.grid.separator == "," or found.grid.labelled else None
    cells = [found.grid.at(row, column) for row in rows for column in columns]
    return decimal_sign(dict(enumerate(cells))) or usual


def _report_cells(
    found: Findings, rows: list[int], columns: list[int], read: dict[int, Column]
) -> None:
    for column in columns:
        for row in rows:
            if row in read[column].wrong:
                expected = read[column].wrong[row]
                found.bad(row, column, found.grid.at(row, column), expected)
        found.remarks += [f"{found.labels[column]}: {text}" for text in read[column].remarks]
        found.doubts += [f"{found.labels[column]}: {text}" for text in read[column].doubts]
