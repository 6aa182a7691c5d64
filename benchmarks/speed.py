"""Speed and memory of the analyses, next to other packages in the same run.

    pip install . pysensmcda
    python benchmarks/speed.py            # prints the table
    python benchmarks/speed.py --keep     # and stores it in docs/benchmarks.md

Every row is measured in a process of its own, the best of a few repeats. The ratio says how many
times as long the peer takes. Peers do the same work: the same problem, the same counters. Where no
package has the analysis, the peer is the loop that a user would write, or one ranking.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
from pymcdm import methods, normalizations

import fivepluone_mcda as fp

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
Run = Callable[[], object]
Make = Callable[[fp.Problem], Run]
Size = tuple[int, int]

SHIPPED: Size = (5, 27)
DRAWS = 2**12
"""Weight vectors of one SMAA; a peer that needs a Python call for each gets `FEW` and is scaled."""
FEW = 2**9


def problem_of(size: Size) -> fp.Problem:
    """A problem without ties, half of its criteria minimised."""
    m, n = size
    rng = np.random.default_rng(0)
    criteria = [f"c{j}" for j in range(n)]
    return fp.Problem(
        pd.DataFrame(rng.uniform(1, 5, size), [f"a{i}" for i in range(m)], criteria),
        directions=dict(zip(criteria, ["max", "min"] * n, strict=False)),
    )


def pymcdm_topsis(problem: fp.Problem) -> Callable[[np.ndarray], np.ndarray]:
    """TOPSIS of pymcdm for the problem, as a function of the weights."""
    types = np.where(problem.maximise, 1, -1)
    topsis = methods.TOPSIS(normalizations.vector_normalization)
    return lambda weights: topsis(problem.values, weights, types, validation=False)


def ranking(problem: fp.Problem) -> Run:
    """One ranking."""
    return lambda: fp.topsis(problem)


def ranking_pymcdm(problem: fp.Problem) -> Run:
    """The scores and ranks alone."""
    run = pymcdm_topsis(problem)
    return lambda: np.argsort(-run(problem.weight_vector))


def stability(problem: fp.Problem) -> Run:
    """The exact interval of every criterion."""
    return lambda: fp.stability(problem)


def stability_on_a_grid(problem: fp.Problem) -> Run:
    """The same on 101 weights of each criterion, not exact."""
    score, n = pymcdm_topsis(problem), len(problem.criteria)

    def run() -> None:
        for j in range(n):
            for weight in np.linspace(0, 1, 101):
                weights = np.full(n, (1 - weight) / (n - 1))
                weights[j] = weight
                np.argmax(score(weights))

    return run


def smaa(problem: fp.Problem) -> Run:
    """SMAA-2 on the whole simplex."""
    space = fp.WeightSpace.simplex(problem)
    return lambda: fp.smaa(problem, weights=space, samples=DRAWS)


def smaa_pymcdm(problem: fp.Problem) -> Run:
    """A loop over pymcdm's TOPSIS with the same counters."""
    score, (m, n) = pymcdm_topsis(problem), problem.values.shape

    def run() -> None:
        counts, central = np.zeros((m, m)), np.zeros((m, n))
        for weights in np.random.default_rng(0).dirichlet(np.ones(n), FEW):
            order = np.argsort(-score(weights))
            counts[order, np.arange(m)] += 1
            central[order[0]] += weights

    return run


def smaa_pysensmcda(problem: fp.Problem) -> Run:
    """SMAA-2 of pysensmcda around pymcdm's TOPSIS."""
    from pysensmcda.smaa import central_weights, rank_acceptability, simulate

    types = np.where(problem.maximise, 1, -1)
    topsis = methods.TOPSIS(normalizations.vector_normalization)

    def run() -> None:
        result = simulate(
            topsis, problem.values, types, num_samples=FEW, store="accumulate", seed=0
        )
        rank_acceptability(result)
        central_weights(result)

    return run


