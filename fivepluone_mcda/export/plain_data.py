"""Results as plain data that JSON can hold, and back: named parts, never code."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from inspect import signature
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import numpy as np
import pandas as pd

from ..methods import PairwiseMatrix
from ..model import Coding, CriteriaError, CriteriaTree, Problem, Result
from ..model.errors import listed, unknown_name
from .plain_tables import (
    array_parts,
    frame_parts,
    make_array,
    make_frame,
    make_series,
    series_parts,
)

__all__ = ["decode", "encode"]

UNWRITTEN = ("kernel", "kernel_of", "themes")
"""Parts that are arithmetic, not data, or that the criteria tree holds already."""


def encode(value: object, place: str) -> Any:
    """A value as numbers, text, lists and mappings.

    What is more than that is a mapping with its ``type`` and the parts that it is made of.

    Parameters
    ----------
    value : object
        A result, or what stands in one.
    place : str
        What an error calls it.

    Raises
    ------
    CriteriaError
        If something cannot be written: a function, a column of dates.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, list):
        return [encode(item, f"{place}[{i}]") for i, item in enumerate(value)]
    if isinstance(value, Mapping) and "type" not in value and all(map(_is_text, value)):
        return {key: encode(item, f"{place}.{key}") for key, item in value.items()}
    try:
        kind, parts = _parts(value)
    except CriteriaError as error:
        raise CriteriaError(f"{place}: {error}") from None
    return {"type": kind, **{key: encode(part, f"{place}.{key}") for key, part in parts.items()}}


def decode(data: Any, place: str) -> Any:
    """The value that `encode` wrote.

    Raises
    ------
    CriteriaError
        If a type is unknown, or a part is missing, unknown or not what belongs there.
    """
    if isinstance(data, list):
        return [decode(item, f"{place}[{i}]") for i, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    parts = {key: decode(part, f"{place}.{key}") for key, part in data.items() if key != "type"}
    if "type" not in data:
        return parts
    kind: str = data["type"]
    makers = MAKERS | {one.__name__: one for one in _kinds(Result)}
    try:
        if kind not in makers:
            raise unknown_name("type", kind, makers)
        _check(makers[kind], parts)
        return makers[kind](**parts)
    except (TypeError, ValueError, OverflowError) as error:
        raise CriteriaError(f"{place}: {error}") from None


def _is_text(key: object) -> bool:
    return isinstance(key, str)


def _parts(value: object) -> tuple[str, dict[str, Any]]:
    """The name of a value's type, and the parts that it is made from."""
    kind = type(value).__name__
    parts: dict[str, Any] | None = None
    match value:
        case float():
            parts = {"value": str(value)}
        case tuple():
            kind, parts = "tuple", {"items": list(value)}
        case Mapping():
            kind, parts = "dict", {"items": [list(pair) for pair in value.items()]}
        case pd.DataFrame():
            kind, parts = "DataFrame", frame_parts(value)
        case pd.Series():
            kind, parts = "Series", series_parts(value)
        case np.ndarray():
            kind, parts = "array", array_parts(value)
        case CriteriaTree():
            parts = {**value.to_dict()}
        case PairwiseMatrix():
            parts = {"frame": value.to_frame()}
        case Result() | Problem() | Coding():
            names = [name for name in signature(type(value)).parameters if name not in UNWRITTEN]
            parts = {name: getattr(value, name) for name in names}
    if parts is None:
        raise CriteriaError(
            f"found {kind}; expected a result of this package, a table, numbers or text"
        )
    return kind, parts


def _float(value: str) -> float:
    return float(value)


def _tuple(items: list[Any]) -> tuple[Any, ...]:
    return tuple(items)


def _dict(items: list[list[Any]]) -> dict[Any, Any]:
    return dict(items)


MAKERS: dict[str, Callable[..., Any]] = {
    "float": _float,
    "tuple": _tuple,
    "dict": _dict,
    "array": make_array,
    "Series": make_series,
    "DataFrame": make_frame,
    **{one.__name__: one for one in (CriteriaTree, Coding, Problem, PairwiseMatrix)},
}
"""What makes a value from its parts, by the name of its type; results come on top."""


def _kinds(kind: type[Result]) -> Iterator[type[Result]]:
    """The results of the package, whichever room they come from."""
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)


def _check(make: Callable[..., Any], parts: dict[str, Any]) -> None:
    """Refuse parts that are missing, unknown or of another type than is asked for."""
    takes = signature(make, eval_str=True).parameters
    missing = [key for key, one in takes.items() if one.default is one.empty and key not in parts]
    if missing:
        raise CriteriaError(f"found no {listed(missing)}")
    for name, part in parts.items():
        if name not in takes:
            raise unknown_name("part", name, takes)
        hint = takes[name].annotation
        if not _fits(part, hint):
            expected = hint if get_args(hint) else hint.__name__
            raise CriteriaError(f"{name}: found {type(part).__name__}; expected {expected}")


def _fits(value: object, hint: Any) -> bool:
    """Whether a value is what a type hint says."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if hint in (int, float):
        return isinstance(value, int | hint) and not isinstance(value, bool)
    if hint is Any or not isinstance(value, origin or hint):
        return hint is Any
    if isinstance(value, list | tuple):
        each = inner[:1] * len(value) if len(inner) == 1 or inner[1:] == (...,) else inner
        return len(each) == len(value) and all(map(_fits, value, each))
    pairs = value.items() if isinstance(value, Mapping) and inner else ()
    return all(_fits(key, inner[0]) and _fits(one, inner[1]) for key, one in pairs)
