"""Sentences about a panel: who answered, how far they agree, and what follows from it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..methods.registry import method_title
from ..model import CriteriaTree
from ..model.text import counted, joined, number, percent, quoted
from ..robustness import Panel
from ..robustness.consensus import level
from ..robustness.rounds import SAME
from ..robustness.views import FEWEST, STRUCTURE
from ..study import Study
from .pictures import panel_title
from .provenance import ACCEPTED, STATED_BY, consistency_sentences

WAYS = {
    "by priorities": "With everybody's priorities made one instead of the judgements",
    "by judgements": "With the pairwise judgements made one instead of everybody's priorities",
    "nobody left out": "With nobody left out",
    "all alike": "With all respondents counting alike",
}
"""What each of the ways in `Panel.rankings` changes."""

ORIGINS = {"human": "people alone", "machine": "programs alone", "together": "both together"}
"""Whose scores rank the alternatives."""

NAMED = 4
"""Respondents that a sentence names; of more it says how many."""


def answered_sentences(result: Panel) -> list[str]:
    """Who answered what, and who is not part of the joint weights."""
    table = result.answered
    people = f"Panel {result.panel!r}: {counted(len(table), 'respondent')}"
    scored = int((table["scores"] > 0).sum())
    if scored:
        people += f", of whom {scored} scored alternatives"
    if not result.way:
        return [f"{people}. Nobody answered on importance: the weights are the profile's."]
    joint = [result.way] if result.way in STATED_BY else table["way"].unique()
    ways = [way for way in STATED_BY if way in joint]
    whole = int(((table["groups"] == table["of"]) & table["way"].isin(ways)).sum())
    enough = "all" if whole == len(table) else str(whole)
    weights = f"{enough} answered enough on importance for weights of their own"
    said = [f"{people}. By {joined(STATED_BY[way] for way in ways)}, {weights}."]
    out = table.loc[table["left_out"] != "", "left_out"]
    if len(out):
        reasons = "; ".join(
            f"{_who(names)} ({reason})"
            for reason, names in out.groupby(out, sort=False).groups.items()
        )
        said.append(f"Not part of the joint weights: {reasons}.")
    return said


def panel_heading(result: Panel) -> str:
    """For how many respondents the first comes first; or who leads under the panel's weights."""
    if result.views is not None:
        return panel_title(result.views.winners, None)
    return f"{result.ranking.best} comes first for panel {result.panel}"


def ranking_sentence(result: Panel) -> str:
    """Who comes first under the joint weights, and for how many respondents."""
    best = result.ranking.best
    weights = "the joint weights" if result.way else "these weights"
    said = f"Under {weights} {best} comes first by {method_title(result.method)}."
    if result.views is None:
        return said
    counts = result.views.winners.value_counts()
    each = joined(f"{winner} for {count}" for winner, count in counts.items())
    return f"{said} Under their own weights: {each}."


def choices_sentences(result: Panel) -> list[str]:
    """What the choices change: a sentence for each other way to make the answers one."""
    best = result.ranking.best
    said = []
    for way, row in result.rankings.drop(index="chosen").iterrows():
        moved = (result.weights[way] - result.weights["chosen"]).abs().sum() / 2.0
        first = f"{best} still comes first" if row["winner"] == best else f"{row['winner']} leads"
        said.append(f"{WAYS[str(way)]}, {first}; {percent(moved)} of the weight differs.")
    return said


def agreement_sentence(result: Panel, tree: CriteriaTree) -> str:
    """How far the respondents agree, and on what least; empty where there are fewer than two."""
    views = result.views
    if views is None:
        return ""
    index = views.consensus_index
    said = (
        f"Consensus on the weights: {percent(index)}, {level(index)}. Kendall's W: "
        f"{number(views.concordance, 2)} for the rankings of the alternatives (1: all alike)."
    )
    if len(result.agreement) < 2:
        return said
    shares = result.agreement["consensus"]
    least = quoted(tree.label(str(shares.idxmin())))
    return f"{said} They agree least on {least} ({percent(shares.min())})."


