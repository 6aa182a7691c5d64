"""Reading the files of scenarios: names that must exist, values, conflicts, cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from ...model import CriteriaTree, ProblemError
from ...model.errors import cut, found_value, listed
from ...model.reweight import set_node_weights
from ..scenarios import Scenario, ScoreChange, Steps, lineage
from ..schema import LARGEST
from .defects import Defects, nearest, together
from .text_files import MAX_TOML_BYTES, parse_toml, read_texts
from .toml_lines import TomlLines

MOST = 200
"""More scenarios than this in one study are refused."""

TEXTS = ("title", "reason", "place")
NEEDED = ("title", "reason")
KEYS = (*TEXTS, "builds_on", "weights", "scores")
WEIGHTS = ("set", "towards", "horizon")
WHAT = ("criteria", "items")
HOW = ("set", "add", "multiply")

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Names:
    """What scenarios may speak of: the tree, the scored alternatives, the scale, the profiles.

    `items` holds the alternatives of each SWOT item with the criterion that it scores; None where
    they could not be read.
    """

    tree: CriteriaTree
    alternatives: Sequence[str]
    scale: Mapping[str, tuple[float, float]]
    profiles: Sequence[str]
    items: Mapping[str, Mapping[str, str]] | None


def read_scenarios(
    folder: Path, files: Sequence[str], names: Names, defects: Defects
) -> dict[str, Scenario]:
    """The scenarios of the files by name, in their order; what is wrong goes to `defects`."""
    texts = read_texts(folder, files, MAX_TOML_BYTES, defects)
    parsed = {file: parse_toml(text, file, defects) for file, text in texts.items()}
    found: dict[str, Any] = {}
    sources: dict[str, tuple[str, TomlLines]] = {}
    for file, data in parsed.items():
        lines = TomlLines(texts[file])
        for name, raw in (data or {}).items():
            if name in found:
                earlier, there = sources[name]
                expected = f"a name of its own; line {there[name,]} of {earlier} has it already"
                defects.add(file, lines[name,], "", name, expected)
                continue
            found[name] = raw
            sources[name] = file, lines
    if len(found) > MOST:
        defects.note(together(files), None, "", f"{len(found)} scenarios", f"at most {MOST}")
        return {}
    reader = _Reader(sources, names, defects)
    scenarios = {name: reader.scenario(name, raw) for name, raw in found.items()}
    if len(parsed) == len(files) and None not in parsed.values():
        reader.check_together(scenarios)
    return scenarios


class _Reader:
    """Reads scenarios one by one, then checks them together."""

    def __init__(
        self, sources: Mapping[str, tuple[str, TomlLines]], names: Names, defects: Defects
    ) -> None:
        self.sources = sources
        self.names = names
        self.defects = defects
        self.refused: set[str] = set()

    def bad(self, place: Place, found: str, expected: str) -> None:
        """Note one defect at a place, which begins with the scenario's name."""
        self.refused.add(str(place[0]))
        file, lines = self.sources[str(place[0])]
        parts = [str(part + 1) if isinstance(part, int) else part for part in place]
        self.defects.note(file, lines[place], ".".join(parts), cut(found), expected)

    def scenario(self, name: str, raw: Any) -> Scenario:
        """One scenario; what is wrong with it is left out of it."""
        given = self._table((name,), raw, KEYS)
        weights = self._table((name, "weights"), given.get("weights", {}), WEIGHTS)
        texts = {}
        for key in TEXTS:
            text = given.get(key, "")
            if not isinstance(text, str):
                self.bad((name, key), found_value(text), "text in quotes")
                text = ""
            elif key in NEEDED and not text.strip():
                self.bad((name, key), "nothing", "a line of text in quotes")
            texts[key] = text.strip()
        bases = self._names((name, "builds_on"), given.get("builds_on", []))
        return Scenario(
            name=name,
            **texts,
            builds_on=tuple(dict.fromkeys(bases)),
            targets=self._shares(
                (name, "weights", "set"), weights, self.names.tree.nodes_and_themes[1:]
            ),
            towards=self._shares((name, "weights", "towards"), weights, self.names.profiles),
            horizon=None
            if "horizon" not in weights
            else self._number((name, "weights", "horizon"), weights["horizon"], 0.0, 1.0),
            scores=self._scores((name, "scores"), given.get("scores", [])),
        )

    def check_together(self, scenarios: Mapping[str, Scenario]) -> None:
        """What scenarios build on exists, has no cycle and does not conflict."""
        known = list(scenarios)
        unknown = [
            (name, base)
            for name, scenario in scenarios.items()
            for base in scenario.builds_on
            if base not in scenarios
        ]
        for name, base in unknown:
            self.bad((name, "builds_on"), repr(base), nearest(base, known))
        if unknown:
            return
        below = {name: _below(name, scenarios) for name in known}
        cycles = [name for name in known if name in below[name]]
        for name in cycles:
            found = f"{name!r}, which builds on itself through {listed(below[name])}"
            self.bad((name, "builds_on"), found, "no cycle of scenarios")
        if cycles:
            return
        above = {name: lineage(name, scenarios) for name in known}
        whole = {name: frozenset(names) for name, names in above.items()}
        for name, scenario in scenarios.items():
            if len(scenario.builds_on) > 1:
                self._check_bases(name, scenarios, whole)
            steps = Steps([scenarios[one] for one in above[name]])
            self._check_weights(name, steps)
            changes = steps.targets or steps.towards or steps.scores or steps.horizon is not None
            if not changes and self.refused.isdisjoint(whole[name]):
                self.bad((name,), "no change", "a change of weights or scores, or builds_on")

    def _check_bases(
        self, name: str, scenarios: Mapping[str, Scenario], above: Mapping[str, frozenset[str]]
    ) -> None:
        """Scenarios that are combined and do not know of one another must not conflict."""
        for one, other in combinations(sorted(above[name] - {name}), 2):
            if one in above[other] or other in above[one]:
                continue
            what = _conflict(scenarios[one], scenarios[other])
            if what:
                found = f"{one!r} and {other!r}, which both change {what}"
                self.bad((name, "builds_on"), found, "scenarios that do not conflict")

    def _check_weights(self, name: str, steps: Steps) -> None:
        total = sum(steps.towards.values())
        if total > 1.0 + 1e-9:
            self.bad((name, "weights", "towards"), f"shares that sum to {total:g}", "at most 1")
        leaves = self.names.tree.leaves
        even = np.full(len(leaves), 1.0 / len(leaves))
        try:
            set_node_weights(self.names.tree, leaves, even, steps.targets)
        except ProblemError as error:
            self.bad((name, "weights", "set"), str(error), "weights that are possible together")

    def _scores(self, place: Place, raw: Any) -> tuple[ScoreChange, ...]:
        if not isinstance(raw, list):
            self.bad(place, found_value(raw), f"[[{'.'.join(map(str, place))}]] above each change")
            return ()
        changes = []
        taken: set[tuple[str, str]] = set()
        for number, entry in enumerate(raw):
            change = self._score((*place, number), entry)
            if change is None:
                continue
            twice = sorted(taken & change.cells)
            if twice:
                name, leaf = twice[0]
                found = f"a second change of {name!r} on {leaf!r}"
                self.bad((*place, number), found, "one change of a score in a scenario")
                continue
            taken |= change.cells
            changes.append(change)
        return tuple(changes)

    def _score(self, place: Place, raw: Any) -> ScoreChange | None:
        before = len(self.defects.found)
        given = self._table(place, raw, (*WHAT, "alternatives", *HOW))
        if len(self.defects.found) > before:
            return None
        what = [key for key in WHAT if key in given]
        how = [key for key in HOW if key in given]
        if len(how) != 1 or len(what) != 1:
            found = f"{' and '.join(what) or 'no criteria'} with {' and '.join(how) or 'no change'}"
            self.bad(place, found, "criteria or items, with one of set, add, multiply")
            return None
        known = self.names.alternatives
        chosen = self._names((*place, "alternatives"), given.get("alternatives", known), known)
        lowest = 0.0 if how[0] == "multiply" else -LARGEST
        value = self._number((*place, how[0]), given[how[0]], lowest, LARGEST)
        items: list[str] = []
        if what[0] == "items":
            items, leaves, chosen = self._items(place, given, chosen)
        else:
            tree = self.names.tree
            nodes = self._names((*place, "criteria"), given["criteria"], tree.nodes_and_themes)
            leaves = [leaf for node in nodes for leaf in tree.leaves_of(node)]
        if value is None or not (leaves or items) or not chosen:
            return None
        for leaf in leaves:
            low, high = self.names.scale.get(leaf, (-LARGEST, LARGEST))
            if how[0] == "set" and not low <= value <= high:
                expected = f"{low:g} to {high:g}, the scale of {leaf!r}"
                self.bad((*place, "set"), f"{value:g}", expected)
                return None
        once = (tuple(dict.fromkeys(names)) for names in (leaves, chosen, items))
        return ScoreChange(how[0], value, *once)

    def _items(
        self, place: Place, given: Mapping[str, Any], chosen: list[str]
    ) -> tuple[list[str], list[str], list[str]]:
        """The SWOT items of a change, the criteria that they score, the alternatives they are of.

        An item that none of the chosen alternatives has is refused, and so is an alternative
        that is named and has none of the items.
        """
        known = self.names.items
        items = self._names((*place, "items"), given["items"], None if known is None else [*known])
        if known is None or not items:
            return items, [], chosen
        owners = [name for name in chosen if any(name in known[item] for item in items)]
        for name in chosen if "alternatives" in given else ():
            if name not in owners:
                expected = "an alternative that has one of the items"
                self.bad((*place, "alternatives"), repr(name), expected)
        for item in items:
            if owners and not known[item].keys() & set(owners):
                expected = f"an item of {listed(owners)}"
                self.bad((*place, "items"), repr(item), expected)
        leaves = [leaf for item in items for name, leaf in known[item].items() if name in owners]
        return items, leaves, owners

    def _table(self, place: Place, raw: Any, known: Sequence[str]) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            self.bad(place, found_value(raw), f"a table with {listed(known)}")
            return {}
        for key in raw:
            if key not in known:
                self.bad((*place, key), "an unknown key", nearest(key, known))
        return {key: value for key, value in raw.items() if key in known}

    def _names(self, place: Place, raw: Any, known: Sequence[str] | None = None) -> list[str]:
        """One name or a list of names; those that do not exist are left out."""
        found = [raw] if isinstance(raw, str) else raw
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            self.bad(place, found_value(raw), "a name in quotes, or a list of them")
            return []
        if known is None:
            return found
        if not found:
            self.bad(place, "an empty list", "at least one name")
        for name in found:
            if name not in known:
                self.bad(place, repr(name), nearest(name, known))
        return [name for name in found if name in known]

    def _shares(
        self, place: Place, weights: Mapping[str, Any], known: Sequence[str]
    ) -> dict[str, float]:
        table = weights.get(str(place[-1]), {})
        if not isinstance(table, Mapping):
            self.bad(place, found_value(table), f"a table such as {{ {known[0]} = 0.4 }}")
            return {}
        shares = {}
        for key, value in table.items():
            if key not in known:
                self.bad((*place, key), repr(key), nearest(key, known))
                continue
            share = self._number((*place, key), value, 0.0, 1.0)
            if share is not None:
                shares[key] = share
        return shares

    def _number(self, place: Place, raw: Any, low: float, high: float) -> float | None:
        number = isinstance(raw, int | float) and not isinstance(raw, bool)
        # An integer of any length is compared before it is turned into a float.
        if not number or not low <= raw <= high or not isfinite(raw):
            self.bad(place, found_value(raw), f"a number from {low:g} to {high:g}")
            return None
        return float(raw)


def _below(name: str, scenarios: Mapping[str, Scenario]) -> list[str]:
    """Everything that a scenario builds on, directly or not."""
    found: dict[str, None] = {}
    waiting = list(scenarios[name].builds_on)
    while waiting:
        base = waiting.pop()
        if base not in found:
            found[base] = None
            waiting.extend(scenarios[base].builds_on)
    return list(found)


def _conflict(one: Scenario, other: Scenario) -> str:
    """What two scenarios change in ways that depend on which comes first; empty if nothing."""
    for what, first, second in (
        ("the weight of", one.targets, other.targets),
        ("the shift towards", one.towards, other.towards),
    ):
        for key in first:
            if key in second and first[key] != second[key]:
                return f"{what} {key!r}"
    if None not in (one.horizon, other.horizon) and one.horizon != other.horizon:
        return "the horizon"
    for mine, theirs in product(one.scores, other.scores):
        shared = sorted(mine.cells & theirs.cells)
        alike = mine.how == theirs.how and (mine.how != "set" or mine.value == theirs.value)
        if shared and not alike:
            return f"the score of {shared[0][0]!r} on {shared[0][1]!r}"
    return ""
