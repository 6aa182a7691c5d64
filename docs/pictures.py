"""Draws the pictures that the README shows: ``python docs/pictures.py``."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl

import fivepluone_mcda as fp

FOLDER = Path(__file__).parent / "images"


def main() -> None:
    """Draw every picture anew."""
    mpl.use("Agg")
    study = fp.load()
    problem = study.problem()
    ranking = fp.topsis(problem)
    groups = list(problem.tree.groups)
    pictures = {
        "ranking": lambda: fp.plots.ranking(ranking),
        "stability": lambda: fp.plots.stability(problem, nodes=groups),
        "acceptability": lambda: fp.plots.rank_acceptability(fp.smaa(problem)),
        "why": lambda: fp.plots.contributions(ranking.explain("CA-EU", "CA-China"), problem),
    }
    for name, draw in pictures.items():
        draw().figure.savefig(FOLDER / f"{name}.png", dpi=160)


if __name__ == "__main__":
    main()
