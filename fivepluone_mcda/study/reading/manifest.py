"""The manifest of a study, `study.toml`: title, provenance, files, themes, profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...model.errors import cut, found_value, listed
from ...model.reweight import INSIDE
from ...model.value_functions import ValueFunction, fault_of
from ..profiles import Profile, Recipe
from ..provenance import KINDS, Statement
from ..schema import PAIRWISE, PRIORITIES, REQUIRED, SCENARIOS, STATED, TABLES
from ..texts import TEXTS, Texts
from .defects import Defects, nearest


@dataclass(frozen=True, eq=False, repr=False)
class Manifest(Texts):
    """What `study.toml` says."""

    files: dict[str, tuple[str, ...]]  # by role, in the order in which their rows are joined
    themes: dict[str, dict[str, Any]]  # criteria and texts by id
    profiles: dict[str, Profile]  # the first is the default; their horizons are not yet set
    horizons: dict[str, float | str]  # that profiles state, or the panels whose mean is taken
    provenance: dict[str, Statement]  # how the scores were made
    values: dict[str, ValueFunction]  # by criterion


MOST = 500
"""More themes or profiles than this in one study are refused."""

TOP = {
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(("files", "themes", "profiles", "provenance", "values"), dict),
}
THEME = {"label": str, "question": str, "reason": str, "criteria": list, "place": str}
PROFILE = {
    "question": str,
    "panel": str,
    "weights": (str, dict),
    "base": str,
    "inside": str,
    "horizon": (int, float, str),
    "recipe": dict,
}
VALUE = {"points": list, "monotone": bool}
PROVENANCE = {
    "kind": str,
    "how": str,
    "coders": (str, list),
    "alternatives": (str, list),
    "criteria": (str, list),
}
EXPECTED: dict[Any, str] = {
    str: "text in quotes",
    dict: "a table",
    list: "a list",
    bool: "true or false",
    (str, dict): "'stored', 'equal', 'swing', 'points', 'ranking', 'best_worst' or "
    "{ set = { NODE = 0.3 } }",
}
RECIPE = {"nearest_to": str, "winner": str, "methods": list, "margin": (int, float)}


def check_manifest(data: Mapping[str, Any], defects: Defects) -> Manifest:
    """The manifest in the parsed TOML; everything that is wrong with it goes to `defects`."""
    top = _keys(data, TOP, "", ("title", "files"), defects)
    files = _files(top.get("files", {}), defects)
    themes = {
        name: _keys(theme, THEME, f"themes.{name}.", ("criteria",), defects)
        for name, theme in _named_tables("themes", top, defects).items()
    }
    horizons: dict[str, float | str] = {}
    profiles = {
        name: _profile(name, profile, horizons, defects)
        for name, profile in _named_tables("profiles", top, defects).items()
    }
    return Manifest(
        **{key: top[key] for key in TEXTS if top.get(key)},
        files=files,
        themes={name: theme for name, theme in themes.items() if "criteria" in theme},
        profiles=profiles or {"equal": Profile("equal", declared=False)},
        horizons=horizons,
        provenance={
            name: _statement(name, statement, defects)
            for name, statement in _named_tables("provenance", top, defects).items()
        },
        values=_value_functions(_named_tables("values", top, defects), defects),
    )


def _named_tables(
    key: str, top: Mapping[str, Any], defects: Defects
) -> dict[str, Mapping[str, Any]]:
    """The tables below a key, by name."""
    given = top.get(key, {})
    if len(given) > MOST:
        defects.in_manifest(key, f"{len(given)} {key}", f"at most {MOST}")
        return {}
    for name, value in given.items():
        if not isinstance(value, dict):
            defects.in_manifest(f"{key}.{name}", found_value(value), "a table")
    return {name: value for name, value in given.items() if isinstance(value, dict)}


def _files(given: Mapping[str, Any], defects: Defects) -> dict[str, tuple[str, ...]]:
    files: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    for role, value in given.items():
        where = f"files.{role}"
        names = [value] if isinstance(value, str) else value
        if role not in TABLES and role != SCENARIOS:
            defects.in_manifest(where, "an unknown key", nearest(role, [*TABLES, SCENARIOS]))
        elif not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            expected = "a file's name in quotes, or a list of them"
            defects.in_manifest(where, found_value(value), expected)
        elif not names:
            defects.in_manifest(where, "an empty list", "at least one file's name")
        else:
            for name in names:
                if name in taken:
                    expected = f"a file of its own; files.{taken[name]} has it already"
                    defects.in_manifest(where, found_value(name), expected)
                taken.setdefault(name, role)
            own = tuple(name for name in dict.fromkeys(names) if taken[name] == role)
            if own:
                files[role] = own
    for role in REQUIRED:
        if role not in given:
            defects.in_manifest(f"files.{role}", "nothing", f'{role} = "NAME.csv"')
    return files


def _profile(
    name: str, data: Mapping[str, Any], horizons: dict[str, float | str], defects: Defects
) -> Profile:
    """One profile; the horizon that it states goes to `horizons`."""
    where = f"profiles.{name}"
    given = _keys(data, PROFILE, f"{where}.", (), defects)
    weights = given.get("weights")
    targets = _targets(f"{where}.weights", weights, defects) if isinstance(weights, dict) else {}
    stated = isinstance(weights, str) and weights in (*STATED, PRIORITIES)
    unknown = isinstance(weights, str) and not stated and weights not in ("stored", "equal")
    way = stated or (unknown and "panel" in given)
    sources = [
        key
        for key in ("panel", "weights", "base")
        if isinstance(given.get(key), str) and not (way and key == "weights")
    ]
    if not sources and not stated:
        expected = 'panel = "NAME", weights = "stored", weights = "equal" or base = "NAME"'
        defects.in_manifest(where, "no weights", expected)
    elif len(sources) > 1:
        defects.in_manifest(where, f"both {' and '.join(sources)}", "one of them")
    if stated and "panel" not in given:
        found = f"{weights!r} without a panel"
        defects.in_manifest(f"{where}.weights", found, 'panel = "NAME"')
    elif unknown:
        expected = f"one of {listed(('stored', 'equal', *STATED, PRIORITIES))}"
        if "panel" in given:
            expected = (
                f"one of {listed((*STATED, PRIORITIES))}, or no 'weights' for pairwise judgements"
            )
        defects.in_manifest(f"{where}.weights", found_value(weights), expected)
    if isinstance(weights, dict) and "base" not in given:
        found = "weights that are set on no base"
        defects.in_manifest(f"{where}.weights", found, 'base = "NAME"')
    inside = given.get("inside", INSIDE[0])
    if inside not in INSIDE:
        defects.in_manifest(f"{where}.inside", found_value(inside), f"one of {listed(INSIDE)}")
    horizon = given.get("horizon")
    if isinstance(horizon, int | float) and not 0.0 <= horizon <= 1.0:
        defects.in_manifest(f"{where}.horizon", found_value(horizon), "a share between 0 and 1")
    elif horizon is not None:
        horizons[name] = horizon
    return Profile(
        name=name,
        question=given.get("question", ""),
        panel=given.get("panel"),
        how=str(weights) if stated else PAIRWISE,
        stored=weights == "stored",
        base=given.get("base"),
        targets=targets,
        inside=inside,
        recipe=_recipe(where, given, defects) if "recipe" in given else None,
    )


def _value_functions(
    given: Mapping[str, Mapping[str, Any]], defects: Defects
) -> dict[str, ValueFunction]:
    """The value functions by criterion; whether the criteria exist is not known yet."""
    functions = {}
    for criterion, table in given.items():
        where = f"values.{criterion}"
        stated = _keys(table, VALUE, f"{where}.", ("points",), defects)
        if "points" not in stated:
            continue
        points, monotone = stated["points"], stated.get("monotone", True)
        fault = fault_of(points, monotone)
        if fault is None:
            functions[criterion] = ValueFunction(points, monotone)
        else:
            defects.in_manifest(f"{where}.points", cut(fault[0]), fault[1])
    return functions


def _statement(name: str, data: Mapping[str, Any], defects: Defects) -> Statement:
    where = f"provenance.{name}"
    given = _keys(data, PROVENANCE, f"{where}.", ("kind", "how"), defects)
    if given.get("kind", KINDS[0]) not in KINDS:
        expected = f"one of {listed(KINDS)}"
        defects.in_manifest(f"{where}.kind", found_value(given["kind"]), expected)
    chosen = {}
    for key in ("coders", "alternatives", "criteria"):
        names = [given[key]] if isinstance(given.get(key), str) else given.get(key)
        if names is None:
            continue
        if not names or not all(isinstance(one, str) for one in names):
            expected = "a name in quotes, or a list of them; leave it out for all"
            defects.in_manifest(f"{where}.{key}", found_value(names), expected)
            names = []
        chosen[key] = tuple(names)
    return Statement(name, given.get("kind", ""), given.get("how", ""), **chosen)


def _targets(where: str, weights: Mapping[str, Any], defects: Defects) -> dict[str, float]:
    """The weights that a profile sets; whether its nodes exist is not known yet."""
    given = _keys(weights, {"set": dict}, f"{where}.", ("set",), defects).get("set", {})
    targets = {}
    for node, value in given.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and 0.0 <= value <= 1.0:
            targets[node] = float(value)
        else:
            expected = "a weight between 0 and 1"
            defects.in_manifest(f"{where}.set.{node}", found_value(value), expected)
    return targets


def _recipe(where: str, given: Mapping[str, Any], defects: Defects) -> Recipe | None:
    """The recipe of a profile; None where something is wrong with it."""
    before = len(defects.found)
    recipe = _keys(given["recipe"], RECIPE, f"{where}.recipe.", tuple(RECIPE), defects)
    methods, margin = recipe.get("methods", []), recipe.get("margin", 0.0)
    if not all(isinstance(method, str) for method in methods):
        expected = "names of methods in quotes"
        defects.in_manifest(f"{where}.recipe.methods", found_value(methods), expected)
    if not 0.0 <= margin <= 1.0:
        expected = "a lead between 0 and 1"
        defects.in_manifest(f"{where}.recipe.margin", found_value(margin), expected)
    if given.get("weights") != "stored":
        found = "a recipe without stored weights"
        defects.in_manifest(f"{where}.recipe", found, 'weights = "stored"')
    if len(defects.found) > before:
        return None
    return Recipe(recipe["nearest_to"], recipe["winner"], tuple(methods), float(margin))


def _keys(
    data: Mapping[str, Any],
    known: Mapping[str, Any],
    prefix: str,
    needed: tuple[str, ...],
    defects: Defects,
) -> dict[str, Any]:
    """The known keys of the right type; the rest goes to `defects`."""
    kept = {}
    for key, value in data.items():
        if key not in known:
            defects.in_manifest(f"{prefix}{key}", "an unknown key", nearest(key, list(known)))
        elif not isinstance(value, known[key]) or (
            isinstance(value, bool) and known[key] is not bool
        ):
            expected = EXPECTED.get(known[key], "a number")
            defects.in_manifest(f"{prefix}{key}", found_value(value), expected)
        else:
            kept[key] = value
    for key in needed:
        if key not in data:
            defects.in_manifest(f"{prefix}{key}", "nothing", "this key")
    return kept
