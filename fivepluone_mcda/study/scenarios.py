"""Scenarios: what they change in the weights and the scores of a study's problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..model import Coding, CriteriaError, CriteriaTree
from ..model.arrays import Floats
from ..model.reweight import set_node_weights
from .schema import LARGEST

Scale = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class ScoreChange:
    """One change of scores."""

    how: str  # set, add or multiply
    value: float  # the score that is set, or what is added to or multiplies them
    criteria: tuple[str, ...]
    alternatives: tuple[str, ...]
    items: tuple[str, ...] = ()  # SWOT items whose intensities change, in place of the criteria

    @property
    def cells(self) -> set[tuple[str, str]]:
        """The (alternative, criterion or item) cells that it changes."""
        return {(name, cell) for name in self.alternatives for cell in self.items or self.criteria}

    def of(self, scores: Floats) -> Floats:
        """The scores after the change."""
        if self.how == "set":
            return np.full_like(scores, self.value)
        return scores + self.value if self.how == "add" else scores * self.value


@dataclass(frozen=True)
class Scenario:
    """What somebody assumes: a title, why, and the changes."""

    name: str
    title: str  # what it assumes in a line
    reason: str
    place: str  # where the source speaks of it
    builds_on: tuple[str, ...]  # the scenarios whose changes come before its own
    targets: Mapping[str, float]  # weights that are set, by node
    towards: Mapping[str, float]  # by profile, how far the weights move there before that
    horizon: float | None  # share of lasting results in place of the profile's
    scores: tuple[ScoreChange, ...]


class Steps:
    """The changes of a scenario and of all that it builds on; later ones override earlier ones."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        self.targets: dict[str, float] = {}
        self.towards: dict[str, float] = {}
        self.horizon: float | None = None
        self.scores: list[ScoreChange] = []
        self.name = scenarios[-1].name if scenarios else ""
        for scenario in scenarios:
            self.targets.update(scenario.targets)
            self.towards.update(scenario.towards)
            self.scores.extend(scenario.scores)
            if scenario.horizon is not None:
                self.horizon = scenario.horizon

    def weights(
        self, tree: CriteriaTree, base: pd.Series, profiles: Mapping[str, pd.Series]
    ) -> pd.Series:
        """Leaf weights after the shifts towards profiles, then with the nodes that are set."""
        moved = (1.0 - sum(self.towards.values())) * base
        for name, share in self.towards.items():
            moved = moved + share * profiles[name]
        if not self.targets:
            return moved
        leaves = tuple(str(leaf) for leaf in moved.index)
        weights = set_node_weights(tree, leaves, moved.to_numpy(), self.targets)
        return pd.Series(weights, index=moved.index, name="weight")

    def coding(
        self, coding: Coding, alternatives: Sequence[str], criteria: Sequence[str], scale: Scale
    ) -> Coding:
        """Every coder's own table after the changes of criteria, brought back to the scale.

        On a criterion without a scale a score may become as large as a table may state.
        """
        tables = np.stack([coding.low, coding.best, coding.high])
        touched = np.zeros(tables.shape[2:], dtype=bool)
        with np.errstate(over="ignore", invalid="ignore"):  # refused below
            for change in self.scores:
                if change.items:
                    continue  # the means of the items hold it already
                rows = [alternatives.index(name) for name in change.alternatives]
                columns = [criteria.index(leaf) for leaf in change.criteria]
                cells = (..., np.array(rows)[:, None], columns)
                touched[cells] = True
                tables[cells] = change.of(tables[cells])
        low, high = (
            np.array([scale.get(leaf, (-np.inf, np.inf))[end] for leaf in criteria])
            for end in (0, 1)
        )
        tables = np.where(touched, np.clip(tables, low, high), tables)
        farthest = np.abs(tables).max()
        if not farthest <= LARGEST:
            raise CriteriaError(
                f"scenario {self.name!r}: found a score as large as {farthest:g} after the "
                f"changes; expected {-LARGEST:g} to {LARGEST:g}"
            )
        return replace(coding, low=tables[0], best=tables[1], high=tables[2])


def lineage(name: str, scenarios: Mapping[str, Scenario]) -> list[str]:
    """The scenario and all that it builds on, each once and after what it builds on itself."""
    order: dict[str, None] = {}
    waiting = [name]
    while waiting:
        current = waiting[-1]
        missing = [base for base in scenarios[current].builds_on if base not in order]
        if missing:
            waiting.extend(reversed(missing))
        else:
            order[waiting.pop()] = None
    return list(order)
