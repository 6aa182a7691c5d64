"""The brief: the answer of a study on one or two pages, for Word, as slides or as one page."""

from .write import brief

__all__ = ["brief"]
