"""Where in a sheet the tables are, and which of its rows and columns are theirs."""

from __future__ import annotations

from collections.abc import Iterator

from ..stated_direction import direction_in
from .cells import Grid, text_of
from .label_parts import PERIOD, variant_in_label
from .table import Table, counts_columns, is_number, is_text, role_of_row
from .vocabulary import DESCRIBING


def tables_in(grid: Grid) -> list[Table]:
    """The tables of names and numbers in a sheet, those with a header if there are any."""
    if grid.labelled:
        # The header and names of a DataFrame are where they are, whatever their kind.
        first, *rows = grid.rows or [0]
        names, *columns = grid.columns or [0]
        return [Table(grid, [first], names, columns, rows)] if rows and columns else []
    found = [table for columns in _strips(grid) for table in _Strip(grid, columns).tables()]
    return [table for table in found if table.header] or found


def _strips(grid: Grid) -> Iterator[list[int]]:
    """Columns of tables beside one another: an empty column, and names after it."""
    rows = [row for row, cells in grid.rows.items() if any(map(is_number, cells))]
    filled = {c: sum(grid.at(row, c) != "" for row in rows) for c in grid.columns}
    words = {c: sum(is_text(grid.at(row, c)) for row in rows) for c in grid.columns}
    names = {c for c in grid.columns if 0 < filled[c] <= 2 * words[c]}
    numbers = {c for c in grid.columns if filled[c] > 2 * words[c]}
    strip: list[int] = []
    last = -1
    for column in grid.columns:
        is_table = any(a in names and b in numbers and a < b for a in strip for b in strip)
        numbers_follow = any(other > column for other in numbers)
        if is_table and column > last + 1 and column in names and numbers_follow:
            yield strip
            strip = []
        strip.append(column)
        last = column if filled[column] else last
    if strip:
        yield strip


