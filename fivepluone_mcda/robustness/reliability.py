"""Krippendorff's alpha: how far the coders agree beyond what chance would give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ..model import CriteriaError
from ..model.optional import needed
from ..model.text import counted, number
from ..study import Study, expect_study

__all__ = ["krippendorff_alpha", "reliability"]

LEVELS = ("nominal", "ordinal", "interval", "ratio")
ITEM = ["alternative", "quadrant", "item"]

Counts = tuple[NDArray[np.int64], NDArray[np.float64]]
"""How often each value stands in each cell, and the values."""


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

    Alpha compares codes of one scale. Where the criteria of a block do not share one stated
    scale (days beside dollars, or units that nobody stated), each criterion has an alpha of its
    own, and that of the block is their mean. As a mean can hide a criterion on which the coders
    disagree, the note names the one with the lowest.

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
        are the text's own); ``note``, why alpha is missing (NaN), what was left out, or of which
        criteria it is the mean, else empty. Bootstrap samples without any variation have no
        alpha and are left out, as are criteria in a mean.

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
       Chapter 12: alpha is that of one variable, and the lowest counts rather than the mean.
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
    expect_study(study)
    if not isinstance(samples, int) or samples < 1:
        raise CriteriaError(f"samples: found {samples!r}; expected a whole number, 1 or more")
    return pd.DataFrame(
        [
            {"block": block.name, **_agreement(study, block, samples, seed), "silent": block.silent}
            for block in _blocks(study)
        ],
        columns=["block", "alpha", "low", "high", "cells", "silent", "note"],
    )


class _Block(NamedTuple):
    """Codes (coders x cells; NaN where one is missing), whose cells belong to criteria."""

    name: str
    codes: pd.DataFrame
    criteria: pd.Index
    silent: float


def _blocks(study: Study) -> Iterator[_Block]:
    table = study.barrier_codes
    quadrants = study.quadrants
    scored = [leaf for leaf in study.criteria if leaf not in quadrants.values()]
    groups = {"all": scored}
    for node in study.tree.groups:
        inside = [leaf for leaf in study.tree.children(node) if leaf in scored]
        if inside:
            groups[node] = inside
    for name, leaves in groups.items():
        rows = table[table["criterion"].isin(leaves)]
        cells = pd.MultiIndex.from_product([leaves, study.alternatives])
        codes = rows.pivot(index="coder", columns=["criterion", "alternative"], values="best")
        silent = float(rows["silent"].astype(float).mean())
        yield _Block(name, codes.reindex(columns=cells), cells.get_level_values(0), silent)
    items = study.swot_codes
    if not items.empty:
        codes = items.pivot(index="coder", columns=ITEM, values="best")
        leaves_of = codes.columns.get_level_values("quadrant").map(quadrants)
        yield _Block("items", codes, leaves_of, 0.0)


def _agreement(study: Study, block: _Block, samples: int, seed: int) -> dict[str, object]:
    criteria = list(dict.fromkeys(block.criteria))
    ends = study.criteria_table.loc[criteria, ["low", "high"]].astype(float)
    pooled = len(criteria) == 1 or (
        ends.notna().all(axis=None) and len(ends.drop_duplicates()) == 1
    )
    codes = block.codes.to_numpy(dtype=np.float64)
    parts = [codes] if pooled else [codes[:, block.criteria == leaf] for leaf in criteria]
    counts = [_counts(part) for part in parts]
    alphas = pd.Series([_alpha(*one, "ordinal") for one in counts])
    rng = np.random.default_rng(seed)
    drawn = np.array(
        [
            _bootstrap(*one, rng, samples)
            for one, alpha in zip(counts, alphas, strict=True)
            if np.isfinite(alpha)
        ]
    )
    kept = np.ma.masked_invalid(drawn).mean(axis=0).compressed() if len(drawn) else drawn
    low, high = np.quantile(kept, [0.025, 0.975]) if kept.size else (np.nan, np.nan)
    labels = [study.tree.label(str(leaf)) for leaf in criteria]
    return {
        "alpha": float(alphas.mean()),
        "low": float(low),
        "high": float(high),
        "cells": sum(len(cells) for cells, _ in counts),
        "note": _note(block.codes, counts, None if pooled else alphas.set_axis(labels)),
    }


def _bootstrap(
    counts: NDArray[np.int64], values: NDArray[np.float64], rng: np.random.Generator, samples: int
) -> list[float]:
    """Alphas of as many cells, drawn with replacement."""
    size = len(counts)
    return [_alpha(counts[rng.integers(0, size, size)], values, "ordinal") for _ in range(samples)]


def _note(codes: pd.DataFrame, parts: list[Counts], alphas: pd.Series | None) -> str:
    """What is to be known of a block; the alphas of its criteria where it is their mean."""
    cells = [counts for counts, _ in parts if len(counts)]
    lacking = codes.shape[1] - sum(map(len, cells))
    if len(codes) == 1:
        return "one coder: agreement needs two"
    if not cells:
        return "no cell has two codes"
    notes = [f"cells with fewer than two codes left out: {lacking}"] if lacking else []
    if all(np.count_nonzero(counts.sum(axis=0)) == 1 for counts in cells):
        same = "all codes" if alphas is None else "all codes of each criterion"
        notes.append(f"{same} are the same: without variation alpha is undefined")
    elif all((np.count_nonzero(counts, axis=1) == 1).all() for counts in cells):
        notes.append("identical codes")
    elif alphas is not None:
        notes.append(
            "no shared scale: mean of the alphas of "
            f"{counted(alphas.count(), 'criterion', 'criteria')}, lowest {alphas.idxmin()} "
            f"({number(alphas.min())})"
        )
        if alphas.isna().any():
            notes.append(f"criteria without variation left out: {alphas.isna().sum()}")
    return "; ".join(notes)


def _counts(table: NDArray[np.float64]) -> Counts:
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
