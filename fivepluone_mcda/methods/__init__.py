"""The methods: from a problem to a ranking. One module a method, one array kernel each."""

from .ahp import ahp
from .groups import aggregate
from .pairwise import PairwiseMatrix
from .promethee import promethee_ii
from .registry import list_methods, rank, resolve
from .topsis import topsis
from .vikor import vikor
from .weighted_product import weighted_product
from .weighted_sum import weighted_sum

__all__ = [
    "PairwiseMatrix",
    "aggregate",
    "ahp",
    "list_methods",
    "promethee_ii",
    "rank",
    "resolve",
    "topsis",
    "vikor",
    "weighted_product",
    "weighted_sum",
]
