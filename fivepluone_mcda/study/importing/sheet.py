"""What a sheet says of a comparison: alternatives in rows, criteria in columns."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import pandas as pd

from ...model.inputs import DESCRIBING, direction
from ...model.text import shown
from ..reading.csv_table import with_point
from ..reading.defects import Defects
from ..reading.weight_checks import expected_sum
from ..schema import number
from .grid import Cell, Grid, grid_of, refused, text_of

ROWS = {**DESCRIBING, "low": "low", "high": "high"}
"""Names of rows, in any case, that say something of the criteria."""

ROOT = "goal"
"""The id of the criteria tree's root."""

LONGEST = 200
"""Characters of a name."""

_POINTS_OF_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]*)?")


@dataclass(frozen=True)
class Sheet:
    """A comparison as a sheet states it.

    Attributes
    ----------
    name, origin : str
        The sheet's name; the same with the worksheet.
    alternatives : list of str, length m
        What is compared.
    criteria : dict of str to str, length n
        Label of each criterion by its id.
    scores : list of lists of float, m x n
        The numbers.
    places : list of lists of str, m x n
        The cell of each number.
    weights : list of float or None, length n
        Weights as in the sheet, if it has them: parts of 1, percent or points.
    directions : list of str, length n
        ``max`` or ``min``; ``max`` where the sheet says nothing.
    scale : list of tuples or None, length n
        Low and high end of each criterion's scale, where the sheet has them.
    """

    name: str
    origin: str
    alternatives: list[str]
    criteria: dict[str, str]
    scores: list[list[float]]
    places: list[list[str]]
    weights: list[float] | None
    directions: list[str]
    scale: list[tuple[float, float] | None]


def read_sheet(sheet: str | PathLike[str] | pd.DataFrame) -> Sheet:
    """The comparison in an Excel workbook, a CSV file or a DataFrame.

    Raises
    ------
    StudyError
        With everything that is wrong with it, each with the cell.
    """
    name = "DataFrame" if isinstance(sheet, pd.DataFrame) else shown(Path(sheet).name or str(sheet))
    defects = Defects(name)
    found = _Reader(grid_of(sheet, name), defects).sheet()
    defects.raise_if_any()
    return found


