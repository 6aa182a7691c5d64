"""How sensitive the ranking is to the weights."""

from .critical_weights import critical_weights
from .discover import Rules, discover
from .revealed import Revealed, revealed_weights
from .reversal import Reversal, nearest_reversal
from .smaa import Smaa, smaa
from .spaces import WeightSpace
from .stability import crossings, stability, sweep
from .winner_bands import winner_bands
from .winning_index import exact_pairwise_winning

__all__ = [
    "Revealed",
    "Reversal",
    "Rules",
    "Smaa",
    "WeightSpace",
    "critical_weights",
    "crossings",
    "discover",
    "exact_pairwise_winning",
    "nearest_reversal",
    "revealed_weights",
    "smaa",
    "stability",
    "sweep",
    "winner_bands",
]
