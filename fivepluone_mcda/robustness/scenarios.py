"""What scenarios do to a ranking, in numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, method_title, resolve
from ..model import CriteriaError, MethodError, Problem, Ranking
from ..model.errors import listed
from ..model.result import TIE, with_names
from ..model.text import number, signed
from ..sensitivity.stability import room, stability
from ..study import Study, expect_study

BASE = "(base)"
"""How the study without any scenario is named beside its scenarios."""

SHOWN = 5e-5
"""Smaller parts would be shown as 0."""

NOTABLE = 5e-4
"""Smaller changes of a lead would be shown as 0 with three decimals."""

OTHER = {"topsis": "ahp", "ahp": "topsis"}
"""The method whose verdict on a scenario stands beside that of another."""

BOUNDS = ["node", "weight", "lower", "upper", "winner_below", "winner_above"]


def scenarios(
    study: Study,
    names: str | Sequence[str] | None = None,
    profile: str | None = None,
    method: MethodLike | None = None,
) -> pd.DataFrame:
    """Who comes first in each scenario, what changes, and which weight would change the winner.

    Every scenario is compared with the same study, profile and method without it.

    Parameters
    ----------
    study : Study
        A study with scenarios.
    names : str or sequence of str, optional
        The scenarios; all when left out.
    profile, method : optional
        The weight profile and the method; the study's own when left out.

    Returns
    -------
    DataFrame by scenario
        ``title``; ``winner``; ``change``: what is different from the study without a scenario,
        in words, also where TOPSIS and AHP move the lead of the former first in opposite
        directions; ``"NAME score"`` and ``"NAME rank"`` of each alternative; and how sensitive
        the result is to weights: ``node`` is the criterion or group whose weight has to change
        least for another winner, ``weight`` its weight in the scenario; the winner stays first
        while the weight is between ``lower`` and ``upper``, otherwise ``winner_below`` or
        ``winner_above`` comes first. No node where no single weight changes the winner.

    Raises
    ------
    CriteriaError
        If the study has no scenarios or one is named twice.
    UnknownNameError
        If a name is unknown.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> table = fp.scenarios(fp.load(), ["japan-summit", "swot-only"])
    >>> print(table["change"]["japan-summit"].split(".")[0])
    CA-Japan takes over from CA-EU, which is now in rank 2; it leads CA-EU by 0
    >>> table[["winner", "CA-EU rank", "node", "winner_below", "winner_above"]]
                    winner  CA-EU rank       node winner_below winner_above
    scenario
    japan-summit  CA-Japan           2          E1         None        CA-EU
    swot-only     CA-China           3  weaknesses         None    CA-Russia
    """
    expect_study(study)
    chosen = resolve(method or study.method)
    base = chosen.rank(study.problem(profile))
    rows = {}
    for name in chosen_names(study, names):
        problem = study.problem(profile, scenario=name)
        ranking = chosen.rank(problem)
        row: dict[str, object] = {
            "title": study.scenario_table[name].title,
            "winner": ranking.best,
            "change": _change(base, ranking),
        }
        for alternative in study.alternatives:
            row[f"{alternative} score"] = ranking.scores[alternative]
            row[f"{alternative} rank"] = ranking.ranks[alternative]
        rows[name] = {**row, **_tightest(problem, chosen)}
    table = pd.DataFrame.from_dict(rows, orient="index", dtype=object).rename_axis("scenario")
    scores = [f"{name} score" for name in study.alternatives]
    ranks = [f"{name} rank" for name in study.alternatives]
    table = table.astype(dict.fromkeys([*scores, *BOUNDS[1:4]], float) | dict.fromkeys(ranks, int))
    present = {"winner": base.best, "ranks": base.ranks.to_dict()}
    return with_names(table, base.problem, base=present)


def scenario_grid(
    study: Study,
    names: str | Sequence[str] | None = None,
    profiles: str | Sequence[str] | None = None,
    method: MethodLike | None = None,
) -> pd.DataFrame:
    """Who comes first in each scenario under each profile.

    Parameters
    ----------
    study, names, method
        As in `scenarios`.
    profiles : str or sequence of str, optional
        The profiles; all when left out.

    Returns
    -------
    DataFrame, scenarios x profiles
        The winner. The first row, ``(base)``, is the study without any scenario.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.scenario_grid(fp.load(), "recommendations", ["paper", "values"])
                        paper    values
    scenario
    (base)              CA-EU  CA-China
    recommendations     CA-EU     CA-EU
    """
    expect_study(study)
    chosen = resolve(method or study.method)
    columns = study.profiles if profiles is None else np.atleast_1d(profiles).tolist()
    rows: list[str | None] = [None, *chosen_names(study, names)]
    winners = [
        [chosen.outcome(study.problem(profile, scenario=name)).best for profile in columns]
        for name in rows
    ]
    return pd.DataFrame(
        winners, index=pd.Index([name or BASE for name in rows], name="scenario"), columns=columns
    )


def chosen_names(study: Study, names: str | Sequence[str] | None) -> list[str]:
    """The scenarios that were asked for, each once; all when none was named."""
    if not study.scenarios:
        raise CriteriaError("the study has no scenarios: its study.toml names no file of them")
    chosen = study.scenarios if names is None else [str(name) for name in np.atleast_1d(names)]
    if not chosen or len(set(chosen)) < len(chosen):
        raise CriteriaError(
            f"scenarios: found {listed(chosen)}; expected one or more, each once (the study has "
            f"{listed(study.scenarios)})"
        )
    return chosen


def scenario_changes(study: Study, profile: str, method: MethodLike) -> dict[str, str]:
    """The column ``change`` of `scenarios`, without its search for the weight that decides."""
    chosen = resolve(method)
    base = chosen.outcome(study.problem(profile))
    return {
        name: _change(base, chosen.outcome(study.problem(profile, scenario=name)))
        for name in study.scenarios
    }


def _change(base: Ranking, ranking: Ranking) -> str:
    return " ".join(filter(None, [change_in_words(base, ranking), _opposite(base, ranking)]))


def change_in_words(base: Ranking, ranking: Ranking) -> str:
    """What is different between two rankings of the same alternatives."""
    weights, moved_weights = base.problem.weight_vector, ranking.problem.weight_vector
    same_scores = np.array_equal(base.problem.values, ranking.problem.values)
    if same_scores and np.allclose(weights, moved_weights, rtol=0.0, atol=1e-12):
        return "nothing changes: no score and no weight differs from the base"
    old, new = base.best, ranking.best
    moved = [
        f"{name} {'rises' if ranking.ranks[name] < base.ranks[name] else 'falls'} from rank "
        f"{base.ranks[name]} to {ranking.ranks[name]}"
        for name in ranking.order
        if name not in (old, new) and ranking.ranks[name] != base.ranks[name]
    ]
    if new != old:
        words = f"{new} takes over from {old}, which is now in rank {ranking.ranks[old]}"
        words += f"; it {_lead(ranking)}"
    elif (base.ranks == ranking.ranks).all():
        words = f"nothing changes in the order: {old} stays first and {_lead(ranking)}"
        words += f" (base: {_lead(base)})"
    else:
        words = f"{old} stays first and {_lead(ranking)} (base: {_lead(base)})"
    sentences = [words, ", ".join(moved), _drivers(base, ranking)]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _drivers(base: Ranking, ranking: Ranking, most: int = 3) -> str:
    """The criteria that change the lead over the rival (the former first, or the second) most."""
    if len(ranking.order) == 1:
        return ""
    winner = ranking.best
    rival = base.best if base.best != winner else ranking.order[1]
    try:
        parts = ranking.explain(winner, rival).parts - base.explain(winner, rival).parts
    except MethodError:  # methods of other packages do not divide their scores
        return ""
    parts = -parts if ranking.lower_is_better else parts
    total = float(parts.sum())
    same_way = (parts * np.sign(total)).sort_values(ascending=False, kind="stable").head(most)
    label = ranking.problem.tree.label
    shown = same_way.index[same_way > SHOWN]
    named = [f"{label(str(leaf))} ({signed(parts[leaf])})" for leaf in shown]
    if not named:
        return ""
    return f"The gap to {rival} moves by {signed(total)}, most through {', '.join(named)}"


def _opposite(base: Ranking, ranking: Ranking) -> str:
    """That TOPSIS and AHP move the lead of the former first in opposite directions, or nothing."""
    if base.method not in OTHER or len(base.order) == 1:
        return ""
    first, other = base.best, resolve(OTHER[base.method])
    try:
        start = other.outcome(base.problem)
        change, contrary = (
            _ahead(after, first) - _ahead(before, first)
            for before, after in ((base, ranking), (start, other.outcome(ranking.problem)))
        )
    except CriteriaError:  # scores that the other method is not defined for
        return ""
    if change * contrary >= 0.0 or min(abs(change), abs(contrary)) < NOTABLE:
        return ""
    return (
        f"{method_title(base.method)} and {method_title(other.name)} move in opposite directions: "
        f"the lead of {first} over the best of the others changes by {signed(change)} and by "
        f"{signed(contrary)}."
    )


def _ahead(ranking: Ranking, name: str) -> float:
    """How far one alternative's score is above the best of the others."""
    return float(ranking.scores[name] - ranking.scores.drop(name).max())


