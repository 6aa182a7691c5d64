"""Packages that only some functions need, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from .errors import MissingDependencyError


def needed(module: str, extra: str = "robustness") -> ModuleType:
    """A module of an optional extra, or an error that says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingDependencyError(
            f"this needs the package {package}: pip install {package} "
            f'(or pip install "fivepluone_mcda[{extra}]")'
        ) from error
