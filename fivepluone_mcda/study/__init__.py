"""The study: a folder read and checked, its profiles, and the problems it poses."""

from .importing import TableReading, describe_table, new_study, read_table
from .profiles import Profile, Recipe
from .reading import load
from .study import Study, expect_study
from .swot import awot, strategic_position

__all__ = [
    "Profile",
    "Recipe",
    "Study",
    "TableReading",
    "awot",
    "describe_table",
    "expect_study",
    "load",
    "new_study",
    "read_table",
    "strategic_position",
]
