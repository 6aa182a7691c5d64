"""Themes: named sets of criteria that cut across the criteria tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .errors import ProblemError, listed

TEXTS = ("label", "question", "reason", "place")


@dataclass(frozen=True)
class Theme:
    """A named set of criteria that cuts across the criteria tree.

    Its weight is the sum of its criteria's weights; wherever a method asks for a node of the
    tree, the id of a theme can be given too.

    Attributes
    ----------
    criteria : tuple of str
        The leaf criteria that belong to it.
    label : str
        What a reader is shown in place of its id.
    question, reason, place : str
        What somebody who looks at it asks, why these criteria belong together, and where in the
        source; empty where nothing is stated.
    """

    criteria: tuple[str, ...]
    label: str
    question: str = ""
    reason: str = ""
    place: str = ""

    @classmethod
    def of(cls, name: str, given: Theme | Mapping[str, Any] | Iterable[Any]) -> Theme:
        """A theme from its criteria, or from a mapping with ``criteria`` and texts such as a label.

        Raises
        ------
        ProblemError
            If it is neither, or names no criterion or one twice.
        """
        if isinstance(given, Theme):
            given = given.to_dict()
        stated = given if isinstance(given, Mapping) else {"criteria": given}
        criteria = stated.get("criteria")
        if isinstance(criteria, str) or not isinstance(criteria, Iterable):
            raise ProblemError(f"theme {name!r}: found {given!r}; expected a list of criteria")
        names = tuple(str(criterion) for criterion in criteria)
        if not names or len(set(names)) < len(names):
            raise ProblemError(
                f"theme {name!r}: found {listed(names)}; expected one or more criteria, each once"
            )
        texts = {key: str(stated.get(key) or "") for key in TEXTS}
        return cls(names, **{**texts, "label": texts["label"] or name})

    def to_dict(self) -> dict[str, Any]:
        """The theme as plain data; texts that are empty are left out."""
        return {
            key: list(value) if key == "criteria" else value
            for key, value in asdict(self).items()
            if value
        }
