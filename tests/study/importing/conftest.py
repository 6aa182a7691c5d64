"""Sheets that tests write: workbooks and texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write rows to the first worksheet of a workbook, with cells merged and other worksheets."""

    def write(
        rows: list[list[object]],
        *,
        merged: str = "",
        others: Mapping[str, list[list[object]]] = MappingProxyType({}),
    ) -> Path:
        workbook = openpyxl.Workbook()
        for name, content in {workbook.active.title: rows, **others}.items():
            sheet = workbook[name] if name in workbook.sheetnames else workbook.create_sheet(name)
            for row in content:
                sheet.append(row)
        for cells in merged.split():
            workbook.worksheets[0].merge_cells(cells)
        workbook.save(tmp_path / "book.xlsx")
        return tmp_path / "book.xlsx"

    return write


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., Path]:
    """Write a text file."""

    def write(content: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "sheet.csv"
        path.write_bytes(content.encode(encoding))
        return path

    return write
