"""The studies that come with the package: inside it when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from ..model import CriteriaError

FOLDERS = {"": ".", "grounds": "grounds"}
"""Folder of each shipped study below that of the first, by name; the first has no name."""


def shipped_folder(name: str = "") -> Path:
    """The folder of a shipped study, or an error where the package was installed without it."""
    package = Path(__file__).resolve().parent.parent
    places = [parent / "criteria" / FOLDERS[name] for parent in (package, package.parent)]
    for folder in places:
        if (folder / "study.toml").is_file():
            return folder
    raise CriteriaError(
        f"the shipped study is missing: neither {places[0]} nor {places[1]} has a study.toml; "
        "install the package again"
    )


def shipped_name(folder: Path) -> str | None:
    """The name of the shipped study in a folder, "" for the first; None for any other folder."""
    root = shipped_folder().resolve()
    return next(
        (name for name, below in FOLDERS.items() if folder.resolve() == (root / below).resolve()),
        None,
    )


def load_name(folder: Path) -> str:
    """What `load` takes for the study in a folder: "" for the first shipped one.

    Of any other folder no more is told than its own name.
    """
    name = shipped_name(folder)
    return folder.resolve().name if name is None else name
