"""What another study of the same alternatives says, where a study names one."""

from __future__ import annotations

from ..analysis import Analysis
from ..methods.registry import method_title
from ..model.text import counted, joined, quoted
from ..study import Study, load
from .ranking import verdict
from .weights import stability_sentence

METHODS = ("topsis", "ahp")


def companion_sentence(study: Study) -> str:
    """Who comes first in the companion of a study, and at which weight that changes.

    Empty where the study names none.
    """
    if not study.companion:
        return ""
    other = Analysis(load(study.folder / study.companion))
    said: dict[str, list[str]] = {}
    for name, ranking in other.rankings(METHODS).items():
        said.setdefault(verdict(ranking), []).append(method_title(name))
    leaders = joined(f"{words} by {joined(names)}" for words, names in said.items())
    count = counted(len(other.problem.criteria), "criterion", "criteria")
    bounds = [
        f" By {other.method.title}, "
        + stability_sentence(other.problem, other.winner, str(node), row)
        for node, row in other.nearest_bounds.head(1).iterrows()
    ]
    return f"{quoted(other.study.title)} ({count}): {leaders}.{''.join(bounds)}"
