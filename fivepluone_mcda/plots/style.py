"""What all pictures share: sizes, colours, and the names and looks of what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from matplotlib.colors import to_hex, to_rgb
from matplotlib.ticker import FuncFormatter

from ..model import CriteriaError, Problem
from ..model.errors import listed
from ..model.looks import Look, looks
from ..model.text import true_minus

WIDTH = 3.5
"""Width of a picture in inches: one column of a journal."""

HEAD, TEXT, SMALL = 8.0, 6.5, 5.5
"""Sizes of titles, of text, and of figures inside what is drawn, in points."""

INK, DARK, FAINT = "#1a1a1a", "#4d4d4d", "#d4d4d4"

PLAIN_TEXT: dict[str, Any] = {"size": TEXT, "color": INK, "parse_math": False, "linespacing": 1.05}
"""How text looks that stands in a picture; signs such as $ are no formulas."""

PERCENT = FuncFormatter(lambda share, _: f"{round(100.0 * share, 6):g} %")
"""Ticks of an axis of shares."""

POINTS = FuncFormatter(lambda share, _: true_minus(f"{round(100.0 * share, 6):g}"))
"""Ticks of an axis of changes of shares."""

Source = Problem | pd.DataFrame | None
"""What may know the labels of criteria and the order of alternatives."""


def labeller(source: Source) -> Callable[[object], str]:
    """What a node is called in a picture: its label where the source knows it, else its id."""
    if isinstance(source, Problem):
        tree = source.tree
        return lambda node: tree.label(str(node))
    labels = {} if source is None else source.attrs.get("labels", {})
    return lambda node: str(labels.get(str(node), node))


def looks_of(source: Source, names: Sequence[str]) -> dict[str, Look]:
    """The look of each alternative; grey where the source does not tell the problem's order."""
    if isinstance(source, Problem):
        return looks(source.alternatives)
    known = [] if source is None else source.attrs.get("alternatives", [])
    return looks(known) if set(names) <= set(known) else looks(names, coloured=False)


def filled(look: Look) -> dict[str, Any]:
    """How matplotlib fills an area of an alternative: its colour, with its hatch in a paler one."""
    red, green, blue = (0.55 * part + 0.45 for part in to_rgb(look.colour))
    pale = to_hex((red, green, blue))
    return {"facecolor": look.colour, "hatch": look.hatch, "edgecolor": pale, "linewidth": 0.0}


def hatched(colour: str, hatch: str) -> dict[str, Any]:
    """How matplotlib fills the bars of one of two kinds."""
    return {"facecolor": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.0}


def expect_columns(result: object, columns: Sequence[str], source: str) -> pd.DataFrame:
    """The table, refused if it lacks one of these columns."""
    if not isinstance(result, pd.DataFrame):
        raise CriteriaError(f"found {type(result).__name__}; expected {source}")
    missing = [column for column in columns if column not in result.columns]
    if missing:
        raise CriteriaError(f"a table without {listed(missing)}; expected {source}")
    return result
