"""Packages that only some analyses need, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from ..model import MissingDependencyError

__all__ = ["needed"]


def needed(module: str) -> ModuleType:
    """A module of the extra ``robustness``, or an error that says how to install it."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingDependencyError(
            f'this analysis needs the package {package}: pip install "fivepluone_mcda[robustness]"'
        ) from error
