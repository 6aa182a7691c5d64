"""Writing collected answers into a study folder: all files, or none."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ...export.atomic_write import check_target, write_atomically
from ...model import CriteriaError, Defect, StudyError
from ...study import Study, load
from ...study.schema import MANIFEST, PRIORITIES
from ..form_of_study import item_hashes
from .manifest import (
    BEGIN,
    with_files,
    with_profile,
    with_statements,
    with_way,
    without_profile,
    without_statements,
)
from .people import USED
from .tables import FILES, as_csv, complete_scores, existing_rows, with_new

if TYPE_CHECKING:
    from .collected import Collected


def write_into(
    collected: Collected, folder: str | PathLike[str] | None, dry_run: bool
) -> list[str]:
    """Write the answers into a folder, as `Collected.write` says."""
    path = collected.study.folder if folder is None else Path(folder)
    study = load(path)
    if item_hashes(study) != item_hashes(collected.study):
        raise CriteriaError(
            f"{path}: found another study than the one that the answers were checked against; "
            "expected the same questions, or collect the answers for this one"
        )
    taken = collected.respondents[collected.respondents["state"].isin(USED)]
    if taken.empty:
        return ["Nothing to write: all answers have been collected before, or none can be used."]
    contents, notes = _manifest(path, study, _tables(collected, taken, study, path))
    changed = {
        name: content
        for name, content in contents.items()
        if not (path / name).is_file() or (path / name).read_bytes() != content
    }
    if not dry_run:
        _replace(path, changed)
    done = "to be written" if dry_run else "written"
    return [*(f"{path / name}: {done}" for name in changed), *notes]


def _tables(
    collected: Collected, taken: pd.DataFrame, study: Study, path: Path
) -> dict[str, bytes]:
    """The files of the tables with the answers in them, by name."""
    new = {
        "scores": collected.scores,
        "judgements": collected.judgements,
        "points": collected.points,
        "respondents": taken.drop(columns=["file", "state", "scores", "judgements", "points"]),
    }
    contents = {}
    for role, frame in new.items():
        rows = with_new(role, existing_rows(path, role), frame, taken)
        if role == "scores":
            rows = complete_scores(rows, study)
        if rows or (path / FILES[role]).is_file():
            contents[FILES[role]] = as_csv(role, rows)
    return contents


def _manifest(
    path: Path, study: Study, tables: Mapping[str, bytes]
) -> tuple[dict[str, bytes], list[str]]:
    """The files with the manifest that names them, and what is to be known of the panels.

    Raises
    ------
    StudyError
        If the study would have defects.
    """
    before = (path / MANIFEST).read_bytes().decode("utf-8-sig")
    answered = [name for name, content in tables.items() if content.count(b"\n") > 1]
    text, notes = _with_weights(path, study, tables, with_files(before, study, answered))
    whole = _trial(path, study, {**tables, MANIFEST: without_statements(text).encode()})
    text = with_statements(text, whole)
    _trial(path, study, {**tables, MANIFEST: text.encode()})
    for panel in whole.respondents["panel"].unique():
        if panel in whole.panels:
            text, more = _with_profile(path, study, whole, tables, text, panel)
            notes += more
    if not study.statements and BEGIN in text:
        coders = ", ".join(study.coders)
        notes.append(
            f"Now state how the scores of the other coders ({coders}) were made, in a table "
            f"[provenance.NAME] of {MANIFEST}: a remark under 'coding' no longer counts."
        )
    return {**tables, MANIFEST: text.encode()}, notes


def _with_profile(
    path: Path, study: Study, whole: Study, tables: Mapping[str, bytes], text: str, panel: str
) -> tuple[str, list[str]]:
    """The manifest with a panel's profile, in the first of `_ways` that gives weights.

    A profile that is there is left alone, except where the panel's answers so far gave it the way
    that it has, and they give another one now.
    """
    before = _ways(study, panel)[:1] if panel in study.panels else []
    old = whole.profile(panel).how if panel in whole.profiles else None
    if old is not None and (old not in before or old in _ways(whole, panel)[:1]):
        alone = old != PRIORITIES and len(_ways(whole, panel)) > 1
        note = (
            f"Profile {panel!r} takes the {old} answers alone; weights = {PRIORITIES!r} joins all."
        )
        return text, [note] * alone
    why = ""
    for how in _ways(whole, panel):
        new = with_profile(text, panel, how) if old is None else with_way(text, panel, how)
        try:
            _trial(path, study, {**tables, MANIFEST: new.encode()})
        except StudyError as error:
            why = why or error.defects[0].found
            continue
        joined = ", which join all ways to state importance" if how == PRIORITIES else ""
        what = f"the {how}" if how == PRIORITIES else "the weights"
        return new, [f"Profile {panel!r}: {what} that follow from the panel's answers{joined}."]
    return text, [f"Panel {panel!r} has no profile of weights yet: {why}."] if old is None else []


def _ways(study: Study, panel: str) -> list[str]:
    """In which ways a profile can take a panel's answers, the best first."""
    stated = [way for way in study.ways(panel) if way != PRIORITIES]
    return [PRIORITIES, *stated] if len(stated) > 1 else stated


def _with_weights(
    path: Path, study: Study, tables: Mapping[str, bytes], text: str
) -> tuple[str, list[str]]:
    """The manifest without profiles of panels whose answers no longer give weights; says which."""
    notes = []
    defects = _defects(path, study, tables, text)
    for panel in study.respondents["panel"].unique() if defects else ():
        shorter = without_profile(text, panel)
        left = _defects(path, study, tables, shorter)
        if len(left) < len(defects):
            text, defects = shorter, left
            notes.append(
                f"Profile {panel!r} is taken out of {MANIFEST}: the panel's answers no longer give "
                "weights of every group."
            )
    return text, notes


def _defects(path: Path, study: Study, tables: Mapping[str, bytes], text: str) -> list[Defect]:
    """What would be wrong with the study with these tables and this manifest."""
    try:
        _trial(path, study, {**tables, MANIFEST: without_statements(text).encode()})
    except StudyError as error:
        return list(error.defects)
    return []


def _trial(path: Path, study: Study, contents: Mapping[str, bytes]) -> Study:
    """The study that the folder would hold with these files, read in another place."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for files in tomllib.loads(contents[MANIFEST].decode())["files"].values():
            for name in [files] if isinstance(files, str) else files:
                if name not in contents:
                    shutil.copyfile(path / name, copy / name)
        if study.companion:
            (copy / study.companion).mkdir()
            shutil.copyfile(path / study.companion / MANIFEST, copy / study.companion / MANIFEST)
        for name, content in contents.items():
            (copy / name).write_bytes(content)
        try:
            return load(copy)
        except StudyError as error:
            raise StudyError(str(path), error.defects) from None


def _replace(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files, the manifest last; where one fails, what was there before is put back."""
    before: dict[str, bytes | None] = {}
    for name in contents:
        target = check_target(folder / name)
        before[name] = target.read_bytes() if target.is_file() else None
    try:
        for name, content in contents.items():
            write_atomically(folder / name, content)
    except BaseException:
        for name, old in before.items():
            if old is None:
                (folder / name).unlink(missing_ok=True)
            else:
                write_atomically(folder / name, old)
        raise
