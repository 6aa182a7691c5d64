"""The additive value model (MAVT): the weighted mean of values on fixed scales."""

from __future__ import annotations

import numpy as np

from ..model import MethodError, Problem, Ranking, ValueFunction
from ..model.arrays import Floats
from ..model.errors import listed
from .kernels import Additive
from .normalisation import scores_of


def value_functions(problem: Problem) -> dict[str, ValueFunction]:
    """The value function of every criterion: the one stated, else linear on its scale."""
    stated, scale = problem.value_functions, problem.scale
    missing = [criterion for criterion in problem.criteria if criterion not in scale]
    if missing:
        raise MethodError(
            f"additive_value needs the global scale of every criterion, and {listed(missing)} "
            f"{'state' if len(missing) > 1 else 'states'} none: give the worst and the best score "
            "that should count, as scale={criterion: (low, high)} or as low and high in the "
            "study's table of criteria"
        )
    return {
        criterion: stated[criterion]
        if criterion in stated
        else ValueFunction.linear(*scale[criterion], bool(up))
        for criterion, up in zip(problem.criteria, problem.maximise, strict=True)
    }


def additive_value_kernel(problem: Problem, *, values: Floats | None = None) -> Additive:
    """The additive value model of a problem as a function of the weights."""
    scores = scores_of(problem, values)
    functions = list(value_functions(problem).values())
    worth = [function(scores[:, j]) for j, function in enumerate(functions)]
    return Additive(
        np.stack(worth, axis=1) / 100.0,
        absolute=True,
        monotone=all(function.monotone for function in functions),
    )


def additive_value(problem: Problem) -> Ranking:
    """Rank by the weighted mean of values (multi-attribute value theory, MAVT).

    Each criterion has a value function on its global scale, in points from 0 for the worst score
    of the scale to 100 for the best: the one stated as `values` of the problem, else linear from
    one end of the stated scale to the other. An alternative's score is the weighted mean of its
    values, divided by 100: 0 where it is worst on every criterion, 1 where it is best.

    The score of an alternative depends on nothing but its own scores. So another alternative that
    comes or goes never changes the order (no rank reversal), the zero point and the unit of a
    scale do not matter, and scores compare across scenarios.

    Parameters
    ----------
    problem : Problem
        What is to be ranked; every criterion states its scale. A weight is what the swing from
        the worst to the best score of the scale is worth against the same swing on the other
        criteria (swing weights): whoever widens a scale has to ask for its weight again.

    Returns
    -------
    Ranking
        Steps: ``values`` (0 to 100), ``weighted`` (parts of the score). `Ranking.explain` gives
        the weight of each criterion times the difference of the values.

    Raises
    ------
    MethodError
        If a criterion states no scale. None is taken from the scores at hand: values would then
        change with each alternative that comes or goes.

    References
    ----------
    .. [1] Keeney, R. L., & Raiffa, H. (1976). Decisions with multiple objectives: preferences and
       value tradeoffs. Wiley.
    .. [2] Belton, V., & Stewart, T. J. (2002). Multiple criteria decision analysis: an integrated
       approach. Kluwer. https://doi.org/10.1007/978-1-4615-1495-4

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [9, 7, 5], "seats": [500, 300, 100]}, ["car", "bus", "bike"])
    >>> problem = fp.Problem(frame, directions={"price": "min"}, scale={"price": (0, 10)},
    ...                      values={"seats": [(0, 0), (300, 80), (500, 100)]})
    >>> fp.additive_value(problem).scores.round(3).to_dict()
    {'car': 0.55, 'bus': 0.55, 'bike': 0.383}
    """
    kernel = additive_value_kernel(problem)
    weights = problem.weight_vector
    return Ranking.of(
        "additive_value",
        problem,
        kernel(weights),
        options={},
        steps={"values": 100.0 * kernel.values, "weighted": kernel.values * weights},
        kernel=kernel,
        kernel_of=additive_value_kernel,
    )
