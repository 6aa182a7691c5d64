"""Krippendorff's alpha: how much the coders agree beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..model import CriteriaError
from ..model.arrays import Floats
from ..model.optional import needed
from ..model.text import counted, number
from ..study import Study, expect_study

LEVELS = ("nominal", "ordinal", "interval", "ratio")
ITEM = ["alternative", "quadrant", "item"]


def krippendorff_alpha(codes: ArrayLike, level: str = "ordinal") -> float:
    """Krippendorff's alpha of a table of codes.

    Alpha is 1 - (observed disagreement) / (disagreement expected by chance): 1 where all agree,
    0 where the codes agree no more than random ones, negative where they agree less than that.
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
        NaN where alpha is undefined: no cell has two codes, or all codes are the same.

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
    paired = _paired(table)
    values = np.unique(paired[np.isfinite(paired)])
    if values.size < 2:
        return float("nan")
    counts = (paired.T[:, :, None] == values).sum(axis=1)
    alpha = needed("krippendorff").alpha
    return float(alpha(value_counts=counts, value_domain=values, level_of_measurement=level))


def reliability(study: Study, samples: int = 1000, seed: int = 0) -> pd.DataFrame:
    """How much the coders of a study agree: Krippendorff's alpha, ordinal, by block and criterion.

    A high alpha says that the coding can be repeated. It does not say that the codes are right:
    coders who read alike err alike, and independent passes of one machine read alike. Where the
    text is silent the coders may agree on a guess, so the share of silent codes is shown as well.

    Alpha is defined for one variable [1]_: read the criteria first, and among them the lowest.
    A block pools the criteria that share one stated scale. The differences between its criteria
    then count as disagreement expected by chance, which raises alpha. Where the criteria of a
    block do not share one stated scale, its alpha is the mean of theirs.

    Parameters
    ----------
    study : Study
        The study; coders of any kind, each a set of rows in its tables.
    samples : int
        Bootstrap samples of the cells of a block.
    seed : int

    Returns
    -------
    DataFrame
        One row a block: ``all`` (every scored cell), each group of the tree that holds scored
        criteria, ``items`` (the intensities of the SWOT items, where there are any), then every
        criterion. Columns: ``block``; ``alpha``, with ``low`` and ``high``, the 2.5 and 97.5 %
        points of its bootstrap distribution; ``cells`` with two codes or more; ``silent``, the
        share of codes where the coder found nothing usable in the text (0 for the items, which
        are the text's own); ``note``, why alpha is missing (NaN), what was left out, and how it
        was pooled, else empty; ``lowest`` and ``lowest_alpha``, the criterion of the block with
        the smallest alpha, and that alpha.

    Raises
    ------
    CriteriaError
        If `samples` is no positive whole number.
    MissingDependencyError
        If the package krippendorff is not installed.

    Notes
    -----
    As Hayes & Krippendorff [2]_ do, the bootstrap draws the observed disagreement (here of whole
    cells, with replacement) and keeps the expected one. Were the expected disagreement drawn as
    well, cells that are drawn twice would make it smaller than it is.

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
    >>> agreement = fp.reliability(fp.load()).set_index("block")
    >>> round(float(agreement.loc["all", "alpha"]), 3), int(agreement.loc["all", "cells"])
    (0.954, 115)
    """
    expect_study(study)
    if not isinstance(samples, int) or samples < 1:
        raise CriteriaError(f"samples: found {samples!r}; expected a whole number, 1 or more")
    scored, items = _scored(study, study.coders), _items(study, study.coders)
    blocks = {"all": list(scored.values())}
    for node in study.tree.groups:
        inside = [scored[leaf] for leaf in study.tree.children(node) if leaf in scored]
        if inside:
            blocks[node] = inside
    if items:
        blocks["items"] = list(items.values())
    blocks |= {leaf: [codes] for leaf, codes in {**scored, **items}.items()}
    return pd.DataFrame(
        [
            {"block": name, **_agreement(study, codes, samples, seed)}
            for name, codes in blocks.items()
            if codes
        ],
        columns=["block", "alpha", "low", "high", "cells", "silent", "note", "lowest",
                 "lowest_alpha"],
    )  # fmt: skip


def criterion_alphas(study: Study, coders: Sequence[str]) -> pd.Series:
    """Krippendorff's alpha, ordinal, of some coders' scores, by leaf criterion.

    NaN where fewer than two of them scored, or all scores are the same.
    """
    codes = {**_scored(study, coders), **_items(study, coders)}
    alphas = {leaf: krippendorff_alpha(own.table) for leaf, own in codes.items()}
    return pd.Series(alphas, study.criteria, name="alpha", dtype=float)


class _Codes(NamedTuple):
    """The codes of one criterion, shape (coders, cells), NaN where one is missing."""

    criterion: str
    table: Floats
    silent: Floats


