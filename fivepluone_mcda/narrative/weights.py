"""Sentences about weights: how far one can move, and the smallest change of the winner."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..model import CriteriaTree, Problem, Ranking
from ..model.text import counted, joined, number, percent, quoted, signed
from ..sensitivity import Reversal, winner_bands
from ..sensitivity.winner_bands import common_windows
from ..study import Study


def stability_sentence(problem: Problem, winner: str, node: str, row: pd.Series) -> str:
    """How far a node's weight can move while the winner stays, from a row of `stability`."""
    label = quoted(problem.tree.label(node))
    below, above = row["winner_below"], row["winner_above"]
    if below is None and above is None:
        return f"{winner} stays first whatever {label} weighs."
    lower, upper, now = (percent(row[column]) for column in ("lower", "upper", "weight"))
    others = [
        f"{leader} comes first {side} that"
        for leader, side in ((below, "below"), (above, "above"))
        if leader is not None
    ]
    return (
        f"{winner} stays first while {label} weighs between {lower} and {upper} (now {now}); "
        f"{joined(others)}."
    )


def free_sentence(winner: str) -> str:
    """That no single weight matters."""
    return f"{winner} stays first whatever any one criterion or group weighs."


def least_change_sentence(ranking: Ranking, least: Reversal) -> str:
    """How much weight must move for another to reach the winner, by the L1 reversal."""
    if len(ranking.order) == 1:
        return "Only one alternative is compared, so no weights can change the result."
    if (ranking.ranks == 1).sum() > 1:
        return (
            "The alternatives in first place are tied; a change of weights, however small, "
            "can decide between them."
        )
    if least.winner is None:
        return f"No weights were found under which {least.loser} does not come first."
    found = "; no less is" if least.exact else ", the least that was found"
    return (
        f"Moving {percent(least.mass_moved)} of the weight is enough for {least.winner} to draw "
        f"level with {least.loser}{found}."
    )


def moved_sentence(tree: CriteriaTree, changes: pd.Series, most: int = 4) -> str:
    """From which criteria most weight moves, and to which; empty where none does."""
    ordered = changes.sort_values(kind="stable")
    losers, gainers = ordered[ordered < 0.0], ordered[ordered > 0.0].iloc[::-1]
    if losers.empty or gainers.empty:
        return ""

    def sides(part: pd.Series) -> str:
        return joined(
            f"{quoted(tree.label(str(leaf)))} ({signed(100.0 * change, 1)} points)"
            for leaf, change in part.head(most).items()
        )

    return f"It takes weight mainly from {sides(losers)} and gives it mainly to {sides(gainers)}."


def certificate_sentence(nearest: Reversal) -> str:
    """What is proved about all changes of weights, from the reversal by `norm="l2"`."""
    if nearest.winner is None or nearest.certified_radius <= 0.0:
        return ""
    safe, found = number(nearest.certified_radius, 4), number(nearest.distance, 4)
    return (
        f"Proved: no change of weights within a Euclidean distance of {safe} changes the winner; "
        f"the nearest change found that does is at {found}."
    )


def reversal_sentences(
    problem: Problem, ranking: Ranking, least: Reversal, nearest: Reversal
) -> list[str]:
    """How much weight must move, from where to where, and what is proved."""
    first = least_change_sentence(ranking, least)
    if len(ranking.order) == 1 or (ranking.ranks == 1).sum() > 1:
        return [first]
    moved = moved_sentence(problem.tree, least.changes)
    return [
        sentence
        for sentence in (f"{first} {moved}".strip(), certificate_sentence(nearest))
        if sentence
    ]


def critical_weights_sentence(count: int) -> str:
    """What the table of single weights shows, or that there is none."""
    if not count:
        return "No weight of a single criterion can change the winner, whatever it is set to."
    return (
        f"{counted(count, 'criterion', 'criteria')} can change the winner by "
        f"{'its' if count == 1 else 'their'} weight alone; the smallest change first:"
    )


def random_weights_sentence() -> str:
    """What the shares of random weights mean."""
    return (
        "How often each alternative comes first when the weights are drawn at random. Any "
        "weights: uniform inside each group of the criteria tree. Near the profile: close to the "
        "present weights. ±: two standard errors. These are shares of weight vectors, not "
        "probabilities."
    )


