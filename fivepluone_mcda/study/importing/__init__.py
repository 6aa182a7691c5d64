"""From a spreadsheet, or the example, to the files of a new study folder."""

from .new_study import new_study

__all__ = ["new_study"]
