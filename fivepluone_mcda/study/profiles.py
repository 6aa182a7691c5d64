"""Weight profiles: what a study.toml says of them, and the weights that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..model.reweight import INSIDE
from .schema import PAIRWISE


@dataclass(frozen=True)
class Recipe:
    """How stored weights were derived: those nearest to a profile that give a certain winner.

    Attributes
    ----------
    nearest_to : str
        The profile they stay near.
    winner : str
        The alternative that comes first under them.
    methods : tuple of str
        The methods in which it does.
    margin : float
        The least lead in each.
    """

    nearest_to: str
    winner: str
    methods: tuple[str, ...]
    margin: float


@dataclass(frozen=True)
class Profile:
    """One set of weights with the question behind it.

    Attributes
    ----------
    name : str
        Its name.
    question : str
        What somebody who weighs like this asks.
    panel : str or None
        The panel whose judgements give the weights.
    how : {"pairwise", "swing", "points", "ranking", "best_worst"}
        How the panel stated them.
    stored : bool
        Whether the weights are in the study's table of weights.
    base : str or None
        The profile that this one builds on.
    targets : dict of node to weight
        Nodes and themes whose weight is set on top of the base's weights.
    inside : {"proportional", "equal"}
        Whether their criteria keep their proportions or share the weight equally.
    horizon : float
        Share of lasting results against short-term ones, 0..1; 0.5 is no difference.
    recipe : Recipe or None
        How stored weights were derived.
    declared : bool
        False for the profile of a study that states none.

    Notes
    -----
    A profile without panel, stored weights and base weighs all leaf criteria equally.
    """

    name: str
    question: str = ""
    panel: str | None = None
    how: str = PAIRWISE
    stored: bool = False
    base: str | None = None
    targets: Mapping[str, float] = field(default_factory=dict)
    inside: str = INSIDE[0]
    horizon: float = 0.5
    recipe: Recipe | None = None
    declared: bool = True


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
    """The profiles, each with its horizon.

    Parameters
    ----------
    profiles : mapping of str to Profile
        The profiles.
    stated : mapping of profile to float or str
        Horizons, or the panels whose mean is taken. A profile that states none has that of its
        base, else that of its own panel.
    panels : mapping of panel to float
        Mean horizon of the panels that divided points; any other's is 0.5.
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
