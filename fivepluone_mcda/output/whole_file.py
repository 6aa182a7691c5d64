"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from ..model import CriteriaError

__all__ = ["write_whole"]


def write_whole(path: str | os.PathLike[str], content: bytes) -> Path:
    """Write a file so that whatever goes wrong leaves the old one untouched.

    The content is written beside the file and takes its place when it is all there.

    Parameters
    ----------
    path : path
        The file; what is there is replaced unless it is write-protected.
    content : bytes
        What stands in it.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    CriteriaError
        If a folder, or a write-protected file, is in the way, or the folder is missing.
    OSError
        If it cannot be written, a full disk for instance.
    """
    target = Path(path).resolve()
    if target.is_dir():
        raise CriteriaError(f"{path}: found a folder; expected the name of a file")
    if not target.parent.is_dir():
        raise CriteriaError(f"{path}: found no folder {target.parent} to put it in")
    if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
        raise CriteriaError(f"{path}: found a write-protected file; it is left as it is")
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
