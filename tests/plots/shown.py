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
    """The text in each cell of a table, by row and column."""
    places = [(text, *text.get_position()) for text in ax.texts]
    return {(round(y), round(x)): text.get_text().strip() for text, x, y in places}


def shades(ax: Axes) -> np.ndarray:
    """The shades of a table; NaN where a cell has none."""
    return ax.collections[0].get_array().filled(np.nan)


def widths(ax: Axes) -> list[float]:
    """The lengths of the bars, in the order they were drawn."""
    return [bar.get_width() for bar in ax.patches]
