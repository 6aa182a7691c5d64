"""What the picture tests share: no screen, closed figures, and an eye for text in its place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

import fivepluone_mcda as fp


@pytest.fixture
def tidy(monkeypatch: pytest.MonkeyPatch) -> Callable[[Axes], None]:
    """A check that all text that is drawn lies inside the figure and clear of other text."""

    def check(ax: Axes) -> None:
        drawn: list[Text] = []
        draw = Text.draw

        def noted(self: Text, renderer: object, *args: object, **options: object) -> None:
            if self.get_visible() and self.get_text().strip() and self not in drawn:
                drawn.append(self)
            draw(self, renderer, *args, **options)  # type: ignore[arg-type]

        figure = ax.figure.canvas.figure
        with monkeypatch.context() as patch:
            patch.setattr(Text, "draw", noted)
            figure.canvas.draw()
        assert drawn
        words = [text.get_text() for text in drawn]
        boxes = np.array([Text.get_window_extent(text).extents for text in drawn])
        low, high = boxes[:, None, :2], boxes[:, None, 2:]
        width, height = figure.bbox.size
        inside = (boxes > -1.0).all(axis=1) & (boxes[:, 2] < width + 1.0)
        inside &= boxes[:, 3] < height + 1.0
        assert inside.all(), (
            f"cut off: {[w for w, fine in zip(words, inside, strict=True) if not fine]}"
        )
        shared = np.minimum(high, high.swapaxes(0, 1)) - np.maximum(low, low.swapaxes(0, 1))
        pairs = np.argwhere(np.triu((shared > 2.0).all(axis=2), 1))
        assert not len(pairs), f"overlapping: {[(words[i], words[j]) for i, j in pairs[:5]]}"

    return check


@pytest.fixture(scope="session")
def long_labels() -> fp.Problem:
    """Names and labels of many words, one of them very long, with signs that could be markup."""
    words = ["Interregional", "framework", "agreement", "between", "Central", "Asian", "states"]
    names = [" ".join(np.roll(words, k)[: 3 + k]) for k in range(5)]
    labels = {f"c{j}": " ".join(np.roll(words, -j)[: 3 + j % 6]) for j in range(9)}
    labels["c8"] = "Donaudampfschifffahrtsgesellschaftskapitän $x_1$ & <script>"
    groups = {"ga": "A group of criteria with a very long descriptive heading", "gb": "Second"}
    parents = {"goal": None, "ga": "goal", "gb": "goal", "gc": "goal"}
    parents |= {f"c{j}": f"g{'abc'[j // 3]}" for j in range(9)}
    scores = np.random.default_rng(3).integers(1, 6, (5, 9)).astype(float)
    return fp.Problem(
        pd.DataFrame(scores, names, list(labels)),
        weights=dict(zip(labels, (3, 1, 4, 1, 5, 9, 2, 6, 5), strict=True)),
        directions={"c1": "min", "c4": "min"},
        tree=fp.CriteriaTree(parents, labels | groups),
    )


@pytest.fixture(scope="session")
def many() -> fp.Problem:
    """Twelve alternatives and sixty criteria."""
    rng = np.random.default_rng(5)
    criteria = [f"c{j:02d}" for j in range(60)]
    parents = {"goal": None, **dict.fromkeys(("g0", "g1", "g2", "g3"), "goal")}
    parents |= {name: f"g{j % 4}" for j, name in enumerate(criteria)}
    return fp.Problem(
        pd.DataFrame(
            rng.uniform(0, 100, (12, 60)), [f"Option {k}" for k in "ABCDEFGHIJKL"], criteria
        ),
        weights=dict(zip(criteria, rng.dirichlet(np.ones(60)), strict=True)),
        tree=fp.CriteriaTree(parents, {name: f"Criterion number {name}" for name in criteria}),
    )
