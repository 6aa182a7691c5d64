"""A problem as plain data that JSON can hold, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from .errors import ProblemError, listed
from .tree import CriteriaTree
from .value_functions import ValueFunction

if TYPE_CHECKING:
    from .problem import Problem


def to_data(problem: Problem) -> dict[str, Any]:
    """The problem without its coding; ranges and value functions where it has some."""
    tree = problem.tree.to_dict()
    themes = tree.pop("themes")
    ranges = {"low": problem.low, "high": problem.high} if problem.has_ranges else {}
    values = {
        criterion: {"points": list(map(list, function.points)), "monotone": function.monotone}
        for criterion, function in problem.value_functions.items()
    }
    return {
        "alternatives": problem.alternatives,
        "criteria": problem.criteria,
        "matrix": problem.values.tolist(),
        **{end: table.to_numpy().tolist() for end, table in ranges.items()},
        "weights": problem.weights.to_dict(),
        "directions": problem.directions.to_dict(),
        "scale": {criterion: list(ends) for criterion, ends in problem.scale.items()},
        "tree": tree,
        "themes": themes,
        **({"values": values} if values else {}),
    }


def from_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the problem that the data describe."""
    missing = [key for key in ("alternatives", "criteria", "matrix") if key not in data]
    if missing:
        raise ProblemError(f"the description of a problem lacks {listed(missing)}")
    tree = data.get("tree")
    return {
        **{key: _table(key, data) for key in ("matrix", "low", "high") if key in data},
        **{key: data.get(key) for key in ("weights", "directions", "scale", "themes")},
        "tree": None if tree is None else CriteriaTree.from_dict(tree),
        "values": {
            criterion: ValueFunction(function["points"], function["monotone"])
            for criterion, function in data.get("values", {}).items()
        },
    }


def _table(key: str, data: Mapping[str, Any]) -> pd.DataFrame:
    try:
        return pd.DataFrame(data[key], data["alternatives"], data["criteria"])
    except (TypeError, ValueError) as error:
        raise ProblemError(f"{key} does not fit alternatives x criteria: {error}") from None
