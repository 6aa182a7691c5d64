"""Beginning a study of one's own: a small complete folder, one from a sheet, or a copy."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

import pandas as pd

from ...model import CriteriaError
from ...model.text import shown
from ..reading.text_files import MAX_BYTES
from ..shipped import shipped_folder
from .read_table import describe_table
from .study_files import files_of
from .table_reading import TableReading

TEMPLATE = Path(__file__).parent / "template"


def new_study(
    folder: str | PathLike[str],
    shipped: bool = False,
    *,
    sheet: str | PathLike[str] | pd.DataFrame | TableReading | None = None,
) -> Path:
    """Write a small, complete study that loads and ranks at once, to be changed into one's own.

    Parameters
    ----------
    folder : path
        The folder to make; nothing may be there yet.
    shipped : bool
        Whether to write a copy of the shipped study instead.
    sheet : path, DataFrame or TableReading, optional
        A comparison to begin from instead of the example: whatever `read_table` reads, or what
        `describe_table` understood of it, with its options. Without weights all criteria weigh
        the same; without directions more is better.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    CriteriaError
        If something is there already, or the folder that should hold it is not.
    StudyError
        If the sheet cannot be read; with everything that is wrong with it, each with the cell.
    OSError
        If it cannot be written; then nothing is left behind.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> import fivepluone_mcda as fp
    >>> with tempfile.TemporaryDirectory() as place:
    ...     print(fp.load(fp.new_study(f"{place}/mine")).alternatives)
    ['Almaty', 'Tashkent', 'Bishkek']

    A table as in many spreadsheets:

    >>> frame = pd.DataFrame(
    ...     {"Rent, USD": [2, "min", 700, 500], "Staff": [1, "max", 5, 4]},
    ...     index=["weight", "direction", "Almaty", "Tashkent"],
    ... )
    >>> with tempfile.TemporaryDirectory() as place:
    ...     study = fp.load(fp.new_study(f"{place}/mine", sheet=frame))
    >>> study.problem().weights.round(3).to_dict()
    {'Rent_USD': 0.667, 'Staff': 0.333}
    >>> fp.topsis(study.problem()).best
    'Tashkent'
    """
    path = Path(folder)
    if path.exists() or path.is_symlink():
        raise CriteriaError(f"{path}: found something there already; expected a new folder")
    if not path.parent.is_dir():
        raise CriteriaError(f"{path}: found no folder {path.parent} to put it in")
    if sheet is None:
        files = _files_in(shipped_folder() if shipped else TEMPLATE)
    elif shipped:
        raise CriteriaError("found both shipped and sheet; expected one of them")
    else:
        files = _files_from(sheet, path.name)
    # Written beside and renamed when whole: an interrupted run leaves no half study.
    beside = path.parent / f".{path.name}-{secrets.token_hex(4)}"
    try:
        for name, content in files.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        beside.rename(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return path


def _files_in(source: Path) -> Mapping[str, bytes]:
    """The files of a folder by name."""
    return {
        str(file.relative_to(source)): file.read_bytes()
        for file in sorted(source.rglob("*"))
        if file.is_file()
    }


def _files_from(
    source: str | PathLike[str] | pd.DataFrame | TableReading, name: str
) -> Mapping[str, bytes]:
    reading = source if isinstance(source, TableReading) else describe_table(source)
    if reading is not source:
        reading.warn()
    title = reading.title
    if not title:
        title = Path(source).stem if isinstance(source, str | PathLike) else name
    guide = (TEMPLATE / "README.md").read_text(encoding="utf-8")
    files = {
        # The mark at the beginning tells Excel that the letters are UTF-8.
        file: text.encode("utf-8-sig" if file.endswith(".csv") else "utf-8")
        for file, text in files_of(reading, shown(title), guide).items()
    }
    for file, content in files.items():
        if len(content) > MAX_BYTES:
            raise CriteriaError(f"{file}: would have {len(content)} bytes; at most {MAX_BYTES}")
    return files
