"""Draws the pictures that the README and the pages show: ``python docs/pictures.py``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import matplotlib as mpl

import fivepluone_mcda as fp

FOLDER = Path(__file__).parent
CODE = re.compile(r"```python\n(.*?)```", re.S)


def draw(folder: Path) -> None:
    """Draw every picture into a folder."""
    study = fp.load()
    problem = study.problem()
    ranking = fp.topsis(problem)
    groups = list(problem.tree.groups)
    tutorial = _problem_of("tutorial.md")
    pictures = {
        "ranking": lambda: fp.plots.ranking(ranking),
        "stability": lambda: fp.plots.stability(problem, nodes=groups),
        "winner-bands": lambda: fp.plots.winner_bands(
            fp.winner_bands(study, "strategic_dependence"), width=7.0
        ),
        "acceptability": lambda: fp.plots.rank_acceptability(fp.smaa(problem)),
        "why": lambda: fp.plots.contributions(ranking.explain("CA-EU", "CA-China"), problem),
        "scenarios": lambda: fp.plots.scenarios(fp.scenarios(study)),
        "stakeholders": lambda: fp.plots.stakeholders(fp.stakeholders(study)),
        "value-functions": lambda: fp.plots.value_functions(_problem_of("methods.md", "towns")),
        "tutorial-ranking": lambda: fp.plots.ranking(fp.topsis(tutorial)),
        "tutorial-stability": lambda: fp.plots.stability(tutorial),
    }
    for name, picture in pictures.items():
        picture().figure.savefig(folder / f"{name}.png", dpi=160)


def _problem_of(page: str, word: str = "") -> fp.Problem:
    """The problem that a page makes in its first block of code with a word."""
    blocks = CODE.findall((FOLDER / page).read_text("utf-8"))
    names: dict[str, Any] = {"fp": fp}
    exec(next(block for block in blocks if word in block), names)  # noqa: S102 - the page's own
    return names["problem"]


if __name__ == "__main__":
    mpl.use("Agg")
    draw(FOLDER / "images")
