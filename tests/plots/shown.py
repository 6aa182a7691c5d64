"""What a picture shows, read off its artists."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text

MINUS = "\N{MINUS SIGN}"


def title(ax: Axes) -> str:
    """The title on one line."""
    return ax.get_title().replace("\n", " ")


def words(texts: Iterable[Text]) -> list[str]:
    """What the texts say, each on one line."""
    return [text.get_text().replace("\n", " ") for text in texts]


def cell_texts(ax: Axes) -> dict[tuple[int, int], str]:
    """The text in each cell of a table, by row and column, headings not counted."""
    places = [(text, *text.get_position()) for text in ax.texts]
    rows = sorted({y for _, _, y in places})
    return {(rows.index(y), round(x)): text.get_text().strip() for text, x, y in places}


def row_names(ax: Axes) -> list[str]:
    """The names of the rows of a table, headings left out."""
    labels = ax.get_yticklabels()
    return words(label for label in labels if label.get_weight() != "bold")


def shades(ax: Axes) -> np.ndarray:
    """The shades of a table, headings left out; NaN where a cell has none."""
    shade = ax.collections[0].get_array()
    rows = shade[~np.ma.getmaskarray(shade).all(axis=1)].data
    return np.where(rows < 0.0, np.nan, rows)


def widths(ax: Axes) -> list[float]:
    """The lengths of the bars, in the order they were drawn."""
    return [bar.get_width() for bar in ax.patches]
