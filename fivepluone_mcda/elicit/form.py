"""What a questionnaire asks, apart from how it looks, as plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ..model import CriteriaError

FORMAT, VERSION = "fivepluone_mcda questionnaire", 1
"""What a questionnaire says of itself; a later form of it has a higher version."""

PARTS = ("scores", "judgements")
"""What may be asked: scores of the alternatives, and the importance of the criteria."""

IMPORTANCE = ("pairwise", "swing", "points", "ranking", "best_worst")
"""How the importance of criteria may be asked."""

LANGUAGES = ("en", "ru")
"""The languages of a questionnaire's own words; the study's texts stay as they are."""

PANEL = "experts"
"""The panel that answers go to unless another is named."""


@dataclass(frozen=True)
class AskedAlternative:
    """An alternative that is scored."""

    id: str
    name: str


@dataclass(frozen=True)
class AskedCriterion:
    """A criterion that is scored.

    Attributes
    ----------
    id, label, question : str
        As in the study.
    direction : {"max", "min"}
        Whether more is better.
    low, high : float or None
        Ends of the scale; None where it has none.
    words : dict of str to str
        What values of the scale mean, by value.
    unit : str
        The unit of the scale; empty for none.
    path : tuple of str
        Labels of the groups that it lies in, from the top.
    """

    id: str
    label: str
    question: str
    direction: str
    low: float | None
    high: float | None
    words: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedElement:
    """A criterion or group whose importance is asked."""

    id: str
    label: str
    question: str


@dataclass(frozen=True)
class AskedGroup:
    """Elements whose importance is compared with one another.

    Attributes
    ----------
    id : str
        Name of the comparison, as in a table of judgements.
    node : str
        The node of the criteria tree whose children the elements are.
    label, question : str
        Of the node.
    elements : tuple of AskedElement
        Two or more.
    """

    id: str
    node: str
    label: str
    question: str
    elements: tuple[AskedElement, ...]


@dataclass(frozen=True)
class Form:
    """A questionnaire: what is asked, of whom, about which version of a study.

    Attributes
    ----------
    study : str
        Title of the study.
    panel : str
        The panel that the answers go to.
    parts : tuple of str
        Some of ``scores`` and ``judgements``.
    importance : str
        How importance is asked; one of `IMPORTANCE`.
    round : int
        1, or the number of a later round.
    seed : int
        Decides the order of the questions, together with who answers.
    anonymous : bool
        Whether respondents are not asked who they are.
    language : str
        Language of the questionnaire's own words.
    note : str
        What the sender tells the respondents; may be empty.
    alternatives, criteria, groups : tuple
        What is asked about.
    evidence : dict of str to list of dict
        ``place`` and ``paraphrase`` of passages behind a score, by ``"criterion|alternative"``.
    hashes : dict of str to str
        A short hash of every item, so that it can be said later what has changed since: by
        ``"alternative:ID"``, and by ``"node:ID"`` for every node of the criteria tree.
    previous : dict of str to dict
        In a later round, the answers so far to each item that is asked again, by
        ``"criterion|alternative"``, ``"group|a|b"`` (in either order) or ``"group|criterion"``:
        ``own`` (None where this respondent gave none), and the group's ``median``, ``low`` and
        ``high`` (its quartiles). Only these items are asked. Empty in a first round. For
        best-worst comparisons they are weights in percent, and ``best_to`` and ``to_worst`` the
        respondent's comparisons, without those of an element with itself.
    respondent : dict of str to str
        Whom a file of a later round is for, with ``id`` and ``name``; empty for anybody.
    """

    study: str
    panel: str
    parts: tuple[str, ...]
    importance: str
    round: int
    seed: int
    anonymous: bool
    language: str
    note: str
    alternatives: tuple[AskedAlternative, ...]
    criteria: tuple[AskedCriterion, ...]
    groups: tuple[AskedGroup, ...]
    evidence: Mapping[str, Sequence[Mapping[str, str]]]
    hashes: Mapping[str, str]
    previous: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    respondent: Mapping[str, str] = field(default_factory=dict)

    def asks(self, *item: str) -> bool:
        """Whether an item is asked: criterion and alternative, group and pair, or group and member.

        In a first round every item is.
        """
        first, *others = item
        keys = ("|".join(item), "|".join([first, *reversed(others)]))
        return not self.previous or any(key in self.previous for key in keys)

    @property
    def asked_groups(self) -> tuple[AskedGroup, ...]:
        """The groups of which every element is asked: points, ranks, best-worst comparisons."""
        return tuple(
            group
            for group in self.groups
            if all(self.asks(group.id, element.id) for element in group.elements)
        )

    @property
    def hash(self) -> str:
        """One hash over all items."""
        return short_hash(sorted(self.hashes.items()))

    def to_dict(self) -> dict[str, Any]:
        """The questionnaire as plain data for JSON; `from_dict` takes it back."""
        return {"format": FORMAT, "version": VERSION, **asdict(self), "hash": self.hash}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Form:
        """The questionnaire that `to_dict` described, also after it has been JSON.

        Raises
        ------
        CriteriaError
            If it is no such description, or one of a later version.
        """
        if data.get("format") != FORMAT or data.get("version") != VERSION:
            found = f"{data.get('format')!r} of version {data.get('version')!r}"
            raise CriteriaError(f"found {found}; expected {FORMAT!r} of version {VERSION}")
        try:
            return cls(
                **{
                    **{key: data[key] for key in cls.__dataclass_fields__},
                    "parts": tuple(data["parts"]),
                    "alternatives": tuple(AskedAlternative(**one) for one in data["alternatives"]),
                    "criteria": tuple(
                        AskedCriterion(**{**one, "path": tuple(one["path"])})
                        for one in data["criteria"]
                    ),
                    "groups": tuple(
                        AskedGroup(
                            **{
                                **one,
                                "elements": tuple(AskedElement(**each) for each in one["elements"]),
                            }
                        )
                        for one in data["groups"]
                    ),
                }
            )
        except (KeyError, TypeError) as error:
            raise CriteriaError(f"found a questionnaire that is not whole ({error!r})") from None


def short_hash(content: object) -> str:
    """Twelve hexadecimal digits that change with the content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