def _lead(ranking: Ranking) -> str:
    if len(ranking.order) == 1:
        return "has no rival"
    first, second = ranking.order[:2]
    if ranking.ranks[second] == 1:
        return f"ties with {second}"
    return f"leads {second} by {number(abs(ranking.scores[first] - ranking.scores[second]))}"


def _tightest(problem: Problem, method: MethodLike) -> dict[str, object]:
    """The row of `stability` whose bound is nearest to the weight."""
    bounds = stability(problem, method)
    gaps = room(bounds)
    if gaps.isna().all():
        return dict.fromkeys(BOUNDS)
    node = str(gaps.idxmin())
    row = bounds.loc[node]
    return {"node": node} | {column: row[column] for column in BOUNDS[1:]}


def robust_choice(
    study: Study,
    names: str | Sequence[str] | None = None,
    profiles: str | Sequence[str] | None = None,
    method: MethodLike = "additive_value",
    tolerance: float = 0.05,
) -> pd.DataFrame:
    """How much each alternative can be regretted over scenarios, and how often it is good enough.

    The regret of choosing an alternative in a scenario is the score of the best one there less
    its own. The study without any scenario counts as one more. Scores of different scenarios are
    compared, so that a score must mean the same in all of them.

    Parameters
    ----------
    study, names
        As in `scenarios`.
    profiles : str or sequence of str, optional
        The profiles; each scenario counts once under each. The default one when left out.
    method : str or callable
        A method whose scores are absolute: `additive_value`.
    tolerance : float
        An alternative is good enough where its regret is no larger, in points of the score.

    Returns
    -------
    DataFrame by alternative, the least largest regret first
        ``max_regret`` and the ``worst_scenario`` and ``worst_profile`` in which it occurs;
        ``mean_regret``; ``satisficing``: share of the cases in which it is good enough;
        ``first``: share in which it comes first or ties for it.

    Raises
    ------
    CriteriaError
        If the tolerance is no number, 0 or more; if the study has no scenarios.
    MethodError
        If the scores of the method are not absolute, or the method is not defined for the study.
    UnknownNameError
        If a name is unknown.

    Notes
    -----
    Minimax regret is Savage's rule [1]_; regret and satisficing over many scenarios in place of
    one forecast are the measures of robust decision making [2]_. Scenarios are not equally
    likely and are no sample of anything: the shares count cases and are not probabilities.

    References
    ----------
    .. [1] Savage, L. J. (1951). The theory of statistical decision. Journal of the American
       Statistical Association, 46(253), 55-67.
    .. [2] Lempert, R. J., Popper, S. W., & Bankes, S. C. (2003). Shaping the next one hundred
       years: new methods for quantitative, long-term policy analysis. RAND.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> fp.robust_choice(fp.load())[["max_regret", "worst_scenario", "first"]].round(3).head(2)
                 max_regret  worst_scenario  first
    alternative
    CA-EU             0.079   china-balance  0.714
    CA-China          0.213  autonomy-first  0.179
    """
    expect_study(study)
    try:
        usable = 0.0 <= float(tolerance) < np.inf
    except (TypeError, ValueError):
        usable = False
    if not usable:
        raise CriteriaError(f"tolerance: found {tolerance!r}; expected a number, 0 or more")
    chosen = resolve(method)
    cases = [
        (name, study.profile(profile).name)
        for name in [None, *chosen_names(study, names)]
        for profile in np.atleast_1d(study.profiles[0] if profiles is None else profiles).tolist()
    ]
    rankings = [chosen.outcome(study.problem(profile, scenario=name)) for name, profile in cases]
    if not all(ranking.kernel is not None and ranking.kernel.absolute for ranking in rankings):
        raise MethodError(
            f"regret compares scores of different scenarios, and those of {chosen.title} have no "
            "common scale across scenarios; method='additive_value' has one"
        )
    scores = np.array([ranking.scores.to_numpy() for ranking in rankings])
    regret = scores.max(axis=1, keepdims=True) - scores
    worst = [cases[case] for case in regret.argmax(axis=0)]
    table = pd.DataFrame(
        {
            "max_regret": regret.max(axis=0),
            "worst_scenario": [name or BASE for name, _ in worst],
            "worst_profile": [profile for _, profile in worst],
            "mean_regret": regret.mean(axis=0),
            "satisficing": (regret <= tolerance + TIE).mean(axis=0),
            "first": np.mean([ranking.ranks.to_numpy() == 1 for ranking in rankings], axis=0),
        },
        index=pd.Index(study.alternatives, name="alternative"),
    )
    return table.sort_values("max_regret", kind="stable")
