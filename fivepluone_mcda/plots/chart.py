"""The frame of every picture: its size, its rows, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.transforms import BboxBase, ScaledTranslation

from ..model.looks import MUTED
from .style import HEAD, INK, TEXT, WIDTH
from .text import text_width, wrap

Legend = Sequence[tuple[Any, str]]
"""Artists and what they stand for."""


class Chart:
    """The Axes of one picture: given ones, or new ones in a figure that grows as need be.

    Parameters
    ----------
    ax : Axes, optional
        Where to draw.
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
        return self.ax.annotate(
            text,
            (x, y),
            xytext=(2.5 if right else -2.5, 0.0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            size=TEXT,
            weight=weight,
            color=INK,
            parse_math=False,
            linespacing=1.05,
        )

    def finish(self, title: str, note: str = "", legend: Legend = ()) -> Axes:
        """Put the title over the whole width of the picture, a note and the legend below it.

        Parameters
        ----------
        title : str
            What the picture shows.
        note : str
            What the horizontal axis, or the picture, measures.
        legend : sequence of (artist, str)
            What the artists stand for.
        """
        ax, figure = self.ax, self.figure
        figure.draw_without_rendering()  # settles the layout, so that the widths are known
        outer, inner = self.outer, ax.get_window_extent()
        width = outer.width * 72.0 / figure.dpi - 4.0  # renderers round widths up
        x = (outer.x0 - inner.x0) / inner.width
        ax.set_title(
            wrap(title, width, HEAD, "bold"),
            x=x,
            pad=5,
            ha="left",
            size=HEAD,
            weight="bold",
            color=INK,
            parse_math=False,
            linespacing=1.1,
        )
        if note:
            # Letters are wider where a picture is saved with fewer dots an inch.
            ax.set_xlabel(wrap(note, 0.96 * width), x=x, ha="left")
        if legend:
            self._legend(legend, x, width)
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

    def _legend(self, legend: Legend, x: float, width: float) -> None:
        ax, figure = self.ax, self.figure
        below = (self.outer.y0 - ax.get_window_extent().y0) / figure.dpi
        handles, labels = zip(*legend, strict=True)
        wrapped = [wrap(label, width - 30.0) for label in labels]
        widest = max(text_width(line) for label in wrapped for line in label.split("\n"))
        drawn = ax.legend(
            handles,
            wrapped,
            ncols=max(1, min(len(labels), int(width / (widest + 27.0)))),
            loc="upper left",
            bbox_to_anchor=(x, 0.0),
            bbox_transform=ax.transAxes + ScaledTranslation(0.0, below, figure.dpi_scale_trans),
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
