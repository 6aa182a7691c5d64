"""Beginning a study of one's own: a small complete folder, or a copy of the shipped one."""

from __future__ import annotations

import secrets
import shutil
from os import PathLike
from pathlib import Path

from ..model import CriteriaError
from .locate import shipped_folder

__all__ = ["new_study"]


def new_study(folder: str | PathLike[str], shipped: bool = False) -> Path:
    """Write a small, complete study that loads and ranks at once, to be changed into one's own.

    Parameters
    ----------
    folder : path
        The folder to make; nothing may be there yet.
    shipped : bool
        Whether to write a copy of the shipped study instead.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    CriteriaError
        If something is there already, or the folder that should hold it is not.
    OSError
        If it cannot be written; then nothing is left behind.

    Examples
    --------
    >>> import tempfile
    >>> import fivepluone_mcda as fp
    >>> from fivepluone_mcda.study import new_study
    >>> with tempfile.TemporaryDirectory() as place:
    ...     print(fp.load(new_study(f"{place}/mine")).alternatives)
    ['Almaty', 'Tashkent', 'Bishkek']
    """
    path = Path(folder)
    if path.exists() or path.is_symlink():
        raise CriteriaError(f"{path}: found something there already; expected a new folder")
    if not path.parent.is_dir():
        raise CriteriaError(f"{path}: found no folder {path.parent} to put it in")
    source = shipped_folder() if shipped else Path(__file__).parent / "template"
    # Written beside and renamed when whole: an interrupted run leaves no half study.
    beside = path.parent / f".{path.name}-{secrets.token_hex(4)}"
    try:
        for file in sorted(source.rglob("*")):
            if file.is_file():
                target = beside / file.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
        beside.rename(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return path
