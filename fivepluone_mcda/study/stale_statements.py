"""What a study's texts say that its tables no longer say, or say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.text import counted
from .stated_direction import direction_in_label
from .study import Study

_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_COUNT = re.compile(
    rf"\b(\d+|{'|'.join(_WORDS)}) (alternative|criteri(?:on|a)|coder)s?\b", re.IGNORECASE
)


def stale_statements(study: Study) -> Iterator[str]:
    """What is no defect and no longer true, or contradicts itself, a sentence each.

    Three things are compared: numbers of alternatives, criteria or coders in the texts of
    ``study.toml``, and names of alternatives that are not scored; the direction that the label of
    a criterion states, with its own; and claims, with one another.
    """
    yield from _texts(study)
    yield from _labels(study)
    yield from _claims(study)


def _texts(study: Study) -> Iterator[str]:
    sizes = {
        "alternative": len(study.alternatives),
        "criterion": len(study.criteria),
        "criteria": len(study.criteria),
        "coder": len(study.coders),
    }
    listed = study.tables["alternatives"]
    unscored = [str(name) for name in listed.loc[~listed["scored"].astype(bool), "id"]]
    for where, text in _statements(study).items():
        for found in _COUNT.finditer(text):
            said, what = found[1].lower(), found[2].lower()
            number = _WORDS.index(said) + 1 if said in _WORDS else int(said)
            if number != sizes[what]:
                one = {"criteria": "criterion"}.get(what, what)
                many = {"criterion": "criteria"}.get(one, f"{one}s")
                there = counted(sizes[what], one, many)
                yield f"study.toml, {where}: speaks of {found[0]!r}; the study has {there}"
        for name in unscored:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                yield f"study.toml, {where}: speaks of {name!r}, which is not scored"


def _statements(study: Study) -> dict[str, str]:
    """The texts that may speak of what is compared, by their place in study.toml."""
    texts = {"title": study.title, "coding": study.coding, "hypothesis": study.hypothesis}
    texts["limitations"] = study.limitations
    for name, statement in study.statements.items():
        texts[f"provenance.{name}.how"] = statement.how
    for name, profile in study.profile_table.items():
        texts[f"profiles.{name}.question"] = profile.question
    return texts


def _labels(study: Study) -> Iterator[str]:
    directions = study.problem().directions
    for leaf in study.criteria:
        stated = direction_in_label(study.tree.label(leaf))[1]
        if stated is not None and stated != directions[leaf]:
            yield (
                f"criterion {leaf!r}: its label {study.tree.label(leaf)!r} says {stated!r}, its "
                f"direction is {directions[leaf]!r}"
            )


def _claims(study: Study) -> Iterator[str]:
    seen: dict[tuple[str, str, str], str] = {}
    for row in study.claims.to_dict("records"):
        claim, criterion = str(row["claim"]), str(row["criterion"])
        better, worse = str(row["better"]), str(row["worse"])
        if (criterion, worse, better) in seen:
            other = seen[criterion, worse, better]
            yield (
                f"claims {other!r} and {claim!r} contradict each other: on {criterion!r} one puts "
                f"{worse!r} above {better!r}, the other below"
            )
        seen[criterion, better, worse] = claim
