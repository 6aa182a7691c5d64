"""At which weights the winner stays first: every node of one problem, or one node of a study."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ..methods.registry import MethodLike, method_title
from ..model import Problem
from ..model.text import counted, number, percent
from ..narrative import pictures as words
from ..sensitivity import stability as compute_stability
from ..sensitivity.stability import room
from ..sensitivity.winner_bands import common_windows
from .chart import row_chart
from .style import (
    FAINT,
    INK,
    PERCENT,
    PLAIN_TEXT,
    SMALL,
    WIDTH,
    expect_columns,
    filled,
    labeller,
    looks_of,
)
from .text import LINE, ROW, apart, line_count, text_width, wrap

MOST = 12
"""Criteria that are shown below the groups where no nodes were chosen."""


class Band(NamedTuple):
    """From which weight to which one alternative leads in one profile and by one method."""

    profile: str
    method: str
    lower: float
    upper: float
    winner: str


def stability(
    result: pd.DataFrame | Problem,
    method: MethodLike = "topsis",
    nodes: str | Sequence[str] | None = None,
    ax: Axes | None = None,
    width: float = WIDTH,
) -> Axes:
    """Between which weights of each node the winner stays first, all nodes in one chart.

    Bars reach from the lower to the upper bound, the black line is the present weight. At each
    end is the bound and who takes over there; nothing where nobody does. The groups come
    first, then the criteria whose weight is nearest to a change, twelve at most.

    Parameters
    ----------
    result : Problem or DataFrame
        A problem, for which `fp.stability` is called; or what it gave.
    method, nodes
        As in `fp.stability`, where a problem is given. All nodes that are named are shown.
    ax : Axes, optional
        Where to draw; new ones when left out.
    width : float
        Width of a new picture in inches; long names may need more.

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
    table = compute_stability(result, method, nodes) if isinstance(result, Problem) else result
    columns = ("weight", "lower", "upper", "winner_below", "winner_above")
    frame = expect_columns(table, columns, "a Problem, or the table that fp.stability gives")
    label, winner = labeller(frame), frame.attrs.get("winner", "The winner")
    shown = _groups_first(frame) if nodes is None else frame.loc[_nearest_first(frame)]
    ends = words.bound_ends(shown)
    rivals = sorted(set(ends["rival"]))
    look = looks_of(frame, rivals)
    place = {node: y for y, node in enumerate(shown.index)}

    # Long names get a wider picture rather than a very high one.
    long = any(wrap(name, 60.0).count("\n") > 1 for name in look)
    points, width = (115.0, max(width, WIDTH + 2.4)) if long else (60.0, width)
    between = "\n" if width < 1.5 * WIDTH or long else "  "
    texts = [
        f"{percent(bound)}{between}{wrap(str(rival), points)}"
        for bound, rival in zip(ends["bound"], ends["rival"], strict=True)
    ]
    labels = [label(node) for node in shown.index]
    chart = row_chart(labels, ax, width, least=line_count(texts) * LINE + ROW, points=86.0)
    ax = chart.ax
    colour = look[winner].colour if winner in look else FAINT
    rows = range(len(shown))
    ax.hlines(rows, 0.0, 1.0, color=FAINT, linewidth=0.6, zorder=0.5)
    ax.barh(rows, shown["upper"] - shown["lower"], left=shown["lower"], height=0.4, color=colour)
    ax.vlines(shown["weight"], np.array(rows) - 0.36, np.array(rows) + 0.36, INK, linewidth=1.2)
    margin = 6.0
    about = (ends[column] for column in ("rival", "node", "bound", "side"))
    for text, rival, node, bound, side in zip(texts, *about, strict=True):
        own, y, right = look[rival], place[node], side == "above"
        ax.plot(bound, y, own.marker, ms=4, color=own.colour, mec=INK, mew=0.4)
        chart.write(text, float(right), y, right)
        if not right:
            margin = max(margin, 9.0 + text_width(text))
    ax.tick_params(axis="y", pad=margin)
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0.0, 1.0)
    ax.xaxis.set_major_formatter(PERCENT)
    note = "Weight of the node; black line: present weight"
    if left_out := len(frame) - len(shown):
        note += f"; not shown: {counted(left_out, 'criterion', 'criteria')} farther from a change"
    return chart.finish(words.stability_title(frame, str(winner), label), note)


def _nearest_first(frame: pd.DataFrame) -> list[str]:
    """The nodes, those whose weight is nearest to a change first."""
    return list(room(frame).sort_values(kind="stable").index)


def _groups_first(frame: pd.DataFrame) -> pd.DataFrame:
    """The groups, then the criteria that are nearest to a change; all where they are few."""
    order, groups = _nearest_first(frame), set(frame.attrs.get("groups", []))
    criteria = [node for node in order if node not in groups]
    if len(criteria) > MOST + 1:
        criteria = [node for node in criteria[:MOST] if room(frame).notna()[node]]
    return frame.loc[[node for node in order if node in groups] + criteria]


