"""What is known of a table while it is read, and how a question about it is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ...model.errors import unknown_name
from ...model.text import shown
from ..reading.defects import Defects
from ..reading.weight_checks import are_shares
from .cells import Cell, Grid, text_of
from .columns import Column, read_column
from .find_table import Table
from .summaries import Floats
from .vocabulary import direction_in_label, weight_in_label
from .written_number import COMMA, POINT, without_marks

LONGEST = 200
"""Characters of a name."""

MISSING = ("drop-alternative", "drop-criterion", "range")
"""What can be done about missing scores."""

DECIMAL = {"comma": COMMA, "point": POINT}
"""The decimal signs by name."""


@dataclass(frozen=True)
class Answers:
    """What the user says of a table that it does not say itself; `read_table` explains each."""

    missing: str | None = None
    directions: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    decimal: str | None = None

    @property
    def sign(self) -> str | None:
        """The decimal sign."""
        return None if self.decimal is None else DECIMAL[self.decimal]


class Findings:
    """A table, what the user says of it, and what was found so far.

    Parameters
    ----------
    table : Table
        The table.
    answers : Answers
        What the user says.

    Attributes
    ----------
    labels : dict of int to str
        The name of each column.
    stated : dict of int to str
        The directions that the names of columns state.
    weights : dict of int to float
        The weights that the names of all columns state as percentages of 100.
    described : dict of str to int
        The rows that say something of the columns, by what they say.
    left_out : list of tuple of str
        What was left out, and why.
    remarks, doubts : list of str
        What else was settled; what should be looked at.
    defects : Defects
        What is wrong, or has two meanings.
    """

    def __init__(self, table: Table, answers: Answers) -> None:
        self.table = table
        self.grid: Grid = table.grid
        self.answers = answers
        self.defects = Defects(self.grid.name)
        self.left_out: list[tuple[str, str]] = []
        self.doubts: list[str] = []
        self.remarks: list[str] = []
        self.described: dict[str, int] = {}
        self.labels: dict[int, str] = {}
        self.stated: dict[int, str] = {}
        for column, label in table.labels().items():
            name, way = direction_in_label(" ".join(label.split()))
            self.labels[column] = unicodedata.normalize("NFC", without_marks(name))
            if way:
                self.stated[column] = way
        self.weights = self._weights_in_names()

    def _weights_in_names(self) -> dict[int, float]:
        found = {column: weight_in_label(label) for column, label in self.labels.items()}
        weights = {column: weight for column, (_, weight) in found.items() if weight is not None}
        if not are_shares(sum(weights.values()) / 100.0):
            return {}
        self.labels.update({column: found[column][0] for column in weights})
        return weights

    @property
    def header(self) -> int:
        """The last row of the header."""
        return self.table.header[-1]

    def label(self, row: int) -> str:
        """The name of a row."""
        return unicodedata.normalize("NFC", without_marks(self.table.label(row)))

    def column(self, column: int) -> str:
        """A column as its reader finds it, with its name."""
        where = self.grid.column_name(column)
        return where if self.grid.labelled else f"{where} ({self.labels[column]!r})"

    def bad(self, row: int, column: int, found: Cell, expected: str) -> None:
        """Note what is wrong with a cell."""
        place = self.grid.place(row, column)
        if found == "":
            self.defects.note(self.grid.name, None, place, "an empty cell", expected)
        else:
            self.defects.add(self.grid.name, None, place, text_of(found), expected)

    def ask(self, place: str, found: str, label: str, kind: str) -> None:
        """Ask whether a row or column is part of the comparison."""
        expected = f"--drop {label!r} if it is no {kind}, or --keep {label!r}"
        self.defects.note(self.grid.name, None, place, found, expected)

    def leave_row(self, row: int, why: str) -> None:
        """Leave a row out."""
        where, label = self.grid.row_name(row), self.label(row)
        if label and not self.grid.labelled:
            where = f"{where.partition(' (')[0]} ({label[:40]!r})"
        self.left_out.append((where, why))

    def leave_column(self, column: int, why: str) -> None:
        """Leave a column out."""
        self.left_out.append((self.column(column), why))

    def name(self, row: int, column: int, text: str) -> str:
        """The name in a cell on one line; empty, with a defect, if it is none."""
        if not text:
            self.bad(row, column, "", "a name (or nothing in the whole row)")
        elif text.startswith("="):
            self.bad(row, column, text, "a name, not a formula")
        elif len(text) > LONGEST:
            self.bad(row, column, text, f"a name of at most {LONGEST} characters")
        elif shown(text) != text:
            self.bad(row, column, text, "a name without control characters")
        else:
            return text
        return ""

    def number(self, row: int, column: int, decimal: str | None) -> float:
        """The number in a cell that describes a criterion; NaN, with a defect, if it is none."""
        cell = self.grid.at(row, column)
        read = read_column({row: cell}, decimal, "")
        if row in read.values:
            return read.values[row][1]
        self.bad(row, column, cell, read.wrong.get(row, "a number"))
        return float("nan")

    def check_answers(self, columns: list[int]) -> None:
        """Every name that the user gave is in the table.

        Raises
        ------
        UnknownNameError
            If one is not.
        """
        rows = [self.label(row) for row in self.table.rows]
        known = [label for label in [*rows, *self.labels.values()] if label]
        for name in (*self.answers.keep, *self.answers.drop):
            if not among(known, name):
                raise unknown_name("row or column", name, dict.fromkeys(known))
        criteria = [self.labels[column] for column in columns]
        for name in self.answers.directions:
            if not among(criteria, name):
                raise unknown_name("criterion", name, criteria)


def among(names: Iterable[str], label: str) -> bool:
    """Whether a name is among others, in any case."""
    return bool(label) and any(same(name, label) for name in names)


def same(one: str, other: str) -> bool:
    """Whether two names differ in case and spaces only."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def best_values(rows: Sequence[int], columns: Sequence[int], read: Mapping[int, Column]) -> Floats:
    """The numbers of some rows and columns, NaN where there is none."""
    nothing = (np.nan,) * 3
    values = [[read[c].values.get(row, nothing)[1] for c in columns] for row in rows]
    return np.array(values).reshape(len(rows), len(columns))
