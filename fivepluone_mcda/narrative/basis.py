"""What a ranking rests on, in plain words: whose numbers, whose weights, who leads otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..methods.registry import MethodLike, method_title, resolve
from ..model.text import joined, percent, quoted
from ..study import Study, expect_study
from ..study.profiles import Profile, Recipe

__all__ = ["basis", "built_on", "fitted", "judged", "names_of"]


def basis(
    study: Study,
    profile: str | None = None,
    methods: Sequence[MethodLike] = ("topsis", "ahp"),
    scenario: str | None = None,
) -> list[str]:
    """Paragraphs that say what a ranking of the study rests on.

    Parameters
    ----------
    study : Study
        The study.
    profile : str, optional
        The profile that was ranked; the default one when left out.
    methods : sequence of str or callable
        The methods that ranked it.
    scenario : str, optional
        The scenario in which it was ranked; none when left out.

    Returns
    -------
    list of str
        What the scenario assumes, how the scores were made, where the profile's weights come
        from and how far they are from the profile they were derived from, and who leads under
        the other profiles.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> print(basis(fp.load(), "values")[-1].split(";")[0])
    Under the other profiles the leader is: paper: CA-EU
    """
    expect_study(study)
    chosen = study.profile(profile)
    paragraphs = [study.coding] if study.coding else []
    if scenario is not None:
        assumed = study.scenario_table[scenario]
        paragraphs.insert(0, f"Scenario {scenario!r}: {assumed.title}. {assumed.reason}")
    source = f"Profile {chosen.name!r}"
    source += f" asks: {chosen.question}" if chosen.question else "."
    if chosen.panel is not None:
        source += f" Its weights are {judged(study, chosen.panel)}."
    elif chosen.base is not None:
        source += f" Its weights {built_on(study, chosen)}"
    elif chosen.recipe is None and not chosen.stored:
        source += " All criteria weigh the same."
    paragraphs.append(source)
    if chosen.recipe is not None:
        paragraphs.append(f"Its weights {fitted(study, chosen.name, chosen.recipe)}")
    others = [name for name in study.profiles if name != chosen.name]
    if others:
        leaders = "; ".join(
            f"{name}: {_leaders(study, name, methods, scenario)}" for name in others
        )
        paragraphs.append(f"Under the other profiles the leader is: {leaders}.")
    return paragraphs


def built_on(study: Study, profile: Profile) -> str:
    """What a profile changes in the weights of its base: the rest of a sentence on them."""
    text = f"are those of profile {profile.base!r}"
    targets = [
        f"{quoted(study.tree.label(node))} at {percent(weight)}"
        for node, weight in profile.targets.items()
    ]
    if targets:
        inside = ", their criteria alike" if profile.inside == "equal" else ""
        text += f" with {joined(targets)} of the weight{inside}"
    return f"{text}.{_moved(study, profile.name, str(profile.base))}"


def fitted(study: Study, name: str, recipe: Recipe) -> str:
    """What was done to fit a profile's weights to a verdict: the rest of a sentence on them."""
    return (
        f"were made to fit a verdict: they are the nearest to profile {recipe.nearest_to!r} under "
        f"which {recipe.winner} leads by {recipe.margin:g} in {names_of(recipe.methods)}."
        f"{_moved(study, name, recipe.nearest_to)}"
    )


def _moved(study: Study, name: str, base: str) -> str:
    """How much of the weight moved from one profile to another; empty where none did."""
    gap = study.weights(name) - study.weights(base)
    moved = gap.abs().sum() / 2
    if moved < 1e-9:
        return ""
    return (
        f" For that, {percent(moved)} of the weight moved: from {_leaves(study, gap, -1)}; to "
        f"{_leaves(study, gap, 1)}."
    )


def judged(study: Study, panel: str) -> str:
    """Whose judgements the weights of a panel are."""
    count = len(study.judges(panel))
    return (
        "the judgements of one judge" if count == 1 else f"the joint judgements of {count} judges"
    )


def names_of(methods: Sequence[MethodLike]) -> str:
    """Methods as they stand in a sentence."""
    return joined(method_title(resolve(method).name) for method in methods)


def _leaves(study: Study, gap: pd.Series, sign: int, most: int = 5) -> str:
    """The criteria that lost (sign -1) or gained (+1) most, by label."""
    changes = sign * gap
    top = changes[changes > 0.0].sort_values(ascending=False).head(most)
    return ", ".join(quoted(study.tree.label(str(leaf))) for leaf in top.index)


def _leaders(
    study: Study, profile: str, methods: Sequence[MethodLike], scenario: str | None
) -> str:
    problem = study.problem(profile, scenario=scenario)
    leaders: dict[str, list[str]] = {}
    for method in methods:
        chosen = resolve(method)
        leaders.setdefault(chosen.rank(problem).best, []).append(method_title(chosen.name))
    if len(leaders) == 1:
        return next(iter(leaders))
    return ", ".join(f"{leader} ({joined(names)})" for leader, names in leaders.items())
