"""The model: criteria tree, problem, ranking, errors. It reads no files and knows no method."""

from .coding import Coding
from .errors import (
    CriteriaError,
    Defect,
    InfeasibleError,
    MethodError,
    MissingDependencyError,
    ProblemError,
    StudyError,
    UnknownNameError,
)
from .explanation import Explanation
from .problem import Problem
from .ranking import Ranking
from .result import Result
from .themes import Theme
from .tree import CriteriaTree
from .value_functions import ValueFunction

__all__ = [
    "Coding",
    "CriteriaError",
    "CriteriaTree",
    "Defect",
    "Explanation",
    "InfeasibleError",
    "MethodError",
    "MissingDependencyError",
    "Problem",
    "ProblemError",
    "Ranking",
    "Result",
    "StudyError",
    "Theme",
    "UnknownNameError",
    "ValueFunction",
]