def theme_sentence(study: Study, profile: str, unchanged: bool) -> str:
    """On which one weight the result of a profile depends, where the profile itself sets it.

    Empty where the profile sets no single weight, or the weights or the scores shown are not the
    profile's (`unchanged` is False).
    """
    targets = study.profile(profile).targets
    if not unchanged or len(targets) != 1:
        return ""
    [(node, weight)] = targets.items()
    label = study.tree.label(node)
    said = bands_sentence(winner_bands(study, node), label)
    return (
        f"The result depends on how much {quoted(label)} weighs; profile {profile!r} gives it "
        f"{percent(weight)}. {said}"
    )


def common_bands_sentence(bands: pd.DataFrame) -> str:
    """Who comes first with every profile and by every method, and at which weights of a node."""
    windows = common_windows(bands)
    profiles, methods = bands["profile"].nunique(), bands["method"].nunique()
    cases = f"whichever of {counted(profiles, 'profile')} and {counted(methods, 'method')} is used"
    label = quoted(bands.attrs["label"])
    if windows.empty:
        return f"At no weight of {label} does the same alternative come first {cases}."
    spans: list[str] = []
    for row in windows.to_dict("records"):
        lower, upper = percent(row["lower"]), percent(row["upper"])
        span = f"{lower} to {upper}" if row["lower"] else f"up to {upper}"
        spans.append(f"{row['winner']} comes first while {'it' if spans else label} weighs {span}")
    return f"{joined(spans)}, {cases}."


def present_bands_sentence(bands: pd.DataFrame, weight: float) -> str:
    """Who comes first in how many cases at one weight of a node."""
    there = bands[(bands["lower"] <= weight) & (weight <= bands["upper"])]
    leaders = there.drop_duplicates(["profile", "method"])["winner"]
    counts = leaders.value_counts()
    firsts = joined(f"{name} in {count}" for name, count in counts.items())
    return (
        f"At its present {percent(weight)}, the first is {firsts} of "
        f"{len(leaders)} combinations of profile and method."
    )


def unequal_sentence(bands: pd.DataFrame, leaders: Mapping[str, str], method: str) -> str:
    """Where a profile's own shares inside a theme put another first than the bands show.

    Parameters
    ----------
    bands : DataFrame
        What `winner_bands` gives with the theme's weight shared equally.
    leaders : mapping of profile to alternative
        Who comes first with the profile's own weights.
    method : str
        The method by which they do.
    """
    weights, own = bands.attrs["weights"], bands[bands["method"] == method]
    others = []
    for profile, weight in weights.items():
        rows = own[own["profile"] == profile]
        there = rows[(rows["lower"] <= weight) & (weight <= rows["upper"])]["winner"]
        if len(there) and leaders[profile] not in set(there):
            others.append(
                f"under {profile}, which shares {percent(weight)} otherwise, "
                f"{leaders[profile]} comes first, not {there.iloc[0]}"
            )
    if not others:
        return ""
    label = quoted(bands.attrs["label"])
    return f"The bands share the weight of {label} equally among its criteria; {joined(others)}."


def bands_sentence(bands: pd.DataFrame, label: str) -> str:
    """Who comes first at which weight of a node, over all cases of `winner_bands`."""
    cases = len(bands.groupby(["profile", "method"], sort=False))
    order = bands.groupby("winner")["lower"].mean().sort_values(kind="stable").index
    leaders = []
    for winner in order:
        starts = bands[bands["winner"] == winner].groupby(["profile", "method"])["lower"].min()
        low, high = percent(starts.min()), percent(starts.max())
        if starts.max() == 0.0:
            leader = f"{winner} leads at the lowest weights"
        elif low == high:
            leader = f"{winner} from {low}"
        else:
            leader = f"{winner} from somewhere between {low} and {high}"
        if len(starts) < cases:
            leader += f" (in {len(starts)} of {cases} combinations of profile and method)"
        leaders.append(leader)
    shared = [
        f"{row['winner']} leads from {percent(row['lower'])} to {percent(row['upper'])}"
        for row in common_windows(bands).to_dict("records")
    ]
    if not shared:
        same = "At no weight does the same alternative lead in all of them."
    elif cases == 1:
        same = ""
    else:
        same = f"In all {cases} combinations of profile and method, {joined(shared)}."
    return f"As the weight of {quoted(label)} rises, {joined(leaders)}. {same}".rstrip()
