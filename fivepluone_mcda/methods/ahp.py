"""AHP: local priorities of the alternatives, weighted and added."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from ..model import MethodError, Problem, ProblemError, Ranking
from ..model.arrays import Floats
from ..model.errors import listed, unknown_name
from .kernels import Additive
from .normalisation import reciprocal, refuse_negative, scores_of, shares
from .pairwise import PairwiseMatrix


def ahp_kernel(
    problem: Problem,
    mode: str = "distributive",
    comparisons: Mapping[str, PairwiseMatrix] | None = None,
    *,
    values: Floats | None = None,
) -> Additive:
    """AHP of a problem as a function of the weights."""
    if mode not in ("distributive", "ideal"):
        raise MethodError(f"mode: found {mode!r}; expected 'distributive' or 'ideal'")
    local = _local_priorities(problem, comparisons or {}, values)
    if mode == "distributive":
        return Additive(local, monotone=True)
    return Additive(local / local.max(axis=0), link="share", monotone=True)


def ahp(
    problem: Problem,
    mode: str = "distributive",
    comparisons: Mapping[str, PairwiseMatrix] | None = None,
) -> Ranking:
    """Rank by the Analytic Hierarchy Process on given weights.

    Under every criterion the alternatives get local priorities in proportion to their scores.
    A minimised score is turned round first: on a criterion that states its scale to
    low + high - score, else to 1 / score. The global priority of an alternative is the weighted
    sum of its local ones.

    Parameters
    ----------
    problem : Problem
        What is to be ranked; no negative scores. Its weights are usually priorities of
        `PairwiseMatrix` objects multiplied down the tree.
    mode : {"distributive", "ideal"}
        Local priorities that sum to 1, or that are 1 for the best alternative (so that a copy
        of one does not change the others' order). Scores sum to 1 in both.
    comparisons : mapping of criterion to PairwiseMatrix, optional
        Pairwise comparisons of the alternatives that replace the scores under a criterion.

    Returns
    -------
    Ranking
        Steps: ``local priorities``, ``weighted``, ``node weights``. `Ranking.explain` gives the
        weight of each criterion times the difference of local priorities.

    Raises
    ------
    MethodError
        If the mode is unknown or a score is negative.
    ProblemError
        If a comparison is not over exactly the problem's alternatives.
    UnknownNameError
        If a comparison names an unknown criterion.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
    .. [2] Millet, I., & Saaty, T. L. (2000). On the relativity of relative measures -
       accommodating both rank preservation and rank reversals in the AHP. European Journal of
       Operational Research, 121(1), 205-212. https://doi.org/10.1016/S0377-2217(99)00040-5

    Examples
    --------
    >>> import pandas as pd, fivepluone_mcda as fp
    >>> frame = pd.DataFrame({"price": [4, 2, 1], "comfort": [5, 3, 2]}, ["car", "bus", "bike"])
    >>> problem = fp.Problem(frame, directions={"price": "min"}, scale={"price": (1, 5)})
    >>> fp.ahp(problem).scores.round(3).to_dict()
    {'car': 0.341, 'bus': 0.332, 'bike': 0.327}
    """
    kernel = ahp_kernel(problem, mode, comparisons)
    weights = problem.weight_vector
    return Ranking.of(
        "ahp" if mode == "distributive" else "ahp_ideal",
        problem,
        kernel(weights),
        options={},
        steps={
            "local priorities": kernel.values,
            "weighted": kernel.values * weights,
            "node weights": problem.node_weights.to_frame(),
        },
        kernel=kernel,
        kernel_of=partial(ahp_kernel, mode=mode, comparisons=comparisons),
    )


def _local_priorities(
    problem: Problem, comparisons: Mapping[str, PairwiseMatrix], values: Floats | None
) -> Floats:
    x = scores_of(problem, values)
    for criterion in comparisons:
        if criterion not in problem.criteria:
            raise unknown_name("criterion", criterion, problem.criteria)
    refuse_negative(problem, "AHP", values)
    local = np.empty(x.shape)
    scale = problem.scale
    for j, criterion in enumerate(problem.criteria):
        if criterion in comparisons:
            judged = comparisons[criterion]
            if sorted(judged.elements) != sorted(problem.alternatives):
                raise ProblemError(
                    f"comparisons under {criterion!r} are over {listed(judged.elements)}; "
                    f"expected the alternatives {listed(problem.alternatives)}"
                )
            local.swapaxes(0, -1)[..., j, :] = judged.priorities()[problem.alternatives]
            continue
        column = x[:, j]
        if not problem.maximise[j]:
            if criterion in scale:
                column = np.maximum(sum(scale[criterion]) - column, 0.0)
            else:
                column = reciprocal(column)
        local[:, j] = shares(column)
    return local
