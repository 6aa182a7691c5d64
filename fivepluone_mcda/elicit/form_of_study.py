"""From a study to a questionnaire: what is asked of it, and a hash of every item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..model import CriteriaError
from ..model.errors import expect, listed
from ..model.text import UNSEEN
from ..study import Study, expect_study
from ..study.schema import words_of_scale
from .form import (
    IMPORTANCE,
    LANGUAGES,
    PANEL,
    PARTS,
    AskedAlternative,
    AskedCriterion,
    AskedElement,
    AskedGroup,
    Form,
    short_hash,
)

MOST_PASSAGES = 3
"""So many places of the source at most are shown for one score."""


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
    hashes = {f"alternative:{one.id}": short_hash([one.name]) for one in _alternatives(study)}
    criteria = {one.id: one for one in _criteria(study)}
    for node, question in _questions(study).items():
        content: list[Any] = [study.tree.label(node), question]
        if node in criteria:
            leaf = criteria[node]
            content += [leaf.direction, leaf.low, leaf.high, leaf.unit, sorted(leaf.words.items())]
        hashes[f"node:{node}"] = short_hash([*content, study.tree.children(node)])
    return hashes


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
        for node, group in study.compared.items()
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
