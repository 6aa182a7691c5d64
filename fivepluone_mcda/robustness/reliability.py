"""Krippendorff's alpha: how far the coders agree beyond what chance would give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..model import CriteriaError
from ..study import Study
from .optional import needed

__all__ = ["krippendorff_alpha", "reliability"]

LEVELS = ("nominal", "ordinal", "interval", "ratio")
ITEM = ["alternative", "quadrant", "item"]


def krippendorff_alpha(codes: ArrayLike, level: str = "ordinal") -> float:
    """Krippendorff's alpha of a table of codes.

    Alpha is 1 - (observed disagreement) / (disagreement expected by chance): 1 where all agree,
    0 where the codes might as well be drawn by lot, negative where they agree less than that.
    Krippendorff asks for 0.8, or 0.667 where tentative conclusions are enough.

    Parameters
    ----------
    codes : array, shape (coders, cells)
        The codes; NaN where a coder has none. Cells with fewer than two codes do not count.
    level : {"ordinal", "nominal", "interval", "ratio"}
        Level of measurement.

    Returns
    -------
    float
        Alpha; NaN where it is undefined: no cell has two codes, or all codes are the same, so
        that there is no variation on which coders could agree or disagree.

    Raises
    ------
    CriteriaError
        If the level is unknown or the codes are not a table of numbers.
    MissingDependencyError
        If the package krippendorff is not installed.

    References
    ----------
    .. [1] Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of
       Pennsylvania. https://repository.upenn.edu/asc_papers/43

    Examples
    --------
    >>> from fivepluone_mcda.robustness import krippendorff_alpha
    >>> round(krippendorff_alpha([[1, 2, 3, 3, 2], [1, 2, 3, 3, 4], [1, 1, 3, 3, 2]]), 3)
    0.674
    """
    if level not in LEVELS:
        raise CriteriaError(f"level: found {level!r}; expected one of {', '.join(LEVELS)}")
    try:
        table = np.asarray(codes, dtype=np.float64)
    except (TypeError, ValueError):
        table = np.empty(0)
    if table.ndim != 2 or np.isinf(table).any():
        raise CriteriaError("codes: expected a table of numbers, coders x cells, NaN where missing")
    counts, values = _counts(table)
    return _alpha(counts, values, level)


def reliability(study: Study, samples: int = 1000, seed: int = 0) -> pd.DataFrame:
    """How far the coders of a study agree: Krippendorff's alpha, ordinal, by block.

    A high alpha says that the coding can be repeated. It does not say that the codes are right:
    coders who read alike err alike, and independent passes of one machine read alike. Where the
    text is silent the coders may agree on a guess, so the share of silent codes stands beside.

    Parameters
    ----------
    study : Study
        The study; coders of any kind, each a set of rows in its tables.
    samples : int
        Bootstrap samples of the cells of a block.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        One row a block: ``all`` (every scored cell), each group of the tree that holds scored
        criteria, ``items`` (the intensities of the SWOT items, where there are any). Columns:
        ``block``; ``alpha``, with ``low`` and ``high``, the 2.5 and 97.5 % points of its
        bootstrap distribution over cells; ``cells`` with two codes or more; ``silent``, the
        share of codes where the coder found nothing usable in the text (0 for the items, which
        are the text's own); ``note``, why alpha is
        missing (NaN) or what was left out, else empty. Bootstrap samples without any variation
        have no alpha and are left out.

    Raises
    ------
    CriteriaError
        If `samples` is no positive whole number.
    MissingDependencyError
        If the package krippendorff is not installed.

    References
    ----------
    .. [1] Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology (4th
       ed.), chapter 12. Sage. https://doi.org/10.4135/9781071878781
    .. [2] Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard
       reliability measure for coding data. Communication Methods and Measures, 1(1), 77-89.
       https://doi.org/10.1080/19312450709336664

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> from fivepluone_mcda.robustness import reliability
    >>> agreement = reliability(fp.load()).set_index("block")
    >>> round(float(agreement.loc["all", "alpha"]), 3), int(agreement.loc["all", "cells"])
    (0.954, 115)
    """
    if not isinstance(samples, int) or samples < 1:
        raise CriteriaError(f"samples: found {samples!r}; expected a whole number, 1 or more")
    return pd.DataFrame(
        [
            {"block": block, **_agreement(codes, samples, seed), "silent": silent}
            for block, codes, silent in _blocks(study)
        ],
        columns=["block", "alpha", "low", "high", "cells", "silent", "note"],
    )


def _blocks(study: Study) -> Iterator[tuple[str, pd.DataFrame, float]]:
    """Name, codes (coders x cells; NaN where one is missing) and share of silent codes."""
    table = study.barrier_codes
    scored = [leaf for leaf in study.criteria if not study.criteria_table.loc[leaf, "quadrant"]]
    groups = {"all": scored}
    for node in study.tree.groups:
        inside = [leaf for leaf in study.tree.children(node) if leaf in scored]
        if inside:
            groups[node] = inside
    for block, leaves in groups.items():
        rows = table[table["criterion"].isin(leaves)]
        cells = pd.MultiIndex.from_product([leaves, study.alternatives])
        codes = rows.pivot(index="coder", columns=["criterion", "alternative"], values="best")
        yield block, codes.reindex(columns=cells), float(rows["silent"].astype(float).mean())
    items = study.swot_codes
    if not items.empty:
        yield "items", items.pivot(index="coder", columns=ITEM, values="best"), 0.0


def _agreement(codes: pd.DataFrame, samples: int, seed: int) -> dict[str, object]:
    counts, values = _counts(codes.to_numpy(dtype=np.float64))
    alpha = _alpha(counts, values, "ordinal")
    rng = np.random.default_rng(seed)
    drawn = [
        _alpha(counts[rng.integers(0, len(counts), len(counts))], values, "ordinal")
        for _ in range(samples if np.isfinite(alpha) else 0)
    ]
    kept = np.array(drawn)[np.isfinite(drawn)]
    low, high = np.quantile(kept, [0.025, 0.975]) if kept.size else (np.nan, np.nan)
    return {
        "alpha": alpha,
        "low": float(low),
        "high": float(high),
        "cells": len(counts),
        "note": _note(codes, counts),
    }


def _note(codes: pd.DataFrame, counts: NDArray[np.int64]) -> str:
    lacking = codes.shape[1] - len(counts)
    if len(codes) == 1:
        return "one coder: agreement needs two"
    if not len(counts):
        return "no cell has two codes"
    notes = [f"cells with fewer than two codes left out: {lacking}"] if lacking else []
    if np.count_nonzero(counts.sum(axis=0)) == 1:
        notes.append("all codes are the same: without variation alpha is undefined")
    elif (np.count_nonzero(counts, axis=1) == 1).all():
        notes.append("identical codes")
    return "; ".join(notes)


def _counts(table: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """How often each value stands in each cell that has two codes, and the values."""
    values = np.unique(table[np.isfinite(table)])
    counts = (table.T[:, :, None] == values).sum(axis=1)
    return counts[counts.sum(axis=1) > 1], values


def _alpha(counts: NDArray[np.int64], values: NDArray[np.float64], level: str) -> float:
    used = counts.sum(axis=0) > 0
    if used.sum() < 2:
        return float("nan")
    alpha = needed("krippendorff").alpha
    return float(
        alpha(value_counts=counts[:, used], value_domain=values[used], level_of_measurement=level)
    )
