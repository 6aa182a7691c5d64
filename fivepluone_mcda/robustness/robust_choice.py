"""The choice that holds up best over scenarios: regret and satisficing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError
from ..model.result import TIE
from ..study import Study, expect_study
from .futures import BASE, chosen_names

__all__ = ["robust_choice"]


def robust_choice(
    study: Study,
    names: str | Sequence[str] | None = None,
    profiles: str | Sequence[str] | None = None,
    method: MethodLike = "topsis",
    tolerance: float = 0.05,
) -> pd.DataFrame:
    """How much each alternative can be regretted over scenarios, and how often it is good enough.

    The regret of choosing an alternative in a scenario is the score of the best one there less
    its own. The study without any scenario counts as one more.

    Parameters
    ----------
    study : Study
        A study with scenarios.
    names : str or sequence of str, optional
        The scenarios; all when left out.
    profiles : str or sequence of str, optional
        The profiles; each scenario counts once under each. The default one when left out.
    method : str or callable
        As in `rank`.
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
    >>> from fivepluone_mcda.robustness import robust_choice
    >>> robust_choice(fp.load())[["max_regret", "worst_scenario", "first"]].round(3).head(2)
                 max_regret  worst_scenario  first
    alternative
    CA-EU             0.213  security-first   0.72
    CA-Japan          0.344       swot-only   0.16
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
    rankings = [chosen.rank(study.problem(profile, scenario=name)) for name, profile in cases]
    scores = np.array([ranking.scores.to_numpy() for ranking in rankings])
    if rankings[0].lower_is_better:
        scores = -scores
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
