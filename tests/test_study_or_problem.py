"""Whoever hands a problem to a function of a study, or the other way round, is told so."""

import inspect

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda import robustness, sensitivity

SPACES = [fp.WeightSpace.simplex, fp.WeightSpace.hierarchical, fp.WeightSpace.around,
          fp.WeightSpace.within, fp.WeightSpace.judges]  # fmt: skip


def functions(first: str) -> list:
    """All public functions whose first argument has this name."""
    public = {
        getattr(room, name)
        for room in (fp, fp.plots, robustness, sensitivity)
        for name in room.__all__
        if inspect.isroutine(getattr(room, name))
    }
    found = [one for one in (*public, *SPACES) if next(iter(parameters(one)), None) == first]
    return sorted(found, key=lambda one: one.__qualname__)


def parameters(function) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(function).parameters)


def call(function, first: object):
    """Call a function with its first argument; whatever else it needs is not looked at."""
    needed = [
        one
        for one in list(parameters(function).values())[1:]
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    ]
    return function(first, *[object()] * len(needed))


def test_the_walk_meets_them_all():
    assert {"reliability", "scenarios", "export", "report", "basis", "awot"} <= {
        one.__name__ for one in functions("study")
    }
    assert {"topsis", "smaa", "sweep", "dominance", "heatmap", "within"} <= {
        one.__name__ for one in functions("problem")
    }


@pytest.mark.parametrize("function", functions("study"), ids=lambda one: one.__qualname__)
@pytest.mark.parametrize("kind", ["problem", "frame", "nothing"])
def test_a_function_of_a_study_asks_for_one(function, kind, problem):
    if function is fp.value_of_information and kind == "problem":
        return  # it takes either
    wrong = {"problem": problem, "frame": problem.matrix, "nothing": None}[kind]
    found = type(wrong).__name__
    with pytest.raises(fp.CriteriaError, match=rf"^study: found {found}; expected a Study, as fp"):
        call(function, wrong)


@pytest.mark.parametrize("function", functions("problem"), ids=lambda one: one.__qualname__)
@pytest.mark.parametrize("kind", ["study", "frame", "nothing"])
def test_a_function_of_a_problem_asks_for_one(function, kind, study, problem):
    wrong = {"study": study, "frame": problem.matrix, "nothing": None}[kind]
    with pytest.raises(fp.CriteriaError, match=rf"found {type(wrong).__name__}; expected a Prob"):
        call(function, wrong)
