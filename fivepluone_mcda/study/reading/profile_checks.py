"""Checks of the profiles of a study: what their weights follow from is there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...methods import PairwiseMatrix
from ...model import CriteriaTree, ProblemError
from ...model.errors import found_value
from ...model.reweight import set_node_weights
from ..profiles import Profile, based_on
from ..schema import PAIRWISE, PRIORITIES, STATED
from .defects import nearest
from .tables import Tables


def check_profiles(tables: Tables, tree: CriteriaTree) -> None:
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
