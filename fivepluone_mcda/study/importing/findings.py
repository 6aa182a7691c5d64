"""What is known of a table while it is read, and how a question about it is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ...model.arrays import Floats
from ...model.errors import unknown_name
from ...model.text import shown
from ..reading.defects import Defects
from ..reading.weight_checks import are_shares
from ..stated_direction import direction_in_label
from .cells import Cell, Grid, text_of
from .clock_times import in_units
from .columns import Column, read_column
from .label_parts import unit_in_label, weight_in_label
from .table import Table
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
    groups : dict of int to str
        The name of the group of criteria above a column.
    durations : dict of int to str
        The unit of columns of times that are durations.
    members : dict of int to list of int
        The columns that are one criterion, with the range of its scores.
    weights : dict of int to float
        The weights that the names of all columns or groups state as percentages of 100.
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
        self.groups = table.groups()
        self.members: dict[int, list[int]] = {}
        self.durations: dict[int, str] = {}
        self.weighs_groups = False
        self.weights = self._weights_in_names()
        self._names = {column: self._names_of(column) for column in self.labels}

    def _weights_in_names(self) -> dict[int, float]:
        """The percentages in the names of all criteria, or groups of them, which sum to 100."""
        groups = {**self.labels, **self.groups}
        for names in (self.labels, groups):
            found = {column: weight_in_label(name) for column, name in names.items()}
            weights = {column: part for column, (_, part) in found.items() if part is not None}
            once = {names[column]: weight for column, weight in weights.items()}
            if are_shares(sum(once.values()) / 100.0):
                self.weighs_groups = names is groups
                for column in weights:
                    kept = self.groups if names is groups and column in self.groups else self.labels
                    kept[column] = found[column][0]
                return weights
        return {}

    def _names_of(self, column: int) -> list[str]:
        """What a user may call a column: with or without its group and its unit."""
        label = self.labels[column]
        joined = [f"{self.groups[column]}, {label}"] if column in self.groups else []
        return [label, unit_in_label(label)[0], *joined]

    def is_among(self, names: Iterable[str], column: int) -> bool:
        """Whether a column is one of those that the user names."""
        return any(among(names, label) for label in self._names[column])

    def is_kept(self, column: int) -> bool:
        """Whether the user says that a column is a criterion."""
        return self.is_among(self.answers.keep, column)

    def rename(self, column: int, label: str) -> None:
        """Give a column a plainer name; the user may call it by both."""
        self.labels[column] = label
        self._names[column] += self._names_of(column)

    def join(self, column: int, label: str, members: list[int]) -> None:
        """Take several columns as one, whose cells about it may stand in any of them."""
        self.rename(column, label)
        self.members[column] = [column, *members]
        if self.groups.get(column) == label:
            del self.groups[column]
        ways = {self.stated.pop(member) for member in members if member in self.stated}
        if len(ways) == 1:
            self.stated[column] = ways.pop()

    def score(self, row: int, column: int) -> Cell:
        """A cell of an alternative; a duration as a number."""
        cell = self.grid.at(row, column)
        hours = in_units(cell) if column in self.durations else np.nan
        return cell if np.isnan(hours) else hours

    def about(self, row: int, column: int) -> Cell:
        """A cell that says something of a criterion."""
        cells = [self.grid.at(row, member) for member in self.members.get(column, [column])]
        return next((cell for cell in cells if cell != ""), "")

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

    def ask_about_row(self, row: int, what: str) -> None:
        """Ask whether a row is an alternative, as something speaks against it."""
        label = self.label(row)
        self.ask(self.grid.place(row, self.table.names), f"{label!r}, {what}", label, "alternative")

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

    def numbers(
        self, row: int, columns: Mapping[int, int], decimal: str | None
    ) -> dict[int, float]:
        """The numbers in cells that describe criteria; NaN, with a defect, where one is none.

        `columns` are those of the cells by those of the criteria.
        """
        cells = {column: self.about(row, at) for column, at in columns.items()}
        read = read_column(cells, decimal, self.table.label(row))
        for column, cell in cells.items():
            if column in read.wrong or column in read.missing:
                self.bad(row, columns[column], cell, read.wrong.get(column, "a number"))
        nothing = (np.nan,) * 3
        return {
            column: nothing[1] if column in read.wrong else read.values.get(column, nothing)[1]
            for column in cells
        }

    def check_answers(self, columns: list[int]) -> None:
        """Every name that the user gave is in the table.

        Raises
        ------
        UnknownNameError
            If one is not.
        """
        rows = [self.label(row) for row in self.table.rows]
        before = [self.grid.text(self.header, column) for column in range(self.table.names)]
        names = [name for of_column in self._names.values() for name in of_column]
        known = list(filter(None, [*rows, *self.labels.values(), *before]))
        for name in (*self.answers.keep, *self.answers.drop):
            if not among([*known, *names], name):
                raise unknown_name("row or column", name, dict.fromkeys(known))
        for name in self.answers.directions:
            if not any(self.is_among([name], column) for column in columns):
                criteria = [self.labels[column] for column in columns]
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
