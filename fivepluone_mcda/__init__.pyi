"""The public names, and the room that is loaded when one of them is first used."""

from . import plots as plots
from .elicit import (
    Collected as Collected,
    collect as collect,
    questionnaire as questionnaire,
)
from .export import (
    export as export,
    to_csv as to_csv,
    to_json as to_json,
    to_latex as to_latex,
    to_markdown as to_markdown,
)
from .methods import (
    BestWorst as BestWorst,
    PairwiseMatrix as PairwiseMatrix,
    additive_value as additive_value,
    aggregate as aggregate,
    ahp as ahp,
    best_worst as best_worst,
    list_methods as list_methods,
    promethee_ii as promethee_ii,
    rank as rank,
    rank_order_centroid as rank_order_centroid,
    swing_weights as swing_weights,
    topsis as topsis,
    vikor as vikor,
    weighted_product as weighted_product,
    weighted_sum as weighted_sum,
)
from .model import (
    CriteriaError as CriteriaError,
    CriteriaTree as CriteriaTree,
    Defect as Defect,
    Explanation as Explanation,
    InfeasibleError as InfeasibleError,
    MethodError as MethodError,
    MissingDependencyError as MissingDependencyError,
    Problem as Problem,
    ProblemError as ProblemError,
    Ranking as Ranking,
    StudyError as StudyError,
    Theme as Theme,
    UnknownNameError as UnknownNameError,
    ValueFunction as ValueFunction,
)
from .narrative import (
    basis as basis,
)
from .report import (
    brief as brief,
    report as report,
)
from .robustness import (
    Comparison as Comparison,
    Panel as Panel,
    Stakeholders as Stakeholders,
    check_claims as check_claims,
    claims_hold as claims_hold,
    coder_rankings as coder_rankings,
    compare_methods as compare_methods,
    critical_scores as critical_scores,
    decompose as decompose,
    dominance as dominance,
    leave_one_coder_out as leave_one_coder_out,
    panel as panel,
    potentially_best as potentially_best,
    rank_reversal as rank_reversal,
    reliability as reliability,
    robust_choice as robust_choice,
    scenario_grid as scenario_grid,
    scenarios as scenarios,
    screened_winners as screened_winners,
    silence as silence,
    stakeholders as stakeholders,
    value_of_information as value_of_information,
)
from .sensitivity import (
    Revealed as Revealed,
    Reversal as Reversal,
    Rules as Rules,
    Smaa as Smaa,
    WeightSpace as WeightSpace,
    critical_weights as critical_weights,
    crossings as crossings,
    discover as discover,
    exact_pairwise_winning as exact_pairwise_winning,
    nearest_reversal as nearest_reversal,
    revealed_weights as revealed_weights,
    smaa as smaa,
    stability as stability,
    sweep as sweep,
    winner_bands as winner_bands,
)
from .study import (
    Study as Study,
    awot as awot,
    load as load,
    strategic_position as strategic_position,
)
from .study.importing import (
    TableReading as TableReading,
    describe_table as describe_table,
    new_study as new_study,
    read_table as read_table,
)

__version__: str
