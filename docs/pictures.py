"""Draws the pictures that the README and the pages show: ``python docs/pictures.py``."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib as mpl

import fivepluone_mcda as fp

FOLDER = Path(__file__).parent
FIRST_CODE = re.compile(r"```python\n(.*?)```", re.S)


def draw(folder: Path) -> None:
    """Draw every picture into a folder."""
    study = fp.load()
    problem = study.problem()
    ranking = fp.topsis(problem)
    groups = list(problem.tree.groups)
    tutorial = _problem_of_the_tutorial()
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
        "tutorial-ranking": lambda: fp.plots.ranking(fp.topsis(tutorial)),
        "tutorial-stability": lambda: fp.plots.stability(tutorial),
    }
    for name, picture in pictures.items():
        picture().figure.savefig(folder / f"{name}.png", dpi=160)


def _problem_of_the_tutorial() -> fp.Problem:
    code = FIRST_CODE.search((FOLDER / "tutorial.md").read_text("utf-8"))
    names: dict[str, fp.Problem] = {}
    exec(code[1], names)  # type: ignore[index]  # noqa: S102 - the page's own code
    return names["problem"]


if __name__ == "__main__":
    mpl.use("Agg")
    draw(FOLDER / "images")
