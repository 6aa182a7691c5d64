"""The study: a folder read and checked, its profiles, and the problems it poses."""

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
    "strategic_position",
]
