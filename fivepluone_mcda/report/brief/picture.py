"""The picture of a brief: who leads at which weight of its theme, else the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...analysis import Analysis
from ..picture import WIDTH, as_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12
"""Alternatives whose scores have room; with more, the picture shows weights instead."""

BOUNDS = 6
"""Weights that the picture shows then."""


def picture(analysis: Analysis, form: str) -> bytes | None:
    """The picture as ``png`` or ``svg``; None if there is none."""
    few = len(analysis.problem.alternatives) <= MOST
    if analysis.decisive_theme is None and not few and analysis.nearest_bounds.empty:
        return None
    return as_file(lambda: _drawn(analysis, few), form)


def _drawn(analysis: Analysis, few: bool) -> Axes:
    from ... import plots

    if analysis.decisive_theme is not None:
        return plots.winner_bands(analysis.winner_bands[analysis.decisive_theme], width=WIDTH)
    if few:
        return plots.ranking(analysis.ranking, width=WIDTH)
    bounds = analysis.nearest_bounds.head(BOUNDS)
    return plots.stability(bounds, nodes=list(bounds.index), width=WIDTH)
