"""What another study of the same alternatives says, where a study names one."""

from __future__ import annotations

from ..analysis import Analysis
from ..methods.registry import method_title
from ..model.text import counted, joined, quoted
from ..study import Study, load
from .ranking import verdict
from .weights import stability_sentence

METHODS = ("topsis", "ahp")


def companion_leaders(study: Study) -> str:
    """Who comes first in the companion of a study; empty where the study names none."""
    return _leaders(_companion(study)) if study.companion else ""


def companion_sentence(study: Study) -> str:
    """The same, and at which weight that changes."""
    if not study.companion:
        return ""
    other = _companion(study)
    bounds = [
        f"By {other.method.title}, "
        + stability_sentence(other.problem, other.winner, str(node), row)
        for node, row in other.nearest_bounds.head(1).iterrows()
    ]
    return " ".join([_leaders(other), *bounds])


def _companion(study: Study) -> Analysis:
    return Analysis(load(study.folder / study.companion))


def _leaders(other: Analysis) -> str:
    said: dict[str, list[str]] = {}
    for name, ranking in other.rankings(METHODS).items():
        said.setdefault(verdict(ranking), []).append(method_title(name))
    leaders = joined(f"{words} by {joined(names)}" for words, names in said.items())
    count = counted(len(other.problem.criteria), "criterion", "criteria")
    title = other.study.title.partition(":")[0]  # what follows is a subtitle
    return f"On {quoted(title)} ({count}), {leaders}."
