"""Turns a qualitative comparison into a decision model that can be questioned.

>>> import fivepluone_mcda as fp
>>> study = fp.load()
>>> fp.topsis(study.problem("implementation")).best
'CA-China'
"""

from .methods import (
    PairwiseMatrix,
    aggregate,
    ahp,
    list_methods,
    promethee_ii,
    rank,
    topsis,
    vikor,
    weighted_product,
    weighted_sum,
)
from .model import (
    CriteriaError,
    CriteriaTree,
    Defect,
    Explanation,
    MethodError,
    MissingDependencyError,
    Problem,
    ProblemError,
    Ranking,
    StudyError,
    UnknownNameError,
)
from .study import Study, awot, load, strategic_position

__version__ = "0.1.0"

__all__ = [
    "CriteriaError",
    "CriteriaTree",
    "Defect",
    "Explanation",
    "MethodError",
    "MissingDependencyError",
    "PairwiseMatrix",
    "Problem",
    "ProblemError",
    "Ranking",
    "Study",
    "StudyError",
    "UnknownNameError",
    "aggregate",
    "ahp",
    "awot",
    "list_methods",
    "load",
    "promethee_ii",
    "rank",
    "strategic_position",
    "topsis",
    "vikor",
    "weighted_product",
    "weighted_sum",
]
