"""Who comes first at each weight of a node or theme, for several profiles and methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
import pandas as pd

from ..methods.registry import Method, MethodLike, resolve
from ..methods.topsis import topsis
from ..model import CriteriaError, Problem
from ..model.errors import listed
from ..model.result import with_names
from ..study import Study, expect_study
from .path import Path, winner_changes

METHODS: dict[str, MethodLike] = {
    "topsis": "topsis",
    "topsis (minmax)": partial(topsis, normalization="minmax"),
    "ahp": "ahp",
    "ahp_ideal": "ahp_ideal",
}
"""The methods that are taken where none is named."""


def winner_bands(
    study: Study,
    node: str,
    profiles: str | Sequence[str] | None = None,
    methods: Sequence[MethodLike] | Mapping[str, MethodLike] | None = None,
    inside: str = "equal",
) -> pd.DataFrame:
    """Who comes first while the weight of a node or theme goes from 0 to 1.

    Parameters
    ----------
    study : Study
        The study.
    node : str
        A theme, or a leaf or group of the criteria tree.
    profiles : str or sequence of str, optional
        The profiles whose weights the other criteria keep in proportion. When left out, those
        that are neither built on another profile nor fitted to a result.
    methods : sequence or mapping, optional
        The methods, by name where it is a mapping. When left out, TOPSIS with vector and with
        min-max normalisation, AHP in distributive and in ideal mode.
    inside : {"equal", "proportional"}
        Whether the criteria of the node share its weight equally or keep the proportions that
        they have in the profile.

    Returns
    -------
    DataFrame
        A row a band, in the order of the weight: ``profile``, ``method``, ``lower``, ``upper``
        (the node's weight, from 0 to 1), ``winner``, ``exact`` (as in `stability`). The table's
        ``attrs`` hold the node's ``label`` and, by profile, its present ``weights``.

    Raises
    ------
    UnknownNameError
        If the node, a profile or a method is unknown.
    ProblemError
        If the node is the root or holds every criterion, or `inside` is neither.
    CriteriaError
        If no profile or no method is named, or one twice.

    Notes
    -----
    With e the weights inside the node and r those of all other criteria, each summing to 1, the
    weights at share t are t e + (1 - t) r: a straight line. The changes of winner on it are
    computed as in `crossings`, exactly for TOPSIS, AHP and every other method in closed form.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> bands = winner_bands(fp.load(), "strategic_dependence", "values", ["topsis"])
    >>> bands[["lower", "upper", "winner"]].round(3)
       lower  upper    winner
    0  0.000  0.133  CA-China
    1  0.133  0.563     CA-EU
    2  0.563  1.000  CA-Japan
    """
    expect_study(study)
    names, chosen = base_profiles(study, profiles), named_methods(methods)
    rows: list[tuple[object, ...]] = []
    weights: dict[str, float] = {}
    for profile in names:
        problem = study.problem(profile)
        weights[profile] = problem.weight_of(node)
        for name, method in chosen.items():
            bands = bands_of(problem, node, method, inside)
            rows += [(profile, name, *band) for band in bands]
    columns = ["profile", "method", "lower", "upper", "winner", "exact"]
    frame = pd.DataFrame(rows, columns=columns)
    return with_names(frame, problem, node=node, label=study.tree.label(node), weights=weights)


def common_windows(bands: pd.DataFrame) -> pd.DataFrame:
    """The weights at which one alternative comes first for every profile and by every method.

    Parameters
    ----------
    bands : DataFrame
        What `winner_bands` gives.

    Returns
    -------
    DataFrame
        ``lower``, ``upper``, ``winner``; no row where all bands agree nowhere.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> bands = winner_bands(fp.load(), "strategic_dependence", "values")
    >>> common_windows(bands).round(2)
       lower  upper    winner
    0   0.00   0.06  CA-China
    1   0.21   0.56     CA-EU
    """
    count = len(bands[["profile", "method"]].drop_duplicates())
    lower, upper, winners = (bands[column].to_numpy() for column in ("lower", "upper", "winner"))
    windows: list[list[object]] = []
    for low, high in pairwise(np.unique([lower, upper]).tolist()):
        here = winners[(lower <= low) & (upper >= high)]
        if len(here) < count or len(set(here)) > 1:
            continue
        winner = here[0]
        if windows and windows[-1][1:] == [low, winner]:
            windows[-1][1] = high
        else:
            windows.append([low, high, winner])
    return pd.DataFrame(windows, columns=["lower", "upper", "winner"])


def bands_of(
    problem: Problem, node: str, method: Method, inside: str
) -> list[tuple[float, float, str, bool]]:
    """Lower and upper weight, winner and exactness of each band of one problem and method."""
    without, only = (problem.with_weight(node, share, inside) for share in (0.0, 1.0))
    path = Path(method.kernel(problem), without.weight_vector, only.weight_vector)
    winner = method.outcome(without).best
    changes = winner_changes(path, problem.alternatives, winner)
    starts = [(0.0, winner), *((share, after) for share, _, after in changes), (1.0, "")]
    return [
        (lower, upper, first, path.exact)
        for (lower, first), (upper, _) in pairwise(starts)
        if upper > lower
    ]


def base_profiles(study: Study, given: str | Sequence[str] | None = None) -> list[str]:
    """The profiles that are named, else those neither built on another nor fitted to a result."""
    if given is None:
        own = [
            name
            for name, profile in study.profile_table.items()
            if profile.base is None and profile.recipe is None
        ]
        return own or study.profiles
    names = [given] if isinstance(given, str) else [str(name) for name in given]
    if not names or len(set(names)) < len(names):
        raise CriteriaError(f"profiles: found {listed(names)}; expected one or more, each once")
    return [study.profile(name).name for name in names]


def named_methods(
    given: Sequence[MethodLike] | Mapping[str, MethodLike] | None,
) -> dict[str, Method]:
    """The methods by name; `METHODS` where none is given."""
    if given is None or isinstance(given, Mapping):
        named = [*(METHODS if given is None else given).items()]
    else:
        named = [
            (_name(method), method) for method in ([given] if isinstance(given, str) else given)
        ]
    methods = {name: resolve(method) for name, method in named}
    if not named or len(methods) < len(named):
        names = listed(name for name, _ in named)
        raise CriteriaError(f"methods: found {names}; expected one or more, each once")
    return methods


def _name(method: MethodLike) -> str:
    """A method's name, with the options that a partial sets in brackets."""
    name = resolve(method).name
    if isinstance(method, partial) and name != "ahp_ideal":
        options = [str(value) for key, value in method.keywords.items() if key != "method"]
        name += f" ({', '.join(options)})" if options else ""
    return name
