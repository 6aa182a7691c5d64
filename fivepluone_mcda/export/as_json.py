"""Any result as JSON text that programs without this package read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..methods import PairwiseMatrix
from ..model import CriteriaError, CriteriaTree, Problem
from ..study import Study


def to_json(result: object) -> str:
    """A result as JSON text.

    Parameters
    ----------
    result : object
        Any result of this package: a ranking, a problem, a table, or lists and mappings of them.

    Returns
    -------
    str
        Standard JSON. A table has ``columns``, ``index`` and ``data``, row by row, as pandas
        writes it with ``orient="split"``; a result has its attributes by name. Numbers have all
        their digits; a missing number is ``null``, an infinite one the text ``"infinity"`` or
        ``"-infinity"``.

    Raises
    ------
    CriteriaError
        If something cannot be written, such as a function or a date.

    See Also
    --------
    Problem.to_dict : A problem that `Problem.from_dict` takes back.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> print(fp.to_json({"best": "tram", "scores": [0.75, None]}))
    {
     "best": "tram",
     "scores": [0.75, null]
    }

    To a file, whatever the letters::

        Path("ranking.json").write_text(fp.to_json(ranking), encoding="utf-8")
    """
    return laid_out(plain_data(result))


def plain_data(value: object, place: str = "result") -> Any:
    """A value as numbers, text, lists and mappings; `place` is what an error calls it."""
    try:
        parts = _parts(value)
    except CriteriaError as error:
        raise CriteriaError(f"{place}: {error}") from None
    if isinstance(parts, dict):
        return {key: plain_data(part, f"{place}.{key}") for key, part in parts.items()}
    if isinstance(parts, list):
        return [plain_data(part, f"{place}[{i}]") for i, part in enumerate(parts)]
    return parts


def _parts(value: Any) -> Any:
    """What a value is made of: a number, text, a list or a mapping."""
    if isinstance(value, np.generic):
        value = value.item()
    parts = value
    if isinstance(value, float):
        parts = value if math.isfinite(value) else _not_finite(value)
    elif isinstance(value, pd.DataFrame):
        cells = value.astype(object).to_numpy().tolist()
        parts = {"columns": list(value.columns), "index": list(value.index), "data": cells}
    elif isinstance(value, pd.Series):
        cells = value.astype(object).to_list()
        parts = {"name": value.name, "index": list(value.index), "data": cells}
    elif isinstance(value, PairwiseMatrix):
        parts = _parts(value.to_frame())
    elif isinstance(value, Problem | CriteriaTree):
        parts = value.to_dict()
    elif isinstance(value, Study):  # what a result is about, not part of it
        parts = value.title
    elif isinstance(value, Mapping):
        parts = {str(key): part for key, part in value.items()}
    elif isinstance(value, tuple | np.ndarray):
        parts = list(value)
    elif is_dataclass(value) and not isinstance(value, type):
        own = {
            field.metadata.get("name", field.name): getattr(value, field.name)
            for field in fields(value)
        }
        # Functions and kernels are arithmetic, not data.
        parts = {name: part for name, part in own.items() if not callable(part)}
    elif value is pd.NA:
        parts = None
    elif not (value is None or isinstance(value, bool | int | str | list)):
        raise CriteriaError(
            f"found {type(value).__name__}; expected a result of this package, a table, numbers "
            "or text"
        )
    return parts


def laid_out(value: Any, indent: str = "") -> str:
    """JSON with a line for whatever holds only numbers and text."""
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list) or not any(isinstance(x, dict | list) for x in inside):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    deeper = indent + " "
    if isinstance(value, dict):
        items = [f"{laid_out(key)}: {laid_out(x, deeper)}" for key, x in value.items()]
    else:
        items = [laid_out(x, deeper) for x in value]
    start, end = "{}" if isinstance(value, dict) else "[]"
    return f"{start}\n{deeper}" + f",\n{deeper}".join(items) + f"\n{indent}{end}"


def _not_finite(value: float) -> str | None:
    if math.isnan(value):
        return None
    return "infinity" if value > 0.0 else "-infinity"
