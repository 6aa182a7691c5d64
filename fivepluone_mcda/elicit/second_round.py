"""A second round (Delphi): what was disputed, asked again beside the answers of the group."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pandas as pd

from ..study import Study
from ..study.points import priorities_of
from .answers.answer import Answer, read_all
from .answers.files import Paths
from .answers.people import identify
from .form import Form

SPREAD = 0.25
"""Interquartile range, as a share of the scale, above which an item is disputed."""

FACTOR = 3.0
"""The same for judgements: how many times the upper quartile is above the lower one."""

FEWEST = 5
"""Answers that it takes: median and quartiles of three are all the answers there are."""


@dataclass(frozen=True)
class Reply:
    """What a respondent has answered so far: of each item the newest round.

    Attributes
    ----------
    name : str
        The respondent's name in the study.
    file : str
        The newest file.
    respondent : dict of str to str
        ``id`` and, as far as stated, ``name``, ``institution``, ``country``, ``field``.
    ways : frozenset of str
        How importance was stated: ``pairwise``, ``swing``, ``points``, ``ranking``,
        ``best_worst``.
    answers : dict of str to float
        Scores, judgements (in both orders), points, ranks and, in percent, the weights that
        follow from best-worst comparisons, by item as in `Form.previous`.
    compared : dict of str to dict
        ``best_to`` and ``to_worst`` of best-worst comparisons, by item.
    """

    name: str
    file: str
    respondent: Mapping[str, str]
    ways: frozenset[str]
    answers: Mapping[str, float]
    compared: Mapping[str, Mapping[str, float]]


def replies(study: Study, files: Paths, panel: str) -> list[Reply]:
    """What everybody has answered so far, of a panel.

    Parameters
    ----------
    study : Study
        What was asked about.
    files : path or sequence of paths
        Files of answers of all rounds, or folders of them.
    panel : str
        The panel.

    Raises
    ------
    CriteriaError
        If no file is found.
    """
    answers, _ = read_all(study, files)
    taken, _ = identify(answers, study)
    found: dict[str, Reply] = {}
    for name, state, answer in sorted(taken, key=lambda one: one.answer.round):
        if answer.panel != panel or state == "not used":
            continue
        before = found.get(name, Reply(name, "", {}, frozenset(), {}, {}))
        stated = {"id": answer.id, **{key: text for key, text in answer.about.items() if text}}
        found[name] = Reply(
            name,
            answer.file,
            {**before.respondent, **stated},
            before.ways | _ways(answer),
            {**before.answers, **_numbers(answer)},
            {**before.compared, **_compared(answer)},
        )
    return list(found.values())


def _ways(answer: Answer) -> frozenset[str]:
    pairwise = ["pairwise"] if answer.judgements else []
    return frozenset([*pairwise, *(str(row["how"]) for row in answer.points)])


def _numbers(answer: Answer) -> dict[str, float]:
    """The answers in one file, by item."""
    own: dict[str, float] = {}
    for row in answer.scores:
        own[f"{row['criterion']}|{row['alternative']}"] = float(row["best"])
    for row in answer.judgements:
        value = float(row["value"])
        own[f"{row['group']}|{row['a']}|{row['b']}"] = value
        own[f"{row['group']}|{row['b']}|{row['a']}"] = 1.0 / value
    for row in answer.points:
        own[f"{row['group']}|{row['criterion']}"] = float(row["value"])
    for group, rows in _best_worst(answer):
        for element, weight in priorities_of(rows, "best_worst").items():
            own[f"{group}|{element}"] = 100.0 * float(weight)
    return own


def _best_worst(answer: Answer) -> list[tuple[str, pd.DataFrame]]:
    """The best-worst comparisons of each group, the best first, the worst last."""
    rows = pd.DataFrame([row for row in answer.points if row["how"] == "best_worst"])
    return [] if rows.empty else [(str(group), own) for group, own in rows.groupby("group")]


def _compared(answer: Answer) -> dict[str, dict[str, float]]:
    """The best-worst comparisons by item, without those of an element with itself."""
    compared = {}
    for group, rows in _best_worst(answer):
        best, *_, worst = rows["criterion"]
        for row in rows.to_dict("records"):
            own = {"best_to": float(row["value"]), "to_worst": float(row["to_worst"])}
            if row["criterion"] == best:
                del own["best_to"]
            if row["criterion"] == worst:
                del own["to_worst"]
            compared[f"{group}|{row['criterion']}"] = own
    return compared


def disputes(form: Form, given: Sequence[Mapping[str, float]]) -> pd.DataFrame:
    """On which items the answers differ most.

    An item is disputed where five respondents or more answered it and the interquartile range of
    their answers is more than a quarter of its scale: more than one step of a scale from 1 to 5,
    the usual limit of consensus [1]_. The scale of swing points is 100, of divided points twice an
    equal share, of ranks the number of places less 1; a criterion without a scale has the range of
    the answers. A pair is disputed where the upper quartile of the judgements is more than 3 times
    the lower one. Of best-worst comparisons the weights are looked at, as divided points are.
    Points, ranks and best-worst comparisons make sense together only: one disputed element of a
    group makes the whole group disputed.

    Parameters
    ----------
    form : Form
        What is asked now; answers to anything else are left out.
    given : sequence of dict
        What each respondent answered, by item as in `Form.previous`.

    Returns
    -------
    DataFrame by item
        ``answers`` (how many), ``median``, ``low`` and ``high`` (the quartiles), ``disputed``.

    References
    ----------
    .. [1] von der Gracht, H. A. (2012). Consensus measurement in Delphi studies. Technological
       Forecasting and Social Change, 79(8), 1525-1536.
       https://doi.org/10.1016/j.techfore.2012.04.013
    """
    rows: dict[str, dict[str, Any]] = {}
    for name, part, length in _items(form):
        values = pd.Series([own[name] for own in given if name in own], dtype=float).dropna()
        if part == "judgements":
            values = values.map(math.log)
        low, median, high = values.quantile([0.25, 0.5, 0.75])
        scale = length or values.max() - values.min()
        ends = {"median": median, "low": low, "high": high}
        if part == "judgements":
            ends = {end: math.exp(value) for end, value in ends.items()}
        disputed = len(values) >= FEWEST and high - low > SPREAD * scale + 1e-9
        rows[name] = {"answers": len(values), **ends, "disputed": disputed}
    items = pd.DataFrame.from_dict(
        rows, orient="index", columns=["answers", "median", "low", "high", "disputed"]
    )
    for group in form.groups:
        together = [f"{group.id}|{one.id}" for one in group.elements]
        if set(together) <= set(items.index) and items.loc[together, "disputed"].any():
            items.loc[together, "disputed"] = True
    return items


def second_round(form: Form, given: Sequence[Reply]) -> list[tuple[Reply, Form]]:
    """A questionnaire of its own for each respondent, about what was disputed.

    Parameters
    ----------
    form : Form
        The questionnaire of the new round, as for anybody.
    given : sequence of Reply
        What everybody has answered so far.

    Returns
    -------
    list of (Reply, Form)
        Each with `Form.previous` and `Form.respondent`; none where nothing is disputed.
    """
    items = disputes(form, [one.answers for one in given])
    disputed = items[items["disputed"].astype(bool)]
    if disputed.empty:
        return []
    group = {
        str(item): {end: float(row[end]) for end in ("median", "low", "high")}
        for item, row in disputed.iterrows()
    }
    forms = []
    for one in given:
        previous = {
            item: {"own": _own(one, item), **ends, **one.compared.get(item, {})}
            for item, ends in group.items()
        }
        forms.append((one, replace(form, previous=previous, respondent=one.respondent)))
    return forms


def _own(one: Reply, item: str) -> float | None:
    own = one.answers.get(item, math.nan)
    return None if math.isnan(own) else own


def _items(form: Form) -> Iterator[tuple[str, str, float]]:
    """Name, part and length of the scale (0: none) of what can be asked again."""
    if "scores" in form.parts:
        for criterion in form.criteria:
            length = (criterion.high or 0.0) - (criterion.low or 0.0)
            for alternative in form.alternatives:
                yield f"{criterion.id}|{alternative.id}", "scores", length
    for group in form.groups if "judgements" in form.parts else ():
        ids = [element.id for element in group.elements]
        if form.importance == "pairwise":
            for a, b in combinations(ids, 2):
                yield f"{group.id}|{a}|{b}", "judgements", math.log(FACTOR) / SPREAD
        for one in ids:
            if form.importance == "swing":
                yield f"{group.id}|{one}", "points", 100.0
            elif form.importance in ("points", "best_worst"):
                yield f"{group.id}|{one}", "points", 200.0 / len(ids)
            elif form.importance == "ranking":
                yield f"{group.id}|{one}", "ranking", len(ids) - 1.0
