"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from ..model import CriteriaError


def check_target(path: str | os.PathLike[str], *endings: str) -> Path:
    """Where a file of this name is written, if it can be: asked before a long computation.

    Parameters
    ----------
    path : path
    *endings : str
        What its name may end in, in lower case: ``.xlsx``; anything when left out.

    Returns
    -------
    Path
        The place, with links followed.

    Raises
    ------
    CriteriaError
        If the name ends in something else; if a folder, a write-protected file or something that
        is no ordinary file is in the way; if the folder is missing or write-protected.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise CriteriaError(f"{path}: found a folder; expected the name of a file")
    if endings and Path(path).suffix.lower() not in endings:
        raise CriteriaError(
            f"{path}: found a name that does not end in {' or '.join(endings)}; expected a name "
            f"such as {Path(path).with_suffix(endings[0]).name}"
        )
    if not target.parent.is_dir():
        raise CriteriaError(f"{path}: found no folder {target.parent} to put it in")
    # What is still a link leads back to itself.
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise CriteriaError(f"{path}: found no ordinary file; expected the name of a file")
    if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
        raise CriteriaError(f"{path}: found a write-protected file; it is left as it is")
    if not os.access(target.parent, os.W_OK):
        raise CriteriaError(f"{path}: found no right to write in the folder {target.parent}")
    return target


def write_atomically(path: str | os.PathLike[str], content: bytes) -> Path:
    """Write a file so that whatever goes wrong leaves the old one untouched.

    The content is written beside the file and takes its place when it is all there. A symbolic
    link stays and is followed: the file that it names is written, and created where it does not
    exist.

    Raises
    ------
    CriteriaError
        As `check_target` says.
    OSError
        If it cannot be written, a full disk for instance.
    """
    target = check_target(path)
    beside = target.parent / f".{target.name}-{secrets.token_hex(4)}"
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        beside.unlink(missing_ok=True)
    return Path(path)
