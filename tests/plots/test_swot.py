"""Strategic positions and SWOT items show the numbers of their tables."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from plots.shown import title, widths, words

import fivepluone_mcda as fp
from fivepluone_mcda.model.looks import looks


def test_every_alternative_stands_at_its_position_with_its_name(study: fp.Study) -> None:
    positions = fp.strategic_position(study)
    ax = fp.plots.swot(positions)
    look = looks(study.alternatives)
    markers = {one.marker for one in look.values()}
    points = [line for line in ax.lines if line.get_marker() in markers]
    for (name, place), point in zip(positions.iterrows(), points, strict=True):
        assert (point.get_xdata()[0], point.get_ydata()[0]) == tuple(place)
        assert (point.get_marker(), point.get_color()) == (look[name].marker, look[name].colour)
    assert set(study.alternatives) < set(words(ax.texts))


def test_title_names_those_in_the_good_corner() -> None:
    positions = pd.DataFrame(
        {"internal": [1.0, -1.0, 0.5], "external": [0.2, 2.0, 0.1]}, ["a", "b", "c"]
    )
    text = "a and c: strengths outweigh weaknesses, and opportunities outweigh threats"
    assert title(fp.plots.swot(positions)) == text


def test_title_where_nobody_is_in_the_good_corner() -> None:
    positions = pd.DataFrame({"internal": [-2.0, 0.5], "external": [1.0, -0.5]}, ["a", "b"])
    assert title(fp.plots.swot(positions)).endswith("b comes nearest")


def test_items_of_one_alternative(study: fp.Study) -> None:
    items = fp.awot(study, "values")
    ax = fp.plots.awot(items, "CA-EU", study.problem("values"))
    own = items[items["alternative"] == "CA-EU"].sort_values("global_priority", ascending=False)
    assert widths(ax) == pytest.approx(own["global_priority"].tolist())
    first = own.iloc[0]
    assert words(ax.get_yticklabels())[0] == f"{first['item']} ({first['quadrant']})"
    assert first["item"] in title(ax)
    colour = looks(study.alternatives)["CA-EU"].colour.lower()
    assert {to_hex(bar.get_facecolor()) for bar in ax.patches} == {colour}


def test_the_twenty_weightiest_items_of_all(study: fp.Study) -> None:
    items = fp.awot(study, "values")
    ax = fp.plots.awot(items, problem=study.problem("values"))
    assert widths(ax) == pytest.approx(items["global_priority"].nlargest(20).tolist())
    assert f"the 20 largest of {len(items)} items" in ax.get_xlabel()
    owners = [label.split(":")[0] for label in words(ax.get_yticklabels())]
    look = looks(study.alternatives)
    colours = [to_hex(bar.get_facecolor()) for bar in ax.patches]
    assert colours == [look[owner].colour.lower() for owner in owners]


def test_an_unknown_alternative_is_refused(study: fp.Study) -> None:
    with pytest.raises(fp.UnknownNameError, match="CA-EU"):
        fp.plots.awot(fp.awot(study), "CA-EUU")
