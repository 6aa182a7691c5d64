"""Weight profiles: what a study.toml says of them, and the weights that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..model.reweight import INSIDE
from .schema import PAIRWISE


@dataclass(frozen=True)
class Recipe:
    """How stored weights were derived: those nearest to a profile that give a certain winner."""

    nearest_to: str  # the profile they stay near
    winner: str  # the alternative that comes first under them
    methods: tuple[str, ...]  # in which it does
    margin: float  # the least lead in each


@dataclass(frozen=True)
class Profile:
    """One set of weights with the question behind it.

    Without panel, stored weights and base it weighs all leaf criteria equally.
    """

    name: str
    question: str = ""  # what somebody who weighs like this asks
    panel: str | None = None  # whose judgements or points give the weights
    how: str = PAIRWISE  # the panel stated them, or one of `STATED`
    stored: bool = False  # whether they are in the study's table of weights
    base: str | None = None  # the profile that this one builds on
    targets: Mapping[str, float] = field(default_factory=dict)  # weights set on top, by node
    inside: str = INSIDE[0]  # how the criteria of a target share its weight
    horizon: float = 0.5  # share of lasting results against short-term ones
    recipe: Recipe | None = None  # how stored weights were derived
    declared: bool = True  # False for the profile of a study that states none


def based_on(name: str, profiles: Mapping[str, Profile]) -> list[Profile]:
    """A profile, the one that it builds on, and so on, up to one that is not there or in it."""
    chain: dict[str, Profile] = {}
    base: str | None = name
    while base is not None and base in profiles and base not in chain:
        chain[base] = profiles[base]
        base = chain[base].base
    return list(chain.values())


def with_horizons(
    profiles: Mapping[str, Profile],
    stated: Mapping[str, float | str],
    panels: Mapping[str, float],
) -> dict[str, Profile]:
    """The profiles, each with its horizon: the one stated, or the mean of the panel stated.

    A profile that states none has that of its base, else that of its own panel; 0.5 for a panel
    that did not divide points.
    """
    whole = {}
    for name, profile in profiles.items():
        chain = based_on(name, profiles)
        own = next((one for one in chain if one.name in stated), chain[-1])
        horizon = stated.get(own.name, own.panel)
        if not isinstance(horizon, int | float):
            horizon = panels.get(str(horizon), 0.5)
        whole[name] = replace(profile, horizon=float(horizon))
    return whole
