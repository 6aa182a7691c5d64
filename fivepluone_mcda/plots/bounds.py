"""Between which weights the winner stays first, all nodes in one chart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from ..methods.registry import MethodLike, resolve
from ..model import Problem
from ..model.text import counted, percent
from ..sensitivity import stability as compute_stability
from ..sensitivity.stability import room
from .expected import expect_columns
from .sheet import Sheet
from .style import FAINT, INK, PERCENT, WIDTH, labeller, looks
from .text import LINE, ROW, row_labels, text_width, wrap

__all__ = ["stability"]


def stability(
    result: pd.DataFrame | Problem,
    method: MethodLike = "topsis",
    nodes: str | Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Between which weights of each node the winner stays first, all nodes in one chart.

    Bars reach from the lower to the upper bound, the black line is the present weight. At each
    end stands the bound and who takes over there; nothing where nobody does. The nodes whose
    weight is nearest to a change come first.

    Parameters
    ----------
    result : Problem or DataFrame
        A problem; or what `fp.stability` gave, which does not tell the winner and the labels.
    method, nodes
        As in `fp.stability`, where a problem is given.
    ax : Axes, optional
        Where to draw; new ones when left out.

    Returns
    -------
    Axes
        The title says how many nodes can have any weight, and which one is nearest to a change.

    Raises
    ------
    UnknownNameError
        If a node or the method is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> ax = fp.plots.stability(fp.load().problem("implementation"))
    >>> print(ax.get_title())
    CA-China stays first at any weight of 22 of 34 nodes;
    nearest to a change is Financial dependence (2.0 %):
    above 5.3 % CA-EU leads
    """
    if isinstance(result, Problem):
        frame, label = compute_stability(result, method, nodes), labeller(result)
        winner, names = resolve(method).rank(result).best, result.alternatives
    else:
        columns = ("weight", "lower", "upper", "winner_below", "winner_above")
        frame = expect_columns(result, columns, "a Problem, or the table that fp.stability gives")
        label, winner = labeller(None), "The winner"
        names = sorted({*frame["winner_below"].dropna(), *frame["winner_above"].dropna()})
    ends = _ends(frame)
    frame = frame.loc[room(frame).sort_values(kind="stable").index]
    place = {node: y for y, node in enumerate(frame.index)}

    # Long names get a wider picture rather than a very high one.
    long = any(wrap(name, 60.0).count("\n") > 1 for name in names)
    points, width = (115.0, WIDTH + 2.4) if long else (60.0, WIDTH)
    texts = [
        f"{percent(bound)}\n{wrap(str(rival), points)}"
        for bound, rival in zip(ends["bound"], ends["rival"], strict=True)
    ]
    wrapped, row = row_labels([label(node) for node in frame.index], points=86.0)
    lines = max((text.count("\n") + 1 for text in texts), default=1)
    sheet = Sheet(ax, height=max(row, lines * LINE + ROW) * len(frame), width=width)
    sheet.rows(wrapped)
    ax = sheet.ax

    look = looks(names, coloured=isinstance(result, Problem))
    colour = look[winner].colour if winner in look else FAINT
    rows = range(len(frame))
    ax.hlines(rows, 0.0, 1.0, color=FAINT, linewidth=0.6, zorder=0.5)
    ax.barh(rows, frame["upper"] - frame["lower"], left=frame["lower"], height=0.4, color=colour)
    for y, weight in enumerate(frame["weight"]):
        ax.vlines(weight, y - 0.36, y + 0.36, color=INK, linewidth=1.2)
    margin = 6.0
    for text, (node, end) in zip(texts, ends.iterrows(), strict=True):
        own = look[str(end["rival"])]
        ax.plot(end["bound"], place[node], own.marker, ms=4, color=own.colour, mec=INK, mew=0.4)
        right = end["side"] == "above"
        sheet.write(text, float(right), place[node], right)
        if not right:
            margin = max(margin, 6.0 + max(text_width(line) for line in text.split("\n")))
    ax.tick_params(axis="y", pad=margin)
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0.0, 1.0)
    ax.xaxis.set_major_formatter(PERCENT)

    free = len(frame) - ends.index.nunique()
    if free:
        title = f"{winner} stays first at any weight of {free} of {counted(len(frame), 'node')}"
    else:
        title = f"{winner} can be unseated by the weight of every node"
    if len(ends):
        first = ends.sort_values("room", kind="stable").iloc[0]
        title += (
            f"; nearest to a change is {label(first.name)} ({percent(first['weight'])}): "
            f"{first['side']} {percent(first['bound'])} {first['rival']} leads"
        )
    return sheet.finish(title, "Weight of the node; black line: present weight")


def _ends(frame: pd.DataFrame) -> pd.DataFrame:
    """The ends of the intervals at which somebody takes over, a row each, by node."""
    sides = [
        frame[["weight"]].assign(side=side, bound=frame[bound], rival=frame[f"winner_{side}"])
        for side, bound in (("below", "lower"), ("above", "upper"))
    ]
    ends = pd.concat(sides)
    ends = ends[ends["rival"].notna()]
    return ends.assign(room=(ends["bound"] - ends["weight"]).abs())
