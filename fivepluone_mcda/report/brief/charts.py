"""The native charts of the slides, whose numbers can be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ...analysis import Analysis
from ...methods.registry import method_title
from ...model.looks import MUTED, looks
from ...model.text import percent, shortened
from ...narrative.pictures import score_label
from ...narrative.summary import bars_sentence, picture_sentence
from .content import LONG, SHORT, SHOWN
from .shapes import describe_frame, set_font, write

PERCENT = "0\\ %"
"""The format of shares on an axis, with a space as in the text."""

LARGE, SMALL, TINY = 18, 16, 12
"""Sizes of text in points; the smallest for long names."""


def scores_chart(slide: Any, analysis: Analysis, place: Sequence[int]) -> None:
    """A bar for the score of each of the best alternatives."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    ranking = analysis.ranking
    names = ranking.order[SHOWN - 1 :: -1]  # bars begin at the bottom
    data = CategoryChartData(number_format="0.000")
    data.categories = [shortened(name, SHORT) for name in names]
    title = score_label(ranking.method, ranking.lower_is_better)
    data.add_series(title, [float(ranking.scores[name]) for name in names])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    describe_frame(frame, bars_sentence(ranking))
    chart = frame.chart
    _plain_axes(chart, LARGE if max(map(len, names)) <= LONG else TINY)
    chart.value_axis.visible = False
    chart.has_title, chart.has_legend = True, False
    write(chart.chart_title.text_frame, [title], LARGE)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 50, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.000", False
    set_font(plot.data_labels.font, LARGE)
    look = looks(analysis.problem.alternatives)
    for k, name in enumerate(names):
        _colour(plot.series[0].points[k], look[name].colour)


def bands_chart(slide: Any, analysis: Analysis, theme: str, place: Sequence[int]) -> None:
    """For each profile a bar from 0 to 100 % of the theme's weight, by who leads there."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

    bands = analysis.winner_bands[theme]
    weights, label = bands.attrs["weights"], bands.attrs["label"]
    method = _shown_method(bands, analysis.method.name)
    own = bands[bands["method"] == method]
    rows = {
        f"{profile}, now {percent(weights[profile])}": [
            (str(winner), upper - lower)
            for lower, upper, winner in part[["lower", "upper", "winner"]].itertuples(index=False)
        ]
        for profile, part in reversed(list(own.groupby("profile", sort=False)))
    }
    stacked = stacks(rows)
    data = CategoryChartData(number_format=PERCENT)
    data.categories = list(rows)
    for winner, widths in stacked:
        data.add_series(winner, widths)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, data)
    describe_frame(frame, picture_sentence(analysis))
    chart = frame.chart
    _plain_axes(chart, LARGE)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.has_title = 0.0, 1.0, True
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = PERCENT, False
    set_font(axis.tick_labels.font, SMALL)
    write(axis.axis_title.text_frame, [f"Weight of {label}, by {method_title(method)}"], SMALL)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    set_font(chart.legend.font, LARGE)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    look = looks(analysis.problem.alternatives)
    for series, (winner, _) in zip(plot.series, stacked, strict=True):
        _colour(series, look[winner].colour)
    _repeats_without_legend(chart, [winner for winner, _ in stacked])


def stacks(rows: Mapping[str, Sequence[tuple[str, float]]]) -> list[tuple[str, list[float]]]:
    """Segments of several bars as series that can be stacked, each with one name.

    A name comes again where no one order of the names serves all bars.

    Examples
    --------
    >>> stacks({"one": [("a", 0.4), ("b", 0.6)], "two": [("b", 1.0)]})
    [('a', [0.4, 0.0]), ('b', [0.6, 1.0])]
    >>> [name for name, _ in stacks({"one": [("a", 0.4), ("b", 0.2), ("a", 0.4)]})]
    ['a', 'b', 'a']
    """
    names: list[str] = []
    for segments in rows.values():
        at = 0
        for name, _ in segments:
            if name not in names[at:]:
                names.insert(at, name)
            at = names.index(name, at) + 1
    series = [(name, [0.0] * len(rows)) for name in names]
    for row, segments in enumerate(rows.values()):
        at = 0
        for name, width in segments:
            at = names.index(name, at) + 1
            series[at - 1][1][row] = width
    return series


def _shown_method(bands: pd.DataFrame, method: str) -> str:
    """The brief's method where the bands have it, else their first."""
    names = list(bands["method"].unique())
    return method if method in names else str(names[0])


def _repeats_without_legend(chart: Any, names: Sequence[str]) -> None:
    """Take names that come again out of the legend."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    position = chart.legend._element.find(qn("c:legendPos"))
    for index in reversed([k for k, name in enumerate(names) if name in names[:k]]):
        inside = f'<c:idx val="{index}"/><c:delete val="1"/>'
        entry = parse_xml(f"<c:legendEntry {nsdecls('c')}>{inside}</c:legendEntry>")
        position.addnext(entry)


def _plain_axes(chart: Any, size: int) -> None:
    """No grid and no line, every label shown."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    chart.category_axis.format.line.fill.background()
    chart.category_axis.has_major_gridlines = chart.value_axis.has_major_gridlines = False
    set_font(chart.category_axis.tick_labels.font, size)
    offset = chart.category_axis._element.find(qn("c:lblOffset"))
    offset.addnext(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))


def _colour(part: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    part.format.fill.solid()
    part.format.fill.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    part.format.line.color.rgb = RGBColor.from_string(MUTED.removeprefix("#"))
