"""Speed and memory of the analyses, next to other packages in the same run.

    pip install . pysensmcda scikit-criteria
    python benchmarks/speed.py            # prints the table
    python benchmarks/speed.py --keep     # and stores it in docs/benchmarks.md

Every row is measured in a process of its own, with one thread, by the time that the processor
spent on it, the best of a few repeats. The ratio says how many times as long the peer takes. Peers
do the same work: the same problem, the same counters. Where no package has the analysis, the peer
is the loop that a user would write.
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
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
from pymcdm import methods, normalizations
from threadpoolctl import threadpool_limits

import fivepluone_mcda as fp

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
Run = Callable[[], object]
Make = Callable[[fp.Problem], Run]
Size = tuple[int, int]
Row = dict[str, str]

FEW = 2**9
"""Draws of a peer that needs a Python call for each; its time is scaled to ours."""


def problem_of(size: Size, seed: int = 0) -> fp.Problem:
    """A problem without ties, half of its criteria minimised."""
    m, n = size
    rng = np.random.default_rng(seed)
    criteria = [f"c{j}" for j in range(n)]
    return fp.Problem(
        pd.DataFrame(rng.uniform(1, 5, size), [f"a{i}" for i in range(m)], criteria),
        directions=dict(zip(criteria, ["max", "min"] * n, strict=False)),
    )


def pymcdm_scores(problem: fp.Problem, name: str) -> Callable[[np.ndarray], np.ndarray]:
    """A method of pymcdm for the problem, as a function of the weights."""
    types = np.where(problem.maximise, 1, -1)
    if name == "topsis":
        method = methods.TOPSIS(normalizations.vector_normalization)
    else:
        method = getattr(methods, name.upper())()
    return lambda weights: method(problem.values, weights, types, validation=False)


def ranking(problem: fp.Problem) -> Run:
    """One ranking."""
    return lambda: fp.topsis(problem)


def ranking_pymcdm(problem: fp.Problem) -> Run:
    """The scores and ranks alone."""
    run = pymcdm_scores(problem, "topsis")
    return lambda: np.argsort(-run(problem.weight_vector))


def ranking_skcriteria(problem: fp.Problem) -> Run:
    """Scores and ranks by scikit-criteria, minimised criteria turned to their reciprocals."""
    import skcriteria
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.invert_objectives import InvertMinimize
    from skcriteria.preprocessing.scalers import VectorScaler

    data = skcriteria.mkdm(
        problem.values, np.where(problem.maximise, 1, -1), weights=problem.weight_vector
    )
    pipeline = mkpipe(InvertMinimize(), VectorScaler(target="matrix"), TOPSIS())
    return lambda: pipeline.evaluate(data)


def stability(problem: fp.Problem) -> Run:
    """The exact interval of every criterion."""
    return lambda: fp.stability(problem)


def stability_on_a_grid(problem: fp.Problem) -> Run:
    """The same on 101 weights of each criterion, not exact."""
    score, n = pymcdm_scores(problem, "topsis"), len(problem.criteria)

    def run() -> None:
        for j in range(n):
            for weight in np.linspace(0, 1, 101):
                weights = np.full(n, (1 - weight) / (n - 1))
                weights[j] = weight
                np.argmax(score(weights))

    return run


def smaa(problem: fp.Problem, method: str = "topsis", draws: int = 2**12) -> Run:
    """SMAA-2 on the whole simplex."""
    space = fp.WeightSpace.simplex(problem)
    return lambda: fp.smaa(problem, method, weights=space, samples=draws)


def smaa_pymcdm(problem: fp.Problem, method: str = "topsis") -> Run:
    """A loop over a method of pymcdm with the same counters."""
    score, (m, n) = pymcdm_scores(problem, method), problem.values.shape

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


def analysis(problem: fp.Problem, name: str, **options: bool) -> Run:
    """One of our functions that take a problem."""
    return lambda: getattr(fp, name)(problem, **options)


def smaa_rows(
    method: str, draws: int, sizes: list[Size]
) -> tuple[str, list[Size], Make, list[tuple[str, float, Make]]]:
    """A task: SMAA by one method."""
    peers = [("pymcdm in a loop", draws / FEW, partial(smaa_pymcdm, method=method))]
    if method == "topsis":
        peers.append(("pysensmcda", draws / FEW, smaa_pysensmcda))
    name = f"`smaa`, {method}, {draws:,} draws"
    return name, sizes, partial(smaa, method=method, draws=draws), peers


TASKS: list[tuple[str, list[Size], Make, list[tuple[str, float, Make]]]] = [
    ("one ranking, topsis", [(5, 27), (100, 20), (2000, 50)], ranking,
     [("pymcdm", 1.0, ranking_pymcdm), ("scikit-criteria", 1.0, ranking_skcriteria)]),
    ("`stability`", [(5, 27), (20, 20), (100, 20), (500, 20), (2000, 20), (100, 200), (2000, 50)],
     stability, [("pymcdm, 101 points each", 1.0, stability_on_a_grid)]),
    smaa_rows("topsis", 2**20, [(5, 27)]),
    smaa_rows("topsis", 2**12, [(5, 27), (100, 5), (100, 20), (100, 200), (500, 20), (2000, 50)]),
    smaa_rows("edas", 2**12, [(5, 27), (100, 20)]),
    smaa_rows("mabac", 2**12, [(5, 27), (100, 20)]),
    *((f"`{name}`", [(5, 27), (20, 20), (100, 5), (100, 20), (100, 200), (200, 200)],
       partial(analysis, name=name), []) for name in ("critical_scores", "critical_weights")),
]  # fmt: skip
"""Task, sizes, our run, and peers with the factor by which their shorter run is scaled."""

REVERSALS: list[Size] = [(5, 5), (5, 27), (20, 20), (100, 20), (500, 30), (2000, 50), (100, 200)]
"""Sizes of the random problems whose nearest reversals are searched, `PROBLEMS` of each."""

PROBLEMS = 5


def timed(run: Run, least: float = 0.5) -> tuple[float, float]:
    """Processor and elapsed seconds of the best of the repeats that fit into so many seconds."""
    best, spent = (np.inf, np.inf), 0.0
    while best[0] == np.inf or spent < least:
        start, clock = time.process_time(), time.perf_counter()
        run()
        took = time.process_time() - start
        best, spent = min(best, (took, time.perf_counter() - clock)), spent + took
    return best


def row_of(task: str, size: Size, make: Make, peers: list[tuple[str, float, Make]]) -> list[Row]:
    """The rows of one task and size, a row for each peer."""
    with threadpool_limits(1):
        run = make(problem_of(size))
        make(problem_of((3, 2)))()  # imports and caches
        ours, elapsed = timed(run)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        measured = {
            "task": task,
            "size": f"{size[0]} x {size[1]}",
            "ours": lasting(ours),
            "elapsed": lasting(elapsed),
            "peak memory": f"{memory:.0f} MB",
        }
        rows = []
        for name, factor, make_peer in peers:
            theirs = timed(make_peer(problem_of(size)))[0] * factor
            ratio = f"{theirs / ours:.3g}"
            rows.append(measured | {"peer": name, "peer's time": lasting(theirs), "ratio": ratio})
    return rows or [measured]


def reversal_rows(size: Size) -> list[Row]:
    """Nearest reversals of a few problems of one size, with and without certificate."""
    with threadpool_limits(1):
        fp.nearest_reversal(problem_of((3, 2)))
        found, times = [], []
        for seed in range(PROBLEMS):
            problem = problem_of(size, seed)
            reversal = fp.nearest_reversal(problem)
            found.append(reversal.certified_radius / reversal.distance)
            runs = (analysis(problem, "nearest_reversal", certify=flag) for flag in (True, False))
            times.append([timed(run, 0.0)[0] for run in runs])
    proved, bare = np.median(times, axis=0)
    return [
        {
            "size": f"{size[0]} x {size[1]}",
            "with certificate": lasting(proved),
            "without": lasting(bare),
            "certified / found, least": f"{min(found):.4f}",
            "median": f"{np.median(found):.4f}",
        }
    ]


def in_a_process(work: Callable[..., list[Row]], *arguments: object) -> list[Row]:
    """Its rows, measured in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def lasting(seconds: float) -> str:
    """A time in a unit that gives it three digits."""
    return f"{seconds:.3g} s" if seconds >= 1.0 else f"{1000.0 * seconds:.3g} ms"


