"""The study: a folder read and checked, its profiles, and the problems it poses."""

from .creation import new_study
from .profiles import Profile, Recipe
from .reading import load
from .study import Study
from .swot import awot, strategic_position

__all__ = ["Profile", "Recipe", "Study", "awot", "load", "new_study", "strategic_position"]
