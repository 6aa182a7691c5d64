"""Any result as JSON text, and back: exact, and readable without this package."""

from __future__ import annotations

import json
from typing import Any

from ..model import CriteriaError
from .plain_data import decode, encode

__all__ = ["from_json", "to_json"]

FORMAT, VERSION = "fivepluone_mcda", 1


def to_json(result: object) -> str:
    """A result as JSON text that `from_json` takes back.

    Parameters
    ----------
    result : object
        Any result of this package: a ranking, a problem, a table, or lists and mappings of them.

    Returns
    -------
    str
        Standard JSON. A table is written as ``columns``, ``index`` and ``data``, row by row;
        a result as its attributes. Numbers have all their digits; a missing number is ``null``.

    Raises
    ------
    CriteriaError
        If something cannot be written, such as a function or a column of dates.

    Notes
    -----
    The ranking by a function of your own that explains differences cannot be written, because
    the function cannot.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> text = fp.to_json(fp.topsis(fp.load().problem()))
    >>> fp.from_json(text).best
    'CA-EU'

    To a file and back, whatever the letters::

        Path("ranking.json").write_text(fp.to_json(ranking), encoding="utf-8")
        fp.from_json(Path("ranking.json").read_text(encoding="utf-8"))
    """
    whole = {"format": FORMAT, "version": VERSION, "result": encode(result, "result")}
    return _laid_out(whole, "") + "\n"


def from_json(text: str) -> Any:
    """The result that `to_json` wrote.

    The text is read as data: nothing in it is run, and only the types of results are made.

    Parameters
    ----------
    text : str
        What `to_json` gave.

    Returns
    -------
    object
        The result, equal to the one that was written to the last digit.

    Raises
    ------
    CriteriaError
        If the text is no JSON, was not written by `to_json`, or a part of it is missing or not
        what belongs there; the error says where.
    """
    try:
        whole = json.loads(text, parse_constant=_refused)
        if not isinstance(whole, dict) or whole.get("format") != FORMAT or "result" not in whole:
            raise CriteriaError(f"found no {FORMAT!r} format; expected the text that to_json gave")
        if whole.get("version") != VERSION:
            found = whole.get("version")
            raise CriteriaError(f"version: found {found!r}; this release reads {VERSION}")
        return decode(whole["result"], "result")
    except CriteriaError:
        raise
    except RecursionError:
        raise CriteriaError("JSON: found too many brackets inside one another") from None
    except (TypeError, ValueError) as error:
        raise CriteriaError(f"JSON: {error}") from None


def _refused(constant: str) -> None:
    raise CriteriaError(f"JSON: found {constant}, which standard JSON does not have")


def _laid_out(value: Any, indent: str) -> str:
    """JSON with a line for whatever holds only numbers and text."""
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list) or not any(isinstance(x, dict | list) for x in inside):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    deeper = indent + " "
    if isinstance(value, dict):
        items = [f"{_laid_out(key, '')}: {_laid_out(x, deeper)}" for key, x in value.items()]
    else:
        items = [_laid_out(x, deeper) for x in value]
    start, end = "{}" if isinstance(value, dict) else "[]"
    return f"{start}\n{deeper}" + f",\n{deeper}".join(items) + f"\n{indent}{end}"
