"""What a function of a study is given, checked before it works on it."""

from __future__ import annotations

from ..model import CriteriaError
from .study import Study

__all__ = ["expect_study"]


def expect_study(study: object) -> None:
    """Refuse what is no study, and say where to get one.

    Raises
    ------
    CriteriaError
        If it is something else, such as a Problem.
    """
    if not isinstance(study, Study):
        raise CriteriaError(
            f'study: found {type(study).__name__}; expected a Study, as fp.load("folder") gives'
        )
