"""The scores in a file of answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ...model.text import counted
from ...study import Study
from .values import Values, place
from .version import Version

COLUMNS = ("criterion", "alternative", "low", "best", "high", "cannot_say", "note")

Cell = dict[str, Any]


def read_scores(
    data: Mapping[str, Any], study: Study, values: Values, version: Version
) -> list[Cell]:
    """The scores that can be used; the rest is noted.

    Returns
    -------
    list of dict
        ``criterion``, ``alternative``, ``low``, ``best``, ``high`` (NaN where the respondent cannot
        say), ``silent``, ``evidence`` (the respondent's note).
    """
    ends = study.criteria_table.loc[study.criteria, ["low", "high"]].astype(float)
    scale = {str(leaf): (low, high) for leaf, low, high in ends.itertuples(name=None)}
    cells: dict[tuple[str, str], Cell] = {}
    unused = 0
    for number, row in enumerate(values.rows(data, "scores", COLUMNS), 1):
        where = place("scores", number, row.get("criterion"), row.get("alternative"))
        criterion = values.name(row.get("criterion"), where, study.criteria, "criterion")
        alternative = values.name(row.get("alternative"), where, study.alternatives, "alternative")
        if criterion is None or alternative is None:
            continue
        if not version.is_current(f"node:{criterion}", f"alternative:{alternative}"):
            unused += 1
            continue
        cell = _cell(row, where, scale[criterion], values)
        if cell is None:
            continue
        if (criterion, alternative) in cells:
            values.problems.add(where, "scored more than once; the last score counts", "ask which")
        cells[criterion, alternative] = {
            "criterion": criterion,
            "alternative": alternative,
            **cell,
            "evidence": values.text(row.get("note"), f"{where}, note"),
        }
    if unused:
        what = f"{counted(unused, 'score')} of what has changed since; left out"
        values.problems.add("scores", what, "ask for them again with a new questionnaire")
    return list(cells.values())


def _cell(
    row: Mapping[str, Any], where: str, scale: tuple[float, float], values: Values
) -> Cell | None:
    """Low, best and high of a score; None where it cannot be used."""
    cannot_say = row.get("cannot_say")
    if cannot_say not in (None, True, False):
        values.problems.add(f"{where}, cannot_say", "neither true nor false", "taken for false")
    if cannot_say == 1:
        if row.get("best") is not None:
            what = "a score and 'cannot say'; it is taken for 'cannot say'"
            values.problems.add(where, what, "ask which of the two is meant")
        return {"low": math.nan, "best": math.nan, "high": math.nan, "silent": True}
    if row.get("best") is None:
        values.problems.add(where, "no score; the row is left out", "ask for the best estimate")
        return None
    best = values.number(row["best"], f"{where}, best")
    if best is None:
        return None
    least, most = scale
    if best < least or best > most:  # not so where there is no scale
        what = f"{best:g} is outside the scale; it is left out"
        values.problems.add(where, what, f"ask for a score from {least:g} to {most:g}")
        return None
    low, high = (
        best if row.get(end) is None else values.number(row[end], f"{where}, {end}")
        for end in ("low", "high")
    )
    if low is None or high is None or not low <= best <= high or low < least or high > most:
        if low is not None and high is not None:
            in_order = ", ".join(f"{value:g}" for value in sorted((low, best, high)))
            what = f"low {low:g}, best {best:g}, high {high:g}: best is used alone"
            values.problems.add(where, what, f"ask whether {in_order} is meant, inside the scale")
        low = high = best
    return {"low": low, "best": best, "high": high, "silent": False}
