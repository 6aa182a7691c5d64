"""Sentences about origins: how the scores were made, and where the weights come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike
from ..model import CriteriaTree
from ..model.text import counted, joined, number, percent, quoted
from ..study import Study, expect_study
from ..study.profiles import Profile, Recipe, based_on
from ..study.schema import PAIRWISE, PRIORITIES
from .ranking import leaders_sentence, titled

KINDS = {"machine": "coded by a program", "human": "scored by people", "measured": "measured"}

STATED_BY = {
    "pairwise": "pairwise comparisons",
    "swing": "swing weighting",
    "points": "divided points",
    "ranking": "ranks (rank-order centroid)",
    "best_worst": "best-worst comparisons",
}
"""How importance was stated, in words."""

ACCEPTED = 0.1
"""Consistency ratio up to which judgements are usually accepted (Saaty)."""

NAMED = 5
"""Criteria that a sentence names; of more it says how many."""


def basis(
    study: Study,
    profile: str | None = None,
    methods: Sequence[MethodLike] = ("topsis", "ahp"),
    scenario: str | None = None,
    set_weights: Mapping[str, float] | None = None,
    excluded: Sequence[str] = (),
) -> list[str]:
    """Paragraphs that say what a ranking of the study rests on.

    Parameters
    ----------
    study : Study
    profile, scenario : str, optional
        In which profile and scenario it was ranked; the default profile, and no scenario, when
        left out.
    methods : sequence of str or callable
        The methods that ranked it.
    set_weights : mapping of str to float, optional
        Weights set by hand, by node.
    excluded : sequence of str
        Alternatives that were left out; the other profiles are ranked without them too.

    Returns
    -------
    list of str
        What the scenario assumes, how the scores were made, where the weights come from, which
        judgements are inconsistent, and who leads under the other profiles.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> print(fp.basis(fp.load(), "values")[-1].split(";")[0])
    First under the other profiles: paper: CA-EU
    """
    expect_study(study)
    name = study.profile(profile).name
    paragraphs = []
    if scenario is not None:
        assumed = study.scenario_table[scenario]
        paragraphs.append(f"Scenario {scenario!r}: {assumed.title}. {assumed.reason}")
    paragraphs += scores_made(study)
    paragraphs += weights_made(study, name, scenario, set_weights)
    for panel in panels_behind(study, [name]):
        paragraphs += consistency_sentences(study, panel)
    leaders = leaders_sentence(study, name, methods, scenario, excluded)
    return [*paragraphs, leaders] if leaders else paragraphs


def scores_made(study: Study) -> list[str]:
    """How the scores were made: a sentence for each part of them with an origin of its own."""
    if not study.statements:
        return [study.coding or "The study does not say how its scores were made."]
    table = study.provenance()
    if len(table) == 1 and table["how"][0]:
        return [str(table["how"][0])]
    return [_origin(study, row) for row in table.to_dict("records")]


def scores_limit(study: Study) -> str:
    """What scores of this origin cannot show; empty where all were measured."""
    kinds = set(study.provenance()["kind"]) if study.statements else {""}
    if kinds == {"measured"}:
        return ""
    which = "The scores that were not measured" if "measured" in kinds else "The scores"
    says = "the source says" if study.source else "the coders were given"
    return f"{which} express what {says}; they are not measurements."


def _origin(study: Study, row: Mapping[Any, Any]) -> str:
    """The origin of a block of scores; a block that the study says nothing of included."""
    parts = []
    if len(row["alternatives"]) < len(study.alternatives):
        parts.append(f"of {joined(row['alternatives'])}")
    if len(row["criteria"]) < len(study.criteria):
        labels = [quoted(study.tree.label(leaf)) for leaf in row["criteria"]]
        few = len(labels) <= NAMED
        parts.append(f"on {joined(labels) if few else counted(len(labels), '', 'criteria')}")
    if len(row["coders"]) < len(study.coders):
        parts.append(f"by coder {joined(row['coders'])}")
    which = " ".join(["scores", *parts])
    if not row["kind"]:
        return f"The study does not say how the {which} were made ({percent(row['share'])})."
    return f"{percent(row['share'])} of the scores ({which}): {KINDS[row['kind']]}. {row['how']}"


def weights_made(
    study: Study,
    profile: str,
    scenario: str | None = None,
    set_weights: Mapping[str, float] | None = None,
) -> list[str]:
    """Where the weights of a ranking come from.

    What was done to derive a profile's weights is said only where they are still the profile's:
    neither set by hand nor by the scenario.
    """
    chosen = study.profile(profile)
    question = f", which asks: {chosen.question}" if chosen.question else "."
    problem = study.problem(profile, scenario=scenario)
    own = study.weights(profile)[problem.criteria]
    changes = []
    if not np.allclose(problem.weights, own, rtol=0.0, atol=1e-12):
        changes.append(f"Scenario {scenario!r} changes the weights.")
    if set_weights:
        by_hand = weights_at(study.tree, set_weights)
        changes.append(f"Weights set by hand: {by_hand}; the others keep their proportions.")
    if changes:
        return [f"{' '.join(changes)} Starting point: profile {profile!r}{question}"]
    said = f"Profile {profile!r}{question}"
    if chosen.recipe is not None:
        return [said, f"Its weights {fitted(study, profile, chosen.recipe)}"]
    if chosen.base is not None:
        return [said, f"Its weights {built_on(study, chosen)}"]
    return [f"{said} Its weights: {origin(study, profile)}."]


def origin(study: Study, profile: str) -> str:
    """Where the weights of a profile come from, in a few words."""
    chosen = study.profile(profile)
    if chosen.recipe is not None:
        return (
            f"fitted so that {chosen.recipe.winner} comes first, as near as possible to profile "
            f"{chosen.recipe.nearest_to}"
        )
    if chosen.panel is not None:
        return judged(study, chosen.panel, chosen.how)
    if chosen.base is not None:
        return f"those of profile {chosen.base}, with {_targets(study, chosen)}"
    return "weights stored in the study" if chosen.stored else "all criteria weigh the same"


def fitted_sentence(study: Study, profiles: Sequence[str]) -> str:
    """Which of some profiles have fitted weights; empty where none has."""
    fits = [name for name in profiles if study.profile(name).recipe is not None]
    return f"The weights of {joined(fits)} were fitted to a result." if fits else ""


def built_on(study: Study, profile: Profile) -> str:
    """What a profile changes in the weights of its base: the rest of a sentence on them."""
    inside = " (shared equally inside it)" if profile.inside == "equal" else ""
    return (
        f"are those of profile {profile.base!r} with {_targets(study, profile)}{inside}."
        f"{_differs(study, profile.name, str(profile.base))}"
    )


def fitted(study: Study, profile: str, recipe: Recipe) -> str:
    """What was done to fit a profile's weights: the rest of a sentence on them."""
    return (
        f"were fitted to a result: among all weights under which {recipe.winner} leads by at "
        f"least {recipe.margin:g} in {titled(recipe.methods)}, they are the nearest to profile "
        f"{recipe.nearest_to!r} (least squares).{_differs(study, profile, recipe.nearest_to)}"
    )


