"""Speed and memory of `smaa`, against pymcdm, pysensmcda and NumPy alone, in one run.

    pip install . pysensmcda
    python benchmarks/smaa.py

Every line is a ratio to something measured in the same run. Vector-normalised TOPSIS, uniform
weights on the simplex, rank acceptabilities and central weights.
"""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np
import pandas as pd
from pymcdm import methods, normalizations

import fivepluone_mcda as fp

SIZES = ((5, 27), (100, 20))


def random_problem(m: int, n: int) -> fp.Problem:
    """A problem without ties, half of its criteria minimised."""
    rng = np.random.default_rng(0)
    criteria = [f"c{j}" for j in range(n)]
    return fp.Problem(
        pd.DataFrame(rng.uniform(1, 5, (m, n)), [f"a{i}" for i in range(m)], criteria),
        directions=dict(zip(criteria, ["max", "min"] * n, strict=False)),
    )


def rate(run, draws: int, repeats: int = 3) -> float:
    """Weight vectors a second, the best of a few repeats."""
    best = np.inf
    for _ in range(repeats):
        start = time.perf_counter()
        run(draws)
        best = min(best, time.perf_counter() - start)
    return draws / best


def ours(problem: fp.Problem, sampler: str = "sobol", n_jobs: int = 1):
    """`smaa` on the simplex."""
    space = fp.WeightSpace.simplex(problem)
    return lambda draws: fp.smaa(
        problem, "topsis", space, samples=draws, sampler=sampler, n_jobs=n_jobs
    )


def with_pymcdm(problem: fp.Problem):
    """A loop over pymcdm's TOPSIS with the same counters."""
    x, types = problem.values, np.where(problem.maximise, 1, -1)
    topsis = methods.TOPSIS(normalizations.vector_normalization)
    m, n = x.shape

    def run(draws: int) -> None:
        counts, central = np.zeros((m, m)), np.zeros((m, n))
        for weights in np.random.default_rng(0).dirichlet(np.ones(n), draws):
            order = np.argsort(-topsis(x, weights, types, validation=False))
            counts[order, np.arange(m)] += 1
            central[order[0]] += weights

    return run


def with_pysensmcda(problem: fp.Problem):
    """Pysensmcda's SMAA-2 around pymcdm's TOPSIS."""
    from pysensmcda.smaa import central_weights, rank_acceptability, simulate

    types = np.where(problem.maximise, 1, -1)
    topsis = methods.TOPSIS(normalizations.vector_normalization)

    def run(draws: int) -> None:
        result = simulate(
            topsis, problem.values, types, num_samples=draws, store="accumulate", seed=0
        )
        rank_acceptability(result)
        central_weights(result)

    return run


def numpy_alone(problem: fp.Problem):
    """The floor: drawing the weights and the two matrix products, nothing else."""
    kernel = fp.methods.resolve("topsis").kernel(problem)
    n = len(problem.criteria)

    def run(draws: int) -> None:
        rng = np.random.default_rng(0)
        block = 2048
        for start in range(0, draws, block):
            weights = rng.standard_exponential((min(block, draws - start), n))
            weights /= weights.sum(axis=1, keepdims=True)
            squared = weights * weights
            squared @ kernel.to_best.T
            squared @ kernel.to_worst.T

    return run


def peak_memory(draws: int) -> float:
    """Peak resident memory in MB of a process of its own that makes so many draws."""
    code = (
        "import sys; sys.path.insert(0, 'benchmarks')\n"
        f"import smaa; smaa.ours(smaa.random_problem(5, 27))({draws})\n"
        "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return float(done.stdout)


def main() -> None:
    """Print every ratio."""
    for m, n in SIZES:
        problem = random_problem(m, n)
        many = 2**19 if m < 10 else 2**15
        sobol, random = rate(ours(problem), many), rate(ours(problem, "random"), many)
        floor = rate(numpy_alone(problem), many)
        print(f"\n{m} alternatives x {n} criteria, weight vectors a second")
        print(f"  fivepluone_mcda, sobol     {sobol:12,.0f}")
        print(f"  fivepluone_mcda, random    {random:12,.0f}")
        print(f"  NumPy alone                {floor:12,.0f}   {floor / random:.2f} x random")
        for name, peer in (("pymcdm", with_pymcdm), ("pysensmcda", with_pysensmcda)):
            theirs = rate(peer(problem), 2000, 2)
            print(f"  {name:25}  {theirs:12,.0f}   sobol is {sobol / theirs:.0f} times faster")
    problem = random_problem(5, 27)
    one, two = (rate(ours(problem, n_jobs=jobs), 2**22, 2) for jobs in (1, 2))
    print(f"\nTwo workers give {two / one:.2f} times the throughput of one")
    few, most = peak_memory(10**5), peak_memory(10**7)
    print(f"Peak memory: {few:.0f} MB at 10^5 draws, {most:.0f} MB at 10^7")


if __name__ == "__main__":
    main()