def as_markdown(rows: list[Row]) -> str:
    """The rows as a table."""
    return pd.DataFrame(rows).fillna("").to_markdown(index=False)


def main() -> None:
    """Print the tables, and store them if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="store them in docs/benchmarks.md")
    keep = parser.parse_args().keep
    rows = [
        row
        for task, sizes, make, peers in TASKS
        for size in sizes
        for row in in_a_process(row_of, task, size, make, peers)
    ]
    reversals = [row for size in REVERSALS for row in in_a_process(reversal_rows, size)]
    names = ("numpy", "pymcdm", "pysensmcda", "scikit-criteria")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    text = (
        "# Benchmarks\n\n"
        "How much processor time the analyses take on one thread, and how many times as much a\n"
        "peer takes for the same work in the same run. Sizes are alternatives x criteria, scores\n"
        "are random. `python benchmarks/speed.py --keep` renews this page.\n\n"
        f"{datetime.date.today():%d %B %Y}, {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}, {versions}, load at the end "
        f"{os.getloadavg()[0]:.1f}: on a busy machine more time elapses.\n\n"
        f"{as_markdown(rows)}\n\n"
        "## Nearest reversal\n\n"
        f"`nearest_reversal` by TOPSIS on {PROBLEMS} random problems of each size: median times,\n"
        "and the radius that is proved as a share of the distance found. The bounds that prove it\n"
        "also lead the search, so the certificate itself costs little.\n\n"
        f"{as_markdown(reversals)}\n"
    )
    print(text)
    if keep:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
