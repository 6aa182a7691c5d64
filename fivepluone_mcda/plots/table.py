"""Tables as pictures: shaded cells with text in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from .chart import Chart
from .style import INK, TEXT, WIDTH
from .text import LINE, PIECE, ROW, line_count, row_labels, text_width, wrap

SHADES = ListedColormap(
    colormaps["YlGnBu"](np.linspace(0.0, 0.8, 256)), name="shades"
).with_extremes(under="#f3f3f3", bad=(0.0, 0.0, 0.0, 0.0))
"""Light to dark, evenly also in greyscale; the darkest still bears white text."""

FIGURES = 6.0
"""Size of the text in the cells."""

FRAME = 1.5 / 72.0
"""Height of a row beyond its label, so that a frame around a cell leaves its text free."""

HEADER = 80.0
"""Height that upright column names may take, in points."""


class Table(Chart):
    """A table with a shade and a text in each cell.

    Parameters
    ----------
    shade : array, shape (r, c)
        0 light to 1 dark; NaN is left grey.
    texts : sequence of r sequences of c str
        What stands in the cells.
    rows, columns : sequence of str
        Their names; those of the rows are `points` wide in a picture of one column.
    ax, width
        As of a picture; it is wider where the texts need it.
    headings : mapping of int to str
        Headings above groups of rows: row before which it stands to text.

    Attributes
    ----------
    place, heights : array, shape (r,)
        The middle of each row in inches from the top, and its height.
    """

    def __init__(
        self,
        shade: NDArray[np.float64],
        texts: Sequence[Sequence[str]],
        rows: Sequence[str],
        columns: Sequence[str],
        ax: Axes | None,
        width: float = WIDTH,
        headings: Mapping[int, str] | None = None,
        points: float = 88.0,
    ) -> None:
        headings = headings or {}
        wrapped, _ = row_labels(rows, width, points)
        slots: list[tuple[int | None, str]] = []  # row and its label; no row: a heading
        for i, label in enumerate(wrapped):
            if i in headings:
                slots.append((None, wrap(headings[i], points, weight="bold")))
            slots.append((i, label))
        heights = np.array([(label.count("\n") + 1) * LINE + ROW + FRAME for _, label in slots])
        edges = np.concatenate([[0.0], np.cumsum(heights)])
        middles = 0.5 * (edges[1:] + edges[:-1])
        is_row = np.array([i is not None for i, _ in slots])
        self.place, self.heights = middles[is_row], heights[is_row]
        left = 10.0 + max(text_width(label) for _, label in slots)
        widest = max(text_width(text, FIGURES) for line in texts for text in line)
        cell = max(widest + 5.0, 1.4 * TEXT, (72.0 * width - left) / len(columns))
        heads = [wrap(name, cell - 2.0) for name in columns]
        upright = line_count(heads) > 3 or any(
            text_width(piece) > cell - 2.0 for name in columns for piece in PIECE.findall(name)
        )
        if upright:
            heads = [wrap(name, HEADER) for name in columns]
            cell = max(cell, 1.1 * TEXT * line_count(heads) + 3.0)
        super().__init__(ax, float(edges[-1]), (left + cell * len(columns)) / 72.0)
        shown = np.full((len(slots), len(columns)), np.nan)
        shown[is_row] = np.where(np.isnan(shade), -1.0, shade)
        self.ax.pcolormesh(np.arange(len(columns) + 1) - 0.5, edges, np.ma.masked_invalid(shown),
                           cmap=SHADES, vmin=0.0, vmax=1.0, edgecolors="white",
                           linewidth=0.8)  # fmt: skip
        for i, j in np.ndindex(*shade.shape):
            colour = "white" if shade[i, j] > 0.8 else INK
            self.ax.text(j, self.place[i], texts[i][j], ha="center", va="center_baseline",
                         size=FIGURES, color=colour, parse_math=False)  # fmt: skip
        self.ax.set_xticks(
            range(len(columns)), heads, va="baseline", parse_math=False, linespacing=1.1
        )
        labels = [label for _, label in slots]
        self.ax.set_yticks(middles, labels, parse_math=False, linespacing=1.05)
        self.ax.set_ylim(edges[-1], 0.0)
        for tick in np.flatnonzero(~is_row):
            self.ax.get_yticklabels()[tick].set_fontweight("bold")
        self.ax.tick_params(length=0, labeltop=True, labelbottom=False)
        if upright:
            self.ax.tick_params(axis="x", rotation=90)
        self.ax.spines[:].set_visible(False)
        self.ax.set_xlim(-0.5, len(columns) - 0.5)

    def outline(self, cells: NDArray[np.bool_]) -> None:
        """Draw a dotted line around the cells, shape (r, c), that are true."""
        for i, j in np.argwhere(cells):
            height = 0.86 * self.heights[i]
            corner = (j - 0.47, self.place[i] - 0.5 * height)
            for colour, line, size in (("white", "-", 1.6), (INK, (0, (1.5, 1)), 1.0)):
                box = Rectangle(corner, 0.94, height, fill=False, ec=colour, ls=line, lw=size)
                self.ax.add_patch(box)
