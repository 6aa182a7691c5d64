"""Streams of points in the unit cube: scrambled Sobol or pseudo-random."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..model import CriteriaError

__all__ = ["Sampler", "cube"]

Floats = NDArray[np.float64]
Sampler = Literal["sobol", "random"]


def cube(dimension: int, sampler: Sampler, rng: np.random.Generator) -> Callable[[int], Floats]:
    """A stream of points strictly inside the unit cube.

    Parameters
    ----------
    dimension : int
        Number of coordinates; may be 0.
    sampler : {"sobol", "random"}
        A Sobol sequence with a random linear matrix scramble and digital shift (Matoušek 1998),
        or pseudo-random numbers.
    rng : Generator
        Where the scramble, or the numbers, come from.

    Returns
    -------
    callable
        ``take(count)`` gives the next points, shape (count, dimension). Sobol points are
        balanced when every count is the same power of two.

    Raises
    ------
    CriteriaError
        If there is no such sampler.
    """
    if sampler not in ("sobol", "random"):
        raise CriteriaError(f"sampler: found {sampler!r}; expected 'sobol' or 'random'")
    if sampler == "random" or dimension == 0:
        # The generator can give 0, whose logarithm is infinite; the shift keeps it off both ends.
        return lambda count: rng.random((count, dimension)) * (1.0 - 2.0**-53) + 2.0**-54
    from scipy.stats.qmc import Sobol

    engine = Sobol(dimension, seed=rng)

    def take(count: int) -> Floats:
        points = engine.random(1 << (count - 1).bit_length())[:count]
        points += 2.0**-31  # half a step of the sequence's grid
        return points

    return take
