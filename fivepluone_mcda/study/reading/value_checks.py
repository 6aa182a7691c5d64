"""Checks of value functions against the criteria, and of the study's own method."""

from __future__ import annotations

from ...methods.registry import OWN, list_methods
from ...model import CriteriaTree
from ...model.errors import found_value, listed
from ...model.value_functions import against_direction
from .defects import nearest, together
from .tables import Tables


def check_values(tables: Tables, tree: CriteriaTree) -> None:
    """Each value function belongs to a criterion, and fits its scale and direction."""
    if not tables.whole("criteria"):
        return
    scale, defects = tables.scale(tree), tables.defects
    direction = dict(zip(tables.nodes()["id"], tables.nodes()["direction"], strict=True))
    for criterion, function in tables.manifest.values.items():
        where = f"values.{criterion}"
        if criterion not in tree.leaves:
            defects.in_manifest(where, found_value(criterion), nearest(criterion, tree.leaves))
            continue
        stated = scale.get(criterion)
        if stated != function.scale:
            ends = "no scale" if stated is None else "the scale {:g} to {:g}".format(*stated)
            points = "points from {:g} to {:g}".format(*function.scale)
            expected = (
                "the same ends in both (low and high of the criterion in "
                f"{together(tables.files['criteria'])})"
            )
            defects.in_manifest(f"{where}.points", f"{points} beside {ends}", expected)
        fault = against_direction(function, direction[criterion] == "max")
        if fault is not None:
            defects.in_manifest(f"{where}.points", *fault)


def check_method(tables: Tables, tree: CriteriaTree) -> None:
    """The study's own method exists, and has what it needs."""
    method, defects = tables.manifest.method, tables.defects
    if method not in OWN and method not in list_methods():  # listing them loads pymcdm
        defects.in_manifest("method", found_value(method), nearest(method, list_methods()))
    if method == "additive_value" and tables.whole("criteria"):
        scale = tables.scale(tree)
        missing = [leaf for leaf in tree.leaves if leaf not in scale]
        if missing:
            expected = "the worst and the best score that should count: the study's method is "
            expected += "additive_value"
            tables.lacks("criteria", "low, high", f"no scale of {listed(missing)}", expected)
