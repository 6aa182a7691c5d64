"""Turns a qualitative comparison into a decision model that can be questioned.

>>> import fivepluone_mcda as fp
>>> study = fp.load()
>>> fp.topsis(study.problem()).best
'CA-EU'
"""

from importlib import import_module
from types import ModuleType

from .elicit import Collected, collect, questionnaire
from .export import (
    export,
    to_csv,
    to_json,
    to_latex,
    to_markdown,
)
from .methods import (
    BestWorst,
    PairwiseMatrix,
    additive_value,
    aggregate,
    ahp,
    best_worst,
    list_methods,
    promethee_ii,
    rank,
    rank_order_centroid,
    swing_weights,
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
    InfeasibleError,
    MethodError,
    MissingDependencyError,
    Problem,
    ProblemError,
    Ranking,
    StudyError,
    Theme,
    UnknownNameError,
    ValueFunction,
)
from .narrative import basis
from .report import brief, report
from .robustness import (
    Comparison,
    Panel,
    Stakeholders,
    check_claims,
    claims_hold,
    coder_rankings,
    compare_methods,
    critical_scores,
    decompose,
    dominance,
    leave_one_coder_out,
    panel,
    potentially_best,
    rank_reversal,
    reliability,
    robust_choice,
    scenario_grid,
    scenarios,
    screened_winners,
    silence,
    stakeholders,
    value_of_information,
)
from .sensitivity import (
    Revealed,
    Reversal,
    Rules,
    Smaa,
    WeightSpace,
    critical_weights,
    crossings,
    discover,
    exact_pairwise_winning,
    nearest_reversal,
    revealed_weights,
    smaa,
    stability,
    sweep,
    winner_bands,
)
from .study import (
    Study,
    TableReading,
    awot,
    describe_table,
    load,
    new_study,
    read_table,
    strategic_position,
)

__version__ = "0.1.0"

__all__ = [
    "BestWorst",
    "Collected",
    "Comparison",
    "CriteriaError",
    "CriteriaTree",
    "Defect",
    "Explanation",
    "InfeasibleError",
    "MethodError",
    "MissingDependencyError",
    "PairwiseMatrix",
    "Panel",
    "Problem",
    "ProblemError",
    "Ranking",
    "Revealed",
    "Reversal",
    "Rules",
    "Smaa",
    "Stakeholders",
    "Study",
    "StudyError",
    "TableReading",
    "Theme",
    "UnknownNameError",
    "ValueFunction",
    "WeightSpace",
    "additive_value",
    "aggregate",
    "ahp",
    "awot",
    "basis",
    "best_worst",
    "brief",
    "check_claims",
    "claims_hold",
    "coder_rankings",
    "collect",
    "compare_methods",
    "critical_scores",
    "critical_weights",
    "crossings",
    "decompose",
    "describe_table",
    "discover",
    "dominance",
    "exact_pairwise_winning",
    "export",
    "leave_one_coder_out",
    "list_methods",
    "load",
    "nearest_reversal",
    "new_study",
    "panel",
    "plots",
    "potentially_best",
    "promethee_ii",
    "questionnaire",
    "rank",
    "rank_order_centroid",
    "rank_reversal",
    "read_table",
    "reliability",
    "report",
    "revealed_weights",
    "robust_choice",
    "scenario_grid",
    "scenarios",
    "screened_winners",
    "silence",
    "smaa",
    "stability",
    "stakeholders",
    "strategic_position",
    "sweep",
    "swing_weights",
    "to_csv",
    "to_json",
    "to_latex",
    "to_markdown",
    "topsis",
    "value_of_information",
    "vikor",
    "weighted_product",
    "weighted_sum",
    "winner_bands",
]


def __getattr__(name: str) -> ModuleType:
    # The pictures load matplotlib, which takes longer than everything else together.
    if name == "plots":
        return import_module(".plots", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
