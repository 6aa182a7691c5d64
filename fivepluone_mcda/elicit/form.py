"""What a questionnaire asks, apart from how it looks: built from a study, written as plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from ..model import CriteriaError
from ..model.errors import expect, listed
from ..model.text import UNSEEN
from ..study import Study, expect_study
from ..study.schema import words_of_scale

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

MOST_PASSAGES = 3
"""So many places of the source at most are shown for one score."""


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
        ``high`` (its quartiles). Only these items are asked. Empty in a first round.
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
    def hash(self) -> str:
        """One hash over all items."""
        return _hash(sorted(self.hashes.items()))

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


def form_of(
    study: Study,
    parts: Sequence[str] = PARTS,
    panel: str | None = None,
    language: str = "en",
    *,
    importance: str = "pairwise",
    seed: int = 0,
    anonymous: bool = False,
    round: int = 1,  # noqa: A002 (what the method calls it)
    note: str = "",
) -> Form:
    """The questionnaire about a study.

    Parameters
    ----------
    study : Study
        What is asked about.
    parts : sequence of str
        Some of ``scores`` and ``judgements``.
    panel : str, optional
        The panel that the answers go to; ``experts`` when left out.
    language : {"en", "ru"}
        Language of the questionnaire's own words.
    importance : {"pairwise", "swing", "points", "ranking", "best_worst"}
        How the importance of the criteria is asked.
    seed : int
        Decides the order of the questions, together with who answers.
    anonymous : bool
        Whether respondents are not asked who they are.
    round : int
        1, or the number of a later round.
    note : str
        What the sender tells the respondents.

    Raises
    ------
    CriteriaError
        If an argument is not one of these.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> form = form_of(fp.load("grounds"), importance="swing")
    >>> [criterion.label for criterion in form.criteria][:2]
    ['Long-term', 'Pragmatic']
    >>> form == Form.from_dict(form.to_dict())
    True
    """
    expect_study(study)
    given = (parts,) if isinstance(parts, str) else tuple(parts)
    if not given or not set(given) <= set(PARTS):
        raise CriteriaError(
            f"parts: found {listed(given)}; expected one or both of {listed(PARTS)}"
        )
    chosen = tuple(part for part in PARTS if part in given)
    for argument, value, known in (
        ("importance", importance, IMPORTANCE),
        ("language", language, LANGUAGES),
    ):
        if value not in known:
            raise CriteriaError(f"{argument}: found {value!r}; expected one of {listed(known)}")
    for argument, number, least in (("seed", seed, 0), ("round", round, 1)):
        expect(number, int, f"a whole number, {least} or more", argument)
        if number < least:
            raise CriteriaError(f"{argument}: found {number}; expected {least} or more")
    name = PANEL if panel is None else str(panel).strip()
    if not name or UNSEEN.search(name):
        raise CriteriaError(f"panel: found {name!r}; expected a name on one line")
    return Form(
        study=study.title,
        panel=name,
        parts=chosen,
        importance=importance,
        round=round,
        seed=seed,
        anonymous=bool(anonymous),
        language=language,
        note=str(note),
        alternatives=_alternatives(study),
        criteria=_criteria(study),
        groups=_groups(study),
        evidence=_evidence(study) if "scores" in chosen else {},
        hashes=item_hashes(study),
    )


def item_hashes(study: Study) -> dict[str, str]:
    """A short hash of every alternative and every node of the criteria tree.

    An alternative's covers its name; a criterion's its label, question, direction, scale and the
    words of the scale; a group's its label, question and members.
    """
    hashes = {f"alternative:{one.id}": _hash([one.name]) for one in _alternatives(study)}
    criteria = {one.id: one for one in _criteria(study)}
    for node, question in _questions(study).items():
        content: list[Any] = [study.tree.label(node), question]
        if node in criteria:
            leaf = criteria[node]
            content += [leaf.direction, leaf.low, leaf.high, leaf.unit, sorted(leaf.words.items())]
        hashes[f"node:{node}"] = _hash([*content, study.tree.children(node)])
    return hashes


def _hash(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _questions(study: Study) -> dict[str, str]:
    """The question of every node; empty where none was asked."""
    return {str(node): str(text) for node, text in study.criteria_table["question"].items()}


def _alternatives(study: Study) -> tuple[AskedAlternative, ...]:
    names = study.alternative_table["name"]
    return tuple(AskedAlternative(name, str(names[name])) for name in study.alternatives)


def _criteria(study: Study) -> tuple[AskedCriterion, ...]:
    table, tree = study.criteria_table.loc[study.criteria], study.tree
    asked = []
    for leaf, row in zip(study.criteria, table.to_dict("records"), strict=True):
        has_scale = row["low"] < row["high"]  # both NaN where there is none
        above = []
        parent = tree.parent(leaf)
        while parent is not None and parent != tree.root:
            above.append(tree.label(parent))
            parent = tree.parent(parent)
        asked.append(
            AskedCriterion(
                id=leaf,
                label=tree.label(leaf),
                question=str(row["question"] or ""),
                direction=str(row["direction"]),
                low=float(row["low"]) if has_scale else None,
                high=float(row["high"]) if has_scale else None,
                words={
                    f"{value:g}": meaning
                    for value, meaning in words_of_scale(str(row["words"])).items()
                },
                unit=str(row["unit"]),
                path=tuple(reversed(above)),
            )
        )
    return tuple(asked)


def _groups(study: Study) -> tuple[AskedGroup, ...]:
    tree, questions = study.tree, _questions(study)
    return tuple(
        AskedGroup(
            id=group,
            node=node,
            label=tree.label(node),
            question=questions[node],
            elements=tuple(
                AskedElement(child, tree.label(child), questions[child])
                for child in tree.children(node)
            ),
        )
        for node, group in study.groups.items()
        if len(tree.children(node)) > 1
    )


def _evidence(study: Study) -> dict[str, list[dict[str, str]]]:
    """Passages behind each score, each place once, those that most coders cite first."""
    quadrants = study.quadrants
    items = study.swot_codes
    items["criterion"] = [quadrants[quadrant] for quadrant in items["quadrant"]]
    columns = ["criterion", "alternative", "evidence"]
    notes = pd.concat([study.barrier_codes[columns], items[columns]])
    evidence = {}
    for (criterion, alternative), rows in notes.groupby(["criterion", "alternative"], sort=False):
        passages: dict[str, list[str]] = {}
        for note in rows["evidence"]:
            place, colon, paraphrase = str(note).partition(": ")
            if not colon:
                place, paraphrase = "", place
            if paraphrase:
                passages.setdefault(place, []).append(paraphrase)
        cited = sorted(passages.items(), key=lambda passage: -len(passage[1]))[:MOST_PASSAGES]
        if cited:
            evidence[f"{criterion}|{alternative}"] = [
                {"place": place, "paraphrase": paraphrases[0]} for place, paraphrases in cited
            ]
    return evidence
