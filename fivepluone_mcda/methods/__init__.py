"""The methods: from a problem to a ranking. One module a method, one array kernel each."""

from .additive_value import additive_value
from .ahp import ahp
from .best_worst import BestWorst, best_worst
from .groups import aggregate
from .pairwise import PairwiseMatrix
from .promethee import promethee_ii
from .rank_order_centroid import rank_order_centroid
from .registry import list_methods, rank, resolve
from .swing import swing_weights
from .topsis import topsis
from .vikor import vikor
from .weighted_product import weighted_product
from .weighted_sum import weighted_sum

__all__ = [
    "BestWorst",
    "PairwiseMatrix",
    "additive_value",
    "aggregate",
    "ahp",
    "best_worst",
    "list_methods",
    "promethee_ii",
    "rank",
    "rank_order_centroid",
    "resolve",
    "swing_weights",
    "topsis",
    "vikor",
    "weighted_product",
    "weighted_sum",
]
