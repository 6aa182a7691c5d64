"""Results in words and files."""

from .basis import basis, percent

__all__ = ["basis", "percent"]
