"""Every table of a study in one Excel workbook."""

from __future__ import annotations

import math
from importlib.metadata import version
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from ..methods.registry import MethodLike, method_title, resolve
from ..model.progress import tracked
from ..narrative import basis
from ..study import Study, expect_study
from .atomic_write import check_target, write_atomically
from .plain_cells import plain
from .rows import heading_and_rows, is_missing
from .tables import TABLES, Table, every_table

LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""

WIDEST = 60
"""Characters in a line; longer text takes several."""


def export(
    study: Study,
    path: str | PathLike[str],
    profile: str | None = None,
    method: MethodLike | None = None,
    progress: bool = False,
) -> Path:
    """Write every table of a study to an Excel workbook, each on its own sheet.

    The first sheet, ``about``, says how the numbers were made and what each sheet shows. Numbers
    are written as numbers with all their digits. Text that begins with ``=``, ``+``, ``-`` or
    ``@`` gets an apostrophe in front, so that no spreadsheet runs it.

    Parameters
    ----------
    study : Study
    path : path
        The workbook, ``*.xlsx``. An old one is replaced only when the new one is complete.
    profile, method : optional
        The weight profile and the method; the study's own when left out.
    progress : bool
        Whether a terminal shows a progress bar.

    Returns
    -------
    Path
        The workbook.

    Raises
    ------
    CriteriaError
        If the name does not end in ``.xlsx``, or the file cannot be put there.
    OSError
        If it cannot be written; the old file is untouched then.
    """
    expect_study(study)
    check_target(path, ".xlsx")
    import openpyxl

    made = every_table(study, profile, method)
    tables = list(tracked(made, "Computing tables", len(TABLES), progress))
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "about"
    _fill(sheet, _about(study, profile, method or study.method, tables), header=False)
    for table in tables:
        if table.frame is not None:
            heading, rows = heading_and_rows(table.frame)
            _fill(workbook.create_sheet(table.name), [[*heading], *rows], header=True)
    content = BytesIO()
    workbook.save(content)
    return write_atomically(path, content.getvalue())


def _about(
    study: Study, profile: str | None, method: MethodLike, tables: list[Table]
) -> list[list[object]]:
    """How the numbers were made, and what each sheet shows."""
    name, ranked = method_title(resolve(method).name), study.profile(profile).name
    rows: list[list[object]] = [
        ["study", study.title],
        ["source", study.source],
        ["folder", study.folder.name],
        ["profile", ranked],
        ["method", name],
        ["made by", f"fivepluone_mcda {version('fivepluone_mcda')}"],
        ["random draws", "2^14 scrambled Sobol points, seed 0"],
    ]
    rows += [["what it rests on", paragraph] for paragraph in basis(study, ranked, [method])]
    rows += [[f"sheet: {table.name}", table.about] for table in tables]
    return rows


def _fill(sheet: Any, rows: list[list[object]], header: bool) -> None:
    """Write rows to a sheet, with widths to read them by."""
    from openpyxl import styles

    bold = styles.Font(bold=True)
    short, long = (styles.Alignment(wrap_text=wrap, vertical="top") for wrap in (False, True))
    widths = [0] * max(map(len, rows))
    for i, row in enumerate(rows, 1):
        values = list(map(_value, row))
        lengths = [len(value) if isinstance(value, str) else 0 for value in values]
        for j, (value, length) in enumerate(zip(values, lengths, strict=True), 1):
            cell = sheet.cell(i, j, value)
            if isinstance(value, str):
                cell.data_type = "s"
                widths[j - 1] = max(widths[j - 1], min(length, WIDEST))
            if max(lengths) > WIDEST:  # the row is higher than a line
                cell.alignment = long if length > WIDEST else short
            if i == 1 and header:
                cell.font = bold
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = max(width + 2, 10)
    if header:
        sheet.freeze_panes = "B2"


def _value(value: object) -> object:
    """What a cell can hold: a number, a truth value, text that is not run, or nothing."""
    if isinstance(value, np.generic):
        value = value.item()
    if is_missing(value):
        return None
    if isinstance(value, float) and math.isinf(value):
        return "infinite" if value > 0 else "minus infinite"
    if isinstance(value, bool | int | float):
        return value
    return str(plain(str(value)))[:LONGEST]