def _scored(study: Study, coders: Sequence[str]) -> dict[str, _Codes]:
    """The criteria with scores of their own."""
    rows = study.barrier_codes
    rows = rows[rows["coder"].isin(coders) & rows["best"].notna()]
    leaves = [leaf for leaf in study.criteria if leaf not in study.quadrants.values()]
    cells = pd.MultiIndex.from_product([leaves, study.alternatives])
    codes = rows.pivot(index="coder", columns=["criterion", "alternative"], values="best")
    codes = codes.reindex(index=list(coders), columns=cells)
    silent = {leaf: part.astype(float) for leaf, part in rows.groupby("criterion")["silent"]}
    nothing = pd.Series(dtype=float)
    return {
        leaf: _Codes(leaf, codes[leaf].to_numpy(dtype=float), silent.get(leaf, nothing).to_numpy())
        for leaf in leaves
    }


def _items(study: Study, coders: Sequence[str]) -> dict[str, _Codes]:
    """The criteria that are made of SWOT items; the items are the text's own, so none is silent."""
    rows = study.swot_codes
    rows = rows[rows["coder"].isin(coders)]
    if rows.empty:
        return {}
    codes = rows.pivot(index="coder", columns=ITEM, values="best")
    codes = codes.reindex(index=list(coders))
    of = codes.columns.get_level_values("quadrant").map(study.quadrants)
    return {
        leaf: _Codes(leaf, codes.loc[:, of == leaf].to_numpy(dtype=float), np.zeros(1))
        for leaf in dict.fromkeys(of)
    }


def _agreement(study: Study, codes: Sequence[_Codes], samples: int, seed: int) -> dict[str, object]:
    leaves = [one.criterion for one in codes]
    ends = study.criteria_table.loc[leaves, ["low", "high"]].astype(float)
    one_scale = ends.notna().all(axis=None) and len(ends.drop_duplicates()) == 1
    pooled = one_scale or len(codes) == 1
    whole = np.hstack([one.table for one in codes])
    own = pd.Series({one.criterion: krippendorff_alpha(one.table) for one in codes})
    alpha = krippendorff_alpha(whole) if pooled else float(own.mean())
    low = high = np.nan
    if np.isfinite(alpha):
        tables = [whole] if pooled else [o.table for o in codes if np.isfinite(own[o.criterion])]
        rng = np.random.default_rng(seed)
        drawn = np.mean([_bootstrap(table, rng, samples) for table in tables], axis=0)
        low, high = np.quantile(drawn, [0.025, 0.975])
    silent = np.concatenate([one.silent for one in codes])
    lowest = None if own.isna().all() else str(own.idxmin())
    return {
        "alpha": alpha,
        "low": float(low),
        "high": float(high),
        "cells": _paired(whole).shape[1],
        "silent": float(silent.mean()) if silent.size else np.nan,
        "note": _note(whole, own.set_axis([study.tree.label(leaf) for leaf in leaves]), pooled),
        "lowest": lowest,
        "lowest_alpha": float(own.min()),
    }


def _bootstrap(table: Floats, rng: np.random.Generator, samples: int) -> Floats:
    """Alphas of as many cells, drawn with replacement, the expected disagreement kept.

    Ordinal alpha is 1 less the variance of the midranks within cells over that of all of them.
    """
    from scipy.stats import rankdata

    paired = _paired(table)
    ranks = rankdata(paired, nan_policy="omit", axis=None).reshape(paired.shape)
    counts = np.isfinite(ranks).sum(axis=0)
    observed = counts * np.nanvar(ranks, axis=0, ddof=1)
    drawn = rng.integers(0, counts.size, (samples, counts.size))
    shares = observed[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    return np.asarray(1.0 - shares / np.nanvar(ranks, ddof=1))


def _note(table: Floats, own: pd.Series, pooled: bool) -> str:
    """What is to be known of a block; `own` are the alphas of its criteria by label."""
    paired = _paired(table)
    if len(table) == 1:
        return "one coder: agreement needs two"
    if not paired.size:
        return "no cell has two codes"
    lacking = table.shape[1] - paired.shape[1]
    notes = [f"cells with fewer than two codes left out: {lacking}"] if lacking else []
    agreed = (np.nanmin(paired, axis=0) == np.nanmax(paired, axis=0)).all()
    if np.nanmin(paired) == np.nanmax(paired):
        notes.append("all codes are the same: without variation alpha is undefined")
    elif not pooled and own.isna().all():
        notes.append("all codes of each criterion are the same: alpha is undefined")
    elif agreed:
        notes.append("identical codes")
    elif len(own) > 1:
        criteria = counted(len(own) if pooled else own.count(), "criterion", "criteria")
        how = f"mean of the alphas of {criteria}, which share no scale"
        if pooled:
            how = f"pooled over {criteria}, whose differences raise it"
        lowest = f", lowest {own.idxmin()} ({number(own.min())})" if own.notna().any() else ""
        notes.append(how + lowest)
        if own.isna().any() and not pooled:
            notes.append(f"criteria without variation left out: {own.isna().sum()}")
    return "; ".join(notes)


def _paired(table: Floats) -> Floats:
    """The cells that have two codes or more."""
    return np.asarray(table[:, np.isfinite(table).sum(axis=0) > 1])
