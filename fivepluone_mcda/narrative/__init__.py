"""Every generated sentence about a result, for command line, report, brief and pictures."""

from .basis import basis

__all__ = ["basis"]
