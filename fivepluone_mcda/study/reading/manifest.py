"""The manifest of a study, `study.toml`: title, provenance, files, profiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ...model.errors import listed
from ..provenance import KINDS, Statement
from ..schema import MANIFEST, REQUIRED, SCENARIOS, TABLES
from .defects import Defects, shown


@dataclass(frozen=True)
class RawProfile:
    """A profile as the manifest states it; None where a key is absent."""

    name: str
    question: str
    panel: str | None
    stored: bool
    horizon: float | str | None
    recipe: Mapping[str, Any] | None


@dataclass(frozen=True)
class Manifest:
    """What `study.toml` says.

    Attributes
    ----------
    title, source, coding : str
        What the study compares, the text it codes, how the numbers were made.
    hypothesis, limitations : str
        What the source expects, and which limits it states itself.
    files : dict of role to file names
        In the order in which their rows stand below one another.
    profiles : dict of name to RawProfile
        In the order of the file; the first is the default.
    provenance : dict of name to Statement
        How the scores were made.
    """

    title: str
    source: str
    coding: str
    hypothesis: str
    limitations: str
    files: dict[str, tuple[str, ...]]
    profiles: dict[str, RawProfile]
    provenance: dict[str, Statement]


TOP = {
    "title": str,
    "source": str,
    "coding": str,
    "hypothesis": str,
    "limitations": str,
    "files": dict,
    "profiles": dict,
    "provenance": dict,
}
PROFILE = {
    "question": str,
    "panel": str,
    "weights": str,
    "horizon": (int, float, str),
    "recipe": dict,
}
PROVENANCE = {
    "kind": str,
    "how": str,
    "coders": (str, list),
    "alternatives": (str, list),
    "criteria": (str, list),
}
RECIPE = {"nearest_to": str, "winner": str, "methods": list, "margin": (int, float)}


def check_manifest(data: Mapping[str, Any], defects: Defects) -> Manifest:
    """The manifest in the parsed TOML; everything that is wrong with it goes to `defects`."""
    top = _keys(data, TOP, "", ("title", "files"), defects)
    files = _files(top.get("files", {}), defects)
    profiles = {}
    for name, profile in top.get("profiles", {}).items():
        if isinstance(profile, dict):
            profiles[name] = _profile(name, profile, defects)
        else:
            defects.note(MANIFEST, None, f"profiles.{name}", shown(profile), "a table")
    if not profiles:
        profiles["equal"] = RawProfile("equal", "", None, False, None, None)
    return Manifest(
        title=top.get("title", ""),
        source=top.get("source", ""),
        coding=top.get("coding", ""),
        hypothesis=top.get("hypothesis", ""),
        limitations=top.get("limitations", ""),
        files=files,
        profiles=profiles,
        provenance={
            name: _statement(name, statement, defects)
            for name, statement in top.get("provenance", {}).items()
        },
    )


def _files(given: Mapping[str, Any], defects: Defects) -> dict[str, tuple[str, ...]]:
    files: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    for role, value in given.items():
        where = f"files.{role}"
        names = [value] if isinstance(value, str) else value
        if role not in TABLES and role != SCENARIOS:
            _unknown(where, role, [*TABLES, SCENARIOS], defects)
        elif not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            expected = "a file's name in quotes, or a list of them"
            defects.note(MANIFEST, None, where, shown(value), expected)
        elif not names:
            defects.note(MANIFEST, None, where, "an empty list", "at least one file's name")
        else:
            for name in names:
                if name in taken:
                    expected = f"a file of its own; files.{taken[name]} has it already"
                    defects.add(MANIFEST, None, where, name, expected)
                taken.setdefault(name, role)
            own = tuple(name for name in dict.fromkeys(names) if taken[name] == role)
            if own:
                files[role] = own
    for role in REQUIRED:
        if role not in given:
            defects.note(MANIFEST, None, f"files.{role}", "nothing", f'{role} = "NAME.csv"')
    return files


def _profile(name: str, data: Mapping[str, Any], defects: Defects) -> RawProfile:
    where = f"profiles.{name}"
    given = _keys(data, PROFILE, f"{where}.", (), defects)
    if "panel" in given and "weights" in given:
        defects.note(MANIFEST, None, where, "both panel and weights", "one of them")
    if given.get("weights", "stored") not in ("stored", "equal"):
        defects.add(
            MANIFEST,
            None,
            f"{where}.weights",
            given["weights"],
            "'stored' (in the table of weights) or 'equal'",
        )
    if "panel" not in given and "weights" not in given:
        defects.note(
            MANIFEST,
            None,
            where,
            "no weights",
            'panel = "NAME", weights = "stored" or weights = "equal"',
        )
    horizon = given.get("horizon")
    if isinstance(horizon, int | float) and not 0.0 <= horizon <= 1.0:
        defects.note(MANIFEST, None, f"{where}.horizon", shown(horizon), "a share between 0 and 1")
    recipe = given.get("recipe")
    if recipe is not None:
        recipe = _keys(recipe, RECIPE, f"{where}.recipe.", tuple(RECIPE), defects)
        if not all(isinstance(method, str) for method in recipe.get("methods", [])):
            defects.note(
                MANIFEST,
                None,
                f"{where}.recipe.methods",
                shown(recipe["methods"]),
                "names of methods in quotes",
            )
        margin = recipe.get("margin", 0.0)
        if not 0.0 <= margin <= 1.0:
            expected = "a lead between 0 and 1"
            defects.note(MANIFEST, None, f"{where}.recipe.margin", shown(margin), expected)
        if given.get("weights") != "stored":
            defects.note(
                MANIFEST,
                None,
                f"{where}.recipe",
                "a recipe without stored weights",
                'weights = "stored"',
            )
    return RawProfile(
        name=name,
        question=given.get("question", ""),
        panel=given.get("panel"),
        stored=given.get("weights") == "stored",
        horizon=horizon,
        recipe=recipe,
    )


def _statement(name: str, data: object, defects: Defects) -> Statement:
    where = f"provenance.{name}"
    if not isinstance(data, dict):
        defects.note(MANIFEST, None, where, shown(data), "a table")
        return Statement(name, "", "")
    given = _keys(data, PROVENANCE, f"{where}.", ("kind", "how"), defects)
    if given.get("kind", KINDS[0]) not in KINDS:
        expected = f"one of {listed(KINDS)}"
        defects.add(MANIFEST, None, f"{where}.kind", given["kind"], expected)
    chosen = {}
    for key in ("coders", "alternatives", "criteria"):
        names = [given[key]] if isinstance(given.get(key), str) else given.get(key)
        if names is None:
            continue
        if not names or not all(isinstance(one, str) for one in names):
            expected = "a name in quotes, or a list of them; leave it out for all"
            defects.note(MANIFEST, None, f"{where}.{key}", shown(names), expected)
            names = []
        chosen[key] = tuple(names)
    return Statement(name, given.get("kind", ""), given.get("how", ""), **chosen)


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
            _unknown(f"{prefix}{key}", key, list(known), defects)
        elif not isinstance(value, known[key]) or isinstance(value, bool):
            kinds = {str: "text in quotes", dict: "a table", list: "a list"}
            defects.note(
                MANIFEST, None, f"{prefix}{key}", shown(value), kinds.get(known[key], "a number")
            )
        else:
            kept[key] = value
    for key in needed:
        if key not in data:
            defects.note(MANIFEST, None, f"{prefix}{key}", "nothing", "this key")
    return kept


def _unknown(where: str, key: str, known: list[str], defects: Defects) -> None:
    near = get_close_matches(key, known, n=1)
    hint = f"{near[0]!r}" if near else f"one of {listed(known)}"
    defects.note(MANIFEST, None, where, "an unknown key", hint)
