"""Where the shipped study lies: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from ..model import CriteriaError


def shipped_folder() -> Path:
    """The folder of the shipped study.

    Raises
    ------
    CriteriaError
        If the package was installed without it.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "criteria", package.parent / "criteria"):
        if (folder / "study.toml").is_file():
            return folder
    raise CriteriaError(
        f"the shipped study is missing: neither {package / 'criteria'} nor "
        f"{package.parent / 'criteria'} has a study.toml; install the package again"
    )
