"""Value of information: which judgement is worth another look."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..methods.registry import MethodLike, resolve
from ..model import CriteriaError, Problem
from ..model.arrays import Floats
from ..model.ranges import score_tables
from ..model.result import TIE
from ..sensitivity.distributions import cube
from ..study import Study, expect_study
from .draws import around, triangular


def value_of_information(
    study: Study | Problem,
    profile: str | None = None,
    method: MethodLike | None = None,
    *,
    concentration: float = 100.0,
    samples: int = 2**14,
    seed: int = 0,
) -> pd.DataFrame:
    """How much surer the choice would be if one uncertain input were known.

    Weights and scores are uncertain. Whoever has to choose now names the alternative that is
    most often first; the expected correctness of the choice is how often that one is first. If
    one input were known before choosing, the choice could follow it. The value of knowing it is
    by how much the expected correctness would rise (the expected value of partial perfect
    information, EVPPI).

    Parameters
    ----------
    study : Study or Problem
        The study; or a problem, whose scores are drawn from its ranges (or coders).
    profile, method : optional
        The study's weight profile and the method; the study's own when left out, for a problem
        TOPSIS. A method of pymcdm takes minutes.
    concentration : float
        The weights are Dirichlet with the profile's as mean and this as the sum of parameters.
    samples : int
        Number of draws, 100 or more.
    seed : int

    Returns
    -------
    DataFrame
        One row an input, the most valuable first: ``kind`` (``weight``, ``score``, or
        ``everything`` for all inputs at once, the most that any knowledge can be worth),
        ``criterion``, ``alternative`` (of a score; else empty), ``value`` (rise of the expected
        correctness, 0..1), ``error`` (its standard error).

    Raises
    ------
    CriteriaError
        If a number is out of range.
    UnknownNameError
        If the profile or the method is unknown.

    Notes
    -----
    Each score is drawn by itself: one of the coders at random, then a value from the triangular
    distribution on that coder's low, best, high; without coders, on the score's own. (Were a
    coder's table drawn as a whole, one known score would reveal the coder and with it all other
    scores.)

    The chance of each alternative to be first, given an input, is fitted by a cubic polynomial
    in it on one half of the draws; the choices that follow from it are scored on the other
    half, and the other way round. The value is therefore that of a rule that can be followed; it
    may be below the true one, and negative values, which are noise, are shown as 0.

    References
    ----------
    .. [1] Felli, J. C., & Hazen, G. B. (1998). Sensitivity analysis and the expected value of
       perfect information. Medical Decision Making, 18(1), 95-109.
       https://doi.org/10.1177/0272989X9801800117
    .. [2] Strong, M., Oakley, J. E., & Brennan, A. (2014). Estimating multiparameter partial
       expected value of perfect information from a probabilistic sensitivity analysis sample: a
       nonparametric regression approach. Medical Decision Making, 34(3), 311-326.
       https://doi.org/10.1177/0272989X13505910

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> known = fp.value_of_information(fp.load(), samples=2**12)
    >>> known.loc[0, "kind"]
    'everything'
    """
    if not isinstance(samples, int) or samples < 100:
        raise CriteriaError(f"samples: found {samples!r}; expected a whole number, 100 or more")
    problem = _problem(study, profile)
    rng = np.random.default_rng(seed)
    law = around(problem, concentration)
    weights = law.draw(cube(law.dimension, "random", rng)(samples))
    values = _values(score_tables(problem), rng, samples)
    if method is None:
        method = study.method if isinstance(study, Study) else "topsis"
    kernel = resolve(method).kernel(problem, values=values)
    scores = kernel(weights.T)
    scores = -scores if kernel.lower_is_better else scores
    first = scores >= scores.max(axis=1, keepdims=True) - TIE
    correct = first / first.sum(axis=1, keepdims=True)
    usual = int(correct.mean(axis=0).argmax())
    missed = 1.0 - correct[:, usual]
    rows = [("everything", "", "", missed.mean(), missed.std() / np.sqrt(samples))]
    for j, criterion in enumerate(problem.criteria):
        rows.append(("weight", criterion, "", *_worth(weights[j], correct, usual)))
        for i, alternative in enumerate(problem.alternatives):
            rows.append(("score", criterion, alternative, *_worth(values[i, j], correct, usual)))
    frame = pd.DataFrame(rows, columns=["kind", "criterion", "alternative", "value", "error"])
    return frame.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def _problem(study: Study | Problem, profile: str | None) -> Problem:
    """The problem, or that of the study under the profile."""
    if isinstance(study, Problem):
        if profile is not None:
            raise CriteriaError(
                f"profile: found {profile!r} beside a problem, which has its own weights; leave it "
                "out, or hand in the study"
            )
        return study
    expect_study(study)
    return study.problem(profile)


def _values(
    tables: tuple[Floats, Floats, Floats], rng: np.random.Generator, samples: int
) -> Floats:
    """Performance matrices, shape (m, n, K), each score from its interval in a random table."""
    count, m, n = tables[0].shape
    whose = rng.integers(0, count, (samples, m, n))
    low, best, high = (np.take_along_axis(part, whose, axis=0) for part in tables)
    return np.moveaxis(triangular(low, best, high, rng.random(whose.shape)), 0, -1).copy()


def _worth(known: Floats, correct: Floats, usual: int) -> tuple[float, float]:
    """Rise of the expected correctness when one input, shape (K,), is known, and its error."""
    spread = known.std()
    if spread == 0.0:
        return 0.0, 0.0
    powers = np.vander((known - known.mean()) / spread, 4)
    gain = np.empty(len(known))
    for half in (0, 1):
        fit, score = slice(half, None, 2), slice(1 - half, None, 2)
        # Least squares by the 4 x 4 normal equations; an input of few values leaves them singular.
        inverse = np.linalg.pinv(powers[fit].T @ powers[fit], rcond=1e-10, hermitian=True)
        chances = powers[score] @ (inverse @ (powers[fit].T @ correct[fit]))
        reached = np.take_along_axis(correct[score], chances.argmax(axis=1)[:, None], axis=1)[:, 0]
        gain[score] = reached - correct[score, usual]
    return max(float(gain.mean()), 0.0), float(gain.std() / np.sqrt(len(gain)))
