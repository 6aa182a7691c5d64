"""The criteria tree with the weight of every node."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from ..model import Problem
from ..model.errors import expect
from ..model.text import percent
from .sheet import Sheet
from .style import FAINT, INK, MUTED, TEXT, labeller
from .text import LINE, ROW, wrap

__all__ = ["criteria_tree"]

STEP = 9.0
"""How far children stand to the right of their parent, in points."""

LABELS = 150.0
"""Width of the tree in points; the bars take the rest of the picture."""


def criteria_tree(problem: Problem, ax: Axes | None = None) -> Axes:
    """The criteria tree, with the weight of every node as a bar.

    Bars of leaf criteria are dark, those of groups light: the latter are sums of the former.

    Parameters
    ----------
    problem : Problem
        What is shown.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title names the leaf criterion and the group that weigh most.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.criteria_tree(fp.load().problem("implementation"))
    >>> print(ax.get_title())
    Weaknesses weighs most of 27 criteria: 11.7 %; of the groups, Barriers: 75.0 %
    """
    expect(problem, Problem, "a Problem")
    tree, weights, label = problem.tree, problem.node_weights, labeller(problem)
    nodes = tree.nodes[1:]
    row = {node: y for y, node in enumerate(nodes)}
    indent = {node: STEP * (tree.depth(node) - 1) for node in nodes}
    boldness = {node: "bold" if tree.children(node) else "normal" for node in nodes}
    wrapped = [wrap(label(node), LABELS - indent[node], TEXT, boldness[node]) for node in nodes]
    lines = max(text.count("\n") + 1 for text in wrapped)
    sheet = Sheet(ax, height=len(nodes) * (lines * LINE + ROW))
    sheet.rows([""] * len(nodes))
    ax = sheet.ax
    for node, text in zip(nodes, wrapped, strict=True):
        leaf = not tree.children(node)
        ax.barh(row[node], weights[node], height=0.62, color="#4d4d4d" if leaf else FAINT)
        sheet.write(percent(weights[node]), weights[node], row[node])
        ax.annotate(
            text,
            (0.0, row[node]),
            xytext=(indent[node] - LABELS - 5.0, 0.0),
            textcoords="offset points",
            va="center",
            size=TEXT,
            weight=boldness[node],
            color=INK,
            parse_math=False,
            linespacing=1.05,
        )
        if not leaf:
            last = tree.leaves_of(node)[-1]
            at = ScaledTranslation(
                (indent[node] - LABELS - 2.0) / 72.0, 0.0, sheet.figure.dpi_scale_trans
            )
            ax.plot(
                [0.0, 0.0],
                [row[node] + 0.45, row[last] + 0.4],
                transform=ax.get_yaxis_transform() + at,
                color=MUTED,
                linewidth=0.5,
                clip_on=False,
            )
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(0.0, 1.25 * weights[list(nodes)].max())
    leaves = weights[list(tree.leaves)]
    title = (
        f"{label(leaves.idxmax())} weighs most of {len(leaves)} criteria: {percent(leaves.max())}"
    )
    if tree.groups:
        groups = weights[list(tree.groups)]
        title += f"; of the groups, {label(groups.idxmax())}: {percent(groups.max())}"
    return sheet.finish(title)
