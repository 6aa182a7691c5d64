"""The weights of every respondent of a panel, and the joint ones."""

from __future__ import annotations

from itertools import chain

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ..model import CriteriaError, CriteriaTree
from ..model.errors import expect
from ..model.looks import looks
from ..narrative import pictures as words
from ..robustness import Panel
from .chart import row_chart
from .style import INK, PERCENT, WIDTH

MOST = 16
"""Rows at most: a level of the criteria tree with more nodes than fit is not shown."""


def panel(result: Panel, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """Every respondent's weight of each group of criteria, and the joint weight.

    Parameters
    ----------
    result : Panel
        What `fp.panel` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        A row a node of the criteria tree, down to the level that still fits; a mark a respondent,
        as the alternative looks that comes first under the respondent's weights; a line for the
        joint weight. The title says who comes first for how many, and where they agree least.

    Raises
    ------
    CriteriaError
        If there are fewer than two respondents with weights of their own.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.panel(fp.panel(fp.load(), "values"))
    >>> print(ax.get_title().replace(chr(10), " "))
    CA-China comes first for 3 of 5 respondents, CA-EU for 2; they agree least on “SWOT”
    """
    expect(result, Panel, "what fp.panel gives")
    views = result.views
    if views is None:
        raise CriteriaError(
            "found fewer than two respondents with weights of their own; expected two or more"
        )
    problem = result.ranking.problem
    tree = problem.tree
    nodes = _rows(tree)
    # Each respondent has the same height in every row, so that one can be followed down.
    heights = np.linspace(-0.3, 0.3, len(views.winners))
    chart = row_chart([tree.label(node) for node in nodes], ax, width, least=0.22)
    ax = chart.ax
    own = {node: views.weights[list(tree.leaves_of(node))].sum(axis=1) for node in nodes}
    for y, node in enumerate(nodes):
        if y % 2 == 0:
            ax.axhspan(y - 0.5, y + 0.5, color="#f3f3f3", linewidth=0.0, zorder=0)
        joint = problem.node_weights[node]
        ax.plot([joint, joint], [y - 0.4, y + 0.4], color=INK, linewidth=1.2, zorder=1)
    legend = [(Line2D([], [], color=INK, linewidth=1.2), "joint weight")]
    for name, look in looks(problem.alternatives).items():
        theirs = (views.winners == name).to_numpy()
        if not theirs.any():
            continue
        for y, node in enumerate(nodes):
            ax.scatter(own[node][theirs], y + heights[theirs], s=14.0, marker=look.marker,
                       color=look.colour, edgecolors="white", linewidths=0.4,
                       zorder=2)  # fmt: skip
        mark = Line2D([], [], ls="", marker=look.marker, color=look.colour, markersize=4.0)
        legend.append((mark, f"{name} comes first"))
    ax.set_xlim(left=0.0)
    ax.xaxis.set_major_formatter(PERCENT)
    note = "Weight in the whole; a mark is a respondent, on the same height in every row"
    consensus = result.agreement["consensus"]
    least = tree.label(str(consensus.idxmin())) if len(consensus) > 1 else None
    return chart.finish(words.panel_title(views.winners, least), note, legend)


def _rows(tree: CriteriaTree) -> list[str]:
    """The nodes down to the last level of the tree that fits, in the order of the tree."""
    shown: set[str] = set()
    level = list(tree.children(tree.root))
    while level and (not shown or len(shown) + len(level) <= MOST):
        shown |= set(level)
        level = list(chain.from_iterable(tree.children(node) for node in level))
    return [node for node in tree.nodes if node in shown]
