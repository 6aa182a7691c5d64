"""Speed of the exact weight analyses on the shipped study, in multiples of one ranking.

python benchmarks/weights.py
"""

from __future__ import annotations

import time

import fivepluone_mcda as fp


def seconds(run, repeats: int = 5) -> float:
    """The best of a few repeats."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print every time and its ratio to one ranking."""
    study = fp.load()
    problem = study.problem()
    values = study.weights("values")
    one = seconds(lambda: fp.topsis(problem), 50)
    print(f"one ranking by TOPSIS: {1000 * one:.2f} ms")
    runs = {
        "stability, all 34 nodes": lambda: fp.stability(problem),
        "crossings, paper to values": lambda: fp.crossings(problem, values),
        "nearest_reversal, not certified": lambda: fp.nearest_reversal(problem, certify=False),
        "nearest_reversal, certified": lambda: fp.nearest_reversal(problem),
        "revealed_weights": lambda: fp.revealed_weights(study.problem("values"), "CA-EU"),
        "smaa, 2^14 draws": lambda: fp.smaa(problem),
        "smaa, 2^14 draws, scores and weights": lambda: fp.smaa(problem, scores="both"),
    }
    for name, run in runs.items():
        took = seconds(run)
        print(f"{name:38} {1000 * took:8.1f} ms   {took / one:8.0f} rankings")
    reversal = fp.nearest_reversal(problem)
    print(f"certified / found distance: {reversal.certified_radius / reversal.distance:.3f}")


if __name__ == "__main__":
    main()
