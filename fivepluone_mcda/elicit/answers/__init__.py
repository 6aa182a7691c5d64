"""Answers that came back: read as data from strangers, checked, written into a study."""

from .collected import Collected, collect

__all__ = ["Collected", "collect"]
