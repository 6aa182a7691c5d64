"""What the explorer of the report page needs: the study's problems as plain numbers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..analysis import Analysis
from ..methods.registry import resolve
from ..model import CriteriaTree, MethodError, Problem
from ..model.looks import looks
from ..study import Study
from ..study.scenarios import Scenario, lineage
from ..study.shipped import load_name
from .numbers import Finding

METHODS = {
    "topsis": ("TOPSIS", "fp.topsis(problem)"),
    "ahp": ("AHP, distributive", "fp.ahp(problem)"),
    "ahp_ideal": ("AHP, ideal", 'fp.ahp(problem, mode="ideal")'),
    "additive_value": ("Additive value", "fp.additive_value(problem)"),
}
"""What a reader sees, and the Python that gives the same, by the method's name."""

SHAPES = {
    "o": "\N{BLACK CIRCLE}",
    "s": "\N{BLACK SQUARE}",
    "^": "\N{BLACK UP-POINTING TRIANGLE}",
    "D": "\N{BLACK DIAMOND}",
    "v": "\N{BLACK DOWN-POINTING TRIANGLE}",
    "P": "\N{HEAVY GREEK CROSS}",
    "X": "\N{HEAVY MULTIPLICATION X}",
    "<": "\N{BLACK LEFT-POINTING TRIANGLE}",
    ">": "\N{BLACK RIGHT-POINTING TRIANGLE}",
    "p": "\N{BLACK PENTAGON}",
    "h": "\N{BLACK HEXAGON}",
}
"""The sign that looks like a marker of the pictures."""


def explorer(analysis: Analysis) -> Finding:
    """The heading above the explorer, and what it does not offer."""
    offered = analysis.method.name in METHODS and not analysis.method_options
    return {
        "heading": "Change weights, profile, scenario or method, and see who comes first",
        "offered": offered,
    }


def explorer_data(analysis: Analysis) -> dict[str, Any]:
    """Everything that the explorer needs to rank the study under any weights, as plain data.

    Parameters
    ----------
    analysis : Analysis
        The study; and profile, scenario, method and weights at which the explorer opens. A
        method that it does not offer is replaced by the first that it does.

    Returns
    -------
    dict
        ``nodes``: the tree without its root, each parent before its children, then the themes.
        ``methods``: those of TOPSIS, both modes of AHP and additive value that are defined for
        every problem of the study. ``problems[p][s]``: places of the weights and of the kernels
        of profile p in scenario s, where s = 0 is none. A kernel says how the scores follow from
        weighted sums, and gives its tables as places in ``columns``: most problems of a study
        share most of their columns, and each is held once.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> data = explorer_data(Analysis(fp.load()))
    >>> [method["label"] for method in data["methods"]]
    ['TOPSIS', 'AHP, distributive', 'AHP, ideal', 'Additive value']
    """
    study = analysis.study
    weights, columns, matrices = Once(), Once(), Once()
    kernels: list[dict[str, Any]] = []
    problems = []
    for name in study.profiles:
        row = []
        for assumed in (None, *study.scenarios):
            problem = study.problem(name, scenario=assumed)
            place = matrices.place(problem.values)
            if place == len(kernels):
                kernels.append(_kernels(problem, columns))
            row.append([weights.place(problem.weight_vector), place])
        problems.append(row)
    defined = [offered for offered in METHODS if all(offered in kernel for kernel in kernels)]
    opening, scenario = analysis.method.name, analysis.scenario
    by_hand = analysis.problem.weight_vector.tolist() if analysis.set_weights else None
    names = study.alternatives
    return {
        "load": _load_call(study),
        "nodes": _nodes(study.tree),
        "criteria": study.criteria,
        "alternatives": [
            {
                "id": alternative,
                "name": str(study.alternative_table.loc[alternative, "name"]),
                "alphabetical": sorted(names).index(alternative),
                "colour": look.colour,
                "shape": SHAPES[look.marker],
            }
            for alternative, look in looks(names).items()
        ],
        "profiles": [
            {"name": name, "text": profile.question, "declared": profile.declared}
            for name, profile in study.profile_table.items()
        ],
        "scenarios": [
            {
                "name": assumed.name,
                "title": assumed.title,
                "text": assumed.reason,
                "sets": _sets(study, assumed),
            }
            for assumed in study.scenario_table.values()
        ],
        "methods": [
            {"name": offered, "label": METHODS[offered][0], "call": METHODS[offered][1]}
            for offered in defined
        ],
        "start": {
            "profile": study.profiles.index(analysis.profile),
            "scenario": 0 if scenario is None else 1 + study.scenarios.index(scenario),
            "method": defined.index(opening) if opening in defined else 0,
            "weights": by_hand,
        },
        "problems": problems,
        "kernels": kernels,
        "weights": weights.arrays,
        "columns": columns.arrays,
    }


class Once:
    """Arrays in the order in which they were first seen, each once."""

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}
        self.arrays: list[list[float]] = []

    def place(self, array: NDArray[np.float64]) -> int:
        """Where the array stands."""
        place = self._places.setdefault(array.tobytes(), len(self.arrays))
        if place == len(self.arrays):
            self.arrays.append(array.tolist())
        return place


def _kernels(problem: Problem, columns: Once) -> dict[str, Any]:
    """The kernel of each method that is defined for the problem."""
    found = {}
    for method in METHODS:
        try:
            kernel = resolve(method).kernel(problem)
        except MethodError:  # negative scores in AHP
            continue
        if kernel.form is None:
            raise TypeError(f"the explorer has no arithmetic for {method}")
        link, tables = kernel.form
        found[method] = {
            "link": link,
            "tables": [[columns.place(column) for column in table.T] for table in tables],
        }
    return found


def _nodes(tree: CriteriaTree) -> list[dict[str, Any]]:
    """Nodes below the root, then themes, with the places of parent (None: root) and leaves."""
    names = tree.nodes_and_themes[1:]
    return [
        {
            "id": name,
            "label": tree.label(name),
            "theme": name in tree.themes,
            "parent": None
            if name in tree.themes or tree.parent(name) == tree.root
            else names.index(str(tree.parent(name))),
            "leaves": [tree.leaves.index(leaf) for leaf in tree.leaves_of(name)],
        }
        for name in names
    ]


def _sets(study: Study, scenario: Scenario) -> list[int]:
    """Which of the nodes have a weight set by a scenario or by one that it builds on."""
    nodes = study.tree.nodes_and_themes[1:]
    behind = (study.scenario_table[name] for name in lineage(scenario.name, study.scenario_table))
    return sorted({nodes.index(node) for one in behind for node in one.targets})


def _load_call(study: Study) -> str:
    """The Python that loads the study; no more of the folder than its name is told."""
    name = load_name(study.folder)
    return f"fp.load({json.dumps(name, ensure_ascii=False) if name else ''})"
