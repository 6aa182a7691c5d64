"""The titles of the pictures: what each shows, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from ..methods.registry import method_title
from ..model import Explanation, Problem, Ranking, ValueFunction
from ..model.ranges import coder_spread
from ..model.result import TIE
from ..model.text import counted, joined, number, part_digits, percent, quoted, signed
from ..robustness import Stakeholders
from ..sensitivity import Revealed, Reversal, Smaa
from .ranking import verdict

Label = Callable[[object], str]
"""What a node of the criteria tree is called."""


def score_label(method: str, lower_is_better: bool) -> str:
    """What an axis of scores measures."""
    return f"{method_title(method)} score" + (", lower is better" if lower_is_better else "")


def ranking_title(ranking: Ranking) -> str:
    """Who comes first, and by how much."""
    if len(ranking.order) == 1 or (ranking.ranks == 1).sum() > 1:
        return verdict(ranking)
    first, second = ranking.order[:2]
    lead = abs(ranking.scores[first] - ranking.scores[second])
    return f"{verdict(ranking)}, {number(lead)} ahead of {second}"


def contributions_title(explanation: Explanation, label: Label) -> str:
    """Who is ahead, and which criterion counts most for it and against it."""
    lead = -explanation.difference if explanation.lower_is_better else explanation.difference
    a, b = explanation.a, explanation.b
    if abs(lead) <= TIE:
        return f"{a} and {b} are level"
    ahead, behind = (a, b) if lead > 0.0 else (b, a)
    favour = explanation.parts * np.sign(explanation.difference)
    text = f"{ahead} is {number(abs(lead))} ahead of {behind}, mainly because of its better score "
    text += f"on {label(favour.idxmax())}"
    if favour.min() < -TIE:
        text += f"; {label(favour.idxmin())} counts most against it"
    return text


def heatmap_title(problem: Problem, goodness: pd.DataFrame, label: Label) -> str:
    """Who scores best on most criteria, and on which score the coders differ most."""
    best = np.isclose(goodness, goodness.max()).sum(axis=1)
    leaders = list(goodness.index[best == best.max()])
    verb = "scores" if len(leaders) == 1 else "score"
    title = f"{joined(leaders)} {verb} best on {best.max()} of {len(problem.criteria)} criteria"
    if problem.coding is None or len(problem.coding.coders) < 2:
        return title
    spread, share = coder_spread(problem, problem.coding)
    i, j = np.unravel_index(share.argmax(), share.shape)
    if share[i, j] == 0.0:
        return title
    criterion = problem.criteria[j]
    deviation = f"±{number(spread[i, j], part_digits(spread[i, j], share[i, j], 2))}"
    if criterion not in problem.scale:
        deviation += f", {percent(share[i, j])} of the range"
    place = f"{problem.alternatives[i]}, {label(criterion)}"
    return f"{title}; the coders differ most on {place} ({deviation})"


def tree_title(problem: Problem, label: Label) -> str:
    """Which criterion and which group weigh most."""
    weights = problem.node_weights
    leaves, groups = weights[list(problem.tree.leaves)], weights[list(problem.tree.groups)]
    count = counted(len(leaves), "criterion", "criteria")
    title = f"{label(leaves.idxmax())} weighs most of {count}: {percent(leaves.max())}"
    if len(groups):
        title += f"; of the groups, {label(groups.idxmax())}: {percent(groups.max())}"
    return title


def value_functions_title(
    problem: Problem, functions: Mapping[str, ValueFunction], label: Label
) -> str:
    """On which criterion the alternatives differ most in value."""
    values = pd.DataFrame(
        {leaf: function(problem.matrix[leaf]) for leaf, function in functions.items()}
    )
    width = values.max() - values.min()
    if width.max() <= TIE:
        return "The alternatives have the same value on every criterion"
    leaf = width.idxmax()
    low, high = (number(end, 0) for end in (values[leaf].min(), values[leaf].max()))
    return f"The alternatives differ most in value on {label(leaf)}: {low} to {high} of 100 points"


def critical_scores_title(table: pd.DataFrame, label: Label) -> str:
    """How many scores can change the winner alone, and which needs the smallest change."""
    flips = table[table["winner"].notna()]
    if flips.empty:
        return "No change of a single score within its range changes the winner"
    first = flips.iloc[0]
    return (
        f"{len(flips)} of {len(table)} scores can change the winner alone; the smallest change: "
        f"{first['alternative']} on {label(first['criterion'])} by "
        f"{score_change(first['change'], first['share'])}, then {first['winner']} leads"
    )


def score_change(change: float, share: float) -> str:
    """A change of a score with its sign, in the units of its criterion."""
    return signed(change, part_digits(change, share, 3)) if change else "0"


def positions_title(positions: pd.DataFrame) -> str:
    """Whose strengths outweigh weaknesses and opportunities threats."""
    strong = positions[(positions > 0.0).all(axis=1)].index
    if len(strong):
        return (
            f"{joined(strong)}: strengths outweigh weaknesses, and opportunities outweigh threats"
        )
    nearest = positions.min(axis=1).idxmax()
    return (
        "No alternative has both more strengths than weaknesses and more opportunities than "
        f"threats; {nearest} comes nearest"
    )


def items_title(items: pd.DataFrame) -> str:
    """Which SWOT item weighs most."""
    first = items.iloc[0]
    return (
        f"{first['alternative']}: {first['item']} ({first['quadrant']}) weighs most, "
        f"{percent(first['global_priority'])}"
    )


def sweep_title(leads: pd.DataFrame, weight: float | None, label: str) -> str:
    """Between which weights of a node the winner stays first, where its own is known."""
    if weight is None:
        return f"Scores while the weight of {label} changes"
    row = leads[(leads["lower"] <= weight) & (weight <= leads["upper"])].iloc[0]
    if (row["lower"], row["upper"]) == (0.0, 1.0):
        return f"{row['winner']} stays first at any weight of {label}"
    return (
        f"{row['winner']} stays first while {label} weighs {percent(row['lower'])} to "
        f"{percent(row['upper'])}"
    )


def stability_title(bounds: pd.DataFrame, winner: str, label: Label) -> str:
    """How many nodes can have any weight, and which one is nearest to a change."""
    ends = bound_ends(bounds)
    free = len(bounds) - ends["node"].nunique()
    title = f"The weight of every node can change the winner, {winner}"
    if free:
        title = f"{winner} stays first at any weight of {free} of {counted(len(bounds), 'node')}"
    if ends.empty:
        return title
    first = ends.sort_values("room", kind="stable").iloc[0]
    return (
        f"{title}; nearest to a change is {label(first['node'])} ({percent(first['weight'])}): "
        f"{first['side']} {percent(first['bound'])} {first['rival']} leads"
    )


def bound_ends(bounds: pd.DataFrame) -> pd.DataFrame:
    """The bounds at which another alternative takes over, a row each."""
    sides = [
        bounds[["weight"]].assign(side=side, bound=bounds[bound], rival=bounds[f"winner_{side}"])
        for side, bound in (("below", "lower"), ("above", "upper"))
    ]
    ends = pd.concat(sides).rename_axis("node").reset_index()
    ends = ends[ends["rival"].notna()]
    return ends.assign(room=(ends["bound"] - ends["weight"]).abs())


def reversal_title(result: Reversal | Revealed, label: Label) -> str:
    """How far the weights change until another alternative leads, and between which criteria."""
    if isinstance(result, Revealed):
        text = f"{result.winner} comes first by {joined(map(method_title, result.margins.index))}"
    elif result.winner is None:
        return f"No weights were found under which {result.loser} is not first"
    else:
        text = f"{result.winner} draws level with {result.loser}"
    changes = result.changes
    if result.mass_moved == 0.0:
        return f"{text} under the present weights"
    where = f"from {label(changes.idxmin())} to {label(changes.idxmax())}"
    if result.norm == "l1":
        return f"{text} when {percent(result.mass_moved)} of the weight moves, most of it {where}"
    distance = number(result.distance, 4)
    return (
        f"{text} at a Euclidean distance of {distance} between the weights; "
        f"most weight moves {where}"
    )


def acceptability_title(result: Smaa) -> str:
    """Who comes first most often, and how often the next."""
    shares, errors = result.rank_acceptability, result.standard_error
    order = shares.sort_values(list(shares.columns), ascending=False, kind="stable").index
    first = shares.iloc[:, 0]
    title = (
        f"{order[0]} comes first in {percent(first[order[0]])} of the draws "
        f"(±{percent(2.0 * errors.iloc[:, 0][order[0]])})"
    )
    return title + (f", {order[1]} in {percent(first[order[1]])}" if len(order) > 1 else "")


def central_weights_title(central: pd.DataFrame, average: pd.Series, label: Label) -> str:
    """Which criterion's weight sets the wins of the two most frequent winners apart.

    `central` are the central weights, the most frequent winner first; `average` those of all draws.
    """
    findings: list[str] = []
    for name, weights in central.head(2).iterrows():
        criterion = str((weights - average).idxmax())
        findings.append(
            f"{name}{'' if findings else ' comes first'} where {label(criterion)} weighs "
            f"{percent(weights[criterion])} ({percent(average[criterion])} in all draws)"
        )
    return "; ".join(findings)


def pairwise_title(shares: pd.DataFrame) -> str:
    """Who ranks above each other alternative more often than not."""
    if len(shares) == 1:
        return f"{shares.index[0]} is the only alternative"
    others = shares.mask(np.eye(len(shares), dtype=bool)).min(axis=1)
    if others.max() <= 0.5:
        return "No alternative ranks above every other more often than not"
    return (
        f"{others.idxmax()} ranks above each other alternative in {percent(others.max())} of the "
        "draws or more"
    )


def scenarios_title(winners: pd.Series, base: str | None) -> str:
    """In how many scenarios each alternative comes first."""
    text = wins(winners, "scenarios")
    return text if base is None else f"{text}; without a scenario {base}"


def wins(winners: pd.Series, kind: str, place: str = "in") -> str:
    """In (or for) how many of the cases each alternative comes first."""
    counts = winners.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    (first, most), *others = counts.items()
    if not others:
        which = "both" if most == 2 else f"all {most}" if most > 1 else "the only"
        cases = kind if most > 1 else kind.removesuffix("s")
        return f"{first} comes first {place} {which} {cases}"
    text = f"{first} comes first {place} {most} of {len(winners)} {kind}"
    text += "".join(f", {name} {place} {count}" for name, count in others[:3])
    return text + (f", {len(others) - 3} more {place} others" if len(others) > 3 else "")


def sobol_title(table: pd.DataFrame) -> str:
    """Which uncertain choice decides most."""
    first = table.sort_values("total", ascending=False, kind="stable").iloc[0]
    return (
        f"{str(first['factor']).capitalize()} decides most: {percent(first['first'])} of the "
        f"variance alone, {percent(first['total'])} with its interactions"
    )


def stakeholders_title(result: Stakeholders) -> str:
    """For how many stakeholders each alternative comes first, and in the compromise."""
    text, best = wins(result.winners, "stakeholders", "for"), result.ranking.best
    if set(result.winners) == {best}:
        return f"{text} and in the compromise"
    return f"{text}; {best} in the compromise"


def panel_title(winners: pd.Series, least: str | None) -> str:
    """For how many respondents each comes first, and on which group they agree least, if any."""
    text = wins(winners, "respondents", "for")
    return text if least is None else f"{text}; they agree least on {quoted(least)}"


def map_title(winner: str, shares: pd.Series) -> str:
    """Who leads under the present weights, and on which shares of a map of weights."""
    if len(shares) == 1:
        return f"{winner} comes first everywhere on the map"
    own = percent(shares.get(winner, 0.0))
    others = shares.drop(winner, errors="ignore").sort_values(ascending=False, kind="stable")
    text = f"{winner} comes first under the present weights and on {own} of the map"
    return f"{text}; {others.index[0]} on {percent(others.iloc[0])}"


def bands_title(windows: pd.DataFrame, rows: int, label: str) -> str:
    """Who leads in all rows of a picture, and at which weights of the node."""
    if windows.empty:
        return f"At no weight of {label} does the same alternative lead in all {rows} rows"
    parts: list[str] = []
    for lower, upper, winner in zip(*(windows[column] for column in windows), strict=True):
        node = "it" if parts else label
        span = f"{percent(lower)} to {percent(upper)}" if lower else f"up to {percent(upper)}"
        parts.append(f"{winner} leads while {node} weighs {span}")
    return f"In all {rows} rows " + joined(parts)
