"""How far the result depends on scores, coders, methods, scenarios and stakeholders."""

from .claims import check_claims, claims_hold
from .coders import coder_rankings, leave_one_coder_out
from .comparison import Comparison, compare_methods
from .critical_scores import critical_scores
from .decomposition import decompose, sobol_indices
from .dominance import dominance, potentially_best
from .information import value_of_information
from .panel import Panel, panel
from .rank_reversal import rank_reversal
from .reliability import krippendorff_alpha, reliability
from .scenarios import robust_choice, scenario_grid, scenarios
from .screening import screened_winners
from .silence import silence
from .stakeholders import Stakeholders, stakeholders

__all__ = [
    "Comparison",
    "Panel",
    "Stakeholders",
    "check_claims",
    "claims_hold",
    "coder_rankings",
    "compare_methods",
    "critical_scores",
    "decompose",
    "dominance",
    "krippendorff_alpha",
    "leave_one_coder_out",
    "panel",
    "potentially_best",
    "rank_reversal",
    "reliability",
    "robust_choice",
    "scenario_grid",
    "scenarios",
    "screened_winners",
    "silence",
    "sobol_indices",
    "stakeholders",
    "value_of_information",
]
