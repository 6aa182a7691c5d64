"""A'WOT: priorities of SWOT items, and the strategic position of the alternatives."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..model import CriteriaError
from .schema import QUADRANTS
from .study import Study, expect_study


def awot(study: Study, profile: str | None = None) -> pd.DataFrame:
    """Local and global priority of every SWOT item.

    The local priority is the item's mean intensity times its horizon share (h where most coders
    call it long, 1 - h where short), divided by the sum over the items of its alternative and
    quadrant. The global priority is the local one times the weight of the quadrant's criterion,
    so that the items of one quadrant of one alternative sum to that weight.

    Parameters
    ----------
    study : Study
        A study with SWOT items.
    profile : str, optional
        The weight profile; the default one when left out.

    Returns
    -------
    DataFrame
        One row an item: alternative, quadrant, item, dimension, horizon, intensity,
        local_priority, global_priority.

    Raises
    ------
    CriteriaError
        If an intensity is below 0, which no priority can be in proportion to.

    References
    ----------
    .. [1] Kurttila, M., Pesonen, M., Kangas, J., & Kajanus, M. (2000). Utilizing the analytic
       hierarchy process (AHP) in SWOT analysis. Forest Policy and Economics, 1(1), 41-52.
       https://doi.org/10.1016/S1389-9341(99)00004-0

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> items = fp.awot(fp.load())
    >>> len(items), round(items["local_priority"].sum())
    (100, 20)
    """
    expect_study(study)
    items = study.swot_items
    horizon, weights = study.horizon(profile), study.weights(profile)
    below = items[items["intensity"] < 0.0]
    if len(below):
        item, intensity = below.iloc[0]["item"], below.iloc[0]["intensity"]
        raise CriteriaError(
            f"A'WOT needs intensities of 0 or more: found {intensity:g} for item {item!r}"
        )
    share = items["horizon"].map({"long": horizon, "short": 1.0 - horizon, "split": 0.5})
    pull = items["intensity"] * share.astype(float)
    key = [items["alternative"], items["quadrant"]]
    total = pull.groupby(key).transform("sum")
    # A horizon share of 0 or 1 can leave a quadrant without weight: count short and long alike;
    # where all intensities are 0, items.
    pull = pull.where(total > 0.0, items["intensity"])
    pull = pull.where(pull.groupby(key).transform("sum") > 0.0, 1.0)
    local = pull / pull.groupby(key).transform("sum")
    weight_of = {quadrant: float(weights[leaf]) for quadrant, leaf in study.quadrants.items()}
    columns = ["alternative", "quadrant", "item", "dimension", "horizon", "intensity"]
    return items[columns].assign(
        local_priority=local,
        global_priority=np.asarray(local) * items["quadrant"].map(weight_of).astype(float),
    )


def strategic_position(study: Study, profile: str | None = None) -> pd.DataFrame:
    """Strengths less weaknesses and opportunities less threats of each alternative.

    Parameters
    ----------
    study : Study
        A study with SWOT items in all four quadrants.
    profile : str, optional
        The weight profile, whose horizon share weighs the items; the default when left out.

    Returns
    -------
    DataFrame
        By alternative: ``internal`` (S - W) and ``external`` (O - T), in points of the scale.

    Raises
    ------
    CriteriaError
        If a quadrant has no criterion.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.strategic_position(fp.load()).columns.tolist()
    ['internal', 'external']
    """
    expect_study(study)
    matrix = study.problem(profile).matrix
    node = study.quadrants
    missing = [QUADRANTS[quadrant] for quadrant in QUADRANTS if quadrant not in node]
    if missing:
        raise CriteriaError(f"the study has no criterion for its {', '.join(missing)}")
    return pd.DataFrame(
        {
            "internal": matrix[node["S"]] - matrix[node["W"]],
            "external": matrix[node["O"]] - matrix[node["T"]],
        }
    ).rename_axis("alternative")
