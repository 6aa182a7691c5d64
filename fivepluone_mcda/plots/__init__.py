"""Pictures: one function each, from a result to Axes.

Every function takes a result, or the problem where the picture needs one, and ``ax=None``; it
draws on the Axes it is given, or on new ones one column of a journal wide, and returns them. The
title says what is to be seen. An alternative has the same colour, marker, hatch and line in every
picture, by its place in the problem; none is told by its colour alone. Nothing is shown on a
screen until the caller does so. `Sliders` is the one that returns no Axes: it shows itself in a
notebook.
"""

from .acceptability import central_weights, pairwise_winning, rank_acceptability
from .bounds import stability
from .comparison import methods, scenarios, sobol
from .maps import ternary, two_nodes
from .matrix import critical_scores, heatmap
from .moved_weights import reversal
from .moving_weight import sweep
from .quadrants import awot, swot
from .scores import contributions, ranking
from .sliders import Sliders
from .stakeholders import stakeholders
from .tree import criteria_tree

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
]
