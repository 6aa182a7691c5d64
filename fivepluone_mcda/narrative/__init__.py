"""Every generated sentence about a result, for command line, report, brief and pictures."""

from .basis import basis, percent

__all__ = ["basis", "percent"]