def clusters_sentences(result: Panel) -> list[str]:
    """The clusters of views, and who leads under each."""
    views = result.views
    if views is None or len(views.winners) < FEWEST:
        return []
    if len(result.clusters) == 1:
        limit = f"{STRUCTURE:g}"
        return [f"The weights form no clusters: no division has a mean silhouette above {limit}."]
    count, width = len(result.clusters), number(result.silhouette, 2)
    said = [f"The weights form {count} clusters (mean silhouette {width}; 1: far apart)."]
    for label, row in result.clusters.iterrows():
        said.append(f"Cluster {label}, {_who(row['members'])}: {row['winner']} comes first.")
    return said


def outliers_sentences(result: Panel, tree: CriteriaTree) -> list[str]:
    """Who is far from the others, and in what: a sentence a respondent."""
    found = result.outliers[result.outliers["outlier"].astype(bool)]
    said = []
    for respondent, rows in found.groupby("respondent", sort=False):
        places = [
            f"{quoted(tree.label(str(row['node'])))} ({row['part']}, {percent(row['distance'])})"
            for row in rows.to_dict("records")
        ]
        said.append(f"{respondent} is far from the others on {joined(places)}.")
    return said


def origins_sentences(result: Panel, tree: CriteriaTree) -> list[str]:
    """People's scores against those of programs; nothing where the study does not know both."""
    cells = result.scores
    if cells.empty:
        return []
    same = int((cells["difference"].abs() < 0.5).sum())
    far = cells.iloc[0]
    people, programs = number(far["human"], 1), number(far["machine"], 1)
    compared = (
        f"People and programs both scored {counted(len(cells), 'cell')}; in {same} of them their "
        f"means differ by less than half a step. The largest difference: "
        f"{quoted(tree.label(str(far['criterion'])))} of {far['alternative']}, {people} by people "
        f"and {programs} by programs."
    )
    if result.by_origin.empty:
        return [compared]
    firsts = "; ".join(
        f"{ORIGINS[str(kind)]}: {winner}" for kind, winner in result.by_origin["winner"].items()
    )
    return [compared, f"First on the scores of {firsts}."]


def panel_sentences(result: Panel, study: Study) -> list[str]:
    """What a reader should know of a panel, the most important first."""
    tree = study.tree
    said = [
        *answered_sentences(result),
        ranking_sentence(result),
        *choices_sentences(result),
        *_consistency(result, study),
        moved_sentence(result),
        agreement_sentence(result, tree),
        *clusters_sentences(result),
        *outliers_sentences(result, tree),
        *origins_sentences(result, tree),
    ]
    return [sentence for sentence in said if sentence]


def moved_sentence(result: Panel) -> str:
    """How the answers moved between rounds; empty where nothing was asked again."""
    items = result.moved
    if items.empty:
        return ""
    nearer = int((items["spread_after"] < items["spread_before"] - SAME).sum())
    changed, again = int(items["changed"].sum()), int(items["answers"].sum())
    were = "was" if len(items) == 1 else "were"
    return (
        f"In a later round {counted(len(items), 'item')} {were} answered again: {changed} of "
        f"{again} answers changed; on {counted(nearer, 'item')} the answers are nearer to one "
        "another than before (smaller interquartile range)."
    )


def _consistency(result: Panel, study: Study) -> list[str]:
    largest = result.answered["largest_ratio"].max()
    if np.isnan(largest):
        return []
    if largest <= ACCEPTED:
        return ["No consistency ratio is above 0.1."]
    return consistency_sentences(study, result.panel)


def _who(names: pd.Index | list[str]) -> str:
    """Respondents in a sentence."""
    few = len(names) <= NAMED
    return joined(names) if few else counted(len(names), "respondent")
