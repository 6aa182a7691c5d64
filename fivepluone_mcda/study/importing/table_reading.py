"""What was understood of a table in a spreadsheet, and what it says in words."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import pandas as pd

from ...model import Problem
from ...model.arrays import Flags, Floats
from ...model.text import counted, joined, quoted, shown


@dataclass(frozen=True)
class Criterion:
    """A criterion as the table states it.

    Attributes
    ----------
    id, name, label : str
        A short name of letters and digits, the name as in the sheet, and this without its unit.
    group : str
        The name of its group; empty where it is in none.
    place : str
        Its column.
    direction, stated : str
        ``max`` or ``min``, and where this was said; empty where it was not.
    weight : float or None
        As in the sheet: a part of 1, percent or points.
    scale : tuple of float, or None
        The ends of its scale.
    unit : str
        Its unit.
    """

    id: str
    name: str
    label: str
    group: str
    place: str
    direction: str
    stated: str
    weight: float | None
    scale: tuple[float, float] | None
    unit: str


@dataclass(frozen=True, eq=False, repr=False)
class TableReading:
    """What was understood of a table: `describe_table` gives it, `new_study` makes a study of it.

    Attributes
    ----------
    name, origin : str
        The file, and the same with the worksheet.
    cells : str
        The range in which the table was found.
    title : str
        What stands above it.
    turned : bool
        Whether its rows are the criteria.
    alternatives : list of str, length m
        What is compared.
    criteria : list of Criterion, length n
        By what.
    low, best, high : array, shape (m, n)
        The scores and their ranges.
    missing : array of bool, shape (m, n)
        Whether the sheet has no score, so that only its range is known.
    places : list of lists of str, m x n
        The cell of each score.
    left_out : list of tuple of str
        What was left out, and why.
    remarks : list of str
        What else was settled, and how.
    doubts : list of str
        What should be looked at, each with the option that changes it.
    """

    name: str
    origin: str
    cells: str
    title: str
    turned: bool
    alternatives: list[str]
    criteria: list[Criterion]
    low: Floats
    best: Floats
    high: Floats
    missing: Flags
    places: list[list[str]]
    left_out: list[tuple[str, str]]
    remarks: list[str]
    doubts: list[str]

    @property
    def weights(self) -> list[float] | None:
        """The weights as in the sheet; None where it has none."""
        weights = [one.weight for one in self.criteria if one.weight is not None]
        return weights or None

    @property
    def problem(self) -> Problem:
        """The decision problem; its criteria have their names in the sheet."""
        names = [one.name for one in self.criteria]

        def frame(values: Floats) -> pd.DataFrame:
            return pd.DataFrame(values, self.alternatives, names)

        ranged = bool((self.high > self.low).any())
        return Problem(
            frame(self.best),
            None if self.weights is None else dict(zip(names, self.weights, strict=True)),
            {one.name: one.direction for one in self.criteria},
            {one.name: one.scale for one in self.criteria if one.scale is not None},
            self._tree,
            low=frame(self.low) if ranged else None,
            high=frame(self.high) if ranged else None,
        )

    @property
    def _tree(self) -> dict[str, list[str] | None] | None:
        """The groups of criteria; None where there are none."""
        tree: dict[str, list[str] | None] = {}
        for one in self.criteria:
            if one.group:
                tree[one.group] = [*(tree.get(one.group) or []), one.name]
            else:
                tree[one.name] = None
        return tree if any(tree.values()) else None

    @property
    def doubt_of_directions(self) -> str:
        """What is doubtful where no direction is stated at all; else empty."""
        if any(one.stated for one in self.criteria):
            return ""
        return (
            "no direction is stated: more counts as better on every criterion; if less is better "
            f"on some: --direction, as in --direction '{self.criteria[0].label}=min'"
        )

    def warn(self) -> None:
        """Warn of each doubt, in the name of the function that was called from outside."""
        for doubt in self.doubts:
            warnings.warn(f"{self.name}: {doubt}", stacklevel=3)

    def to_frame(self) -> pd.DataFrame:
        """Each criterion: where it stands, which direction is better and who says so, weight."""
        return pd.DataFrame(
            {
                "place": [one.place for one in self.criteria],
                "better": ["more" if one.direction == "max" else "less" for one in self.criteria],
                "stated": [one.stated or "not stated" for one in self.criteria],
                "group": [one.group for one in self.criteria],
                "weight": [_number(one.weight) for one in self.criteria],
                "unit": [one.unit for one in self.criteria],
                "scale": [_ends(one.scale) for one in self.criteria],
                "scores": [
                    f"{_number(self.best[:, j].min())} to {_number(self.best[:, j].max())}"
                    for j in range(len(self.criteria))
                ],
            },
            pd.Index([one.label for one in self.criteria], name="criterion"),
        )

    def words(self) -> list[str]:
        """What was understood beside the table of criteria, a sentence a line."""
        turned = "; its rows are the criteria" if self.turned else ""
        lines = [f"Found in {self.origin}: {self.cells}{turned}."]
        if self.title:
            lines.append(f"Title: {quoted(self.title)}.")
        count = counted(len(self.alternatives), "alternative")
        lines.append(f"{count}: {', '.join(self.alternatives)}.")
        if self.weights is None:
            lines.append("No weights are stated: all criteria weigh the same.")
        ranged = int((self.high > self.low).sum())
        if ranged:
            cells = counted(ranged, "score has a range", "scores have a range")
            lines.append(f"{cells}, which the robustness analysis uses.")
        lines += [f"Left out: {what}: {why}." for what, why in self.left_out]
        lines += [f"{remark[0].upper()}{remark[1:]}." for remark in self.remarks]
        lines += [f"Please check: {doubt}." for doubt in self.doubts]
        return [shown(line) for line in lines]

    def __repr__(self) -> str:
        first, *others = self.words()
        table = shown_table(self.to_frame())
        return "\n".join([first, *map(shown, table.to_string().split("\n")), *others])


def shown_table(table: pd.DataFrame) -> pd.DataFrame:
    """Without the columns that say nothing."""
    return table.loc[:, (table != "").any()]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _ends(scale: tuple[float, float] | None) -> str:
    return "" if scale is None else joined([f"{end:g}" for end in scale]).replace(" and ", " to ")
