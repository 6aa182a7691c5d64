"""Pictures of a problem: its criteria tree, its scores, and the scores that decide."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from ..methods.registry import MethodLike
from ..model import Problem
from ..model.arrays import Floats
from ..model.coding import SILENT
from ..model.errors import expect
from ..model.looks import MUTED
from ..model.ranges import AGREED, coder_spread, goodness
from ..model.text import decimals, number, part_digits, percent
from ..narrative import pictures as words
from ..robustness import critical_scores as compute_critical_scores
from .chart import Chart
from .style import DARK, PLAIN_TEXT, TEXT, WIDTH, expect_columns, labeller, looks_of
from .table import Table
from .text import LINE, ROW, line_count, wrap

INDENT = 9.0
"""How far children stand to the right of their parent, in points."""

LABELS = 150.0
"""Width of the tree in points; the bars take the rest of the picture."""


def criteria_tree(problem: Problem, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """The criteria tree, with the weight of every node.

    A criterion's weight is a bar; that of a group, the sum of its criteria, is a figure in bold.

    Parameters
    ----------
    problem : Problem
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title names the criterion and the group that weigh most.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.criteria_tree(fp.load().problem("implementation"))
    >>> print(ax.get_title())
    Weaknesses weighs most of 27 criteria: 11.7 %; of
    the groups, Barriers: 75.0 %
    """
    expect(problem, Problem, "a Problem")
    tree, weights, label = problem.tree, problem.node_weights, labeller(problem)
    nodes = tree.nodes[1:]
    row = {node: y for y, node in enumerate(nodes)}
    indent = {node: INDENT * (tree.depth(node) - 1) for node in nodes}
    boldness = {node: "bold" if tree.children(node) else "normal" for node in nodes}
    column = LABELS * max(1.0, 0.5 + 0.5 * width / WIDTH)
    wrapped = [wrap(label(node), column - indent[node], TEXT, boldness[node]) for node in nodes]
    chart = Chart(ax, len(nodes) * (line_count(wrapped) * LINE + ROW), width)
    chart.rows([""] * len(nodes))
    ax = chart.ax
    for node, text in zip(nodes, wrapped, strict=True):
        y, weight, left = row[node], boldness[node], indent[node] - column - 3.0
        leaf = not tree.children(node)
        if leaf:
            ax.barh(y, weights[node], height=0.62, color=DARK)
        chart.write(percent(weights[node]), weights[node] if leaf else 0.0, y, weight=weight)
        ax.annotate(text, (0.0, y), (left - 5.0, 0.0), textcoords="offset points", va="center",
                    weight=weight, **PLAIN_TEXT)  # fmt: skip
        if not leaf:
            last = row[tree.leaves_of(node)[-1]]
            at = ScaledTranslation((left - 2.0) / 72.0, 0.0, chart.figure.dpi_scale_trans)
            ax.plot([0.0, 0.0], [y + 0.45, last + 0.4], transform=ax.get_yaxis_transform() + at,
                    color=MUTED, linewidth=0.5, clip_on=False)  # fmt: skip
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(0.0, 1.35 * weights[list(tree.leaves)].max())
    return chart.finish(words.tree_title(problem, label))


def heatmap(problem: Problem, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """The performance matrix as a heat map, with the coders' spread.

    The darker a cell, the better the score for its alternative: on the criterion's scale, or
    between the lowest and the highest score of the criterion where no scale is stated. Behind
    the score is the standard deviation of the coders' own scores, where there is more than
    one coder. A criterion that is minimised is marked with a downward arrow. Cells on which the
    source says nothing to half of the coders or more have a dotted frame. The criteria are
    grouped as in the tree.

    Parameters
    ----------
    problem : Problem
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says who scores best on how many criteria, ties counted for all, and on which
        score the coders differ most.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.heatmap(fp.load().problem())
    >>> ax.get_title().split(" criteria")[0]
    'CA-China scores best on 17 of 27'
    """
    expect(problem, Problem, "a Problem")
    names, label = problem.alternatives, labeller(problem)
    shares = pd.DataFrame(goodness(problem), names, problem.criteria)
    texts = problem.matrix.apply(lambda column: _figures(column.to_numpy()))
    note = "Darker: better."
    silent = None if problem.coding is None else problem.coding.silent
    if problem.coding is not None and len(problem.coding.coders) > 1:
        spread, share = coder_spread(problem, problem.coding)
        for i, j in zip(*np.nonzero(share >= AGREED), strict=True):
            digits = part_digits(spread[i, j], share[i, j], 2)
            texts.iloc[i, j] += f" ±{number(spread[i, j], digits)}"
        note += f" ±: standard deviation of {len(problem.coding.coders)} coders."
    leaves = list(problem.tree.leaves)
    rows = [label(leaf) + ("" if problem.directions[leaf] == "max" else " ↓") for leaf in leaves]
    if not problem.maximise.all():
        note += " ↓: lower is better."
    shades, cells = shares[leaves].to_numpy().T, texts[leaves].to_numpy().T.tolist()
    table = Table(shades, cells, rows, names, ax, width, _headings(problem))
    if silent is not None and (silent >= SILENT).any():
        table.outline((silent >= SILENT)[:, [problem.criteria.index(leaf) for leaf in leaves]].T)
        note += " Dotted frame: the source says nothing."
    return table.finish(words.heatmap_title(problem, shares, label), note)


def critical_scores(
    result: pd.DataFrame | Problem,
    method: MethodLike = "topsis",
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """The smallest change of each single score that changes the winner, on the matrix.

    The darker a cell, the smaller the change, as a share of the criterion's scale or of the
    range of its scores. The marker beside it is that of the alternative that takes over. Cells
    are empty where no score in that range changes the winner; criteria with empty cells only are
    left out.

    Parameters
    ----------
    result : DataFrame or Problem
        What `fp.critical_scores` gave; or a problem, for which it is called.
    method : str or callable
        The method, where a problem is given.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says how many scores can change the winner alone, and which needs the smallest
        change.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.critical_scores(fp.load().problem("implementation"))
    >>> print(ax.get_title().split(";")[0])
    2 of 135 scores can change the winner alone
    """
    table = compute_critical_scores(result, method) if isinstance(result, Problem) else result
    columns = ("alternative", "criterion", "change", "share", "winner")
    frame = expect_columns(table, columns, "a Problem, or the table that fp.critical_scores gives")
    label = labeller(frame)
    names = list(frame.attrs.get("alternatives", frame["alternative"].unique()))
    flips = frame[frame["winner"].notna()]
    kept = (flips if len(flips) else frame)["criterion"]
    order = frame.attrs.get("criteria", list(frame["criterion"].unique()))
    criteria = [criterion for criterion in order if criterion in set(kept)]
    look = looks_of(frame, names)
    change, share = (
        frame.pivot(index="criterion", columns="alternative", values=column)
        .loc[criteria, names]
        .to_numpy(dtype=float)
        for column in ("change", "share")
    )
    texts = np.full(change.shape, "", dtype=object)
    for cell in zip(*np.nonzero(np.isfinite(change)), strict=True):
        texts[cell] = words.score_change(change[cell], share[cell]) + "   "
    largest = np.nanmax(np.abs(share), initial=0.0) or 1.0
    rows = [label(criterion) for criterion in criteria]
    chart = Table(1.0 - np.abs(share) / largest, texts.tolist(), rows, names, ax, width)
    for name in dict.fromkeys(flips["winner"].astype(str)):
        own = flips[flips["winner"] == name]
        x = [names.index(column) + 0.36 for column in own["alternative"]]
        y = chart.place[[criteria.index(row) for row in own["criterion"]]]
        chart.ax.plot(x, y, look[name].marker, color=look[name].colour, ms=3.5, mec="white",
                      mew=0.4, label=name)  # fmt: skip
    title = words.critical_scores_title(frame, label)
    if flips.empty:
        return chart.finish(title)
    note = "Change of the score (darker: smaller)"
    if left_out := len(order) - len(criteria):
        note += f"; not shown: {left_out} criteria on which no score changes the winner"
    note += ". Who then leads:"
    return chart.finish(title, note, [(line, str(line.get_label())) for line in chart.ax.lines])


def _headings(problem: Problem) -> dict[int, str]:
    """The groups of the tree that hold criteria, by the place of their first criterion."""
    tree, found = problem.tree, {}
    parent: str | None = tree.root
    for place, leaf in enumerate(tree.leaves):
        if tree.parent(leaf) != parent:
            parent = tree.parent(leaf)
            found[place] = tree.label(str(parent))
    return found


def _figures(column: Floats) -> list[str]:
    """The scores of one criterion, with two digits or more and no more than they need."""
    largest = np.abs(column).max()
    if largest >= 1e5 or 0.0 < largest < 0.01:
        return [f"{value:.2g}" for value in column]
    digits = 0 if (column % 1.0 == 0.0).all() else decimals(column, 2)
    return [number(value, digits) for value in column]
