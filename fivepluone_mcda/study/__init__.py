"""The study: a folder read and checked, its profiles, and the problems it poses."""

from .importing import new_study
from .profiles import Profile, Recipe
from .reading import load
from .study import Study, expect_study
from .swot import awot, strategic_position

__all__ = [
    "Profile",
    "Recipe",
    "Study",
    "awot",
    "expect_study",
    "load",
    "new_study",
    "strategic_position",
]