def winner_bands(result: pd.DataFrame, ax: Axes | None = None, width: float = WIDTH) -> Axes:
    """Who leads at which weight of a node or theme, for each profile and method.

    Each band goes from 0 % to 100 % of the weight; figures mark where the lead changes. The
    black line is the weight that the profile gives the node. Where one alternative leads in all
    bands they are shaded behind, and it is named above.

    Parameters
    ----------
    result : DataFrame
        What `fp.winner_bands` gave.
    ax, width
        Axes to draw on; without them new ones, `width` inches wide.

    Returns
    -------
    Axes
        The title says at which weights one alternative leads in all bands.

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> rows = [("mine", "topsis", 0.0, 0.3, "car"), ("mine", "topsis", 0.3, 1.0, "bus"),
    ...         ("mine", "ahp", 0.0, 0.4, "car"), ("mine", "ahp", 0.4, 1.0, "bus")]
    >>> bands = pd.DataFrame(rows, columns=["profile", "method", "lower", "upper", "winner"])
    >>> print(fp.plots.winner_bands(bands).get_title())
    In all 2 rows car leads while the node weighs up to
    30.0 % and bus leads while it weighs 40.0 % to 100 %
    """
    columns = ("profile", "method", "lower", "upper", "winner")
    frame = expect_columns(result, columns, "the table that fp.winner_bands gives")
    node = frame.attrs.get("label", "the node")
    present = frame.attrs.get("weights", {})
    windows = common_windows(frame)
    bands = [Band(*row) for row in zip(*(frame[column] for column in columns), strict=True)]
    look = looks_of(frame, list(dict.fromkeys(band.winner for band in bands)))

    labels, headings = [""], {}
    place: dict[tuple[str, str], int] = {}
    for profile in dict.fromkeys(band.profile for band in bands):
        headings[profile] = len(labels)
        labels.append(profile)
        for method in dict.fromkeys(band.method for band in bands if band.profile == profile):
            place[profile, method] = len(labels)
            labels.append(method_title(method))
    chart = row_chart(labels, ax, width, least=0.16, points=72.0)
    ax = chart.ax
    for y in headings.values():
        ax.get_yticklabels()[y].set_fontweight("bold")
    ax.set_xlim(0.0, 1.0)
    ax.xaxis.set_major_formatter(PERCENT)
    ax.spines["left"].set_visible(False)
    for lower, upper in windows[["lower", "upper"]].to_numpy(dtype=float):
        ax.fill_betweenx([0.5, len(labels) - 0.5], lower, upper, color=FAINT, lw=0.0, zorder=0)
        ax.vlines([lower, upper], 0.5, len(labels) - 0.5, INK, lw=0.6, ls=(0, (4, 2)), zorder=3)
    for band in bands:
        y = place[band.profile, band.method]
        length, style = band.upper - band.lower, filled(look[band.winner])
        ax.barh(y, length, left=band.lower, height=0.78, **style)
    for profile, y in headings.items():
        if profile in present:
            last = max(row for (own, _), row in place.items() if own == profile)
            for line, colour in ((2.6, "white"), (1.2, INK)):
                ax.vlines(present[profile], y + 0.45, last + 0.45, colour, linewidth=line, zorder=4)
            share = chart.write(percent(present[profile]), present[profile], y)
            share.set_bbox({"boxstyle": "round,pad=0.1", "facecolor": "white", "linewidth": 0.0})
    points = chart.settled_width()
    for band in bands:
        own = present.get(band.profile, 0.0)
        _figures_of(ax, band, own, place[band.profile, band.method], points)
    named = _name_windows(ax, windows, points)
    note = f"Weight of {node}; black line: its weight in the profile"
    if len(windows):
        which = "the one named above" if named else "the same alternative"
        note += f"; shaded: {which} leads in all rows"
    legend = [
        (Patch(**filled(look[name])), name)
        for name in look
        if name in {band.winner for band in bands}
    ]
    return chart.finish(words.bands_title(windows, len(place), node), note, legend)


def _figures_of(ax: Axes, band: Band, present: float, y: int, points: float) -> None:
    """Write where a band begins and, beside the black line if there is room, who leads in it."""
    style: dict[str, Any] = {
        "size": SMALL,
        "va": "center_baseline",
        "parse_math": False,
        "bbox": {"boxstyle": "round,pad=0.12", "facecolor": "white", "linewidth": 0.0},
    }
    start = band.lower
    if band.lower > 0.0:
        figure = number(100.0 * band.lower, 1)
        taken = (text_width(figure, SMALL) + 6.0) / points
        if taken <= band.upper - band.lower:
            ax.text(band.lower + 2.5 / points, y, figure, ha="left", **style)
            start += taken
    ends = [start, float(np.clip(present, start, band.upper)), band.upper]
    low, high = max(pairwise(ends), key=lambda part: part[1] - part[0])
    if text_width(band.winner, SMALL) + 6.0 <= (high - low) * points:
        ax.text(0.5 * (low + high), y, band.winner, ha="center", **style)


def _name_windows(ax: Axes, windows: pd.DataFrame, points: float) -> bool:
    """Write above the bands who leads in all of them; return whether the names had room."""
    texts = [str(winner) for winner in windows["winner"]]
    centres = windows[["lower", "upper"]].mean(axis=1).to_numpy(dtype=float)
    sizes = np.array([(text_width(text, weight="bold") + 6.0) / points for text in texts])
    if sizes.sum() > 1.0:
        return False
    for text, centre in zip(texts, apart(centres, sizes, 0.0, 1.0), strict=True):
        ax.text(centre, 0.4, text, ha="center", va="bottom", weight="bold", **PLAIN_TEXT)
    return True
