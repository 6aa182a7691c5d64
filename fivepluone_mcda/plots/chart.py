"""The frame of every picture: its size, its rows, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.transforms import (
    BboxBase,
    IdentityTransform,
    ScaledTranslation,
    blended_transform_factory,
)

from ..model.looks import MUTED
from .style import HEAD, INK, PLAIN_TEXT, TEXT, WIDTH
from .text import row_labels, text_width, wrap

Legend = Sequence[tuple[Any, str]]
"""Artists and what they stand for."""


class Chart:
    """The Axes of one picture: given ones, or new ones in a figure that grows as need be.

    Parameters
    ----------
    ax : Axes, optional
    height : float, optional
        Height of new Axes in inches, whatever stands around them. Left out where the height
        follows from the width.
    width : float
        Width of a new figure in inches.
    """

    def __init__(self, ax: Axes | None, height: float | None, width: float = WIDTH) -> None:
        self.own, self.height = ax is None, height
        if ax is None:
            size = (width, 2.5 * width if height is None else height + 3.0)
            _, ax = plt.subplots(figsize=size, dpi=200, layout="constrained")
        self.ax = ax
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set(linewidth=0.5, color=MUTED)
        ax.tick_params(labelsize=TEXT, labelcolor=INK, length=2, width=0.5, color=MUTED)
        for label in (ax.xaxis.label, ax.yaxis.label):
            label.set(size=TEXT, color=INK, parse_math=False, linespacing=1.1)

    @property
    def figure(self) -> Figure:
        """The figure that the Axes stand in."""
        return self.ax.figure.canvas.figure

    @property
    def outer(self) -> BboxBase:
        """The room that the Axes take with everything that stands around them, in pixels."""
        return self.ax.get_tightbbox() or self.ax.bbox

    @property
    def room(self) -> float:
        """Height of the Axes in inches, once finished."""
        if self.own and self.height is not None:
            return self.height
        return float(self.ax.get_window_extent().height / self.figure.dpi)

    def rows(self, labels: Sequence[str]) -> None:
        """Label the rows 0, 1, 2, ... of the picture from the top."""
        self.ax.set_yticks(range(len(labels)), labels, parse_math=False, linespacing=1.05)
        self.ax.set_ylim(len(labels) - 0.5, -0.5)
        self.ax.tick_params(axis="y", length=0)

    def write(
        self, text: str, x: float, y: float, right: bool = True, weight: str = "normal"
    ) -> Annotation:
        """Write a figure on the right or the left of a place in the data."""
        side, offset = ("left", 2.5) if right else ("right", -2.5)
        return self.ax.annotate(text, (x, y), (offset, 0.0), textcoords="offset points", ha=side,
                                va="center", weight=weight, **PLAIN_TEXT)  # fmt: skip

    def settled_width(self) -> float:
        """Width of the Axes in points, once their layout is settled."""
        self.figure.draw_without_rendering()
        return float(self.ax.get_window_extent().width * 72.0 / self.figure.dpi)

    def finish(self, title: str, note: str = "", legend: Legend = ()) -> Axes:
        """Put the title over the whole width of the picture, a note and the legend below it."""
        ax, figure = self.ax, self.figure
        figure.draw_without_rendering()  # settles the layout, so that the widths are known
        outer, inner = self.outer, ax.get_window_extent()
        # Letters, also of labels, are wider where a picture is saved with fewer dots an inch.
        width = 0.95 * outer.width * 72.0 / figure.dpi
        # In inches: a share of the Axes would move the text when their width changes.
        begin = (outer.x0 - inner.x0) / figure.dpi
        inches = figure.dpi_scale_trans
        heading = ax.set_title(wrap(title, width, HEAD, "bold"), x=0.0, **PLAIN_TEXT)
        heading.set(size=HEAD, weight="bold", ha="left", linespacing=1.1)
        heading.set_transform(ax.transAxes + ScaledTranslation(begin, 5.0 / 72.0, inches))
        if note:
            left = ax.transAxes + ScaledTranslation(begin, 0.0, inches)
            ax.set_xlabel(wrap(note, width), x=0.0, ha="left")
            ax.xaxis.label.set_transform(blended_transform_factory(left, IdentityTransform()))
        if legend:
            self._legend(legend, begin, width)
        if self.own:
            self._fit()
        return ax

    def _fit(self) -> None:
        """Make the figure as high as the Axes, and what stands around them, need it."""
        figure = self.figure
        for _ in range(5):  # a change of height may change the layout
            figure.draw_without_rendering()
            if self.height is None:
                missing = self.outer.height / figure.dpi + 0.12 - figure.get_figheight()
            else:
                missing = self.height - self.ax.get_window_extent().height / figure.dpi
            if abs(missing) < 0.005:
                break
            figure.set_figheight(figure.get_figheight() + missing)

    def _legend(self, legend: Legend, begin: float, width: float) -> None:
        ax, figure = self.ax, self.figure
        below = (self.outer.y0 - ax.get_window_extent().y0) / figure.dpi
        handles, labels = zip(*legend, strict=True)
        wrapped = [wrap(label, width - 30.0) for label in labels]
        widest = max(text_width(line) for label in wrapped for line in label.split("\n"))
        lines = -(-len(labels) // max(1, int(width / (widest + 27.0))))
        drawn = ax.legend(
            handles,
            wrapped,
            ncols=-(-len(labels) // lines),
            loc="upper left",
            bbox_to_anchor=(0.0, 0.0),
            bbox_transform=ax.transAxes + ScaledTranslation(begin, below, figure.dpi_scale_trans),
            borderaxespad=0.5,
            borderpad=0.0,
            fontsize=TEXT,
            frameon=False,
            handlelength=1.6,
            columnspacing=1.2,
            labelcolor=INK,
        )
        for text in drawn.get_texts():
            text.set_parse_math(False)


def row_chart(
    labels: Sequence[str],
    ax: Axes | None,
    width: float,
    least: float = 0.0,
    points: float = 94.0,
) -> Chart:
    """A chart with a labelled row each, from the top, all of `least` inches or higher.

    Labels are as many points wide as stated in a picture of one column, in wider ones wider.
    """
    wrapped, height = row_labels(labels, width, points)
    chart = Chart(ax, max(height, least) * len(wrapped), width)
    chart.rows(wrapped)
    return chart
