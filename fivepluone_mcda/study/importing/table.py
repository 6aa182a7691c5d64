"""A table in a sheet: its header, rows and columns, and what a cell or row of it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from ..stated_direction import direction_in
from .cells import Cell, Grid, text_of
from .label_parts import RANGE, is_unit, variant_in_label
from .vocabulary import DESCRIBING, DIRECTION, HIGH, LOW, SCALE, WEIGHT, is_weak, role_of
from .written_number import is_missing, number_in


@dataclass(frozen=True)
class Table:
    """The parts of a table in a sheet; rows and columns are those of the grid.

    Attributes
    ----------
    grid : Grid
        The sheet.
    header : list of int
        The rows that name the columns, from the top; none where none was found.
    names : int
        The column that names the rows.
    columns : list of int
        The columns to its right.
    rows : list of int
        All rows that are not empty below the header, up to the next table, and rows above it that
        describe the columns.
    title : str
        What stands above the header.
    sections : dict of int to str
        The names of groups of columns that were headings of rows before the table was turned.
    """

    grid: Grid
    header: list[int]
    names: int
    columns: list[int]
    rows: list[int]
    title: str = ""
    sections: dict[int, str] = field(default_factory=dict)

    @property
    def area(self) -> str:
        """The cells from the header to the last row that says something, such as ``B3:H9``."""
        body = [
            row
            for row in self.rows
            if self.numbers(row)
            or role_of_row(self.grid, row, self.label(row), self.columns) in DESCRIBING
        ]
        return self.grid.area([*self.header, *body], [self.names, *self.columns])

    def label(self, row: int) -> str:
        """The name of a row: of its cell, or of one to the left where that is empty."""
        texts = (self.grid.text(row, column) for column in range(self.names, -1, -1))
        return next((text for text in texts if text), "")

    def numbers(self, row: int) -> list[int]:
        """The columns in which a row has numbers."""
        return [column for column in self.columns if is_number(self.grid.at(row, column))]

    def labels(self) -> dict[int, str]:
        """The name of each column, from all rows of the header but that of its group."""
        parts, groups = self._parts(), self.groups().keys() - self.sections.keys()
        return {column: ", ".join(parts[column][column in groups :]) for column in self.columns}

    def headings(self) -> dict[int, str]:
        """The rows that have nothing but a name, above rows with numbers."""
        found: dict[int, str] = {}
        last = max(filter(self.numbers, self.rows), default=-1)
        for row in self.rows:
            label = self.label(row)
            beside = {self.grid.text(row, column) for column in self.columns} - {"", label}
            if row < last and label and not beside and role_of(label) is None:
                found[row] = label
        return found

    def groups(self) -> dict[int, str]:
        """The names that stand above several columns beside one another, by column."""
        parts = self._parts()
        groups: dict[int, str] = dict(self.sections)
        for top, run in groupby(self.columns, lambda column: "".join(parts[column][:1])):
            columns = list(run)
            below = {", ".join(parts[column][1:]) for column in columns}
            plain_names = all(map(_may_be_grouped, [top, *below]))
            if len(below) == len(columns) > 1 and plain_names:
                groups.update(dict.fromkeys(columns, top))
        return groups

    def _parts(self) -> dict[int, list[str]]:
        """What the rows of the header say of each column, from the top, each thing once."""
        rows = [row for row in self.header if not counts_columns(self.grid, row, self.columns)]
        parts = {column: [self.grid.text(row, column) for row in rows] for column in self.columns}
        if not (self.grid.merged or self.grid.labelled):
            self._fill(parts)
        for level in range(len(rows) - 1):
            # What stands above all columns is a title.
            above = {texts[level] for texts in parts.values() if any(texts)}
            ends = {variant_in_label(texts[-1])[1] for texts in parts.values()} <= RANGE
            if len(self.columns) > 1 and len(above) == 1 and not ends:
                for texts in parts.values():
                    texts[level] = ""
        return {column: list(dict.fromkeys(filter(None, texts))) for column, texts in parts.items()}

    def _fill(self, parts: dict[int, list[str]]) -> None:
        """A name above several columns stands in the first of them where no cells are merged."""
        for level in range(len(self.header) - 1):
            above = ""
            for texts in parts.values():
                below = any(texts[level + 1 :])
                above = texts[level] or (above if below else "")
                if below and level < len(texts):
                    texts[level] = above


def _may_be_grouped(name: str) -> bool:
    """Whether a name can be that of a group or of a criterion in one."""
    return bool(name) and not is_unit(name) and bool(variant_in_label(name)[0])


def is_number(cell: Cell) -> bool:
    """Whether a cell states a number or a range."""
    return isinstance(cell, float) or number_in(cell) is not None


def is_text(cell: Cell) -> bool:
    """Whether a cell has words that are not about a missing score."""
    return isinstance(cell, str) and not is_missing(cell) and not is_number(cell)


def role_of_row(grid: Grid, row: int, label: str, columns: list[int]) -> str | None:
    """What a row says of the columns, by its name and its cells; None where it names neither."""
    cells = [grid.at(row, column) for column in columns if grid.at(row, column) != ""]
    words = [cell for cell in cells if isinstance(cell, str)]
    directions = sum(direction_in(word, signs=True) is not None for word in words)
    role = role_of(label)
    if role in {WEIGHT, LOW, HIGH} and not any(map(is_number, cells)):
        role = None
    if role in {DIRECTION, SCALE} and is_weak(label) and not directions:
        ranges = sum(bool((n := number_in(word)) and n.is_range) for word in words)
        role = role if role == SCALE and ranges else None
    if role is None and not label and len(words) == len(cells) == directions > 0:
        return DIRECTION
    return role


def counts_columns(grid: Grid, row: int, columns: list[int]) -> bool:
    """Whether a row numbers the columns, as 1, 2, 3 or A, 1, 2: below it are words and numbers."""
    used = [column for column in columns if grid.at(row, column) != ""]
    if len(used) < 3 or not text_of(grid.at(row, used[-1])).strip("()").isdigit():
        return False
    cells = [text_of(grid.at(row, column)).strip("()") for column in used]
    below = (other for other in grid.rows if other > row)
    if cells[0] == "\u0410":  # the letter A of Russian statistics, above names that are longer
        names = [grid.text(other, used[0]) for other in below]
        numbers = [cell for cell in cells[1:] if cell not in "\u0411\u0412"]
        return any(len(name) > 1 for name in names) and numbers == _count(1, len(numbers))
    if cells not in (_count(1, len(cells)), _count(2, len(cells))):
        return False
    return any(is_text(grid.at(other, column)) for other in below for column in columns[:3])


def _count(first: int, length: int) -> list[str]:
    return [str(first + place) for place in range(length)]
