"""Eigenvectors of pairwise matrices, and how inconsistent random judgements are."""

from __future__ import annotations

import numpy as np

from ..model.arrays import Flags, Floats

SAATY = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random complete matrices of order 0..10 (Saaty 1980)."""

# fmt: off
INCOMPLETE = {
    4: (0.583, 0.306),
    5: (0.925, 0.739, 0.557, 0.379, 0.212),
    6: (1.128, 1.007, 0.883, 0.758, 0.634, 0.510, 0.389, 0.271, 0.161),
    7: (
        1.255, 1.169, 1.084, 0.998, 0.911, 0.822, 0.734, 0.637, 0.552, 0.463, 0.373, 0.288, 0.206,
        0.129,
    ),
    8: (
        1.338, 1.274, 1.211, 1.148, 1.083, 1.019, 0.954, 0.888, 0.825, 0.757, 0.690, 0.624, 0.553,
        0.489, 0.421, 0.352, 0.290, 0.226, 0.166, 0.110,
    ),
    9: (
        1.401, 1.353, 1.304, 1.256, 1.206, 1.158, 1.109, 1.059, 1.010, 0.960, 0.910, 0.856, 0.803,
        0.750, 0.702, 0.645, 0.595, 0.539, 0.487, 0.435, 0.384, 0.328, 0.282, 0.229, 0.184, 0.137,
        0.096,
    ),
    10: (
        1.446, 1.407, 1.368, 1.330, 1.291, 1.253, 1.213, 1.174, 1.135, 1.095, 1.055, 1.016, 0.975,
        0.935, 0.894, 0.853, 0.814, 0.769, 0.728, 0.688, 0.648, 0.602, 0.562, 0.520, 0.479, 0.435,
        0.395, 0.352, 0.311, 0.269, 0.228, 0.191, 0.153, 0.119, 0.084,
    ),
}
# fmt: on
"""The same with 1, 2, ... judgements missing, by order: up to 6 Ágoston & Csató (2022), from 7
`simulated_index` with 10,000 draws, whose standard error is about 0.5 %."""

SCALE = np.log(np.concatenate([1.0 / np.arange(9.0, 1.0, -1.0), np.arange(1.0, 10.0)]))
"""Logarithms of the judgements 1/9 ... 9."""


def principal_eigenvectors(matrices: Floats) -> tuple[Floats, Floats]:
    """Principal eigenvalue, shape (...), and eigenvector, shape (..., n), of positive matrices.

    The vectors sum to 1. Repeated squaring, up to the 2^30th power, turns all columns into the
    eigenvector.
    """
    # Divided by the ratios of the row means all entries are near 1, which keeps the digits of
    # priorities many orders of magnitude apart.
    logs = np.log(matrices)
    mean = logs.mean(axis=-1)
    scaled = np.exp(logs - mean[..., :, None] + mean[..., None, :])
    powers = scaled
    for _ in range(30):
        before, powers = powers, powers @ powers
        powers /= powers.max(axis=(-2, -1), keepdims=True)
        if np.abs(powers - before).max() < 1e-15:
            break
    vectors = powers.sum(axis=-1)
    values = (scaled @ vectors[..., None]).sum(axis=(-2, -1)) / vectors.sum(axis=-1)
    vectors *= np.exp(mean - mean.max(axis=-1, keepdims=True))
    return values, vectors / vectors.sum(axis=-1, keepdims=True)


def log_least_squares(logs: Floats, known: Flags) -> Floats:
    """Logarithms of the geometric priorities, shape (..., n), up to a constant.

    They follow from those of the judgements, shape (..., n, n). `known` says which pairs were
    judged, the diagonal left out; these connect all elements.
    """
    flows = np.where(known, logs, 0.0).sum(axis=-1, keepdims=True)
    return np.asarray(np.linalg.solve(_laplacian(known), flows)[..., 0])


def _laplacian(known: Flags) -> Floats:
    """Laplacian of the graph of known pairs, made regular: a constant counts as a constant."""
    n = known.shape[-1]
    return np.asarray(np.eye(n) * known.sum(axis=-1, keepdims=True) - known + 1.0 / n)


def completed(matrix: Floats, known: Flags) -> Floats:
    """A matrix whose missing entries make the principal eigenvalue least.

    There each is the geometric mean of what the right and the left eigenvector imply, so that all
    follow from one potential, log sqrt(right / left), which must give itself back. Broyden's
    method finds it, from the inverse that holds for consistent judgements; a step that does not
    bring it nearer is replaced by the plain iteration, which contracts. `known` is that of
    `log_least_squares`.
    """
    given = known | np.eye(len(matrix), dtype=bool)

    def filled(potential: Floats) -> Floats:
        implied = np.exp(potential[:, None] - potential[None, :])
        return np.where(given, matrix, implied)

    def residual(potential: Floats) -> Floats:
        a = filled(potential)
        right, left = np.log(principal_eigenvectors(np.stack([a, a.T]))[1])
        return np.asarray((right - left - (right - left).mean()) / 2.0 - potential)

    potential = log_least_squares(np.log(matrix), known)
    potential -= potential.mean()
    error = residual(potential)
    inverse = len(matrix) * np.linalg.inv(_laplacian(known))
    is_plain = False
    for _ in range(1000):
        if np.abs(error).max() < 1e-13:
            break
        step = error if is_plain else inverse @ error
        change = residual(potential + step) - error
        image = inverse @ change
        inverse -= np.outer(step + image, step @ inverse) / (step @ image)
        is_plain = not is_plain and np.abs(error + change).max() >= np.abs(error).max()
        if not is_plain:
            potential, error = potential + step, error + change
    return filled(potential)


def random_index(n: int, missing: int = 0) -> float:
    """Mean consistency index of random judgements on n elements, some of them missing.

    Complete matrices: Saaty's table up to 10 elements, beyond it Alonso & Lamata (2006).
    Incomplete ones: the table of Ágoston & Csató (2022) [1]_ up to 6 elements, their simulation
    repeated up to 10 (`simulated_index`), and beyond it their linear approximation. 0 where the
    judgements form a tree, which nothing can contradict.

    References
    ----------
    .. [1] Ágoston, K. C., & Csató, L. (2022). Inconsistency thresholds for incomplete pairwise
       comparison matrices. Omega, 108, 102576. https://doi.org/10.1016/j.omega.2021.102576
    """
    surplus = (n - 1) * (n - 2) // 2  # pairs beyond those of a tree
    complete = SAATY[n] if n < len(SAATY) else (1.7699 * n - 4.3513) / (n - 1)
    if missing == 0 or missing >= surplus:
        return 0.0 if missing >= surplus else complete
    if n in INCOMPLETE:
        return INCOMPLETE[n][missing - 1]
    return complete * (1.0 - missing / surplus)


def simulated_index(n: int, missing: int, draws: int) -> float:
    """The random index by simulation; always the same number.

    Judgements are drawn from 1/9 ... 9, pairs are left out at random so that the others still
    connect all elements, and the matrix is completed within 1/9 ... 9 so that its principal
    eigenvalue is least.
    """
    rng = np.random.default_rng(0)
    upper = np.triu(rng.choice(SCALE, (draws, n, n)), 1)
    logs = upper - upper.swapaxes(1, 2)
    known = _connected_graphs(n, missing, draws, rng)
    free = ~known & ~np.eye(n, dtype=bool)
    potential = log_least_squares(logs, known)
    # The eigenvalue is least where each free entry is the geometric mean of what the right and
    # the left eigenvector imply. Ten rounds reach it to 0.1 %.
    for _ in range(11):
        implied = potential[:, :, None] - potential[:, None, :]
        logs = np.where(free, np.clip(implied, SCALE[0], SCALE[-1]), logs)
        values, right = principal_eigenvectors(np.exp(logs))
        left = principal_eigenvectors(np.exp(-logs))[1]  # of the transpose
        potential = 0.5 * (np.log(right) - np.log(left))
    return float((values.mean() - n) / (n - 1))


def _connected_graphs(n: int, missing: int, draws: int, rng: np.random.Generator) -> Flags:
    """Which pairs are known: graphs drawn at random among those that connect all elements."""
    rows, columns = np.triu_indices(n, 1)
    found = np.empty((0, n, n), dtype=bool)
    while len(found) < draws:
        order = rng.random((draws, rows.size)).argsort(axis=1)
        known = np.zeros((draws, n, n), dtype=bool)
        known[:, rows, columns] = order >= missing
        known |= known.swapaxes(1, 2)
        walks = np.linalg.matrix_power(known + np.eye(n), n)
        found = np.concatenate([found, known[(walks > 0.0).all(axis=(1, 2))]])
    return found[:draws]
