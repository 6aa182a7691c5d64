"""Pictures: one function each, from a result to Axes.

A picture computes nothing: it draws the result it is given. Where a function also takes a
Problem, it calls the function of the same name for it (`fp.stability` for `plots.stability`) and
draws what that gives. With ``ax=None`` a picture is drawn on new Axes, one column of a journal
wide or as wide as `width` says, and the Axes are returned. The title states the finding. An
alternative has the same colour, marker, hatch and line in every picture, by its place in the
problem, and can be told without its colour. Nothing is shown on a screen until the caller does
so. `Sliders` returns no Axes: it shows itself in a notebook.
"""

from .comparison import methods, scenarios, sobol
from .maps import ternary, two_nodes
from .panel import panel
from .problem import criteria_tree, critical_scores, heatmap
from .ranking import contributions, ranking, stakeholders
from .sliders import Sliders
from .smaa import central_weights, pairwise_winning, rank_acceptability
from .stability import stability, winner_bands
from .swot import awot, swot
from .value_functions import value_functions
from .weight_change import reversal, sweep

__all__ = [
    "Sliders",
    "awot",
    "central_weights",
    "contributions",
    "criteria_tree",
    "critical_scores",
    "heatmap",
    "methods",
    "pairwise_winning",
    "panel",
    "rank_acceptability",
    "ranking",
    "reversal",
    "scenarios",
    "sobol",
    "stability",
    "stakeholders",
    "sweep",
    "swot",
    "ternary",
    "two_nodes",
    "value_functions",
    "winner_bands",
]
