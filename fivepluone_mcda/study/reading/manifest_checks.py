"""Checks of what study.toml says beside its files: it fits the tables, and itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...methods import PairwiseMatrix
from ...methods.registry import OWN, list_methods
from ...model import CriteriaError, CriteriaTree, ProblemError
from ...model.arrays import Flags
from ...model.errors import found_value, listed
from ...model.reweight import set_node_weights
from ...model.value_functions import against_direction
from ..profiles import Profile, based_on
from ..schema import PAIRWISE, PRIORITIES, STATED
from .defects import nearest, together
from .tables import Tables


def check_statements(tables: Tables, tree: CriteriaTree) -> CriteriaTree:
    """Check all that study.toml states; the tree with the themes."""
    tree = _with_themes(tables, tree)
    _check_profiles(tables, tree)
    _check_provenance(tables, tree)
    _check_values(tables, tree)
    _check_method(tables, tree)
    return tree


def _with_themes(tables: Tables, tree: CriteriaTree) -> CriteriaTree:
    """The tree with the themes of the manifest; those that are wrong are left out."""
    themes = {}
    for name, given in tables.manifest.themes.items():
        try:
            themes[name] = tree.check_theme(name, given)
        except CriteriaError as error:
            if tables.whole("criteria"):
                expected = "an id of its own, and leaf criteria, each once and not all of them"
                tables.defects.in_manifest(f"themes.{name}", str(error), expected)
    return tree.with_themes(themes)


def _check_profiles(tables: Tables, tree: CriteriaTree) -> None:
    """Panels, stored weights, bases, horizons and recipes of the profiles are there."""
    defects, profiles = tables.defects, tables.manifest.profiles
    divided, weighed = (
        list(tables[role][column].unique()) if role in tables else []
        for role, column in (("horizons", "panel"), ("weights", "profile"))
    )
    for name, profile in profiles.items():
        where = f"profiles.{name}"
        if profile.panel is not None:
            _panel(tables, tree, profile)
        if profile.stored and name not in weighed and tables.readable("weights"):
            expected = f"rows of profile {name!r} in a table of weights"
            defects.in_manifest(f"{where}.weights", "no stored weights", expected)
        if profile.base is not None:
            _base(tables, tree, profile)
        raw = tables.manifest.horizons.get(name)
        if isinstance(raw, str) and raw not in divided and tables.readable("horizons"):
            expected = f"a number or a panel that divides points: {nearest(raw, divided)}"
            defects.in_manifest(f"{where}.horizon", found_value(raw), expected)
        if profile.recipe is not None:
            options = {"nearest_to": [other for other in profiles if other != name]}
            options["winner"] = tables.scored()
            for key, known in options.items():
                value = getattr(profile.recipe, key)
                if value not in known:
                    column = f"{where}.recipe.{key}"
                    defects.in_manifest(column, found_value(value), nearest(value, known))


def _base(tables: Tables, tree: CriteriaTree, profile: Profile) -> None:
    """The base of a profile exists, and the weights that it sets are possible together."""
    defects, profiles = tables.defects, tables.manifest.profiles
    where = f"profiles.{profile.name}"
    last = based_on(profile.name, profiles)[-1].base
    others = [name for name in profiles if name != profile.name]
    if profile.base not in others:
        defects.in_manifest(
            f"{where}.base", found_value(profile.base), nearest(profile.base, others)
        )
    elif last == profile.name:
        found = f"{profile.base!r}, which builds on {profile.name!r}"
        defects.in_manifest(f"{where}.base", found, "no cycle of profiles")
    if not profile.targets and profile.name not in tables.manifest.horizons:
        expected = "weights.set = { NODE = 0.3 } or a horizon"
        defects.in_manifest(where, "nothing that differs from the base", expected)
    known = [node for node in tree.nodes_and_themes if node != tree.root]
    unknown = [node for node in profile.targets if node not in known]
    for node in unknown if tables.whole("criteria") else ():
        defects.in_manifest(f"{where}.weights.set", found_value(node), nearest(node, known))
    if not unknown:
        even = np.full(len(tree.leaves), 1.0 / len(tree.leaves))
        try:
            set_node_weights(tree, tree.leaves, even, profile.targets, profile.inside)
        except ProblemError as error:
            expected = "weights that are possible together"
            defects.in_manifest(f"{where}.weights.set", str(error), expected)


def _panel(tables: Tables, tree: CriteriaTree, profile: Profile) -> None:
    """The panel of a profile stated importance in the way that the profile asks for."""
    roles = ["judgements"] if profile.how in (PAIRWISE, PRIORITIES) else []
    roles += ["points"] if profile.how != PAIRWISE else []
    if not all(tables.readable(role) for role in roles):
        return
    given = [tables[role] for role in roles if role in tables]
    if profile.how in STATED:
        given = [rows[rows["how"] == profile.how] for rows in given]
    panels = list(dict.fromkeys(panel for rows in given for panel in rows["panel"]))
    where = f"profiles.{profile.name}.panel"
    if profile.panel not in panels:
        what = {PAIRWISE: "the judgements", PRIORITIES: "the judgements or points"}.get(
            profile.how, f"the points, stated by {profile.how}"
        )
        expected = f"a panel of {what}: {nearest(profile.panel, panels)}"
        tables.defects.in_manifest(where, found_value(profile.panel), expected)
    elif profile.how != PAIRWISE and tables.whole(*roles, "criteria"):
        own = [rows[rows["panel"] == profile.panel] for rows in given]
        for node, group in tables.groups(tree).items():
            elements = tree.children(node)
            if len(elements) > 1 and not any(_answered(rows, group, elements) for rows in own):
                found = f"no {profile.how} answers of panel {profile.panel!r} for group {group!r}"
                if profile.how == PRIORITIES:
                    found = f"nobody of panel {profile.panel!r} whose answers cover {group!r}"
                tables.defects.in_manifest(where, found, "answers for every group")


def _answered(rows: pd.DataFrame, group: str, elements: Sequence[str]) -> bool:
    """Whether the answers of one judge at least give priorities in a group."""
    own = rows[rows["group"] == group]
    if "a" not in own:
        return not own.empty
    for _, part in own.groupby("judge", sort=False):
        pairs = {tuple(sorted(pair)) for pair in part[["a", "b"]].to_numpy()}
        if PairwiseMatrix.from_judgements([(*pair, 1) for pair in pairs], elements).is_connected:
            return True
    return False


def _check_provenance(tables: Tables, tree: CriteriaTree) -> None:
    """Statements about the scores name what is there, and speak of each score once."""
    coders = list(tables["scores"]["coder"].unique()) if "scores" in tables else []
    alternatives = list(tables["alternatives"]["id"])
    known = {"coders": coders, "alternatives": alternatives, "criteria": list(tree.nodes)}
    checked: dict[str, Flags] = {}
    for name, statement in tables.manifest.provenance.items():
        before = len(tables.defects.found)
        for key, names in known.items():
            if key == "coders" and not tables.readable("scores"):
                continue
            for value in getattr(statement, key) or ():
                if value not in names:
                    where = f"provenance.{name}.{key}"
                    tables.defects.in_manifest(where, found_value(value), nearest(value, names))
        if len(tables.defects.found) > before:
            continue
        cells = statement.covers(coders, tables.scored(), tree)
        for other, earlier in checked.items():
            if (cells & earlier).any():
                coder, alternative, leaf = (int(axis[0]) for axis in np.nonzero(cells & earlier))
                found = (
                    f"coder {coders[coder]!r}, {tables.scored()[alternative]!r}, "
                    f"{tree.leaves[leaf]!r}, which provenance.{other} is about as well"
                )
                expected = "each score in one statement (list coders, alternatives or criteria)"
                tables.defects.in_manifest(f"provenance.{name}", found, expected)
        checked[name] = cells


def _check_values(tables: Tables, tree: CriteriaTree) -> None:
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


def _check_method(tables: Tables, tree: CriteriaTree) -> None:
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
