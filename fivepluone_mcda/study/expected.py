"""What a function of a study is given, checked before it works on it."""

from __future__ import annotations

from ..model.errors import expect
from .study import Study

__all__ = ["expect_study"]


def expect_study(study: object) -> None:
    """Refuse what is no study, and say where to get one.

    Raises
    ------
    CriteriaError
        If it is something else, such as a Problem.
    """
    expect(study, Study, 'a Study, as fp.load("folder") gives', "study")
