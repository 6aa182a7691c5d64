"""Tables and arrays as plain parts, with the types, names and digits that they have."""

from __future__ import annotations

import math
from types import NoneType
from typing import Any, Literal

import numpy as np
import pandas as pd

from ..model import CriteriaError
from ..model.errors import listed

__all__ = [
    "array_parts",
    "frame_parts",
    "make_array",
    "make_frame",
    "make_series",
    "series_parts",
]

TEXT = pd.Series([""]).dtype
"""What this version of pandas makes of a column of text."""

HOLDS: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    **{f"{kind}{bits}": (int,) for kind in ("int", "uint") for bits in (8, 16, 32, 64)},
    **{f"float{bits}": (int, float, NoneType) for bits in (16, 32, 64)},
    **{f"Float{bits}": (int, float, NoneType) for bits in (32, 64)},
    **{f"{kind}{bits}": (int, NoneType) for kind in ("Int", "UInt") for bits in (8, 16, 32, 64)},
    "boolean": (bool, NoneType),
    "string": (str, NoneType),
    "str": (str, NoneType),
    "object": (object,),
}
"""The types of columns, and what their cells are; None stands for a missing number or text."""


def frame_parts(frame: pd.DataFrame) -> dict[str, Any]:
    """Labels, rows, types and names of a table."""
    columns = [
        _taken(frame.iloc[:, j], f"column {label!r}") for j, label in enumerate(frame.columns)
    ]
    index_type, index = _labels(frame.index)
    columns_type, heads = _labels(frame.columns)
    cells = [cells for _, cells in columns]
    parts = {
        "columns": heads,
        "index": index,
        "data": [[column[i] for column in cells] for i in range(len(frame))],
        "types": {"columns": columns_type, "index": index_type, "data": [t for t, _ in columns]},
        "names": {"columns": _names(frame.columns), "index": _names(frame.index)},
    }
    return {**parts, "attrs": frame.attrs} if frame.attrs else parts


def make_frame(
    columns: list[Any],
    index: list[Any],
    data: list[list[Any]],
    types: dict[str, Any],
    names: dict[str, Any],
    attrs: dict[str, Any] | None = None,
) -> pd.DataFrame:
    """The table that `frame_parts` took apart."""
    heads = _axis(columns, types.get("columns"), names.get("columns"), "columns")
    rows = _axis(index, types.get("index"), names.get("index"), "index")
    dtypes = _counted(types.get("data"), len(heads), "types.data")
    _counted(data, len(rows), "data")
    for i, row in enumerate(data):
        _counted(row, len(heads), f"data[{i}]")
    frame = pd.DataFrame(
        {
            j: _column([row[j] for row in data], dtype, f"column {heads[j]!r}")
            for j, dtype in enumerate(dtypes)
        },
        index=range(len(rows)),
    )
    frame = frame.set_axis(rows).set_axis(heads, axis=1)
    frame.attrs.update(attrs or {})
    return frame


def series_parts(series: pd.Series) -> dict[str, Any]:
    """Name, labels, cells and types of one column."""
    kind, cells = _taken(series, "data")
    index_type, index = _labels(series.index)
    return {
        "name": series.name,
        "index": index,
        "data": cells,
        "types": {"index": index_type, "data": kind},
        "names": {"index": _names(series.index)},
    }


def make_series(
    name: Any, index: list[Any], data: list[Any], types: dict[str, Any], names: dict[str, Any]
) -> pd.Series:
    """The column that `series_parts` took apart."""
    rows = _axis(index, types.get("index"), names.get("index"), "index")
    _counted(data, len(rows), "data")
    return _column(data, types.get("data"), "data").set_axis(rows).rename(name)


def array_parts(array: np.ndarray) -> dict[str, Any]:
    """Type, shape and numbers of an array, in the order in which they are stored."""
    # Sums run in the order of storage, and their last digit depends on it.
    order: Literal["C", "F"] = "F" if np.isfortran(array) else "C"
    kind, cells = _taken(pd.Series(array.ravel(order)), "data")
    return {"dtype": kind, "shape": list(array.shape), "order": order, "data": cells}


def make_array(
    dtype: str, shape: list[int], order: Literal["C", "F"], data: list[Any]
) -> np.ndarray:
    """The array that `array_parts` took apart."""
    if math.prod(shape) != len(data) or min(shape, default=0) < 0:
        raise CriteriaError(f"data: found {len(data)} numbers; expected the shape {shape}")
    return _column(data, dtype, "data").to_numpy().reshape(shape, order=order)


def _labels(axis: pd.Index) -> tuple[Any, list[Any]]:
    """The type and the labels of an axis; lists of both where it has several levels."""
    if isinstance(axis, pd.MultiIndex):
        bare = axis.set_names([None] * axis.nlevels)  # a level may have a number for its name
        levels = [_taken(bare.get_level_values(k), "labels") for k in range(axis.nlevels)]
        labels = [list(label) for label in zip(*(cells for _, cells in levels), strict=True)]
        return [kind for kind, _ in levels], labels
    if axis.equals(pd.RangeIndex(len(axis))) and isinstance(axis, pd.RangeIndex):
        return "range", axis.tolist()
    return _taken(axis, "labels")


def _names(axis: pd.Index) -> Any:
    return list(axis.names) if isinstance(axis, pd.MultiIndex) else axis.name


def _axis(labels: list[Any], kind: Any, name: Any, what: str) -> pd.Index:
    """The axis that `_labels` took apart."""
    if isinstance(kind, list):
        for i, label in enumerate(labels):
            _counted(label, len(kind), f"{what}[{i}]")
        levels = [_column([label[k] for label in labels], one, what) for k, one in enumerate(kind)]
        return pd.MultiIndex.from_arrays(levels, names=name)
    if kind == "range":
        if labels != list(range(len(labels))):
            raise CriteriaError(f"{what}: found other labels than 0, 1, 2, ... in a range")
        return pd.RangeIndex(len(labels), name=name)
    column = _column(labels, kind, what)
    return pd.Index(column, dtype=column.dtype, name=name, tupleize_cols=False)


def _taken(column: pd.Series | pd.Index, what: str) -> tuple[str, list[Any]]:
    """The type of a column, and its cells with None for a missing number or text."""
    kind = column.dtype.name
    if kind not in HOLDS:
        raise CriteriaError(f"{what}: found the type {kind}; expected one of {listed(HOLDS, 40)}")
    cells = column.tolist()
    if NoneType in HOLDS[kind]:
        gone = column.isna()
        cells = [None if missing else cell for cell, missing in zip(cells, gone, strict=True)]
    return kind, cells


def _column(cells: list[Any], kind: object, what: str) -> pd.Series:
    """The column that `_taken` took apart."""
    if not isinstance(kind, str) or kind not in HOLDS:
        raise CriteriaError(f"{what}: found the type {kind!r}; expected one of {listed(HOLDS, 40)}")
    for i, cell in enumerate(cells):
        if kind != "object" and type(cell) not in HOLDS[kind]:
            raise CriteriaError(f"{what}, place {i}: found {cell!r}; expected {kind}")
    return pd.Series(cells, dtype=TEXT if kind == "str" else kind)


def _counted(cells: Any, count: int, what: str) -> list[Any]:
    """The cells, if they are as many as they should be."""
    if not isinstance(cells, list) or len(cells) != count:
        found = f"{len(cells)}" if isinstance(cells, list) else f"{cells!r}"
        raise CriteriaError(f"{what}: found {found}; expected a list of {count}")
    return cells
