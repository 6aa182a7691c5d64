"""Orders shuffled by respondent: those of the page (page/order.js), in the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeVar

from .form import Form

Element = TypeVar("Element")
Random = Callable[[], float]


def random_numbers(text: str) -> Random:
    """Numbers in [0, 1) by mulberry32, a generator with 32 bits of state.

    It begins with the FNV-1a hash of a text.
    """
    state = 0x811C9DC5
    for byte in text.encode("utf-8"):
        state = (state ^ byte) * 0x01000193 & 0xFFFFFFFF

    def draw() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = (state ^ state >> 15) * (state | 1) & 0xFFFFFFFF
        mixed ^= mixed + (mixed ^ mixed >> 7) * (mixed | 61) & 0xFFFFFFFF
        return ((mixed ^ mixed >> 14) & 0xFFFFFFFF) / 2**32

    return draw


def random_for(form: Form, purpose: str) -> Random:
    """Numbers for one purpose, from the seed and the respondent's id, empty in a file for all."""
    return random_numbers(f"{form.seed}|{form.respondent.get('id', '')}|{purpose}")


def shuffled(elements: Sequence[Element], random: Random) -> tuple[Element, ...]:
    """The elements in random order (Fisher and Yates, from the end)."""
    order = list(elements)
    for i in range(len(order) - 1, 0, -1):
        j = int(random() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return tuple(order)


def pairs_of(
    elements: Sequence[Element], random: Random
) -> tuple[tuple[tuple[Element, Element], ...], tuple[tuple[Element, Element], ...]]:
    """All pairs of some elements: those to be asked first, and the rest.

    First come a cycle through all elements and, from six elements on, the chord from each to the
    one opposite.
    """
    cycle = shuffled(elements, random)
    n = len(cycle)
    first: list[tuple[Element, Element]] = []
    rest: list[tuple[Element, Element]] = []
    for i, j in combinations(range(n), 2):
        apart = min(j - i, n - (j - i))
        early = apart == 1 or (n >= 6 and apart == n // 2)
        pair = (cycle[i], cycle[j]) if random() < 0.5 else (cycle[j], cycle[i])
        (first if early else rest).append(pair)
    return shuffled(first, random), shuffled(rest, random)


def in_order(form: Form) -> Form:
    """The questionnaire with alternatives, criteria and elements in the respondent's order."""
    kind = "points" if form.importance == "swing" else form.importance
    paths = shuffled(
        ["|".join(path) for path in dict.fromkeys(one.path for one in form.criteria)],
        random_for(form, "groups"),
    )
    criteria = [
        criterion
        for path in paths
        for criterion in shuffled(
            [one for one in form.criteria if "|".join(one.path) == path],
            random_for(form, f"criteria|{path}"),
        )
    ]
    groups = [
        replace(group, elements=shuffled(group.elements, random_for(form, f"{kind}|{group.id}")))
        for group in form.groups
    ]
    return replace(
        form,
        alternatives=shuffled(form.alternatives, random_for(form, "alternatives")),
        criteria=tuple(criteria),
        groups=tuple(groups) if kind != "pairwise" else form.groups,
    )
