"""Filling in a questionnaire's workbook as an expert does, and what its formulas then show."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

SOFFICE = shutil.which("soffice")

Entries = Mapping[tuple[str, ...], Mapping[str, Any]]


def filled(content: bytes, entries: Entries, path: Path) -> Path:
    """The workbook with entries by key and column, saved; pairs in either order."""
    book = openpyxl.load_workbook(BytesIO(content))
    turned = {(*key[:2], *key[:1:-1]): value for key, value in entries.items() if len(key) == 4}
    missing = set(entries)
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            key = sheet.cell(row, 1).value
            if not isinstance(key, str) or not key.startswith("["):
                continue
            own = tuple(json.loads(key))
            missing -= {own, (*own[:2], *own[:1:-1])}
            for column, value in {**turned, **entries}.get(own, {}).items():
                cell = sheet[f"{column}{row}"]
                assert not cell.protection.locked, (own, column)
                cell.value = value
    assert not missing
    book.save(path)
    return path


def recalculated(path: Path) -> Path:
    """The workbook as LibreOffice saves it, all formulas computed."""
    out = path.parent / "recalculated"
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{path.parent}/profile",
               "--convert-to", "xlsx", "--outdir", str(out), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 (our own command)
    return out / path.name


def shown(path: Path, sheet: str) -> list[list[Any]]:
    """The values of a sheet, row by row."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]
