from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SMALL = Path(__file__).parent.parent / "data" / "small_study"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small study that may be spoiled."""
    return shutil.copytree(SMALL, tmp_path / "study")


@pytest.fixture
def edit(folder: Path) -> Callable[..., None]:
    """Replace one text in one file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        content = (folder / file).read_text(encoding="utf-8")
        assert content.count(old) == 1
        (folder / file).write_text(content.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def edit_rows(folder: Path) -> Callable[..., None]:
    """Change the rows of one table of the copy: a list of rows in, one out, the header first."""

    def change(file: str, how: Callable[[list[list[str]]], list[list[str]]]) -> None:
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        with (folder / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(how(rows))

    return change