class _Reader:
    """Reads the parts of one grid; what is wrong goes to the defects."""

    def __init__(self, grid: Grid, defects: Defects) -> None:
        self.grid = grid
        self.defects = defects
        self.commas = grid.separator != "," and any(
            isinstance(cell, str) and re.fullmatch(r"[+-]?[0-9.]*,[0-9]+", cell)
            for row in grid.rows.values()
            for cell in row
        )

    def bad(self, row: int, column: int, found: Cell, expected: str) -> None:
        place = self.grid.place(row, column)
        if found == "":
            self.defects.note(self.grid.name, None, place, "an empty cell", expected)
        else:
            self.defects.add(self.grid.name, None, place, text_of(found), expected)

    def sheet(self) -> Sheet:
        """The comparison, as far as it could be read."""
        first, columns = self.header()
        header, *below = self.grid.rows
        criteria = self.criteria(header, columns)
        named, described = self.named(below, first, columns)
        scores = [[self.number(row, column) for column in columns] for row in named.values()]
        scale = self.scale(described, columns)
        for row, values in zip(named.values(), scores, strict=True):
            for column, value, ends in zip(columns, values, scale, strict=True):
                if ends is not None and (value < ends[0] or value > ends[1]):
                    expected = f"{ends[0]:g} to {ends[1]:g}, from the rows low and high"
                    self.bad(row, column, value, expected)
        return Sheet(
            name=self.grid.name,
            origin=self.grid.origin,
            alternatives=list(named),
            criteria=criteria,
            scores=scores,
            places=[[self.grid.place(row, column) for column in columns] for row in named.values()],
            weights=self.weights(described.get("weights"), columns),
            directions=self.directions(described.get("directions"), columns),
            scale=scale,
        )

    def header(self) -> tuple[int, list[int]]:
        """The column of the names and the columns of the criteria."""
        rows = self.grid.rows
        below: dict[int, int] = {}
        for row, cells in rows.items():
            for column, cell in enumerate(cells):
                if cell != "":
                    below.setdefault(column, row)
        header = next(iter(rows), 0)
        used = sorted(below)
        columns = [column for column in used[1:] if below[column] == header]
        expected = "a first row that names the criteria, from its second cell on"
        if not columns:
            raise refused(self.grid.name, "no criterion" if rows else "no cells", expected)
        if all(isinstance(self.grid.at(header, column), float) for column in columns):
            raise refused(self.grid.name, "a first row of numbers", expected)
        for column in used[1:]:
            if below[column] != header:
                place = self.grid.place(below[column], column)
                self.bad(header, column, "", f"the criterion's name; {place} is below it")
        return used[0], columns

    def named(
        self, rows: list[int], first: int, columns: list[int]
    ) -> tuple[dict[str, int], dict[str, int]]:
        """Rows by the names of the alternatives, and by what they say of the criteria."""
        described: dict[str, int] = {}
        named: dict[str, int] = {}
        for row in rows:
            label = self.name(row, first)
            role = ROWS.get(label.casefold())
            taken, key = (named, label) if role is None else (described, role)
            if label and key in taken:
                self.bad(row, first, label, f"it once; {self.grid.place(taken[key], first)} has it")
            elif label and all(self.grid.at(row, column) == "" for column in columns):
                self.bad(row, first, label, "numbers beside it, or an empty row")
            elif label:
                taken[key] = row
        if not named and not self.defects.found:
            expected = "at least one below the header"
            self.defects.note(self.grid.name, None, "", "no alternative", expected)
        return named, described

    def criteria(self, header: int, columns: list[int]) -> dict[str, str]:
        """Label by id; two labels that give one id are refused."""
        found: dict[str, str] = {}
        places: dict[str, str] = {}
        for column in columns:
            label = self.name(header, column)
            # What is no letter or digit would have to be quoted on the command line.
            node = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", label)).strip("_")
            if label and not node:
                self.bad(header, column, label, "a name with letters or digits")
            elif node == ROOT:
                self.bad(header, column, label, "another name; this one is the whole tree's")
            elif node in found:
                expected = f"a name that differs in letters or digits from {places[node]}"
                self.bad(header, column, label, expected)
            else:
                found[node] = label
                places[node] = self.grid.place(header, column)
        return found

    def name(self, row: int, column: int) -> str:
        """The name in a cell on one line; empty, with a defect, if it is none."""
        cell = self.grid.at(row, column)
        text = unicodedata.normalize("NFC", " ".join(text_of(cell).split()))
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

    def number(self, row: int, column: int) -> float:
        """The number in a cell; NaN, with a defect, if it is none."""
        cell = self.grid.at(row, column)
        text = text_of(cell)
        if isinstance(cell, str):
            text = with_point(cell, self.grid.separator or "\t")
            if self.commas and _POINTS_OF_THOUSANDS.fullmatch(cell):
                self.bad(row, column, cell, "a number (without thousands separators)")
                return math.nan
        try:
            return number(text)
        except ValueError as error:
            if text.startswith("="):
                expected = "a number; save the workbook in Excel, so that the result is stored"
            else:
                expected = str(error)
            self.bad(row, column, cell, expected)
            return math.nan

    def weights(self, row: int | None, columns: list[int]) -> list[float] | None:
        if row is None:
            return None
        before = len(self.defects.found)
        weights = [self.number(row, column) for column in columns]
        for column, weight in zip(columns, weights, strict=True):
            if weight < 0.0:
                self.bad(row, column, weight, "0 or more")
        if not any(weights) and len(self.defects.found) == before:
            self.bad(row, columns[0], 0.0, "at least one positive weight in this row")
        elif len(self.defects.found) == before and (expected := expected_sum(weights)):
            place = f"{self.grid.place(row, columns[0])} and to its right"
            found = f"weights that sum to {sum(weights):g}"
            self.defects.note(self.grid.name, None, place, found, expected)
        return weights

    def directions(self, row: int | None, columns: list[int]) -> list[str]:
        if row is None:
            return ["max"] * len(columns)
        found = []
        for column in columns:
            cell = self.grid.at(row, column)
            try:
                found.append(direction(cell))
            except ValueError as error:
                self.bad(row, column, cell, str(error))
        return found

    def scale(
        self, described: dict[str, int], columns: list[int]
    ) -> list[tuple[float, float] | None]:
        found: list[tuple[float, float] | None] = []
        for column in columns:
            rows = [described[end] for end in ("low", "high") if end in described]
            filled = [row for row in rows if self.grid.at(row, column) != ""]
            if len(filled) == 1:
                found.append(None)
                self.bad(
                    filled[0], column, self.grid.at(filled[0], column), "low and high, or neither"
                )
                continue
            ends = [self.number(row, column) for row in filled]
            if ends and ends[0] >= ends[1]:
                self.bad(filled[1], column, ends[1], f"more than {ends[0]:g}, the low end")
                ends = []
            found.append((ends[0], ends[1]) if ends else None)
        return found