def smaa_numpy(problem: fp.Problem) -> Run:
    """The floor: drawing the weights and the two matrix products, nothing else."""
    kernel = fp.topsis(problem).kernel

    def run() -> None:
        weights = np.random.default_rng(0).standard_exponential((DRAWS, len(problem.criteria)))
        kernel(weights / weights.sum(axis=1, keepdims=True))

    return run


def reversal(problem: fp.Problem) -> Run:
    """The nearest reversal with its certificate."""
    return lambda: fp.nearest_reversal(problem)


def critical_scores(problem: fp.Problem) -> Run:
    """The smallest change of each score that changes the winner."""
    return lambda: fp.critical_scores(problem)


TASKS: list[tuple[str, list[Size], Make, list[tuple[str, float, Make]]]] = [
    ("one ranking (TOPSIS)", [SHIPPED, (100, 20), (2000, 50)], ranking,
     [("pymcdm", 1.0, ranking_pymcdm)]),
    ("`stability`, every criterion", [SHIPPED, (100, 20), (500, 50), (2000, 50)], stability,
     [("pymcdm, 101 points each", 1.0, stability_on_a_grid)]),
    (f"`smaa`, {DRAWS:,} draws", [SHIPPED, (100, 20), (2000, 50)], smaa,
     [("pymcdm in a loop", DRAWS / FEW, smaa_pymcdm),
      ("pysensmcda", DRAWS / FEW, smaa_pysensmcda),
      ("NumPy, products only", 1.0, smaa_numpy)]),
    ("`nearest_reversal` with proof", [SHIPPED, (20, 20), (100, 20), (500, 30)], reversal,
     [("one ranking", 1.0, ranking)]),
    ("`critical_scores`", [SHIPPED, (20, 20), (100, 20)], critical_scores,
     [("one ranking", 1.0, ranking)]),
]  # fmt: skip
"""Task, sizes, our run, and peers with the factor by which their shorter run is scaled."""


def measured(make: Make, size: Size) -> tuple[float, float]:
    """Seconds of the best repeat, and the peak memory of this process in MB."""
    run = make(problem_of(size))
    run()
    best, spent = np.inf, 0.0
    while spent < 1.0 or best == np.inf:
        start = time.perf_counter()
        run()
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
    return best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(make: Make, size: Size) -> tuple[float, float]:
    """`measured` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, make, size).result()


def lasting(seconds: float) -> str:
    """A time in a unit that gives it three digits."""
    return f"{seconds:.3g} s" if seconds >= 1.0 else f"{1000.0 * seconds:.3g} ms"


def table() -> pd.DataFrame:
    """All rows."""
    rows = []
    for task, sizes, make, peers in TASKS:
        for size in sizes:
            ours, memory = in_a_process(make, size)
            for name, factor, make_peer in peers:
                theirs = in_a_process(make_peer, size)[0] * factor
                rows.append(
                    {
                        "task": task,
                        "size": f"{size[0]} x {size[1]}",
                        "ours": lasting(ours),
                        "peak memory": f"{memory:.0f} MB",
                        "peer": name,
                        "peer's time": lasting(theirs),
                        "ratio": f"{theirs / ours:.3g}",
                    }
                )
    return pd.DataFrame(rows)


def main() -> None:
    """Print the table, and store it if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="store the table in docs/benchmarks.md")
    keep = parser.parse_args().keep
    text = table().to_markdown(
        index=False, colalign=["left", *["right"] * 3, "left", *["right"] * 2]
    )
    print(text)
    if keep:
        names = ("numpy", "pymcdm", "pysensmcda")
        versions = ", ".join(f"{name} {version(name)}" for name in names)
        PAGE.write_text(
            "# Benchmarks\n\n"
            "How long the analyses take, and how many times as long a peer takes for the same\n"
            "work in the same run. `python benchmarks/speed.py --keep` renews this page.\n\n"
            f"{datetime.date.today():%d %B %Y}, {os.cpu_count()} cores, {platform.machine()}, "
            f"Python {platform.python_version()}, {versions}, load at the end "
            f"{os.getloadavg()[0]:.1f}.\n\n{text}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
