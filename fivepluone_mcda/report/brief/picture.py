"""The picture of a brief: who leads at which weight of its theme, else the scores."""

from __future__ import annotations

import warnings
from io import BytesIO

from ...analysis import Analysis

WIDTH = 6.7
"""Inches between the margins of a page."""

MOST = 12
"""Alternatives whose scores have room; with more, the picture shows weights instead."""

BOUNDS = 6
"""Weights that the picture shows then."""

MANY_SCRIPTS = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC")
"""Fonts for the letters that matplotlib's own font lacks, where they are installed."""

METADATA = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}


def picture(analysis: Analysis, form: str) -> bytes | None:
    """The picture as ``png`` or ``svg``, with the same bytes each time; None if there is none."""
    from matplotlib import font_manager, rc_context
    from matplotlib import pyplot as plt

    from ... import plots

    installed = {font.name for font in font_manager.fontManager.ttflist}
    fonts = ["DejaVu Sans", *(name for name in MANY_SCRIPTS if name in installed)]
    with rc_context({"svg.hashsalt": "brief", "font.family": fonts}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the reader sees a box
        if analysis.decisive_theme is not None:
            bands = analysis.winner_bands[analysis.decisive_theme]
            ax = plots.winner_bands(bands, width=WIDTH)
        elif len(analysis.problem.alternatives) <= MOST:
            ax = plots.ranking(analysis.ranking, width=WIDTH)
        elif not analysis.nearest_bounds.empty:
            bounds = analysis.nearest_bounds.head(BOUNDS)
            ax = plots.stability(bounds, nodes=list(bounds.index), width=WIDTH)
        else:
            return None
        figure = ax.figure.canvas.figure
        content = BytesIO()
        figure.savefig(content, format=form, metadata=METADATA[form])
        plt.close(figure)
    return content.getvalue()
