"""Tables as pictures: shaded cells with text in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from numpy.typing import NDArray

from .sheet import Sheet
from .style import INK, TEXT, WIDTH
from .text import PIECE, row_labels, text_width, wrap

__all__ = ["cells"]

SHADES = ListedColormap(
    colormaps["YlGnBu"](np.linspace(0.0, 0.8, 256)), name="shades"
).with_extremes(bad="#f3f3f3")
"""Light to dark, evenly also in greyscale; the darkest still bears white text."""

FIGURES = 6.0
"""Size of the text in the cells."""

HEADER = 80.0
"""Height that upright column names may take, in points."""


def cells(
    shade: NDArray[np.float64],
    texts: Sequence[Sequence[str]],
    rows: Sequence[str],
    columns: Sequence[str],
    ax: Axes | None,
) -> Sheet:
    """A table with a shade and a text in each cell.

    Parameters
    ----------
    shade : array, shape (r, c)
        0 light to 1 dark; NaN is left grey.
    texts : sequence of r sequences of c str
        What stands in the cells.
    rows, columns : sequence of str
        Names of the rows, on the left, and of the columns, on top.
    ax : Axes, optional
        Where to draw.
    """
    wrapped, row = row_labels(rows)
    left = 14.0 + max(text_width(line) for label in wrapped for line in label.split("\n"))
    widest = max(text_width(text, FIGURES) for line in texts for text in line)
    cell = max(widest + 3.0, 1.4 * TEXT, (72.0 * WIDTH - left) / len(columns))
    heads = [wrap(name, cell - 3.0) for name in columns]
    upright = max(head.count("\n") for head in heads) > 2 or any(
        text_width(piece) > cell - 3.0 for name in columns for piece in PIECE.findall(name)
    )
    if upright:
        heads = [wrap(name, HEADER) for name in columns]
        cell = max(cell, 1.1 * TEXT * max(head.count("\n") + 1 for head in heads) + 3.0)
    sheet = Sheet(ax, height=row * len(rows), width=(left + cell * len(columns)) / 72.0)
    ax = sheet.ax
    ax.pcolormesh(
        np.arange(len(columns) + 1) - 0.5,
        np.arange(len(rows) + 1) - 0.5,
        np.ma.masked_invalid(shade),
        cmap=SHADES,
        vmin=0.0,
        vmax=1.0,
        edgecolors="white",
        linewidth=0.8,
    )
    for i, j in np.ndindex(*shade.shape):
        ax.text(
            j,
            i,
            texts[i][j],
            ha="center",
            va="center",
            size=FIGURES,
            color="white" if shade[i, j] > 0.8 else INK,
            parse_math=False,
        )
    ax.set_xticks(range(len(columns)), heads, va="baseline", parse_math=False, linespacing=1.1)
    sheet.rows(wrapped)
    ax.tick_params(top=False, bottom=False, labeltop=True, labelbottom=False)
    if upright:
        ax.tick_params(axis="x", rotation=90)
    ax.spines[:].set_visible(False)
    ax.set_xlim(-0.5, len(columns) - 0.5)
    return sheet
