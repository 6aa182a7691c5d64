"""Finding files of answers and reading their data; nothing in them is run or unpacked unbounded."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Any

from ...model import CriteriaError
from ...model.text import shown
from .problems import Problems

FORMAT, VERSION = "fivepluone_mcda answers", 1
"""What a file of answers says of itself."""

MAX_BYTES = 4 * 2**20
"""Larger files are not opened; a page of answers has about 50 kB."""

MAX_FILES = 1000
"""So many files are read at most."""

ENDINGS = (".json", ".xlsx")

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


def answer_files(files: Paths) -> tuple[list[Path], list[Problems]]:
    """The files of answers, of folders all that they hold, and what else was named.

    Raises
    ------
    CriteriaError
        If there is none, or more than `MAX_FILES`.
    """
    given = [files] if isinstance(files, str | PathLike) else list(files)
    found: dict[Path, Path] = {}
    wrong = []
    for path in map(Path, given):
        if path.is_dir():
            inside = [one for one in sorted(path.iterdir()) if _is_answer(one)]
            found |= {one.resolve(): one for one in inside}
        elif path.is_file() and path.suffix.lower() in ENDINGS:
            found[path.resolve()] = path
        else:
            what = "neither .json nor .xlsx; left out" if path.exists() else "no such file"
            problems = Problems(shown(path.name))
            problems.add("", what, "the file that a questionnaire saved, or a folder of them")
            wrong.append(problems)
    if not found:
        names = ", ".join(map(str, given[:5])) or "nothing"
        raise CriteriaError(
            f"answers: found no file in {names}; expected files that questionnaires saved (.json "
            "or .xlsx), or a folder of them"
        )
    if len(found) > MAX_FILES:
        raise CriteriaError(f"answers: found {len(found)} files; expected at most {MAX_FILES}")
    return list(found.values()), wrong


def _is_answer(path: Path) -> bool:
    """Whether a file of a folder may hold answers; locks of open workbooks and the like do not."""
    return path.suffix.lower() in ENDINGS and path.is_file() and path.name[0] not in "~."


def read_answers(path: Path, problems: Problems) -> dict[str, Any] | None:
    """The data of a file of answers; None, and a problem noted, where it holds none."""
    again = "ask for the file again, as the questionnaire saved it"
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            problems.add("", f"{size} bytes, more than {MAX_BYTES}; it is not opened", again)
            return None
        data = _data(path, path.read_bytes())
    except CriteriaError as error:
        problems.add("", str(error).partition("; expected ")[0], again)
        return None
    except (OSError, ValueError, RecursionError) as error:
        problems.add("", f"it cannot be read ({str(error)[:100]})", again)
        return None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        problems.add("format", "it is no file of answers", again)
        return None
    if data.get("version") != VERSION:
        what = f"answers of another version than {VERSION}"
        problems.add("version", what, "install the newest version of this package")
        return None
    return data


def _data(path: Path, raw: bytes) -> Any:
    if path.suffix.lower() == ".xlsx":
        from ..workbook import answers_from_workbook

        return answers_from_workbook(raw)
    # NaN and Infinity, which JSON does not have, stay as what every check of a number refuses.
    return json.loads(
        raw.decode("utf-8-sig"), parse_constant=lambda _: math.nan, object_pairs_hook=_each_once
    )


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; refused where a key stands twice, since nobody knows which is meant."""
    whole: dict[str, Any] = {}
    for key, value in pairs:
        if key in whole:
            raise ValueError(f"the key {key!r} stands twice in one object")
        whole[key] = value
    return whole
