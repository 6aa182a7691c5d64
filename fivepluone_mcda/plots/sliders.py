"""Sliders for a notebook: weights moved by hand, and the ranking that follows at once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, CriteriaTree, Problem
from ..model.errors import expect
from ..model.optional import needed
from .ranking import ranking

if TYPE_CHECKING:
    from IPython.display import DisplayHandle

STEP = 0.1
"""Per cent by which a slider moves, and to which what it shows is rounded."""

STILL = (
    "Where this notebook is run, sliders for the weights stand here and redraw the picture. They "
    "need the package ipywidgets."
)
"""What stands in place of the sliders where no kernel runs."""


class Sliders:
    """Sliders for the weights of the groups of criteria, with the ranking below them.

    As the last line of a notebook's cell it shows itself. Moving one weight moves the others in
    proportion, so that they always sum to 100 %; inside a group the criteria keep the
    proportions that they had at the start. In a notebook that is read without a kernel the
    picture stays.

    Parameters
    ----------
    start : Problem, or mapping of str to Problem
        Where the sliders start. Of several, such as one a scenario or one a profile, a list
        offers the choice; they need the same criteria tree.
    method : str or callable
        As in `rank`.

    Attributes
    ----------
    problem : Problem
        The problem as the sliders stand, for every other analysis.
    weights : dict of str to ipywidgets.FloatSlider
        By node of the tree, in per cent: the groups that hold criteria, or the criteria
        themselves where there is only one group or none.
    choice : ipywidgets.Dropdown
        From where the sliders start.
    reset : ipywidgets.Button
        Brings them back there.

    Raises
    ------
    CriteriaError
        If `start` is neither, the trees differ, or there is only one criterion.
    MissingDependencyError
        If ipywidgets is not installed.
    UnknownNameError
        If the method is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> sliders = fp.plots.Sliders(fp.load().problem())
    >>> sliders.weights["geopolitical"].value = 30
    >>> fp.topsis(sliders.problem).best
    'CA-Japan'
    """

    problem: Problem
    _moving: str | None
    _origin: Problem
    _picture: DisplayHandle | None

    def __init__(
        self, start: Problem | Mapping[str, Problem], method: MethodLike = "topsis"
    ) -> None:
        self._starts = dict(start) if isinstance(start, Mapping) else {"": start}
        for problem in self._starts.values() or [None]:
            expect(problem, Problem, "a Problem, or a mapping of names to Problems")
        tree = next(iter(self._starts.values())).tree
        if any(problem.tree != tree for problem in self._starts.values()):
            raise CriteriaError("found different criteria trees; expected one for all problems")
        self._rank = resolve(method).rank
        widgets = needed("ipywidgets", "notebooks")
        self.choice = widgets.Dropdown(
            options=list(self._starts), description="Start from", layout={"width": "36em"}
        )
        self.weights = {
            node: widgets.FloatSlider(
                min=0.0,
                max=100.0,
                step=STEP,
                readout_format=".1f",
                description=f"{tree.label(node)}, %",
                style={"description_width": "14em"},
                layout={"width": "36em"},
            )
            for node in parts(tree)
        }
        self.reset = widgets.Button(description="Back to the start")
        top = [self.choice] if len(self._starts) > 1 else []
        self._controls = widgets.VBox([*top, *self.weights.values(), self.reset])
        self._picture = None
        self._restart()
        self.choice.observe(self._restart, names="value")
        self.reset.on_click(self._restart)
        for node, slider in self.weights.items():
            slider.observe(partial(self._move, node), names="value")

    def _restart(self, _: object = None) -> None:
        self._moving = None
        self._show(self._starts[self.choice.value])

    def _move(self, node: str, _: object) -> None:
        percent = self.weights[node].value
        if abs(percent - 100.0 * self.problem.node_weights[node]) <= STEP / 2.0 + 1e-9:
            return  # nobody moved it: it shows the weight as it is, rounded to a step
        if node != self._moving:
            # A drag is counted from where it began: a weight that goes to 0 % or 100 % and back
            # leaves the others as they were.
            self._moving, self._origin = node, self.problem
        moved = self._origin.with_weight(node, percent / 100.0).node_weights
        start = self._starts[self.choice.value]
        # A sum of leaves that have all the weight may be rounded to a little more.
        targets = {part: min(moved[part], 1.0) for part in self.weights}
        self._show(start.with_node_weights(targets))

    def _show(self, problem: Problem) -> None:
        """Make this the problem, bring the sliders to its weights, and draw it anew."""
        self.problem = problem
        weights = problem.node_weights
        for node, slider in self.weights.items():
            if node != self._moving:
                # Rounded here, because a browser rounds to a step and reports that as a move.
                slider.value = round(100.0 * weights[node], 1)
        if self._picture is not None:
            self._picture.update(self._png(), raw=True)

    def _png(self) -> dict[str, str]:
        """The ranking as a picture, in the form in which a notebook stores it."""
        figure = ranking(self._rank(self.problem)).figure.canvas.figure
        png = BytesIO()
        figure.savefig(png, format="png")
        plt.close(figure)
        return {"image/png": b64encode(png.getvalue()).decode()}

    def _ipython_display_(self) -> None:
        display = needed("IPython.display", "notebooks")
        still = {"text/html": f"<p><em>{STILL}</em></p>", "text/plain": STILL}
        display.display({**self._controls._repr_mimebundle_(), **still}, raw=True)
        # The picture is no widget: it stays where a page is made without a kernel or a network.
        self._picture = self._picture or display.DisplayHandle()
        self._picture.display(self._png(), raw=True)


def parts(tree: CriteriaTree) -> list[str]:
    """Nodes that divide all criteria among them: the lowest groups, else the criteria.

    Raises
    ------
    CriteriaError
        If there is only one criterion, whose weight cannot move.

    Examples
    --------
    >>> parts(CriteriaTree.from_nested({"cost": ["price"], "use": {"ease": ["size", "speed"]}}))
    ['cost', 'ease']
    >>> parts(CriteriaTree.flat(["price", "speed"]))
    ['price', 'speed']
    """
    nodes = list(tree.children(tree.root))
    while len(nodes) == 1 and tree.children(nodes[0]):
        nodes = list(tree.children(nodes[0]))
    if len(nodes) == 1:
        raise CriteriaError(f"{nodes[0]!r} is the only criterion; its weight cannot move")
    found = []
    while nodes:
        node = nodes.pop(0)
        below = tree.children(node)
        if any(tree.children(child) for child in below):
            nodes[:0] = below
        else:
            found.append(node)
    return found
