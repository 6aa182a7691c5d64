"""Sentences about a ranking: who comes first, under other profiles, by other methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import pandas as pd

from ..methods.registry import MethodLike, method_title, resolve
from ..model import Problem, Ranking
from ..model.errors import listed
from ..model.text import counted, joined
from ..study import Study


def verdict(ranking: Ranking) -> str:
    """Who comes first, without a full stop."""
    first = [name for name in ranking.order if ranking.ranks[name] == 1]
    if len(ranking.order) == 1:
        return f"{first[0]} is the only alternative"
    if len(first) == 1:
        return f"{first[0]} comes first"
    return f"{joined(first)} tie for first place"


def titled(methods: Sequence[MethodLike]) -> str:
    """Methods by the names that readers know, in a sentence."""
    return joined(method_title(resolve(method).name) for method in methods)


def verdict_sentence(ranking: Ranking, profile: str) -> str:
    """Who comes first, by which method and under which profile."""
    return f"By {method_title(ranking.method)} under profile {profile!r}, {verdict(ranking)}."


def leaders_sentence(
    study: Study,
    profile: str,
    methods: Sequence[MethodLike],
    scenario: str | None,
    excluded: Sequence[str] = (),
) -> str:
    """Who comes first under each profile but one; empty where there is no other."""
    others = {
        name: _leaders(
            reduce(Problem.without, excluded, study.problem(name, scenario=scenario)), methods
        )
        for name in study.profiles
        if name != profile
    }
    if not others:
        return ""
    leaders = "; ".join(f"{name}: {leader}" for name, leader in others.items())
    return f"First under the other profiles: {leaders}."


def other_leaders_sentence(winner: str, leaders: Mapping[str, str]) -> str:
    """Under which profiles an alternative other than the winner comes first."""
    if len(leaders) == 1:
        return ""
    others: dict[str, list[str]] = {}
    for profile, leader in leaders.items():
        if leader != winner:
            others.setdefault(leader, []).append(profile)
    if not others:
        return f"{winner} comes first under every profile of the study."
    named = "; ".join(
        f"{leader} comes first under "
        f"{'profile' if len(profiles) == 1 else 'the profiles'} {joined(profiles)}"
        for leader, profiles in others.items()
    )
    return f"{named}."


def methods_sentence(distinct: pd.DataFrame) -> str:
    """How many methods put whom first, from `Comparison.distinct`."""
    counts = distinct["winner"].value_counts()
    firsts = joined(
        f"{count} {'puts' if count == 1 else 'put'} {name} first" for name, count in counts.items()
    )
    return f"Of {counted(len(distinct), 'method')}, normalisations counted separately, {firsts}."


def units_sentence(study: Study, methods: Sequence[str]) -> str:
    """That values on fixed scales suit criteria with units; empty where they are used."""
    leaves = study.criteria_table.loc[study.criteria]
    units = list(dict.fromkeys(unit for unit in leaves["unit"] if unit))
    if not units or "additive_value" in methods:
        return ""
    begin = f"Some criteria have units ({joined(units)})"
    missing = [study.tree.label(leaf) for leaf in leaves.index[leaves["low"].isna()]]
    if missing:
        return (
            f"{begin}. The method additive_value suits them: it values each score on a fixed "
            f"scale, for which low and high of {listed(missing)} have to be stated in the table "
            "of criteria (the worst and the best score that should count)."
        )
    return (
        f"{begin}. The method additive_value suits them: it values each score on its fixed scale, "
        'as --method additive_value, or method = "additive_value" in study.toml.'
    )


def _leaders(problem: Problem, methods: Sequence[MethodLike]) -> str:
    leaders: dict[str, list[str]] = {}
    for method in methods:
        chosen = resolve(method)
        leaders.setdefault(chosen.rank(problem).best, []).append(method_title(chosen.name))
    if len(leaders) == 1:
        return next(iter(leaders))
    return ", ".join(f"{leader} ({joined(names)})" for leader, names in leaders.items())


def excluded_sentence(problem: Problem) -> str:
    """Which alternatives were left out by which conditions; empty where none was."""
    if not problem.excluded:
        return ""
    named = joined(f"{name} ({', '.join(failed)})" for name, failed in problem.excluded.items())
    return f"Left out, with the conditions that they fail: {named}."
