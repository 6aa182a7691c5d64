"""From what a user hands in to the arrays of a problem, or an error that says what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .arrays import Flags, Floats
from .errors import ProblemError, UnknownNameError, listed, unknown_name
from .tree import CriteriaTree

Keyed = Mapping[Any, Any] | pd.Series

LARGEST = 1e300
"""The largest score: sums and differences of larger ones could overflow."""

DIRECTIONS = {"max": "max", "benefit": "max", "min": "min", "cost": "min"}

DESCRIBING = {
    "weight": "weights",
    "weights": "weights",
    "direction": "directions",
    "directions": "directions",
}
"""What a row of a table is called that is no alternative, and the argument where it belongs."""


def labels(axis: pd.Index, kind: str) -> tuple[str, ...]:
    """Row or column labels as strings, each of them once."""
    names = tuple(str(label) for label in axis)
    if not names:
        raise ProblemError(f"the matrix has no {kind}")
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    if twice:
        raise ProblemError(f"{kind} named more than once: {listed(twice)}")
    return names


def float_or_nan(value: object) -> float:
    """The value as a float, also from the text of one; NaN where it is no number."""
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return np.nan


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """The array, which can no longer be written to."""
    array.flags.writeable = False
    return array


def numbers(
    matrix: pd.DataFrame,
    alternatives: tuple[str, ...],
    criteria: tuple[str, ...],
    what: str = "score",
) -> Floats:
    """The cells as an array, shape (m, n), all finite; `what` is what a cell is called."""
    if all(kind.kind in "biuf" for kind in matrix.dtypes):
        x = matrix.to_numpy(dtype=np.float64)
        if (np.abs(x) <= LARGEST).all():
            return x + 0.0  # turns -0 into 0: problems that are equal must hash alike
    x = np.empty(matrix.shape)
    for j, criterion in enumerate(criteria):
        column = matrix.iloc[:, j]
        for i, value in enumerate(column.tolist()):
            number = np.nan if isinstance(value, str) else float_or_nan(value)
            if not abs(number) <= LARGEST:
                numbered = j == 0 and isinstance(value, str) and is_numbered(matrix.index)
                mend = "; if this column names the alternatives, set it as the index (index_col=0)"
                raise ProblemError(
                    f"{what} of {alternatives[i]!r} on {criterion!r}: found {value!r}; "
                    f"expected a finite number (up to {LARGEST:g}){mend if numbered else ''}"
                )
            x[i, j] = number
    return x + 0.0


def is_numbered(axis: pd.Index) -> bool:
    """Whether rows have no names, only the numbers that pandas gives them."""
    return axis.equals(pd.RangeIndex(len(axis)))


def refuse_rows_that_describe(
    alternatives: tuple[str, ...], weights: Keyed | None, directions: Keyed | None
) -> None:
    """Weights or directions that stand among the alternatives and were not handed in as such."""
    given = {"weights": weights, "directions": directions}
    rows = {}
    for name in alternatives:
        argument = DESCRIBING.get(name.strip().casefold())
        if argument is not None and given[argument] is None:
            rows[name] = argument
    if rows:
        taken = ", ".join(f"{argument}=frame.loc[{name!r}]" for name, argument in rows.items())
        raise ProblemError(
            f"alternatives: found {listed(rows)} and no {' and no '.join(rows.values())}; if they "
            f"stand there, pass frame.drop(index={list(rows)!r}), {taken}"
        )


def keyed_by_criterion(values: object) -> dict[str, Any]:
    """A mapping or Series with its keys as strings."""
    if not isinstance(values, Mapping | pd.Series):
        raise ProblemError(
            f"found {type(values).__name__}; expected a mapping or Series keyed by criterion "
            "(positions are never used)"
        )
    keyed: dict[str, Any] = {}
    for key, value in values.items():
        if str(key) in keyed:
            raise ProblemError(f"criterion named more than once: {str(key)!r}")
        keyed[str(key)] = value
    return keyed


def keyed_by_known(values: object, criteria: tuple[str, ...]) -> dict[str, Any]:
    """The same, where all keys are criteria; without any keys where nothing is given."""
    keyed = {} if values is None else keyed_by_criterion(values)
    for name in keyed:
        if name not in criteria:
            raise unknown_name("criterion", name, criteria)
    return keyed


def weight_vector(weights: Keyed | None, criteria: tuple[str, ...]) -> Floats:
    """Weights in the order of the criteria, shape (n,), summing to 1."""
    if weights is None:
        return np.full(len(criteria), 1.0 / len(criteria))
    keyed = keyed_by_known(weights, criteria)
    missing = [criterion for criterion in criteria if criterion not in keyed]
    if missing:
        raise ProblemError(f"weights: no weight for {listed(missing)}")
    vector = np.empty(len(criteria))
    for j, criterion in enumerate(criteria):
        value = keyed[criterion]
        vector[j] = np.nan if isinstance(value, str) else float_or_nan(value)
        if not (np.isfinite(vector[j]) and vector[j] >= 0.0):
            raise ProblemError(
                f"weight of {criterion!r}: found {value!r}; expected a finite number, 0 or more"
            )
    largest = vector.max()
    if largest == 0.0:
        raise ProblemError("weights: all are 0; at least one must be positive")
    if largest <= 1.0 and abs(vector.sum() - 1.0) <= 1e-14:
        return vector  # so that weights handed from problem to problem stay the same to the bit
    vector /= largest
    return np.asarray(vector / vector.sum())


def direction(word: object) -> str:
    """``"max"`` or ``"min"``, also from ``"benefit"`` or ``"cost"``, in any case.

    Raises
    ------
    ValueError
        With what is expected, if it is anything else.
    """
    known = DIRECTIONS.get(word.strip().casefold()) if isinstance(word, str) else None
    if known is None:
        raise ValueError("'max' or 'min' ('benefit' or 'cost')")
    return known


def maximised(directions: Keyed | None, criteria: tuple[str, ...]) -> Flags:
    """True where a criterion is maximised, shape (n,)."""
    up = dict.fromkeys(criteria, True)
    for criterion, value in keyed_by_known(directions, criteria).items():
        try:
            up[criterion] = direction(value) == "max"
        except ValueError as error:
            raise ProblemError(
                f"direction of {criterion!r}: found {value!r}; expected {error}"
            ) from None
    return np.array(list(up.values()))


def scale_ends(
    scale: Mapping[Any, tuple[float, float]] | None, criteria: tuple[str, ...]
) -> dict[str, tuple[float, float]]:
    """The ends of the scale by criterion."""
    ends: dict[str, tuple[float, float]] = {}
    for criterion, pair in keyed_by_known(scale, criteria).items():
        try:
            low, high = (float(end) for end in pair)
        except (TypeError, ValueError, OverflowError):
            low = high = np.nan
        if not (np.isfinite(low) and np.isfinite(high) and low < high):
            raise ProblemError(
                f"scale of {criterion!r}: found {pair!r}; expected (low, high), low below high"
            )
        ends[criterion] = (low, high)
    return ends


def criteria_tree(
    tree: CriteriaTree | Mapping[str, Any] | None,
    criteria: tuple[str, ...],
    themes: Mapping[str, Any] | None,
) -> CriteriaTree:
    """The tree over the criteria, with the themes."""
    if tree is None:
        built = CriteriaTree.flat(criteria)
    else:
        built = tree if isinstance(tree, CriteriaTree) else CriteriaTree.from_nested(tree)
    if set(built.leaves) != set(criteria):
        missing = [criterion for criterion in criteria if criterion not in built.leaves]
        extra = [leaf for leaf in built.leaves if leaf not in criteria]
        raise UnknownNameError(
            f"tree: its leaves must be the criteria; missing {listed(missing)}, "
            f"not in the matrix {listed(extra)}"
        )
    if themes is None:
        return built
    if not isinstance(themes, Mapping):
        raise ProblemError(
            f"themes: found {type(themes).__name__}; expected a mapping of ids to criteria"
        )
    return built.with_themes(themes)


def whole(value: object, what: str, least: int) -> int:
    """The value as a whole number of at least `least`, or an error that names it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 1e6 is what many write
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise ProblemError(f"{what}: found {value!r}; expected a whole number, {least} or more")
    return int(value)