class _Strip:
    """Some columns of a sheet, in which the tables stand one below the other."""

    def __init__(self, grid: Grid, columns: list[int]) -> None:
        self.grid = grid
        self.columns = columns
        self.rows = [
            row for row in grid.rows if any(grid.at(row, column) != "" for column in columns)
        ]
        self.numbers = {
            row: [c for c in columns if is_number(grid.at(row, c))] for row in self.rows
        }
        self.texts = {row: [c for c in columns if is_text(grid.at(row, c))] for row in self.rows}
        self.roles = {row: self._role(row) for row in self.rows}

    def _role(self, row: int) -> str | None:
        first, *others = self.columns
        label = self.grid.text(row, first)
        for column in self.columns[1:]:
            if label or not is_text(self.grid.at(row, column)):
                break
            label, others = self.grid.text(row, column), [c for c in others if c > column]
        if not is_text(self.grid.at(row, first)) and direction_in(label, signs=True):
            # Words such as cost and benefit may also be names of criteria, in the first row.
            if not any(self.texts[other] for other in self.rows if other < row):
                return None
            label, others = "", self.columns
        return role_of_row(self.grid, row, label, others)

    def _is_head(self, row: int) -> bool:
        """Whether a row without numbers may name columns."""
        texts = self.texts[row]
        if self.numbers[row] or self.roles[row] in DESCRIBING:
            return False
        same = len({self.grid.at(row, column) for column in texts}) == 1
        if self.grid.merged and same and len(texts) > 1:
            return False  # a title across merged cells
        return len(texts) > 1 or any(column > self.columns[0] for column in texts)

    def tables(self) -> Iterator[Table]:
        """The tables from the top."""
        bodies: list[list[int]] = []
        heads: list[int] = []  # since the last row of numbers
        before = None
        for row in self.rows:
            gap = before is None or row > before + 1 or not self.numbers[before]
            counts = counts_columns(self.grid, row, self.columns)
            years = self._is_years(row) and gap
            first = self.grid.at(row, self.columns[0])
            if bodies and not heads and self._is_words(row, bodies[-1]):
                bodies[-1].append(row)
            elif self._is_head(row) or (
                (counts or years)
                and (heads or not bodies or years)
                and (not heads or counts or first in ("", self.grid.at(heads[-1], self.columns[0])))
            ):
                heads.append(row)
            elif self.numbers[row] and (heads or not bodies):
                bodies.append([row])
                heads = []
            elif self.numbers[row]:
                bodies[-1].append(row)
            before = row
        bodies = self._joined(bodies)
        for place, body in enumerate(bodies):
            start = 0 if not place else bodies[place - 1][-1] + 1
            end = bodies[place + 1][0] if place + 1 < len(bodies) else max(self.rows) + 1
            if table := self._table(body, start, end):
                yield table

    def _is_words(self, row: int, body: list[int]) -> bool:
        """Whether a row just below alternatives has words in place of their numbers."""
        scores = any(self.roles[other] not in DESCRIBING for other in body)
        return scores and body[-1] == row - 1 and self._is_head(row)

    def _joined(self, bodies: list[list[int]]) -> list[list[int]]:
        """Rows that only describe columns belong to the table below them, or above."""
        joined: list[list[int]] = []
        waiting: list[int] = []
        for body in bodies:
            if all(self.roles[row] in DESCRIBING for row in body):
                waiting += body
            else:
                joined.append([*waiting, *body])
                waiting = []
        if joined:
            joined[-1] += waiting
        return joined

    def _is_years(self, row: int) -> bool:
        numbers = [self.grid.at(row, column) for column in self.numbers[row]]
        texts = self.texts[row]
        return (
            len(numbers) > 1
            and all(variant_in_label(text_of(cell)) == ("", PERIOD) for cell in numbers)
            and (texts in ([], self.columns[:1]) or self._is_first(row))
        )

    def _has_periods(self, row: int) -> bool:
        """Whether a row of a header has nothing but periods beside its name."""
        texts = [self.grid.text(row, column) for column in self.columns[1:]]
        return {variant_in_label(text) for text in texts if text} == {("", PERIOD)}

    def _is_first(self, row: int) -> bool:
        """Whether nothing above a row has numbers or names columns."""
        above = [other for other in self.rows if other < row]
        return not any(self.numbers[other] or self._is_head(other) for other in above)

    def _table(self, body: list[int], start: int, end: int) -> Table | None:
        plain = [row for row in body if self.roles[row] not in DESCRIBING]
        names = self._names(plain)
        numbers = [
            c
            for c in self.columns
            if c > names and any(is_number(self.grid.at(row, c)) for row in plain)
        ]
        if not numbers:
            return None
        first = plain[0]
        header: list[int] = []
        between: list[int] = []  # headings of groups of rows
        title: list[str] = []
        described = [row for row in body if row < first]
        for row in (row for row in reversed(self.rows) if start <= row < first):
            near = header and (row == header[0] - 1 or not title)
            years = self._is_years(row) or counts_columns(self.grid, row, self.columns)
            if self.roles[row] in DESCRIBING:
                described.append(row)
            elif (
                (self._is_head(row) or years)
                and not title
                and (not header or row == header[0] - 1 or row + 1 in described)
            ):
                header.insert(0, row)
            elif not header:
                between.append(row)
            elif near:
                title.insert(0, self.grid.text(row, min(self.texts[row], default=0)))
        header, words = self._split(header, names, numbers)
        last = [row for row in self.rows if first <= row < end]
        heads = [row for row in last if row > body[-1] and self._is_head(row)]
        if heads and end <= max(self.rows):
            last = [row for row in last if row < heads[0]]
        columns = [
            c
            for c in self.columns
            if c > names and any(self.grid.at(row, c) != "" for row in [*header, *body])
        ]
        rows = sorted({*described, *(between if header else ()), *words, *last})
        return Table(self.grid, header, names, columns, rows, " ".join(title[-2:]))

    def _split(
        self, header: list[int], names: int, numbers: list[int]
    ) -> tuple[list[int], list[int]]:
        """Rows without numbers above a table: those that name columns, and rows of words below.

        A row with a name of its own begins a header, unless all columns have names already.
        """
        top: list[int] = []
        for place, row in enumerate(header):
            above = {self.grid.text(other, names) for other in top}
            names_groups = all(map(self._has_periods, top))
            if not names_groups and self.grid.text(row, names) not in {"", *above}:
                named = {c for c in numbers for other in top if self.grid.at(other, c) != ""}
                if len(named) == len(numbers):
                    return top, header[place:]
                top = []
            top.append(row)
        return top, []

    def _names(self, rows: list[int]) -> int:
        """The column that names the rows: the first one of words that differ."""
        words: list[int] = []
        for column in self.columns:
            texts = sum(is_text(self.grid.at(row, column)) for row in rows)
            if 2 * texts >= len(rows):
                words.append(column)
            elif words:
                break
        distinct = {c: len({self.grid.at(row, c) for row in rows} - {""}) for c in words}
        return max(words, key=lambda c: distinct[c]) if words else self.columns[0]