def judged(study: Study, panel: str, how: str) -> str:
    """Whose judgements the weights of a panel are, and how they were stated."""
    count = len(study.judges(panel, how))
    if how != PAIRWISE:
        ways = study.ways(panel) if how == PRIORITIES else [how]
        words = joined(STATED_BY[way] for way in ways if way in STATED_BY)
        return f"the mean weights of {counted(count, 'judge')}, by {words}"
    return (
        "the judgements of one judge" if count == 1 else f"the joint judgements of {count} judges"
    )


def panels_behind(study: Study, profiles: Sequence[str]) -> list[str]:
    """The panels on whose pairwise judgements profiles rest, their own or those of their base."""
    chains = (based_on(name, study.profile_table) for name in profiles)
    nearest = (next((one for one in chain if one.panel), None) for chain in chains)
    return list(dict.fromkeys(str(one.panel) for one in nearest if one and one.how == PAIRWISE))


def consistency_sentences(study: Study, panel: str | None = None, most: int = 3) -> list[str]:
    """Judgements that contradict one another: a sentence for each consistency ratio above 0.1.

    The largest come first; of those beyond `most` it is said how many there are. One panel, or all.
    """
    table = study.consistency(panel)
    above = table[table["consistency_ratio"] > ACCEPTED].sort_values(
        "consistency_ratio", ascending=False, kind="stable"
    )
    said = [_inconsistent(study, row) for row in above.head(most).to_dict("records")]
    if len(above) > most:
        more = counted(len(above) - most, "more comparison has", "more comparisons have")
        said.append(f"{more} a consistency ratio above 0.1.")
    return said


def _inconsistent(study: Study, row: Mapping[Any, Any]) -> str:
    nodes = {group: node for node, group in study.groups.items()}
    who = "the joint judgements" if pd.isna(row["judge"]) else f"judge {row['judge']}"
    label = study.tree.label
    found = (
        f"Panel {row['panel']!r}, {who}, on {quoted(label(nodes[row['group']]))}: consistency "
        f"ratio {number(row['consistency_ratio'], 2)}, above 0.1."
    )
    if pd.isna(row["value"]):
        return f"{found} The judgements contradict one another, but no single one stands out."
    return (
        f"{found} Most at odds with the other judgements is {quoted(label(row['a']))} against "
        f"{quoted(label(row['b']))}: {ratio(row['value'])}; "
        f"{ratio(row['consistent'])} would agree best with them."
    )


def ratio(value: float) -> str:
    """A judgement on Saaty's scale: 3, or 1/3."""
    return f"{value:.3g}" if value >= 1.0 else f"1/{1.0 / value:.3g}"


def weights_at(tree: CriteriaTree, weights: Mapping[str, float], link: str = "") -> str:
    """Nodes with the weights that they are given."""
    return joined(
        f"{quoted(tree.label(node))} {link}{percent(weight)}" for node, weight in weights.items()
    )


def _targets(study: Study, profile: Profile) -> str:
    """The nodes whose weight a profile sets."""
    return weights_at(study.tree, profile.targets, "at ") if profile.targets else "no change"


def _differs(study: Study, profile: str, base: str) -> str:
    """How far the weights of two profiles differ, and on what; empty where they do not."""
    gap = study.weights(profile) - study.weights(base)
    if gap.abs().max() < 1e-12:
        return ""
    return (
        f" Between the two, {percent(gap.abs().sum() / 2)} of the weight differs: less on "
        f"{_leaves(study.tree, -gap)}; more on {_leaves(study.tree, gap)}."
    )


def _leaves(tree: CriteriaTree, changes: pd.Series, most: int = 5) -> str:
    """The criteria that gained most, by label."""
    top = changes[changes > 0.0].sort_values(ascending=False).head(most)
    return joined(quoted(tree.label(str(leaf))) for leaf in top.index)
